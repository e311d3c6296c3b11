"""`comens redline`: what changes between two texts, word by word."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any, NamedTuple

from comens_tui.cli.acting import desk_of, find
from comens_tui.cli.command import Command
from comens_tui.cli.history import acts_of, open_history, subject_of
from comens_tui.cli.history_text import change_row
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import (
    answer,
    print_json,
    talk,
)
from comens_tui.cli.reading import exact_text
from comens_tui.cli.redline_text import print_redline
from comens_tui.cli.session import Session
from comens_tui.errors import UnknownRecordError, UsageError
from comens_tui.exchange.redline_html import Section, redline_page
from comens_tui.i18n import N_, _
from comens_tui.operations.histories import Act, Histories
from comens_tui.operations.history_words import happened, odd
from comens_tui.operations.redlines import DocumentChange, document_changes, is_named
from comens_tui.operations.views import review
from comens_tui.store.repository import Repository
from comens_tui.store.workspace import Workspace
from comens_tui.text.clause_parts import is_requirement_id
from comens_tui.text.paths import readable_path
from comens_tui.text.redline import Redline, redline, to_json
from comens_tui.text.visible import one_line
from comens_tui.text.word_diff import changed_words

#: More acts than any history has.
_WHOLE = 1 << 31


class _Answer(NamedTuple):
    """What is shown: a title and redlines; `is_history` where each is a step of one text."""

    title: str
    parts: list["_Part"]
    is_history: bool = False


class _Part(NamedTuple):
    """One redline, its heading, what is said of it, and what JSON says besides."""

    title: str
    redline: Redline
    notes: tuple[str, ...] = ()
    language: str = ""
    more: dict[str, Any] | None = None


def _arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "what",
        nargs="?",
        metavar="PROPOSAL|REQUIREMENT|REV..REV",
        help=_(
            "a proposal, a requirement through its history, or two commits or tags, such as "
            "cens-v1.0.0..HEAD"
        ),
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
    found = _answer(session, arguments)
    if session.format == "json":
        documents = [{**(part.more or {}), **to_json(part.redline)} for part in found.parts]
        is_one = len(documents) == 1 and not found.is_history
        print_json(documents[0] if is_one else documents)
    elif session.format == "html":
        sections = [
            Section(part.title, part.notes, part.redline, part.language) for part in found.parts
        ]
        page = redline_page(
            found.title, sections, typography=arguments.typography, whole=arguments.whole
        )
        print(page, end="")
    elif not found.parts:
        talk(_("Nothing changes."))
    else:
        _print(found, show_typography=arguments.typography, changes_only=not arguments.whole)
    return 0


def _print(found: _Answer, *, show_typography: bool, changes_only: bool) -> None:
    for place, part in enumerate(found.parts):
        if place:
            answer()
        if found.is_history:
            answer(f"== {part.title}")
            for note in part.notes:
                answer(one_line(note))
        print_redline(part.redline, show_typography=show_typography, changes_only=changes_only)


def _answer(session: Session, arguments: Namespace) -> _Answer:
    what, wanted = arguments.what, arguments.id
    if arguments.files:
        if what:
            raise UsageError(
                _("--files compares two files, and nothing else is named with it."),
                hint=_("For instance: comens redline --files old.md new.md"),
            )
        return _files(*arguments.files)
    if not what:
        raise UsageError(
            _("Say what to compare."),
            hint=_("A proposal, a requirement, two revisions as REV..REV, or --files OLD NEW."),
        )
    if ".." in what:
        return _between(session, what, wanted)
    if is_requirement_id(what.upper()):
        return _history(session, what.upper(), wanted)
    desk = desk_of(session)
    snapshot = desk.workspace.snapshot()
    proposal = find(
        snapshot.proposals, what, where="comens proposal list", problems=snapshot.problems
    )
    changes = [
        DocumentChange(change.path, change.redline) for change in review(desk, proposal.id).changes
    ]
    return _documents(desk.workspace, f"{proposal.id} — {proposal.title}", changes, wanted)


def _between(session: Session, span: str, wanted: str | None) -> _Answer:
    old, _dots, new = span.partition("..")
    old, new = old or "HEAD", new.removeprefix(".") or "HEAD"
    repository = session.closing.enter_context(Repository.open(session.start))
    found = document_changes(repository, old, new, wanted)
    for path in found.left_out:
        talk(_("{path} is not a text and is left out.").format(path=readable_path(path)))
    title = _("Redline from {old} to {new}").format(old=old, new=new)
    return _documents(repository.workspace, title, found.changes, wanted)


def _files(old: str, new: str) -> _Answer:
    found = redline(exact_text(old), exact_text(new), old_name=old, new_name=new)
    return _Answer(_("Redline from {old} to {new}").format(old=old, new=new), [_Part(new, found)])


def _documents(
    workspace: Workspace | None, title: str, found: Sequence[DocumentChange], wanted: str | None
) -> _Answer:
    documents = workspace.snapshot().documents.values() if workspace else ()
    languages = {document.path: document.front.language for document in documents}
    return _Answer(
        title,
        [
            _Part(readable_path(item.path), item.redline, language=languages.get(item.path, ""))
            for item in _chosen(found, wanted)
        ],
    )


def _history(session: Session, requirement_id: str, wanted: str | None) -> _Answer:
    if wanted:
        raise UsageError(
            _("A requirement is seen through its whole history: nothing else is named with it."),
            hint=_("For instance: comens redline cens-v1.0.0..HEAD {id}").format(id=requirement_id),
        )
    opened = open_history(session)
    acts = acts_of(opened, subject_of(opened, requirement_id), _WHOLE)
    title = _("{id} through its history").format(id=requirement_id)
    return _Answer(title, [_step(opened.questions, act) for act in acts[::-1]], is_history=True)


def _step(questions: Histories, act: Act) -> _Part:
    """Return what one act did to the requirement, with all that stands behind it."""
    day = act.commit.when.date().isoformat()
    notes = [act.commit.subject]
    if act.change is not None:
        notes.append(happened(act.change))
    if act.oddities:
        notes.append(odd(act))
    return _Part(
        f"{day} — {act.behind.decision}" if act.behind.decision else day,
        questions.redline_of(act),
        notes=tuple(notes),
        language="fr",
        more=change_row(act),
    )


def _chosen(found: Sequence[DocumentChange], wanted: str | None) -> Sequence[DocumentChange]:
    """Return the documents that `wanted` names: an id, a path, or a requirement in them.

    Raises:
        UnknownRecordError: None of them has it.
    """
    if wanted is None:
        return found
    for item in found:
        if is_named(item.path, wanted):
            return [item]
    narrowed = (_narrowed(item, wanted.upper()) for item in found)
    chosen = [item for item in narrowed if item.redline.clauses]
    if not chosen:
        raise UnknownRecordError(
            _("Nothing called {id} changes there.").format(id=wanted),
            hint=_("What changes: {paths}").format(
                paths=", ".join(item.path for item in found) or "—"
            ),
        )
    return chosen


def _narrowed(item: DocumentChange, clause_id: str) -> DocumentChange:
    """Return the redline of one clause, named as it was or as it is, with its own counts."""
    kept = tuple(
        clause for clause in item.redline.clauses if clause_id in (clause.id, clause.old_id)
    )
    numbers = [changed_words(clause.ops) for clause in kept]
    return item._replace(
        redline=item.redline._replace(
            clauses=kept,
            inserted_words=sum(inserted for inserted, _deleted in numbers),
            deleted_words=sum(deleted for _inserted, deleted in numbers),
        )
    )


COMMANDS = (
    Command(
        "",
        N_("What changes between two texts, word by word"),
        _run,
        _arguments,
        details=N_(
            "Show what a proposal changes, every version of a requirement with the decision "
            "that made it, what changed between two commits or tags, or how two files differ. "
            "Without colour, removed words are in [-…-] and new ones in {+…+}. In HTML, one page "
            "that needs nothing else. In JSON, every clause whole: one document gives one "
            "object, several and the history of a requirement a list of them. Revisions are "
            "compared in any git clone or bundle."
        ),
        examples=(
            "redline P-2026-014",
            "redline ETH.14",
            "redline cens-v1.0.0..HEAD TLC.4",
            "redline cens-v1.0.0..HEAD --format html > redline.html",
            "redline --files old.md new.md --format json",
        ),
        formats=("text", "json", "html"),
    ),
)
