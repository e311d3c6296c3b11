"""Release that does not match its manifest.

## What it checks
The manifest of the last release against the documents of the corpus as that release tagged them.

## Why
The manifest is what others compare their copy with; if it is wrong, no copy can be proved.

## How to fix
Find which commit was tagged: a release is never corrected, a new one is made.
"""

from collections.abc import Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.coverage import file_digests
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.numbering import natural_key
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "R003"
SEVERITY = Severity.ERROR
TITLE = N_("Release that does not match its manifest")


def check(_snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield one finding for each file that is not as the manifest says."""
    baseline = context.baseline
    if baseline is None or not baseline.releases:
        return
    release = max(baseline.releases.values(), key=lambda item: natural_key(item.version))
    if not release.manifest:
        return
    digests = file_digests(baseline)
    told = {entry.path: entry.sha256 for entry in release.manifest}
    for path in sorted(digests.keys() | told.keys()):
        if path not in told:
            message = _("{path} was released and is not in the manifest of {tag}.")
        elif path not in baseline.files:
            message = _("{path} is in the manifest of {tag} and was not released.")
        elif path in digests and digests[path] != told[path]:
            message = _("{path} is not as the manifest of {tag} says.")
        else:
            continue
        yield Finding(
            CODE,
            SEVERITY,
            places.release_path(release.tag),
            0,
            message.format(path=path, tag=release.tag),
            _("Check which commit was tagged; mend it by a new release."),
            release.tag,
        )
