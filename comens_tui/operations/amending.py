"""Amending the text of an item in the room, and going back to a former one.

The text is the proposal's own, so that what is voted is what will stand. An amendment gives
it another digest; where the vote is open it opens anew, and what was cast on the old text is
void, visibly.
"""

from collections.abc import Mapping
from typing import NamedTuple

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.meeting import AgendaItem, Meeting
from comens_tui.model.places import meeting_path, proposal_path, proposed_text_path
from comens_tui.model.proposal import Proposal
from comens_tui.model.voting import AmendedText, Amendment, VoidBallot
from comens_tui.operations.adoption import require_votable, voted_texts
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.operations.items import (
    meeting_in_session,
    put_to_vote,
    unsettled_item,
    void_ballots,
    with_item,
)
from comens_tui.operations.known import known_record
from comens_tui.operations.proposed import with_texts
from comens_tui.operations.sitting import require_alone
from comens_tui.operations.text_checks import new_findings
from comens_tui.store.records import decode_text
from comens_tui.text.digests import change_digest, text_digest
from comens_tui.text.redline import Redline, redline


class AmendedView(NamedTuple):
    """What an amendment does to one file: its small redline, and what the checks now find."""

    path: str
    redline: Redline
    findings: tuple[Finding, ...]


def amend_item(
    desk: Desk,
    meeting_id: str,
    number: int,
    texts: Mapping[str, str],
    *,
    reason: str,
    moved_by: str | None = None,
    seen: str | None = None,
) -> Receipt:
    """Change the proposed text of an item that is under discussion, or even open to the vote.

    `texts` are whole files by corpus path; `moved_by` is the member whose amendment it is, by
    default who acts. Where the vote is open it opens anew on the new text.

    Raises:
        RefusedError: The item has no proposed text, a file is not one that it proposes, or
            nothing changes.
        RecordError: A text is no document any more.
        StaleRecordError: The meeting changed since it was shown.
    """
    with drafting(desk, "meeting.amend") as draft:
        meeting = meeting_in_session(draft, meeting_id, seen)
        item = unsettled_item(meeting, number)
        require_alone(meeting, item)
        proposal = _votable(draft, item)
        known = draft.snapshot.texts[proposal.id]
        foreign = sorted(texts.keys() - known.keys())
        if foreign:
            raise RefusedError(
                _("{id} does not propose {path}.").format(id=proposal.id, path=foreign[0]),
                hint=_("The room amends the texts it was convened on: {paths}.").format(
                    paths=", ".join(known)
                ),
            )
        mover = draft.known_member(moved_by or draft.member.id)
        _amend(draft, meeting, item, proposal, texts, reason=reason, moved_by=mover.id)
        return draft.commit(
            N_("At {id}, amend item {number} on the motion of {name}: {title}"),
            record=meeting_id,
            others=(proposal.id,),
            number=number,
            name=mover.name,
            title=item.title,
        )


def restore_item(
    desk: Desk,
    meeting_id: str,
    number: int,
    *,
    reason: str,
    moved_by: str | None = None,
    seen: str | None = None,
) -> Receipt:
    """Go back to the text before the last amendment that stands; ballots fall as for any other.

    Raises:
        RefusedError: No amendment of the item stands.
        StaleRecordError: The meeting changed since it was shown.
    """
    with drafting(desk, "meeting.amend") as draft:
        meeting = meeting_in_session(draft, meeting_id, seen)
        item = unsettled_item(meeting, number)
        require_alone(meeting, item)
        proposal = _votable(draft, item)
        undone = standing_amendment(meeting, number)
        if undone is None:
            raise RefusedError(
                _("No amendment of item {number} stands.").format(number=number),
                hint=_("Its text is the one that came to the meeting."),
            )
        mover = draft.known_member(moved_by or draft.member.id)
        texts = former_texts(desk, amendments_of(meeting, number)[undone - 1])
        _amend(
            draft, meeting, item, proposal, texts, reason=reason, moved_by=mover.id, undoes=undone
        )
        return draft.commit(
            N_("At {id}, go back to the former text of item {number}: {title}"),
            record=meeting_id,
            others=(proposal.id,),
            number=number,
            title=item.title,
        )


def _votable(draft: Draft, item: AgendaItem) -> Proposal:
    if item.kind != "proposal" or item.subject is None:
        raise RefusedError(
            _("Item {number} has no proposed text to amend.").format(number=item.number),
            hint=_("Only a proposal is amended in the room."),
        )
    proposal = draft.find(draft.snapshot.proposals, item.subject)
    require_votable(draft, proposal)
    return proposal


