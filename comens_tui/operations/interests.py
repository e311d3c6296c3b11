"""Acts on declared interests: who may have to leave an item, who stays, who comes back.

The recusal itself is in `deliberation`.
"""

from collections.abc import Collection

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.committee import Interest
from comens_tui.model.meeting import AgendaItem, InterestKept, Meeting
from comens_tui.model.places import meeting_path
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.operations.items import meeting_in_session, unsettled_item
from comens_tui.operations.sitting import pending_item
from comens_tui.rules import authority
from comens_tui.rules.interests import Suggestion, item_suggestions, unanswered


def why(suggestion: Suggestion) -> str:
    """Return what a suggestion rests on: each interest as declared, and the records it meets."""
    sources: dict[Interest, list[str]] = {}
    for match in suggestion.matches:
        sources.setdefault(match.interest, []).append(match.subject.source)
    return " / ".join(
        _("{subject}: {note} ({sources})").format(
            subject=interest.subject,
            note=interest.note.rstrip(".") or _("declared interest"),
            sources=", ".join(dict.fromkeys(found)),
        )
        for interest, found in sources.items()
    )


def keep_interest(
    desk: Desk,
    meeting_id: str,
    number: int,
    member_id: str,
    reason: str,
    *,
    seen: str | None = None,
) -> Receipt:
    """Record that a declared interest is no reason for its member to leave the item.

    Raises:
        RefusedError: Nothing that the member declared meets the item.
    """
    with drafting(desk, "meeting.interest") as draft:
        meeting = meeting_in_session(draft, meeting_id, seen)
        item = unsettled_item(meeting, number)
        member = draft.known_member(member_id)
        found = item_suggestions(draft.snapshot, meeting, item)
        suggestion = next((entry for entry in found if entry.member == member_id), None)
        if suggestion is None:
            raise RefusedError(
                _("{name} declared no interest in item {number}.").format(
                    name=member.name, number=number
                ),
                hint=_("Interests are in decisions/committee.yaml."),
            )
        kept = InterestKept(
            item=number,
            member=member_id,
            subjects=suggestion.subjects,
            reason=reason,
            by=draft.member.id,
        )
        others = (
            entry
            for entry in meeting.interests_kept
            if (entry.item, entry.member) != (number, member_id)
        )
        draft.put(
            meeting_path(meeting_id), meeting.model_copy(update={"interests_kept": (*others, kept)})
        )
        return draft.commit(
            N_("At {id}, the declared interest of {name} does not bear on item {number}"),
            record=meeting_id,
            name=member.name,
            number=number,
        )


def withdraw_recusal(
    desk: Desk, meeting_id: str, number: int, member_id: str, *, seen: str | None = None
) -> Receipt:
    """Take a recusal back, before the vote on the item is opened.

    Raises:
        RefusedError: The member is not recused on it, or its vote is open or over.
    """
    with drafting(desk, "meeting.recuse") as draft:
        meeting = meeting_in_session(draft, meeting_id, seen)
        pending_item(meeting, number)
        member = draft.known_member(member_id)
        authority.require_over("meeting.recuse", draft.member, (member_id,))
        left = tuple(
            entry for entry in meeting.recusals if (entry.item, entry.member) != (number, member_id)
        )
        if len(left) == len(meeting.recusals):
            raise RefusedError(
                _("{name} is not recused on item {number}.").format(
                    name=member.name, number=number
                ),
                hint=_("See who is with: comens meeting show {id}").format(id=meeting_id),
            )
        draft.put(meeting_path(meeting_id), meeting.model_copy(update={"recusals": left}))
        return draft.commit(
            N_("At {id}, {name} takes part in item {number} again"),
            record=meeting_id,
            name=member.name,
            number=number,
        )


def require_answered(
    draft: Draft, meeting: Meeting, item: AgendaItem, voices: Collection[str]
) -> None:
    """Refuse a vote, or a ballot, while an interest of one of `voices` waits for an answer.

    Raises:
        RefusedError: One does; the hint says whose, and why.
    """
    found = unanswered(meeting, item.number, item_suggestions(draft.snapshot, meeting, item))
    waiting = [suggestion for suggestion in found if suggestion.member in voices]
    if not waiting:
        return
    reasons = "\n".join(
        _("{name}: {why}").format(name=draft.known_member(entry.member).name, why=why(entry))
        for entry in waiting
    )
    raise RefusedError(
        ngettext(
            "On item {number}, a declared interest waits for an answer.",
            "On item {number}, {count} declared interests wait for an answer.",
            len(waiting),
        ).format(number=item.number, count=len(waiting)),
        hint=reasons
        + "\n"
        + _(
            "Recuse the member, or say why they stay: comens meeting interests {id} --item {number}"
        ).format(id=meeting.id, number=item.number),
    )
