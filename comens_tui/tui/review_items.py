"""The page of a proposal: what it does first, then why, the redline, ratings and comments."""

from collections.abc import Iterator, Sequence

from comens_tui.i18n import _, ngettext
from comens_tui.model.committee import Committee
from comens_tui.model.decision import Decision
from comens_tui.model.proposal import Rating
from comens_tui.operations.comments import PlacedComment
from comens_tui.operations.rivals import rival_sentence
from comens_tui.operations.views import Review
from comens_tui.text.decimals import decimal_words
from comens_tui.text.labels import label, state_label
from comens_tui.tui import prose
from comens_tui.tui.prose import Block, PageItem, Span, fields, heading, paragraph, text_items
from comens_tui.tui.redline_items import Look, items
from comens_tui.tui.review_changes import effect_items
from comens_tui.tui.score_items import score_items

#: In the gutter of what somebody said of the text.
COMMENT_MARK = '"'


def review_items(review: Review, committee: Committee, look: Look) -> Iterator[PageItem]:
    """Yield the page of a proposal."""
    yield heading(f"{review.proposal.id}  {review.proposal.title}")
    yield from _warnings(review)
    yield from effect_items(review, look)
    yield from _summary(review, committee)
    for change in review.changes:
        yield heading(change.path)
        notes = _notes(review, change.path, committee)
        yield from items(change.redline, look, change.path, notes)
    yield from _ratings(review, committee)
    yield from _loose_comments(review.comments, committee)
    if review.decision is not None:
        yield from decision_items(review.decision)


def name_of(committee: Committee, member_id: str) -> str:
    """Return the name of a member, or the id of somebody the committee no longer knows."""
    member = committee.member(member_id)
    return member.name if member else member_id


def former_id(review: Review, path: str, clause: str) -> str:
    """Return what a clause of the redline is called in the text in force; empty if it is new."""
    clauses = (
        item for change in review.changes if change.path == path for item in change.redline.clauses
    )
    return next((item.old_id or "" for item in clauses if item.id == clause), "")


def _summary(review: Review, committee: Committee) -> Iterator[PageItem]:
    proposal = review.proposal
    nature = label(proposal.nature) if proposal.nature else _("nature to be confirmed")
    yield from fields(
        [
            (_("State"), f"{state_label('proposal', proposal.state)}, {nature}"),
            (
                _("By"),
                _("{name}, {day}").format(
                    name=name_of(committee, proposal.author), day=proposal.created.isoformat()
                ),
            ),
            (_("Answers"), _answers(proposal.answers)),
            (_("Deadline"), proposal.legal_deadline.isoformat() if proposal.legal_deadline else ""),
            (_("Meeting"), proposal.meeting or ""),
            (_("Decision"), proposal.decision or ""),
            (_("Reason"), proposal.reason or ""),
        ]
    )
    yield Block()
    yield from text_items(proposal.motive)


def _answers(reports: Sequence[str]) -> str:
    if not reports:
        return ""
    return ngettext(
        "{reports}: s shows its words", "{reports}: s shows their words", len(reports)
    ).format(reports=", ".join(reports))


def _warnings(review: Review) -> Iterator[PageItem]:
    """Yield what must be known before anything else: a base that moved, other proposals."""
    yield from _moved(review)
    for rival in review.rivals:
        yield Block((Span(rival_sentence(rival), prose.WARNING),), mark="!", hang=2)
    if review.rivals or review.has_moved:
        yield Block()


def _moved(review: Review) -> Iterator[PageItem]:
    for merge in review.merges:
        clauses = ", ".join(item.clause for item in merge.merged.conflicts)
        text = (
            _("The text in force of {path} has changed since, in conflict on {clauses}: b merges.")
            if clauses
            else _("The text in force of {path} has changed since, without conflict: b merges.")
        )
        sentence = text.format(path=merge.path, clauses=clauses)
        yield Block((Span(sentence, prose.WARNING),), mark="!", hang=2)


