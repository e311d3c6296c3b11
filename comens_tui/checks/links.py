"""Every id that one record writes of another, and whether it leads somewhere."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from comens_tui.checks.atlas import Atlas
from comens_tui.model import places
from comens_tui.model.meeting import Meeting
from comens_tui.model.proposal import Proposal
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import ProposalState

_HEADING_ID = re.compile(r"^ {0,3}#{1,6}[ \t]+([A-Z]{2,6}\.\d{1,2}(?:\.\d+)*)", re.MULTILINE)
#: A proposal in one of these states has no text any more that would create what it names.
_LEFT = frozenset({ProposalState.REJECTED, ProposalState.WITHDRAWN, ProposalState.CLOSED})


class Link(NamedTuple):
    """One id in one field of one record."""

    path: str
    record: str
    field: str
    target: str
    exists: bool


def links_of(snapshot: Snapshot) -> Iterator[Link]:
    """Yield every link of the governance records, in order of kind and id."""
    reader = _Reader(snapshot)
    yield from reader.reports()
    yield from reader.proposals()
    yield from reader.consultations()
    for meeting in snapshot.meetings.values():
        yield from reader.meeting(meeting)
    yield from reader.decisions()
    yield from reader.committee()


class _Reader:
    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.atlas = Atlas(snapshot)
        self.members = frozenset(item.id for item in snapshot.committee.members)

    def _records(
        self, path: str, record: str, **fields: str | Iterable[str | None] | None
    ) -> Iterator[Link]:
        for field, value in fields.items():
            targets = (value,) if value is None or isinstance(value, str) else value
            for target in targets:
                if target:
                    yield Link(path, record, field, target, self._exists(target))

    def _exists(self, target: str) -> bool:
        return target in self.members or self.atlas.has_record(target)

    def _requirements(
        self, path: str, record: str, ids: Iterable[str], created: Iterable[str] = ()
    ) -> Iterator[Link]:
        known = frozenset(created)
        for target in ids:
            exists = target in self.atlas.requirements or target in known
            yield Link(path, record, "requirements", target, exists)

    def reports(self) -> Iterator[Link]:
        for item in self.snapshot.reports.values():
            path = places.report_path(item.id)
            yield from self._requirements(path, item.id, item.requirements)
            yield from self._records(
                path,
                item.id,
                assignee=item.assignee,
                duplicate_of=item.duplicate_of,
                proposals=item.proposals,
            )

    def proposals(self) -> Iterator[Link]:
        for item in self.snapshot.proposals.values():
            path = places.proposal_path(item.id)
            if item.state not in _LEFT:
                yield from self._requirements(path, item.id, item.requirements, self._created(item))
            yield from self._records(
                path,
                item.id,
                author=item.author,
                answers=item.answers,
                consultation=item.consultation,
                meeting=item.meeting,
                decision=item.decision,
                duplicate_of=item.duplicate_of,
            )

    def _created(self, proposal: Proposal) -> Iterator[str]:
        for text in self.snapshot.texts.get(proposal.id, {}).values():
            yield from _HEADING_ID.findall(text)

    def consultations(self) -> Iterator[Link]:
        for item in self.snapshot.consultations.values():
            path = places.consultation_path(item.id)
            yield from self._records(path, item.id, proposals=item.proposals, owner=item.owner)

    def meeting(self, item: Meeting) -> Iterator[Link]:
        yield from self._records(
            places.meeting_path(item.id),
            item.id,
            chair=item.chair,
            secretary=item.secretary,
            agenda=[part for entry in item.agenda for part in (entry.subject, entry.decision)],
            attendance=[entry.member for entry in item.attendance],
            proxies=[part for entry in item.proxies for part in (entry.giver, entry.holder)],
            past_proxies=[
                part for entry in item.past_proxies for part in (entry.giver, entry.holder)
            ],
            recusals=[entry.member for entry in item.recusals],
            interests_kept=[
                part for entry in item.interests_kept for part in (entry.member, entry.by)
            ],
            taken_out=[entry.taken_out for entry in item.agenda],
            minutes_approved=item.minutes_approved,
        )

    def decisions(self) -> Iterator[Link]:
        for item in self.snapshot.decisions.values():
            yield from self._records(
                places.decision_path(item.id),
                item.id,
                subject=item.subject,
                meeting=item.meeting,
                supersedes=item.supersedes,
                ballots=[entry.member for entry in item.ballots],
                opinions=[entry.member for entry in item.opinions],
            )

    def committee(self) -> Iterator[Link]:
        committee = self.snapshot.committee
        yield from self._records(
            places.COMMITTEE,
            "committee",
            working_groups=[group.lead for group in committee.working_groups],
        )
        groups = {group.id for group in committee.working_groups}
        colleges = {college.id for college in committee.colleges}
        for member in committee.members:
            for group in member.working_groups:
                yield Link(places.COMMITTEE, member.id, "working_groups", group, group in groups)
            exists = not colleges or member.college in colleges
            yield Link(places.COMMITTEE, member.id, "college", member.college, exists)
