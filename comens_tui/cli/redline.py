"""`comens redline`: what changes between two texts, word by word."""

from argparse import Namespace
from collections.abc import Iterator
from typing import NamedTuple

from comens_tui.cli.acting import desk_of, find
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import print_json, talk
from comens_tui.cli.reading import exact_text
from comens_tui.cli.redline_html import html_page
from comens_tui.cli.redline_text import print_redline
from comens_tui.cli.session import Session
from comens_tui.errors import RecordError, UnknownRecordError, UsageError
from comens_tui.i18n import N_, _
from comens_tui.operations.views import review
from comens_tui.store.layout import identify
from comens_tui.store.repository import Repository
from comens_tui.text.paths import readable_path, same_path
from comens_tui.text.redline import Redline, redline, to_json


class Compared(NamedTuple):
    """A redline, and the file it is about."""

    path: str
    redline: Redline


def _arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "what",
        nargs="?",
        metavar="PROPOSAL|REV..REV",
        help=_("a proposal, or two commits or tags, such as cens-v1.0.0..HEAD"),
    )
    parser.add_argument(
        "id",
        nargs="?",
        metavar="ID",
        help=_("a document, a file or a requirement, to see it alone"),
    )
    parser.add_argument("--files", nargs=2, metavar=("OLD", "NEW"), help=_("compare two files"))
    parser.add_argument(
        "--typography", action="store_true", help=_("show changes of typography too")
    )
    parser.add_argument("--whole", action="store_true", help=_("show the unchanged text too"))


def _run(session: Session, arguments: Namespace) -> int:
    found = list(_compared(session, arguments))
    if session.format == "json":
        documents = [to_json(item.redline) for item in found]
        print_json(documents[0] if len(documents) == 1 else documents)
    elif session.format == "html":
        print(html_page([item.redline for item in found]), end="")
    elif not found:
        talk(_("Nothing changes."))
    else:
        for item in found:
            print_redline(
                item.redline,
                show_typography=arguments.typography,
                changes_only=not arguments.whole,
            )
    return 0


def _compared(session: Session, arguments: Namespace) -> Iterator[Compared]:
    if arguments.files:
        if arguments.what:
            raise UsageError(
                _("--files compares two files, and nothing else is named with it."),
                hint=_("For instance: comens redline --files old.md new.md"),
            )
        old, new = arguments.files
        yield Compared(new, redline(exact_text(old), exact_text(new), old_name=old, new_name=new))
        return
    if not arguments.what:
        raise UsageError(
            _("Say what to compare."),
            hint=_("A proposal, two revisions as REV..REV, or --files OLD NEW."),
        )
    if ".." in arguments.what:
        repository = session.closing.enter_context(Repository.open(session.start))
        found = list(_between(repository, arguments.what, arguments.id))
    else:
        desk = desk_of(session)
        proposals = desk.workspace.snapshot().proposals
        proposal = find(proposals, arguments.what, where="comens proposal list")
        changes = review(desk, proposal.id).changes
        found = [Compared(change.path, change.redline) for change in changes]
    yield from _chosen(found, arguments.id)


def _between(repository: Repository, span: str, wanted: str | None) -> Iterator[Compared]:
    """Yield the redline of each text that differs, or of the file that is wanted."""
    old_rev, _dots, new_rev = span.partition("..")
    old_rev, new_rev = old_rev or "HEAD", new_rev.removeprefix(".") or "HEAD"
    old, new = repository.files(old_rev), repository.files(new_rev)
    for path in sorted({*old, *new}):
        blobs = [entry.blob if (entry := side.get(path)) else None for side in (old, new)]
        is_wanted = wanted is not None and _is_named(path, wanted)
        if not is_wanted and (blobs[0] == blobs[1] or not _is_text(repository, path)):
            continue
        before, after = (_content(repository, blob) for blob in blobs)
        if not is_wanted and (b"\0" in before or b"\0" in after):
            talk(_("{path} is not a text and is left out.").format(path=readable_path(path)))
            continue
        yield Compared(
            path,
            redline(
                _decoded(before, path),
                _decoded(after, path),
                old_name=f"{old_rev}:{readable_path(path)}",
                new_name=f"{new_rev}:{readable_path(path)}",
            ),
        )


def _is_text(repository: Repository, path: str) -> bool:
    """Tell whether a file is compared unasked: the documents of a workspace, else any file."""
    place = identify(path)
    return repository.workspace is None or (place is not None and place.kind == "document")


def _is_named(path: str, wanted: str) -> bool:
    place = identify(path)
    is_document = place is not None and place.kind == "document" and place.id == wanted.upper()
    return is_document or same_path(path, wanted)


def _content(repository: Repository, blob: str | None) -> bytes:
    found = repository.git.objects.read(blob) if blob else None
    return (found.content if found is not None and found.type == "blob" else None) or b""


def _decoded(content: bytes, path: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise RecordError(
            _("This is not UTF-8 text."),
            hint=_("Convert it first: iconv -f LATIN1 -t UTF-8 {path}").format(path=path),
            path=path,
        ) from error


def _chosen(found: list[Compared], wanted: str | None) -> list[Compared]:
    """Return the documents that `wanted` names: an id, a path, or a requirement in them.

    Raises:
        UnknownRecordError: None of them has it.
    """
    if wanted is None:
        return found
    for item in found:
        if _is_named(item.path, wanted):
            return [item]
    chosen = [
        _narrowed(item, wanted.upper())
        for item in found
        if any(clause.id == wanted.upper() for clause in item.redline.clauses)
    ]
    if not chosen:
        raise UnknownRecordError(
            _("Nothing called {id} changes there.").format(id=wanted),
            hint=_("What changes: {paths}").format(
                paths=", ".join(item.path for item in found) or "—"
            ),
        )
    return chosen


def _narrowed(item: Compared, clause_id: str) -> Compared:
    kept = tuple(clause for clause in item.redline.clauses if clause.id == clause_id)
    return Compared(item.path, item.redline._replace(clauses=kept))


COMMANDS = (
    Command(
        "",
        N_("What changes between two texts, word by word"),
        _run,
        _arguments,
        details=N_(
            "Show what a proposal changes, what changed between two commits or tags, or how "
            "two files differ. Without colour, removed words are in [-…-] and new ones in {+…+}. "
            "In JSON, one document gives one object, several a list of them. Revisions are "
            "compared in any git clone or bundle."
        ),
        examples=(
            "redline P-2026-014",
            "redline cens-v1.0.0..HEAD TLC.4",
            "redline --files old.md new.md --format json",
        ),
        formats=("text", "json", "html"),
    ),
)
