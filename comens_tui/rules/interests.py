"""Which members declared an interest in what an item is about (CRPA R133-12).

A match only suggests: a person recuses the member, or keeps them with a reason. The subjects
of an item are what its proposal names, the working group that wrote it, and the solutions of
the reports it answers.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from comens_tui.model.committee import Committee, Interest
from comens_tui.model.meeting import AgendaItem, Meeting
from comens_tui.model.proposal import Proposal
from comens_tui.model.report import Report
from comens_tui.model.snapshot import Snapshot
from comens_tui.text.folding import folded


class Subject(NamedTuple):
    """One thing that an item is about, and the record that says so."""

    name: str
    source: str


class Match(NamedTuple):
    """A declared interest and the subject of the item that it meets."""

    interest: Interest
    subject: Subject


class Suggestion(NamedTuple):
    """A member who may have to leave an item, with what was declared; never empty."""

    member: str
    matches: tuple[Match, ...]

    @property
    def subjects(self) -> tuple[str, ...]:
        """The interests that the suggestion rests on, each once."""
        return tuple(dict.fromkeys(match.interest.subject for match in self.matches))


def subjects_of(proposal: Proposal, reports: Mapping[str, Report]) -> tuple[Subject, ...]:
    """Return what a proposal is about, each name once for each record that says it."""
    found = [Subject(name, proposal.id) for name in proposal.subjects]
    if proposal.working_group:
        found.append(Subject(proposal.working_group, proposal.id))
    answered = (reports.get(report_id) for report_id in proposal.answers)
    found += [
        Subject(report.solution, report.id) for report in answered if report and report.solution
    ]
    return tuple(dict.fromkeys(found))


def suggestions(
    committee: Committee, day: date, subjects: Iterable[Subject]
) -> tuple[Suggestion, ...]:
    """Return who among the voters of that day declared an interest in one of the subjects.

    One name meets another when its words stand in it, case and accents set aside: `SOL-03`
    meets `SOL-03 (agenda)`, never `SOL-031`.
    """
    known = tuple(subjects)
    found = []
    for member in committee.voters(day):
        matches = tuple(
            Match(interest, subject)
            for interest in member.interests
            for subject in known
            if _meet(interest.subject, subject.name)
        )
        if matches:
            found.append(Suggestion(member.id, matches))
    return tuple(found)


def _meet(one: str, other: str) -> bool:
    first, second = (f" {' '.join(_words(text))} " for text in (one, other))
    return bool(first.strip()) and bool(second.strip()) and (first in second or second in first)


def _words(text: str) -> Iterator[str]:
    spaced = "".join(char if char.isalnum() or char == "-" else " " for char in folded(text))
    return (word.strip("-") for word in spaced.split() if word.strip("-"))


def item_suggestions(
    snapshot: Snapshot, meeting: Meeting, item: AgendaItem
) -> tuple[Suggestion, ...]:
    """Return the suggestions on one item of a meeting; none where it is about no proposal."""
    proposal = snapshot.proposals.get(item.subject or "") if item.kind == "proposal" else None
    if proposal is None or not any(member.interests for member in snapshot.committee.members):
        return ()
    subjects = subjects_of(proposal, snapshot.reports)
    return suggestions(snapshot.committee, meeting.planned.date(), subjects)


def unanswered(
    meeting: Meeting, number: int, found: Iterable[Suggestion]
) -> tuple[Suggestion, ...]:
    """Return the suggestions that nobody answered, neither by a recusal nor by a reason."""
    recused = {entry.member for entry in meeting.recusals if entry.item == number}
    kept = {
        entry.member: frozenset(entry.subjects)
        for entry in meeting.interests_kept
        if entry.item == number
    }
    return tuple(
        suggestion
        for suggestion in found
        if suggestion.member not in recused
        and not kept.get(suggestion.member, frozenset()).issuperset(suggestion.subjects)
    )
