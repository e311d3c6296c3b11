"""The screen of the checks mends what is certain by a proposal."""

from comens_tui.operations.desk import Desk
from tests.support import git
from tests.tui.driving import driven


async def test_what_is_certain_is_proposed_once_agreed_to(desk: Desk) -> None:
    root = desk.workspace.root
    path = next((root / "corpus/referentials").glob("*.md"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.rstrip("\n") + "\n\nDit-il « oui » ? Il dit : non.\n", encoding="utf-8")
    git(root, "commit", "-qam", "Amend by hand")
    before = set(desk.workspace.snapshot().proposals)
    async with driven(desk) as app:
        await app.press("6")
        text = await app.press("m")
        assert "A new proposal changes 1 document; no word changes." in text
        assert "A space is missing or may break" in text
        text = await app.press("down", "enter")
        assert "mise au point par les vérifications" in " ".join(text.split())
    (made,) = set(desk.workspace.snapshot().proposals) - before
    (proposed,) = desk.workspace.snapshot().texts[made].values()
    assert "«\u00a0oui\u00a0»\u202f? Il dit\u00a0: non." in proposed
