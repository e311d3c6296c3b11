"""What each screen shows and what its keys do, on a small workspace."""

from dataclasses import replace
from pathlib import Path

import pytest

from comens_tui.operations.desk import Desk
from comens_tui.tui.terminal import Options
from tests.tui.driving import WIDE, driven


async def test_the_inbox_lists_what_waits_for_the_secretary(desk: Desk) -> None:
    async with driven(desk) as app:
        text = app.text()
    assert "COMENS  1 Inbox" in text
    assert "EV-2026-0001" in text
    assert "to triage" in text
    assert "P-2026-001" in text


async def test_azerty_digits_need_no_shift(desk: Desk) -> None:
    async with driven(desk) as app:
        assert "2 Review" in await app.press("é")
        assert "3 Meeting" in await app.press("quotation_mark")
        assert "5 Corpus" in await app.press("left_parenthesis")
        assert "1 Inbox" in await app.press("ampersand")


async def test_triage_moves_a_report_and_says_so(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("slash")
        await app.type("0001")
        await app.press("enter", "t")
        assert "admissible" in app.text()
        text = await app.press("enter")
        assert "EV-2026-0001" in text.splitlines()[-3]
    assert desk.workspace.snapshot().reports["EV-2026-0001"].state == "admissible"


async def test_a_refusal_names_the_way_out_and_writes_nothing(desk: Desk) -> None:
    head = desk.workspace.head()
    async with driven(desk) as app:
        await app.press("é", "slash")
        await app.type("brouillon")
        await app.press("enter", "enter", "x")
        text = await app.press("down", "enter")
        assert "Not done" in text
        assert "Understood" in text
    assert desk.workspace.head() == head


async def test_a_confirmation_stands_on_cancel(desk: Desk) -> None:
    head = desk.workspace.head()
    async with driven(desk) as app:
        await app.press("é", "slash")
        await app.type("001")
        text = await app.press("enter", "enter", "x")
        assert "> Cancel: nothing is written" in text
        await app.press("enter")
    assert desk.workspace.head() == head


async def test_a_proposal_is_made_from_a_report(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("slash")
        await app.type("0002")
        text = await app.press("enter", "P")
        assert "Proposal from EV-2026-0002" in text
        assert "> Open the proposal as a draft" in text
        text = await app.press("enter")
        assert "2 Review  P-2026-004" in text
    snapshot = desk.workspace.snapshot()
    assert snapshot.proposals["P-2026-004"].answers == ("EV-2026-0002",)
    assert snapshot.reports["EV-2026-0002"].state == "forwarded"


async def test_the_review_tells_a_weakened_duty_before_the_redline(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("é", "slash")
        await app.type("assouplir")
        text = await app.press("enter", "enter")
        assert "WEAKENED" in text
        assert text.index("WEAKENED") < text.index("corpus/referentials")
        assert "P-2026-002 also changes" in text


async def test_the_redline_is_readable_without_colour(desk: Desk) -> None:
    options = Options(theme="ansi-dark", monochrome=True)
    async with driven(desk, options=options) as app:
        await app.press("é", "slash")
        await app.type("assouplir")
        await app.press("enter", "enter", "n")
        text = app.text()
    assert "[-DOIT-]{+DEVRAIT+}" in text.replace(" ", "") or "[-DOIT-]" in text


async def test_rating_is_a_form_of_digits(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("é", "slash")
        await app.type("assouplir")
        await app.press("enter", "enter", "r")
        text = await app.press("2", "tab", "apostrophe", "tab", "à")
        assert "[2]" in text
        assert "[4]" in text
        await app.press(*["tab"] * 8, "enter")
    ratings = desk.workspace.snapshot().ratings["P-2026-001"]
    assert ratings[0].harms["beneficence"] == 2
    assert ratings[0].harms["non_maleficence"] == 4


async def test_side_by_side_needs_a_wide_window(desk: Desk) -> None:
    async with driven(desk, size=WIDE) as app:
        await app.press("é", "slash")
        await app.type("assouplir")
        text = await app.press("enter", "enter")
        assert "side by side" in text
        assert " │ " in text
        await app.pilot.resize_terminal(80, 24)
        await app.rest()
        assert " │ " not in app.text()
        assert "DEVRAIT" in await app.press("n")


async def test_acting_as_somebody_else_is_for_a_demonstration(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("A", "slash")
        await app.press("g", "enter")
        assert "Claire Morel" in app.text().splitlines()[0]


async def test_a_small_window_says_so_and_quits(desk: Desk) -> None:
    async with driven(desk, size=(20, 5)) as app:
        text = app.text()
        assert "too small" in " ".join(text.split())
        assert "60" in text
        await app.pilot.press("q")
        await app.pilot.pause()
        assert app.app.return_value is None or app.app.return_code == 0


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40), (200, 60)])
async def test_every_screen_keeps_help_and_quit_in_its_key_line(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with driven(desk, size=size) as app:
        for key in "12345":
            last = (await app.press(key)).splitlines()[-1]
            assert "? help" in last
            assert "q quit" in last
            assert len(last) <= size[0]


async def test_help_shows_the_command_that_does_the_same(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("slash")
        await app.type("0001")
        text = await app.press("enter", "question_mark")
        assert "$ comens report triage EV-" in " ".join(text.split())
        assert "Help" not in await app.press("q")


async def test_the_palette_finds_an_action_by_its_words(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("colon")
        await app.type("priorit")
        assert "4 Priorities" in await app.press("enter")


async def test_the_palette_leads_to_an_action_of_another_screen(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("colon")
        await app.type("agenda of a meeting")
        assert "2 a" in app.text()
        text = await app.press("enter")
        assert text.startswith("COMENS  2 Review")
        assert "Here, a: Put the proposal on the agenda of a meeting" in text


async def test_who_is_nobody_here_is_told_so(desk: Desk) -> None:
    async with driven(replace(desk, actor=None)) as app:
        assert "You are reading only" in app.text()
        assert "reading only" in app.text().splitlines()[0]


async def test_a_text_that_is_refused_is_what_the_next_edit_starts_from(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    seen.mkdir()
    texts = iter(["---\nbroken: [\n---\n", "never read"])

    def write(_app: object, _editor: object, text: str, _name: str, _line: int) -> str:
        (seen / str(len(list(seen.iterdir())))).write_text(text, encoding="utf-8")
        return next(texts)

    monkeypatch.setenv("EDITOR", "ed")
    monkeypatch.setattr("comens_tui.tui.editor.edit", write)
    async with driven(desk) as app:
        await app.press("é", "slash")
        await app.type("001")
        await app.press("enter", "enter", "e", "enter")
        await app.press("escape", "e", "enter")
    assert (seen / "1").read_text(encoding="utf-8") == "---\nbroken: [\n---\n"
