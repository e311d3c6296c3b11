"""The release: what it would hold, why the gate is red, and the signed tag.

The proof of a release is in `proof`.
"""

from typing import NamedTuple

from comens_tui.checks.base import Context
from comens_tui.checks.running import Report, run
from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _, speaking
from comens_tui.model.places import release_path
from comens_tui.model.release import Emergency, Release
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.ballot_proofs import ballot_proofs
from comens_tui.operations.checking import checked, judging
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.operations.published import published
from comens_tui.release.gate import GateReason, gate
from comens_tui.release.manifest import entries, manifest_digest, verify
from comens_tui.release.notes import notes
from comens_tui.release.plan import ReleasePlan, plan
from comens_tui.store.git_writing import TagText


class Outlook(NamedTuple):
    """What the next release would be, and every reason that keeps the gate shut."""

    plan: ReleasePlan
    reasons: tuple[GateReason, ...]
    report: Report


def last_release(desk: Desk, snapshot: Snapshot) -> tuple[Release | None, Snapshot | None]:
    """Return the last release recorded in `snapshot`, and the state that it published.

    That state is the one its tag names here. A clone without the tag still knows it where
    the corpus is, byte for byte, what the release recorded.
    """
    releases = sorted(snapshot.releases.values(), key=lambda item: _version(item.version))
    if not releases:
        return None, None
    tags = set(desk.workspace.tags())
    tagged = [item for item in releases if item.tag in tags]
    if tagged:
        return tagged[-1], desk.workspace.snapshot(f"refs/tags/{tagged[-1].tag}")
    if not verify(releases[-1].manifest, published(desk, snapshot)):
        return releases[-1], snapshot
    return None, None


def _version(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def check_workspace(desk: Desk, revision: str | None = None) -> Report:
    """Run every check on a commit, or on the working tree when `revision` is None."""
    snapshot = (
        desk.workspace.working_snapshot() if revision is None else desk.workspace.snapshot(revision)
    )
    return checked(desk, snapshot, judging(desk, snapshot, last_release(desk, snapshot)[1]))


def outlook(desk: Desk) -> Outlook:
    """Return the release that could be tagged from the branch, and what keeps it from it."""
    snapshot = desk.workspace.snapshot()
    last, baseline = last_release(desk, snapshot)
    context = judging(desk, snapshot, baseline)
    return _outlook(snapshot, last, context, checked(desk, snapshot, context))


def _proven_outlook(desk: Desk, snapshot: Snapshot) -> Outlook:
    """Return the outlook with every check run anew: what is signed rests on no memory."""
    last, baseline = last_release(desk, snapshot)
    ballots = ballot_proofs(desk, snapshot, remembers=False)
    context = judging(desk, snapshot, baseline)._replace(ballots=ballots)
    return _outlook(snapshot, last, context, run(snapshot, context))


def _outlook(snapshot: Snapshot, last: Release | None, context: Context, report: Report) -> Outlook:
    planned = plan(snapshot, context.baseline, last)
    return Outlook(planned, gate(planned, snapshot, report, context), report)


def tag_release(desk: Desk, *, tag: str | None = None, emergency: str | None = None) -> Receipt:
    """Record the release and make its signed, annotated tag, both or neither.

    `tag` confirms the name that was shown. Tagging makes no text binding: only an order
    does. An emergency passes a red gate; it is written into the release, to be reported
    in the next minutes. A gate that is open needs none, and none is written.

    Raises:
        RefusedError: The gate is red, nothing changed, or `tag` is not the planned name.
        SigningError: There is no key to sign with.
    """
    with drafting(desk, "release.tag") as draft:
        view = _proven_outlook(desk, draft.snapshot)
        emergency = emergency.strip() if emergency and view.reasons else None
        _require_ready(view, tag, emergency)
        _require_key(desk)
        release = _release(draft, view, emergency)
        draft.put(release_path(release.tag), release)
        return draft.commit(
            N_("Release {id}: {count} decision(s)"),
            record=release.tag,
            tag=_tag_text(draft, release),
            count=len(release.decisions),
        )


def tag_recorded(desk: Desk, tag: str) -> str:
    """Tag the branch for a release that is recorded and has no tag; return the tag's title.

    That is the state of a workspace that starts from the files of an earlier release.

    Raises:
        RefusedError: The release is tagged already, or the corpus is not what it recorded.
    """
    with drafting(desk, "release.tag") as draft:
        release = draft.find(draft.snapshot.releases, tag)
        _require_key(desk)
        faults = verify(release.manifest, published(desk, draft.snapshot))
        if tag in desk.workspace.tags() or faults:
            raise RefusedError(
                _("{tag} cannot be put on the corpus as it stands.").format(tag=tag),
                hint=faults[0].message if faults else _("It is there already."),
            )
        text = _tag_text(draft, release)
        draft.tag(text)
        return text.message.splitlines()[0]


def _tag_text(draft: Draft, release: Release) -> TagText:
    with speaking(draft.desk.committee.language):
        return TagText(release.tag, tag_message(release))


def _require_ready(view: Outlook, tag: str | None, emergency: str | None) -> None:
    if not view.plan.changes and view.plan.previous:
        raise RefusedError(
            _("Nothing changed since {tag}.").format(tag=view.plan.previous),
            hint=_("A release holds at least one decision applied to the corpus."),
        )
    if tag is not None and tag != view.plan.tag:
        raise RefusedError(
            _("The release to tag is {planned}, not {tag}.").format(planned=view.plan.tag, tag=tag),
            hint=_("See why with: comens release plan"),
        )
    if view.reasons and not emergency:
        raise RefusedError(
            _("The gate is red: {reasons}").format(
                reasons=" ".join(reason.message for reason in view.reasons)
            ),
            hint=_("Each reason and its cure: comens release plan"),
        )


def _require_key(desk: Desk) -> None:
    """Refuse to release without a key; a demonstration made without OpenSSH has none."""
    if desk.key is None and not desk.is_demo:
        raise RefusedError(
            _("A release is signed, and no SSH key is set to sign with."),
            hint=_("git config gpg.format ssh; git config user.signingkey ~/.ssh/id_ed25519"),
        )


def _release(draft: Draft, view: Outlook, emergency: str | None) -> Release:
    with speaking(draft.desk.committee.language):
        text = notes(view.plan, draft.snapshot)
    return Release(
        tag=view.plan.tag,
        version=view.plan.version,
        date=draft.desk.today(),
        previous=view.plan.previous,
        bump=view.plan.bump,
        manager=draft.member.id,
        decisions=view.plan.decisions,
        notes=text,
        manifest=entries(published(draft.desk, draft.snapshot)),
        waivers=tuple(sorted({item.waiver.id for item in view.report.waived})),
        emergency=Emergency(by=draft.member.id, reason=emergency) if emergency else None,
    )


def tag_message(release: Release) -> str:
    """Return the message of the tag: title, notes, and the digest of the manifest."""
    title = _("CENS {version} of {day}").format(
        version=release.version, day=release.date.isoformat()
    )
    legal = _("This tag makes no text binding: only an order published in the JO does.")
    digest = f"Comens-Manifest: {manifest_digest(release.manifest)}"
    return f"{title}\n\n{legal}\n\n{release.notes.strip()}\n\n{digest}\n"
