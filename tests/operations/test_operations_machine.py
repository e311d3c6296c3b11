"""Whatever the order of acts: no word of the corpus without a valid vote on exactly that word."""

import shutil
import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from comens_tui.checks import (
    g001_wrong_verdict,
    g002_missing_quorum,
    g020_second_convocation_without_first,
    g022_quorum_was_there,
    g023_count_of_another_room,
    g024_casting_vote_of_another,
    g031_improper_secret_ballot,
)
from comens_tui.checks.base import Context
from comens_tui.errors import ComensError
from comens_tui.model.committee import VotingRules
from comens_tui.model.decision import Count, Decision
from comens_tui.model.finding import Finding
from comens_tui.model.places import ballot_path, proposed_text_path
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Choice, Nature, ProposalState, Sense
from comens_tui.operations import (
    amending,
    convocation,
    corrections,
    deliberation,
    floor,
    meetings,
    proposal_steps,
    proposals,
)
from comens_tui.operations.secret_ballots import HandCount, request_secret_ballot
from comens_tui.operations.voting_rules import change_rules
from comens_tui.rules.profiles import PROFILES
from comens_tui.text.digests import change_digest, text_digest
from tests.operations.support import (
    ANNE,
    BRUNO,
    EVERYONE,
    MEETING,
    REFERENTIAL,
    SITTING,
    Room,
)
from tests.support import REFERENTIAL_MD, commit_all, git, write_files

CRPA = VotingRules()
IDS = st.sampled_from(["P-2026-001", "P-2026-002", "P-2026-003"])
ITEMS = st.integers(1, 4)
MEMBERS = st.sampled_from(EVERYONE)
CHOICES = st.sampled_from([Choice.FOR, Choice.FOR, Choice.FOR, Choice.AGAINST, Choice.ABSTAIN])
WORDS = st.sampled_from(["informer", "une aide humaine", "refus"])

#: How one item goes: who votes what, what happens meanwhile, what the secretary asks for.
DELIBERATION = {
    "present": st.sampled_from([5, 5, 2]),
    "nth": st.integers(0, 3),
    "choices": st.lists(CHOICES, min_size=4, max_size=5),
    "meanwhile": st.sampled_from(
        ["nothing", "text", "ballot", "leave", "recuse", "amend", "back", "secret"]
    ),
    "member": MEMBERS,
    "sense": st.sampled_from([None, None, Sense.ADOPT]),
}


def edited(text: str, word: str, number: int) -> str:
    """Return `text` with one of its words marked with a number."""
    return text.replace(word, f"{word} ({number})", 1)


def adopts(count: Count, rules: VotingRules = CRPA, *, second: bool = False) -> bool:
    """Count again under the rules of a decision, written apart from the app's."""
    voices = count.present + count.represented
    counted = voices if rules.proxies_count_for_quorum else count.present
    quorate = second or 2 * counted >= count.composition
    cast = count.votes_for + count.votes_against
    base = cast if rules.majority_base == "cast" else voices
    casting = (
        rules.casting_vote and count.casting == "for" and count.votes_for == count.votes_against
    )
    return quorate and (2 * count.votes_for > base or (casting and 2 * count.votes_for == base > 0))


