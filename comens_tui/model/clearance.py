"""A clearance: one passage that looks like personal data and that a person let through."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from comens_tui.model.ids import ClearanceId, MemberId, Sha256
from comens_tui.model.record import Record
from comens_tui.model.words import PersonalKind


class Clearance(Record):
    """A passage let through the scan for personal data; only its seal, never the passage."""

    KIND: ClassVar[str] = "clearance"

    id: ClearanceId
    kind: PersonalKind
    salt: str = Field(
        pattern=r"^[0-9a-f]{32}$", description="the same in every clearance of a workspace"
    )
    seal: Sha256 = Field(description="of the passage and the salt, slow to compute (scrypt)")
    place: str = Field(description="where it was first let through: file:field:line")
    reason: str = Field(min_length=1, max_length=500)
    cleared_by: MemberId
    cleared: date
