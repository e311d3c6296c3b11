"""What became of every comment of a consultation, in every format; and the letters that say it.

Authors are as the records have them: pseudonyms, or names with a recorded consent. What would
name somebody without consent is withheld.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from comens_tui.exchange.formulas import neutral
from comens_tui.exchange.markdown_table import markdown_report
from comens_tui.exchange.prose_html import prose_html
from comens_tui.exchange.trace_csv import csv_file
from comens_tui.exchange.trace_html import Part, html_report
from comens_tui.exchange.trace_table import Table
from comens_tui.exchange.xlsx_writing import LONGEST_CELL, workbook
from comens_tui.i18n import _
from comens_tui.model.committee import Committee
from comens_tui.model.consultation import Consultation, ConsultationComment
from comens_tui.rules.consultation_completeness import PSEUDONYM
from comens_tui.rules.consultation_summary import Tally, shown, tally
from comens_tui.text.labels import label

#: The formats of the full table.
FORMATS: Final = ("markdown", "html", "csv", "xlsx", "json")
_WITHHELD: Final = "—"
_HEADING: Final = re.compile(r"^(#{1,5} )", re.MULTILINE)


def author_of(comment: ConsultationComment) -> str:
    """Return the author as they may be published."""
    is_free = comment.consent or PSEUDONYM.fullmatch(comment.author)
    return comment.author if is_free else _WITHHELD


def dispositions_table(comments: Sequence[ConsultationComment]) -> Table:
    """Return one row a comment, in the order given."""
    columns = (
        _("Number"),
        _("Author"),
        _("College"),
        _("Received"),
        _("Clause"),
        _("Kind"),
        _("Comment"),
        _("Change asked for"),
        _("Disposition"),
        _("Reason"),
        _("Outcome"),
        _("Observations"),
        _("Reply"),
    )
    rows = tuple(
        (
            comment.number,
            author_of(comment),
            label(comment.college),
            comment.received.isoformat(),
            " ".join(part for part in (comment.clause, comment.paragraph, comment.line) if part),
            comment.type,
            comment.text,
            comment.proposed_change or "",
            _disposition(comment),
            comment.reason or "",
            ", ".join(comment.outcome),
            comment.observations or "",
            comment.reply or "",
        )
        for comment in comments
    )
    return Table(_("Disposition of the comments"), (), columns, rows)


def _disposition(comment: ConsultationComment) -> str:
    said = label(comment.disposition)
    if comment.duplicate_of is not None:
        return _("{disposition} of comment {number}").format(
            disposition=said, number=comment.duplicate_of
        )
    if comment.deferred_to:
        return _("{disposition} to {version}").format(disposition=said, version=comment.deferred_to)
    return said


def counts_table(found: Tally) -> Table:
    """Return the counts by college and disposition, hidden ones as a sign."""
    columns = (_("College"), *map(label, found.dispositions), _("Total"))
    names = (*map(label, found.colleges), _("Total"))
    rows = tuple((name, *map(shown, row)) for name, row in zip(names, found.counts, strict=True))
    return Table(_("Comments by college and disposition"), (), columns, rows)


def report_file(
    consultation: Consultation,
    comments: Sequence[ConsultationComment],
    committee: Committee,
    how: str,
) -> bytes:
    """Return the full table as a file, with the summary and the counts where it is a page.

    Raises:
        ValueError: `how` is none of `FORMATS`.
    """
    table = dispositions_table(comments)
    if how == "csv":
        return csv_file(table)
    if how == "xlsx":
        rows = (tuple(neutral(str(cell))[:LONGEST_CELL] for cell in row) for row in table.rows)
        return workbook("Dispositions", table.columns, rows)
    if how == "json":
        data = {"consultation": consultation.id, "comments": [*map(_data, comments)]}
        return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
    title = _("{id}: {title}").format(id=consultation.id, title=consultation.title)
    notes = _notes(consultation)
    tables = (counts_table(tally(comments, committee, is_public=True)), table)
    summary = (consultation.summary or "").strip()
    if how == "markdown":
        return markdown_report(title, notes, tables, _under(summary)).encode()
    if how == "html":
        parts = [Part(item) for item in tables]
        return html_report(title, notes, parts, prose_html(summary, deeper=1)).encode()
    raise ValueError(how)


def _data(comment: ConsultationComment) -> dict[str, Any]:
    data = comment.to_full_data()
    return {**data, "author": author_of(comment)}


def _notes(consultation: Consultation) -> tuple[str, ...]:
    window = _("{opens} to {closes}, both included").format(
        opens=consultation.opens.isoformat(), closes=consultation.closes.isoformat()
    )
    return (window,)


def _under(summary: str) -> str:
    """Return a summary as Markdown below a title: its headings deeper, and no HTML in it."""
    return _HEADING.sub(r"#\1", summary).replace("<", "&lt;")


def letter(consultation: Consultation, comment: ConsultationComment) -> str:
    """Return the letter that answers one comment, as Markdown."""
    parts = [
        "# " + _("Your comment {number} on {title}").format(
            number=comment.number, title=consultation.title
        ),
        _("To {author}, {college}").format(
            author=author_of(comment), college=label(comment.college)
        ),
        _("You wrote on {day}, about {clause}:").format(
            day=comment.received.isoformat(), clause=comment.clause or _("the whole text")
        ),
        "\n".join(f"> {line}" for line in comment.text.strip().splitlines()),
        _("What became of it: {disposition}.").format(disposition=_disposition(comment)),
        comment.reason or "",
        comment.reply or "",
    ]  # fmt: skip
    return "\n\n".join(part for part in parts if part) + "\n"


def letters_table(comments: Iterable[ConsultationComment]) -> Table:
    """Return one row a comment, for a mail merge: its words, what became of it, the reply."""
    columns = (
        _("Number"),
        _("External reference"),
        _("Author"),
        _("College"),
        _("Clause"),
        _("Comment"),
        _("Disposition"),
        _("Reason"),
        _("Reply"),
    )
    rows = tuple(
        (
            comment.number,
            comment.external_ref or "",
            author_of(comment),
            label(comment.college),
            comment.clause or "",
            comment.text,
            _disposition(comment),
            comment.reason or "",
            comment.reply or "",
        )
        for comment in comments
    )
    return Table(_("Replies"), (), columns, rows)
