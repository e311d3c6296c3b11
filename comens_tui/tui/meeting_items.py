"""A meeting as rows: its items, its members with presence and vote, its verdict."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from comens_tui.i18n import _
from comens_tui.model.committee import Committee, Member
from comens_tui.model.meeting import Meeting
from comens_tui.model.words import Choice, MeetingState
from comens_tui.operations.meeting_views import ItemView, MeetingView
from comens_tui.rules.votes import quorum
from comens_tui.text.labels import label, state_label
from comens_tui.tui import prose
from comens_tui.tui.prose import Block, Span, paragraph
from comens_tui.tui.widgets.rows import ListRow

#: The row of the agenda that stands for attendance.
ATTENDANCE = "attendance"
#: Meetings whose agenda can still grow.
OPEN_AGENDAS = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.OPEN)
_HERE = ("present", "video")


class Quorum(NamedTuple):
    """The voices counted for the quorum, those needed, and whether they are enough."""

    reached: bool
    counted: int
    needed: int


def quorum_of(view: MeetingView, item: ItemView, committee: Committee) -> Quorum:
    """Return the quorum of one item as it stands."""
    rules = item.verdict.rule if item.item.state == "decided" else committee.rules
    return Quorum(
        *quorum(item.electorate, rules, second_convocation=view.meeting.second_convocation)
    )


def agenda_rows(view: MeetingView) -> Iterator[ListRow]:
    """Yield the attendance, then each item with what became of it."""
    here = sum(line.mode in _HERE and not line.left for line in view.meeting.attendance)
    yield ListRow(
        ATTENDANCE,
        ("", _("Attendance"), _("{count} present").format(count=here), ""),
        prose.PLAIN,
    )
    for entry in view.items:
        item = entry.item
        style = prose.STRONG if item.state == "open" else prose.PLAIN
        yield ListRow(
            str(item.number),
            (
                str(item.number),
                item.title,
                _item_state(entry),
                item.subject or label(item.kind),
            ),
            prose.QUIET if item.state in ("decided", "withdrawn") else style,
        )


def _item_state(entry: ItemView) -> str:
    item = entry.item
    if item.state == "open":
        return _("VOTE OPEN")
    if item.state == "decided":
        return _("decided: {decision}").format(decision=item.decision or "")
    return label(item.state)


def member_rows(
    meeting: Meeting, members: Sequence[Member], item: ItemView | None
) -> Iterator[ListRow]:
    """Yield each member with how they take part, and their vote on `item`."""
    modes = {line.member: "absent" if line.left else line.mode for line in meeting.attendance}
    names = {member.id: member.name for member in members}
    holders = {proxy.giver: proxy.holder for proxy in meeting.proxies}
    choices = {ballot.member: ballot.choice for ballot in item.ballots} if item else {}
    for member in members:
        presence = label(modes.get(member.id, "absent"))
        if member.id in holders:
            presence = _("proxy > {name}").format(
                name=names.get(holders[member.id], holders[member.id])
            )
        yield ListRow(
            member.id,
            (
                _name(meeting, member),
                presence,
                _vote(member, item, choices),
            ),
            _style(member, item, modes.get(member.id, "absent"), holders),
        )


def _name(meeting: Meeting, member: Member) -> str:
    return (
        _("{name} (chair)").format(name=member.name) if member.id == meeting.chair else member.name
    )


def _vote(member: Member, item: ItemView | None, choices: dict[str, Choice]) -> str:
    if item is None:
        return ""
    if member.id in item.electorate.recused:
        return _("RECUSED, does not vote")
    choice = choices.get(member.id)
    if choice is not None:
        return label(choice).upper()
    if not member.voting:
        return _("no vote")
    return "-" if member.id in item.electorate.voices() else ""


def _style(member: Member, item: ItemView | None, mode: str, holders: dict[str, str]) -> str:
    if item is not None:
        return prose.PLAIN if member.id in item.electorate.voices() else prose.QUIET
    return prose.PLAIN if mode in _HERE or member.id in holders else prose.QUIET


def counts(entry: ItemView) -> str:
    """Return the votes so far, on one line."""
    count = entry.verdict.count
    return _(
        "For {votes_for}   Against {against}   Abstentions {abstentions}   Recused {recused}"
    ).format(
        votes_for=count.votes_for,
        against=count.votes_against,
        abstentions=count.abstentions,
        recused=count.recused,
    )


def verdict_items(entry: ItemView) -> Iterator[Block]:
    """Yield what closing the vote now would give, as a sentence."""
    verdict = entry.verdict
    if entry.item.state == "pending":
        yield paragraph(_("The item is not open to the vote: o opens it."), prose.QUIET)
        return
    style = prose.GOOD if verdict.adopted else prose.STRONG
    yield paragraph(verdict.sentence, style)
    if verdict.other_reading:
        yield paragraph(verdict.other_reading, prose.QUIET)
    for aside in verdict.set_aside:
        yield paragraph(aside.sentence, prose.WARNING, mark="!")


def meeting_line(meeting: Meeting) -> str:
    """Return when and where a meeting is, and its state."""
    return _("{when:%Y-%m-%d %H:%M}   {state}   {place}").format(
        when=meeting.planned,
        state=state_label("meeting", meeting.state).upper(),
        place=meeting.place,
    )


def minutes_items(text: str) -> Iterator[Block]:
    """Yield the text of minutes, line by line."""
    for line in text.splitlines():
        if line.startswith("#"):
            title = line.lstrip("#").strip()
            yield Block((Span(title, prose.HEADING),), anchor=title)
        else:
            yield paragraph(line) if line.strip() else Block()
