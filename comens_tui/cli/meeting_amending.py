"""`comens meeting amend`: the text of an item changed in the room."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from comens_tui.cli.acting import desk_of
from comens_tui.cli.arguments import named
from comens_tui.cli.command import Command
from comens_tui.cli.meeting_arguments import item_argument, meeting_argument
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import answer, print_json
from comens_tui.cli.proposal_text import FILE_FORM, texts_of
from comens_tui.cli.reading import edited
from comens_tui.cli.receipts import receipt_data, say_receipt
from comens_tui.cli.redline_text import print_redline
from comens_tui.cli.session import Session
from comens_tui.errors import UsageError
from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.voting import VoidBallot
from comens_tui.operations.amending import (
    AmendedView,
    amend_item,
    amended_view,
    amendments_of,
    former_texts,
    restore_item,
    standing_amendment,
    standing_texts,
    void_ballots_of,
)
from comens_tui.operations.desk import Desk
from comens_tui.text.redline import to_json


def _arguments(parser: CommandParser) -> None:
    meeting_argument(parser)
    item_argument(parser)
    parser.add_argument(
        "--file",
        type=named(FILE_FORM),
        action="append",
        default=[],
        metavar=FILE_FORM,
        help=_("the amended text; - reads it from standard input; without it $EDITOR opens"),
    )
    parser.add_argument(
        "--back", action="store_true", help=_("go back to the text before the last amendment")
    )
    parser.add_argument("--by", metavar="MEMBER", help=_("whose motion it is; by default yours"))
    parser.add_argument("--reason", required=True, metavar="TEXT", help=_("why"))


def _amend(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    if arguments.back and arguments.file:
        raise UsageError(
            _("The former text is known: --back takes no --file."),
            hint=_("Give one or the other."),
        )
    texts = _former(desk, arguments) if arguments.back else _given(desk, arguments)
    # Compared before the act: afterwards the text that stood is history.
    views = amended_view(desk, arguments.id, arguments.item, texts)
    void_before = void_ballots_of(desk, arguments.id)
    if arguments.back:
        receipt = restore_item(
            desk, arguments.id, arguments.item, reason=arguments.reason, moved_by=arguments.by
        )
    else:
        receipt = amend_item(
            desk, arguments.id, arguments.item, texts,
            reason=arguments.reason, moved_by=arguments.by,
        )  # fmt: skip
    if session.wants_json:
        print_json({**receipt_data(receipt), "texts": [_data(view) for view in views]})
        return 0
    say_receipt(receipt)
    _print_void(desk, void_ballots_of(desk, arguments.id)[len(void_before) :])
    for view in views:
        answer()
        print_redline(view.redline, show_typography=False, changes_only=True)
        _print_findings(view)
    return 0


def _print_void(desk: Desk, ballots: Sequence[VoidBallot]) -> None:
    """Say whose ballots no longer count: they are to be called anew."""
    if not ballots:
        return
    names = {member.id: member.name for member in desk.committee.members}
    answer(
        ngettext(
            "{count} ballot cast on the former text is void: {members}.",
            "{count} ballots cast on the former text are void: {members}.",
            len(ballots),
        ).format(
            count=len(ballots),
            members=", ".join(names.get(item.member, item.member) for item in ballots),
        )
    )


def _given(desk: Desk, arguments: Namespace) -> dict[str, str]:
    if arguments.file:
        return texts_of(arguments.file)
    standing = standing_texts(desk, arguments.id, arguments.item)
    if len(standing) != 1:
        raise UsageError(
            _("Say which file to amend."),
            hint=_("One of: {paths}, as --file PATH=FILE.").format(
                paths=", ".join(standing) or "—"
            ),
        )
    ((path, text),) = standing.items()
    return {path: edited(text, path.rsplit("/", 1)[-1])}


def _former(desk: Desk, arguments: Namespace) -> dict[str, str]:
    """Return the texts to go back to; none where the act will say why it cannot."""
    meeting = desk.workspace.snapshot().meetings.get(arguments.id)
    place = standing_amendment(meeting, arguments.item) if meeting else None
    if meeting is None or place is None:
        return {}
    return former_texts(desk, amendments_of(meeting, arguments.item)[place - 1])


def _print_findings(view: AmendedView) -> None:
    answer()
    if not view.findings:
        answer(_("The checks find nothing new in {path}.").format(path=view.path))
        return
    answer(_("What the checks now find in {path}; none of it forbids:").format(path=view.path))
    for finding in view.findings:
        answer(f"  {finding.line}: {finding.code} {finding.message}")


def _data(view: AmendedView) -> dict[str, Any]:
    return {
        "path": view.path,
        "redline": to_json(view.redline),
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "line": finding.line,
                "message": finding.message,
            }
            for finding in view.findings
        ],
    }


COMMANDS = (
    Command(
        "amend",
        N_("Amend the text of an item in the room, or go back to the former one"),
        _amend,
        _arguments,
        details=N_(
            "Amend the proposed text of an item under discussion, or even open to the vote. The "
            "ballots already cast on the old text are void, and listed as such; the redline "
            "between the two texts is shown, with what the checks find."
        ),
        examples=(
            'meeting amend S-2026-04 --item 2 --reason "Net" --file corpus/guides/GUI-TLS.md=g',
            'meeting amend S-2026-04 --item 2 --back --reason "Rejeté par la salle"',
        ),
        writes=True,
    ),
)
