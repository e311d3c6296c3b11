"""The secret ballot: asked for, then counted by two scrutineers, with totals only.

It is a vote on paper that the record describes. Nothing here makes anything secret: what
was cast openly before stays in the history of git, as every committed file does.
"""

from collections.abc import Collection
from typing import NamedTuple

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.meeting import AgendaItem, Meeting, Totals
from comens_tui.model.places import meeting_path
from comens_tui.model.voting import SecretRequest
from comens_tui.model.words import Sense
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.operations.items import (
    meeting_in_session,
    unsettled_item,
    void_ballots,
    with_item,
)
from comens_tui.operations.sealed_ballots import sweep_sealed
from comens_tui.operations.sitting import require_alone
from comens_tui.rules.votes import electorate

#: Who count a secret ballot, at least.
SCRUTINEERS = 2
#: What can be decided of an item whose papers were never counted.
_UNCOUNTED = frozenset({Sense.DEFER, Sense.RETURN, Sense.PRIORITISE, Sense.TAKE_NOTE})


class HandCount(NamedTuple):
    """The totals of a show of hands, or of a secret ballot with its two scrutineers.

    `blank`, `spoiled` and `participants`, who put a paper in the box, are for a secret one.
    """

    votes_for: int
    votes_against: int
    abstentions: int
    scrutineers: tuple[str, ...] = ()
    blank: int = 0
    spoiled: int = 0
    participants: tuple[str, ...] = ()


def request_secret_ballot(
    desk: Desk, meeting_id: str, number: int, members: tuple[str, ...], *, seen: str | None = None
) -> Receipt:
    """Record who asks for a secret ballot; it is one as soon as enough members have.

    How many are enough is `secret_ballot_on_request` of the committee's rules. The ballots
    cast by name until then are void, and listed as such.

    Raises:
        RefusedError: It is one already, nobody new asks, or somebody has no voice on the item.
        StaleRecordError: The meeting changed since it was shown.
    """
    with drafting(desk, "meeting.secret") as draft:
        meeting = meeting_in_session(draft, meeting_id, seen)
        item = unsettled_item(meeting, number)
        require_alone(meeting, item)
        if item.vote == "secret":
            raise RefusedError(
                _("Item {number} is voted by secret ballot already.").format(number=number),
                hint=_("Count the papers: comens meeting decide {id} --item {number}").format(
                    id=meeting_id, number=number
                ),
            )
        asked = _asked(meeting, number)
        new = tuple(dict.fromkeys(member for member in members if member not in asked))
        _require_voices(draft, meeting, number, new)
        updated = meeting.model_copy(
            update={
                "secret_requests": (
                    *meeting.secret_requests,
                    SecretRequest(item=number, members=new, at=desk.now()),
                )
            }
        )
        needed = draft.snapshot.committee.rules.secret_ballot_on_request
        if len(asked) + len(new) >= needed:
            updated = with_item(
                void_ballots(draft, updated, item, "secret"),
                item.model_copy(update={"vote": "secret"}),
            )
        draft.put(meeting_path(meeting_id), updated)
        receipt = draft.commit(
            N_("At {id}, secret ballot asked for on item {number} by {names}: {count} of {needed}"),
            record=meeting_id,
            number=number,
            names=", ".join(draft.known_member(member).name for member in new),
            count=len(asked) + len(new),
            needed=needed,
        )
        if receipt.commit and len(asked) + len(new) >= needed:
            sweep_sealed(desk, updated)
        return receipt


def _asked(meeting: Meeting, number: int) -> frozenset[str]:
    return frozenset(
        member
        for request in meeting.secret_requests
        if request.item == number
        for member in request.members
    )


def _require_voices(draft: Draft, meeting: Meeting, number: int, members: Collection[str]) -> None:
    if not members:
        raise RefusedError(
            _("Nobody new asks for a secret ballot on item {number}.").format(number=number),
            hint=_("Name the members who ask: --asked-by MEMBER,MEMBER"),
        )
    strangers = sorted(
        set(members) - electorate(meeting, draft.snapshot.committee, number).voices()
    )
    if strangers:
        raise RefusedError(
            _("{member} has no voice on item {number}.").format(member=strangers[0], number=number),
            hint=_("Those who may vote on an item ask how it is voted."),
        )


