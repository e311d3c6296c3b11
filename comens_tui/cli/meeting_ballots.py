"""`comens meeting secret|ballot|ballots`: votes on paper, and votes from afar."""

from argparse import Namespace
from pathlib import Path

from comens_tui.cli.acting import desk_of, find
from comens_tui.cli.arguments import choices, names, word
from comens_tui.cli.command import Command
from comens_tui.cli.file_answer import output_argument, write_new
from comens_tui.cli.meeting_arguments import item_argument, meeting_argument
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import answer, print_json
from comens_tui.cli.reading import bytes_given
from comens_tui.cli.receipts import print_act, say_receipt
from comens_tui.cli.session import Session
from comens_tui.errors import UsageError
from comens_tui.i18n import N_, _
from comens_tui.model.words import Choice
from comens_tui.operations.carried_ballots import MAX_BYTES, file_name
from comens_tui.operations.desk import Desk
from comens_tui.operations.remote_ballots import Handed, held_ballots, sign_ballot, take_ballots
from comens_tui.operations.sealed_ballots import sweep_sealed
from comens_tui.operations.secret_ballots import request_secret_ballot
from comens_tui.text.labels import label


def _item_arguments(parser: CommandParser) -> None:
    meeting_argument(parser)
    item_argument(parser)


def _secret_arguments(parser: CommandParser) -> None:
    _item_arguments(parser)
    parser.add_argument(
        "--asked-by",
        type=names,
        required=True,
        metavar="MEMBER,MEMBER",
        help=_("who asks for it: as many as the committee's rules want"),
    )


def _secret(session: Session, arguments: Namespace) -> int:
    return print_act(
        session,
        request_secret_ballot(desk_of(session), arguments.id, arguments.item, arguments.asked_by),
    )


def _ballot_arguments(parser: CommandParser) -> None:
    _item_arguments(parser)
    parser.add_argument("choice", type=word(Choice), metavar="CHOICE", help=choices(Choice))
    output_argument(parser)


def _ballot(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    carried = sign_ballot(desk, arguments.id, arguments.item, arguments.choice)
    ballot = carried.ballot
    name = arguments.output or file_name(ballot.meeting, ballot.item, ballot.member)
    write_new(Path(name), carried.content, desk.workspace)
    if session.wants_json:
        print_json({"file": name, "digest": carried.digest, **ballot.to_data()})
        return 0
    answer(
        _("Your ballot on item {item} of {meeting} is signed: {choice}.").format(
            item=ballot.item, meeting=ballot.meeting, choice=label(ballot.choice)
        )
    )
    answer(_("Send {file} to the secretary; it can be read by whoever has it.").format(file=name))
    return 0


def _ballots_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "what", choices=("take", "list"), metavar="take|list", help=_("take files in, or list them")
    )
    meeting_argument(parser)
    parser.add_argument("files", nargs="*", metavar="FILE", help=_("what members sent"))


def _ballots(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    if arguments.what == "list":
        return _list(session, desk, arguments.id)
    if not arguments.files:
        raise UsageError(
            _("Say which files to take in."),
            hint=_("For instance: comens meeting ballots take {id} *.ballot").format(
                id=arguments.id
            ),
        )
    files = {name: bytes_given(name, most=MAX_BYTES) for name in arguments.files}
    taken = take_ballots(desk, arguments.id, files)
    if session.wants_json:
        print_json(
            {
                "commit": taken.receipt.commit if taken.receipt else None,
                "files": [_handed_data(item) for item in taken.handed],
            }
        )
    else:
        for item in taken.handed:
            answer(_handed(item))
        if taken.receipt is not None:
            say_receipt(taken.receipt, paths=False)
    return 1 if any(item.reason for item in taken.handed) else 0


def _handed(item: Handed) -> str:
    """Return what became of one file, as one sentence."""
    if item.reason and item.kept is None:
        message = _("{file}: refused. {reason}")
    elif item.reason:
        message = _("{file}: refused, and kept aside in {kept}. {reason}")
    elif item.again:
        message = _("{file}: the ballot of {member} on item {item} was received already.")
    elif item.beaten:
        message = _(
            "{file}: received from {member} on item {item}; what was entered for them is void."
        )
    else:
        message = _("{file}: received from {member} on item {item}, sealed until the vote closes.")
    return message.format(
        file=item.name, member=item.member, item=item.item, reason=item.reason, kept=item.kept
    )


def _handed_data(item: Handed) -> dict[str, object]:
    return {**item._asdict(), "kept": str(item.kept) if item.kept else None}


def _list(session: Session, desk: Desk, meeting_id: str) -> int:
    snapshot = desk.workspace.snapshot()
    meeting = find(
        snapshot.meetings, meeting_id, where="comens meeting list", problems=snapshot.problems
    )
    sweep_sealed(desk, meeting)
    held = held_ballots(desk, meeting.id)
    lines = [
        {
            "item": entry.item,
            "member": entry.member,
            "digest": entry.digest,
            "here": held.find(entry.digest) is not None,
        }
        for entry in meeting.received_ballots
    ]
    refused = held.refused()
    if session.wants_json:
        aside = [{"file": str(item.path), "reason": item.reason} for item in refused]
        print_json({"received": lines, "refused_here": aside})
        return 0
    for line in lines:
        message = (
            _("Item {item}: {member}, {digest}, in this clone")
            if line["here"]
            else _("Item {item}: {member}, {digest}, NOT in this clone")
        )
        answer(message.format(**{**line, "digest": str(line["digest"])[:12]}))
    for item in refused:
        answer(_("Refused: {path}. {reason}").format(path=item.path, reason=item.reason))
    if not lines and not refused:
        answer(_("No signed ballot was received."))
    return 0


COMMANDS = (
    Command(
        "secret",
        N_("Record who asks for a secret ballot on an item"),
        _secret,
        _secret_arguments,
        details=N_(
            "Record who asks for a secret ballot. With as many members as the rules want "
            "(secret_ballot_on_request) the item is voted on paper: ballots already cast by name "
            "are void, none is filed any more, and `meeting decide` takes the totals, the blank "
            "and the null papers, and the two scrutineers."
        ),
        examples=("meeting secret S-2026-04 --item 2 --asked-by anne-petit",),
        writes=True,
    ),
    Command(
        "ballot",
        N_("Sign one's own ballot, from one's own clone"),
        _ballot,
        _ballot_arguments,
        details=N_(
            "Sign one's own ballot on an item open to the vote, with one's SSH key, and write it "
            "to a small file to send to the secretary. It is good for this opening of the vote, "
            "on this text, and for no other; nothing is written in the workspace."
        ),
        examples=(
            "meeting ballot S-2026-04 --item 2 for",
            "meeting ballot S-2026-04 --item 2 against -o mine.ballot",
        ),
    ),
    Command(
        "ballots",
        N_("Take in the signed ballots that members sent, or list them"),
        _ballots,
        _ballots_arguments,
        details=N_(
            "Take in signed ballots. Each is judged by the keys its member had when the vote was "
            "opened, and kept out of every commit until the vote closes: the meeting records only "
            "that it was received. Nothing is taken in while the meeting is suspended. A late, "
            "double, foreign, forged or replayed ballot is refused with the reason and kept aside."
        ),
        examples=(
            "meeting ballots take S-2026-04 anne.ballot bruno.ballot",
            "meeting ballots list S-2026-04",
        ),
        writes=True,
    ),
)
