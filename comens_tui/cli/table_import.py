"""An import seen row by row, then written: what `table_commands` runs."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from comens_tui.cli.acting import desk_of
from comens_tui.cli.printing import Column, answer, print_json, print_list, talk
from comens_tui.cli.reading import STANDARD_INPUT, bytes_given
from comens_tui.cli.receipts import receipt_data, say_receipt
from comens_tui.cli.session import Session
from comens_tui.errors import EXIT_OK, EXIT_REFUSED
from comens_tui.exchange import fields
from comens_tui.exchange.column_map import ColumnMap, column_map_text, read_column_map
from comens_tui.exchange.comment_fields import COMMENT
from comens_tui.exchange.comment_form import read_comments
from comens_tui.exchange.fields import Kind
from comens_tui.exchange.guess import guessed
from comens_tui.exchange.rows import unused_columns
from comens_tui.exchange.table import MAX_BYTES, Table
from comens_tui.exchange.tables import read_table
from comens_tui.i18n import _, ngettext
from comens_tui.operations.consultation_import import import_comments, preview_comments
from comens_tui.operations.draft import Receipt
from comens_tui.operations.intake import OUTCOME_LABELS, Line, Outcome, Preview, require_whole
from comens_tui.operations.proposal_import import import_proposals, preview_proposals
from comens_tui.operations.report_import import import_reports, preview_reports
from comens_tui.operations.written_papers import write_answer
from comens_tui.store.workspace import Workspace
from comens_tui.text.visible import one_line

_LONGEST_CONTENT = 500


def table_and_map(
    workspace: Workspace,
    arguments: Namespace,
    kind: Kind,
    content: bytes | None = None,
    read: Callable[[bytes, str, str | None], Table] = read_table,
) -> tuple[Table, ColumnMap]:
    """Return the table that a command names and how to read it, saying what was understood.

    `content` is that of the file, where it was read already; `read` makes a table of it.

    Raises:
        UsageError: A file cannot be read.
        RefusedError: The mapping cannot be saved there, or something is there already.
        RecordError: The table or the mapping does not fit its format.
    """
    mapping = None
    if arguments.map:
        mapping = read_column_map(bytes_given(arguments.map), arguments.map, kind.name)
    sheet = arguments.sheet or (mapping.sheet if mapping else None)
    if content is None:
        content = bytes_given(arguments.file, most=MAX_BYTES)
    table = read(content, arguments.file, sheet)
    for note in table.notes:
        talk(note)
    if mapping is None:
        mapping = guessed(table, kind).model_copy(update={"sheet": sheet})
        talk(_("Guessed from the header; correct it with --save-map, then --map:"))
        for field in mapping.columns:
            talk(f"  {field}: {one_line(' + '.join(mapping.columns_of(field)))}")
        for field, column in mapping.fallbacks.items():
            talk(_("  {field}, where empty: {column}").format(field=field, column=one_line(column)))
        for field, value in mapping.constants.items():
            talk(f"  {field} = {value}")
    unused = unused_columns(table, mapping)
    if unused:
        talk(_("Columns left out: {names}").format(names=one_line(", ".join(unused))))
    if arguments.save_map:
        write_answer(Path(arguments.save_map), column_map_text(mapping), workspace)
    return table, mapping


def import_report_table(session: Session, arguments: Namespace) -> int:
    """Import reports, and return the exit status."""
    desk = desk_of(session)
    table, mapping = table_and_map(desk.workspace, arguments, fields.REPORT)
    preview = preview_reports(desk, table, mapping)
    return _finish(
        session,
        arguments,
        preview,
        lambda: import_reports(desk, preview.records, _source(arguments.file)),
    )


def import_proposal_table(session: Session, arguments: Namespace) -> int:
    """Import proposals, and return the exit status."""
    desk = desk_of(session)
    table, mapping = table_and_map(desk.workspace, arguments, fields.PROPOSAL)
    found = preview_proposals(desk, table, mapping)
    return _finish(
        session,
        arguments,
        found.preview,
        lambda: import_proposals(desk, found, _source(arguments.file)),
    )


def import_comment_table(session: Session, arguments: Namespace) -> int:
    """Import consultation comments, and return the exit status."""
    desk = desk_of(session)
    table, mapping = table_and_map(desk.workspace, arguments, COMMENT, read=read_comments)
    given = {"college": arguments.college, "received": arguments.received}
    constants = {name: str(value) for name, value in given.items() if value is not None}
    mapping = mapping.model_copy(update={"constants": {**mapping.constants, **constants}})
    preview = preview_comments(desk, arguments.id, table, mapping)
    return _finish(
        session,
        arguments,
        preview,
        lambda: import_comments(desk, arguments.id, preview.records, _source(arguments.file)),
    )


def _source(name: str) -> str:
    return _("standard input") if name == STANDARD_INPUT else Path(name).name


def _finish(session: Session, arguments: Namespace, preview: Preview[Any], act: Any) -> int:
    """Show every row, then write the good ones; a refused row makes the status 1."""
    if not session.wants_json:
        _print_preview(preview)
    if arguments.strict:
        try:
            require_whole(preview)
        finally:
            if session.wants_json and preview.count(Outcome.REFUSED):
                print_json(_data(preview, None))
    receipt = act() if preview.records else None
    if session.wants_json:
        print_json(_data(preview, receipt))
    elif receipt is not None:
        say_receipt(receipt, paths=False)
    return EXIT_REFUSED if preview.count(Outcome.REFUSED) else EXIT_OK


def _print_preview(preview: Preview[Any]) -> None:
    columns = [
        Column("line", _("LINE"), str),
        Column("outcome", _("OUTCOME"), lambda outcome: _(OUTCOME_LABELS[outcome])),
        Column("ref", _("REFERENCE")),
        Column("what", _("TITLE, OR WHY"), flexible=True),
    ]
    rows = [
        {
            "line": line.line,
            "outcome": line.outcome,
            "ref": line.ref,
            "what": " ".join(line.reasons) or line.title,
        }
        for line in preview.lines
    ]
    print_list(rows, columns, as_json=False, nothing=_("The table has no row."))
    for line in preview.lines:
        if line.outcome is Outcome.REFUSED:
            answer()
            answer(_("Line {line} holds: {content}").format(line=line.line, content=_cut(line)))
    answer()
    answer(_counts(preview))


def _cut(line: Line) -> str:
    content = one_line(line.content)
    longest = _LONGEST_CONTENT
    return content if len(content) <= longest else content[: longest - 1] + "…"


def _counts(preview: Preview[Any]) -> str:
    counts = [
        ngettext("{count} row to create", "{count} rows to create", preview.count(Outcome.NEW)),
        ngettext(
            "{count} row already there", "{count} rows already there", preview.count(Outcome.KNOWN)
        ),
        ngettext("{count} row differs", "{count} rows differ", preview.count(Outcome.CHANGED)),
        ngettext("{count} row refused", "{count} rows refused", preview.count(Outcome.REFUSED)),
    ]
    return ", ".join(
        text.format(count=preview.count(outcome))
        for text, outcome in zip(counts, Outcome, strict=True)
    )


def _data(preview: Preview[Any], receipt: Receipt | None) -> dict[str, Any]:
    return {
        "counts": {outcome.value: preview.count(outcome) for outcome in Outcome},
        "rows": [line._asdict() for line in preview.lines],
        "receipt": None if receipt is None else receipt_data(receipt),
    }
