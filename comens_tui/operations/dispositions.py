"""What becomes of the comments of a consultation: each act is over one comment or many.

One act is one commit whatever the number of comments. Nothing is final before the report: an
answer is given again, or taken back, and git keeps each. After it, what it told stays; a comment
that it left out is still answered.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from comens_tui.errors import RefusedError, UnknownRecordError
from comens_tui.i18n import N_, _
from comens_tui.model.consultation import Consultation, ConsultationComment
from comens_tui.model.places import consultation_comment_path, consultation_path
from comens_tui.model.words import ConsultationState, Disposition
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.rules.consultation_completeness import RETAINED
from comens_tui.text.labels import label

#: Dispositions that owe the author a reason.
NEEDS_REASON = frozenset(
    {
        Disposition.ACCEPTED_MODIFIED,
        Disposition.NOT_ACCEPTED,
        Disposition.DEFERRED,
        Disposition.DUPLICATE,
        Disposition.OUT_OF_SCOPE,
        Disposition.ANSWERED,
    }
)


#: The blob of a comment that was not shown.
_UNSEEN: Final = "0" * 40


class _Answer(NamedTuple):
    disposition: Disposition
    reason: str | None
    outcome: tuple[str, ...]
    duplicate_of: int | None
    deferred_to: str | None
    reply: str | None


def dispose_comments(
    desk: Desk,
    consultation_id: str,
    numbers: Collection[int],
    disposition: Disposition,
    *,
    reason: str | None = None,
    outcome: tuple[str, ...] = (),
    duplicate_of: int | None = None,
    deferred_to: str | None = None,
    reply: str | None = None,
    seen: Mapping[int, str] | None = None,
) -> Receipt:
    """Give comments their disposition, or take it back with a reason: `unresolved`.

    All but a plain acceptance owe a reason; the reason is common to all of them.

    Args:
        desk: Who answers, and where.
        consultation_id: The consultation.
        numbers: The comments.
        disposition: What becomes of them.
        reason: Why, as the public reads it.
        outcome: What those retained changed (proposals, requirements, commits); by default
            the proposals that touch the document of each comment.
        duplicate_of: The number of the comment that they say again.
        deferred_to: The release that takes them up.
        reply: What each author is told, `{number}` standing for the number of the comment.
        seen: The blob of each comment as shown.

    Raises:
        UnknownRecordError: No such comment.
        RefusedError: The reason is missing, the consultation is still open, its report told
            what became of them already, or what a comment repeats or changed does not exist.
        StaleRecordError: A comment changed since it was shown.
    """
    answer = _Answer(disposition, reason, outcome, duplicate_of, deferred_to, reply)
    with drafting(desk, "consultation.dispose") as draft:
        consultation = _consultation(draft, consultation_id)
        require_closed(consultation)
        chosen = _chosen(draft, consultation, numbers)
        _refuse_reported(consultation, chosen)
        taken_back = answer.disposition is Disposition.UNRESOLVED
        if (taken_back or answer.disposition in NEEDS_REASON) and not (answer.reason or "").strip():
            raise RefusedError(
                _("The author of comment {number} is owed a reason.").format(
                    number=chosen[0].number
                ),
                hint=_("Give it with --reason TEXT."),
            )
        _require_targets(draft, chosen, answer)
        if seen is not None:
            for comment in chosen:
                path = consultation_comment_path(consultation_id, comment.number)
                draft.check_seen(path, seen.get(comment.number, _UNSEEN), ConsultationComment)
        for comment in chosen:
            changes = _undone() if taken_back else _answered(draft, consultation, comment, answer)
            _put(draft, comment, changes)
        if consultation.state is ConsultationState.CLOSED:
            draft.put(
                consultation_path(consultation_id),
                consultation.model_copy(update={"state": ConsultationState.PROCESSING}),
            )
        if taken_back:
            sentence = N_("Take back the answer to comments {numbers} on {id}: {reason}")
        elif len(chosen) == 1:
            sentence = N_("Answer comment {numbers} on {id}: {disposition}")
        else:
            sentence = N_("Answer {count} comments on {id}: {disposition} ({numbers})")
        return draft.commit(
            sentence,
            record=consultation_id,
            numbers=ranges(item.number for item in chosen),
            count=len(chosen),
            disposition=answer.disposition,
            reason=answer.reason,
        )


def _answered(
    draft: Draft, consultation: Consultation, comment: ConsultationComment, answer: _Answer
) -> dict[str, object]:
    outcome = answer.outcome
    if answer.disposition in RETAINED and not outcome:
        outcome = tuple(
            item
            for item in consultation.proposals
            if comment.document is None or comment.document in draft.snapshot.texts.get(item, {})
        )
        outcome = outcome or consultation.proposals
    changes: dict[str, object] = {
        "disposition": answer.disposition,
        "reason": answer.reason,
        "outcome": outcome if answer.disposition in RETAINED else (),
        "duplicate_of": answer.duplicate_of,
        "deferred_to": answer.deferred_to,
        "disposed_by": draft.member.id,
        "acknowledged": True,
    }
    if answer.reply:
        changes["reply"] = personal(answer.reply, comment)
    return changes


def _undone() -> dict[str, object]:
    return {
        "disposition": Disposition.UNRESOLVED,
        "reason": None,
        "outcome": (),
        "duplicate_of": None,
        "deferred_to": None,
        "disposed_by": None,
    }


def _require_targets(draft: Draft, chosen: Sequence[ConsultationComment], answer: _Answer) -> None:
    """Refuse a repetition of nothing, or an outcome that names an unknown proposal."""
    if answer.duplicate_of is not None:
        comments = draft.snapshot.consultation_comments.get(chosen[0].consultation, ())
        known = {item.number for item in comments}
        if answer.duplicate_of not in known - {item.number for item in chosen}:
            raise RefusedError(
                _("Comment {number} is not another comment of {id}.").format(
                    number=answer.duplicate_of, id=chosen[0].consultation
                ),
                hint=_("Give the number of the comment that says the same first."),
            )
    if answer.outcome and answer.disposition not in RETAINED:
        raise RefusedError(
            _("Only a retained comment changes something."),
            hint=_("Leave out what it changed, or retain it."),
        )
    for name in answer.outcome:
        if name.startswith("P-"):
            draft.find(draft.snapshot.proposals, name)


def assign_comments(
    desk: Desk, consultation_id: str, numbers: Collection[int], member_id: str
) -> Receipt:
    """Say which member prepares the answer to comments.

    Raises:
        UnknownRecordError: No such comment.
        RefusedError: Nobody has that id.
    """
    with drafting(desk, "consultation.process") as draft:
        member = draft.known_member(member_id)
        said = _change_each(
            draft, consultation_id, numbers, lambda _comment: {"assignee": member.id}
        )
        return draft.commit(
            N_("Assign comments {numbers} on {id} to {member}"),
            record=consultation_id,
            numbers=said,
            member=member.name,
        )


def group_comments(
    desk: Desk, consultation_id: str, numbers: Collection[int], *, undo: bool = False
) -> Receipt:
    """Put comments that say the same together, under the first of them; or part them again.

    Raises:
        UnknownRecordError: No such comment.
        RefusedError: Fewer than two are to be put together, or nothing would change.
    """
    with drafting(desk, "consultation.process") as draft:
        if not undo and len(set(numbers)) < 2:  # noqa: PLR2004 - one is no group
            raise RefusedError(
                _("A group is of two comments at least."),
                hint=_("Give the numbers of those that say the same."),
            )
        first = min(numbers, default=0)
        sentence = (
            N_("Part comments {numbers} on {id}")
            if undo
            else N_("Group comments {numbers} on {id}")
        )
        group = None if undo else first
        said = _change_each(draft, consultation_id, numbers, lambda _comment: {"group": group})
        return draft.commit(sentence, record=consultation_id, numbers=said)


def acknowledge_comments(
    desk: Desk, consultation_id: str, numbers: Collection[int] = ()
) -> Receipt:
    """Record that the authors were told their comments arrived; by default all of them.

    Raises:
        UnknownRecordError: No such comment.
        RefusedError: Each of them was told already.
    """
    with drafting(desk, "consultation.process") as draft:
        consultation = _consultation(draft, consultation_id)
        comments = draft.snapshot.consultation_comments.get(consultation.id, ())
        chosen = numbers or [item.number for item in comments if not item.acknowledged]
        if not chosen:
            raise RefusedError(
                _("Nothing would change."), hint=_("Every comment was acknowledged already.")
            )
        said = _change_each(draft, consultation_id, chosen, lambda _comment: {"acknowledged": True})
        return draft.commit(
            N_("Acknowledge comments {numbers} on {id}"), record=consultation_id, numbers=said
        )


def reply_to_comments(
    desk: Desk, consultation_id: str, numbers: Collection[int], text: str
) -> Receipt:
    """Write what the authors are answered; `{number}` stands for the number of each comment.

    Raises:
        UnknownRecordError: No such comment.
        RefusedError: The text is empty.
    """
    with drafting(desk, "consultation.process") as draft:
        if not text.strip():
            raise RefusedError(_("The reply is empty."), hint=_("Say what came of the comment."))
        said = _change_each(
            draft,
            consultation_id,
            numbers,
            lambda comment: {"reply": personal(text, comment), "acknowledged": True},
        )
        return draft.commit(
            N_("Reply to comments {numbers} on {id}"), record=consultation_id, numbers=said
        )


def anchor_comments(
    desk: Desk,
    consultation_id: str,
    numbers: Collection[int],
    clause: str,
    document: str | None = None,
) -> Receipt:
    """Say which clause of the text comments are about.

    Raises:
        UnknownRecordError: No such comment.
        RefusedError: The report told already what became of them.
    """
    with drafting(desk, "consultation.process") as draft:
        consultation = _consultation(draft, consultation_id)
        _refuse_reported(consultation, _chosen(draft, consultation, numbers))
        changes: dict[str, object] = {"clause": clause}
        if document is not None:
            changes["document"] = document
        said = _change_each(draft, consultation_id, numbers, lambda _comment: changes)
        return draft.commit(
            N_("Anchor comments {numbers} on {id} to {clause}"),
            record=consultation_id,
            numbers=said,
            clause=clause,
        )


def personal(text: str, comment: ConsultationComment) -> str:
    """Return a text for the author of one comment: its number and clause are filled in."""
    return (
        text.replace("{number}", str(comment.number))
        .replace("{clause}", comment.clause or "—")
        .replace("{disposition}", label(comment.disposition))
    )


def ranges(numbers: Iterable[int]) -> str:
    """Return numbers as a person writes them: `1-4, 7, 9-10`."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in found)