def _ratings(review: Review, committee: Committee) -> Iterator[PageItem]:
    if review.ratings_hidden:
        yield heading(_("Ratings"), anchor="ratings")
        text = ngettext(
            "{count} rating is kept from you until yours is in: r rates.",
            "{count} ratings are kept from you until yours is in: r rates.",
            review.ratings_hidden,
        )
        yield paragraph(text.format(count=review.ratings_hidden), indent=2)
        yield Block()
    if not review.ratings:
        return
    yield heading(_("Ratings"), anchor="ratings")
    for rating in review.ratings:
        yield _rating(rating, committee)
    if review.score is not None:
        yield from score_items(review.score)
    yield Block()


def _rating(rating: Rating, committee: Committee) -> Block:
    harms = ", ".join(
        _("{principle} {value}").format(principle=label(principle), value=value)
        for principle, value in rating.harms.items()
        if value
    )
    text = _(
        "{name}: {harms}; reach {reach}, corroboration {corroboration}, "
        "confidence {confidence}, effort {effort}"
    ).format(
        name=name_of(committee, rating.member),
        harms=harms or _("no harm"),
        reach=rating.reach,
        corroboration=rating.corroboration,
        confidence=decimal_words(rating.confidence),
        effort=rating.effort,
    )
    note = f" — {rating.note.strip()}" if rating.note else ""
    return Block((Span(text), Span(note, prose.QUIET)), indent=2, hang=2)


def _loose_comments(comments: Sequence[PlacedComment], committee: Committee) -> Iterator[PageItem]:
    """Yield the comments on the whole proposal, and those whose clause is gone."""
    loose = [item for item in comments if item.clause is None or item.is_gone]
    if not loose:
        return
    yield heading(_("Comments"), anchor="comments")
    for item in loose:
        yield from comment_items(item, committee, indent=2)
    yield Block()


def comment_items(
    placed: PlacedComment, committee: Committee, *, indent: int = 0, key: str = ""
) -> Iterator[PageItem]:
    """Yield a comment: who and when, whether it is settled, what it says."""
    comment = placed.comment
    head = f"{name_of(committee, comment.author)}, {comment.at:%Y-%m-%d %H:%M}"
    said = []
    if placed.is_gone:
        said.append(_("on {clause}, which is in no text any more").format(clause=placed.clause))
    if comment.resolved:
        said.append(_("settled"))
    style = prose.QUIET if comment.resolved else prose.PLAIN
    spans = [Span(head, prose.QUIET if comment.resolved else prose.STRONG)]
    if said:
        spans.append(Span(f"  ({', '.join(said)})", prose.QUIET))
    yield Block(tuple(spans), indent=indent, mark=COMMENT_MARK, key=key)
    for text in comment.text.strip().split("\n"):
        if text.strip():
            yield Block((Span(text, style),), indent=indent + 2, mark=COMMENT_MARK, key=key)


def _notes(review: Review, path: str, committee: Committee) -> dict[str, tuple[PageItem, ...]]:
    """Return the comments of one file as parts of the page, by clause."""
    notes: dict[str, tuple[PageItem, ...]] = {}
    for placed in review.comments:
        if placed.path == path and placed.clause is not None and not placed.is_gone:
            key = f"{path}|{placed.clause}"
            parts = (Block(key=key), *comment_items(placed, committee, indent=2, key=key))
            notes[placed.clause] = notes.get(placed.clause, ()) + parts
    return notes


def decision_items(decision: Decision) -> Iterator[PageItem]:
    """Yield what was decided, with its arithmetic."""
    yield heading(_("Decision"), anchor="decision")
    yield from fields(
        [
            (decision.id, f"{label(decision.sense)}, {decision.date.isoformat()}"),
            (_("Vote"), decision.verdict or ""),
            (_("Reason"), decision.reason or ""),
            (_("Follow-up"), decision.follow_up or ""),
        ]
    )
    for opinion in decision.opinions:
        yield paragraph(
            _("{member} disagrees: {text}").format(member=opinion.member, text=opinion.text),
            indent=2,
        )
    yield Block()
