"""A report in instruction, by real commits: assigned, awaited, linked, answered, merged."""

from datetime import timedelta

import pytest

from comens_tui.errors import RefusedError, StaleRecordError, UnknownRecordError
from comens_tui.model.words import Principle, ReportState, ReportType
from comens_tui.operations import duplicates, instruction, overview, proposals, reports
from comens_tui.store.index import Index
from tests.operations.support import (
    ANNE,
    EXPERT,
    FIRST,
    REPORT,
    SECRETARY,
    Room,
    unchanged,
    witness,
)
from tests.support import commit_all, git, write_files

COMMITTEE = "decisions/committee.yaml"
TEXT = "Le motif du refus s'affiche hors de l'écran du téléphone."


def stored(room: Room, report_id: str = REPORT):
    return room.snapshot().reports[report_id]


def policy(room: Room, words: str) -> None:
    """Let the committee set its delays."""
    write_files(room.root, {COMMITTEE: room.text(COMMITTEE) + words})
    commit_all(room.root, "Set the delays.")


def walk(room: Room, *states: ReportState, report_id: str = REPORT) -> None:
    for state in states:
        reports.triage_report(room.desk(), report_id, state, reason="Vu.")


def another(room: Room, title: str = "Motif illisible", **changes: object) -> str:
    values = {"description": TEXT, "type": ReportType.TECHNICAL, **changes}
    return reports.new_report(room.desk(), title=title, **values).record


def likely(room: Room, report_id: str):
    with Index.open(room.workspace) as index:
        return duplicates.suggestions(room.workspace, index, report_id)


# Assignment


def test_the_assignee_alone_has_it_in_their_inbox_with_its_date(room: Room) -> None:
    due = room.desk().today() + timedelta(days=10)
    receipt = instruction.assign_report(room.desk(), REPORT, EXPERT, due=due)
    assert witness(room, receipt)["Comens-Operation"] == ["report.assign"]
    assert (stored(room).assignee, stored(room).due) == (EXPERT, due)
    (task,) = overview.inbox(room.desk(EXPERT))
    assert (task.record, task.due, task.overdue) == (REPORT, due, False)
    assert overview.inbox(room.desk()) == ()
    room.later(days=11)
    (late,) = overview.inbox(room.desk(EXPERT))
    assert late.overdue


def test_the_delay_of_the_committee_is_the_default_and_a_date_set_stays(room: Room) -> None:
    policy(room, "reports: {instruct_days: 45}\n")
    today = room.desk().today()
    instruction.assign_report(room.desk(), REPORT, EXPERT)
    assert stored(room).due == today + timedelta(days=45)
    room.later(days=3)
    instruction.assign_report(room.desk(), REPORT, SECRETARY)
    assert stored(room).due == today + timedelta(days=45)
    instruction.assign_report(room.desk(), REPORT, None)
    assert stored(room).assignee is None


@pytest.mark.parametrize(
    ("assignee", "days", "words"),
    [(ANNE, 1, "does not instruct"), ("personne", 1, "Nobody"), (EXPERT, -1, "is past")],
)
def test_a_wrong_assignment_writes_nothing(
    room: Room, assignee: str, days: int, words: str
) -> None:
    due = room.desk().today() + timedelta(days=days)
    with unchanged(room), pytest.raises(RefusedError, match=words):
        instruction.assign_report(room.desk(), REPORT, assignee, due=due)


def test_triage_gives_a_report_to_instructors_only(room: Room) -> None:
    with unchanged(room), pytest.raises(RefusedError, match="does not instruct"):
        reports.triage_report(room.desk(), REPORT, ReportState.ADMISSIBLE, assignee=ANNE)


def test_what_changed_since_it_was_shown_is_not_overwritten(room: Room) -> None:
    seen = room.snapshot().files[f"proposals/reports/2026/{REPORT}.yaml"]
    instruction.answer_report(room.desk(), REPORT, "Merci.")
    with unchanged(room), pytest.raises(StaleRecordError, match="changed since"):
        instruction.assign_report(room.desk(), REPORT, EXPERT, seen=seen)


# The publisher's clock


