"""`comens document search`: what a person looks for, in everything the workspace keeps."""

from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable
from typing import Any, TypeVar

from comens_tui.cli.acting import desk_of
from comens_tui.cli.arguments import choices, number, word
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import (
    answer,
    print_json,
    talk,
)
from comens_tui.cli.session import Session
from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.words import Principle
from comens_tui.operations.finding import Hit, hits
from comens_tui.store.index import Index
from comens_tui.text.search_names import (
    KINDS,
    found_state_label,
    kind_label,
    kinds_named,
    states_named,
)
from comens_tui.text.search_query import Query, narrowed_by, parse
from comens_tui.text.visible import one_line

F = TypeVar("F")
DEFAULT_LIMIT = 20
_EXCERPT = 140


def _arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "text", nargs="*", metavar="TEXT", help=_("words, “phrases” between quotes, an id, filters")
    )
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="WORD",
        help=_("leave out what has this word; may be repeated"),
    )
    parser.add_argument(
        "--kind", type=_named(kinds_named, _kind_choices()), metavar="KIND", help=_kind_choices()
    )
    parser.add_argument(
        "--principle", type=word(Principle), metavar="PRINCIPLE", help=choices(Principle)
    )
    parser.add_argument(
        "--state",
        type=_named(states_named, _("a state or a level, such as adopted or mandatory")),
        metavar="STATE",
        help=_("a state or a level, such as adopted or mandatory"),
    )
    parser.add_argument(
        "--document",
        default="",
        metavar="ID",
        help=_("only in a document, and in the comments on it"),
    )
    parser.add_argument(
        "--limit", type=number(1), default=DEFAULT_LIMIT, metavar="N", help=_("how many at most")
    )


def _kind_choices() -> str:
    return ", ".join(f"{kind} ({kind_label(kind)})" for kind in KINDS)


def _named(find: Callable[[str], frozenset[F]], known: str) -> Callable[[str], frozenset[F]]:
    """Return what reads a name, or the beginning of one; it refuses what nothing has."""

    def read(text: str) -> frozenset[F]:
        found = find(text)
        if not found:
            raise ArgumentTypeError(
                _("“{text}” is none of: {choices}.").format(text=text, choices=known)
            )
        return found

    return read


def _search(session: Session, arguments: Namespace) -> int:
    workspace = desk_of(session).workspace
    query = narrowed_by(
        parse(" ".join((*arguments.text, *(f'-"{word}"' for word in arguments.without)))),
        kinds=arguments.kind,
        principles=frozenset([arguments.principle.value]) if arguments.principle else None,
        states=arguments.state,
        document=arguments.document,
    )
    with Index.open(workspace) as index:
        found = index.find(query, limit=arguments.limit)
        shown = hits(workspace, index, found.rows, query, _EXCERPT)
        if session.wants_json:
            print_json([_data(hit) for hit in shown])
        else:
            for hit in shown:
                _print(hit)
        _talk(index, query, found.total, len(shown))
    return 0


def _data(hit: Hit) -> dict[str, Any]:
    row = hit.row
    text, marks = "", []
    for piece in hit.excerpt.pieces:
        if piece.is_marked:
            marks.append([len(text), len(text) + len(piece.text)])
        text += piece.text
    return {
        "id": row.id,
        "kind": row.kind,
        "title": row.title,
        "state": row.state or None,
        "path": row.path,
        "line": hit.line,
        "excerpt": text,
        "marks": marks,
    }


def _print(hit: Hit) -> None:
    row = hit.row
    state = found_state_label(row.kind, row.state) if row.state else ""
    kind = f"{kind_label(row.kind)}, {state}" if state else kind_label(row.kind)
    answer(one_line(f"{row.id}  {row.title}") + f"  ({kind})")
    words = "".join(
        f"[{piece.text}]" if piece.is_marked else piece.text for piece in hit.excerpt.pieces
    )
    if words:
        answer("    " + one_line(words))
    answer(f"    {row.path}:{hit.line}")


def _talk(index: Index, query: Query, total: int, shown: int) -> None:
    if total > shown:
        text = ngettext(
            "{shown} of {count} answer: --limit N shows more.",
            "{shown} of {count} answers: --limit N shows more.",
            total,
        )
        talk(text.format(shown=shown, count=total))
    if total:
        return
    if query.asks_nothing:
        talk(_("There is no word to look for: write one, or a filter such as --kind."))
        return
    talk(_("Nothing was found."))
    for wanted, words in index.near(query).items():
        if words:
            near = ", ".join(words)
            talk(
                _("No text has “{word}”; the nearest are: {words}").format(word=wanted, words=near)
            )
        else:
            talk(_("No text has “{word}”.").format(word=wanted))


SEARCH = Command(
    "search",
    N_("Search in everything: texts, reports, proposals, meetings, decisions"),
    _search,
    _arguments,
    details=N_(
        "Accents, case, ligatures and the form of apostrophes do not matter, and each word may "
        "go on. Words between quotes must follow each other, and -word leaves out what has that "
        "word. An id is found however it is written: eth 14, p-2026-14. "
        "Filters may stand among the words, in French or in English: type:exigence, "
        "principe:autonomie, état:adoptée, niveau:obligatoire, document:REF-TLC; kind:, "
        "principle:, state:, level:, document:. Marked words stand in [brackets]."
    ),
    examples=(
        "document search consentement enfant",
        "document search '\"motif de refus\"' --kind requirement",
        "document search type:exigence principe:autonomie 'consentement -patient'",
        "document search eth 14",
    ),
)
