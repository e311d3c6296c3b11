"""A waiver: one finding accepted for a time, on one text, for a reason."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from comens_tui.model.ids import MemberId, Sha256, WaiverId
from comens_tui.model.record import Record


class Waiver(Record):
    """A finding that is accepted in one place, for a reason and until a day."""

    KIND: ClassVar[str] = "waiver"

    id: WaiverId
    code: str = Field(pattern=r"^[QCGRW]\d{3}$")
    path: str
    clause: str | None = None
    digest: Sha256 = Field(description="of the text the finding is about")
    reason: str = Field(min_length=1)
    granted_by: MemberId
    granted: date
    expires: date
