"""`comens document`: the documents of the corpus, their history, and what to search."""

from argparse import Namespace
from typing import Any

from comens_tui.cli.acting import desk_of, find
from comens_tui.cli.arguments import choices, names, number, word
from comens_tui.cli.command import Command
from comens_tui.cli.document_search import SEARCH
from comens_tui.cli.history import acts_of, open_history, subject_of
from comens_tui.cli.history_text import print_acts
from comens_tui.cli.listing import add_search, found_rows
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import Column, answer, print_fields, print_json, print_list
from comens_tui.cli.session import Session
from comens_tui.cli.table_commands import add_table_arguments
from comens_tui.errors import UnknownRecordError
from comens_tui.i18n import N_, _
from comens_tui.model.document import Document
from comens_tui.model.link import Relation
from comens_tui.model.requirement import Requirement
from comens_tui.model.words import DocumentKind, DocumentStatus, LegalState, Level, Principle
from comens_tui.operations.tracing import impact_of
from comens_tui.store.index import Index
from comens_tui.store.index_rows import Row
from comens_tui.store.workspace import Workspace
from comens_tui.text.labels import label

DEFAULT_LIMIT = 50
#: How many records are named as touched by a change; `comens trace` names them all.
_TOUCHED = 8
IMPORT_FORMATS = ("markdown", "csv", "xlsx", "json", "oscal", "ciso-assistant")


def _list_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "--kind", type=word(DocumentKind), metavar="KIND", help=choices(DocumentKind)
    )
    add_search(parser)


def _list(session: Session, arguments: Namespace) -> int:
    rows = [
        _row(item)
        for item in found_rows(
            desk_of(session), "document", state=None, search=arguments.search, limit=arguments.limit
        )
        if arguments.kind in (None, item.extra["kind"])
    ]
    columns = [
        Column("id", _("ID")),
        Column("kind", _("KIND"), lambda kind: label(DocumentKind(kind))),
        Column("version", _("VERSION")),
        Column("status", _("STATUS"), lambda status: label(DocumentStatus(status))),
        Column("legal", _("FORCE"), lambda state: label(LegalState(state))),
        Column("requirements", _("REQUIREMENTS"), str),
        Column("title", _("TITLE"), flexible=True),
    ]
    print_list(rows, columns, as_json=session.wants_json, nothing=_("No document fits."))
    return 0


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.extra["kind"],
        "version": row.extra["version"],
        "status": row.state,
        "legal": row.extra["legal"],
        "requirements": row.extra["requirements"],
        "title": row.title,
        "path": row.path,
    }


def _show_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "id", metavar="ID", help=_("a document or a requirement, such as REF-TLC or TLC.4")
    )
    parser.add_argument("--text", action="store_true", help=_("print the source text"))
    parser.add_argument("--at", metavar="REV", help=_("as it was at a commit or a tag"))


def _show(session: Session, arguments: Namespace) -> int:
    workspace = desk_of(session).workspace
    snapshot = workspace.snapshot(arguments.at or "HEAD")
    documents = snapshot.documents
    owner = _owner(documents.values(), arguments.id)
    if owner:
        touched = () if arguments.at or arguments.text else _touched(workspace, owner[1].id)
        return _show_requirement(session, *owner, text=arguments.text, touched=touched)
    document = find(
        documents, arguments.id, where="comens document list", problems=snapshot.problems
    )
    if session.wants_json:
        print_json(_document_data(document))
    elif arguments.text:
        answer(document.text.removesuffix("\n"))
    else:
        _print_document(document)
    return 0


def _owner(documents: Any, requirement_id: str) -> tuple[Document, Requirement] | None:
    wanted = requirement_id.upper()
    return next(
        (
            (document, item)
            for document in documents
            for item in document.requirements
            if item.id == wanted
        ),
        None,
    )


def _print_document(document: Document) -> None:
    front = document.front
    print_fields(
        [
            (_("Document"), front.id),
            (_("Title"), front.title),
            (_("Kind"), front.kind),
            (_("Version"), front.version),
            (_("Status"), front.status),
            (_("Legal force"), front.legal.state),
            (_("Order"), front.legal.order),
            (_("In force from"), front.legal.effective),
            (_("Audiences"), front.audiences),
            (_("Owner"), front.owner),
            (_("To be looked at by"), front.review_by),
            (_("File"), document.path),
        ]
    )
    if document.requirements:
        answer()
    for item in document.requirements:
        answer(f"{item.id}  {label(item.fields.level)}  {item.title}")


def _document_data(document: Document) -> dict[str, Any]:
    return {
        **document.front.to_full_data(),
        "path": document.path,
        "requirements": [_requirement_data(item) for item in document.requirements],
        "text": document.text,
    }


def _requirement_data(requirement: Requirement) -> dict[str, Any]:
    return {
        "id": requirement.id,
        "title": requirement.title,
        "line": requirement.line,
        **requirement.fields.model_dump(mode="json"),
        "statement": requirement.statement,
    }


def _touched(workspace: Workspace, requirement: str) -> tuple[str, ...]:
    """Return the records that a change to the requirement would touch, as far as is committed."""
    with Index.open(workspace) as index:
        try:
            found = impact_of(workspace, index, requirement)
        except UnknownRecordError:
            return ()
    touches = found.impact.touches
    own = {item.id for item in touches if item.relation is Relation.HOLDS}
    names = tuple(dict.fromkeys(x.id for x in touches if x.id in found.rows and x.id not in own))
    return (*names[:_TOUCHED], *("…" for _rest in names[_TOUCHED : _TOUCHED + 1]))


