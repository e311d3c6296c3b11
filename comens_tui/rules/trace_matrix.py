"""Two matrices of a whole workspace: principles by documents, and the chain of each report."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from comens_tui.model.link import Link, Progress, Relation
from comens_tui.model.numbering import natural_key
from comens_tui.model.words import Level, Principle, ReportState

_SETTLED = frozenset({ReportState.INADMISSIBLE, ReportState.NO_ACTION, ReportState.CLOSED})


class Rule(NamedTuple):
    """A requirement in force, as the matrix counts it."""

    id: str
    document: str
    level: Level
    principles: tuple[Principle, ...]


class Cell(NamedTuple):
    """How many requirements there are, by strength."""

    mandatory: int = 0
    recommended: int = 0
    optional: int = 0

    @property
    def total(self) -> int:
        """Requirements of any strength."""
        return sum(self)

    def plus(self, level: Level) -> "Cell":
        """Return the cell with one requirement more."""
        return self._replace(**{level.value: getattr(self, level.value) + 1})


#: The sign of each strength in a bar: read without colour.
SIGNS = {Level.MANDATORY: "#", Level.RECOMMENDED: "=", Level.OPTIONAL: "-"}


def bar(cell: Cell, most: int, width: int) -> str:
    """Return a cell as a bar of signs, `width` of them for `most` requirements.

    What there is has at least one sign; the bar is never longer than `width` plus two.
    """
    if not most:
        return ""
    counts = ((sign, getattr(cell, level.value)) for level, sign in SIGNS.items())
    return "".join(sign * max(1, round(n * width / most)) for sign, n in counts if n)


class PrincipleMatrix(NamedTuple):
    """Counts by principle and document, the documents in order; an absent cell is empty.

    A requirement counts under each of its principles, and once in the totals `documents`.
    """

    documents: Mapping[str, Cell]
    principles: Mapping[Principle, Cell]
    cells: Mapping[tuple[Principle, str], Cell]
    rules: tuple[Rule, ...]

    def cell(self, principle: Principle, document: str) -> Cell:
        """Return the counts of one cell."""
        return self.cells.get((principle, document), Cell())

    def rules_of(self, principle: Principle | None, document: str | None) -> tuple[Rule, ...]:
        """Return the requirements of a cell; None stands for every principle or document."""
        return tuple(
            rule
            for rule in self.rules
            if (principle is None or principle in rule.principles)
            and document in (None, rule.document)
        )


def principle_matrix(documents: Collection[str], rules: Iterable[Rule]) -> PrincipleMatrix:
    """Return the matrix of these requirements; a document without any has its empty column."""
    kept = tuple(sorted(rules, key=lambda rule: natural_key(rule.id)))
    totals = {name: Cell() for name in sorted(documents, key=natural_key)}
    principles = {principle: Cell() for principle in Principle}
    cells: dict[tuple[Principle, str], Cell] = {}
    for rule in kept:
        totals[rule.document] = totals.get(rule.document, Cell()).plus(rule.level)
        for principle in rule.principles:
            place = (principle, rule.document)
            principles[principle] = principles[principle].plus(rule.level)
            cells[place] = cells.get(place, Cell()).plus(rule.level)
    return PrincipleMatrix(totals, principles, cells, kept)


class ChainRow(NamedTuple):
    """One report and what came of it; without a report, one proposal that answers none."""

    report: str
    proposals: tuple[str, ...]
    decisions: tuple[str, ...]
    releases: tuple[str, ...]
    progress: Progress

    @property
    def name(self) -> str:
        """The record that the row is about."""
        return self.report or self.proposals[0]


#: The relations that the chain is made of.
CHAIN = (
    Relation.ANSWERS,
    Relation.DECIDES,
    Relation.CARRIES,
    Relation.ANSWERED_ON,
    Relation.REPEATS,
)


def chain_matrix(
    reports: Mapping[str, ReportState], proposals: Collection[str], links: Iterable[Link]
) -> tuple[ChainRow, ...]:
    """Return one row a report, then one a proposal without report, both in order of id.

    `links` are those of the relations in `CHAIN`.
    """
    after = _after(links)
    rows = [
        _row(name, after[Relation.ANSWERS].get(name, ()), after, reports[name])
        for name in sorted(reports, key=natural_key)
    ]
    answering = {name for row in rows for name in row.proposals}
    rows += [
        _row("", (name,), after, None)
        for name in sorted(proposals, key=natural_key)
        if name not in answering
    ]
    return tuple(rows)


_After = Mapping[Relation, Mapping[str, tuple[str, ...]]]


def _after(links: Iterable[Link]) -> _After:
    """Return, by relation, what came of each record: the sources of the links to it.

    What was said of a report itself, an answer or a repetition, is kept under the report.
    """
    found: dict[Relation, dict[str, set[str]]] = {relation: {} for relation in CHAIN}
    for link in links:
        own = link.relation in (Relation.ANSWERED_ON, Relation.REPEATS)
        key, value = (link.source, link.target) if own else (link.target, link.source)
        found[link.relation].setdefault(key, set()).add(value)
    return {
        relation: {key: tuple(sorted(names, key=natural_key)) for key, names in ends.items()}
        for relation, ends in found.items()
    }


def _row(
    report: str, proposals: tuple[str, ...], after: _After, state: ReportState | None
) -> ChainRow:
    decisions = _all(proposals, after[Relation.DECIDES])
    releases = _all(decisions, after[Relation.CARRIES])
    return ChainRow(
        report,
        proposals,
        decisions,
        releases,
        _progress(report, proposals, decisions, releases, after, state),
    )


def _all(names: Iterable[str], after: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    found = {far for name in names for far in after.get(name, ())}
    return tuple(sorted(found, key=natural_key))


def _progress(  # noqa: PLR0917 - one line a case, in order
    report: str,
    proposals: tuple[str, ...],
    decisions: tuple[str, ...],
    releases: tuple[str, ...],
    after: _After,
    state: ReportState | None,
) -> Progress:
    if releases:
        return Progress.RELEASED
    if decisions:
        return Progress.DECIDED
    if proposals:
        return Progress.PROPOSED
    if report in after[Relation.ANSWERED_ON]:
        return Progress.ANSWERED
    if report in after[Relation.REPEATS]:
        return Progress.REPEATED
    return Progress.CLOSED if state in _SETTLED else Progress.UNANSWERED


class Coverage(NamedTuple):
    """What is missing: said in words above the matrices."""

    principles_without_mandatory: tuple[Principle, ...]
    documents_without_evidence: tuple[str, ...]
    unanswered: tuple[str, ...]


def coverage(
    matrix: PrincipleMatrix, proved: Collection[str], chain: Iterable[ChainRow]
) -> Coverage:
    """Return what is missing; `proved` are the requirements with an element of proof.

    A document is without evidence when it has requirements and none of them has any.
    """
    with_evidence = {rule.document for rule in matrix.rules if rule.id in proved}
    return Coverage(
        tuple(name for name, cell in matrix.principles.items() if not cell.mandatory),
        tuple(
            name
            for name, cell in matrix.documents.items()
            if cell.total and name not in with_evidence
        ),
        tuple(row.report for row in chain if row.progress is Progress.UNANSWERED),
    )
