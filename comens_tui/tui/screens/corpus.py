"""Corpus: the documents in force, their requirements and their text. Read only."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType

from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.document import Document
from comens_tui.model.requirement import Clause, Requirement
from comens_tui.text.labels import label
from comens_tui.tui import prose, reading
from comens_tui.tui.action_table import CORPUS
from comens_tui.tui.actions import bindings
from comens_tui.tui.modals.guide import Reading
from comens_tui.tui.prose import Block, PageItem, Span, fields, heading, paragraph
from comens_tui.tui.screens.base import Detail, ListScreen
from comens_tui.tui.session import Session
from comens_tui.tui.widgets.bars import SummaryBar
from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows

_HISTORY = 200


class CorpusScreen(ListScreen):
    """Each document, then its requirements; the detail is the text."""

    SCOPE = CORPUS
    BINDINGS: ClassVar[list[BindingType]] = bindings(CORPUS)
    COLUMNS = (
        Column(N_("Id"), 14),
        Column(N_("Title"), 30, grows=True),
        Column(N_("Strength or status"), 18, drop=1),
        Column(N_("Version"), 7, drop=2),
    )
    EMPTY = N_("The corpus holds no document yet.")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._documents: dict[str, Document] = {}
        self._clause = ""

    def load(self) -> None:
        """Read the documents."""
        desk = self.session.desk
        self.read(lambda: reading.documents(desk), self._show)

    def _show(self, documents: Sequence[Document]) -> None:
        self._documents = {document.path: document for document in documents}
        self.show_rows(MemoryRows([row for one in documents for row in _rows(one)]))
        requirements = sum(
            requirement.fields.status == "active"
            for document in documents
            for requirement in document.requirements
        )
        texts = ngettext("{count} document", "{count} documents", len(documents))
        rules = ngettext("{count} requirement", "{count} requirements", requirements)
        self.query_one("#summary", SummaryBar).show(
            texts.format(count=len(documents)) + "   " + rules.format(count=requirements)
        )

    def _document(self) -> Document | None:
        return self._documents.get(self.table.row.key.partition("|")[0]) if self.table.row else None

    def place(self) -> str:
        """Name the document open."""
        document = self._document()
        return document.id if self.is_open and document else ""

    def record(self) -> str:
        """Return the id of the document."""
        document = self._document()
        return document.id if document else ""

    def copied(self) -> str:
        """Return the requirement under the cursor, id and statement; else the document's id."""
        row = self.table.row
        document = self._document()
        if row is None or document is None:
            return ""
        clause = row.key.partition("|")[2]
        found = next((item for item in document.requirements if item.id == clause), None)
        return f"{found.id}  {found.statement.strip()}" if found else document.id

    def row_summary(self) -> str:
        """Say whether the text binds."""
        document = self._document()
        if document is None:
            return ""
        return _("{id}: {status}, {legal}").format(
            id=document.id,
            status=label(document.front.status),
            legal=label(document.front.legal.state),
        )

    def visit(self, record: str) -> None:
        """Open `path|clause`; the document alone when the clause has no line of its own."""
        path = record.partition("|")[0]
        known = self.table.select(record)
        super().visit(record if known else path)

    def read_detail(self, key: str) -> Detail:
        """Return the text of a document, from the clause asked for."""
        path, _bar, clause = key.partition("|")
        document = self._documents[path]
        items = tuple(document_items(document, clause))
        return Detail(items)

    def action_document_history(self) -> None:
        """Show the acts that changed the document, the latest first."""
        document = self._document()
        if document is None:
            return
        desk = self.session.desk

        def show(blocks: tuple[PageItem, ...]) -> None:
            title = _("History of {id}").format(id=document.id)
            self.app.push_screen(Reading(title, blocks))

        self.read(lambda: tuple(reading.history(desk, document.path, _HISTORY)), show)


def _rows(document: Document) -> Iterator[ListRow]:
    front = document.front
    yield ListRow(
        document.path,
        (document.id, front.title, label(front.status), front.version),
        prose.STRONG,
    )
    for requirement in document.requirements:
        active = requirement.fields.status == "active"
        strength = label(requirement.fields.level) if active else label("repealed")
        yield ListRow(
            f"{document.path}|{requirement.id}",
            (f"  {requirement.id}", requirement.title, strength, ""),
            prose.PLAIN if active else prose.QUIET,
        )


def document_items(document: Document, clause: str) -> Iterator[PageItem]:
    """Yield one clause with its fields, or the whole document."""
    requirements = {item.id: item for item in document.requirements}
    if clause in requirements:
        yield from requirement_items(requirements[clause])
        yield Block((Span(_("In {id}, {path}").format(id=document.id, path=document.path)),))
        return
    front = document.front
    yield heading(f"{document.id}  {front.title}", anchor=document.id)
    yield from fields(
        [
            (_("Kind"), label(front.kind)),
            (_("Status"), label(front.status)),
            (_("Legal state"), label(front.legal.state)),
            (_("Order"), front.legal.order or ""),
            (_("Version"), front.version),
            (_("Audiences"), ", ".join(label(item) for item in front.audiences)),
            (_("Owner"), front.owner),
            (_("Sources"), ", ".join(front.sources)),
            (_("Review by"), front.review_by.isoformat() if front.review_by else ""),
        ]
    )
    yield Block()
    for part in document.clauses:
        yield from _clause_items(part, requirements.get(part.id))


def _clause_items(part: Clause, requirement: Requirement | None) -> Iterator[PageItem]:
    if part.id == "---":
        return
    if requirement is not None:
        yield from requirement_items(requirement)
        return
    lines = part.text.splitlines()
    if part.title and lines and lines[0].startswith("#"):
        lines = lines[1:]
        yield heading(part.title, anchor=part.id)
    yield from prose_items("\n".join(lines))


def requirement_items(requirement: Requirement) -> Iterator[PageItem]:
    """Yield a requirement: its statement first, then what is known of it."""
    data = requirement.fields
    yield heading(f"{requirement.id}  {requirement.title}", anchor=requirement.id)
    yield from prose_items(requirement.statement)
    yield from fields(
        [
            (_("Strength"), label(data.level)),
            (_("Condition"), data.condition or ""),
            (_("Principles"), ", ".join(label(item) for item in data.principles)),
            (_("Applies to"), ", ".join(label(item) for item in data.applies_to)),
            (_("Evidence"), "; ".join(data.evidence)),
            (_("Sources"), ", ".join(data.sources)),
            (_("Since"), data.introduced),
            (_("Changed in"), data.modified or ""),
            (_("Repealed by"), data.repealed_by or ""),
            (_("Replaced by"), data.replaced_by or ""),
        ]
    )
    yield Block()


def prose_items(text: str) -> Iterator[Block]:
    """Yield Markdown text: soft line ends joined, lists and quotes kept line by line."""
    held: list[str] = []
    for line in [*text.strip("\n").split("\n"), ""]:
        starts = line.lstrip().startswith(("- ", "* ", "> ", "|", "```", "#")) or not line.strip()
        if starts and held:
            yield paragraph(" ".join(held))
            held = []
        if not line.strip():
            yield Block()
        elif starts:
            hang = 2 if line.lstrip().startswith(("- ", "* ", "> ")) else 0
            yield Block((Span(line),), hang=hang)
        else:
            held.append(line.strip())
