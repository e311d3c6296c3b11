"""The search of everything: answers as one types, to the record and back."""

import pytest

from comens_tui.operations.desk import Desk
from comens_tui.tui.terminal import Options
from tests.tui.driving import WIDE, driven


async def test_answers_come_as_one_types(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("f")
        text = await app.type("motif")
        assert "ETH.1" in text
        assert "proposal 1  field report 2" in text.splitlines()[1]
        assert "> requirement" in text
        await app.type(" mobile")
        assert "ETH.1" not in app.text()
        assert "EV-2026-0002" in app.text()


async def test_the_passage_is_marked_without_colour_too(desk: Desk) -> None:
    options = Options(theme="ansi-dark", monochrome=True)
    async with driven(desk, options=options) as app:
        await app.press("f")
        assert "[ecarte" not in await app.type("ecarte")
        assert "[écarte]" in app.text()


async def test_enter_goes_to_the_record_and_esc_comes_back_with_the_words(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("4", "f")
        await app.type("garantie")
        text = await app.press("enter")
        assert "2 Review  P-2026-001" in text
        text = await app.press("escape")
        assert "f find" in text
        assert "garantie" in text
        assert "remark" in text
        assert "4 Priorities" in await app.press("escape")
        assert "garantie" in await app.press("f")
        assert "new words" in await app.type("new words")
        assert "garantie" not in app.text()


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("eth 10", "5 Corpus  ETH.10"),
        ("referentiel d'essai", "5 Corpus  REF-ESS"),
        ("ev 2026 1", "1 Inbox  EV-2026-0001"),
        ("s-2026-1", "3 Meeting  S-2026-01"),
        ("p 2026 2", "2 Review  P-2026-002"),
        ("systeme", "f find  Système"),
        ("bruno", "f find  bruno-leroy"),
    ],
)
async def test_each_record_opens_where_it_is_shown(desk: Desk, typed: str, title: str) -> None:
    async with driven(desk) as app:
        await app.press("f")
        await app.type(typed)
        assert title in await app.press("enter")
        assert "f find" in await app.press("q")


@pytest.mark.parametrize(
    ("screen", "kept", "typed", "title"),
    [
        ("2", "P-2026-001", "p 2026 2", "2 Review  P-2026-002"),
        ("5", "ETH.2", "eth 10", "5 Corpus  ETH.10"),
        ("3", "nothing of that", "s-2026-1", "3 Meeting  S-2026-01"),
    ],
)
async def test_a_filter_left_on_a_screen_does_not_hide_what_was_found(
    desk: Desk, screen: str, kept: str, typed: str, title: str
) -> None:
    async with driven(desk) as app:
        await app.press(screen, "slash")
        await app.type(kept)
        await app.press("enter", "f")
        await app.type(typed)
        assert title in await app.press("enter")


async def test_a_report_that_no_longer_waits_is_opened(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("f")
        await app.type("ev 2026 2")
        assert "1 Inbox  EV-2026-0002" in await app.press("enter")


async def test_a_kind_is_kept_alone_then_all_again(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("f")
        await app.type("motif")
        text = await app.press("ctrl+t")
        assert "[requirement 1]" in text
        assert "> requirement" in text
        assert "field report" not in text.splitlines()[5]
        for _kind in range(12):
            if "[" not in (await app.press("tab", "t", "tab")).splitlines()[1]:
                break
        else:
            pytest.fail("no way back to all kinds")


async def test_nothing_found_names_the_nearest_words(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("f")
        assert "motif" in (await app.type("motfi")).partition("Nearest words")[2]


@pytest.mark.parametrize(
    "typed", ['"', "(*) NEAR:", "日本", "\x00\x1b[31m", "\ud800", "-", "état:", "x" * 10_000]
)
async def test_anything_may_be_pasted(desk: Desk, typed: str) -> None:
    async with driven(desk) as app:
        await app.press("f")
        line = app.app.screen.query_one("#query")
        line.value = typed
        await app.rest()
        assert "f find" in app.text()
        assert "\x1b" not in app.text()
        assert not [said for said in app.app.base.session.journal if said.is_problem]


async def test_a_wide_window_shows_the_passage_beside(desk: Desk) -> None:
    async with driven(desk, size=WIDE) as app:
        await app.press("f")
        text = await app.type("humaine")
        assert "proposer une aide humaine" in text
        await app.pilot.resize_terminal(80, 24)
        await app.rest()
        assert "aide humaine" in app.text()


async def test_the_words_of_a_changed_workspace_are_found(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("f")
        assert "0" in await app.type("nouveauté")
        await app.press("escape")
        from comens_tui.model.words import ReportType
        from comens_tui.operations import reports

        reports.new_report(
            desk, title="Une nouveauté", description="Récente.", type=ReportType.OTHER
        )
        await app.press("R")
        assert "EV-2026-0003" in await app.press("f")
