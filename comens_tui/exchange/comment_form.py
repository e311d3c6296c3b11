"""The empty form that a college fills in offline, and its Markdown form read back as a table.

The workbook is a table like any other. The Markdown form is made of headings and of lines
`- Label : words`; a comment runs over as many lines as it needs.
"""

import re
from collections.abc import Iterator
from typing import Final

from comens_tui.exchange.cell_values import folded
from comens_tui.exchange.comment_fields import COMMENT
from comens_tui.exchange.encodings import decode
from comens_tui.exchange.table import MAX_CELL, Fault, Row, Table, require_size
from comens_tui.exchange.tables import read_table
from comens_tui.exchange.xlsx_writing import workbook
from comens_tui.i18n import LANGUAGES, _, speaking
from comens_tui.model.consultation import LEGAL_COLLEGES, Consultation
from comens_tui.rules.clause_anchors import ClauseAtlas
from comens_tui.text.labels import label

#: The columns of the form, in the order of the ISO/IEC comments template.
FIELDS: Final = (
    "college",
    "author",
    "consent",
    "received",
    "document",
    "line",
    "clause",
    "paragraph",
    "type",
    "text",
    "proposed_change",
)
_WIDTHS: Final = (22, 18, 12, 12, 24, 8, 16, 14, 8, 60, 60)
#: Said once, above the comments, for all of them.
_COMMON: Final = ("college", "author", "consent", "received")
_MARK: Final = "<!-- comens consultation form"
_EMPTY_COMMENTS: Final = 5
_ENTRY = re.compile(r"- ([^:：]{1,60}?)[ \u00a0\u202f]*[:：]\s?(.*)")


def form_workbook(consultation: Consultation) -> bytes:
    """Return the empty form as a workbook."""
    header = [_(COMMENT.fields[name].label) for name in FIELDS]
    return workbook(consultation.id, header, (), _WIDTHS)


def form_markdown(consultation: Consultation, atlas: ClauseAtlas) -> str:
    """Return the empty form as Markdown, with the clauses that can be commented on."""
    closes = _("To be sent back by {closes}, that day included.").format(
        closes=consultation.closes.isoformat()
    )
    lines = [
        f"{_MARK} {consultation.id} -->",
        "",
        f"# {consultation.id} — {' '.join(consultation.title.split())}",
        "",
        closes,
        "",
        _("College: one of {choices}.").format(choices=", ".join(map(label, LEGAL_COLLEGES))),
        _("Kind of comment: ge (general), te (technical) or ed (editorial)."),
        _("Consent to be named: yes or no; without it a pseudonym is used."),
        "",
        *(f"- {_(COMMENT.fields[name].label)} : " for name in _COMMON),
    ]
    clauses = [clause for document in atlas.documents.values() for clause in document.clauses]
    if clauses:
        lines += ["", "## " + _("Clauses of the text"), ""]
        lines += [f"* {item.id} — {item.title}" for item in clauses if item.title]
    for number in range(1, _EMPTY_COMMENTS + 1):
        lines += ["", "## " + _("Comment {number}").format(number=number), ""]
        lines += [f"- {_(COMMENT.fields[name].label)} : " for name in FIELDS if name not in _COMMON]
    return "\n".join(lines) + "\n"


def read_comments(content: bytes, name: str, sheet: str | None = None) -> Table:
    """Return the comments in a CSV, XLSX or JSON file, or in a Markdown form.

    Raises:
        RecordError: It cannot be read as one of them; `name` is told with the remedy.
    """
    return read_form(content, name) if is_form(content) else read_table(content, name, sheet)


def is_form(content: bytes) -> bool:
    """Tell whether a file is a Markdown form."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_MARK.encode())


def read_form(content: bytes, name: str) -> Table:
    """Return the comments of a Markdown form as a table; comments left empty are left out.

    Raises:
        RecordError: The file is empty or too large.
    """
    require_size(content, name)
    text = decode(content).text
    header = tuple(_(COMMENT.fields[field].label) for field in FIELDS)
    common: dict[str, str] = {}
    rows: list[Row] = []
    faults: list[Fault] = []
    for place, (line, values) in enumerate(_sections(text)):
        if place == 0:
            common = {key: value for key, value in values.items() if key in _COMMON}
            continue
        if not (values.get("text") or values.get("proposed_change")):
            continue
        told = {**common, **{key: value for key, value in values.items() if value}}
        cells = tuple(told.get(field, "") for field in FIELDS)
        if max(map(len, cells)) > MAX_CELL:
            message = _("A cell is longer than {most} characters.").format(most=MAX_CELL)
            faults.append(Fault(line, message, cells[FIELDS.index("text")][:MAX_CELL]))
        else:
            rows.append(Row(line, cells))
    return Table(header, tuple(rows), tuple(faults), (_("Form filled in as Markdown."),))


def _sections(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield what stands above the first comment, then each one: its line and its entries."""
    fields = _field_names()
    start, values, field = 1, dict[str, str](), ""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("## "):
            yield start, _stripped(values)
            start, values, field = number, {}, ""
            continue
        entry = _ENTRY.fullmatch(line.rstrip())
        if entry and folded(entry[1]) in fields:
            field = fields[folded(entry[1])]
            values[field] = entry[2]
        elif field:
            values[field] += f"\n{line}"
    yield start, _stripped(values)


def _stripped(values: dict[str, str]) -> dict[str, str]:
    return {field: value.strip() for field, value in values.items() if value.strip()}


def _field_names() -> dict[str, str]:
    """Return the field of each label, in every language."""
    names: dict[str, str] = {}
    for language in LANGUAGES:
        with speaking(language):
            names |= {folded(_(COMMENT.fields[name].label)): name for name in FIELDS}
    return names
