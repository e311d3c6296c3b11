"""How a command opens its desk, finds records, and says what an act did."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from comens_tui.cli.arguments import nearest
from comens_tui.cli.printing import answer, print_json
from comens_tui.cli.session import Session
from comens_tui.errors import UnknownRecordError
from comens_tui.i18n import _
from comens_tui.operations.desk import Desk, open_desk
from comens_tui.operations.draft import Receipt

T = TypeVar("T")


def desk_of(session: Session) -> Desk:
    """Return the desk of whoever runs the command, on the workspace it names.

    Raises:
        WorkspaceError: There is no usable workspace there.
        RefusedError: `--as` is given outside a demonstration or names nobody.
    """
    desk = open_desk(
        session.start,
        acting_as=session.acting_as,
        dry_run=session.dry_run,
        **({} if session.clock is None else {"clock": session.clock}),
    )
    session.closing.callback(desk.workspace.close)
    return desk


def find(records: Mapping[str, T], record_id: str, *, where: str) -> T:
    """Return the record with that id.

    Args:
        records: What there is, by id.
        record_id: What the person wrote; capitals do not matter.
        where: The command that lists such records.

    Raises:
        UnknownRecordError: There is none; the nearest ids are in the hint.
    """
    for candidate in (record_id, record_id.upper()):
        if candidate in records:
            return records[candidate]
    near = nearest(record_id, records)
    raise UnknownRecordError(
        _("There is no record {id}.").format(id=record_id),
        hint=_("The nearest are: {ids}").format(ids=", ".join(near))
        if near
        else _("See them with: {command}").format(command=where),
    )


def print_act(session: Session, receipt: Receipt) -> int:
    """Say what one act did, and return the exit status."""
    if session.wants_json:
        print_json(_receipt_data(receipt))
    else:
        _say(receipt)
    return 0


def print_acts(session: Session, receipts: Iterable[Receipt]) -> int:
    """Say what each act did, as it is done; what was done before a refusal is said too."""
    done: list[dict[str, Any]] = []
    try:
        for receipt in receipts:
            if session.wants_json:
                done.append(_receipt_data(receipt))
            else:
                _say(receipt)
    finally:
        if session.wants_json:
            print_json(done)
    return 0


def _receipt_data(receipt: Receipt) -> dict[str, Any]:
    return {
        "subject": receipt.subject,
        "record": receipt.record,
        "commit": receipt.commit,
        "paths": list(receipt.paths),
    }


def _say(receipt: Receipt) -> None:
    if receipt.commit is not None:
        answer(
            _("{subject} (commit {commit})").format(
                subject=receipt.subject, commit=receipt.commit[:10]
            )
        )
        return
    answer(_("Would record: {subject}").format(subject=receipt.subject))
    for path in receipt.paths:
        answer(f"  {path}")