def _show_requirement(
    session: Session,
    document: Document,
    requirement: Requirement,
    *,
    text: bool,
    touched: tuple[str, ...],
) -> int:
    if session.wants_json:
        print_json({"document": document.id, **_requirement_data(requirement)})
        return 0
    if text:
        clause = next(item for item in document.clauses if item.id == requirement.id)
        answer(clause.text.removesuffix("\n"))
        return 0
    fields = requirement.fields
    print_fields(
        [
            (_("Requirement"), requirement.id),
            (_("Title"), requirement.title),
            (_("Document"), document.id),
            (_("Level"), fields.level),
            (_("Principles"), fields.principles),
            (_("Applies to"), fields.applies_to),
            (_("Condition"), fields.condition),
            (_("Evidence"), fields.evidence),
            (_("Sources"), fields.sources),
            (_("Introduced"), fields.introduced),
            (_("Modified"), fields.modified),
            (_("Repealed by"), fields.repealed_by),
            (_("Replaced by"), fields.replaced_by),
            (_("A change touches"), touched),
            (_("Original label"), fields.original_ref),
            (_("Place"), f"{document.path}:{requirement.line}"),
        ]
    )
    answer()
    answer(requirement.statement.strip())
    return 0


def _import_arguments(parser: CommandParser) -> None:
    add_table_arguments(parser)
    parser.add_argument(
        "--from",
        dest="form",
        choices=IMPORT_FORMATS,
        metavar="FORMAT",
        help=_("told by its content unless said; one of: {choices}").format(
            choices=", ".join(IMPORT_FORMATS)
        ),
    )
    parser.add_argument("--id", metavar="REF-X", help=_("id of the document"))
    parser.add_argument("--title", metavar="TEXT", help=_("one line"))
    parser.add_argument(
        "--kind", type=word(DocumentKind), metavar="KIND", help=choices(DocumentKind)
    )
    parser.add_argument("--owner", metavar="GROUP", help=_("working group in charge"))
    parser.add_argument("--language", metavar="CODE", help=_("language of the text, such as fr"))
    parser.add_argument(
        "--prefix", metavar="LETTERS", help=_("letters of the ids that are given to requirements")
    )
    parser.add_argument(
        "--principle",
        type=word(Principle),
        action="append",
        default=[],
        metavar="PRINCIPLE",
        help=_("where the source names none: {choices}").format(choices=choices(Principle)),
    )
    parser.add_argument(
        "--applies-to", type=names, default=(), metavar="WHO,WHO", help=_("where it says nothing")
    )
    parser.add_argument(
        "--level",
        type=word(Level),
        metavar="LEVEL",
        help=_("where its verbs say nothing: {choices}").format(choices=choices(Level)),
    )


def _import(session: Session, arguments: Namespace) -> int:
    from comens_tui.cli.document_import import run

    return run(session, arguments)


def _history_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "id",
        metavar="DOCUMENT|REQUIREMENT|PATH",
        help=_("such as REF-TLC, ETH.14, or a path in any repository"),
    )
    parser.add_argument(
        "--limit", type=number(1), default=DEFAULT_LIMIT, metavar="N", help=_("how many at most")
    )
    parser.add_argument(
        "--redline", action="store_true", help=_("show the words that each act changed")
    )


def _history(session: Session, arguments: Namespace) -> int:
    opened = open_history(session)
    acts = acts_of(opened, subject_of(opened, arguments.id), arguments.limit)
    print_acts(session, opened.questions, acts, with_redline=arguments.redline)
    return 0


COMMANDS = (
    Command(
        "list",
        N_("List the documents"),
        _list,
        _list_arguments,
        examples=("document list --kind referential",),
    ),
    Command(
        "show",
        N_("Show a document or a requirement"),
        _show,
        _show_arguments,
        examples=("document show REF-TLC", "document show TLC.4 --at cens-v1.0.0"),
    ),
    Command(
        "import",
        N_("Propose a document read from another format"),
        _import,
        _import_arguments,
        details=N_(
            "Propose a référentiel read from Markdown, a table, an OSCAL catalog or a library of "
            "CISO Assistant. It becomes the text of a draft proposal, since only a decision "
            "changes the corpus; what finds no place in it is listed."
        ),
        examples=(
            "document import rgaa.csv --id REF-RGAA --dry-run",
            "document import catalog.json --from oscal --id REF-SEC --title Sécurité",
        ),
        writes=True,
    ),
    Command(
        "history",
        N_("The acts that changed a document or a requirement, each with its decision"),
        _history,
        _history_arguments,
        details=N_(
            "Show the acts on a document, a requirement or a file, the latest first by "
            "ancestry: date, decision, vote and reports behind each. A requirement is "
            "followed through the numbers and documents it had. Any git clone or bundle can "
            "be read so, by path."
        ),
        examples=(
            "document history REF-TLC",
            "document history ETH.14 --redline",
            "document history docs/format.md --workspace other-clone",
        ),
    ),
    SEARCH,
)
