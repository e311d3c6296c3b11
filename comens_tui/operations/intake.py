"""What an import would do, row by row, before anything is written."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import partial
from typing import Any, Final, Generic, NamedTuple, TypeVar

from pydantic import ValidationError

from comens_tui.errors import ComensError, RefusedError
from comens_tui.exchange.fields import Kind
from comens_tui.exchange.row_judgement import judge
from comens_tui.exchange.rows import ReadRow
from comens_tui.exchange.table import Table
from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.proposal import Proposal
from comens_tui.model.report import Report
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.draft import one_line
from comens_tui.rules.personal_data import Cleared, public_values
from comens_tui.text.personal_data import without
from comens_tui.text.validation import record_error

R = TypeVar("R", Report, Proposal)
P = TypeVar("P")

#: Longer titles are cut: the whole of it then opens the long text, so that no word is lost.
_LONGEST_TITLE: Final = 200
_CUT_TITLE: Final = 120


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    KNOWN = "known"
    CHANGED = "differs"
    REFUSED = "refused"


#: What a person reads for each outcome; translated when drawn.
OUTCOME_LABELS: Final[Mapping[Outcome, str]] = {
    Outcome.NEW: N_("to create"),
    Outcome.KNOWN: N_("already there"),
    Outcome.CHANGED: N_("differs from what is there"),
    Outcome.REFUSED: N_("refused row"),
}


def counted(outcome: Outcome, count: int) -> str:
    """Return a number of rows of an outcome in words."""
    words = {
        Outcome.NEW: ngettext("{count} to create", "{count} to create", count),
        Outcome.KNOWN: ngettext("{count} already there", "{count} already there", count),
        Outcome.CHANGED: ngettext("{count} differs", "{count} differ", count),
        Outcome.REFUSED: ngettext("{count} refused", "{count} refused", count),
    }
    return words[outcome].format(count=count)


class Line(NamedTuple):
    """One row of the preview.

    `record` is the record that it repeats, if any; `reasons` are whole sentences; `content`
    is what a refused row holds, personal data masked.
    """

    line: int
    outcome: Outcome
    title: str
    ref: str
    record: str
    reasons: tuple[str, ...]
    content: str


class Preview(NamedTuple, Generic[P]):
    """Every row of the table in its order, and the records that would be created."""

    lines: tuple[Line, ...]
    records: tuple[P, ...]

    def count(self, outcome: Outcome) -> int:
        """Return how many rows have that outcome."""
        return sum(line.outcome is outcome for line in self.lines)


def cut_title(values: Mapping[str, Any], body: str) -> dict[str, Any]:
    """Return the values with a title of one line that fits; the long text keeps its words.

    A title that the long text holds too may lose all but its first line.
    """
    said, text = str(values["title"]), str(values[body])
    if len(said) <= _LONGEST_TITLE and said.isprintable():
        return {**values, "title": said}
    title = one_line(said, len(said))
    held = title in one_line(text, len(text))
    if held:
        title = one_line(said.split("\n", 1)[0], len(said))
    if len(title) <= _LONGEST_TITLE:
        return {**values, "title": title}
    if not held:
        text = f"{said}\n\n{text}"
    short = title[:_CUT_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return {**values, "title": short, body: text}


class _Known(Generic[R]):
    """The records that are there, and the rows already read, by what makes them the same."""

    def __init__(self, records: Iterable[R], kind: Kind) -> None:
        self.kind = kind
        self.body = kind.body
        self._by_ref: dict[str, tuple[R, int]] = {}
        self._by_words: dict[tuple[str, str], tuple[R, int]] = {}
        for record in records:
            self.add(record, 0)

    def add(self, record: R, line: int) -> None:
        """Remember a record, and the line that it comes from: 0 for one that is there."""
        if record.external_ref:
            self._by_ref.setdefault(record.external_ref, (record, line))
        self._by_words.setdefault(self._words(record), (record, line))

    def same(self, record: R) -> tuple[R, int] | None:
        """Return the one with its external reference; without one, with the same words."""
        if record.external_ref:
            return self._by_ref.get(record.external_ref)
        return self._by_words.get(self._words(record))

    def _words(self, record: R) -> tuple[str, str]:
        return record.title, getattr(record, self.body)


def sort_out(
    table: Table,
    rows: Iterable[ReadRow],
    *,
    known: Iterable[R],
    kind: Kind,
    make: Callable[[dict[str, Any]], R],
    snapshot: Snapshot,
) -> Preview[R]:
    """Return what would become of each row.

    Args:
        table: Where the rows come from; its faults are refused rows.
        rows: The rows as fields.
        known: The records of that kind that are there.
        kind: What the rows are.
        make: Builds the record of a row, under any id. It may raise what a record raises.
        snapshot: The workspace: its members are public, and what it let through is.
    """
    lines = [
        Line(fault.line, Outcome.REFUSED, "", "", "", (fault.message,), without(fault.content))
        for fault in table.faults
    ]
    there = _Known(known, kind)
    judgement = partial(
        judge,
        name_of=kind.name_of,
        public=public_values(snapshot.committee),
        is_cleared=Cleared(snapshot.clearances.values()).holds,
    )
    created: list[R] = []
    for row, source in zip(rows, table.rows, strict=True):
        line, record = _judged(row, there, make, judgement)
        if line.outcome is Outcome.REFUSED:
            line = line._replace(content=without(" | ".join(source.cells)))
        if record is not None:
            created.append(record)
            there.add(record, row.line)
        lines.append(line)
    lines.sort(key=lambda line: line.line)
    return Preview(tuple(lines), tuple(created))


def _judged(
    row: ReadRow,
    there: _Known[R],
    make: Callable[[dict[str, Any]], R],
    judgement: Callable[[Mapping[str, str]], tuple[str, ...]],
) -> tuple[Line, R | None]:
    title, ref = str(row.values.get("title", "")), str(row.values.get("external_ref", ""))
    if row.refusals:
        return Line(row.line, Outcome.REFUSED, title, ref, "", row.refusals, ""), None
    refusals = judgement(_texts(row.values))
    if refusals:
        return Line(row.line, Outcome.REFUSED, title, ref, "", refusals, ""), None
    try:
        values = cut_title(row.values, there.body)
        record = make(values)
    except ValidationError as error:
        reasons: tuple[str, ...] = (record_error(error).message,)
        return Line(row.line, Outcome.REFUSED, title, ref, "", reasons, ""), None
    except ComensError as error:
        return Line(row.line, Outcome.REFUSED, title, ref, "", (error.message,), ""), None
    same = there.same(record)
    if same is None:
        return Line(row.line, Outcome.NEW, record.title, ref, "", (), ""), record
    return _repeated(
        Line(row.line, Outcome.NEW, record.title, ref, "", (), ""), record, values, same, there.kind
    ), None


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    """Return every text of a row: lists as one text, what is no text left out."""
    texts = {}
    for name, value in values.items():
        if isinstance(value, str):
            texts[name] = value
        elif isinstance(value, tuple):
            texts[name] = "\n".join(map(str, value))
    return texts


def _repeated(
    line: Line, record: R, values: Mapping[str, Any], same: tuple[R, int], kind: Kind
) -> Line:
    """Return the line of a row that says again, or otherwise, what another record says."""
    other, other_line = same
    differing = [
        kind.name_of(name)
        for name in values
        if hasattr(record, name) and getattr(record, name) != getattr(other, name)
    ]
    if other_line and differing:
        said = _("Line {line} has the same reference and says something else: {fields}.").format(
            line=other_line, fields=", ".join(differing)
        )
        return line._replace(outcome=Outcome.REFUSED, reasons=(said,))
    if other_line:
        said = _("It repeats line {line}.").format(line=other_line)
        return line._replace(outcome=Outcome.KNOWN, reasons=(said,))
    if differing:
        said = _("It differs from {id}, which stays as it is: {fields}.").format(
            id=other.id, fields=", ".join(differing)
        )
        return line._replace(outcome=Outcome.CHANGED, record=other.id, reasons=(said,))
    said = _("It is already there as {id}.").format(id=other.id)
    return line._replace(outcome=Outcome.KNOWN, record=other.id, reasons=(said,))


def require_whole(preview: Preview[Any]) -> None:
    """Do nothing when no row is refused.

    Raises:
        RefusedError: Some are; nothing is to be written.
    """
    refused = preview.count(Outcome.REFUSED)
    if refused:
        raise RefusedError(
            ngettext(
                "{count} row is refused; nothing was written.",
                "{count} rows are refused; nothing was written.",
                refused,
            ).format(count=refused),
            hint=_("Correct the table, or leave out --strict to import the rest."),
        )
