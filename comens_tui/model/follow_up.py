"""A follow-up: what a decision asks somebody to do, and by when."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from comens_tui.model.ids import DecisionId, FollowUpId, MemberId
from comens_tui.model.record import Record
from comens_tui.model.words import FollowUpState


class FollowUp(Record):
    """What a decision asks somebody to do, by when, and how it ended."""

    KIND: ClassVar[str] = "follow_up"

    id: FollowUpId
    text: str = Field(min_length=1, description="what is to be done")
    owner: MemberId
    due: date
    state: FollowUpState = FollowUpState.OPEN
    decision: DecisionId
    created: date
    closed: date | None = None
    reason: str | None = Field(default=None, description="why it was given up, or how it was done")

    def is_overdue(self, today: date) -> bool:
        """Tell whether it is still to be done after its day."""
        return self.state is FollowUpState.OPEN and self.due < today
