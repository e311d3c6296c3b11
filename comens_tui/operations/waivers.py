"""Accept one finding for a time."""

from datetime import date

from comens_tui.checks.waivers import subject_digest
from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.places import waiver_path
from comens_tui.model.waiver import Waiver
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting


def grant_waiver(
    desk: Desk,
    *,
    code: str,
    path: str,
    reason: str,
    expires: date,
    clause: str | None = None,
) -> Receipt:
    """Waive one code at one place until `expires`, on the text as it stands.

    The waiver falls by itself when the date passes or the text changes.

    Raises:
        RefusedError: The place does not exist, or the date is not in the future.
    """
    with drafting(desk, "waiver.grant") as draft:
        if expires <= desk.today():
            raise RefusedError(
                _("A waiver ends on a day to come; {day} is not.").format(day=expires.isoformat()),
                hint=_("Give a later --expires."),
            )
        waiver = Waiver(
            id=draft.new_id("waiver", "W", desk.today().year),
            code=code,
            path=path,
            clause=clause,
            digest=_digest(draft, path, clause),
            reason=reason,
            granted_by=draft.member.id,
            granted=desk.today(),
            expires=expires,
        )
        draft.put(waiver_path(waiver.id), waiver)
        return draft.commit(
            N_("Grant waiver {id} of {code} on {place}"),
            record=waiver.id,
            code=code,
            place=clause or path,
        )


def _digest(draft: Draft, path: str, clause: str | None) -> str:
    """Return the digest of what a waiver is about: the clause, or the whole file."""
    digest = subject_digest(draft.snapshot, path, clause or "")
    if digest is None:
        raise RefusedError(
            _("There is no such place: {place}.").format(
                place=f"{path} {clause}" if clause else path
            ),
            hint=_("Copy the place from the finding: comens check"),
        )
    return digest
