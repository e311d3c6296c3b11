"""The seven conditions of a complete consultation, and what keeps one from being complete.

Sources: CSP L1470-5 (whom to consult); CRPA L132-2, R*132-5 and R*132-6 (notice, public
summary). The window itself is in `consultations`.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from comens_tui.i18n import _, ngettext
from comens_tui.model.committee import Committee
from comens_tui.model.consultation import LEGAL_COLLEGES, Consultation, ConsultationComment
from comens_tui.model.words import Disposition, Severity
from comens_tui.rules.consultations import (
    REOPENED_DAYS,
    Condition,
    Scope,
    Shortfall,
    window_findings,
)
from comens_tui.text.labels import label

#: Shares of these colleges must be heard, or at least reminded.
HEARD_COLLEGES = ("users", "health_professionals")
#: Dispositions that the author is owed a reason for.
REASONED = frozenset(
    {
        Disposition.NOT_ACCEPTED,
        Disposition.DEFERRED,
        Disposition.DUPLICATE,
        Disposition.OUT_OF_SCOPE,
    }
)
#: A pseudonym is a word and a number: "Contributeur 04", "CTB-017".
PSEUDONYM = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*[ _-]?\d+")
NUMBERS_SHOWN = 5
#: Dispositions by which the text changes.
RETAINED = frozenset({Disposition.ACCEPTED, Disposition.ACCEPTED_MODIFIED})


class TextMoves(NamedTuple):
    """How the text moved since the consultation, in clauses (`path#clause`).

    `unexplained` were changed by no retained comment and no decision; `new_mandatory` hold a
    mandatory requirement new in substance, neither consulted again nor decided with reasons;
    `explained` moved for a reason that is recorded. `unread` are the files consulted on whose
    content is not known any more. `is_compared` tells whether there was a text to compare
    with, and `is_other_ballot` whether the ballot tag holds other texts than those recorded.
    """

    unexplained: tuple[str, ...] = ()
    new_mandatory: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    is_compared: bool = False
    is_other_ballot: bool = False


UNMOVED = TextMoves()


def completeness(
    consultation: Consultation,
    comments: Sequence[ConsultationComment],
    committee: Committee,
    today: date,
    *,
    scope: Scope,
    moves: TextMoves = UNMOVED,
) -> tuple[Shortfall, ...]:
    """Return what keeps the consultation from being complete on `today`, condition by condition.

    `today` is the day of the release. It is complete when no shortfall is an error.
    """
    return (
        *_notice(consultation, moves),
        *window_findings(
            consultation.opens,
            consultation.closes,
            scope,
            is_second=consultation.follows is not None,
        ),
        *_still_open(consultation, today),
        *_colleges(consultation, comments, committee, binding=scope.is_binding()),
        *_comments(consultation, comments),
        *_text(moves),
        *_summary(consultation, today),
        *_privacy(comments),
    )


def is_complete(shortfalls: Iterable[Shortfall]) -> bool:
    """Tell whether nothing among the shortfalls blocks a release."""
    return all(entry.severity is not Severity.ERROR for entry in shortfalls)


def outcome_of(comment: ConsultationComment, consultation: Consultation) -> tuple[str, ...]:
    """Return what a retained comment changed: what is recorded, else the one proposal there is."""
    if comment.disposition not in RETAINED or comment.outcome:
        return comment.outcome
    return consultation.proposals if len(consultation.proposals) == 1 else ()


def _still_open(consultation: Consultation, today: date) -> tuple[Shortfall, ...]:
    if today > consultation.closes:
        return ()
    message = _("The window runs until {closes}, that day included.").format(
        closes=consultation.closes.isoformat()
    )
    return (Shortfall(Condition.WINDOW, Severity.ERROR, message),)


def _notice(consultation: Consultation, moves: TextMoves) -> tuple[Shortfall, ...]:
    lacking = []
    if consultation.ballot_tag is None:
        lacking.append(_("The notice names no text under consultation: its ballot tag is missing."))
    elif moves.is_other_ballot:
        message = _("{tag} does not hold the text that was put to consultation.")
        lacking.append(message.format(tag=consultation.ballot_tag))
    if not consultation.notice.audiences:
        lacking.append(_("The notice does not say whom it is for."))
    if consultation.notice.planned_effect is None:
        lacking.append(_("The notice does not say when the text is planned to take effect."))
    return tuple(Shortfall(Condition.NOTICE, Severity.ERROR, message) for message in lacking)


def _colleges(
    consultation: Consultation,
    comments: Sequence[ConsultationComment],
    committee: Committee,
    *,
    binding: bool,
) -> tuple[Shortfall, ...]:
    names = {college.id: college.name for college in committee.colleges}
    invited = {entry.college: entry for entry in consultation.colleges}
    found = [
        Shortfall(
            Condition.COLLEGES,
            Severity.ERROR,
            _("This college was not invited (CSP L1470-5): {college}.").format(
                college=names.get(college, label(college))
            ),
            (college,),
        )
        for college in LEGAL_COLLEGES
        if college not in invited
    ]
    heard = {comment.college for comment in comments}
    for college in HEARD_COLLEGES:
        if college in heard or college not in invited:
            continue
        name = names.get(college, label(college))
        if invited[college].reminded:
            severity = Severity.WARNING
            message = _("This college did not answer, in spite of a reminder: {college}.")
        else:
            severity = Severity.ERROR if binding else Severity.WARNING
            message = _("This college did not answer and was not reminded: {college}.")
        found.append(
            Shortfall(Condition.COLLEGES, severity, message.format(college=name), (college,))
        )
    return tuple(found)


def _comments(
    consultation: Consultation, comments: Sequence[ConsultationComment]
) -> tuple[Shortfall, ...]:
    resolved = [item for item in comments if item.disposition is not Disposition.UNRESOLVED]
    unanswered = [item for item in comments if item.disposition is Disposition.UNRESOLVED]
    unacknowledged = [item for item in comments if not item.acknowledged]
    unreasoned = [
        item
        for item in resolved
        if item.disposition in REASONED and not (item.reason and item.reason.strip())
    ]
    unsigned = [item for item in resolved if item.disposed_by is None]
    idle = [
        item
        for item in resolved
        if item.disposition in RETAINED and not outcome_of(item, consultation)
    ]
    lists = (
        _numbered(
            unanswered,
            ngettext(
                "{count} comment has no disposition: {numbers}.",
                "{count} comments have no disposition: {numbers}.",
                len(unanswered),
            ),
        ),
        _numbered(
            unacknowledged,
            ngettext(
                "{count} comment was not acknowledged: {numbers}.",
                "{count} comments were not acknowledged: {numbers}.",
                len(unacknowledged),
            ),
        ),
        _numbered(
            unreasoned,
            ngettext(
                "{count} comment was set aside without a reason: {numbers}.",
                "{count} comments were set aside without a reason: {numbers}.",
                len(unreasoned),
            ),
        ),
        _numbered(
            unsigned,
            ngettext(
                "{count} disposition does not say who gave it: {numbers}.",
                "{count} dispositions do not say who gave them: {numbers}.",
                len(unsigned),
            ),
        ),
        _numbered(
            idle,
            ngettext(
                "{count} retained comment does not say what it changed: {numbers}.",
                "{count} retained comments do not say what they changed: {numbers}.",
                len(idle),
            ),
        ),
    )
    return tuple(entry for entry in lists if entry)


def _numbered(
    comments: Sequence[ConsultationComment],
    message: str,
    condition: Condition = Condition.COMMENTS,
) -> Shortfall | None:
    if not comments:
        return None
    numbers = tuple(str(comment.number) for comment in comments)
    return Shortfall(
        condition,
        Severity.ERROR,
        message.format(count=len(numbers), numbers=_some(numbers)),
        numbers,
    )


def _some(words: Sequence[str]) -> str:
    shown = ", ".join(words[:NUMBERS_SHOWN])
    return shown if len(words) <= NUMBERS_SHOWN else f"{shown}, …"


def _text(moves: TextMoves) -> tuple[Shortfall, ...]:
    found = []
    if moves.unread:
        message = _("The text put to consultation cannot be read any more: {paths}.").format(
            paths=_some(moves.unread)
        )
        found.append(Shortfall(Condition.TEXT, Severity.ERROR, message, moves.unread))
    if moves.unexplained:
        message = _(
            "The text changed since the consultation without a retained comment or a decision"
            " that says why: {clauses}."
        ).format(clauses=_some(moves.unexplained))
        found.append(Shortfall(Condition.TEXT, Severity.ERROR, message, moves.unexplained))
    if moves.new_mandatory:
        message = _(
            "A mandatory requirement is new since the window closed: consult again for"
            " {days} days, or decide with reasons: {clauses}."
        ).format(days=REOPENED_DAYS, clauses=_some(moves.new_mandatory))
        found.append(Shortfall(Condition.TEXT, Severity.ERROR, message, moves.new_mandatory))
    return tuple(found)


def _summary(consultation: Consultation, today: date) -> tuple[Shortfall, ...]:
    if not (consultation.summary and consultation.summary.strip()):
        message = _("The public summary is missing (CRPA L132-2).")
    elif consultation.summary_date is None:
        message = _("The public summary has no date.")
    elif consultation.summary_date > today:
        message = _("The public summary is dated {day}, after the release (CRPA R*132-6).").format(
            day=consultation.summary_date.isoformat()
        )
    else:
        return ()
    return (Shortfall(Condition.SUMMARY, Severity.ERROR, message),)


def _privacy(comments: Sequence[ConsultationComment]) -> tuple[Shortfall, ...]:
    named = [item for item in comments if not item.consent and not PSEUDONYM.fullmatch(item.author)]
    entry = _numbered(
        named,
        ngettext(
            "{count} comment names its author without recorded consent: {numbers}.",
            "{count} comments name their authors without recorded consent: {numbers}.",
            len(named),
        ),
        Condition.PRIVACY,
    )
    return (entry,) if entry else ()
