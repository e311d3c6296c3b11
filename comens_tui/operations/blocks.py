"""Editorial items voted together: one act for all of them, one decision for each.

Any member may have an item taken out before the vote. The ballots, the digests and the
verdicts stay those of each item, so that a decision is proven as any other.
"""

from collections import Counter
from collections.abc import Iterable

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.meeting import AgendaItem, Meeting
from comens_tui.model.places import meeting_path
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Choice, Nature
from comens_tui.operations.deliberation import (
    Asked,
    file_ballot,
    put_to_the_vote,
    require_no_other_vote,
    take_decision,
)
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.operations.follow_ups import put_follow_ups
from comens_tui.operations.items import meeting_in_session, unsettled_item
from comens_tui.operations.meetings import here_now
from comens_tui.operations.sitting import pending_item
from comens_tui.rules import authority
from comens_tui.rules.votes import electorate

#: A block of fewer items is none.
SMALLEST = 2


def make_block(
    desk: Desk, meeting_id: str, numbers: Iterable[int], *, seen: str | None = None
) -> Receipt:
    """Have several editorial items voted together; a block that holds one of them is remade.

    Raises:
        RefusedError: An item is not editorial, is being voted or settled, was taken out by a
            member, or changes the same text as another.
    """
    with drafting(desk, "meeting.block") as draft:
        meeting = meeting_in_session(draft, meeting_id, seen)
        wanted = sorted(set(numbers))
        items = [pending_item(meeting, number) for number in wanted]
        if len(items) < SMALLEST:
            raise RefusedError(
                _("A block has two items at least."), hint=_("Name the items to vote together.")
            )
        for item in items:
            _require_blockable(draft, item)
        _require_apart(draft, items)
        meeting = _dissolved(meeting, {item.block for item in items if item.block})
        agenda = tuple(
            item.model_copy(update={"block": wanted[0]}) if item.number in wanted else item
            for item in meeting.agenda
        )
        draft.put(meeting_path(meeting_id), meeting.model_copy(update={"agenda": agenda}))
        return draft.commit(
            N_("At {id}, items {numbers} are voted together"),
            record=meeting_id,
            others=tuple(item.subject for item in items if item.subject),
            numbers=_listed(items),
        )


def blockable(desk: Desk, meeting_id: str) -> frozenset[int]:
    """Return the numbers of the items that wait and that a block may hold."""
    snapshot = desk.workspace.snapshot()
    meeting = snapshot.meetings.get(meeting_id)
    return frozenset(
        item.number
        for item in (meeting.agenda if meeting else ())
        if item.state == "pending" and item.taken_out is None and _is_editorial(snapshot, item)
    )


def _is_editorial(snapshot: Snapshot, item: AgendaItem) -> bool:
    proposal = snapshot.proposals.get(item.subject or "") if item.kind == "proposal" else None
    return proposal is not None and proposal.nature is Nature.EDITORIAL


def _listed(items: Iterable[AgendaItem]) -> str:
    return ", ".join(str(item.number) for item in items)


def _require_blockable(draft: Draft, item: AgendaItem) -> None:
    if not _is_editorial(draft.snapshot, item):
        raise RefusedError(
            _("Item {number} is not editorial: it is voted apart.").format(number=item.number),
            hint=_("Only what changes no rule is voted in a block."),
        )
    if item.taken_out is not None:
        name = draft.known_member(item.taken_out).name
        raise RefusedError(
            _("{name} asked that item {number} be voted apart.").format(
                name=name, number=item.number
            ),
            hint=_("Vote it by itself."),
        )


def _require_apart(draft: Draft, items: Iterable[AgendaItem]) -> None:
    """Refuse items that write the same file: one would undo the other."""
    paths = Counter(
        path for item in items for path in draft.snapshot.texts.get(item.subject or "", {})
    )
    twice = next((path for path, count in paths.items() if count > 1), None)
    if twice is not None:
        raise RefusedError(
            _("Two of these items change {path}.").format(path=twice),
            hint=_("Vote them one after the other: the second is merged with the first."),
        )


def _dissolved(meeting: Meeting, blocks: set[int | None]) -> Meeting:
    agenda = tuple(
        item.model_copy(update={"block": None}) if item.block in blocks - {None} else item
        for item in meeting.agenda
    )
    return meeting.model_copy(update={"agenda": agenda})


