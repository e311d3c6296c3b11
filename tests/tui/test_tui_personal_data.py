"""What the app asks when an act would put personal data into git."""

from comens_tui.operations.desk import Desk
from comens_tui.tui.screens.base import BaseScreen
from tests.support import git
from tests.tui.driving import WIDE, driven

NIR = "184057511600111"


async def _report(app, title: str, description: str) -> str:
    await app.press("o")
    await app.type(title)
    await app.press("tab")
    await app.type(description)
    for _field in range(5):
        await app.press("tab")
    return await app.press("enter")


def _written(desk: Desk) -> str:
    return git(desk.workspace.root, "log", "-p", "--all")


async def test_each_passage_is_listed_masked_and_answered_for(desk: Desk) -> None:
    async with driven(desk) as app:
        text = await _report(app, "Refus de Mme Fontaine", f"Son NIR {NIR} est refuse.")
        assert "2 passages to answer for" in text
        assert "Son NIR 184●●●●●●●●●●●● est refuse." in text
        assert NIR not in text
        text = await app.press("enter")
        assert "name of a person (likely)" in text
        assert "Let it through" in text
        text = await app.press("down", "enter")
        await app.type("une patiente")
        text = await app.press("tab", "enter")
        assert "becomes “une patiente”" in text
        assert "1 passage to answer for" in text
        text = await app.press("enter")
        assert "social security number (certain)" in text
        assert "Let it through" not in text
        text = await app.press("enter")
        assert "Do it so" in text
        text = await app.press("enter")
        assert "Refus de une patiente" in text
    kept = desk.workspace.snapshot().reports["EV-2026-0003"]
    assert (kept.title, kept.description) == (
        "Refus de une patiente",
        "Son NIR [masqué] est refuse.",
    )
    assert NIR not in _written(desk)
    assert not desk.workspace.snapshot().clearances


async def test_a_passage_is_let_through_with_a_reason(desk: Desk) -> None:
    async with driven(desk, size=WIDE) as app:
        await _report(app, "Standard injoignable", "Le 01 23 45 67 89 sonne dans le vide.")
        await app.press("enter", "down", "down", "down", "enter")
        await app.type("standard public de l'éditeur")
        text = await app.press("tab", "enter")
        assert "let through: standard public" in text
        await app.press("enter")
    (kept,) = desk.workspace.snapshot().clearances.values()
    assert (kept.kind, kept.reason) == ("phone", "standard public de l'éditeur")
    assert "01 23 45 67 89" in desk.workspace.snapshot().reports["EV-2026-0003"].description


async def test_a_passage_is_reworded_whole(desk: Desk) -> None:
    async with driven(desk) as app:
        await _report(app, "Refus", "06 12 34 56 78")
        await app.press("enter", "down", "down", "enter")
        assert "Write it without personal data" in app.text()
        await app.press("ctrl+k")
        await app.type("Il faut rappeler.")
        text = await app.press("escape", "down", "enter")
        assert "written in other words" in text
        await app.press("enter")
    assert desk.workspace.snapshot().reports["EV-2026-0003"].description == "Il faut rappeler."


async def test_leaving_the_window_writes_nothing(desk: Desk) -> None:
    head = desk.workspace.head()
    async with driven(desk) as app:
        await _report(app, "Refus", "06 12 34 56 78")
        text = await app.press("escape")
        assert "nothing was written" in text
        assert isinstance(app.app.screen, BaseScreen)
    assert desk.workspace.head() == head


async def test_words_in_its_place_are_looked_at_too(desk: Desk) -> None:
    async with driven(desk) as app:
        await _report(app, "Refus", "06 12 34 56 78")
        await app.press("enter", "down", "enter")
        await app.type("07 12 34 56 78")
        assert "This holds personal data too." in await app.press("tab", "enter")
