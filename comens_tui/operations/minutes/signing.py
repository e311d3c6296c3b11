"""Approved minutes are signed by the chair and the secretary of their meeting, each by key.

The signature is of the very bytes of `minutes.md`, so that anybody can verify it with
`ssh-keygen` and the public keys of the committee.
"""

from typing import NamedTuple

from comens_tui.errors import RefusedError, SigningError
from comens_tui.i18n import N_, _
from comens_tui.model.meeting import MINUTES_NAMESPACE, Meeting, MinutesSignature
from comens_tui.model.places import meeting_path, minutes_path
from comens_tui.model.words import MeetingState
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.operations.known import known_record
from comens_tui.rules import states
from comens_tui.store.signing import allowed_signers, sign, signer_of


class Signed(NamedTuple):
    """One signature, judged: `is_good` where a key of that member made it, on these minutes."""

    member: str
    is_good: bool


def sign_minutes(desk: Desk, meeting_id: str, *, seen: str | None = None) -> Receipt:
    """Sign the approved minutes of a meeting with one's own key.

    Once its chair and its secretary have, the minutes are signed.

    Raises:
        RefusedError: The minutes are not approved, the member held neither office at that
            meeting, has signed already, or has no key here that the committee knows.
        SigningError: The signature could not be made.
    """
    with drafting(desk, "meeting.sign") as draft:
        meeting = draft.find(draft.snapshot.meetings, meeting_id)
        draft.check_seen(meeting_path(meeting_id), seen, Meeting)
        _require_signable(draft, meeting)
        signature = MinutesSignature(
            member=draft.member.id, at=desk.now(), signature=_signature(draft, meeting)
        )
        given = (*meeting.minutes_signatures, signature)
        updated = meeting.model_copy(update={"minutes_signatures": given})
        if not updated.unsigned:
            states.require("meeting", meeting.state, MeetingState.SIGNED, roles=draft.member.roles)
            updated = updated.model_copy(update={"state": MeetingState.SIGNED})
        draft.put(meeting_path(meeting_id), updated)
        return draft.commit(
            N_("{name} signs the minutes of {id}"), record=meeting_id, name=draft.member.name
        )


def _require_signable(draft: Draft, meeting: Meeting) -> None:
    if meeting.state not in (MeetingState.APPROVED, MeetingState.SIGNED):
        raise RefusedError(
            _("The minutes of {id} are not approved: nothing is to be signed.").format(
                id=meeting.id
            ),
            hint=_("Put their approval on an agenda: comens meeting plan --approve {id}").format(
                id=meeting.id
            ),
        )
    if draft.member.id not in (meeting.chair, meeting.secretary):
        raise RefusedError(
            _("Minutes are signed by the chair and the secretary of their meeting."),
            hint=_("Those of {id} wait for: {members}").format(
                id=meeting.id, members=", ".join(meeting.unsigned) or "—"
            ),
        )
    if draft.member.id not in meeting.unsigned:
        raise RefusedError(
            _("{name} has signed the minutes of {id} already.").format(
                name=draft.member.name, id=meeting.id
            )
        )


def _signature(draft: Draft, meeting: Meeting) -> str:
    key = draft.desk.key
    if key is None:
        raise RefusedError(
            _("You have no signing key here."),
            hint=_("Set one: git config user.signingkey PATH; see ssh-keygen -t ed25519"),
        )
    payload = draft.desk.workspace.read(minutes_path(meeting.id)) or b""
    signature = sign(payload, key, MINUTES_NAMESPACE)
    member = draft.member
    allowed = allowed_signers({member.id: member.keys}, MINUTES_NAMESPACE)
    if not allowed or signer_of(payload, signature, member.id, allowed) != member.id:
        raise RefusedError(
            _("The committee does not know your signing key."),
            hint=_("Note its public half under your `keys` in decisions/committee.yaml."),
        )
    return signature


def judged_signatures(desk: Desk, meeting_id: str) -> tuple[Signed, ...]:
    """Return the signatures of the minutes of a meeting, each verified by ssh-keygen.

    Raises:
        UnknownRecordError: There is no such meeting.
        SigningError: ssh-keygen is not installed.
    """
    snapshot = desk.workspace.snapshot()
    meeting = known_record(snapshot.meetings, meeting_id)
    payload = desk.workspace.read(minutes_path(meeting_id)) or b""
    keys = {member.id: member.keys for member in snapshot.committee.members}
    allowed = allowed_signers(keys, MINUTES_NAMESPACE)
    return tuple(
        Signed(
            item.member,
            signer_of(payload, item.signature, item.member, allowed) == item.member,
        )
        for item in meeting.minutes_signatures
    )


def require_good_signatures(desk: Desk, meeting_id: str) -> tuple[Signed, ...]:
    """Return the signatures of signed minutes, all good.

    Raises:
        SigningError: One does not hold, or one is missing.
    """
    found = judged_signatures(desk, meeting_id)
    bad = [item.member for item in found if not item.is_good]
    if bad:
        raise SigningError(
            _("The signature of {members} on the minutes of {id} does not hold.").format(
                members=", ".join(bad), id=meeting_id
            ),
            _("Restore the signed text from the history; see: comens log {id}").format(
                id=meeting_id
            ),
        )
    waiting = desk.workspace.snapshot().meetings[meeting_id].unsigned
    if waiting:
        raise SigningError(
            _("The minutes of {id} are not signed by: {members}").format(
                id=meeting_id, members=", ".join(waiting)
            ),
            _("Each signs with: comens meeting minutes {id} --sign").format(id=meeting_id),
        )
    return found
