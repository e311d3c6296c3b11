"""Acts on a report in instruction: assign it, link it to what it concerns, answer, close it."""

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from comens_tui.errors import RefusedError, UnknownRecordError
from comens_tui.i18n import N_, _
from comens_tui.model.places import report_path
from comens_tui.model.report import Answer, Report
from comens_tui.model.words import Principle, ReportState
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.operations.reports import triage_report
from comens_tui.rules import instruction

#: The pseudonym of a solution: never a name, and short enough not to hold one.
SOLUTION_ID = r"SOL-[A-Z0-9]{1,8}"


def assign_report(
    desk: Desk,
    report_id: str,
    assignee: str | None,
    *,
    due: date | None = None,
    seen: str | None = None,
) -> Receipt:
    """Give a report in hand to a member who instructs, or to nobody; set when it is due.

    Without `due`, a date already set stays; else the committee's own delay gives one.

    Raises:
        UnknownRecordError: No such report.
        RefusedError: The report is out of hand, the member does not instruct or does not
            sit, the date is past, or nothing would change.
        StaleRecordError: The report changed since it was shown.
    """
    with drafting(desk, "report.assign") as draft:
        report = _shown(draft, report_id, seen)
        if report.state not in instruction.IN_HAND:
            raise RefusedError(
                _("{id} is no longer in instruction.").format(id=report.id),
                hint=_("Only a report still in hand is assigned."),
            )
        today = draft.desk.today()
        if assignee is not None:
            instruction.require_instructor(draft.known_member(assignee), today)
        if due is not None:
            instruction.require_to_come(due, today)
        elif report.due is None and assignee is not None:
            due = instruction.usual_due(draft.snapshot.committee.reports, today)
        updated = report.model_copy(update={"assignee": assignee, "due": due or report.due})
        draft.put(report_path(report.id), updated)
        sentence = (
            N_("Assign report {id} to {member}: {title}")
            if assignee
            else N_("Report {id} is assigned to nobody: {title}")
        )
        return draft.commit(sentence, record=report.id, member=assignee, title=report.title)


def link_report(
    desk: Desk,
    report_id: str,
    *,
    requirements: tuple[str, ...] = (),
    principles: tuple[Principle, ...] = (),
    solution: str | None = None,
    removed: tuple[str, ...] = (),
    seen: str | None = None,
) -> Receipt:
    """Say which requirements, principles and solution a report is about.

    What is named is added to what is there; `removed` are requirements or principles taken
    away. A solution is named by its pseudonym, and replaces the one before.

    Raises:
        UnknownRecordError: No such report, or no such requirement; the nearest are named.
        RefusedError: The solution is not a pseudonym, what is removed is not there, or
            nothing would change.
        StaleRecordError: The report changed since it was shown.
    """
    with drafting(desk, "report.link") as draft:
        report = _shown(draft, report_id, seen)
        gone = set(removed)
        _require_linked(report, gone)
        wanted = tuple(_known_requirement(draft, name) for name in requirements)
        updated = report.model_copy(
            update={
                "requirements": _joined(report.requirements, wanted, gone),
                "principles": _joined(report.principles, principles, gone),
                "solution": _pseudonym(solution) if solution else report.solution,
            }
        )
        draft.put(report_path(report.id), updated)
        return draft.commit(
            N_("Link report {id} to what it concerns: {title}"),
            record=report.id,
            title=report.title,
        )


def answer_report(
    desk: Desk, report_id: str, text: str, *, public: bool = False, seen: str | None = None
) -> Receipt:
    """Answer the person who reported; a public answer appears in what is published.

    A second answer replaces the first one: history keeps both.

    Raises:
        UnknownRecordError: No such report.
        RefusedError: The answer is empty, or already there.
        StaleRecordError: The report changed since it was shown.
    """
    with drafting(desk, "report.answer") as draft:
        report = _shown(draft, report_id, seen)
        if not text.strip():
            raise RefusedError(
                _("The answer says nothing."), hint=_("Write what the person is told.")
            )
        known = report.answer
        same = known is not None and (known.text, known.public) == (text, public)
        answer = known if same else Answer(text=text, public=public, date=draft.desk.today())
        draft.put(report_path(report.id), report.model_copy(update={"answer": answer}))
        sentence = (
            N_("Answer report {id} in public: {title}")
            if public
            else N_("Answer report {id}: {title}")
        )
        return draft.commit(sentence, record=report.id, title=report.title)


def close_report(desk: Desk, report_id: str, *, seen: str | None = None) -> Receipt:
    """Close a report that is forwarded, left without action or inadmissible.

    Raises:
        UnknownRecordError: No such report.
        RefusedError: It is in another state, or its reporter is owed an answer.
        StaleRecordError: The report changed since it was shown.
    """
    return triage_report(desk, report_id, ReportState.CLOSED, seen=seen)


def _shown(draft: Draft, report_id: str, seen: str | None) -> Report:
    report = draft.find(draft.snapshot.reports, report_id)
    draft.check_seen(report_path(report_id), seen, Report)
    return report


def _known_requirement(draft: Draft, name: str) -> str:
    known = {
        item.id for document in draft.snapshot.documents.values() for item in document.requirements
    }
    for candidate in (name, name.upper()):
        if candidate in known:
            return candidate
    near = get_close_matches(name.upper(), sorted(known), n=5)
    raise UnknownRecordError(
        _("There is no requirement {id}.").format(id=name),
        hint=_("The nearest are: {ids}").format(ids=", ".join(near))
        if near
        else _("See them with: {command}").format(command="comens document list"),
    )


def _require_linked(report: Report, gone: set[str]) -> None:
    linked = (*report.requirements, *report.principles)
    unknown = sorted(gone.difference(linked))
    if unknown:
        raise RefusedError(
            _("{id} is not linked to {what}.").format(id=report.id, what=", ".join(unknown)),
            hint=_("It is linked to: {linked}").format(linked=", ".join(linked)) if linked else "",
        )


def _pseudonym(solution: str) -> str:
    if re.fullmatch(SOLUTION_ID, solution.upper()):
        return solution.upper()
    raise RefusedError(
        _("A solution is named by its pseudonym, such as SOL-04."),
        hint=_("Its name and its publisher's are kept outside the repository."),
    )


def _joined(known: tuple[str, ...], more: Iterable[str], gone: set[str]) -> tuple[str, ...]:
    return tuple(item for item in dict.fromkeys((*known, *more)) if item not in gone)
