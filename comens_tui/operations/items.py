"""The items of an open meeting: found, put to the vote, their ballots listed or made void."""

from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.model.meeting import AgendaItem, Meeting
from comens_tui.model.places import COMMITTEE, ballot_path, meeting_path
from comens_tui.model.voting import VoidBallot
from comens_tui.operations.draft import Draft
from comens_tui.operations.meetings import require_open


def meeting_in_session(draft: Draft, meeting_id: str, seen: str | None) -> Meeting:
    """Return an open meeting, unchanged since it was shown.

    Raises:
        RefusedError: It is not open.
        StaleRecordError: It changed since.
    """
    meeting = draft.find(draft.snapshot.meetings, meeting_id)
    draft.check_seen(meeting_path(meeting_id), seen, Meeting)
    require_open(meeting)
    return meeting


def unsettled_item(meeting: Meeting, number: int) -> AgendaItem:
    """Return an item that can still be decided.

    Raises:
        RefusedError: There is none of that number, or it is settled.
    """
    item = meeting.item(number)
    if item is None:
        raise RefusedError(
            _("Meeting {id} has no item {number}.").format(id=meeting.id, number=number),
            hint=_("Its items: {items}").format(
                items=", ".join(str(entry.number) for entry in meeting.agenda)
            ),
        )
    if item.state in ("decided", "withdrawn"):
        raise RefusedError(
            _("Item {number} of {id} is already settled.").format(number=number, id=meeting.id),
            hint=_("A decision is corrected by a new decision that supersedes it."),
        )
    return item


def with_item(meeting: Meeting, item: AgendaItem) -> Meeting:
    """Return the meeting with one item replaced by its number."""
    agenda = tuple(item if entry.number == item.number else entry for entry in meeting.agenda)
    return meeting.model_copy(update={"agenda": agenda})


def require_open_item(meeting: Meeting, item: AgendaItem) -> None:
    """Refuse what only an item open to the vote takes.

    Raises:
        RefusedError: It is not open.
    """
    if item.state != "open":
        raise RefusedError(
            _("Item {number} is not open to the vote.").format(number=item.number),
            hint=_("Open it with: comens meeting vote {id} --item {number} --open").format(
                id=meeting.id, number=item.number
            ),
        )


def put_to_vote(draft: Draft, item: AgendaItem, digest: str | None) -> AgendaItem:
    """Return the item opened now on the text of that digest, one opening more.

    The committee file is that of the state the act was decided on: who may vote, by which
    keys and under which rule cannot be changed by the act that opens the vote.
    """
    return item.model_copy(
        update={
            "state": "open",
            "opened": draft.desk.now(),
            "digest": digest,
            "openings": item.openings + 1,
            "committee": draft.snapshot.files[COMMITTEE],
        }
    )


def ballots_of(draft: Draft, meeting_id: str, number: int) -> dict[str, str]:
    """Return the member of each ballot filed on an item, by path."""
    return {
        ballot_path(meeting_id, number, ballot.member): ballot.member
        for ballot in draft.snapshot.ballots.get(meeting_id, ())
        if ballot.item == number
    }


def void_ballots(
    draft: Draft, meeting: Meeting, item: AgendaItem, reason: str, *, member: str | None = None
) -> Meeting:
    """Take out the ballots of an item, or that of one member, and list them as void.

    Those received sealed are void too, each named by its digest. What was entered in the room
    is named by its voter alone: history keeps the file.
    """
    at = draft.desk.now()
    filed = {ballot.member: ballot for ballot in draft.snapshot.ballots.get(meeting.id, ())
             if ballot.item == item.number}  # fmt: skip
    found: list[VoidBallot] = []
    for path, voter in ballots_of(draft, meeting.id, item.number).items():
        if member in (None, voter):
            draft.remove(path)
            found.append(
                VoidBallot(
                    item=item.number,
                    member=voter,
                    text=filed[voter].digest,
                    reason=reason,
                    at=at,
                )
            )
    sealed = [
        entry
        for entry in meeting.received_ballots
        if entry.item == item.number and member in (None, entry.member)
    ]
    found += [
        VoidBallot(
            item=item.number,
            member=entry.member,
            digest=entry.digest,
            text=item.digest,
            reason=reason,
            at=at,
        )
        for entry in sealed
    ]
    return meeting.model_copy(
        update={
            "void_ballots": (*meeting.void_ballots, *found),
            "received_ballots": tuple(
                entry for entry in meeting.received_ballots if entry not in sealed
            ),
        }
    )