def _change_each(
    draft: Draft,
    consultation_id: str,
    numbers: Collection[int],
    change: Callable[[ConsultationComment], Mapping[str, object]],
) -> str:
    """Change each comment, and return their numbers as they are said."""
    consultation = _consultation(draft, consultation_id)
    chosen = _chosen(draft, consultation, numbers)
    for comment in chosen:
        _put(draft, comment, change(comment))
    return ranges(item.number for item in chosen)


def _put(draft: Draft, comment: ConsultationComment, changes: Mapping[str, object]) -> None:
    path = consultation_comment_path(comment.consultation, comment.number)
    draft.put(path, comment.model_copy(update=dict(changes)))


def _consultation(draft: Draft, consultation_id: str) -> Consultation:
    return draft.find(draft.snapshot.consultations, consultation_id)


def require_closed(consultation: Consultation) -> None:
    """Do nothing where comments may be answered.

    Raises:
        RefusedError: The consultation is still open.
    """
    if consultation.state in (ConsultationState.PLANNED, ConsultationState.OPEN):
        raise RefusedError(
            _("Consultation {id} is still open.").format(id=consultation.id),
            hint=_(
                "Comments are answered once it is closed: comens consultation close {id}"
            ).format(id=consultation.id),
        )


def _refuse_reported(consultation: Consultation, chosen: Collection[ConsultationComment]) -> None:
    """Refuse to change what the report told; a comment that it left out is still answered."""
    told = any(item.disposition is not Disposition.UNRESOLVED for item in chosen)
    if consultation.state is ConsultationState.REPORTED and told:
        raise RefusedError(
            _("{id} is reported: what became of its comments is public.").format(
                id=consultation.id
            ),
            hint=_("Consult again: comens consultation open --follows {id}").format(
                id=consultation.id
            ),
        )


def _chosen(
    draft: Draft, consultation: Consultation, numbers: Collection[int]
) -> tuple[ConsultationComment, ...]:
    comments = {
        str(item.number): item
        for item in draft.snapshot.consultation_comments.get(consultation.id, ())
    }
    unknown = [number for number in sorted(set(numbers)) if str(number) not in comments]
    if unknown:
        raise UnknownRecordError(
            _("Consultation {id} has no comment {number}.").format(
                id=consultation.id, number=unknown[0]
            ),
            hint=_("See them with: comens consultation comments {id}").format(id=consultation.id),
        )
    found = tuple(comments[str(number)] for number in sorted(set(numbers)))
    if not found:
        raise RefusedError(
            _("No comment is given."), hint=_("Give their numbers, such as 1-4,7,9-10.")
        )
    return found
