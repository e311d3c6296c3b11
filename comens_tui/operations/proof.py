"""The proof of a release: what anyone with a clone can establish, offline."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from comens_tui.checks.base import Context
from comens_tui.checks.registry import run
from comens_tui.errors import SigningError, UnknownRecordError
from comens_tui.i18n import _
from comens_tui.model.committee import Committee
from comens_tui.model.finding import Finding
from comens_tui.model.release import Release
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.operations.desk import Desk
from comens_tui.operations.published import published
from comens_tui.release.manifest import manifest_digest, verify
from comens_tui.store.layout import release_path

#: The checks that tie every word of a release to a decision on exactly that text.
COVERAGE = ("R001", "R002", "R003", "G001", "G002", "G003", "G004", "G011", "G013")


class Proof(NamedTuple):
    """What verifying a release established; `faults` is empty when everything holds.

    `signer` is the member whose key made the tag.
    """

    tag: str
    signer: str
    files: int
    decisions: int
    faults: tuple[Finding, ...]


def verify_release(desk: Desk, tag: str) -> Proof:
    """Prove a release from the clone: signature, manifest, message, and decisions.

    The keys that may have signed are those of the committee at the previous release, so
    that nobody can let themselves in by the release they sign; the first release is judged
    by its own committee.

    Raises:
        UnknownRecordError: There is no such tag, or it holds no record of that release.
        SigningError: The tag is not signed by the key of the member who released it.
    """
    snapshot, release = _tagged(desk, tag)
    baseline = desk.workspace.snapshot(release.previous) if release.previous else None
    signer = _signer(desk, tag, (baseline or snapshot).committee)
    if signer != release.manager:
        raise SigningError(
            _("{tag} is signed by {signer}, but its record names {manager}.").format(
                tag=tag, signer=signer, manager=release.manager
            ),
            hint=_("Do not publish it; ask the release manager."),
        )
    report = run(snapshot, Context(today=release.date, baseline=baseline), COVERAGE)
    faults = (
        *verify(release.manifest, published(desk, snapshot)),
        *_message_faults(desk, tag, release),
        *(item for item in report.findings if item.severity is Severity.ERROR),
    )
    return Proof(tag, signer, len(release.manifest), len(release.decisions), faults)


def _tagged(desk: Desk, tag: str) -> tuple[Snapshot, Release]:
    if tag not in desk.workspace.tags():
        raise UnknownRecordError(
            _("There is no tag {tag} here.").format(tag=tag),
            hint=_("Releases: {tags}").format(
                tags=", ".join(item for item in desk.workspace.tags() if item.startswith("cens-v"))
            ),
        )
    snapshot = desk.workspace.snapshot(f"refs/tags/{tag}")
    release = snapshot.releases.get(tag)
    if release is None:
        raise UnknownRecordError(
            _("{tag} holds no record of its own release.").format(tag=tag),
            hint=_("A release is tagged by: comens release tag"),
        )
    return snapshot, release


def _signer(desk: Desk, tag: str, committee: Committee) -> str:
    """Return the id of the member whose key, and nobody else's, signed the tag."""
    lines = [
        f'{member.id} namespaces="git" {key}' for member in committee.members for key in member.keys
    ]
    with TemporaryDirectory(prefix="comens-") as folder:
        allowed = Path(folder, "allowed_signers")
        allowed.write_text("\n".join(lines) + "\n", encoding="utf-8")
        verdict = desk.workspace.git.verify_tag(tag, allowed)
    if not verdict.is_good or verdict.signer is None:
        raise SigningError(
            _("The signature of {tag} does not hold.").format(tag=tag),
            hint=_("Do not trust this release: {detail}").format(
                detail=" ".join(verdict.detail.split()) or _("it is not signed")
            ),
        )
    return verdict.signer


def _message_faults(desk: Desk, tag: str, release: Release) -> list[Finding]:
    """Return a finding where the signed message carries another digest than the manifest's."""
    message = (desk.workspace.tag_content(tag) or b"").decode(errors="replace")
    said = re.search(r"^Comens-Manifest: (\S+)$", message, re.MULTILINE)
    if said is not None and said[1] == manifest_digest(release.manifest):
        return []
    return [
        Finding(
            "R003",
            Severity.ERROR,
            release_path(tag),
            0,
            _("The message of {tag} does not carry the digest of its manifest.").format(tag=tag),
            _("The record was changed after the tag was signed; trust the tag, not the record."),
            record=tag,
        )
    ]
