"""A meeting as rows: its items, its members with presence and vote, its verdict."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from comens_tui.i18n import _
from comens_tui.model.committee import Committee, Member
from comens_tui.model.meeting import Attendance, Meeting
from comens_tui.model.words import Choice
from comens_tui.operations.interests import why
from comens_tui.operations.meeting_views import ItemView, MeetingView
from comens_tui.operations.meetings import here_now
from comens_tui.rules.vote_events import VoteEvents, event_sentences, events_on
from comens_tui.rules.votes import Verdict, electorate, fault_sentence, quorum
from comens_tui.text.generated_blocks import without_marks
from comens_tui.text.labels import label, state_label
from comens_tui.text.markdown_words import read_words
from comens_tui.tui import prose
from comens_tui.tui.prose import Block, Span, paragraph
from comens_tui.tui.widgets.rows import ListRow

#: The row of the agenda that stands for attendance.
ATTENDANCE = "attendance"
_HERE = ("present", "video")


class Quorum(NamedTuple):
    """The voices counted for the quorum, those needed, and whether they are enough.

    `was_reached` tells that they were enough earlier in the sitting: what is wanting is lost.
    """

    reached: bool
    counted: int
    needed: int
    was_reached: bool = False


def quorum_of(view: MeetingView, item: ItemView, committee: Committee) -> Quorum:
    """Return the quorum of one item as it stands."""
    rules = item.verdict.rule if item.item.state == "decided" else committee.rules
    return Quorum(
        *quorum(item.electorate, rules, second_convocation=view.meeting.second_convocation)
    )


def room_quorum(view: MeetingView, committee: Committee) -> Quorum:
    """Return the quorum of the room as it stands now, on no item in particular."""
    return Quorum(
        *quorum(
            electorate(view.meeting, committee, 0),
            committee.rules,
            second_convocation=view.meeting.second_convocation,
        )
    )


def quorum_words(found: Quorum) -> str:
    """Return the quorum as the title and the summary say it."""
    if found.reached:
        words = _("quorum {counted}/{needed}")
    elif found.was_reached:
        words = _("QUORUM LOST {counted}/{needed}")
    else:
        words = _("NO QUORUM YET {counted}/{needed}")
    return words.format(counted=found.counted, needed=found.needed)


def agenda_rows(view: MeetingView, committee: Committee) -> Iterator[ListRow]:
    """Yield the attendance, then each item with what became of it."""
    here = len(here_now(view.meeting.attendance))
    yield ListRow(
        ATTENDANCE,
        ("", _("Attendance"), _("{count} present").format(count=here), "", "", ""),
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
                _item_state(entry, is_taken_up=view.floor == item.number),
                item.subject or label(item.kind),
                _quorum_cell(view, entry, committee),
                clock_words(entry),
            ),
            prose.QUIET if item.state in ("decided", "withdrawn") else style,
        )


def _quorum_cell(view: MeetingView, entry: ItemView, committee: Committee) -> str:
    if entry.item.state in ("decided", "withdrawn") or view.meeting.opened is None:
        return ""
    found = quorum_of(view, entry, committee)
    return f"{found.counted}/{found.needed}" + ("" if found.reached else " !")


def clock_words(entry: ItemView) -> str:
    """Return the minutes an item was discussed, against those allotted; nothing without any."""
    minutes = int(entry.spent.total_seconds() // 60)
    if entry.item.allotted:
        return _("{spent}/{allotted} min").format(spent=minutes, allotted=entry.item.allotted)
    return _("{spent} min").format(spent=minutes) if minutes else ""


def _item_state(entry: ItemView, *, is_taken_up: bool) -> str:
    item = entry.item
    if item.state == "open":
        return _("VOTE OPEN")
    if item.state == "decided":
        return _("decided: {decision}").format(decision=item.decision or "")
    if item.state == "pending" and entry.unanswered:
        return _("INTEREST TO ANSWER")
    if item.state == "pending" and is_taken_up:
        return _("under discussion")
    if item.state == "pending" and item.block:
        return _("block of {number}").format(number=item.block)
    return label(item.state)


class Overlay(NamedTuple):
    """What was typed and is not written yet: it is shown at once."""

    choices: Mapping[str, Choice] = MappingProxyType({})
    modes: Mapping[str, str] = MappingProxyType({})


def member_rows(
    meeting: Meeting,
    members: Sequence[Member],
    item: ItemView | None,
    overlay: Overlay | None = None,
) -> Iterator[ListRow]:
    """Yield each member with how they take part, and their vote on `item`."""
    over = overlay or Overlay()
    here = here_now(meeting.attendance)
    lines = {line.member: line for line in meeting.attendance}
    names = {member.id: member.name for member in members}
    holders = {proxy.giver: proxy.holder for proxy in meeting.proxies}
    choices = {ballot.member: ballot.choice for ballot in item.ballots} if item else {}
    marks = _marks(meeting, item) if item else {}
    for member in members:
        line = lines.get(member.id)
        presence = _presence(line)
        if member.id in holders:
            presence = _("proxy > {name}").format(
                name=names.get(holders[member.id], holders[member.id])
            )
        if member.id in over.modes:
            presence = label(over.modes[member.id])
        is_here = member.id in here or over.modes.get(member.id) in _HERE
        yield ListRow(
            member.id,
            (
                _name(meeting, member),
                presence,
                _vote(member, item, {**choices, **over.choices}, marks),
            ),
            _style(member, item, is_here=is_here, is_held=member.id in holders),
        )


def _presence(line: Attendance | None) -> str:
    if line is None:
        return label("absent")
    if line.left is not None:
        return _("left at {time:%H:%M}").format(time=line.left)
    if line.substitute:
        return _("seat of {name}").format(name=line.substitute)
    return label(line.mode)


def _name(meeting: Meeting, member: Member) -> str:
    return (
        _("{name} (chair)").format(name=member.name) if member.id == meeting.chair else member.name
    )


def _marks(meeting: Meeting, item: ItemView) -> dict[str, str]:
    """Return what stands for the vote of who has a sealed ballot, or a void one."""
    if item.item.state != "open":
        return {}
    events = _events(meeting, item)
    void = {entry.member: _("VOID, cast anew") for entry in events.awaited}
    if item.item.vote == "secret":
        void = dict.fromkeys(void, _("VOID, on paper"))
    return void | {entry.member: _("SEALED") for entry in events.received}


def _vote(
    member: Member,
    item: ItemView | None,
    choices: Mapping[str, Choice],
    marks: Mapping[str, str],
) -> str:
    if item is None:
        return ""
    if member.id in item.electorate.recused:
        return _("RECUSED, no vote")
    choice = choices.get(member.id)
    if choice is not None:
        words = _("{choice}, void") if member.id in item.departed else "{choice}"
        return words.format(choice=label(choice).upper())
    if any(entry.member == member.id for entry in item.unanswered):
        return _("INTEREST? x answers")
    silent = "" if member.voting else _("no vote")
    awaited = "-" if member.id in item.electorate.voices() else silent
    return marks.get(member.id, awaited)


def _style(member: Member, item: ItemView | None, *, is_here: bool, is_held: bool) -> str:
    if item is not None:
        return prose.PLAIN if member.id in item.electorate.voices() else prose.QUIET
    return prose.PLAIN if is_here or is_held else prose.QUIET


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


def verdict_items(
    entry: ItemView, names: Mapping[str, str], *, is_opened: bool = True
) -> Iterator[Block]:
    """Yield what waits for an answer, and what closing the vote now would give.

    `is_opened` is false while the meeting is still to be opened.
    """
    verdict = entry.verdict
    if entry.sense is not None:
        decided = _("{decision}: {sense}").format(
            decision=entry.item.decision, sense=label(entry.sense)
        )
        yield paragraph(decided, prose.STRONG)
    for suggestion in entry.unanswered:
        yield paragraph(
            _("{name} declared an interest: {why}. x answers.").format(
                name=names.get(suggestion.member, suggestion.member), why=why(suggestion)
            ),
            prose.WARNING,
            mark="!",
        )
    if entry.item.state == "pending":
        item_waits = _closed_words(entry)
        meeting_waits = _("The meeting is not open: S leads to it.")
        yield paragraph(item_waits if is_opened else meeting_waits, prose.QUIET)
        return
    if entry.departed:
        # One line for all, so that the verdict stays in sight when a whole side leaves.
        members = ", ".join(names.get(member, member) for member in entry.departed)
        text = _("Left while the vote is open: {members}.").format(members=members)
        yield paragraph(text, prose.WARNING, mark="!")
    if entry.item.state == "open" and (unvoted := unvoted_words(entry)):
        yield paragraph(verdict.room)
        yield paragraph(unvoted, prose.STRONG)
        return
    style = prose.GOOD if verdict.adopted else prose.STRONG
    yield paragraph(verdict.sentence, style)
    yield from _other_reading(verdict)
    for aside in verdict.set_aside:
        if aside.member not in entry.departed:
            name = names.get(aside.member, aside.member)
            yield paragraph(fault_sentence(aside.fault, name), prose.WARNING, mark="!")


def _closed_words(entry: ItemView) -> str:
    """Say how an item not open yet is settled."""
    if not entry.item.is_text:
        return _("No text here, so no vote is called for: o opens the item, C takes note of it.")
    if entry.item.vote == "secret":
        return _("Secret ballot, on paper: o opens the vote, C counts the papers.")
    return _("The item is not open to the vote: o opens it.")


def unvoted_words(entry: ItemView) -> str:
    """Say why the votes filed by name are no verdict on an open item; nothing where they are."""
    if entry.item.vote == "secret":
        return _("Secret ballot, on paper: nothing is counted before C counts the papers.")
    if not entry.item.is_text and not entry.ballots:
        return _("No text here, so no vote is called for: C takes note of it.")
    return ""


def sealed_on(view: MeetingView, entry: ItemView) -> frozenset[str]:
    """Return whose signed ballot waits, sealed, for the vote on an item to close."""
    if entry.item.state != "open":
        return frozenset()
    received = view.meeting.received_ballots
    return frozenset(one.member for one in received if one.item == entry.item.number)


def readings(verdict: Verdict) -> Iterator[Block]:
    """Yield what the vote gives; where a voice is for neither side, by both readings of the base.

    The one that the rules apply is named as such (CRPA R133-11).
    """
    count = verdict.count
    is_read_twice = count.present + count.represented > count.votes_for + count.votes_against
    if not verdict.other_reading or not is_read_twice:
        yield paragraph(verdict.sentence)
        return
    applied = (
        _("Reading applied: abstentions in the base. {verdict}")
        if verdict.rule.majority_base == "present_represented"
        else _("Reading applied: abstentions out of the base. {verdict}")
    )
    yield paragraph(applied.format(verdict=verdict.sentence), prose.STRONG)
    yield from _other_reading(verdict)


def _other_reading(verdict: Verdict) -> Iterator[Block]:
    if verdict.other_reading:
        text = _("The other reading, not applied. {reading}")
        yield paragraph(text.format(reading=verdict.other_reading), prose.QUIET)


def event_line(meeting: Meeting, entry: ItemView) -> Iterator[Block]:
    """Yield, on one line, what befell the vote on an item; nothing where nothing did."""
    events = _events(meeting, entry)
    if any((events.amendments, events.void, events.received, events.refused)):
        text = _(
            "Amended {amended}   Void {void}   Sealed {sealed}   Refused {refused}   (W says more)"
        ).format(
            amended=len(events.amendments),
            void=len(events.void),
            sealed=len(events.received),
            refused=len(events.refused),
        )
        yield paragraph(text, prose.WARNING, mark="!")
    elif events.requests and entry.item.state in ("pending", "open"):
        text = _("A secret ballot is asked for (W says by whom).")
        yield paragraph(text, prose.WARNING, mark="!")


def event_items(meeting: Meeting, entry: ItemView, members: Sequence[Member]) -> Iterator[Block]:
    """Yield what befell the vote: amendments, void ballots, the secret ballot, refused ones."""
    names = {member.id: member.name for member in members}
    events = _events(meeting, entry)
    for sentence in event_sentences(events, lambda member: names.get(member, member)):
        yield paragraph(sentence)
    if events.received and entry.item.state == "open":
        yield paragraph(_("Sealed ballots are counted when the vote closes."), prose.WARNING)


def _events(meeting: Meeting, entry: ItemView) -> VoteEvents:
    return events_on(meeting, entry.item.number, {ballot.member for ballot in entry.ballots})


def meeting_line(meeting: Meeting) -> str:
    """Return when and where a meeting is, and its state."""
    return _("{when:%Y-%m-%d %H:%M}   {state}   {place}").format(
        when=meeting.planned,
        state=state_label("meeting", meeting.state).upper(),
        place=meeting.place,
    )


def minutes_items(text: str) -> Iterator[Block]:
    """Yield the text of minutes, line by line; the rows of a table as their cells."""
    for given in without_marks(text).splitlines():
        line = read_words(given.replace("**", ""))
        if given.startswith("| ---"):
            continue
        if given.startswith("| "):
            line = "   ".join(line.strip("| ").split(" | "))
        if line.startswith("#"):
            title = line.lstrip("#").strip()
            yield Block((Span(title, prose.HEADING),), anchor=title)
        else:
            yield paragraph(line) if line.strip() else Block()
