"""What the guards of acts say of two secretaries who could not both have acted so."""

from datetime import timedelta

import pytest

from comens_tui.model.places import (
    ballot_path,
    decision_path,
    proposed_text_path,
)
from comens_tui.model.words import Choice, ProposalState
from comens_tui.operations.convocation import convene_meeting
from comens_tui.operations.deliberation import cast_ballot, decide_item, open_item
from comens_tui.operations.floor import allot_time, move_item
from comens_tui.operations.meetings import (
    add_to_agenda,
    attend,
    close_meeting,
    give_proxy,
    plan_meeting,
)
from comens_tui.operations.proposal_steps import submit_proposal, withdraw_proposal
from comens_tui.operations.proposals import comment_proposal, edit_proposal, new_proposal
from comens_tui.operations.reports import new_report
from tests.operations.sharing import THREE, by_hand, reasons, synced
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    EVERYONE,
    FIRST,
    MEETING,
    REFERENTIAL,
    SECOND,
    SITTING,
    Room,
    amended,
    git,
)


class TestGuards:
    """What the files alone would let through."""

    def test_a_ballot_for_a_vote_closed_meanwhile(self, shared):
        open_item(shared.one.desk(), MEETING, 3)
        synced(shared.one)
        synced(shared.other)
        cast_ballot(shared.other.desk(BRUNO), MEETING, 3, Choice.AGAINST)
        for member in EVERYONE[:4]:
            cast_ballot(shared.one.desk(), MEETING, 3, Choice.FOR, member_id=member)
        decide_item(shared.one.desk(), MEETING, 3)
        synced(shared.one)
        outcome = synced(shared.other, BRUNO)
        assert reasons(outcome) == ["The vote on item 3 of S-2026-01 is closed there."]
        assert ballot_path(MEETING, 3, BRUNO) not in shared.other.snapshot().files
        close_meeting(shared.one.desk(), MEETING)

    def test_a_ballot_for_a_vote_opened_again_meanwhile(self, shared):
        open_item(shared.one.desk(), MEETING, 3)
        synced(shared.one)
        synced(shared.other)
        cast_ballot(shared.other.desk(), MEETING, 3, Choice.FOR, member_id=ANNE)
        open_item(shared.one.desk(), MEETING, 3)
        synced(shared.one)
        (reason,) = reasons(synced(shared.other))
        assert reason == "Item 3 of S-2026-01 was put to the vote there again."

    def test_an_act_on_a_meeting_closed_meanwhile(self, shared):
        attend(shared.other.desk(), MEETING, (ANNE,), "video")
        close_meeting(shared.one.desk(), MEETING)
        synced(shared.one)
        (reason,) = reasons(synced(shared.other))
        assert (
            reason == "S-2026-01 has gone from state “in session” to state “meeting closed” there."
        )

    def test_a_decision_on_an_item_decided_meanwhile(self, shared):
        for room in (shared.one, shared.other):
            room.vote(1, THREE)
            decide_item(room.desk(), MEETING, 1)
        synced(shared.one)
        outcome = synced(shared.other)
        assert shared.other.snapshot().decisions.keys() == {"D-2026-001"}
        assert outcome.sent == []
        assert "to state “adopted” there" in reasons(outcome)[-1]

    def test_a_decision_that_would_count_others(self, shared):
        open_item(shared.one.desk(), MEETING, 3)
        synced(shared.one)
        synced(shared.other)
        for member in EVERYONE[:3]:
            cast_ballot(shared.other.desk(), MEETING, 3, Choice.FOR, member_id=member)
        decide_item(shared.other.desk(), MEETING, 3)
        attend(shared.one.desk(), MEETING, (ANNE,), "absent")
        give_proxy(shared.one.desk(), MEETING, ANNE, CHAIR)
        synced(shared.one)
        assert any("Who votes on item 3" in reason for reason in reasons(synced(shared.other)))

    def test_a_mandate_of_somebody_who_came_meanwhile(self, shared):
        attend(shared.one.desk(), MEETING, (ANNE,), "absent")
        synced(shared.one)
        synced(shared.other)
        give_proxy(shared.other.desk(), MEETING, ANNE, CHAIR)
        attend(shared.one.desk(), MEETING, (ANNE,), "present")
        synced(shared.one)
        (reason,) = reasons(synced(shared.other))
        assert reason == "anne-petit gave a mandate to vote and was present."
        assert shared.other.meeting().proxies == ()

    def test_a_vote_opened_on_a_text_changed_meanwhile(self, shared):
        open_item(shared.other.desk(), MEETING, 1)
        path = shared.one.root / proposed_text_path(FIRST, REFERENTIAL)
        path.write_text(path.read_text().replace("brefs", "courts"))
        git(shared.one.root, "commit", "--quiet", "-am", "Amend by hand")
        synced(shared.one)
        (reason,) = reasons(synced(shared.other))
        assert "The text of item 1" in reason

    def test_a_meeting_closed_over_an_item_added_meanwhile(self, shared):
        close_meeting(shared.other.desk(), MEETING)
        add_to_agenda(shared.one.desk(), MEETING, information=("Vœux",))
        synced(shared.one)
        (reason,) = reasons(synced(shared.other))
        assert reason == "Item 4 was added there to the agenda of S-2026-01."

    def test_a_convocation_that_numbers_anew_an_agenda_changed_meanwhile(self, shared):
        one, other = shared.one, shared.other
        next_id = plan_meeting(
            one.desk(), planned=SITTING + timedelta(days=30), information=("Vœux", "Bilan")
        ).record
        synced(one)
        synced(other)
        move_item(other.desk(), next_id, 2, 1)
        convene_meeting(other.desk(), next_id)
        allot_time(one.desk(), next_id, 2, 30)
        synced(one)
        (reason,) = reasons(synced(other))
        assert reason == f"The agenda of {next_id} was changed there."
        minutes = {item.title: item.allotted for item in other.meeting(next_id).agenda}
        assert minutes == {"Vœux": None, "Bilan": 30}

    def test_an_act_of_somebody_who_left_the_committee(self, shared):
        attend(shared.other.desk(), MEETING, (ANNE,), "video")
        by_hand(
            shared.one,
            "decisions/committee.yaml",
            'roles: [member, secretary]\n    mandate: {start: "2025-01-01", end: null}',
            'roles: [member, secretary]\n    mandate: {start: "2025-01-01", end: "2026-01-01"}',
        )
        synced(shared.one)
        (reason,) = reasons(synced(shared.other, CHAIR))
        assert "does not sit on the committee" in reason

    def test_a_proposal_withdrawn_meanwhile(self, shared):
        withdraw_proposal(shared.one.desk(ANNE), FIRST, reason="Retirée")
        comment_proposal(shared.other.desk(), SECOND, "Bien.")
        shared.other.vote(1, THREE)
        decide_item(shared.other.desk(), MEETING, 1)
        synced(shared.one)
        outcome = synced(shared.other)
        assert len(outcome.sent) == 1
        assert shared.other.proposal(FIRST).state is ProposalState.WITHDRAWN
        assert REFERENTIAL in shared.other.snapshot().files
        assert "brefs" not in shared.other.text(REFERENTIAL)


