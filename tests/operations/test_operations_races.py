"""Two desks at once: one act wins, the other is refused cleanly, and nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from comens_tui.errors import (
    BusyError,
    ComensError,
    RefusedError,
    StaleRecordError,
)
from comens_tui.model.places import report_path
from comens_tui.model.words import Choice, ReportState, ReportType
from comens_tui.operations.deliberation import cast_ballot, decide_item
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt
from comens_tui.operations.reports import new_report, triage_report
from comens_tui.store.workspace import Workspace
from comens_tui.store.writing import writing
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    MEETING,
    REPORT,
    SECRETARY,
    Room,
    unchanged,
)
from tests.support import git, write_files


def race(room: Room, *acts: tuple[str, Callable[[Desk], Receipt]]) -> list[Receipt | ComensError]:
    """Do each act at a desk of its own, on a workspace of its own, all at once."""
    start = Barrier(len(acts))
    desks = [room.desk(member) for member, _act in acts]

    def run(desk: Desk, act: Callable[[Desk], Receipt]) -> Receipt | ComensError:
        with Workspace.open(room.root) as workspace:
            start.wait()
            try:
                return act(replace(desk, workspace=workspace))
            except ComensError as error:
                return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, desks, [act for _member, act in acts]))


def outcome(results):
    won = [item for item in results if isinstance(item, tuple)]
    return won, [item for item in results if not isinstance(item, tuple)]


def test_the_same_step_is_taken_once(room):
    seen = room.snapshot().files[report_path(REPORT)]
    head = room.workspace.head()
    results = race(room, *(
        (SECRETARY, lambda desk: triage_report(desk, REPORT, ReportState.ADMISSIBLE, seen=seen)),
    ) * 3)  # fmt: skip
    won, lost = outcome(results)
    assert len(won) == 1
    assert {type(item) for item in lost} == {StaleRecordError}
    assert git(room.root, "rev-list", f"{head}..HEAD").split() == [won[0].commit]
    assert room.status() == ""
    git(room.root, "fsck", "--strict")


def test_an_item_is_decided_once(sitting):
    sitting.vote()
    results = race(
        sitting,
        (SECRETARY, lambda desk: decide_item(desk, MEETING, 1)),
        (CHAIR, lambda desk: decide_item(desk, MEETING, 1)),
    )
    won, lost = outcome(results)
    assert (len(won), [type(item) for item in lost]) == (1, [RefusedError])
    assert list(sitting.snapshot().decisions) == ["D-2026-001"]
    assert sitting.status() == ""


def test_two_records_made_at_once_have_two_numbers(room):
    def register(desk):
        return new_report(desk, title="T", description="D", type=ReportType.OTHER)

    won, lost = outcome(race(room, (ANNE, register), (BRUNO, register), (CHAIR, register)))
    assert lost == []
    assert {item.record for item in won} == {"EV-2026-0002", "EV-2026-0003", "EV-2026-0004"}
    assert room.status() == ""


def test_ballots_cast_at_once_are_all_there(sitting):
    from comens_tui.operations.deliberation import open_item

    open_item(sitting.desk(), MEETING, 1)
    voters = (ANNE, BRUNO, CHAIR)
    race(
        sitting, *((who, lambda desk: cast_ballot(desk, MEETING, 1, Choice.FOR)) for who in voters)
    )
    assert {ballot.member for ballot in sitting.snapshot().ballots[MEETING]} == set(voters)


def test_a_desk_that_waits_too_long_names_who_writes(room):
    desk = replace(room.desk(), lock_timeout=0.0)
    with (
        Workspace.open(room.root) as other,
        writing(other, ANNE, 1),
        unchanged(room),
        pytest.raises(BusyError, match=ANNE),
    ):
        triage_report(desk, REPORT, ReportState.ADMISSIBLE)
    triage_report(desk, REPORT, ReportState.ADMISSIBLE)


def test_a_commit_made_by_hand_in_the_middle_of_an_act_is_not_lost(room):
    desk = room.desk()
    moments = iter(range(100))

    def clock():
        # The last look at the clock is for the commit, after every guard.
        if next(moments) == last:
            write_files(room.root, {"README.md": "Par la main.\n"})
            git(room.root, "commit", "--quiet", "--all", "-m", "By hand.")
        return room.now

    last = _looks_at_the_clock(replace(desk, dry_run=True))
    with pytest.raises(StaleRecordError):
        triage_report(replace(desk, clock=clock), REPORT, ReportState.ADMISSIBLE)
    assert room.workspace.log(1)[0].subject == "By hand."
    assert room.status() == ""
    assert room.snapshot().reports[REPORT].state is ReportState.RECEIVED


def _looks_at_the_clock(desk: Desk) -> int:
    looks = []

    def clock():
        looks.append(1)
        return desk.clock()

    triage_report(replace(desk, clock=clock), REPORT, ReportState.ADMISSIBLE)
    return len(looks)
