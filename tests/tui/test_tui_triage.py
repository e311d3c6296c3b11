"""Triage in the app: duplicates side by side, assignment, links, answer, proposal in two keys."""

import pytest

from comens_tui.i18n import set_language
from comens_tui.model.words import ReportState, ReportType
from comens_tui.operations import instruction, reports
from comens_tui.operations.desk import Desk
from comens_tui.tui.terminal import Options
from tests.tui.driving import NARROW, WIDE, Driven, driven
from tests.tui.goldens_of_text import compare

SECOND, THIRD = "EV-2026-0002", "EV-2026-0003"


@pytest.fixture
def repeated(desk: Desk) -> Desk:
    """A third report, which repeats the second."""
    reports.new_report(
        desk,
        title="Refus : le motif est illisible",
        description="Sur mobile, le motif s'affiche hors de l'écran ; il faut tourner l'appareil.",
        type=ReportType.TECHNICAL,
        solution="SOL-04",
        requirements=("ETH.1",),
    )
    return desk


async def at(app: Driven, record: str) -> None:
    """Put the cursor on a report."""
    await app.press("slash")
    await app.type(record[-4:])
    await app.press("enter")


def stored(desk: Desk, record: str = THIRD):
    return desk.workspace.snapshot().reports[record]


async def test_a_duplicate_is_merged_and_the_merge_taken_back(repeated: Desk) -> None:
    before = stored(repeated)
    async with driven(repeated) as app:
        await at(app, THIRD)
        text = await app.press("d")
        assert f"1 report looks like {THIRD}" in text
        assert "rare words in common: " in text
        await app.press("m")
        assert stored(repeated).duplicate_of == SECOND
        text = await app.press("t")
        assert f"it does not repeat {SECOND} after all" in text
        await app.press("down", "enter")
    assert stored(repeated) == before


async def test_both_texts_are_marked_without_colour_at_80_columns(repeated: Desk) -> None:
    options = Options(theme="ansi-dark", monochrome=True)
    async with driven(repeated, size=NARROW, options=options) as app:
        await at(app, THIRD)
        text = await app.press("d")
        marked = [row for row in text.splitlines() if row.count("[écran]") == 2 or "[motif]" in row]
        assert marked
        assert max(map(len, text.splitlines())) <= 80
        assert "[tourner]" in text


async def test_reports_kept_apart_are_shown_as_such_and_can_be_compared_again(
    repeated: Desk,
) -> None:
    async with driven(repeated) as app:
        await at(app, THIRD)
        await app.press("d", "a")
        assert stored(repeated).kept_apart == (SECOND,)
        text = await app.press("d")
        assert "kept apart" in text
        assert "Kept apart by a person: a takes it back." in text
        await app.press("a")
    assert stored(repeated).kept_apart == ()


async def test_leaving_the_window_decides_nothing(repeated: Desk) -> None:
    head = repeated.workspace.head()
    async with driven(repeated) as app:
        await at(app, THIRD)
        assert "1 Inbox" in await app.press("d", "enter", "j", "escape")
        await at(app, "EV-2026-0001")
    assert repeated.workspace.head() == head


async def test_triage_names_what_looks_like_the_report(repeated: Desk) -> None:
    async with driven(repeated) as app:
        await at(app, THIRD)
        text = await app.press("t")
        assert f"{SECOND} looks like it: compare" in text
        text = await app.press("G", "enter")
        assert f"1 report looks like {THIRD}" in text


async def test_no_likeness_is_said(desk: Desk) -> None:
    async with driven(desk) as app:
        await at(app, "EV-2026-0001")
        assert "No other report looks like EV-2026-0001." in await app.press("d")


async def test_a_report_is_assigned_with_a_date_and_its_lateness_is_said(desk: Desk) -> None:
    async with driven(desk) as app:
        await at(app, SECOND)
        text = await app.press("a")
        assert "Samir Benali" in text
        await app.press("tab")
        await app.type("2026-02-30")
        text = await app.press("enter", "enter")
        assert "is not a date" in text
        await app.press("shift+tab", *["backspace"] * 10)
        await app.type("2026-03-09")
        await app.press("enter", "enter")
    assert (stored(desk, SECOND).assignee, str(stored(desk, SECOND).due)) == (
        "samir-benali",
        "2026-03-09",
    )