class TestNumbers:
    """The same number picked twice."""

    def test_a_proposal_takes_the_next_number_with_all_that_names_it(self, shared):
        third = "P-2026-003"
        new_proposal(shared.one.desk(), title="De l'un", motive="Lu.", texts={})
        new_proposal(
            shared.other.desk(ANNE), title="De l'autre", motive=f"Voir {third}.",
            texts={REFERENTIAL: amended()},
        )  # fmt: skip
        comment_proposal(shared.other.desk(), third, f"{third} est urgente, {FIRST} non.")
        submit_proposal(shared.other.desk(ANNE), third)
        synced(shared.one)
        outcome = synced(shared.other)
        assert outcome.refused == []
        assert [(one.old, one.new) for one in outcome.renumbered] == [(third, "P-2026-004")]
        snapshot = shared.other.snapshot()
        assert snapshot.proposals[third].title == "De l'un"
        ours = snapshot.proposals["P-2026-004"]
        assert (ours.title, ours.state, ours.motive) == (
            "De l'autre", ProposalState.SUBMITTED, "Voir P-2026-004."
        )  # fmt: skip
        assert REFERENTIAL in snapshot.texts["P-2026-004"]
        (comment,) = snapshot.comments["P-2026-004"]
        assert comment.text == f"P-2026-004 est urgente, {FIRST} non."
        assert not snapshot.problems
        message = git(shared.other.root, "log", "--format=%B", "-3")
        assert "Comens-Record: P-2026-004" in message
        assert "Comens-Renumbered: P-2026-003 > P-2026-004" in message
        assert f"Comens-Record: {third}\n" not in message

    def test_a_decision_and_an_item_take_the_next_number(self, shared):
        for room, title in ((shared.one, "De l'un"), (shared.other, "De l'autre")):
            add_to_agenda(room.desk(), MEETING, information=(title,))
        shared.one.vote(3, THREE)
        decide_item(shared.one.desk(), MEETING, 3)
        synced(shared.one)
        shared.other.vote(4, THREE)
        decide_item(shared.other.desk(), MEETING, 4)
        outcome = synced(shared.other)
        assert outcome.refused == []
        assert [(one.old, one.new) for one in outcome.renumbered] == [
            ("S-2026-01:4", "S-2026-01:5"), ("D-2026-001", "D-2026-002"),
        ]  # fmt: skip
        meeting = shared.other.meeting()
        assert [(item.number, item.title, item.decision) for item in meeting.agenda[2:]] == [
            (3, "Calendrier", "D-2026-001"), (4, "De l'un", None), (5, "De l'autre", "D-2026-002"),
        ]  # fmt: skip
        decision = shared.other.snapshot().decisions["D-2026-002"]
        assert decision.item == 5
        assert ballot_path(MEETING, 5, ANNE) in shared.other.snapshot().files
        assert ballot_path(MEETING, 4, ANNE) not in shared.other.snapshot().files
        assert decision_path("D-2026-002") in shared.other.snapshot().files
        assert not shared.other.snapshot().problems

    def test_three_clones_in_turn_all_keep_their_record(self, shared, tmp_path):
        for number, room in enumerate((shared.one, shared.other)):
            for title in ("A", "B"):
                new_report(
                    room.desk(), title=f"{title}{number}", description="D.", type="technical"
                )
        synced(shared.one)
        outcome = synced(shared.other)
        assert [(one.old[-1], one.new[-1]) for one in outcome.renumbered] == [
            ("2", "4"),
            ("3", "5"),
        ]
        titles = [report.title for report in shared.other.snapshot().reports.values()]
        assert titles[1:] == ["A0", "B0", "A1", "B1"]


