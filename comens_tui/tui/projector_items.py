"""A meeting for those in the room, as a page: the item, who votes, the quorum, the verdict."""

from collections.abc import Iterator

from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.decision import Count
from comens_tui.model.meeting import AgendaItem, Meeting
from comens_tui.model.words import MeetingState
from comens_tui.operations.following import Room
from comens_tui.rules.clock import on_the_floor
from comens_tui.text.labels import label, state_label
from comens_tui.tui import prose
from comens_tui.tui.prose import Block, PageItem, Span, paragraph

_INDENT = 2
_GROUPS = {
    "for": N_("For"),
    "against": N_("Against"),
    "abstain": N_("Abstentions"),
    "voted": N_("Voted"),
    "awaited": N_("Awaited"),
    "recused": N_("Recused"),
    "absent": N_("Absent"),
}


def quorum_words(room: Room) -> Span:
    """Return the state of the quorum in words."""
    reached, counted, needed = room.quorum
    words = _("QUORUM {counted}/{needed}") if reached else _("NO QUORUM {counted}/{needed}")
    return Span(words.format(counted=counted, needed=needed), prose.GOOD if reached else prose.BAD)


def room_items(room: Room) -> Iterator[PageItem]:
    """Yield the page of what is at hand: the item open, the one last settled, or the agenda."""
    pause = room.meeting.suspended
    if pause is not None:
        yield Block()
        yield _spaced(_("MEETING SUSPENDED"), prose.HEADING)
        if pause.reason:
            yield _spaced(pause.reason)
    if room.item is None:
        yield from _agenda_items(room)
        return
    item = room.item
    yield Block()
    together = room.meeting.block_of(item.number) or (item,)
    yield _spaced(
        ngettext("ITEM {number} OF {count}", "ITEMS {number} OF {count}", len(together)).format(
            number=", ".join(str(one.number) for one in together), count=len(room.meeting.agenda)
        ),
        prose.HEADING,
    )
    yield Block()
    for one in together:
        yield _spaced(one.title, prose.STRONG)
        if one.subject:
            yield _spaced(one.subject, prose.QUIET)
    yield Block()
    yield _spaced(_state_words(item, room.meeting), prose.HEADING)
    amended = sum(entry.item == item.number for entry in room.meeting.amendments)
    if amended:
        said = ngettext(
            "The text was amended in the room, {count} time.",
            "The text was amended in the room, {count} times.",
            amended,
        )
        yield _spaced(said.format(count=amended))
    yield Block()
    yield from _voices(room)
    yield Block()
    yield from _outcome(room)


def _spaced(text: str, style: str = prose.PLAIN) -> Block:
    return paragraph(text, style, indent=_INDENT)


def _state_words(item: AgendaItem, meeting: Meeting) -> str:
    if item.state == "open":
        return _("SECRET BALLOT OPEN") if item.vote == "secret" else _("VOTE OPEN")
    if item.state == "decided":
        return _("DECIDED")
    if item.state == "pending" and on_the_floor(meeting) == item.number:
        return _("under discussion").upper()
    return label(item.state).upper()


def _is_by_name(item: AgendaItem) -> bool:
    """Tell whether who voted is known: while hands are raised, and for a roll call."""
    return item.vote == "roll_call"


def _voices(room: Room) -> Iterator[Block]:
    groups = {
        standing: [
            _("{name} (by {holder})").format(name=voice.name, holder=voice.holder)
            if voice.holder
            else voice.name
            for voice in room.voices
            if voice.standing == standing
        ]
        for standing in _GROUPS
    }
    item = room.item
    if item is not None and (item.state == "pending" or not _is_by_name(item)):
        present = groups.pop("awaited")
        groups = {"present": present, **groups}
    titles = {key: _(title) for key, title in _GROUPS.items()} | {"present": _("Take part")}
    if room.item is not None and room.item.state == "decided":
        titles["awaited"] = _("No vote")
    kept = [(titles[key], names) for key, names in groups.items() if names]
    width = max((len(title) for title, _names in kept), default=0)
    for title, names in kept:
        shown = f"{title:<{width}}  {len(names):>2}  "
        yield Block(
            (Span(shown, prose.STRONG), Span(", ".join(names))),
            indent=_INDENT,
            hang=len(shown),
        )


def _outcome(room: Room) -> Iterator[Block]:
    item = room.item
    if item is None or item.state == "pending":
        return
    if item.state == "open":
        yield _spaced(_("The result is shown when the vote is closed."), prose.QUIET)
        return
    decision = room.decision
    if decision is None:
        return
    if decision.count is not None:
        yield _spaced(_counts(decision.count), prose.HEADING)
        yield Block()
    together = room.meeting.block_of(item.number) or (item,)
    ids = ", ".join(one.decision for one in together if one.decision)
    yield _spaced(f"{ids}  {label(decision.sense).upper()}", prose.HEADING)
    if decision.verdict:
        yield _spaced(decision.verdict)


def _counts(count: Count) -> str:
    return _(
        "For {votes_for}   Against {against}   Abstentions {abstentions}   Recused {recused}"
    ).format(
        votes_for=count.votes_for,
        against=count.votes_against,
        abstentions=count.abstentions,
        recused=count.recused,
    )


def _agenda_items(room: Room) -> Iterator[Block]:
    meeting = room.meeting
    yield Block()
    yield _spaced(meeting.title, prose.STRONG)
    yield Block()
    yield _spaced(state_label("meeting", meeting.state).upper(), prose.HEADING)
    yield Block()
    if meeting.state is MeetingState.OPEN and not meeting.agenda:
        yield _spaced(_("The agenda is empty."))
    for item in meeting.agenda:
        settled = item.state in ("decided", "withdrawn")
        yield Block(
            (
                Span(f"{item.number:>2}  ", prose.STRONG),
                Span(item.title, prose.QUIET if settled else prose.PLAIN),
                Span(f"  {_state_words(item, meeting)}" if settled else "", prose.QUIET),
            ),
            indent=_INDENT,
            hang=4,
        )
    decided = sum(item.state == "decided" for item in meeting.agenda)
    if room.is_over:
        yield Block()
        yield _spaced(
            ngettext("{count} item decided.", "{count} items decided.", decided).format(
                count=decided
            )
        )
