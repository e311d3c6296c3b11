"""The instruction of a field report: who may be given it, until when, and what is owed."""

from datetime import date, timedelta

from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.model.committee import Member, ReportPolicy
from comens_tui.model.report import BeforeMerge, Report
from comens_tui.model.words import ReportState, Role
from comens_tui.rules.authority import INSTRUCTORS
from comens_tui.text.labels import label

#: States in which a report still waits for its instruction.
IN_HAND = frozenset(
    {
        ReportState.RECEIVED,
        ReportState.ADMISSIBLE,
        ReportState.UNDER_INSTRUCTION,
        ReportState.AWAITING_PUBLISHER,
        ReportState.INSTRUCTED,
    }
)
#: States that leave the person who reported with nothing but an answer.
LEFT = frozenset({ReportState.INADMISSIBLE, ReportState.NO_ACTION})


def require_instructor(member: Member, day: date) -> None:
    """Do nothing when a report may be given to `member` on `day`.

    Raises:
        RefusedError: Their mandate does not run, or no role of theirs instructs reports.
    """
    if not member.sits_on(day):
        raise RefusedError(
            _("{name} does not sit on the committee on {day}.").format(
                name=member.name, day=day.isoformat()
            ),
            hint=_("Assign the report to somebody who does."),
        )
    if INSTRUCTORS.isdisjoint(member.roles):
        raise RefusedError(
            _("{name} does not instruct reports.").format(name=member.name),
            hint=_("It is for these roles: {roles}.").format(
                roles=", ".join(label(role) for role in Role if role in INSTRUCTORS)
            ),
        )


def require_to_come(due: date, today: date) -> None:
    """Do nothing when `due` is today or later.

    Raises:
        RefusedError: It is past.
    """
    if due < today:
        raise RefusedError(
            _("{day} is past: nothing can be due then.").format(day=due.isoformat()),
            hint=_("Give today, {day}, or a later date.").format(day=today.isoformat()),
        )


def usual_due(policy: ReportPolicy, today: date) -> date | None:
    """Return the due date of a report assigned today, where the committee has set a delay."""
    return None if policy.instruct_days is None else today + timedelta(days=policy.instruct_days)


def is_overdue(state: str, due: date | None, today: date) -> bool:
    """Tell whether a report still in hand should have been instructed before `today`."""
    return due is not None and due < today and state in IN_HAND


def days_awaited(state: str, since: date | None, today: date) -> int | None:
    """Return for how many days the publisher has been awaited; None where nobody awaits it."""
    if state != ReportState.AWAITING_PUBLISHER or since is None:
        return None
    return max(0, (today - since).days)


def owes_answer(report: Report) -> bool:
    """Tell whether the person who reported must be answered before the report is closed.

    So it is when nothing else comes of the report: found inadmissible, or left without
    action. A report that repeats another is answered with that one.
    """
    return report.state in LEFT and report.answer is None and report.duplicate_of is None


def require_answer(report: Report) -> None:
    """Do nothing when the report may be closed as far as its reporter is concerned.

    Raises:
        RefusedError: The reporter would be left without a word.
    """
    if owes_answer(report):
        raise RefusedError(
            _("{id} cannot be closed before the person who reported has an answer.").format(
                id=report.id
            ),
            hint=_("Nothing else comes of it: comens report answer {id} --text TEXT").format(
                id=report.id
            ),
        )


def moved(report: Report, state: ReportState, today: date) -> Report:
    """Return `report` in another state, the clock of its publisher started or stopped."""
    awaits = state is ReportState.AWAITING_PUBLISHER
    return report.model_copy(update={"state": state, "awaiting_since": today if awaits else None})


def merged(report: Report, original: Report, state: ReportState, reason: str) -> Report:
    """Return `report` as one that repeats `original`, with what an undo gives back.

    Raises:
        RefusedError: It is the same report, or one of them repeats another already.
    """
    if original.id == report.id:
        raise RefusedError(
            _("{id} cannot be a duplicate of itself.").format(id=report.id),
            hint=_("Name the report that it repeats."),
        )
    if report.duplicate_of is not None:
        raise RefusedError(
            _("{id} already repeats {original}.").format(
                id=report.id, original=report.duplicate_of
            ),
            hint=_("Take that back first: comens report unmerge {id}").format(id=report.id),
        )
    if original.duplicate_of is not None:
        raise RefusedError(
            _("{id} itself repeats {original}.").format(
                id=original.id, original=original.duplicate_of
            ),
            hint=_("Merge with {original} instead.").format(original=original.duplicate_of),
        )
    return report.model_copy(
        update={
            "state": state,
            "reason": reason,
            "duplicate_of": original.id,
            "before_merge": BeforeMerge(state=report.state, reason=report.reason),
            "awaiting_since": None,
        }
    )


def unmerged(report: Report) -> Report:
    """Return `report` where it stood before it was merged.

    A merge recorded without that came from triage, so the report was received.

    Raises:
        RefusedError: It repeats no other report.
    """
    if report.duplicate_of is None:
        raise RefusedError(
            _("{id} repeats no other report.").format(id=report.id),
            hint=_("There is nothing to take back."),
        )
    before = report.before_merge or BeforeMerge(state=ReportState.RECEIVED)
    return report.model_copy(
        update={
            "state": before.state,
            "reason": before.reason,
            "duplicate_of": None,
            "before_merge": None,
        }
    )
