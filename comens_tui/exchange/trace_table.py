"""The trace matrices as tables of words and numbers: what every format writes."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.words import Level, Principle
from comens_tui.rules.trace_matrix import (
    SIGNS,
    Cell,
    ChainRow,
    Coverage,
    PrincipleMatrix,
    bar,
)
from comens_tui.text.labels import label
from comens_tui.text.trace_words import progress_label

#: More unanswered reports than this are counted, not named.
_NAMED = 3
BAR_WIDTH = 30
#: Between the ids of one cell.
_JOIN = ", "
_CHAIN_COLUMNS = (
    N_("Report"),
    N_("Title"),
    N_("Progress"),
    N_("Proposals"),
    N_("Decisions"),
    N_("Releases"),
)


class Table(NamedTuple):
    """A table: its caption, what is said above it, the titles of its columns, its rows.

    The first cell of a row names it. Words are as people wrote them: each format makes
    them safe.
    """

    caption: str
    notes: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def principles_table(matrix: PrincipleMatrix, found: Coverage, titles: Mapping[str, str]) -> Table:
    """Return one row a document and one for all, a column a principle.

    A cell reads mandatory/recommended/optional; `titles` are those of the documents.
    """
    columns = (_("Document"), _("Title"), *(label(item) for item in Principle), _("All"))
    rows = [
        (
            name,
            titles.get(name, ""),
            *(_counts(matrix.cell(principle, name)) for principle in Principle),
            _counts(cell),
        )
        for name, cell in matrix.documents.items()
    ]
    everything = Cell(*map(sum, zip(*matrix.documents.values(), strict=True)))
    rows.append(
        (
            _("All"),
            "",
            *(_counts(cell) for cell in matrix.principles.values()),
            _counts(everything),
        )
    )
    notes = (
        *coverage_sentences(found),
        _("Each cell: mandatory/recommended/optional requirements in force."),
        _("A requirement counts under each of its principles."),
    )
    return Table(_("Principles and documents"), notes, columns, tuple(rows))


def principles_list(matrix: PrincipleMatrix, titles: Mapping[str, str]) -> Table:
    """Return the same counts with one row a principle and document: numbers only, to compute on."""
    columns = (
        _("Principle"),
        _("Document"),
        _("Title"),
        *(label(level) for level in Level),
        _("Total"),
    )
    rows = tuple(
        (label(principle), name, titles.get(name, ""), *cell, cell.total)
        for principle in Principle
        for name in matrix.documents
        for cell in (matrix.cell(principle, name),)
    )
    return Table(_("Principles and documents"), (), columns, rows)


def chain_table(chain: tuple[ChainRow, ...], found: Coverage, titles: Mapping[str, str]) -> Table:
    """Return one row a report, then one a proposal without report."""
    rows = tuple(
        (
            row.report or _("no report"),
            titles.get(row.name, ""),
            progress_label(row.progress),
            _JOIN.join(row.proposals),
            _JOIN.join(row.decisions),
            _JOIN.join(row.releases),
        )
        for row in chain
    )
    return Table(
        _("From report to release"),
        _unanswered(found),
        tuple(_(title) for title in _CHAIN_COLUMNS),
        rows,
    )


def coverage_sentences(found: Coverage) -> tuple[str, ...]:
    """Return what is missing, in sentences; one that says so where nothing is."""
    said = []
    if found.principles_without_mandatory:
        names = _JOIN.join(label(item) for item in found.principles_without_mandatory)
        said.append(
            ngettext(
                "No mandatory requirement for this principle: {names}.",
                "No mandatory requirement for these principles: {names}.",
                len(found.principles_without_mandatory),
            ).format(names=names)
        )
    else:
        said.append(_("Each principle has a mandatory requirement."))
    if found.documents_without_evidence:
        names = _JOIN.join(found.documents_without_evidence)
        said.append(
            ngettext(
                "Requirements without any evidence in this document: {names}.",
                "Requirements without any evidence in these documents: {names}.",
                len(found.documents_without_evidence),
            ).format(names=names)
        )
    else:
        said.append(_("Each document with requirements has some evidence."))
    return (*said, *_unanswered(found))


def _unanswered(found: Coverage) -> tuple[str, ...]:
    if not found.unanswered:
        return (_("Every report has been answered."),)
    names = _JOIN.join(found.unanswered[:_NAMED])
    if len(found.unanswered) > _NAMED:
        names = _("{names}…").format(names=names)
    return (
        ngettext(
            "{count} report never answered: {names}",
            "{count} reports never answered: {names}",
            len(found.unanswered),
        ).format(count=len(found.unanswered), names=names),
    )


def bar_lines(matrix: PrincipleMatrix, width: int = BAR_WIDTH) -> Iterator[str]:
    """Yield the coverage of each principle as a line: its name, its bar, its numbers."""
    names = max(len(label(item)) for item in Principle)
    most = max(cell.total for cell in matrix.principles.values())
    for principle, cell in matrix.principles.items():
        numbers = f"{cell.total:>4}  {_counts(cell)}"
        yield f"{label(principle):<{names}}  {bar(cell, most, width):<{width + 2}} {numbers}"


def legend() -> str:
    """Return what the signs of a bar mean."""
    return "  ".join(f"{sign} {label(level)}" for level, sign in SIGNS.items())


def _counts(cell: Cell) -> str:
    return "/".join(map(str, cell)) if cell.total else "0"