def take_out(
    desk: Desk,
    meeting_id: str,
    number: int,
    *,
    member_id: str | None = None,
    seen: str | None = None,
) -> Receipt:
    """Take an item out of its block before the vote, as any member here may ask.

    Raises:
        RefusedError: It is in no block or being voted, or the member is not here.
    """
    with drafting(desk, "meeting.take_out") as draft:
        meeting = meeting_in_session(draft, meeting_id, seen)
        item = pending_item(meeting, number)
        member = draft.known_member(member_id or draft.member.id)
        authority.require_over("meeting.take_out", draft.member, (member.id,))
        block = meeting.block_of(number)
        if not block:
            raise RefusedError(
                _("Item {number} is in no block.").format(number=number),
                hint=_("It is voted by itself already."),
            )
        if not member.voting or member.id not in here_now(meeting.attendance):
            raise RefusedError(
                _("{name} is not here as a voting member.").format(name=member.name),
                hint=_("Name the member who asks that it be voted apart."),
            )
        if len(block) <= SMALLEST:
            meeting = _dissolved(meeting, {item.block})
        out = item.model_copy(update={"block": None, "taken_out": member.id})
        agenda = tuple(out if entry.number == number else entry for entry in meeting.agenda)
        draft.put(meeting_path(meeting_id), meeting.model_copy(update={"agenda": agenda}))
        return draft.commit(
            N_("At {id}, {name} has item {number} voted apart: {title}"),
            record=meeting_id,
            others=(item.subject,) if item.subject else (),
            name=member.name,
            number=number,
            title=item.title,
        )


def _block(meeting: Meeting, number: int) -> tuple[AgendaItem, ...]:
    """Return the items of the block that can still be voted.

    Raises:
        RefusedError: The item is in no block, or settled.
    """
    unsettled_item(meeting, number)
    found = meeting.block_of(number)
    if not found:
        raise RefusedError(
            _("Item {number} is in no block.").format(number=number),
            hint=_("Make one: comens meeting block {id} --items 1,2").format(id=meeting.id),
        )
    return tuple(item for item in found if item.state in ("pending", "open"))


def open_block(desk: Desk, meeting_id: str, number: int, *, seen: str | None = None) -> Receipt:
    """Put every item of a block to the vote, each on its own text.

    Raises:
        RefusedError: See `open_item`, for any of them.
    """
    with drafting(desk, "meeting.item") as draft:
        meeting = meeting_in_session(draft, meeting_id, seen)
        items = _block(meeting, number)
        require_no_other_vote(meeting, {item.number for item in items})
        _require_apart(draft, items)
        for item in reversed(items):
            meeting = put_to_the_vote(draft, meeting, item)
        draft.put(meeting_path(meeting_id), meeting)
        return draft.commit(
            N_("At {id}, put items {numbers} to one vote"),
            record=meeting_id,
            others=tuple(item.subject for item in items if item.subject),
            numbers=_listed(items),
        )


def cast_on_block(
    desk: Desk, meeting_id: str, number: int, choice: Choice, *, member_id: str | None = None
) -> Receipt:
    """Record one voice on every item of an open block but those that its member is recused on.

    Raises:
        RefusedError: See `cast_ballot`; or the member has no voice on any item.
    """
    with drafting(desk, "meeting.vote") as draft:
        meeting = meeting_in_session(draft, meeting_id, None)
        items = _block(meeting, number)
        voter = member_id or draft.member.id
        heard = [
            item
            for item in items
            if voter not in electorate(meeting, draft.snapshot.committee, item.number).recused
        ]
        for item in heard or items:
            file_ballot(draft, meeting, item, voter, choice)
        return draft.commit(
            N_("At {id}, items {numbers}: {name} votes {choice}"),
            record=meeting_id,
            numbers=_listed(heard),
            name=draft.known_member(voter).name,
            choice=choice,
        )


def decide_block(
    desk: Desk, meeting_id: str, number: int, asked: Asked | None = None, *, seen: str | None = None
) -> Receipt:
    """Close the vote on a block: one decision for each item, by its own count, in one commit.

    What is asked to be done next is asked once, by the first of them.

    The commit names every decision as a record, and none as the one that it stands for: the
    history of a text finds its own by what was voted.

    Raises:
        RefusedError: See `decide_item`, for any of them.
    """
    with drafting(desk, "meeting.decide") as draft:
        meeting = meeting_in_session(draft, meeting_id, seen)
        items = _block(meeting, number)
        asked = asked or Asked()
        taken = []
        for item in items:
            meeting, decision = take_decision(draft, meeting, item, asked)
            taken.append(decision)
        decisions = [decision.id for decision in taken]
        draft.put(meeting_path(meeting_id), meeting)
        put_follow_ups(draft, taken[0], asked.actions)
        return draft.commit(
            N_("Decide {id} at {meeting}: items {numbers} voted together"),
            record=decisions[0],
            others=(
                *decisions[1:],
                meeting_id,
                *(item.subject for item in items if item.subject),
            ),
            meeting=meeting_id,
            numbers=_listed(items),
        )
