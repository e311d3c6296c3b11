"""A consultation as rows and pages."""

from collections.abc import Iterator

from comens_tui.i18n import _, ngettext
from comens_tui.model.consultation import Consultation, ConsultationComment
from comens_tui.model.words import Disposition
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


def comment_row(comment: ConsultationComment) -> ListRow:
    """Return the line of a comment."""
    waits = comment.disposition is Disposition.UNRESOLVED
    return ListRow(
        str(comment.number),
        (
            str(comment.number),
            label(comment.disposition),
            comment.clause or "",
            comment.text,
        ),
        prose.PLAIN if waits else prose.QUIET,
    )


def consultation_items(
    consultation: Consultation, comments: tuple[ConsultationComment, ...]
) -> Iterator[PageItem]:
    """Yield the page of a consultation."""
    yield heading(f"{consultation.id}  {consultation.title}")
    count = ngettext("{count} comment", "{count} comments", len(comments))
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
            (_("Purpose"), consultation.notice.purpose),
        ]
    )
    yield Block()
    if consultation.summary:
        yield heading(_("Summary"), anchor="summary")
        yield from text_items(consultation.summary)


def comment_items(comment: ConsultationComment) -> Iterator[PageItem]:
    """Yield the page of one comment: what it says, and what became of it."""
    yield heading(_("Comment {number}").format(number=comment.number))
    yield from fields(
        [
            (_("From"), f"{comment.author}, {label(comment.college)}"),
            (_("Received"), comment.received.isoformat()),
            (_("Kind"), label(comment.type)),
            (_("About"), " ".join(part for part in (comment.document, comment.clause) if part)),
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
            (_("By"), comment.disposed_by or ""),
        ]
    )
