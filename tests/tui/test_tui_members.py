"""The committee, from the inbox at 80 by 24."""

from comens_tui.operations.desk import Desk
from tests.tui.driving import driven


async def test_somebody_is_seated_and_a_group_gets_its_capacity(desk: Desk) -> None:
    async with driven(desk) as app:
        shown = await app.press("m")
        assert "The committee" in shown
        await app.press("enter")
        await app.type("Zoé Vidal")
        await app.press("tab")
        await app.type("zoe@example.org")
        shown = await app.press("enter", "enter", "enter", "enter", "enter", "enter", "enter")
        assert "Zoé Vidal" in app.line("Zoé")
        await app.press("home", "down", "enter")
        await app.type("GT9")
        await app.press("tab")
        await app.type("Essai")
        await app.press("tab")
        await app.type("30")
        shown = await app.press("enter", "enter")
        assert "30 days in a cycle" in shown
    committee = desk.workspace.snapshot().committee
    assert committee.member("zoe-vidal") is not None
    assert committee.working_groups[-1].capacity == 30
