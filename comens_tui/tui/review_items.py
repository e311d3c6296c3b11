"""The page of a proposal: what it does first, then the redline, ratings and comments."""

from collections import Counter
from collections.abc import Iterator, Sequence

from comens_tui.i18n import _, ngettext
from comens_tui.model.committee import Committee
from comens_tui.model.decision import Decision
from comens_tui.model.proposal import ProposalComment, Rating
from comens_tui.operations.views import Review
from comens_tui.text.labels import label, state_label
from comens_tui.tui import prose
from comens_tui.tui.prose import Block, PageItem, Span, fields, heading, paragraph, text_items
from comens_tui.tui.redline_items import Look, clause_name, describe, is_shown_change, items
from comens_tui.tui.score_items import score_items


def review_items(review: Review, committee: Committee, look: Look) -> Iterator[PageItem]:
    """Yield the page of a proposal."""
    yield from _summary(review, committee)
    yield from _warnings(review)
    yield from _effects(review, look)
    for change in review.changes:
        yield heading(change.path, anchor=change.path)
        yield from items(change.redline, look, change.path)
    yield from _ratings(review, committee)
    yield from _comments(review.comments, committee)
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
    yield heading(f"{proposal.id}  {proposal.title}")
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
            (_("Answers"), ", ".join(proposal.answers)),
            (_("Deadline"), proposal.legal_deadline.isoformat() if proposal.legal_deadline else ""),
            (_("Meeting"), proposal.meeting or ""),
            (_("Decision"), proposal.decision or ""),
            (_("Reason"), proposal.reason or ""),
        ]
    )
    yield Block()
    yield from text_items(proposal.motive)


def _effects(review: Review, look: Look) -> Iterator[PageItem]:
    """Say in lines what the change does to the norm, before any redline."""
    inserted = sum(change.redline.inserted_words for change in review.changes)
    deleted = sum(change.redline.deleted_words for change in review.changes)
    if not review.changes:
        yield paragraph(_("This proposal holds no text yet."), prose.QUIET)
        yield Block()
        return
    changed = [
        clause
        for change in review.changes
        for clause in change.redline.clauses
        if is_shown_change(clause, look)
    ]
    count = ngettext("{count} clause changed", "{count} clauses changed", len(changed))
    words = _("{inserted} words in, {deleted} out").format(inserted=inserted, deleted=deleted)
    yield Block(
        (
            Span(_("What it does"), prose.HEADING),
            Span("  "),
            Span(count.format(count=len(changed)) + ", " + words, prose.QUIET),
        )
    )
    width = max((len(clause_name(clause)) for clause in changed), default=0)
    for clause in changed:
        name = clause_name(clause)
        gap = " " * (min(width, 30) - len(name) + 2)
        strong = prose.WARNING if "weakened" in clause.effects else prose.PLAIN
        yield Block(
            (Span(name), Span(gap), Span(describe(clause), strong)),
            indent=2,
            hang=min(width, 30) + 2,
        )
    yield Block()


def effect_counts(review: Review) -> Counter[str]:
    """Return how many clauses have each effect on the norm."""
    return Counter(
        effect
        for change in review.changes
        for clause in change.redline.clauses
        for effect in clause.effects
    )


def _warnings(review: Review) -> Iterator[PageItem]:
    for change in review.changes:
        if change.moved:
            yield Block(
                (
                    Span(
                        _("The text in force of {path} has changed since: b rebases.").format(
                            path=change.path
                        ),
                        prose.WARNING,
                    ),
                ),
                mark="!",
            )
    for rival in review.rivals:
        yield Block(
            (
                Span(
                    _("{id} also changes {clauses}: {title}").format(
                        id=rival.proposal, clauses=", ".join(rival.clauses), title=rival.title
                    ),
                    prose.WARNING,
                ),
            ),
            mark="!",
            hang=2,
        )
    if review.rivals or any(change.moved for change in review.changes):
        yield Block()


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
        confidence=rating.confidence,
        effort=rating.effort,
    )
    note = f" — {rating.note.strip()}" if rating.note else ""
    return Block((Span(text), Span(note, prose.QUIET)), indent=2, hang=2)


def _comments(comments: Sequence[ProposalComment], committee: Committee) -> Iterator[PageItem]:
    if not comments:
        return
    yield heading(_("Comments"), anchor="comments")
    for comment in comments:
        where = f" [{comment.clause}]" if comment.clause else ""
        head = f"{name_of(committee, comment.author)}, {comment.at:%Y-%m-%d %H:%M}{where}"
        done = _("(resolved)") if comment.resolved else ""
        yield Block((Span(head, prose.STRONG), Span("  "), Span(done, prose.QUIET)), indent=2)
        yield paragraph(comment.text.strip(), indent=4)
    yield Block()


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
