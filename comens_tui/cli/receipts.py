"""What a command says of the acts it did."""

from collections.abc import Iterable
from typing import Any

from comens_tui.cli.printing import answer, print_json
from comens_tui.cli.session import Session
from comens_tui.i18n import _
from comens_tui.operations.draft import Receipt


def print_act(session: Session, receipt: Receipt) -> int:
    """Say what one act did, and return the exit status."""
    if session.wants_json:
        print_json(receipt_data(receipt))
    else:
        say_receipt(receipt)
    return 0


def print_acts(session: Session, receipts: Iterable[Receipt]) -> int:
    """Say what each act did, as it is done; what was done before a refusal is said too."""
    done: list[dict[str, Any]] = []
    try:
        for receipt in receipts:
            if session.wants_json:
                done.append(receipt_data(receipt))
            else:
                say_receipt(receipt)
    finally:
        if session.wants_json:
            print_json(done)
    return 0


def receipt_data(receipt: Receipt) -> dict[str, Any]:
    """Return what one act did, for a program."""
    return {
        "subject": receipt.subject,
        "record": receipt.record,
        "commit": receipt.commit,
        "paths": list(receipt.paths),
    }


def say_receipt(receipt: Receipt, *, paths: bool = True) -> None:
    """Say what one act did, or would do; then with the `paths` that it would write."""
    if receipt.commit is not None:
        answer(
            _("{subject} (commit {commit})").format(
                subject=receipt.subject, commit=receipt.commit[:10]
            )
        )
        return
    answer(_("Would record: {subject}").format(subject=receipt.subject))
    for path in receipt.paths if paths else ():
        answer(f"  {path}")
