"""Accept one finding for a time."""

from datetime import date

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.waiver import Waiver
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.store.layout import waiver_path
from comens_tui.store.records import decode_text
from comens_tui.text.digests import text_digest


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
            digest=text_digest(_text_at(draft, path, clause)),
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


def _text_at(draft: Draft, path: str, clause: str | None) -> str:
    """Return the text a waiver is about: the clause's, or the whole file's."""
    content = draft.desk.workspace.read(path) if path in draft.snapshot.files else None
    if content is None:
        raise RefusedError(
            _("There is no file {path}.").format(path=path),
            hint=_("Copy the path from the finding: comens check"),
        )
    if clause is None:
        return decode_text(content, path)
    document = next((item for item in draft.snapshot.documents.values() if item.path == path), None)
    clauses = {item.id: item.text for item in document.clauses} if document else {}
    if clause not in clauses:
        raise RefusedError(
            _("{path} has no clause {clause}.").format(path=path, clause=clause),
            hint=_("Copy the clause from the finding: comens check"),
        )
    return clauses[clause]
