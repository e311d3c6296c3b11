"""`comens report duplicates|merge|unmerge|apart`: reports that repeat others."""

from argparse import Namespace
from typing import Any

from comens_tui.cli.acting import desk_of
from comens_tui.cli.arguments import report_argument
from comens_tui.cli.command import Command
from comens_tui.cli.nearest import nearest
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import answer, print_json, talk
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.errors import UnknownRecordError
from comens_tui.i18n import N_, _
from comens_tui.operations.duplicates import (
    Suggestions,
    keep_apart,
    merge_report,
    suggestions,
    unmerge_report,
)
from comens_tui.rules.duplicates import Likeness, why
from comens_tui.store.index import Index
from comens_tui.text.labels import state_label
from comens_tui.text.visible import one_line


def _duplicates(session: Session, arguments: Namespace) -> int:
    workspace = desk_of(session).workspace
    with Index.open(workspace) as index:
        try:
            found = suggestions(workspace, index, arguments.id)
        except UnknownRecordError as error:
            known = [row.id for row in index.rows("report", limit=-1)]
            near = nearest(arguments.id, known)
            hint = _("The nearest are: {ids}").format(ids=", ".join(near)) if near else ""
            raise UnknownRecordError(error.message, hint=hint) from error
    if session.wants_json:
        print_json(_data(found))
        return 0
    report = found.report
    if report.duplicate_of is not None:
        talk(
            _("{id} already repeats {original}.").format(id=report.id, original=report.duplicate_of)
        )
    elif not found.likely:
        talk(_("No other report looks like {id}.").format(id=report.id))
    for item in found.likely:
        _print(item, found)
    if found.apart:
        talk(_("Kept apart by a person: {ids}").format(ids=", ".join(found.apart)))
    return 0


def _print(item: Likeness, found: Suggestions) -> None:
    other = found.others[item.id]
    answer(
        _("{id}  {score}/100  {state}  {title}").format(
            id=item.id,
            score=item.score,
            state=state_label("report", other.state),
            title=one_line(other.title),
        )
    )
    for reason in item.reasons:
        answer(f"    {one_line(why(reason, found.report))} (+{reason.points})")


def _data(found: Suggestions) -> dict[str, Any]:
    return {
        "id": found.report.id,
        "duplicate_of": found.report.duplicate_of,
        "kept_apart": list(found.apart),
        "duplicates": [
            {
                "id": item.id,
                "score": item.score,
                "title": found.others[item.id].title,
                "state": found.others[item.id].state,
                "reasons": [
                    {
                        "cause": reason.cause,
                        "what": list(reason.what),
                        "points": reason.points,
                        "why": why(reason, found.report),
                    }
                    for reason in item.reasons
                ],
            }
            for item in found.likely
        ],
    }


def _merge_arguments(parser: CommandParser) -> None:
    report_argument(parser)
    parser.add_argument("original", metavar="ORIGINAL", help=_("the report that it repeats"))


def _merge(session: Session, arguments: Namespace) -> int:
    receipt = merge_report(desk_of(session), arguments.id, arguments.original)
    status = print_act(session, receipt)
    talk(_("Its reporter is answered with {original}.").format(original=arguments.original))
    return status


def _unmerge(session: Session, arguments: Namespace) -> int:
    return print_act(session, unmerge_report(desk_of(session), arguments.id))


def _apart_arguments(parser: CommandParser) -> None:
    report_argument(parser)
    parser.add_argument("other", metavar="OTHER", help=_("the report it is not about"))
    parser.add_argument("--undo", action="store_true", help=_("let them be compared again"))


def _apart(session: Session, arguments: Namespace) -> int:
    receipt = keep_apart(desk_of(session), arguments.id, arguments.other, undo=arguments.undo)
    return print_act(session, receipt)


COMMANDS = (
    Command(
        "duplicates",
        N_("The reports that a report may repeat, each with the why"),
        _duplicates,
        report_argument,
        details=N_(
            "List the reports that this one may repeat, the likeliest first, with what they have "
            "in common. Nothing is decided: merge them, or keep them apart."
        ),
        examples=("report duplicates EV-2026-0044",),
    ),
    Command(
        "merge",
        N_("Record that a report repeats another"),
        _merge,
        _merge_arguments,
        details=N_(
            "Record that a report repeats another: it leaves the instruction and points to the "
            "other, with which its reporter is answered. comens report unmerge takes it back."
        ),
        examples=("report merge EV-2026-0044 EV-2026-0042",),
        writes=True,
    ),
    Command(
        "unmerge",
        N_("Take a merge back: the report stands where it stood before"),
        _unmerge,
        report_argument,
        examples=("report unmerge EV-2026-0044",),
        writes=True,
    ),
    Command(
        "apart",
        N_("Record that two reports are about different things"),
        _apart,
        _apart_arguments,
        details=N_("Neither is suggested for the other any more. --undo takes it back."),
        examples=(
            "report apart EV-2026-0044 EV-2026-0042",
            "report apart EV-2026-0044 EV-2026-0042 --undo",
        ),
        writes=True,
    ),
)
