"""Releases out of order.

## What it checks
The releases recorded, in order of version: each has the tag of its version, is dated no earlier
than the one before it, and names that one as the release before.

## Why
The chain of releases is what proves that no version was slipped in between two others.

## How to fix
A release is never corrected: find which record was edited by hand, and restore it.
"""

from collections.abc import Iterator
from datetime import date

from comens_tui.checks.base import Context
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.numbering import natural_key
from comens_tui.model.release import Release
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "R004"
SEVERITY = Severity.ERROR
SINCE = date(2026, 11, 25)
TITLE = N_("Releases out of order")


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each release that does not follow the one before it."""
    before: Release | None = None
    for release in sorted(snapshot.releases.values(), key=lambda item: natural_key(item.version)):
        for message in _faults(release, before):
            yield Finding(
                CODE,
                SEVERITY,
                places.release_path(release.tag),
                0,
                message,
                _("Restore the record as it was tagged."),
                release.tag,
            )
        before = release


def _faults(release: Release, before: Release | None) -> Iterator[str]:
    if release.tag != f"cens-v{release.version}":
        yield _("{tag} says that its version is {version}.").format(
            tag=release.tag, version=release.version
        )
    if before is None:
        return
    if release.date < before.date:
        yield _("{tag} is dated before {other}, which it follows.").format(
            tag=release.tag, other=before.tag
        )
    if release.previous is not None and release.previous != before.tag:
        yield _("{tag} names {named} as the release before it, which is {other}.").format(
            tag=release.tag, named=release.previous, other=before.tag
        )
