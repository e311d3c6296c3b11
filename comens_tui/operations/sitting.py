"""What an act in the room asks first: that the meeting sits, that no vote is open yet."""

from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.model.meeting import AgendaItem, Meeting
from comens_tui.operations.items import unsettled_item


def require_not_suspended(meeting: Meeting) -> None:
    """Refuse what is done only while the meeting sits.

    Raises:
        RefusedError: The meeting is suspended.
    """
    pause = meeting.suspended
    if pause is not None:
        raise RefusedError(
            _("Meeting {id} is suspended since {time:%H:%M}: nothing is voted.").format(
                id=meeting.id, time=pause.began
            ),
            hint=_("Resume it first: comens meeting resume {id}").format(id=meeting.id),
        )


def require_alone(meeting: Meeting, item: AgendaItem) -> None:
    """Refuse what is done to one item, while it is voted with others or nobody sits.

    Raises:
        RefusedError: The meeting is suspended, or the item is in a block.
    """
    require_not_suspended(meeting)
    if item.block is not None:
        raise RefusedError(
            _("Item {number} is voted in a block.").format(number=item.number),
            hint=_(
                "Take it out first: comens meeting block {id} --item {number} --take-out MEMBER"
            ).format(id=meeting.id, number=item.number),
        )


def pending_item(meeting: Meeting, number: int) -> AgendaItem:
    """Return an item whose vote is not open yet.

    Raises:
        RefusedError: There is no such item, or its vote is open or over.
    """
    item = unsettled_item(meeting, number)
    if item.state == "open":
        raise RefusedError(
            _("Item {number} is open to the vote.").format(number=number),
            hint=_(
                "A vote opened by mistake is taken back with: comens meeting correct {id}"
            ).format(id=meeting.id),
        )
    return item
