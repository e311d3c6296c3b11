"""The whole minutes: every part in its order, drawn from the record.

What CRPA R133-13 asks and where it stands is in `docs/minutes.md`. A new part is one function
that gives a block, named in `blocks`.
"""

from comens_tui.i18n import _
from comens_tui.operations.minutes import attendance, ending, opening
from comens_tui.operations.minutes.account import Account
from comens_tui.operations.minutes.item import item_block
from comens_tui.text.generated_blocks import Block, drawn_again


def blocks(account: Account) -> tuple[Block, ...]:
    """Return the parts of the minutes in order, in the language in force; same input, same text."""
    parts = (
        opening.heading(account),
        opening.sitting(account),
        opening.convocation(account),
        attendance.attendance(account),
        attendance.mandates(account),
        opening.agenda(account),
        opening.want_of_quorum(account),
        Block("items", _("## Deliberations")),
        *(item_block(account, item) for item in account.meeting.agenda),
        ending.corrections(account),
        ending.closing(account),
    )
    return tuple(part for part in parts if part is not None)


def minutes_text(account: Account, former: str = "") -> str:
    """Return the minutes in Markdown; what a person wrote in `former` stays where it was.

    Raises:
        RefusedError: The marks of `former` are broken.
    """
    return drawn_again(former, blocks(account))