class Committee(RuleBasedStateMachine):
    """Five members, one open meeting, and somebody who slips in texts by hand."""

    source: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="comens-machine-"))
        self.room = Room(
            Path(shutil.copytree(self.source, self.folder / "workspace")), SITTING.replace(hour=15)
        )
        self.number = 0
        self.checked = ""
        self.at = MEETING

    def teardown(self) -> None:
        git(self.room.root, "fsck", "--strict")
        self.room.workspace.close()
        shutil.rmtree(self.folder)

    @initialize(again=st.booleans(), left=st.integers(0, 2), **DELIBERATION)
    def start(self, again, left, **drawn) -> None:
        if again:
            self.convene_again(left=left, profile=None, **drawn)
        else:
            self.deliberate(**drawn)

    @rule(**DELIBERATION)
    def deliberate(self, *, present, nth, choices, meanwhile, member, sense):
        """Take an item from the gathering of the members to the decision, or try to."""
        waiting = [item for item in self.room.meeting(self.at).agenda if item.state != "decided"]
        if not waiting:
            return
        item = waiting[nth % len(waiting)]
        with suppress(ComensError):
            meetings.attend(self.room.desk(), self.at, EVERYONE[:present], "present")
        self.rebase(proposal=item.subject or "P-2026-001")
        self.vote(number=item.number, choices=choices)
        if meanwhile == "text":
            self.slip_in_a_text(proposal=item.subject or "P-2026-001", word="refus")
        if meanwhile == "ballot":
            self.slip_in_a_ballot(number=item.number, member=member)
        if meanwhile == "leave":
            self.attend(member=member, mode="absent")
        if meanwhile == "recuse":
            self.recuse(number=item.number, member=member)
        if meanwhile in ("amend", "back"):
            self.amend(number=item.number, word="refus", back=meanwhile == "back")
        if meanwhile == "secret":
            self.vote_in_secret(number=item.number, choices=choices, asking=member)
        self.decide(number=item.number, sense=sense)

    @rule(number=ITEMS, word=WORDS, back=st.booleans())
    def amend(self, number, word, back):
        """Amend an item, perhaps under the vote; perhaps the room goes back on it."""
        item = self.room.meeting(self.at).item(number)
        text = self.room.text(
            proposed_text_path((item and item.subject) or "P-2026-001", REFERENTIAL)
        )
        self.number += 1
        with suppress(ComensError):
            amending.amend_item(
                self.room.desk(), self.at, number,
                {REFERENTIAL: edited(text, word, self.number)}, reason="Motif.",
            )  # fmt: skip
            if back:
                amending.restore_item(self.room.desk(), self.at, number, reason="Motif.")

    def vote_in_secret(self, number, choices, asking):
        """Ask for a secret ballot, and count papers that may not add up."""
        counted = tuple(choices.count(choice) for choice in ("for", "against", "abstain"))
        with suppress(ComensError):
            request_secret_ballot(self.room.desk(), self.at, number, (asking,))
        with suppress(ComensError):
            deliberation.decide_item(
                self.room.desk(), self.at, number, hands=HandCount(*counted, EVERYONE[:2])
            )

    def vote(self, number, choices):
        with suppress(ComensError):
            deliberation.open_item(self.room.desk(), self.at, number)
        for member, choice in zip(EVERYONE, choices, strict=False):
            with suppress(ComensError):
                deliberation.cast_ballot(
                    self.room.desk(), self.at, number, choice, member_id=member
                )

    @rule(number=ITEMS, sense=st.sampled_from([None, None, None, *Sense]))
    def decide(self, number, sense):
        with suppress(ComensError):
            deliberation.decide_item(
                self.room.desk(), self.at, number, sense=sense, reason="Motif."
            )

    @rule(number=ITEMS, totals=st.tuples(*[st.integers(0, 5)] * 3))
    def decide_by_hands(self, number, totals):
        with suppress(ComensError):
            deliberation.open_item(self.room.desk(), self.at, number)
            deliberation.decide_item(self.room.desk(), self.at, number, hands=HandCount(*totals))

    @rule(member=MEMBERS, mode=st.sampled_from(["present", "absent", "video", "excused"]))
    def attend(self, member, mode):
        with suppress(ComensError):
            meetings.attend(self.room.desk(), self.at, (member,), mode)

    @rule(giver=MEMBERS, holder=MEMBERS)
    def mandate(self, giver, holder):
        with suppress(ComensError):
            meetings.attend(self.room.desk(), self.at, (giver,), "absent")
        with suppress(ComensError):
            meetings.give_proxy(self.room.desk(), self.at, giver, holder)

    @rule(number=ITEMS, member=MEMBERS)
    def recuse(self, number, member):
        with suppress(ComensError):
            deliberation.recuse(self.room.desk(), self.at, number, member, "Lien d'intérêt.")

    @rule(times=st.integers(1, 3))
    def correct(self, times):
        for _time in range(times):
            with suppress(ComensError):
                corrections.correct_last(self.room.desk(), self.at)

    @rule(pauses=st.booleans())
    def pause(self, pauses):
        with suppress(ComensError):
            (floor.suspend if pauses else floor.resume)(self.room.desk(), self.at)

    def rebase(self, proposal):
        with suppress(ComensError):
            proposals.rebase_proposal(self.room.desk(), proposal)

    @rule(proposal=IDS)
    def withdraw(self, proposal):
        for author in (ANNE, BRUNO):
            with suppress(ComensError):
                proposal_steps.withdraw_proposal(self.room.desk(author), proposal)

    @rule(word=WORDS)
    def table(self, word):
        self.number += 1
        text = edited(self.room.text(), word, self.number)
        with suppress(ComensError):
            receipt = proposals.new_proposal(
                self.room.desk(ANNE), title="T", motive="M", texts={REFERENTIAL: text}
            )
            proposal_steps.submit_proposal(self.room.desk(ANNE), receipt.record)
            proposal_steps.screen_proposal(
                self.room.desk(), receipt.record, nature=Nature.EDITORIAL
            )
            meetings.add_to_agenda(self.room.desk(), self.at, proposals=(receipt.record,))

    @rule(proposal=IDS, word=WORDS)
    def slip_in_a_text(self, proposal, word):
        """Commit another proposed text by hand, as nobody should."""
        path = proposed_text_path(proposal, REFERENTIAL)
        text = self.room.text(path)
        if word in text:
            self.number += 1
            write_files(self.room.root, {path: edited(text, word, self.number)})
            commit_all(self.room.root, "By hand.")

    def slip_in_a_ballot(self, number, member):
        """Commit a ballot by hand on a text that was not voted."""
        path = ballot_path(self.at, number, member)
        if self.room.meeting(self.at).item(number) and not self.room.text(path):
            ballot = (
                f"schema: 1\nmeeting: {self.at}\nitem: {number}\nmember: {member}\nchoice: for\n"
                f'digest: "{"0" * 64}"\nat: "{self.room.now.isoformat()}"\n'
            )
            if self.room.meeting(self.at).item(number).state == "open":
                write_files(self.room.root, {path: ballot})
                commit_all(self.room.root, "By hand.")

    @precondition(lambda self: self.at == MEETING)
    @rule(left=st.integers(0, 3), profile=st.sampled_from([None, "hcsp", "free"]), **DELIBERATION)
    def convene_again(self, *, left, profile, **drawn):
        """Let the room empty; closed for want of quorum, sit again, perhaps under other rules."""
        with suppress(ComensError):
            meetings.attend(self.room.desk(), self.at, EVERYONE[left:], "absent")
        with suppress(ComensError):
            convocation.close_without_quorum(self.room.desk(), self.at)
            if profile:
                change_rules(self.room.desk(), profile=profile)
            planned = self.room.now + timedelta(days=12)
            again = convocation.plan_second_meeting(self.room.desk(), self.at, planned=planned)
            convocation.convene_meeting(self.room.desk(), again.record)
            self.room.now = planned
            meetings.open_meeting(self.room.desk(), again.record)
            self.at = again.record
            self.deliberate(**drawn)

    @rule(profile=st.sampled_from(["ccne", "free"]))
    def change_the_rules(self, profile):
        """Try to change them under the meeting."""
        with suppress(ComensError):
            change_rules(self.room.desk(), profile=profile)

    @precondition(lambda self: self.number > 3)
    @rule()
    def close(self):
        with suppress(ComensError):
            meetings.close_meeting(self.room.desk(), self.at)

    @invariant()
    def every_word_was_decided(self) -> None:
        head = self.room.workspace.head()
        if head == self.checked:
            return
        self.checked = head
        assert self.room.status() == ""
        state = self.room.snapshot()
        assert not state.problems
        adopting = [
            item for item in state.decisions.values() if item.sense in (Sense.ADOPT, Sense.ADOPT_AMENDED)
        ]  # fmt: skip
        for decision in adopting:
            self._is_valid(decision)
        subjects = {item.subject: item for item in adopting}
        for proposal in state.proposals.values():
            adopted = proposal.state is ProposalState.ADOPTED
            assert adopted == (proposal.id in subjects)
            assert not adopted or subjects[proposal.id].id == proposal.decision
        self._stands([item for item in adopting if item.texts])
        assert {item.code for item in self._judged(state)} == set()

    def _judged(self, state: Snapshot) -> list[Finding]:
        """Judge the records again by the checks that need no honest clerk."""
        context = Context(self.room.now.date())
        return [
            finding
            for check in (
                g001_wrong_verdict, g002_missing_quorum, g020_second_convocation_without_first,
                g022_quorum_was_there, g023_count_of_another_room, g024_casting_vote_of_another,
                g031_improper_secret_ballot,
            )
            for finding in check.check(state, context)
        ]  # fmt: skip

    def _is_valid(self, decision: Decision) -> None:
        held = self.room.meeting(decision.meeting)
        if held.second_convocation:
            first = self.room.meeting(held.second_of)
            assert 2 * first.no_quorum.count.present < first.no_quorum.count.composition
        second = held.second_convocation
        assert adopts(decision.count, decision.rules, second=second), decision.verdict
        item = held.item(decision.item)
        assert (item.decision, item.digest) == (decision.id, decision.digest)
        if decision.texts:
            assert decision.digest == change_digest(decision.texts)
        filed = [
            ballot for ballot in self.room.snapshot().ballots.get(held.id, ())
            if ballot.item == decision.item
        ]  # fmt: skip
        assert {ballot.member for ballot in filed} == {item.member for item in decision.ballots}
        assert all(ballot.digest == decision.digest for ballot in filed)
        for ballot in decision.ballots:
            path = ballot_path(held.id, decision.item, ballot.member)
            assert text_digest(self.room.text(path)) == ballot.digest
        if filed:
            assert [ballot.choice for ballot in filed].count("for") == decision.count.votes_for

    def _stands(self, adopting: list[Decision]) -> None:
        """The corpus is what the last decision voted, and only decisions ever touched it."""
        expected = adopting[-1].texts[0].digest if adopting else text_digest(REFERENTIAL_MD)
        assert text_digest(self.room.text()) == expected
        touched = git(
            self.room.root, "log", "--reverse", "--format=%(trailers:key=Comens-Decision,valueonly)",
            "--", "corpus",
        ).split()  # fmt: skip
        assert touched == [item.id for item in adopting]


def test_no_sequence_of_acts_puts_an_undecided_word_in_the_corpus(sitting_stage):
    Committee.source = sitting_stage
    run_state_machine_as_test(
        Committee, settings=settings(max_examples=8, stateful_step_count=8, deadline=None)
    )


def test_the_recount_of_the_machine_knows_a_lost_vote_from_a_won_one():
    base = {"composition": 5, "present": 4, "represented": 0}
    assert adopts(Count(**base, votes_for=3, votes_against=1))
    assert adopts(Count(**base, votes_for=2, votes_against=2, casting="for"))
    assert not adopts(Count(**base, votes_for=2, votes_against=2))
    assert not adopts(Count(**base, votes_for=2, votes_against=1))
    assert adopts(Count(**base, votes_for=2, votes_against=1), PROFILES["hcsp"])
    assert not adopts(Count(**base, votes_for=2, votes_against=2, casting="for"), PROFILES["free"])
    few = Count(composition=5, present=2, represented=0, votes_for=2)
    assert not adopts(few)
    assert adopts(few, second=True)
    represented = Count(composition=5, present=2, represented=1, votes_for=3)
    assert adopts(represented)
    assert not adopts(represented, PROFILES["ccne"])
