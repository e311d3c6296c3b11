"""`comens trace`: where a record comes from, what it leads to, what a change would touch."""

import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from comens_tui.cli.acting import desk_of
from comens_tui.cli.command import Command
from comens_tui.cli.file_answer import output_argument, write_new
from comens_tui.cli.nearest import nearest
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import answer, print_json, talk
from comens_tui.cli.session import Session
from comens_tui.cli.trace_matrix import matrix_bytes, matrix_text, print_matrix
from comens_tui.errors import UnknownRecordError, UsageError
from comens_tui.i18n import N_, _
from comens_tui.operations.tracing import (
    Impacted,
    Traced,
    grouped,
    impact_of,
    known_ids,
    matrices,
    trace_of,
)
from comens_tui.rules.link_graph import Touch
from comens_tui.rules.trace import MOST_STEPS, Step
from comens_tui.store.index import Index
from comens_tui.store.index_rows import Row
from comens_tui.text.labels import state_label
from comens_tui.text.trace_words import kinds_label, why
from comens_tui.text.visible import one_line, shown

MATRICES = ("principles", "chain")


def _arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "id",
        nargs="?",
        metavar="ID",
        help=_("a requirement, a document, a report, a proposal, a decision, a release…"),
    )
    parser.add_argument(
        "--matrix",
        choices=MATRICES,
        metavar="|".join(MATRICES),
        help=_("principles by documents, or each report with what came of it"),
    )
    output_argument(parser)


def _run(session: Session, arguments: Namespace) -> int:
    if (arguments.id is None) == (arguments.matrix is None):
        raise UsageError(
            _("Name one record, or ask for one matrix."),
            hint=_("For instance: comens trace ETH.14, or comens trace --matrix chain"),
        )
    if arguments.id is not None:
        if session.format not in ("text", "json") or arguments.output:
            raise UsageError(
                _("Only a matrix is written as CSV, as HTML or to a file."),
                hint=_("Add --matrix principles or --matrix chain, without an id."),
            )
        return _trace(session, arguments.id)
    workspace = desk_of(session).workspace
    with Index.open(workspace) as index:
        found = matrices(index)
    if arguments.output:
        content = matrix_bytes(found, arguments.matrix, session)
        write_new(Path(arguments.output), content, workspace)
    elif session.format in ("csv", "html"):
        text = matrix_text(found, arguments.matrix, session)
        sys.stdout.write(shown(text) if sys.stdout.isatty() else text)
    else:
        print_matrix(found, arguments.matrix, session)
    return 0


def _trace(session: Session, name: str) -> int:
    workspace = desk_of(session).workspace
    with Index.open(workspace) as index:
        try:
            found = trace_of(workspace, index, name)
        except UnknownRecordError as error:
            near = nearest(name, known_ids(index))
            hint = (
                _("The nearest are: {ids}").format(ids=", ".join(near))
                if near
                else _("Find it by its words with: comens document search")
            )
            raise UnknownRecordError(error.message, hint=hint) from error
        touched = (
            impact_of(workspace, index, found.row.id) if found.row.kind == "requirement" else None
        )
    if session.wants_json:
        print_json(_data(found, touched))
    else:
        _print(found, touched)
    return 0


# -- text


def _print(found: Traced, touched: Impacted | None) -> None:
    row = found.row
    answer(one_line(f"{row.id}  {row.title}"))
    answer(_place(row.path, row.extra.get("line", 0)))
    if touched and touched.impact.replaced_by:
        names = ", ".join(touched.impact.replaced_by)
        answer(_("It is repealed; in its place: {ids}").format(ids=names))
    if touched and touched.impact.replaces:
        names = ", ".join(touched.impact.replaces)
        answer(_("It took the place of: {ids}").format(ids=names))
    _print_steps(_("Comes from"), found.trace.comes_from, found.rows)
    _print_steps(_("Leads to"), found.trace.leads_to, found.rows)
    if found.trace.is_cut:
        talk(_("Only the first {count} steps of the chain are shown.").format(count=MOST_STEPS))
    if touched:
        answer()
        answer(_("A change would touch"))
    groups = grouped(touched.impact.touches, touched.rows) if touched else None
    groups = groups if groups is not None else grouped(found.trace.beside, found.rows)
    rows = touched.rows if touched else found.rows
    for kind, touches in groups.items():
        answer()
        answer(f"{kinds_label(kind)} ({len({item.id for item in touches})})")
        for item in touches:
            _print_touch(item, rows, "  ")


def _print_steps(title: str, steps: tuple[Step, ...], rows: Mapping[str, Row]) -> None:
    if not steps:
        return
    answer()
    answer(title)
    for step in steps:
        _print_touch(step.reached._replace(through=""), rows, "  " * step.depth)


def _print_touch(item: Touch, rows: Mapping[str, Row], indent: str) -> None:
    row = rows.get(item.id)
    state = state_label(row.kind, row.state) if row and row.state else ""
    words = [
        item.id,
        *([row.title] if row and row.title else []),
        *([f"({state})"] if state else []),
    ]
    answer(indent + one_line("  ".join(words)))
    reason = why(item.relation, backwards=item.backwards, through=item.through)
    answer(f"{indent}    {reason}  {_place(item.path, item.line)}")


def _place(path: str, line: int) -> str:
    return f"{path}:{line}" if line else path


# -- JSON


def _data(found: Traced, touched: Impacted | None) -> dict[str, Any]:
    row = found.row
    data: dict[str, Any] = {
        "id": row.id,
        "kind": row.kind,
        "title": row.title,
        "state": row.state or None,
        "path": row.path,
        "comes_from": [_step_data(step, row.id, found.rows) for step in found.trace.comes_from],
        "leads_to": [_step_data(step, row.id, found.rows) for step in found.trace.leads_to],
        "beside": [_touch_data(item, row.id, found.rows) for item in found.trace.beside],
        "is_cut": found.trace.is_cut,
    }
    if touched:
        data["impact"] = {
            "replaced_by": list(touched.impact.replaced_by),
            "replaces": list(touched.impact.replaces),
            "touches": [_touch_data(item, row.id, touched.rows) for item in touched.impact.touches],
        }
    return data


def _step_data(step: Step, start: str, rows: Mapping[str, Row]) -> dict[str, Any]:
    return {"depth": step.depth, **_touch_data(step.reached, start, rows)}


def _touch_data(item: Touch, start: str, rows: Mapping[str, Row]) -> dict[str, Any]:
    """Return a record reached, and the link as its source says it."""
    row = rows.get(item.id)
    near = item.through or start
    return {
        "id": item.id,
        "kind": item.kind or None,
        "title": row.title if row else None,
        "state": (row.state or None) if row else None,
        "relation": item.relation.value,
        "source": item.id if item.backwards else near,
        "target": near if item.backwards else item.id,
        "path": item.path,
        "line": item.line or None,
    }


COMMANDS = (
    Command(
        "",
        N_("What a record comes from and leads to, what a change would touch, and matrices"),
        _run,
        _arguments,
        details=N_(
            "For a requirement it says everything that a change to it would touch, and why. "
            "For another record it follows the chain from report to proposal, decision and "
            "release, both ways. A matrix is of the whole workspace, at the branch's head."
        ),
        examples=(
            "trace ETH.14",
            "trace cens-v1.1.0 --format json",
            "trace --matrix principles",
            "trace --matrix chain --format csv -o chain.csv",
        ),
        formats=("text", "json", "csv", "html"),
    ),
)
