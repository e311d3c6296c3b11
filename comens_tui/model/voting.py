"""What befell a vote in the room: amendments, void ballots, secret ballots, signed ones."""

from datetime import datetime

from pydantic import Field

from comens_tui.model.ids import BlobId, MemberId, Sha256
from comens_tui.model.record import Value


class AmendedText(Value):
    """One proposed file, as it stood before an amendment."""

    path: str
    before: BlobId


class Amendment(Value):
    """A change of the proposed text in the room, or the way back to a former one."""

    item: int = Field(ge=1)
    at: datetime
    moved_by: MemberId
    reason: str = Field(min_length=1)
    before: Sha256 = Field(description="digest of the text that stood")
    after: Sha256 = Field(description="digest of the text proposed from then on")
    texts: tuple[AmendedText, ...] = ()
    undoes: int | None = Field(
        default=None, ge=1, description="which amendment of the item it takes back, from 1"
    )


class VoidBallot(Value):
    """A ballot that stopped counting before the decision; nothing here tells its choice.

    A ballot entered in the room has no digest: three choices are soon tried. Records written
    before this rule may still hold one.
    """

    item: int = Field(ge=1)
    member: MemberId
    digest: Sha256 | None = Field(
        default=None, description="of a signed ballot as it was carried, which nobody can work out"
    )
    text: Sha256 | None = Field(default=None, description="digest of the text voted on")
    reason: str = Field(pattern="^(amended|reopened|secret|own_ballot)$")
    at: datetime


class SecretRequest(Value):
    """Who asked that an item be voted by secret ballot."""

    item: int = Field(ge=1)
    members: tuple[MemberId, ...] = Field(min_length=1)
    at: datetime


class ReceivedBallot(Value):
    """A member's signed ballot handed in while the vote is open; the record has no choice.

    The digest is that of the ballot with its signature, which nobody else can work out.
    """

    item: int = Field(ge=1)
    member: MemberId
    digest: Sha256
    at: datetime


class RefusedBallot(Value):
    """A ballot handed in and refused. `claimed` is whom it names, which may be forged."""

    item: int = Field(ge=1)
    claimed: MemberId
    digest: Sha256
    reason: str = Field(min_length=1)
    at: datetime
