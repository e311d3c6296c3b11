"""A consultation as rows and pages."""

from collections.abc import Iterable, Iterator

from comens_tui.i18n import _, ngettext
from comens_tui.model.committee import Names
from comens_tui.model.consultation import Consultation, ConsultationComment
from comens_tui.model.words import Disposition, Severity
from comens_tui.operations.consultation_views import ConsultationView
from comens_tui.rules.consultation_standing import Standing, heading_of, shortfall_line
from comens_tui.text.labels import label, state_label
from comens_tui.tui import prose
from comens_tui.tui.prose import Block, PageItem, fields, heading, text_items
from comens_tui.tui.widgets.rows import ListRow


def consultation_row(
    consultation: Consultation, comments: tuple[ConsultationComment, ...]
) -> ListRow:
    """Return the line of a consultation."""
    waiting = sum(item.disposition is Disposition.UNRESOLVED for item in comments)
    return ListRow(
        consultation.id,
        (
            consultation.id,
            state_label("consultation", consultation.state),
            consultation.closes.isoformat(),
            consultation.title,
            f"{waiting}/{len(comments)}",
        ),
        prose.WARNING if waiting and consultation.state != "open" else prose.PLAIN,
    )


def consultation_items(
    consultation: Consultation, comments: tuple[ConsultationComment, ...]
) -> Iterator[PageItem]:
    """Yield the page of a consultation."""
    yield heading(f"{consultation.id}  {consultation.title}")
    count = ngettext("{count} comment", "{count} comments", len(comments))
    notice = consultation.notice
    yield from fields(
        [
            (_("State"), state_label("consultation", consultation.state)),
            (
                _("Window"),
                _("{opens} to {closes}, both included").format(
                    opens=consultation.opens.isoformat(), closes=consultation.closes.isoformat()
                ),
            ),
            (_("Proposals"), ", ".join(consultation.proposals)),
            (_("Text"), consultation.ballot_tag or ""),
            (_("Comments"), count.format(count=len(comments))),
            (_("Colleges"), ", ".join(label(item.college) for item in consultation.colleges)),
            (_("Purpose"), notice.purpose),
            (_("Audiences"), ", ".join(notice.audiences)),
            (
                _("Planned effect"),
                notice.planned_effect.isoformat() if notice.planned_effect else "",
            ),
            (_("Public comments"), "" if notice.comments_public else _("no")),
        ]
    )
    if consultation.extension is not None:
        yield from fields([(_("Extended from"), consultation.extension.closed.isoformat())])
    yield Block()
    if consultation.summary:
        yield heading(_("Summary"), anchor="summary")
        yield from text_items(consultation.summary)


def condition_items(found: Iterable[Standing]) -> Iterator[PageItem]:
    """Yield the seven conditions: whether each is met, its evidence, and what it lacks."""
    for place, standing in enumerate(found, start=1):
        yield heading(heading_of(place, standing), anchor=standing.condition)
        for sentence in standing.evidence:
            yield prose.paragraph(sentence, indent=2)
        for entry in standing.shortfalls:
            is_error = entry.severity is Severity.ERROR
            style = prose.BAD if is_error else prose.WARNING
            mark = "~" if is_error else " "
            yield prose.paragraph(shortfall_line(entry), style, indent=2, mark=mark)
        yield Block()


def clause_items(view: ConsultationView, comment: ConsultationComment) -> Iterator[PageItem]:
    """Yield the clause that a comment is about, or the nearest, as it was consulted on."""
    near = view.atlas.of(comment)
    if near is None:
        return
    clause = next(
        item for item in view.atlas.documents[near.document].clauses if item.id == near.clause
    )
    if view.atlas.is_anchored(comment):
        title = _("Clause {clause}, as consulted on").format(clause=clause.id)
    else:
        title = _("No such clause; the nearest is {clause}").format(clause=clause.id)
    yield heading(title, anchor="clause")
    for line in clause.text.strip().splitlines():
        yield prose.paragraph(line) if line.strip() else Block()


def comment_items(comment: ConsultationComment, names: Names) -> Iterator[PageItem]:
    """Yield the page of one comment: what it says, and what became of it.

    `names` are those of the members.
    """
    yield heading(_("Comment {number}").format(number=comment.number))
    yield from fields(
        [
            (_("From"), f"{comment.author}, {label(comment.college)}"),
            (_("Received"), comment.received.isoformat()),
            (_("Kind"), label(comment.type)),
            (_("About"), " ".join(part for part in (comment.document, comment.clause) if part)),
            (_("Line"), comment.line or ""),
            (_("Paragraph"), comment.paragraph or ""),
            (_("Assigned to"), names[comment.assignee] if comment.assignee else ""),
        ]
    )
    yield Block()
    yield from text_items(comment.text)
    if comment.proposed_change:
        yield heading(_("Change asked for"), anchor="change")
        yield from text_items(comment.proposed_change)
    yield heading(_("Answer"), anchor="answer")
    yield from fields(
        [
            (_("Disposition"), label(comment.disposition)),
            (_("Reason"), comment.reason or ""),
            (_("Outcome"), ", ".join(comment.outcome)),
            (_("By"), names[comment.disposed_by] if comment.disposed_by else ""),
            (_("Observations"), comment.observations or ""),
            (_("Reply"), comment.reply or ""),
        ]
    )
