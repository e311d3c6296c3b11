"""What waits for whom, and in which order."""

from datetime import date

import pytest

from comens_tui.model.committee import Mandate, Member
from comens_tui.model.words import Role
from comens_tui.rules import authority, states
from comens_tui.rules.waiting import waiting_for
from comens_tui.rules.waiting_rows import WaitingRow
from comens_tui.rules.waits import WAITS

TODAY = date(2026, 4, 10)
YESTERDAY, TOMORROW = date(2026, 4, 9), date(2026, 4, 11)


def who(*roles, member_id="anne", end=None):
    return Member(
        id=member_id,
        name="Anne",
        email="anne@example.org",
        college="users",
        kind="elected",
        roles=roles,
        mandate=Mandate(start=date(2024, 1, 1), end=end),
    )


SECRETARY = who(Role.SECRETARY)
CHAIR = who(Role.CHAIR)
EXPERT = who(Role.EXPERT)
MEMBER = who(Role.MEMBER)


def actions(member, *rows):
    return [task.action for task in waiting_for(member, rows, TODAY)]


def row(kind, state="", *, record="X-1", owner=None, day=TODAY, **extra):
    return WaitingRow(kind, record, "Title", state, owner, day, extra)


@pytest.mark.parametrize(
    ("entry", "secretary", "chair", "expert", "member"),
    [
        (row("report", "received"), ["report.triage"], [], ["report.triage"], []),
        (row("report", "admissible"), ["report.triage"], [], ["report.triage"], []),
        (row("report", "under_instruction"), ["report.triage"], [], ["report.triage"], []),
        (row("report", "awaiting_publisher"), [], [], [], []),
        (row("report", "awaiting_publisher", due=TODAY), [], [], [], []),
        (
            row("report", "awaiting_publisher", due=YESTERDAY),
            ["report.triage"],
            [],
            ["report.triage"],
            [],
        ),
        (row("report", "instructed"), ["report.triage"], [], ["report.triage"], []),
        (row("report", "inadmissible"), ["report.triage"], [], [], []),
        (row("report", "no_action"), ["report.triage"], [], [], []),
        (row("report", "forwarded"), [], [], [], []),
        (row("report", "closed"), [], [], [], []),
        (row("proposal", "draft", owner="paul"), [], [], [], []),
        (row("proposal", "submitted", owner="paul"), ["proposal.screen"], [], [], []),
        (
            row("proposal", "screened", nature="substantive"),
            ["proposal.instruct"],
            [],
            ["proposal.instruct"],
            [],
        ),
        (
            row("proposal", "screened", nature="editorial"),
            ["meeting.item"],
            ["meeting.item"],
            [],
            [],
        ),
        (
            row("proposal", "instructed"),
            ["proposal.rate", "proposal.prioritise"],
            ["proposal.rate", "proposal.prioritise"],
            ["proposal.rate"],
            ["proposal.rate"],
        ),
        (row("proposal", "prioritised"), ["meeting.item"], ["meeting.item"], [], []),
        (row("proposal", "deferred"), ["meeting.item"], ["meeting.item"], [], []),
        (row("proposal", "on_agenda", owner="paul", stale=True), [], [], [], []),
        (row("proposal", "adopted"), [], [], [], []),
        (row("meeting", "planned"), ["meeting.convene"], ["meeting.convene"], [], []),
        (row("meeting", "convened", day=TOMORROW), [""], [""], [""], [""]),
        (row("meeting", "convened"), ["meeting.open"], ["meeting.open"], [], []),
        (row("meeting", "open"), ["meeting.close"], ["meeting.close"], [], []),
        (row("meeting", "closed"), ["meeting.minutes"], ["meeting.minutes"], [], []),
        (row("meeting", "minuted"), ["meeting.item"], ["meeting.item"], [], []),
        (row("meeting", "approved"), [], [], [], []),
        (
            row("meeting", "approved", unsigned=[SECRETARY.id]),
            ["meeting.sign"],
            ["meeting.sign"],
            [],
            [],
        ),
        (row("meeting", "approved", unsigned=["zoe"]), [], [], [], []),
        (row("consultation", "planned", opens=TOMORROW), [], [], [], []),
        (
            row("consultation", "planned", opens=TODAY),
            ["consultation.open"],
            ["consultation.open"],
            [],
            [],
        ),
        (row("consultation", "open", day=TODAY), [], [], [], []),
        (
            row("consultation", "open", day=YESTERDAY),
            ["consultation.close"],
            ["consultation.close"],
            [],
            [],
        ),
        (
            row("consultation", "closed", unresolved=3),
            ["consultation.dispose"],
            [],
            ["consultation.dispose"],
            [],
        ),
        (row("consultation", "closed", unresolved=0), [], [], [], []),
        (
            row("consultation", "processing", unresolved=1),
            ["consultation.dispose"],
            [],
            ["consultation.dispose"],
            [],
        ),
        (
            row("consultation", "processing", unresolved=0),
            ["consultation.report"],
            ["consultation.report"],
            [],
            [],
        ),
        (row("consultation", "reported"), [], [], [], []),
    ],
)
def test_what_each_state_asks_of_each_role(entry, secretary, chair, expert, member):
    assert actions(SECRETARY, entry) == secretary
    assert actions(CHAIR, entry) == chair
    assert actions(EXPERT, entry) == expert
    assert actions(MEMBER, entry) == member


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_a_draft_or_a_proposal_sent_back_waits_for_its_author_alone(state):
    entry = row("proposal", state, owner="anne")
    assert actions(MEMBER, entry) == ["proposal.submit"]
    assert actions(who(*Role, member_id="paul"), entry) == []


