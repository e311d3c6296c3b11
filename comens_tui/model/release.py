"""A release of the CENS: scope, notes, and a manifest of digests."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from comens_tui.model.ids import DecisionId, MemberId, ReleaseTag, Sha256, Version, WaiverId
from comens_tui.model.record import Record, Value


class ManifestEntry(Value):
    """One published file and the digest of its content."""

    path: str
    sha256: Sha256


class Emergency(Value):
    """A release made in spite of the gate: who took it on, and why."""

    by: MemberId
    reason: str = Field(min_length=1)


class Release(Record):
    """The manifest of a release: every file it holds, and the decisions it rests on."""

    KIND: ClassVar[str] = "release"

    tag: ReleaseTag
    version: Version
    date: date
    previous: ReleaseTag | None = None
    bump: str = Field(pattern="^(major|minor|patch|initial)$")
    manager: MemberId
    decisions: tuple[DecisionId, ...] = ()
    notes: str = ""
    manifest: tuple[ManifestEntry, ...] = ()
    waivers: tuple[WaiverId, ...] = ()
    emergency: Emergency | None = None
