"""What a signed ballot is bound to, and why one handed in does not count.

A ballot is good for one opening of the vote on one item of one meeting: on that text, among
those electors with those keys, under that rule. Whose signature it bears is judged elsewhere.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from comens_tui.i18n import _
from comens_tui.model.committee import Committee, VotingRules
from comens_tui.model.meeting import AgendaItem, Ballot, Meeting
from comens_tui.model.words import MeetingState
from comens_tui.rules.votes import Electorate
from comens_tui.text.digests import data_digest


class Terms(NamedTuple):
    """The digests that a ballot on an open item must carry."""

    digest: str | None
    opening: str
    electorate: str
    rule: str


class Flaw(StrEnum):
    """Why a ballot is refused, whoever signed it."""

    OTHER_MEETING = "other_meeting"
    NO_ITEM = "no_item"
    LATE = "late"
    NOT_OPEN = "not_open"
    ON_PAPER = "on_paper"
    OTHER_TEXT = "other_text"
    OTHER_OPENING = "other_opening"
    OTHER_ELECTORATE = "other_electorate"
    OTHER_RULE = "other_rule"
    NOT_OWN = "not_own"
    NO_ELECTOR = "no_elector"
    RECUSED = "recused"
    NOT_THERE = "not_there"


def terms_of(meeting: Meeting, item: AgendaItem, committee: Committee) -> Terms:
    """Return what a ballot must be bound to; `committee` is that of the vote's opening."""
    return Terms(
        item.digest,
        opening_digest(meeting.id, item),
        electorate_digest(committee, meeting.planned.date()),
        rule_digest(committee.rules),
    )


def opening_digest(meeting_id: str, item: AgendaItem) -> str:
    """Return the digest that tells one opening of the vote on an item from every other."""
    return data_digest(
        {
            "meeting": meeting_id,
            "item": item.number,
            "opening": item.openings,
            "opened": item.opened.isoformat() if item.opened else None,
            "text": item.digest,
            "committee": item.committee,
        }
    )


def electorate_digest(committee: Committee, day: date) -> str:
    """Return the digest of the members who may vote on `day`, each with their keys.

    Who is there, represented or recused moves during the vote and is judged when it closes.
    """
    return data_digest(
        sorted([member.id, *sorted(member.keys)] for member in committee.voters(day))
    )


def rule_digest(rules: VotingRules) -> str:
    """Return the digest of the rule that a vote is counted under.

    It is of the values that are not the default, so that it stays when the model grows.
    """
    return data_digest(rules.model_dump(mode="json", exclude_defaults=True))


def flaw_of(
    ballot: Ballot, meeting: Meeting, committee: Committee, voters: Electorate | None = None
) -> Flaw | None:
    """Return why a ballot does not count, None where nothing but its signature is left to judge.

    `committee` is that of the vote's opening, `voters` the electorate of the item as it now
    stands; without it nobody's presence is looked at.
    """
    item = meeting.item(ballot.item)
    if ballot.meeting != meeting.id:
        return Flaw.OTHER_MEETING
    if item is None:
        return Flaw.NO_ITEM
    return (
        _closed(meeting, item)
        or _unbound(ballot, terms_of(meeting, item, committee))
        or _unheard(ballot, meeting, committee, voters)
    )


def _closed(meeting: Meeting, item: AgendaItem) -> Flaw | None:
    if meeting.state in (MeetingState.CLOSED, MeetingState.MINUTED, MeetingState.APPROVED):
        return Flaw.LATE
    if item.state in ("decided", "withdrawn"):
        return Flaw.LATE
    if item.state != "open" or meeting.state is not MeetingState.OPEN:
        return Flaw.NOT_OPEN
    return Flaw.ON_PAPER if item.vote == "secret" else None


def _unbound(ballot: Ballot, terms: Terms) -> Flaw | None:
    if ballot.digest != terms.digest:
        return Flaw.OTHER_TEXT
    if ballot.opening != terms.opening:
        return Flaw.OTHER_OPENING
    if ballot.electorate != terms.electorate:
        return Flaw.OTHER_ELECTORATE
    return Flaw.OTHER_RULE if ballot.rule != terms.rule else None


def _unheard(
    ballot: Ballot, meeting: Meeting, committee: Committee, voters: Electorate | None
) -> Flaw | None:
    if ballot.recorded_by is not None:
        return Flaw.NOT_OWN
    if ballot.member not in {item.id for item in committee.voters(meeting.planned.date())}:
        return Flaw.NO_ELECTOR
    if voters is None:
        return None
    if ballot.member in voters.recused:
        return Flaw.RECUSED
    return None if ballot.member in voters.voices() else Flaw.NOT_THERE


def flaw_sentence(flaw: Flaw, ballot: Ballot, name: Callable[[str], str] = str) -> str:
    """Return why a ballot is refused, as one sentence."""
    return _SENTENCES[flaw]().format(
        name=name(ballot.member), meeting=ballot.meeting, item=ballot.item
    )


_SENTENCES: dict[Flaw, Callable[[], str]] = {
    Flaw.OTHER_MEETING: lambda: _("It is for another meeting: {meeting}."),
    Flaw.NO_ITEM: lambda: _("{meeting} has no item {item}."),
    Flaw.LATE: lambda: _("It came after item {item} was decided."),
    Flaw.NOT_OPEN: lambda: _("Item {item} is not open to the vote."),
    Flaw.ON_PAPER: lambda: _("Item {item} is voted by secret ballot."),
    Flaw.OTHER_TEXT: lambda: _("It was cast on another text than the one put to the vote."),
    Flaw.OTHER_OPENING: lambda: _("It was cast at another opening of this vote."),
    Flaw.OTHER_ELECTORATE: lambda: _("It was cast among other electors, or with other keys."),
    Flaw.OTHER_RULE: lambda: _("It was cast under another rule."),
    Flaw.NOT_OWN: lambda: _("It says that somebody else entered it for {name}."),
    Flaw.NO_ELECTOR: lambda: _("{name} may not vote at {meeting}."),
    Flaw.RECUSED: lambda: _("{name} is recused on item {item}."),
    Flaw.NOT_THERE: lambda: _("{name} is neither present, nor on video, nor represented."),
}