async def test_what_is_overdue_is_told_without_colour(desk: Desk) -> None:
    path = f"proposals/reports/2026/{SECOND}.yaml"
    instruction.assign_report(desk, SECOND, "samir-benali", due=desk.today())
    text = desk.workspace.read(path).decode().replace('due: "2026-03-02"', 'due: "2026-02-20"')
    assert "2026-02-20" in text
    (desk.workspace.root / path).write_text(text)
    from tests.support import commit_all

    commit_all(desk.workspace.root, "Time flies.")
    async with driven(desk) as app:
        assert "2026-02-20 !" in app.line(SECOND)
        assert "1 overdue" in app.text()
        await at(app, SECOND)
        assert "10 days overdue: Un motif" in app.text()
        assert "2026-02-20, overdue" in await app.press("enter")


async def test_links_are_a_form_and_an_unknown_requirement_is_refused(desk: Desk) -> None:
    async with driven(desk) as app:
        await at(app, SECOND)
        assert "What EV-2026-0002 concerns" in await app.press("l")
        await app.type("ETH.11")
        text = await app.press(*["tab"] * 7, "enter")
        assert "There is no requirement ETH.11." in text
        assert "ETH.1" in text
        await app.press("enter", "l")
        await app.type("eth.1, ETH.10")
        await app.press("tab")
        await app.type("SOL-04")
        await app.press("tab", "right", *["tab"] * 5, "enter")
    found = stored(desk, SECOND)
    assert (found.requirements, found.solution) == (("ETH.1", "ETH.10"), "SOL-04")
    assert [item.value for item in found.principles] == ["beneficence"]


async def test_the_answer_is_due_before_closing_and_is_given_in_the_app(desk: Desk) -> None:
    reports.triage_report(desk, "EV-2026-0001", ReportState.INADMISSIBLE, reason="Hors champ")
    async with driven(desk) as app:
        await at(app, "EV-2026-0001")
        assert "has an answer" in await app.press("t", "enter")
        await app.press("enter", "r")
        await app.type("Merci")
        text = await app.press("tab", "right")
        assert "[yes]" in text
        await app.press("tab", "enter")
        await app.press("t", "enter")
    found = stored(desk, "EV-2026-0001")
    assert (found.answer.text, found.answer.public, found.state) == ("Merci", True, "closed")


async def test_two_keys_make_a_proposal_and_one_shows_what_it_answers(repeated: Desk) -> None:
    reports.triage_report(repeated, THIRD, ReportState.ADMISSIBLE)
    async with driven(repeated) as app:
        await at(app, THIRD)
        text = await app.press("P", "enter")
        assert "2 Review  P-2026-004" in text
        assert f"{THIRD}: s shows its words" in text
        text = await app.press("s")
        assert "What P-2026-004 answers" in text
        assert "il faut tourner l'appareil" in text
        assert "2 Review  P-2026-004" in await app.press("q")
    snapshot = repeated.workspace.snapshot()
    proposal = snapshot.proposals["P-2026-004"]
    assert (proposal.answers, proposal.title) == ((THIRD,), stored(repeated).title)
    assert proposal.requirements == ("ETH.1",)
    assert [base.path for base in proposal.bases] == ["corpus/referentials/REF-ESS.md"]
    assert snapshot.reports[THIRD].proposals == ("P-2026-004",)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "200x60"])
async def test_the_comparison_looks_as_it_did(
    repeated: Desk, language: str, size: tuple[int, int]
) -> None:
    set_language(language)
    columns, lines = size
    async with driven(repeated, size=size) as app:
        await at(app, THIRD)
        compare(f"duplicates.{columns}x{lines}.{language}.txt", await app.press("d"))
