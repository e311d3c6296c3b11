"""What decisions ask somebody to do: recorded together, in the owner's inbox, closed by them."""

from datetime import date

import pytest

from comens_tui.errors import RefusedError
from comens_tui.model.words import FollowUpState, Sense
from comens_tui.operations.deliberation import decide_item, open_item
from comens_tui.operations.follow_ups import Task, add_follow_up, settle_follow_up
from comens_tui.operations.meetings import close_meeting, draft_minutes
from comens_tui.operations.overview import inbox
from comens_tui.operations.secret_ballots import HandCount
from comens_tui.operations.tracing import grouped, trace_of
from comens_tui.store.index import Index
from tests.operations.support import ANNE, BRUNO, CHAIR, MEETING, unchanged, witness

TASKS = (
    Task("Prévenir les éditeurs", ANNE, date(2026, 4, 1)),
    Task("Relire la version anglaise | vite", BRUNO, date(2026, 5, 1)),
)


def decided(room, tasks=TASKS):
    open_item(room.desk(), MEETING, 3)
    return decide_item(
        room.desk(), MEETING, 3, sense=Sense.TAKE_NOTE, hands=HandCount(5, 0, 0), actions=tasks
    )


def waiting(room, member):
    return [
        (task.record, task.due, task.overdue)
        for task in inbox(room.desk(member))
        if task.kind == "follow_up"
    ]


def test_a_decision_and_what_it_asks_are_one_act_and_wait_for_their_owners(sitting):
    receipt = decided(sitting)
    assert set(receipt.paths) >= {
        "decisions/actions/2026/A-2026-001.yaml", "decisions/actions/2026/A-2026-002.yaml",
    }  # fmt: skip
    assert waiting(sitting, ANNE) == [("A-2026-001", date(2026, 4, 1), False)]
    assert waiting(sitting, CHAIR) == []
    sitting.later(days=60)
    assert waiting(sitting, BRUNO) == [("A-2026-002", date(2026, 5, 1), True)]
    close_meeting(sitting.desk(), MEETING)
    draft_minutes(sitting.desk(), MEETING)
    row = r"| A-2026-002 | Relire la version anglaise \| vite | Bruno Leroy | May 1st, 2026 |"
    assert row in sitting.snapshot().minutes[MEETING]


@pytest.mark.parametrize(
    "task", [Task("X", "ghost", date(2026, 4, 1)), Task("X", ANNE, date(2026, 3, 1))]
)
def test_a_task_for_nobody_or_for_yesterday_stops_the_whole_decision(sitting, task):
    open_item(sitting.desk(), MEETING, 3)
    with unchanged(sitting), pytest.raises(RefusedError):
        decide_item(
            sitting.desk(), MEETING, 3, sense=Sense.TAKE_NOTE, hands=HandCount(5, 0, 0),
            actions=(task,),
        )  # fmt: skip


def test_its_owner_or_the_secretary_closes_it_and_nobody_else(sitting):
    decided(sitting)
    with unchanged(sitting), pytest.raises(RefusedError, match="may not do this"):
        settle_follow_up(sitting.desk(BRUNO), "A-2026-001", FollowUpState.DONE)
    with unchanged(sitting), pytest.raises(RefusedError, match="only with a reason"):
        settle_follow_up(sitting.desk(ANNE), "A-2026-001", FollowUpState.DROPPED)
    receipt = settle_follow_up(sitting.desk(ANNE), "A-2026-001", FollowUpState.DONE)
    assert witness(sitting, receipt)["Comens-Record"] == ["A-2026-001", "D-2026-001"]
    assert waiting(sitting, ANNE) == []
    with unchanged(sitting), pytest.raises(RefusedError, match="cannot go"):
        settle_follow_up(sitting.desk(), "A-2026-001", FollowUpState.DROPPED, "Trop tard")
    settle_follow_up(sitting.desk(), "A-2026-002", FollowUpState.DROPPED, "Sans objet")
    kept = sitting.snapshot().follow_ups["A-2026-002"]
    assert (kept.state, kept.reason, kept.closed) == ("dropped", "Sans objet", date(2026, 3, 12))


def test_one_more_is_asked_later(sitting):
    decided(sitting, ())
    add_follow_up(sitting.desk(), "D-2026-001", "Publier", ANNE, date(2026, 6, 1))
    assert waiting(sitting, ANNE) == [("A-2026-001", date(2026, 6, 1), False)]


def test_a_follow_up_leads_back_to_its_decision(sitting):
    decided(sitting)
    with Index.open(sitting.workspace) as index:
        found = trace_of(sitting.workspace, index, "D-2026-001")
        back = trace_of(sitting.workspace, index, "A-2026-001")
    assert "follow_up" in grouped(found.trace.beside, found.rows)
    assert [item.id for item in back.trace.beside] == ["D-2026-001"]
