"""The proof of a release: what anyone with a clone can establish, offline."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from comens_tui.checks.base import Context
from comens_tui.checks.running import run
from comens_tui.errors import SigningError, UnknownRecordError
from comens_tui.i18n import _
from comens_tui.model.committee import Committee
from comens_tui.model.finding import Finding
from comens_tui.model.numbering import natural_key
from comens_tui.model.places import release_path
from comens_tui.model.release import Release
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.operations.ballot_proofs import ballot_proofs
from comens_tui.operations.desk import Desk
from comens_tui.operations.published import published
from comens_tui.release.manifest import manifest_digest, verify
from comens_tui.rules.authority import may
from comens_tui.store.signing import GIT_NAMESPACE, allowed_signers

#: The checks that tie every word of a release to a decision on exactly that text.
COVERAGE = ("R001", "R002", "R003", "G001", "G002", "G003", "G004", "G011", "G013", "G030", "G031")

_RELEASE_TAG = re.compile(r"cens-v\d{1,9}\.\d{1,9}\.\d{1,9}")


class Proof(NamedTuple):
    """What verifying a release established; `faults` is empty when everything holds.

    `signer` is the member whose key made the tag.
    """

    tag: str
    signer: str
    files: int
    decisions: int
    faults: tuple[Finding, ...]


class _Tagged(NamedTuple):
    """A release, and the state that its tag names."""

    snapshot: Snapshot
    release: Release


def verify_release(desk: Desk, tag: str) -> Proof:
    """Prove a release from the clone: signatures, manifest, message, and decisions.

    Each release back to the first is signed by a release manager of the committee at the
    one before, so that nobody can let themselves in by the release they sign; the first is
    judged by its own committee. Which one comes before is a matter of version numbers: the
    record of a release cannot choose what it is compared with.

    Raises:
        UnknownRecordError: A tag is missing, or it holds no record of that release.
        SigningError: A tag is not signed by the key of the member who released it.
    """
    chain = _chain(desk, tag)
    signer = _require_signatures(desk, chain)
    snapshot, release = chain[0]
    baseline = chain[1].snapshot if len(chain) > 1 else None
    ballots = ballot_proofs(desk, snapshot, remembers=False)
    report = run(snapshot, Context(release.date, baseline, ballots=ballots), COVERAGE)
    faults = (
        *verify(release.manifest, published(desk, snapshot)),
        *_order_faults(chain),
        *_message_faults(desk, tag, release),
        *(item for item in report.findings if item.severity is Severity.ERROR),
    )
    return Proof(tag, signer, len(release.manifest), len(release.decisions), faults)


def _chain(desk: Desk, tag: str) -> list[_Tagged]:
    """Return the release of `tag` and each one before it, down to the first."""
    chain = [_tagged(desk, tag)]
    while (before := _tag_before(desk, chain[-1])) is not None:
        chain.append(_tagged(desk, before))
    return chain


def _tag_before(desk: Desk, later: _Tagged) -> str | None:
    """Return the tag of the highest version below a release, of all that are known of."""
    known = {later.release.previous, *later.snapshot.releases, *desk.workspace.tags()}
    names = {name for name in known if name and _RELEASE_TAG.fullmatch(name)}
    own = natural_key(later.release.tag)
    return max((n for n in names if natural_key(n) < own), key=natural_key, default=None)


def _require_signatures(desk: Desk, chain: list[_Tagged]) -> str:
    """Return who signed the first release of `chain`; raise if any in it is badly signed."""
    judges = [*chain[1:], chain[-1]]
    signers = [
        _require_manager(desk, item.release, judge.snapshot.committee)
        for item, judge in zip(chain, judges, strict=True)
    ]
    return signers[0]


def _require_manager(desk: Desk, release: Release, committee: Committee) -> str:
    """Return who signed a release: the member it names, and a release manager of `committee`."""
    signer = _signer(desk, release.tag, committee)
    if signer != release.manager:
        raise SigningError(
            _("{tag} is signed by {signer}, but its record names {manager}.").format(
                tag=release.tag, signer=signer, manager=release.manager
            ),
            hint=_("Do not publish it; ask the release manager."),
        )
    roles = {role for member in committee.members if member.id == signer for role in member.roles}
    if not may("release.tag", roles):
        raise SigningError(
            _("{tag} is signed by {signer}, who is no release manager.").format(
                tag=release.tag, signer=signer
            ),
            hint=_("Do not publish it; ask the release manager."),
        )
    return signer


def _order_faults(chain: list[_Tagged]) -> list[Finding]:
    """Return a finding where the record names another release before it than there was."""
    release = chain[0].release
    before = chain[1].release.tag if len(chain) > 1 else None
    if release.previous == before:
        return []
    return [
        Finding(
            "R003",
            Severity.ERROR,
            release_path(release.tag),
            0,
            _("The record of {tag} does not name the release before it.").format(tag=release.tag),
            _("It was compared with {before} here, as the version numbers say.").format(
                before=before or release.tag
            ),
            record=release.tag,
        )
    ]


def _tagged(desk: Desk, tag: str) -> _Tagged:
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
    return _Tagged(snapshot, release)


def _signer(desk: Desk, tag: str, committee: Committee) -> str:
    """Return the id of the member whose key, and nobody else's, signed the tag."""
    keys = {member.id: member.keys for member in committee.members}
    with TemporaryDirectory(prefix="comens-") as folder:
        allowed = Path(folder, "allowed_signers")
        allowed.write_text(allowed_signers(keys, GIT_NAMESPACE), encoding="utf-8")
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
