"""Consultation comments from a table or a form: seen row by row, then registered as one act."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from comens_tui.errors import ComensError, RefusedError, UsageError
from comens_tui.exchange.column_map import ColumnMap
from comens_tui.exchange.comment_fields import COMMENT
from comens_tui.exchange.row_judgement import judge
from comens_tui.exchange.rows import ReadRow, read_rows
from comens_tui.exchange.table import Table
from comens_tui.i18n import N_, _
from comens_tui.model.consultation import LEGAL_COLLEGES, Consultation, ConsultationComment
from comens_tui.model.places import consultation_comment_path
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import ConsultationState
from comens_tui.operations.ballot_texts import clause_atlas
from comens_tui.operations.consultations import next_comment_number
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt, drafting
from comens_tui.operations.intake import Line, Outcome, Preview
from comens_tui.operations.known import known_record
from comens_tui.rules.clause_anchors import ClauseAtlas
from comens_tui.rules.personal_data import Cleared, public_values
from comens_tui.text.folding import folded
from comens_tui.text.personal_data import without
from comens_tui.text.validation import record_error

#: What a pseudonym given here begins with, before its number.
PREFIX: Final = "CTB-"
#: Who waits for a pseudonym, until the comments are registered: one mark an author.
_WAITING = re.compile(r"#\d+")
#: What is nobody's name: the code of a member body or an earlier pseudonym.
_CODE = re.compile(r"[A-Z]{1,6}[ _-]?\d{1,6}")
_LONGEST_TITLE: Final = 80
#: What an author said, which nobody else changes: by it a repeated row is compared.
_SAID: Final = ("college", "received", "type", "text", "proposed_change")


class _Bench(NamedTuple):
    """What the rows are held against."""

    consultation: Consultation
    colleges: Mapping[str, str]
    atlas: ClauseAtlas
    today: date


def preview_comments(
    desk: Desk, consultation_id: str, table: Table, mapping: ColumnMap
) -> Preview[ConsultationComment]:
    """Return what importing `table` would do, row by row; nothing is written.

    A row is already there when a comment has its external reference; without one, its college,
    clause and words. An author who did not agree to be named is kept as a mark, the same for
    each of their rows, and becomes a pseudonym when registered. A row received outside the
    window is refused; a clause that is not in the text is kept as it was said.

    Raises:
        UnknownRecordError: There is no such consultation.
        RefusedError: It takes no comment any more.
        UsageError: The mapping does not fit the table, or tells no college.
    """
    snapshot = desk.workspace.snapshot()
    consultation = known_record(snapshot.consultations, consultation_id)
    require_taking(consultation)
    if not {"college"} & {*mapping.columns, *mapping.constants}:
        raise UsageError(
            _("No column tells the college, and none is given."),
            hint=_("Give it with --college: {choices}").format(choices=", ".join(LEGAL_COLLEGES)),
        )
    colleges = {name: name for name in LEGAL_COLLEGES}
    for college in snapshot.committee.colleges:
        colleges |= {college.id: college.id, college.name: college.id}
    bench = _Bench(
        consultation,
        {folded(name): college for name, college in colleges.items()},
        clause_atlas(desk, snapshot, consultation),
        desk.today(),
    )
    known = snapshot.consultation_comments.get(consultation_id, ())
    return _Sorting(bench, known, snapshot).sort(table, read_rows(table, COMMENT, mapping))


def import_comments(
    desk: Desk, consultation_id: str, comments: Sequence[ConsultationComment], source: str
) -> Receipt:
    """Register the comments of a preview as one commit; numbers are given in their order.

    Those that somebody registered meanwhile are left out. `source` is the name of the file.

    Raises:
        UnknownRecordError: There is no such consultation.
        RefusedError: None is left to register, or no comment is taken any more.
    """
    with drafting(desk, "consultation.import") as draft:
        consultation = draft.find(draft.snapshot.consultations, consultation_id)
        require_taking(consultation)
        there = draft.snapshot.consultation_comments.get(consultation_id, ())
        refs = {item.external_ref for item in there if item.external_ref}
        left = [item for item in comments if item.external_ref not in refs]
        if not left:
            raise RefusedError(
                _("There is no new comment to import."),
                hint=_("See what became of each row with --dry-run."),
            )
        names = _pseudonyms((item.author for item in left), (item.author for item in there))
        first = next_comment_number(draft, consultation_id)
        for number, comment in enumerate(left, start=first):
            registered = comment.model_copy(
                update={"number": number, "author": names.get(comment.author, comment.author)}
            )
            draft.put(consultation_comment_path(consultation_id, number), registered)
        return draft.commit(
            N_("Import comments on {id}: {count} from {source}"),
            record=consultation_id,
            count=len(left),
            source=source,
        )


def _pseudonyms(authors: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """Return a pseudonym that nobody has for each author who waits for one, in their order."""
    numbers = [
        int(name.removeprefix(PREFIX))
        for name in taken
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).isdecimal()
    ]
    waiting = dict.fromkeys(name for name in authors if _WAITING.fullmatch(name))
    start = max(numbers, default=0) + 1
    return {name: f"{PREFIX}{number:03d}" for number, name in enumerate(waiting, start=start)}


def require_taking(consultation: Consultation) -> None:
    """Do nothing where comments may be registered.

    Raises:
        RefusedError: The consultation is not open yet, or reported.
    """
    if consultation.state in (ConsultationState.PLANNED, ConsultationState.REPORTED):
        raise RefusedError(
            _("{id} takes no comment now.").format(id=consultation.id),
            hint=_("Comments are registered from its opening until its report."),
        )


class _Sorting:
    """The rows of one table, sorted into what becomes of each."""

    def __init__(
        self, bench: _Bench, known: Iterable[ConsultationComment], snapshot: Snapshot
    ) -> None:
        self._bench = bench
        self._by_ref: dict[str, tuple[ConsultationComment, int]] = {}
        self._by_words: dict[tuple[str, ...], tuple[ConsultationComment, int]] = {}
        self._marks: dict[str, str] = {}
        self._judge = partial(
            judge,
            name_of=COMMENT.name_of,
            public=public_values(snapshot.committee),
            is_cleared=Cleared(snapshot.clearances.values()).holds,
        )
        for comment in known:
            self._remember(comment, 0)

    def sort(self, table: Table, rows: Iterable[ReadRow]) -> Preview[ConsultationComment]:
        """Return every row with what becomes of it, and the comments to create."""
        lines = [
            Line(fault.line, Outcome.REFUSED, "", "", "", (fault.message,), without(fault.content))
            for fault in table.faults
        ]
        created = []
        for row, source in zip(rows, table.rows, strict=True):
            line, comment = self._judged(row)
            if line.outcome is Outcome.REFUSED:
                line = line._replace(content=without(" | ".join(source.cells)))
            if comment is not None:
                created.append(comment)
                self._remember(comment, row.line)
            lines.append(line)
        lines.sort(key=lambda line: line.line)
        return Preview(tuple(lines), tuple(created))

    def _judged(self, row: ReadRow) -> tuple[Line, ConsultationComment | None]:
        ref = str(row.values.get("external_ref", ""))
        title = " ".join(str(row.values.get("text", "")).split())[:_LONGEST_TITLE]
        line = Line(row.line, Outcome.REFUSED, title, ref, "", row.refusals, "")
        if row.refusals:
            return line, None
        try:
            comment = self._comment(dict(row.values))
        except ValidationError as error:
            return line._replace(reasons=(record_error(error).message,)), None
        except ComensError as error:
            return line._replace(reasons=(error.message,)), None
        refusals = self._judge(_words(comment))
        if refusals:
            return line._replace(reasons=refusals), None
        same = self._same(comment)
        if same is not None:
            return _repeated(line, comment, same), None
        return line._replace(outcome=Outcome.NEW, reasons=self._remarks(comment)), comment

    def _comment(self, values: dict[str, Any]) -> ConsultationComment:
        bench = self._bench
        college = bench.colleges.get(folded(values["college"]))
        if college is None:
            raise RefusedError(
                _("There is no college {college}; there are: {names}.").format(
                    college=values["college"][:60],
                    names=", ".join(dict.fromkeys(bench.colleges.values())),
                )
            )
        received = values.get("received") or bench.today
        opens, closes = bench.consultation.opens, bench.consultation.closes
        if not opens <= received <= closes or received > bench.today:
            raise RefusedError(
                _("A comment of {day} is outside the window, {opens} to {closes}.").format(
                    day=received.isoformat(), opens=opens.isoformat(), closes=closes.isoformat()
                )
            )
        made = ConsultationComment.model_validate(
            {
                **values,
                "consultation": bench.consultation.id,
                "number": 1,
                "college": college,
                "received": received,
                "author": self._author(values),
            }
        )
        return self._anchored(made)

    def _author(self, values: Mapping[str, Any]) -> str:
        """Return the author who agreed to be named, or whose code names nobody; else a mark."""
        said = str(values.get("author", "")).strip()
        is_free = values.get("consent") is True or _CODE.fullmatch(said)
        if said and is_free and not said.startswith("#"):
            return said
        key = folded(said) if said else f"#{len(self._marks)}"
        return self._marks.setdefault(key, f"#{len(self._marks) + 1}")

    def _anchored(self, comment: ConsultationComment) -> ConsultationComment:
        """Return the comment at the clause it names, or that holds its line."""
        atlas = self._bench.atlas
        if comment.clause:
            found = atlas.named(comment.clause, comment.document or "")
        elif comment.line:
            found = atlas.at_line(comment.line, comment.document or "")
            found = found._replace(is_sure=True) if found else None
        else:
            return comment
        if found is None or not found.is_sure:
            return comment
        return comment.model_copy(update={"document": found.document, "clause": found.clause})

    def _remarks(self, comment: ConsultationComment) -> tuple[str, ...]:
        """Return what a person should look at, in a row that is taken."""
        atlas = self._bench.atlas
        if not atlas.places or atlas.is_anchored(comment):
            return ()
        near = atlas.of(comment)
        if comment.clause and near:
            said = _("No clause “{clause}” in the text; the nearest is {near}.")
            return (said.format(clause=comment.clause, near=near.clause),)
        if comment.clause:
            return (_("No clause “{clause}” in the text.").format(clause=comment.clause),)
        if near:
            return (_("It names no clause; its words mention {near}.").format(near=near.clause),)
        return ()

    def _remember(self, comment: ConsultationComment, line: int) -> None:
        if comment.external_ref:
            self._by_ref.setdefault(comment.external_ref, (comment, line))
        self._by_words.setdefault(_identity(comment), (comment, line))

    def _same(self, comment: ConsultationComment) -> tuple[ConsultationComment, int] | None:
        if comment.external_ref:
            return self._by_ref.get(comment.external_ref)
        return self._by_words.get(_identity(comment))


def _identity(comment: ConsultationComment) -> tuple[str, ...]:
    return comment.college, comment.clause or "", comment.text, comment.proposed_change or ""


def _words(comment: ConsultationComment) -> dict[str, str]:
    """Return the words of a comment that would enter git; a withheld name does not."""
    said = {
        "external_ref": comment.external_ref,
        "author": None if _WAITING.fullmatch(comment.author) else comment.author,
        "document": comment.document,
        "line": comment.line,
        "clause": comment.clause,
        "paragraph": comment.paragraph,
        "text": comment.text,
        "proposed_change": comment.proposed_change,
        "observations": comment.observations,
    }
    return {field: text for field, text in said.items() if text}


def _repeated(
    line: Line, comment: ConsultationComment, same: tuple[ConsultationComment, int]
) -> Line:
    """Return the line of a row that says again, or otherwise, what another comment says."""
    other, other_line = same
    differing = ", ".join(
        COMMENT.name_of(name) for name in _SAID if getattr(comment, name) != getattr(other, name)
    )
    name = str(other.number)
    if other_line and differing:
        said = _("Line {line} has the same reference and says something else: {fields}.").format(
            line=other_line, fields=differing
        )
        return line._replace(reasons=(said,))
    if other_line:
        said = _("It repeats line {line}.").format(line=other_line)
        return line._replace(outcome=Outcome.KNOWN, reasons=(said,))
    if differing:
        said = _("It differs from comment {number}, which stays as it is: {fields}.").format(
            number=name, fields=differing
        )
        return line._replace(outcome=Outcome.CHANGED, record=name, reasons=(said,))
    said = _("It is already there as comment {number}.").format(number=name)
    return line._replace(outcome=Outcome.KNOWN, record=name, reasons=(said,))