class TestTexts:
    """A proposed text that both edited."""

    def edit(self, room: Room, old: str, new: str) -> None:
        text = room.text(proposed_text_path("P-2026-003", REFERENTIAL))
        edit_proposal(room.desk(), "P-2026-003", texts={REFERENTIAL: amended(old, new, text)})

    @pytest.fixture
    def drafted(self, shared):
        new_proposal(shared.one.desk(), title="Draft", motive="Lu.", texts={REFERENTIAL: amended()})
        synced(shared.one)
        synced(shared.other)
        return shared

    def test_other_clauses_are_joined(self, drafted):
        self.edit(drafted.one, "simples et brefs", "simples et clairs")
        self.edit(drafted.other, "une aide humaine", "une aide humaine joignable")
        synced(drafted.one)
        assert synced(drafted.other).refused == []
        text = drafted.other.text(proposed_text_path("P-2026-003", REFERENTIAL))
        assert "simples et clairs" in text
        assert "une aide humaine joignable" in text

    def test_the_same_clause_is_refused_by_its_name(self, drafted):
        self.edit(drafted.one, "simples et brefs", "simples et clairs")
        self.edit(drafted.other, "simples et brefs", "simples et courts")
        synced(drafted.one)
        (reason,) = reasons(synced(drafted.other))
        assert reason.startswith(
            "The text that P-2026-003 proposes for corpus/referentials/REF-ESS.md"
        )
        assert "ETH." in reason
        assert "clairs" in drafted.other.text(proposed_text_path("P-2026-003", REFERENTIAL))