def test_the_publisher_is_reminded_after_the_delay_of_the_committee(room: Room) -> None:
    policy(room, "reports: {publisher_days: 15}\n")
    walk(
        room, ReportState.ADMISSIBLE, ReportState.UNDER_INSTRUCTION, ReportState.AWAITING_PUBLISHER
    )
    asked = room.desk().today()
    assert stored(room).awaiting_since == asked
    room.later(days=15)
    assert overview.inbox(room.desk()) == ()
    room.later(days=1)
    (task,) = overview.inbox(room.desk())
    assert (task.due, task.overdue) == (asked + timedelta(days=15), True)
    walk(room, ReportState.UNDER_INSTRUCTION)
    assert stored(room).awaiting_since is None


# Links


def test_links_add_up_and_are_taken_away_by_name(room: Room) -> None:
    instruction.link_report(
        room.desk(), REPORT, requirements=("eth.2", "ETH.1"), principles=(Principle.JUSTICE,),
        solution="sol-04",
    )  # fmt: skip
    found = stored(room)
    assert found.requirements == ("ETH.2", "ETH.1")
    assert found.principles == (Principle.AUTONOMY, Principle.JUSTICE)
    assert found.solution == "SOL-04"
    with Index.open(room.workspace) as index:
        assert REPORT in {link.source for link in index.links_to("ETH.2")}
    instruction.link_report(room.desk(), REPORT, removed=("ETH.2", "autonomy"))
    assert stored(room).requirements == ("ETH.1",)
    assert stored(room).principles == (Principle.JUSTICE,)


def test_an_unknown_requirement_is_refused_with_the_nearest(room: Room) -> None:
    with unchanged(room), pytest.raises(UnknownRecordError, match=r"ETH\.11") as refused:
        instruction.link_report(room.desk(), REPORT, requirements=("ETH.11",))
    assert "ETH.1" in refused.value.hint


@pytest.mark.parametrize("name", ["Doctoplus", "SOL-", "SOL-X Y", "SOL-TROPLONGUE"])
def test_a_solution_has_a_pseudonym(room: Room, name: str) -> None:
    with unchanged(room), pytest.raises(RefusedError, match="pseudonym"):
        instruction.link_report(room.desk(), REPORT, solution=name)


def test_only_what_is_linked_is_taken_away(room: Room) -> None:
    with unchanged(room), pytest.raises(RefusedError, match=r"not linked to ETH\.2"):
        instruction.link_report(room.desk(), REPORT, removed=("ETH.2",))


# Answer and close


@pytest.mark.parametrize(
    "way",
    [
        (ReportState.INADMISSIBLE,),
        (
            ReportState.ADMISSIBLE, ReportState.UNDER_INSTRUCTION, ReportState.INSTRUCTED,
            ReportState.NO_ACTION,
        ),
    ],
)  # fmt: skip
def test_what_nothing_comes_of_is_closed_only_once_answered(room: Room, way) -> None:
    walk(room, *way)
    with unchanged(room), pytest.raises(RefusedError, match="has an answer") as refused:
        instruction.close_report(room.desk(), REPORT)
    assert f"comens report answer {REPORT}" in refused.value.hint
    with unchanged(room), pytest.raises(RefusedError, match="has an answer"):
        reports.triage_report(room.desk(), REPORT, ReportState.CLOSED)
    instruction.answer_report(room.desk(), REPORT, "Merci, ce n'est pas du numérique.")
    instruction.close_report(room.desk(), REPORT)
    assert stored(room).state is ReportState.CLOSED


def test_an_answer_is_dated_replaced_and_never_empty(room: Room) -> None:
    instruction.answer_report(room.desk(), REPORT, "Merci.")
    assert stored(room).answer.public is False
    room.later(days=1)
    instruction.answer_report(room.desk(), REPORT, "Merci.", public=True)
    assert (stored(room).answer.public, stored(room).answer.date) == (True, room.desk().today())
    with unchanged(room), pytest.raises(RefusedError, match="Nothing would change"):
        instruction.answer_report(room.desk(), REPORT, "Merci.", public=True)
    with unchanged(room), pytest.raises(RefusedError, match="says nothing"):
        instruction.answer_report(room.desk(), REPORT, " \n")


# Duplicates


