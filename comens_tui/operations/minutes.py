"""The text of minutes, drawn from a meeting's record.

What CRPA R133-13 asks: names and quality of those present, the questions treated, the
sense of each deliberation, who mandated whom, and any disagreement a member wants noted.
"""

import re
from collections.abc import Iterable

from comens_tui.i18n import _
from comens_tui.model.committee import Committee
from comens_tui.model.decision import Decision
from comens_tui.model.meeting import AgendaItem, Attendance, Meeting
from comens_tui.text.labels import label

_BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def minutes_text(meeting: Meeting, committee: Committee, decisions: Iterable[Decision]) -> str:
    """Return draft minutes in Markdown, in the language in force; same input, same text."""
    by_item = {item.item: item for item in decisions if item.item is not None}
    parts = [
        _("# Minutes of meeting {id}").format(id=meeting.id),
        _flat(meeting.title),
        _times(meeting),
        _("## Attendance"),
        *(_attendance(entry, committee) for entry in meeting.attendance),
        *_proxies(meeting, committee),
        _("## Items"),
    ]
    for item in meeting.agenda:
        parts += _item(meeting, item, by_item.get(item.number), committee)
    parts.append(_("Draft, to be approved at the next meeting and then signed."))
    return "\n\n".join(parts) + "\n"


def _flat(text: str) -> str:
    """Return `text` as one line: what a person wrote never makes a heading or a paragraph."""
    return _BREAKS.sub(" ", text).strip()


def _name(committee: Committee, member_id: str) -> str:
    member = committee.member(member_id)
    return member.name if member else member_id


def _times(meeting: Meeting) -> str:
    opened = meeting.opened.strftime("%Y-%m-%d %H:%M") if meeting.opened else "—"
    closed = meeting.closed.strftime("%Y-%m-%d %H:%M") if meeting.closed else "—"
    return _("Opened: {opened}. Closed: {closed}. Place: {place}.").format(
        opened=opened, closed=closed, place=_flat(meeting.place) or "—"
    )


def _attendance(entry: Attendance, committee: Committee) -> str:
    member = committee.member(entry.member)
    sentence = (
        _("- {name}, {quality}: {mode}, left at {left}")
        if entry.left
        else _("- {name}, {quality}: {mode}")
    )
    return sentence.format(
        name=_name(committee, entry.member),
        quality=(member.title or label(member.college)) if member else "—",
        mode=label(entry.mode),
        left=f"{entry.left:%H:%M}" if entry.left else "",
    )


def _proxies(meeting: Meeting, committee: Committee) -> list[str]:
    return [
        _("- Mandate: {giver} is represented by {holder}.").format(
            giver=_name(committee, item.giver), holder=_name(committee, item.holder)
        )
        for item in meeting.proxies
    ]


def _item(
    meeting: Meeting, item: AgendaItem, decision: Decision | None, committee: Committee
) -> list[str]:
    title = (
        _("### Item {number}: {title} ({subject})").format(
            number=item.number, title=_flat(item.title), subject=item.subject
        )
        if item.subject
        else _("### Item {number}: {title}").format(number=item.number, title=_flat(item.title))
    )
    parts = [title]
    parts += [
        _("{name} takes no part in this item: {reason}").format(
            name=_name(committee, recusal.member), reason=_flat(recusal.reason)
        )
        for recusal in meeting.recusals
        if recusal.item == item.number
    ]
    if decision is None:
        return [*parts, _("No decision was taken.")]
    parts.append(_("Decision {id}: {sense}.").format(id=decision.id, sense=label(decision.sense)))
    if decision.verdict:
        parts.append(decision.verdict)
    if decision.reason:
        parts.append(_("Reason: {reason}").format(reason=_flat(decision.reason)))
    parts += [
        _("Disagreement of {name}: {text}").format(
            name=_name(committee, opinion.member), text=_flat(opinion.text)
        )
        for opinion in decision.opinions
    ]
    return parts
