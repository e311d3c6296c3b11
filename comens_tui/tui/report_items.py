"""The page of a report; and two reports side by side, the words they share marked."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from comens_tui.i18n import _
from comens_tui.model.committee import Names
from comens_tui.model.report import Report
from comens_tui.rules.instruction import days_awaited, is_overdue, owes_answer
from comens_tui.text.delays import awaited_words, due_words
from comens_tui.text.folding import written_words
from comens_tui.text.labels import label, state_label
from comens_tui.tui import prose
from comens_tui.tui.prose import Block, PageItem, Span, fields, heading, paragraph, text_items


def report_items(report: Report, today: date, names: Names) -> Iterator[PageItem]:
    """Yield the page of a report, as it stands on `today`; `names` are those of the members."""
    yield heading(f"{report.id}  {report.title}")
    yield from fields(
        [
            (_("State"), _state(report, today)),
            (_("Received"), report.received.isoformat()),
            (_("From"), label(report.reporter)),
            (_("Through"), report.event or label(report.channel)),
            (_("Type"), label(report.type)),
            (_("Principles"), ", ".join(label(item) for item in report.principles)),
            (_("Severity"), f"{report.severity}/4"),
            (_("Reach"), f"{report.reach}/4"),
            (_("Solution"), report.solution or report.solution_category or ""),
            (_("Requirements"), ", ".join(report.requirements)),
            (_("Assigned to"), names[report.assignee] if report.assignee else ""),
            (_("Due"), _due(report, today)),
            (_("Proposals"), ", ".join(report.proposals)),
            (_("Repeats"), report.duplicate_of or ""),
            (_("Kept apart from"), ", ".join(report.kept_apart)),
            (_("Reason"), report.reason or ""),
        ]
    )
    yield Block()
    yield from text_items(report.description)
    yield from _answer(report)


def _state(report: Report, today: date) -> str:
    awaited = days_awaited(report.state, report.awaiting_since, today)
    words = (state_label("report", report.state), awaited_words(awaited))
    return ", ".join(filter(None, words))


def _due(report: Report, today: date) -> str:
    late = is_overdue(report.state, report.due, today)
    return due_words(report.due, is_overdue=late)


def _answer(report: Report) -> Iterator[PageItem]:
    if report.answer is not None:
        yield Block()
        title = _("Public answer") if report.answer.public else _("Answer")
        yield heading(title, anchor="answer")
        yield from text_items(report.answer.text)
    elif owes_answer(report):
        yield Block()
        yield paragraph(
            _("The person who reported is owed an answer before this report is closed: r answers."),
            prose.WARNING,
        )
    elif report.duplicate_of is not None:
        yield Block()
        yield paragraph(
            _("Its reporter is answered with {original}.").format(original=report.duplicate_of)
        )


def answered_items(reports: Iterable[Report], today: date, names: Names) -> Iterator[PageItem]:
    """Yield the pages of the reports that a proposal answers, one after another."""
    for number, report in enumerate(reports):
        if number:
            yield Block()
        yield from report_items(report, today, names)


def compared_items(
    report: Report, shared: Collection[str], *, monochrome: bool
) -> Iterator[PageItem]:
    """Yield one of two reports compared: its words, those of `shared` marked, then its facts."""
    marking = _Marking(shared, monochrome=monochrome)
    yield Block((Span(report.id, prose.HEADING),))
    yield Block(marking.spans(report.title, prose.STRONG))
    yield Block()
    for line in report.description.strip().split("\n"):
        yield Block(marking.spans(line, prose.PLAIN) if line.strip() else ())
    yield Block()
    yield from fields(
        [
            (_("State"), state_label("report", report.state)),
            (_("Received"), report.received.isoformat()),
            (_("Type"), label(report.type)),
            (_("Solution"), report.solution or report.solution_category or ""),
            (_("Requirements"), ", ".join(report.requirements)),
        ]
    )


class _Marking:
    """Marks words by their folded form: by an ink, and by brackets where there is no colour."""

    def __init__(self, shared: Collection[str], *, monochrome: bool) -> None:
        self._shared = frozenset(shared)
        self._monochrome = monochrome

    def spans(self, text: str, style: str) -> tuple[Span, ...]:
        """Return `text` as spans."""
        found: list[Span] = []
        place = 0
        for word in written_words(text):
            if word.form in self._shared:
                marked = text[word.start : word.end]
                found.append(Span(text[place : word.start], style))
                found.append(Span(f"[{marked}]" if self._monochrome else marked, prose.KEY))
                place = word.end
        found.append(Span(text[place:], style))
        return tuple(span for span in found if span.text)