def test_the_index_finds_what_repeats_and_the_why(room: Room) -> None:
    first = another(room, solution="SOL-01", requirements=("ETH.1",))
    second = another(room, "Un refus illisible", solution="SOL-01", requirements=("ETH.1",))
    found = likely(room, second)
    assert [item.id for item in found.likely] == [first]
    causes = {reason.cause: reason.what for reason in found.likely[0].reasons}
    assert causes["solution"] == ("SOL-01",)
    assert causes["requirement"] == ("ETH.1",)
    assert {"ecran", "affiche", "telephone"} <= set(causes["words"])
    assert likely(room, first).likely[0].reasons == found.likely[0].reasons
    assert likely(room, REPORT).likely == ()


def test_kept_apart_is_recorded_and_taken_back_from_either_side(room: Room) -> None:
    first, second = another(room), another(room)
    duplicates.keep_apart(room.desk(), second, first)
    assert stored(room, second).kept_apart == (first,)
    assert likely(room, second).likely == likely(room, first).likely == ()
    assert likely(room, second).apart == (first,)
    with unchanged(room), pytest.raises(RefusedError, match="Nothing would change"):
        duplicates.keep_apart(room.desk(), second, first)
    duplicates.keep_apart(room.desk(), first, second, undo=True)
    assert stored(room, second).kept_apart == ()
    assert likely(room, second).likely
    with unchanged(room), pytest.raises(RefusedError, match="from itself"):
        duplicates.keep_apart(room.desk(), first, first)


@pytest.mark.parametrize(
    ("way", "left_as"),
    [
        ((), ReportState.INADMISSIBLE),
        ((ReportState.ADMISSIBLE,), ReportState.NO_ACTION),
        ((ReportState.ADMISSIBLE, ReportState.UNDER_INSTRUCTION), ReportState.NO_ACTION),
    ],
)
def test_a_merge_is_one_act_and_its_undo_gives_the_record_back(room: Room, way, left_as) -> None:
    record = another(room)
    walk(room, *way, report_id=record)
    before = stored(room, record)
    duplicates.merge_report(room.desk(EXPERT), record, REPORT)
    merged = stored(room, record)
    assert (merged.state, merged.duplicate_of) == (left_as, REPORT)
    assert merged.reason == f"Repeats {REPORT}."
    instruction.close_report(room.desk(), record)
    duplicates.unmerge_report(room.desk(), record)
    assert stored(room, record) == before


def test_triage_as_a_duplicate_is_undone_too(room: Room) -> None:
    record = another(room)
    reports.triage_report(room.desk(), record, ReportState.INADMISSIBLE, duplicate_of=REPORT)
    duplicates.unmerge_report(room.desk(), record)
    assert stored(room, record).state is ReportState.RECEIVED


def test_what_is_over_is_not_merged(room: Room) -> None:
    record = another(room)
    walk(room, ReportState.INADMISSIBLE)
    with unchanged(room), pytest.raises(RefusedError, match="is over"):
        duplicates.merge_report(room.desk(), REPORT, record)


def test_a_member_without_the_role_judges_no_duplicate(room: Room) -> None:
    record = another(room)
    for act in (duplicates.merge_report, duplicates.keep_apart):
        with unchanged(room), pytest.raises(RefusedError, match="may not do this"):
            act(room.desk(ANNE), record, REPORT)


def test_the_index_says_the_same_once_it_is_rebuilt(room: Room) -> None:
    for number in range(6):
        another(room, f"Motif {number} illisible", solution=f"SOL-0{number % 3}")
    record = another(room, "Motif illisible encore", solution="SOL-01")
    found = likely(room, record)
    assert len(found.likely) == 6
    for path in room.workspace.private.glob("index*"):
        path.unlink()
    assert likely(room, record) == found


# From a report to a proposal


def test_a_proposal_keeps_the_link_and_the_clock_stops(room: Room) -> None:
    walk(
        room, ReportState.ADMISSIBLE, ReportState.UNDER_INSTRUCTION, ReportState.AWAITING_PUBLISHER
    )
    proposals.new_proposal(room.desk(), title="T", motive="M", from_report=REPORT)
    assert room.proposal(FIRST).answers == (REPORT,)
    assert (stored(room).proposals, stored(room).awaiting_since) == ((FIRST,), None)
    assert git(room.root, "status", "--porcelain") == ""
