"""The seven conditions of a complete consultation, each with its evidence and what it lacks."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.committee import Committee
from comens_tui.model.consultation import LEGAL_COLLEGES, Consultation, ConsultationComment
from comens_tui.model.words import Disposition
from comens_tui.rules.consultation_completeness import (
    PSEUDONYM,
    RETAINED,
    UNMOVED,
    TextMoves,
    completeness,
    is_complete,
)
from comens_tui.rules.consultations import Condition, Scope, Shortfall, window_days
from comens_tui.text.labels import label


class Standing(NamedTuple):
    """How one condition stands: `evidence` says in sentences what it was judged on."""

    condition: Condition
    shortfalls: tuple[Shortfall, ...]
    evidence: tuple[str, ...]

    @property
    def is_met(self) -> bool:
        """Whether nothing under this condition blocks a release."""
        return is_complete(self.shortfalls)


def standings(
    consultation: Consultation,
    comments: Sequence[ConsultationComment],
    committee: Committee,
    today: date,
    *,
    scope: Scope,
    moves: TextMoves = UNMOVED,
) -> tuple[Standing, ...]:
    """Return the seven conditions in order, judged as `completeness` judges them."""
    found = completeness(consultation, comments, committee, today, scope=scope, moves=moves)
    evidence = {
        Condition.NOTICE: _notice(consultation),
        Condition.WINDOW: _window(consultation),
        Condition.COLLEGES: _colleges(consultation, comments),
        Condition.COMMENTS: _comments(comments),
        Condition.TEXT: _text(moves),
        Condition.SUMMARY: _summary(consultation),
        Condition.PRIVACY: _privacy(comments),
    }
    return tuple(
        Standing(
            condition,
            tuple(item for item in found if item.condition is condition),
            evidence[condition],
        )
        for condition in Condition
    )


_TITLES = {
    Condition.NOTICE: N_("Notice"),
    Condition.WINDOW: N_("Window"),
    Condition.COLLEGES: N_("Colleges"),
    Condition.COMMENTS: N_("Comments"),
    Condition.TEXT: N_("Text"),
    Condition.SUMMARY: N_("Public summary"),
    Condition.PRIVACY: N_("Privacy"),
}


def heading_of(place: int, standing: Standing) -> str:
    """Return the line of a condition: its place, its name, and whether it is met."""
    title = _(_TITLES[standing.condition])
    if standing.is_met:
        return _("{place}. {title}: met").format(place=place, title=title)
    return _("{place}. {title}: NOT MET").format(place=place, title=title)


def shortfall_line(entry: Shortfall) -> str:
    """Return what is lacking, with how much it weighs."""
    return _("{severity}: {message}").format(severity=label(entry.severity), message=entry.message)


def _notice(consultation: Consultation) -> tuple[str, ...]:
    notice = consultation.notice
    told = [
        _("Text: {tag}; proposals: {proposals}.").format(
            tag=consultation.ballot_tag or "—", proposals=", ".join(consultation.proposals)
        ),
        _("Audiences: {audiences}; planned effect: {day}.").format(
            audiences=", ".join(map(label, notice.audiences)) or "—",
            day=notice.planned_effect.isoformat() if notice.planned_effect else "—",
        ),
        _("Comments are made public.") if notice.comments_public else _("Comments stay unseen."),
    ]
    return tuple(told)


def _window(consultation: Consultation) -> tuple[str, ...]:
    days = window_days(consultation.opens, consultation.closes)
    told = [
        ngettext(
            "{count} day, {opens} to {closes}, both included.",
            "{count} days, {opens} to {closes}, both included.",
            days,
        ).format(
            count=days,
            opens=consultation.opens.isoformat(),
            closes=consultation.closes.isoformat(),
        )
    ]
    if consultation.extension is not None:
        told.append(
            _("It was to close on {day} and was extended: {reason}").format(
                day=consultation.extension.closed.isoformat(),
                reason=consultation.extension.reason,
            )
        )
    if consultation.follows:
        told.append(
            _("It is the second consultation on the text, after {id}.").format(
                id=consultation.follows
            )
        )
    return tuple(told)


def _colleges(
    consultation: Consultation, comments: Sequence[ConsultationComment]
) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for comment in comments:
        counts[comment.college] = counts.get(comment.college, 0) + 1
    invited = {entry.college: entry for entry in consultation.colleges}
    names = dict.fromkeys([*LEGAL_COLLEGES, *invited, *counts])
    told = []
    for college in names:
        entry, count = invited.get(college), counts.get(college, 0)
        said = ngettext("{count} comment", "{count} comments", count).format(count=count)
        if entry is None:
            sentence = _("{college}: not invited, {comments}.").format(
                college=label(college), comments=said
            )
        else:
            sentence = _("{college}: invited on {day}, reminded on {reminded}, {comments}.").format(
                college=label(college),
                day=entry.invited.isoformat(),
                reminded=", ".join(day.isoformat() for day in entry.reminded) or "—",
                comments=said,
            )
        told.append(sentence)
    return tuple(told)


def _comments(comments: Sequence[ConsultationComment]) -> tuple[str, ...]:
    done = sum(item.disposition is not Disposition.UNRESOLVED for item in comments)
    acknowledged = sum(item.acknowledged for item in comments)
    replied = sum(bool(item.reply) for item in comments)
    retained = sum(item.disposition in RETAINED for item in comments)
    return (
        _("Disposed of: {done} of {total}; retained: {retained}.").format(
            done=done, total=len(comments), retained=retained
        ),
        _("Acknowledged: {acknowledged} of {total}; replied to: {replied}.").format(
            acknowledged=acknowledged, total=len(comments), replied=replied
        ),
    )


def _text(moves: TextMoves) -> tuple[str, ...]:
    if not moves.is_compared:
        return (_("No text to compare with the one consulted on."),)
    count = len(moves.explained)
    if count:
        words = ngettext(
            "{count} clause moved since, and a comment or a decision says why: {clauses}.",
            "{count} clauses moved since, and a comment or a decision says why: {clauses}.",
            count,
        )
        return (words.format(count=count, clauses=", ".join(moves.explained)),)
    if moves.unexplained or moves.unread:
        return ()
    return (_("The text is the one that was put to consultation."),)


def _summary(consultation: Consultation) -> tuple[str, ...]:
    if not consultation.summary:
        return ()
    words = len(consultation.summary.split())
    told = ngettext("{count} word, dated {day}.", "{count} words, dated {day}.", words).format(
        count=words,
        day=consultation.summary_date.isoformat() if consultation.summary_date else "—",
    )
    return (told,)


def _privacy(comments: Sequence[ConsultationComment]) -> tuple[str, ...]:
    pseudonyms = sum(bool(PSEUDONYM.fullmatch(item.author)) for item in comments)
    consents = sum(item.consent for item in comments)
    return (
        _("Pseudonyms: {pseudonyms} of {total}; recorded consents: {consents}.").format(
            pseudonyms=pseudonyms, total=len(comments), consents=consents
        ),
    )
