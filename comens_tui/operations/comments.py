"""The remarks on a proposal: which one is meant, where its clause now stands, what is settled."""

from typing import NamedTuple

from comens_tui.errors import RefusedError, UnknownRecordError
from comens_tui.i18n import N_, _
from comens_tui.model.places import comment_path, proposed_text_path
from comens_tui.model.proposal import ProposalComment
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt, drafting
from comens_tui.rules import authority
from comens_tui.store.records import decode_text
from comens_tui.text.anchors import Anchor, anchor
from comens_tui.text.redline import Redline, redline


class PlacedComment(NamedTuple):
    """A remark and the clause of the redline it stands at.

    `path` and `clause` are None where the remark is about the whole proposal. `is_gone`
    tells that the clause commented is in no text any more.
    """

    comment: ProposalComment
    path: str | None = None
    clause: str | None = None
    is_gone: bool = False


def comment_name(comment: ProposalComment) -> str:
    """Return what a remark is called: the moment, in UTC, and its author."""
    path = comment_path(comment.proposal, comment.at, comment.author)
    return path.rpartition("/")[2].removesuffix(".yaml")


def resolve_comment(
    desk: Desk, proposal_id: str, name: str, *, resolved: bool = True, seen: str | None = None
) -> Receipt:
    """Say that a remark is settled, or open it again.

    `name` is that of `comment_name`. It is for who made the remark, the author of the
    proposal, or the secretary.

    Raises:
        UnknownRecordError: There is no such proposal or remark; those there are, are named.
        RefusedError: Somebody else's, or already so.
        StaleRecordError: The remark changed since it was shown.
    """
    with drafting(desk, "proposal.resolve") as draft:
        proposal = draft.find(draft.snapshot.proposals, proposal_id)
        comments = {
            comment_name(item): item for item in draft.snapshot.comments.get(proposal_id, ())
        }
        comment = comments.get(name)
        if comment is None:
            raise UnknownRecordError(
                _("{id} has no comment {name}.").format(id=proposal_id, name=name),
                hint=_("The latest are: {ids}").format(ids=", ".join(list(comments)[-5:]) or "—"),
            )
        path = comment_path(proposal_id, comment.at, comment.author)
        draft.check_seen(path, seen, ProposalComment)
        authority.require_over("proposal.resolve", draft.member, (comment.author, proposal.author))
        if comment.resolved == resolved:
            raise RefusedError(
                _("This comment is already settled.")
                if resolved
                else _("This comment is already open."),
                hint=_("See them with: comens proposal show {id}").format(id=proposal_id),
            )
        draft.put(path, comment.model_copy(update={"resolved": resolved}))
        sentence = (
            N_("Settle a comment of {name} on proposal {id}: {title}")
            if resolved
            else N_("Open again a comment of {name} on proposal {id}: {title}")
        )
        author = draft.snapshot.committee.member(comment.author)
        return draft.commit(
            sentence,
            record=proposal_id,
            name=author.name if author else comment.author,
            title=proposal.title,
        )


def placed_comments(
    desk: Desk, comments: tuple[ProposalComment, ...], redlines: dict[str, Redline]
) -> tuple[PlacedComment, ...]:
    """Return each remark with the clause it stands at in the redlines, by path.

    The clause is followed from the very text that was commented to the text as it is.
    """
    return tuple(_placed(desk, comment, redlines) for comment in comments)


def _placed(desk: Desk, comment: ProposalComment, redlines: dict[str, Redline]) -> PlacedComment:
    if comment.clause is None:
        return PlacedComment(comment, comment.document)
    paths = [comment.document] if comment.document else list(redlines)
    for path in paths:
        shown = redlines.get(path)
        found = shown and _anchor(desk, comment, path, shown)
        if found:
            return PlacedComment(comment, path, found.clause)
    return PlacedComment(comment, comment.document, comment.clause, is_gone=True)


def _anchor(desk: Desk, comment: ProposalComment, path: str, shown: Redline) -> Anchor | None:
    """Follow the clause through what its text became; that text is read only if it changed."""
    content = desk.workspace.blob(comment.blob) if comment.blob else None
    since = None
    if content is not None:
        commented = decode_text(content, proposed_text_path(comment.proposal, path))
        present = _new_text(shown)
        since = redline(commented, present) if commented != present else None
    return anchor(comment.clause or "", shown, since)


def _new_text(shown: Redline) -> str:
    kept = [(item.new_order, item.new_text) for item in shown.clauses if item.new_order is not None]
    return "".join(text for _order, text in sorted(kept))
