"""What the minutes of one meeting are drawn from, and the few words that every part uses."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.model.committee import Committee, Member
from comens_tui.model.decision import Decision
from comens_tui.model.follow_up import FollowUp
from comens_tui.model.meeting import AgendaItem, Ballot, Meeting
from comens_tui.model.snapshot import Snapshot
from comens_tui.rules.convocation import counted
from comens_tui.rules.profiles import Articles, articles
from comens_tui.rules.senses import is_on_text, is_without_vote
from comens_tui.rules.votes import Electorate, Verdict, electorate, is_here, tally
from comens_tui.text.labels import label
from comens_tui.text.markdown_words import as_words


class Account(NamedTuple):
    """One meeting with what was decided there, read at one moment.

    `decisions` are those taken at its items, by number; `corrections` the later decisions
    that supersede one of them; `follow_ups` what they ask somebody to do. `first` is the
    meeting that lacked its quorum, where this one is the second.
    """

    meeting: Meeting
    committee: Committee
    decisions: Mapping[int, Decision]
    corrections: Sequence[Decision]
    ballots: Sequence[Ballot]
    follow_ups: Sequence[FollowUp] = ()
    first: Meeting | None = None

    def member(self, member_id: str) -> Member | None:
        """Return a member of the committee, if they still are."""
        return self.committee.member(member_id)

    def bare_name(self, member_id: str) -> str:
        """Return the name of a member, else their id, not yet fit for Markdown."""
        member = self.member(member_id)
        return member.name if member else member_id

    def name(self, member_id: str) -> str:
        """Return the name of a member, else their id."""
        return as_words(self.bare_name(member_id))

    def names(self, members: Sequence[str]) -> str:
        """Return several names in one line, in the order given."""
        return ", ".join(map(self.name, members))

    def seated(self, member_id: str, moment: datetime | None) -> str:
        """Return the name of a member, with that of who sat in their place at `moment`."""
        for line in self.meeting.attendance:
            if line.member == member_id and line.substitute and is_here(line, moment):
                return _("{name} (substitute: {substitute})").format(
                    name=self.name(member_id), substitute=as_words(line.substitute)
                )
        return self.name(member_id)

    @property
    def articles(self) -> Articles:
        """The names of the articles that the meeting was held under."""
        return articles((self.meeting.rules or self.committee.rules).profile)

    def quality(self, member_id: str) -> str:
        """Return in what quality a member sits: the stated title, else the college."""
        member = self.member(member_id)
        if member is None:
            return "—"
        colleges = {item.id: item.name for item in self.committee.colleges}
        said = member.title or colleges.get(member.college) or label(member.college)
        if member.voting:
            return as_words(said)
        return _("{quality}, without a vote").format(quality=as_words(said))

    def electorate(self, item: AgendaItem) -> Electorate:
        """Return who could vote on an item, under the rules its decision was taken under."""
        decision = self.decisions.get(item.number)
        rules = decision.rules if decision else None
        return electorate(self.meeting, self.committee, item.number, rules=rules)

    def want_of_quorum(self, number: int) -> str | None:
        """Return how few were there to decide an item, in the language in force.

        None where the meeting was not closed for that. What the record keeps is said where
        counting again gives something else.
        """
        found = self.meeting.no_quorum
        if found is None or number not in found.items:
            return None
        who = electorate(self.meeting, self.committee, number, rules=found.rules)
        count, said = counted(who, found.rules)
        return found.verdict if number == found.items[0] and count != found.count else said

    def ballots_on(self, number: int) -> tuple[Ballot, ...]:
        """Return the ballots filed on an item, in order of member."""
        return tuple(sorted((b for b in self.ballots if b.item == number), key=lambda b: b.member))

    def is_without_vote(self, item: AgendaItem) -> bool:
        """Tell whether an item was decided, and nobody voted on it."""
        decision = self.decisions.get(item.number)
        if decision is None or decision.count is None:
            return False
        return is_without_vote(decision.count, decision.sense)

    def verdict(self, item: AgendaItem) -> Verdict | None:
        """Return the vote on an item counted again, in the language in force.

        None where there is no count to read, or where counting again gives another one, for
        instance after the committee's file changed: what the decision keeps is then said.
        """
        decision = self.decisions.get(item.number)
        if decision is None or decision.rules is None or decision.count is None:
            return None
        totals = next((t for t in self.meeting.totals if t.item == item.number), None)
        try:
            verdict = tally(
                self.electorate(item),
                self.ballots_on(item.number),
                decision.rules,
                digest=item.digest,
                chair=self.meeting.chair,
                totals=totals,
                second_convocation=self.meeting.second_convocation,
                on_text=is_on_text(item, decision.sense),
            )
        except RefusedError:
            return None
        return verdict if verdict.count == decision.count else None


#: A function that yields the paragraphs of one subject, none where the record has nothing to say.
Part = Callable[[Account, AgendaItem], Iterator[str]]


def account_of(snapshot: Snapshot, meeting: Meeting) -> Account:
    """Return what the minutes of `meeting` are drawn from.

    `meeting` is given apart, as it is about to be written.
    """
    own = {item.decision for item in meeting.agenda if item.decision}
    taken = [item for item in snapshot.decisions.values() if item.meeting == meeting.id]
    decisions = {
        item.item: item
        for item in taken
        if item.item is not None and (item.id in own or item.supersedes is None)
    }
    return Account(
        meeting=meeting,
        committee=snapshot.committee,
        decisions=decisions,
        corrections=tuple(item for item in taken if item.supersedes),
        ballots=snapshot.ballots.get(meeting.id, ()),
        follow_ups=tuple(
            item
            for item in snapshot.follow_ups.values()
            if any(item.decision == one.id for one in taken)
        ),
        first=snapshot.meetings.get(meeting.second_of or ""),
    )