def test_a_stale_base_is_the_authors_to_carry_over():
    entry = row("proposal", "prioritised", owner="anne", stale=True)
    assert actions(MEMBER, entry) == ["proposal.rebase"]
    assert actions(MEMBER, entry._replace(extra={"stale": False})) == []
    draft = row("proposal", "draft", owner="anne", stale=True)
    assert sorted(actions(MEMBER, draft)) == ["proposal.rebase", "proposal.submit"]


def test_a_report_that_is_assigned_waits_for_its_assignee_alone():
    entry = row("report", "under_instruction", owner="anne")
    assert actions(EXPERT, entry) == ["report.triage"]
    assert actions(who(Role.SECRETARY, member_id="paul"), entry) == []


def test_one_is_asked_to_rate_once():
    rows = [
        row("proposal", "instructed", record="P-2026-001"),
        row("proposal", "instructed", record="P-2026-002"),
        WaitingRow("rating", "P-2026-001", owner="anne"),
        WaitingRow("rating", "P-2026-002", owner="paul"),
    ]
    assert [task.record for task in waiting_for(MEMBER, rows, TODAY)] == ["P-2026-002"]


def test_an_open_vote_waits_for_those_whose_ballot_is_not_in():
    entry = row("meeting", "open", awaited=("anne", "paul"))
    assert actions(MEMBER, entry) == ["meeting.vote"]
    assert actions(who(Role.MEMBER, member_id="marc"), entry) == []


def test_nothing_waits_for_someone_who_does_not_sit():
    assert waiting_for(who(*Role, end=YESTERDAY), [row("report", "received")], TODAY) == ()


def test_dated_things_come_first_and_the_rest_in_natural_order():
    rows = [
        row("report", "received", record="EV-2026-0010"),
        row("report", "received", record="EV-2026-0009"),
        row("report", "received", record="EV-2026-0011", due="2026-05-01"),
        row("meeting", "planned", record="S-2026-04", day=date(2026, 4, 14)),
    ]
    tasks = waiting_for(SECRETARY, rows, TODAY)
    assert [(task.record, task.due, task.overdue) for task in tasks] == [
        ("S-2026-04", date(2026, 4, 9), True),
        ("EV-2026-0011", date(2026, 5, 1), False),
        ("EV-2026-0009", None, False),
        ("EV-2026-0010", None, False),
    ]
    assert tasks[0].why == "This meeting waits for its convocation."


@pytest.mark.parametrize(
    ("notice", "due"),
    [
        ({}, date(2026, 4, 25)),
        ({"notice_days": 15}, date(2026, 4, 15)),
        ({"notice_days": "many"}, date(2026, 4, 25)),
        ({"notice_days": 5, "notice_count": "clear"}, date(2026, 4, 24)),
    ],
)
def test_a_convocation_is_due_before_the_notice_runs(notice, due):
    entry = row("meeting", "planned", day=date(2026, 4, 30), **notice)
    assert waiting_for(CHAIR, [entry], TODAY)[0].due == due


def test_what_is_due_today_is_not_overdue():
    assert not waiting_for(SECRETARY, [row("report", "received", due=TODAY)], TODAY)[0].overdue


def test_rows_without_a_date_still_wait():
    bare = [
        row("meeting", "planned", day=None),
        row("meeting", "convened", day=None),
        row("consultation", "open", day=None),
        row("consultation", "planned", day=None),
        row("unheard_of", "planned"),
    ]
    assert sorted(actions(SECRETARY, *bare)) == ["", "consultation.open", "meeting.convene"]


def test_the_table_speaks_only_of_states_that_exist():
    for kind, state in WAITS:
        assert state in {str(known) for known in states.all_states(kind)}


def test_nobody_is_asked_for_what_they_may_not_do():
    for waits in WAITS.values():
        for wait in waits:
            for role in wait.roles if wait.action else ():
                assert authority.may(wait.action, (role,), own=True), wait
            if wait.owned and not wait.roles:
                assert authority.may(wait.action, (), own=True), wait


@pytest.mark.parametrize(
    ("extra", "due"),
    [
        ({"awaiting_since": "2026-03-10", "publisher_days": 30}, date(2026, 4, 9)),
        ({"awaiting_since": "2026-03-11", "publisher_days": 30}, None),
        (
            {"awaiting_since": "2026-03-11", "publisher_days": 30, "due": "2026-04-01"},
            date(2026, 4, 1),
        ),
        ({"awaiting_since": "2026-03-01", "publisher_days": 90, "due": "2026-05-01"}, None),
        ({"awaiting_since": "2026-03-01"}, None),
    ],
)
def test_the_publisher_is_late_from_the_day_after_its_last(extra, due):
    tasks = waiting_for(SECRETARY, [row("report", "awaiting_publisher", **extra)], TODAY)
    assert [(task.due, task.overdue) for task in tasks] == ([(due, True)] if due else [])
