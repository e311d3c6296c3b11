"""The requirements of documents as rows, and rows as a source: CSV, XLSX and JSON share them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from comens_tui.exchange.cell_values import (
    line_value,
    list_value,
    text_value,
    word_reader,
    words_reader,
)
from comens_tui.exchange.column_map import ColumnMap
from comens_tui.exchange.fields import Field, Kind
from comens_tui.exchange.formulas import undone
from comens_tui.exchange.plain_text import plain
from comens_tui.exchange.rows import ReadRow, read_rows, unused_columns
from comens_tui.exchange.source import Item, Lost, Section, Source
from comens_tui.exchange.table import Table
from comens_tui.i18n import N_, _
from comens_tui.model.document import Document
from comens_tui.model.numbering import natural_key
from comens_tui.model.requirement import Clause, Requirement
from comens_tui.model.words import Level, Principle
from comens_tui.text.markdown import REQUIREMENT_BLOCK, fenced_blocks, statement_of

#: The columns of an export, in order. Those in `LISTS` hold several values.
COLUMNS: Final = (
    "document",
    "section",
    "id",
    "title",
    "level",
    "statement",
    "details",
    "principles",
    "applies_to",
    "condition",
    "evidence",
    "sources",
    "phase",
    "step",
    "introduced",
    "modified",
    "status",
    "repealed_by",
    "replaced_by",
    "original_ref",
)
LISTS: Final = frozenset({"principles", "applies_to", "evidence", "sources"})
SECTION_SEPARATOR: Final = " › "


def exported_rows(documents: Iterable[Document]) -> list[dict[str, Any]]:
    """Return one row a requirement, keyed by `COLUMNS`, lists as lists, nothing left out."""
    return [row for document in documents for row in _document_rows(document)]


def _document_rows(document: Document) -> Iterator[dict[str, Any]]:
    requirements = {item.id: item for item in document.requirements}
    above: list[tuple[int, str]] = []
    for clause in document.clauses:
        if not clause.level:
            continue
        while above and above[-1][0] >= clause.level:
            above.pop()
        requirement = requirements.get(clause.id)
        if requirement is not None:
            titles = [title for level, title in above if level > 1]
            yield _row(document, requirement, clause, SECTION_SEPARATOR.join(titles))
        above.append((clause.level, clause.title))


def _row(
    document: Document, requirement: Requirement, clause: Clause, section: str
) -> dict[str, Any]:
    fields = requirement.fields.model_dump(mode="json")
    statement, details = body_parts(clause.text)
    row = {
        **fields,
        "document": document.id,
        "section": section,
        "id": requirement.id,
        "title": requirement.title,
        "statement": statement,
        "details": details,
    }
    return {name: row[name] for name in COLUMNS}


def body_parts(text: str) -> tuple[str, str]:
    """Return the statement of a requirement's clause, and the rest of what stands under it."""
    block = next(item for item in fenced_blocks(text) if item.info == REQUIREMENT_BLOCK)
    before = text[: block.start].split("\n", 1)[-1].strip()
    body = text[block.end :].strip()
    statement = statement_of(body, 0)
    paragraphs = re.split(r"\n[ \t]*\n", body)
    kept = [part for part in paragraphs if part.strip()]
    count = len(re.split(r"\n\n", statement)) if statement else 0
    details = "\n\n".join(part.strip("\n") for part in kept[count:])
    return statement, f"{before}\n\n{details}".strip()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _plain(reader: Any) -> Any:
    return lambda _dates: reader


