"""The history of a document and of a requirement in the app."""

from comens_tui.operations.desk import Desk, open_desk
from comens_tui.tui.terminal import Options
from tests.support import REFERENTIAL_MD, WORKSPACE_FILES
from tests.support.histories import YEAR_2026, Forge
from tests.tui.driving import NOON, WIDE, driven

DOCUMENT = "corpus/referentials/REF-ESS.md"


def desk_on(root):
    return open_desk(root, clock=lambda: NOON)


def long_past(tmp_path):
    forge = Forge(tmp_path / "past")
    forge.commit("Open.", WORKSPACE_FILES, authored=0)
    text = REFERENTIAL_MD.replace("DEVRAIT informer", "DOIT informer")
    forge.commit("Harden.", {DOCUMENT: text}, body="Comens-Decision: D-2026-001")
    for number in range(4):
        text = text.replace("aide humaine", f"aide humaine ({number})")
        forge.commit(f"Help {number}.", {DOCUMENT: text}, authored=YEAR_2026 + number)
    return forge.write()


async def test_a_document_and_its_requirement_have_their_histories(tmp_path):
    desk = desk_on(long_past(tmp_path))
    async with driven(desk, options=Options(theme="ansi-dark", monochrome=True)) as app:
        text = await app.press("left_parenthesis", "h")
        assert "History of corpus/referentials/REF-ESS.md" in text
        assert text.index("Help 3.") < text.index("Help 0.") < text.index("Harden.")
        assert "(dated 1970: original date unknown) Open." in app.line("1970-01-01")
        assert "D-2026-001" in app.line("Harden.")
        text = await app.press("escape", "down", "down", "h")
        assert "History of ETH.2" in text
        assert "Help" not in text
        text = await app.press("enter")
        assert "ETH.2, 2026-01-01" in text
        assert "[-DEVRAIT-]{+DOIT+}" in text
        assert "History of ETH.2" in await app.press("escape")
        assert "5 Corpus" in await app.press("q")
    desk.workspace.close()


async def test_the_changes_of_an_act_are_gone_through(tmp_path):
    forge = Forge(tmp_path / "w")
    forge.commit("Open.", WORKSPACE_FILES)
    forge.commit(
        "More.",
        {
            DOCUMENT: REFERENTIAL_MD.replace("le Système", "le service").replace(
                "Le Système", "Le service"
            )
        },
    )
    desk = desk_on(forge.write())
    async with driven(desk) as app:
        top = await app.press("left_parenthesis", "h", "enter")
        first = await app.press("n")
        assert first != top
        assert await app.press("n") != first
        await app.press("N")
        assert app.text() == first
    desk.workspace.close()


async def test_a_history_is_as_wide_as_the_window(tmp_path):
    desk = desk_on(long_past(tmp_path))
    async with driven(desk, size=WIDE) as app:
        text = await app.press("left_parenthesis", "h")
        assert "text changed" in app.line("Harden.")
        assert "1/6" in text
        assert "6/6" in await app.press("G")
    desk.workspace.close()


async def test_the_review_opens_the_history_of_the_requirement_in_sight(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("é", "slash")
        await app.type("001")
        await app.press("enter", "enter")
        for _press in range(8):
            await app.press("n")
        text = await app.press("h")
        assert "History of ETH." in text
        assert "Open the workspace." in text
        await app.press("escape")
        assert "2 Review" in app.text()


async def test_an_act_made_meanwhile_is_in_the_history(tmp_path):
    root = long_past(tmp_path)
    desk = desk_on(root)
    async with driven(desk) as app:
        await app.press("left_parenthesis", "h", "escape")
        from tests.support import commit_all, write_files

        write_files(root, {DOCUMENT: REFERENTIAL_MD})
        commit_all(root, "Meanwhile.")
        assert "Meanwhile." in await app.press("h")
    desk.workspace.close()
