"""A window of answers says what each means, whole."""

from comens_tui.operations.desk import Desk
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.widgets.rows import ListRow
from tests.tui.driving import driven

LONG = "the text takes it in other words, which the reply to the author then has to say in full"


async def test_a_meaning_that_is_cut_is_written_out_under_the_answers(desk: Desk) -> None:
    rows = [ListRow("a", ("accepted", "as it is")), ListRow("b", ("changed", LONG))]
    async with driven(desk) as app:
        app.app.push_screen(Choose("Answer", rows))
        text = await app.press("j")
        assert "…" in app.line("> changed")
        assert LONG in " ".join(text.split())
        before = text.splitlines().index(app.line("Answer"))
        text = await app.press("k")
        assert LONG not in " ".join(text.split())
        assert text.splitlines().index(app.line("Answer")) == before
