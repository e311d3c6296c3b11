"""What two secretaries are asked when they did one thing in two ways, in words."""

from itertools import pairwise

import pytest

from comens_tui.errors import (
    RefusedError,
)
from comens_tui.model.places import (
    meeting_path,
)
from comens_tui.model.words import Choice
from comens_tui.operations.deliberation import cast_ballot, open_item, recuse
from comens_tui.operations.floor import move_item, suspend
from comens_tui.operations.following import acts_told, news
from comens_tui.operations.meetings import (
    add_to_agenda,
    attend,
    give_proxy,
)
from comens_tui.operations.sync import kept_aside, sync
from tests.operations.sharing import by_hand, reasons, synced
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    MEETING,
    Room,
)


def seat(room: Room, giver: str, holder: str) -> None:
    attend(room.desk(), MEETING, (giver,), "absent")
    give_proxy(room.desk(), MEETING, giver, holder)


class TestWords:
    """What two secretaries are asked when they did one thing in two ways, at one moment."""

    def both(self, shared, ours, theirs):
        """Let the other clone share its act, and return why ours is refused."""
        theirs(shared.other)
        synced(shared.other)
        ours(shared.one)
        return reasons(synced(shared.one))

    @pytest.mark.parametrize(
        ("ours", "theirs", "words"),
        [
            (
                lambda room: recuse(room.desk(), MEETING, 1, ANNE, "Salariée de l'éditeur"),
                lambda room: recuse(room.desk(), MEETING, 1, ANNE, "Autrice du texte"),
                "item 1, Anne Petit, reason: “Salariée de l'éditeur” here, “Autrice du texte” there",
            ),
            (
                lambda room: move_item(room.desk(), MEETING, 3, 1, reason="Invitée"),
                lambda room: move_item(room.desk(), MEETING, 2, 1, reason="Urgence"),
                "order of the agenda: “3, 1, 2” here, “2, 1, 3” there",
            ),
            (
                lambda room: suspend(room.desk(), MEETING, reason="Repas"),
                lambda room: suspend(room.desk(), MEETING, reason="Pause"),
                "suspension 1, reason: “Repas” here, “Pause” there",
            ),
            (
                lambda room: seat(room, ANNE, BRUNO),
                lambda room: seat(room, ANNE, CHAIR),
                "Anne Petit, holder: “Bruno Leroy” here, “Claire Morel” there",
            ),
        ],
        ids=["recusal", "order", "suspension", "proxy"],
    )
    def test_it_is_told_by_names_and_values(self, shared, ours, theirs, words):
        told = self.both(shared, ours, theirs)
        assert any(words in reason for reason in told), told
        assert not set("{}<>") & set("".join(told))
        synced(shared.other)
        assert shared.one.workspace.head() == shared.other.workspace.head() == shared.tip()

    @pytest.mark.parametrize("before", [None, Choice.AGAINST])
    def test_two_votes_of_one_member_are_told_as_votes(self, shared, before):
        open_item(shared.one.desk(), MEETING, 1)
        if before:
            cast_ballot(shared.one.desk(), MEETING, 1, before, member_id=ANNE)
        synced(shared.one)
        synced(shared.other)
        (reason,) = self.both(
            shared,
            lambda room: cast_ballot(room.desk(), MEETING, 1, Choice.AGAINST, member_id=ANNE),
            lambda room: cast_ballot(room.desk(), MEETING, 1, Choice.FOR, member_id=ANNE),
        )
        assert "The ballot of Anne Petit on item 1" in reason
        assert reason.endswith("vote: “against” here, “for” there")

    @pytest.mark.parametrize(
        "act",
        [
            lambda room: attend(room.desk(), MEETING, (ANNE,), "absent"),
            lambda room: suspend(room.desk(), MEETING, reason="Pause"),
            lambda room: add_to_agenda(room.desk(), MEETING, information=("Locaux",)),
        ],
        ids=["departure", "suspension", "item"],
    )
    def test_one_thing_noted_by_both_at_two_moments_is_there_once(self, shared, act):
        act(shared.other)
        synced(shared.other)
        act(shared.one)
        outcome = synced(shared.one)
        assert (len(outcome.already), outcome.refused) == (1, [])
        assert len(shared.one.meeting().suspensions) <= 1

    def test_a_projector_tells_no_act_twice_and_what_was_kept_aside(self, shared):
        one, start = shared.one, shared.one.workspace.head()
        recuse(one.desk(), MEETING, 1, ANNE, "Lien")
        attend(one.desk(), MEETING, (BRUNO,), "video")
        before = one.workspace.head()
        assert len(acts_told(one.desk(), MEETING, start, before)) == 2
        recuse(shared.other.desk(), MEETING, 1, ANNE, "Autrice")
        synced(shared.other)
        synced(one)
        told = acts_told(one.desk(), MEETING, before, one.workspace.head())
        recusal = f"At {MEETING}, Anne Petit takes no part in item 1"
        assert [act.sentence for act in told] == [
            f"Not done, kept aside by a synchronisation: {recusal}", recusal,
        ]  # fmt: skip
        assert news(one.workspace, before, one.workspace.head()).acts == 1

    def test_a_file_edited_by_hand_leads_to_its_record(self, shared):
        for room, title in ((shared.other, "Séance de mars"), (shared.one, "Séance plénière")):
            by_hand(room, meeting_path(MEETING), "Meeting of March 12, 2026", title)
        synced(shared.other)
        (kept,) = synced(shared.one).refused
        assert "title: “Séance plénière” here, “Séance de mars” there" in kept.act.reason
        assert kept.act.records == (MEETING,)

    def test_what_is_kept_aside_comes_in_the_order_it_was_done(self, shared):
        by_hand(shared.other, meeting_path(MEETING), "Meeting of March 12, 2026", "Séance")
        synced(shared.other)
        titles = ["Meeting of March 12, 2026", *(f"Titre {number}." for number in range(11))]
        for old, new in pairwise(titles):
            by_hand(shared.one, meeting_path(MEETING), old, new)
        synced(shared.one)
        kept = [one.words.partition("\n")[0] for one in kept_aside(shared.one.desk())]
        assert kept == [f"Change {old}" for old in titles[:-1]]

    def test_a_record_that_nobody_could_read_is_not_shared(self, shared):
        tip = shared.tip()
        by_hand(shared.one, meeting_path(MEETING), "state: open", "state: [open")
        with pytest.raises(RefusedError, match=f"{MEETING} can no longer be read") as refused:
            sync(shared.one.desk())
        assert f"of {meeting_path(MEETING)}" in refused.value.hint
        assert shared.tip() == tip
        by_hand(shared.one, meeting_path(MEETING), "state: [open", "state: open")
        assert len(synced(shared.one).sent) == 2
