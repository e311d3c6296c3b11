"""A new proposal from a folder or a template, in the app at 80 by 24."""

from pathlib import Path

from comens_tui.operations.desk import Desk
from tests.support import REFERENTIAL_MD
from tests.tui.conftest import DOCUMENT
from tests.tui.driving import SubstantiveText, driven


async def test_a_folder_of_edited_texts_becomes_a_proposal(desk: Desk, tmp_path: Path) -> None:
    text = SubstantiveText.reworded(REFERENTIAL_MD)
    folder = tmp_path / "rendu"
    folder.mkdir()
    (folder / "rendu.md").write_text(text, encoding="utf-8")
    (folder / "notes.md").write_text("rien", encoding="utf-8")
    known = desk.workspace.snapshot().proposals.keys()
    async with driven(desk) as app:
        assert "folder" in await app.press("2", "o")
        await app.press("down", "down", "enter")
        await app.type(str(folder))
        shown = await app.press("enter", "enter")
        assert "> Propose 1 text" in shown
        assert "It matches no text" in app.line("notes.md")
        await app.press("enter")
        await app.type("Relecture")
        await app.press("tab")
        await app.type("Lu.")
        shown = await app.press("tab", "tab", "enter")
        assert "Relecture" in shown
    found = desk.workspace.snapshot()
    (new,) = found.proposals.keys() - known
    assert found.texts[new] == {DOCUMENT: text}


async def test_a_template_shows_what_it_writes(desk: Desk) -> None:
    head = desk.workspace.head()
    async with driven(desk) as app:
        shown = await app.press("O", "down", "enter")
        assert "a requirement repealed" in shown
        shown = await app.press("down", "down", "enter")
        assert "Which requirement?" in shown
        shown = await app.press("enter")
        assert DOCUMENT in shown
        shown = await app.press("home", "enter")
        assert "Repeal" in shown or "Supprimer" in shown
        await app.press("escape")
    assert desk.workspace.head() == head