def require_named_vote(meeting: Meeting, item: AgendaItem) -> None:
    """Refuse a ballot by name on an item voted by secret ballot.

    Raises:
        RefusedError: It is.
    """
    if item.vote == "secret":
        raise RefusedError(
            _("Item {number} is voted by secret ballot: no ballot is filed by name.").format(
                number=item.number
            ),
            hint=_("Count the papers: comens meeting decide {id} --item {number}").format(
                id=meeting.id, number=item.number
            ),
        )


def totals_of(
    draft: Draft, meeting: Meeting, item: AgendaItem, hands: HandCount | None, sense: Sense | None
) -> Totals | None:
    """Return the totals that decide an item, judged; none for a roll call.

    Raises:
        RefusedError: A secret ballot was not asked for, is not counted, or is counted by
            whom it may not be; or its papers are not as many as those who took part.
    """
    if hands is None:
        if item.vote == "secret" and sense not in _UNCOUNTED:
            raise RefusedError(
                _("The papers of item {number} are not counted yet.").format(number=item.number),
                hint=_(
                    "Give --for, --against, --blank, --null and the two --scrutineers of the "
                    "secret ballot."
                ),
            )
        return None
    totals = Totals(item=item.number, **hands._asdict())
    if item.vote != "secret":
        _require_hands(meeting, item, hands)
        return totals
    _require_scrutineers(draft, meeting, item, hands.scrutineers)
    return totals.model_copy(update={"participants": _participants(draft, meeting, item, totals)})


def _require_hands(meeting: Meeting, item: AgendaItem, hands: HandCount) -> None:
    if hands.scrutineers or hands.blank or hands.spoiled or hands.participants:
        raise RefusedError(
            _("Nobody asked for a secret ballot on item {number}.").format(number=item.number),
            hint=_(
                "Record who asks: comens meeting secret {id} --item {number} --asked-by MEMBER"
            ).format(id=meeting.id, number=item.number),
        )


def _require_scrutineers(
    draft: Draft, meeting: Meeting, item: AgendaItem, scrutineers: tuple[str, ...]
) -> None:
    named = {draft.known_member(member).id for member in scrutineers}
    if len(named) != SCRUTINEERS or len(scrutineers) != SCRUTINEERS:
        raise RefusedError(
            _("A secret ballot is counted by two scrutineers."), hint=_("Name both.")
        )
    recused = {entry.member for entry in meeting.recusals if entry.item == item.number}
    in_room = {
        line.member for line in meeting.attendance if line.mode == "present" and line.left is None
    }
    unfit = sorted(named & recused) or sorted(named - in_room)
    if unfit:
        raise RefusedError(
            _("{member} cannot count the papers of item {number}.").format(
                member=unfit[0], number=item.number
            ),
            hint=_("A scrutineer is in the room, and not recused on the item."),
        )


def _participants(
    draft: Draft, meeting: Meeting, item: AgendaItem, totals: Totals
) -> tuple[str, ...]:
    """Return who took part, in order of id so that nothing shows the order of the papers."""
    voices = electorate(meeting, draft.snapshot.committee, item.number).voices()
    named = frozenset(totals.participants)
    strangers = sorted(named - voices)
    if strangers:
        raise RefusedError(
            _("{member} has no voice on item {number}.").format(
                member=strangers[0], number=item.number
            ),
            hint=_("Check attendance, proxies and recusals."),
        )
    papers = (
        totals.votes_for + totals.votes_against + totals.abstentions + totals.blank + totals.spoiled
    )
    took_part = named or voices
    if papers != len(took_part):
        raise RefusedError(
            _("{papers} papers are counted for {count} members who took part.").format(
                papers=papers, count=len(took_part)
            ),
            hint=_("Count again, or name who took part: --took-part MEMBER,MEMBER"),
        )
    return tuple(sorted(took_part))