REQUIREMENT: Final = Kind(
    "requirement",
    {
        "ref": Field(
            N_("Label"),
            _plain(line_value),
            ("id", "numero", "number", "reference", "ref", "code", "identifiant", "critere", "n"),
        ),
        "title": Field(
            N_("Title"),
            _plain(text_value),
            ("title", "titre", "intitule", "libelle", "name", "nom"),
        ),
        "statement": Field(
            N_("Statement"),
            _plain(text_value),
            ("statement", "enonce", "exigence", "requirement", "texte", "text", "description"),
        ),
        "details": Field(
            N_("Details"),
            _plain(text_value),
            ("details", "precisions", "commentaire", "notes", "guidance", "tests"),
        ),
        "section": Field(
            N_("Section"),
            _plain(line_value),
            ("section", "thematique", "theme", "chapitre", "chapter", "famille", "family", "topic"),
        ),
        "level": Field(
            N_("Level"), lambda _dates: word_reader(Level), ("level", "niveau d obligation")
        ),
        "principles": Field(
            N_("Principles"), lambda _dates: words_reader(Principle), ("principles", "principes")
        ),
        "applies_to": Field(
            N_("Applies to"), _plain(list_value), ("applies to", "s applique a", "profils")
        ),
        "condition": Field(N_("Condition"), _plain(text_value), ("condition",)),
        "evidence": Field(
            N_("Evidence"), _plain(_lines), ("evidence", "preuves", "elements de preuve", "preuve")
        ),
        "sources": Field(N_("Sources"), _plain(_lines), ("sources", "source")),
        "introduced": Field(N_("Introduced"), _plain(line_value), ("introduced",)),
        "modified": Field(N_("Modified"), _plain(line_value), ("modified",)),
        "phase": Field(N_("Phase"), _plain(line_value), ("phase",)),
        "step": Field(N_("Step"), _plain(line_value), ("step", "etape")),
        "status": Field(N_("Status"), _plain(line_value), ("status",)),
        "repealed_by": Field(N_("Repealed by"), _plain(line_value), ("repealed by",)),
        "replaced_by": Field(N_("Replaced by"), _plain(line_value), ("replaced by",)),
        "original_ref": Field(N_("Original label"), _plain(line_value), ("original ref",)),
        "document": Field(N_("Document"), _plain(line_value), ("document",)),
    },
    "statement",
    {},
)
_PLACE: Final = ("ref", "title", "statement", "details", "section", "document")


def source_of(table: Table, mapping: ColumnMap, title: str, *, marked: bool = True) -> Source:
    """Return the référentiel that a table holds; foreign rows go in the order of their labels.

    `marked` says that cells may bear the marks of `neutral`, as those of a spreadsheet do.
    What no requirement is made of, a bad row or a column left out, is listed as lost.

    Raises:
        UsageError: The mapping does not fit the table.
    """
    ours = set(COLUMNS) <= set(table.header)
    clean = (undone if marked else str) if ours else _foreign
    lost = [Lost(_place(fault.line), f"{fault.message} {fault.content}") for fault in table.faults]
    lost += [Lost(name, _("this column is left out")) for name in unused_columns(table, mapping)]
    kept: list[ReadRow] = []
    for row, source in zip(read_rows(table, REQUIREMENT, mapping, clean), table.rows, strict=True):
        reasons = row.refusals
        if not reasons and not {"title", "statement"} & set(row.values):
            reasons = (_("It has neither title nor statement."),)
        if reasons:
            said = f"{' '.join(reasons)} {' | '.join(source.cells)}"
            lost.append(Lost(_place(row.line), said))
        else:
            kept.append(row)
    refs = [str(row.values.get("ref", "")) for row in kept]
    if not ours and all(refs) and len(set(refs)) == len(refs):
        kept.sort(key=lambda row: natural_key(str(row.values["ref"])))
    documents = {str(row.values["document"]) for row in kept if row.values.get("document")}
    return Source(
        title=title,
        parts=tuple(_parts(kept)),
        lost=tuple(lost),
        document=documents.pop() if len(documents) == 1 else "",
    )


def _place(line: int) -> str:
    return _("line {line}").format(line=line)


def _parts(rows: Iterable[ReadRow]) -> Iterator[Section | Item]:
    path: tuple[str, ...] = ()
    for row in rows:
        said = str(row.values.get("section", ""))
        titles = tuple(said.split(SECTION_SEPARATOR)) if said else ()
        if titles != path:
            same = next(
                (
                    at
                    for at, pair in enumerate(zip(titles, path, strict=False))
                    if pair[0] != pair[1]
                ),
                min(len(titles), len(path)),
            )
            for depth, title in enumerate(titles[same:], start=same + 1):
                yield Section(depth, title)
            path = titles
        yield _item(row.values, len(path) + 1)


def _item(values: Mapping[str, Any], depth: int) -> Item:
    return Item(
        ref=str(values.get("ref", "")),
        title=str(values.get("title", "")),
        statement=str(values.get("statement", "")),
        details=str(values.get("details", "")),
        fields={name: value for name, value in values.items() if name not in _PLACE},
        depth=depth,
    )


def _foreign(cell: str) -> str:
    """Return the text of a cell of somebody else's; HTML is read where the cell is all HTML."""
    text = undone(cell).strip()
    return plain(text) if text.startswith("<") and text.endswith(">") else text