def _amend(
    draft: Draft,
    meeting: Meeting,
    item: AgendaItem,
    proposal: Proposal,
    texts: Mapping[str, str],
    *,
    reason: str,
    moved_by: str,
    undoes: int | None = None,
) -> None:
    before = voted_texts(draft, proposal)
    changed = {path: text for path, text in texts.items()
               if text != draft.snapshot.texts[proposal.id][path]}  # fmt: skip
    if not changed:
        raise RefusedError(
            _("Nothing would change."), hint=_("The proposed text already says exactly that.")
        )
    draft.put(proposal_path(proposal.id), with_texts(draft, proposal, changed))
    written = {path: _written(draft, proposal.id, path) for path in changed}
    after = [
        text.model_copy(update={"digest": text_digest(written[text.path])})
        if text.path in written
        else text
        for text in before
    ]
    amendment = Amendment(
        item=item.number,
        at=draft.desk.now(),
        moved_by=moved_by,
        reason=reason,
        before=change_digest(before),
        after=change_digest(after),
        texts=tuple(
            AmendedText(
                path=path, before=draft.snapshot.files[proposed_text_path(proposal.id, path)]
            )
            for path in sorted(changed)
        ),
        undoes=undoes,
    )
    if item.state == "open":
        meeting = void_ballots(draft, meeting, item, "amended")
        item = put_to_vote(draft, item, amendment.after)
    updated = with_item(meeting, item).model_copy(
        update={"amendments": (*meeting.amendments, amendment)}
    )
    draft.put(meeting_path(meeting.id), updated)


def _written(draft: Draft, proposal_id: str, path: str) -> str:
    """Return a text as it will be written: a word of it may have been masked."""
    return (draft.changes[proposed_text_path(proposal_id, path)] or b"").decode()


def amendments_of(meeting: Meeting, number: int) -> tuple[Amendment, ...]:
    """Return the amendments of one item, in the order they were moved."""
    return tuple(entry for entry in meeting.amendments if entry.item == number)


def standing_amendment(meeting: Meeting, number: int) -> int | None:
    """Return which amendment of an item stands last, from 1; none where all were taken back."""
    found = amendments_of(meeting, number)
    undone = {entry.undoes for entry in found}
    moved = [place for place, entry in enumerate(found, 1) if entry.undoes is None]
    return next((place for place in reversed(moved) if place not in undone), None)


def is_amended(meeting: Meeting, number: int) -> bool:
    """Tell whether the text of an item is another than the one that came to the meeting."""
    found = amendments_of(meeting, number)
    return bool(found) and found[-1].after != found[0].before


def former_texts(desk: Desk, amendment: Amendment) -> dict[str, str]:
    """Return the texts that an amendment replaced, by path.

    Raises:
        RefusedError: This clone does not hold one.
    """
    found = {}
    for text in amendment.texts:
        content = desk.workspace.blob(text.before)
        if content is None:
            raise RefusedError(
                _("The former text of {path} is not in this clone.").format(path=text.path),
                hint=_("Fetch the whole history: git fetch --unshallow"),
            )
        found[text.path] = decode_text(content, text.path)
    return found


def amended_view(
    desk: Desk, meeting_id: str, number: int, texts: Mapping[str, str]
) -> tuple[AmendedView, ...]:
    """Return what an amendment would do to each file, between what stands and `texts`.

    The findings are those that the new text brings: they forbid nothing, and are said.

    Raises:
        UnknownRecordError: There is no such meeting.
    """
    snapshot = desk.workspace.snapshot()
    meeting = known_record(snapshot.meetings, meeting_id)
    item = meeting.item(number)
    standing = snapshot.texts.get((item.subject if item else None) or "", {})
    return tuple(
        AmendedView(
            path,
            redline(
                standing[path],
                text,
                old_name=_("the text that stood"),
                new_name=_("the text now proposed"),
            ),
            new_findings(desk, path, text, standing[path]),
        )
        for path, text in sorted(texts.items())
        if path in standing and text != standing[path]
    )


def first_change(desk: Desk, path: str, text: str) -> int:
    """Return the line, from 1, at which `text` departs from the corpus; 1 for a new file."""
    content = desk.workspace.read(path)
    if content is None:
        return 1
    pairs = zip(decode_text(content, path).splitlines(), text.splitlines(), strict=False)
    return next((line for line, (old, new) in enumerate(pairs, 1) if old != new), 1)


def void_ballots_of(desk: Desk, meeting_id: str) -> tuple[VoidBallot, ...]:
    """Return the void ballots of a meeting in the order they became so; none without it."""
    meeting = desk.workspace.snapshot().meetings.get(meeting_id)
    return meeting.void_ballots if meeting else ()


def standing_texts(desk: Desk, meeting_id: str, number: int) -> dict[str, str]:
    """Return the texts proposed at an item as they stand, by path; empty where there is none."""
    snapshot = desk.workspace.snapshot()
    meeting = snapshot.meetings.get(meeting_id)
    item = meeting.item(number) if meeting else None
    return dict(snapshot.texts.get((item.subject if item else None) or "", {}))
