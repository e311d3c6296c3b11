"""What a consultation lacks, as the findings of the checks on consultations.

Until a consultation is over, what it lacks is only a warning: it can still be done. Once it
is reported, or a proposal put to it is adopted, it is an error.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.consulted_texts import text_moves
from comens_tui.checks.scopes import proposals_of, scope_of
from comens_tui.i18n import _
from comens_tui.model import places
from comens_tui.model.consultation import Consultation
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import ConsultationState, ProposalState, Severity
from comens_tui.rules.consultation_completeness import UNMOVED, completeness
from comens_tui.rules.consultation_standing import Standing, standings
from comens_tui.rules.consultations import Condition, Scope, Shortfall, window_findings
from comens_tui.rules.versions import Bump

#: The states of a consultation, in order.
ORDER = tuple(ConsultationState)
#: From which state each condition can be judged.
_FROM = {
    Condition.NOTICE: ConsultationState.OPEN,
    Condition.WINDOW: ConsultationState.PLANNED,
    Condition.COLLEGES: ConsultationState.OPEN,
    Condition.COMMENTS: ConsultationState.PROCESSING,
    Condition.TEXT: ConsultationState.CLOSED,
    Condition.SUMMARY: ConsultationState.REPORTED,
    Condition.PRIVACY: ConsultationState.PLANNED,
}
#: For conditions on which the texts have no bearing.
_ANY_SCOPE = Scope(Bump.PATCH, frozenset(), frozenset())


def lacking(
    snapshot: Snapshot, context: Context, code: str, condition: Condition
) -> Iterator[Finding]:
    """Yield what every consultation lacks under one condition."""
    for consultation in snapshot.consultations.values():
        settled = is_settled(consultation, snapshot)
        judged = settled or ORDER.index(consultation.state) >= ORDER.index(_FROM[condition])
        if not judged:
            continue
        for item in _shortfalls(consultation, snapshot, context, condition):
            severity = item.severity
            if severity is Severity.ERROR and not settled:
                severity = Severity.WARNING
            yield Finding(
                code,
                severity,
                place_of(consultation.id, item),
                0,
                item.message,
                hint_of(condition).format(id=consultation.id),
                consultation.id,
            )


def is_settled(consultation: Consultation, snapshot: Snapshot) -> bool:
    """Tell whether nothing can be added to a consultation any more."""
    return consultation.state is ConsultationState.REPORTED or any(
        item.state is ProposalState.ADOPTED for item in proposals_of(consultation, snapshot)
    )


def hint_of(condition: Condition) -> str:
    """Return what to do about a condition that is not met; `{id}` is the consultation."""
    return {
        Condition.NOTICE: _("Complete the notice: comens consultation notice {id}"),
        Condition.WINDOW: _("Extend the window of {id}, or consult again."),
        Condition.COLLEGES: _("Invite or remind: comens consultation remind {id}"),
        Condition.COMMENTS: _("Answer each comment: comens consultation dispose {id}"),
        Condition.TEXT: _("Explain the change by a comment or a decision, or consult again."),
        Condition.SUMMARY: _("Write the public summary: comens consultation report {id}"),
        Condition.PRIVACY: _("Replace the name by a pseudonym, or record the consent."),
    }[condition]


def judged(
    consultation: Consultation, snapshot: Snapshot, context: Context, scope: Scope | None = None
) -> tuple[Standing, ...]:
    """Return how a consultation stands on the day of the context, condition by condition.

    What the screens and the gate say of a consultation comes from here, and the checks judge by
    the same rule. `scope` is that of its proposals taken together, unless it is given.
    """
    return standings(
        consultation,
        snapshot.consultation_comments.get(consultation.id, ()),
        snapshot.committee,
        context.today,
        scope=scope or scope_of(proposals_of(consultation, snapshot), snapshot, context.baseline),
        moves=text_moves(consultation, snapshot, context),
    )


def _shortfalls(
    consultation: Consultation, snapshot: Snapshot, context: Context, condition: Condition
) -> tuple[Shortfall, ...]:
    """Return what is lacked under one condition, reading no more texts than it is about."""
    scope, moves = _ANY_SCOPE, UNMOVED
    if condition in (Condition.WINDOW, Condition.COLLEGES):
        scope = scope_of(proposals_of(consultation, snapshot), snapshot, context.baseline)
    elif condition in (Condition.TEXT, Condition.NOTICE):
        moves = text_moves(consultation, snapshot, context)
    if condition is Condition.WINDOW:
        second = consultation.follows is not None
        return window_findings(consultation.opens, consultation.closes, scope, is_second=second)
    found = completeness(
        consultation,
        snapshot.consultation_comments.get(consultation.id, ()),
        snapshot.committee,
        context.today,
        scope=scope,
        moves=moves,
    )
    invited = {entry.college for entry in consultation.colleges}
    may_still_answer = consultation.state is ConsultationState.OPEN
    return tuple(
        item
        for item in found
        if item.condition is condition
        and not (condition is Condition.COLLEGES and may_still_answer and invited & set(item.items))
    )


def place_of(consultation_id: str, item: Shortfall) -> str:
    """Return the file to mend: the comment where one alone is at fault, else the consultation."""
    by_number = item.condition in (Condition.COMMENTS, Condition.PRIVACY)
    if by_number and len(item.items) == 1:
        return places.consultation_comment_path(consultation_id, int(item.items[0]))
    return places.consultation_path(consultation_id)
