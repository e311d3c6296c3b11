"""`comens decision actions` and `ask`: what decisions ask somebody to do, and by when."""

from argparse import ArgumentTypeError, Namespace
from typing import Any

from comens_tui.cli.acting import desk_of, name_writer, require_member
from comens_tui.cli.arguments import day, decision_argument
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import Column, print_list
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.errors import UsageError
from comens_tui.i18n import N_, _
from comens_tui.model.words import FollowUpState
from comens_tui.operations.follow_ups import Task, add_follow_up, settle_follow_up
from comens_tui.text.labels import state_label

_FORM = "TEXT;MEMBER;DATE"


def add_follow_up_argument(parser: CommandParser) -> None:
    """Let a command that decides take what is to be done next."""
    parser.add_argument(
        "--follow-up",
        action="append",
        default=[],
        metavar=_FORM,
        help=_("what is to be done next; with a member and a day, it waits for them"),
    )


def follow_ups_given(values: list[str]) -> dict[str, Any]:
    """Return the arguments of a decision for its follow-ups: free words, and tasks.

    Raises:
        UsageError: A day cannot be read, or a task misses its member or its day.
    """
    tasks = [_task(value) for value in values if ";" in value]
    words = [value for value in values if ";" not in value]
    return {"follow_up": " ".join(words) or None, "actions": tuple(tasks)}


def _task(value: str) -> Task:
    parts = [part.strip() for part in value.rsplit(";", 2)]
    hint = _("Write each follow-up as {form}.").format(form=_FORM)
    if len(parts) != len(Task._fields) or not all(parts):
        raise UsageError(_("“{text}” lacks its member or its day.").format(text=value), hint=hint)
    try:
        return Task(parts[0], parts[1], day(parts[2]))
    except ArgumentTypeError as error:
        raise UsageError(str(error), hint=hint) from error


def _actions_arguments(parser: CommandParser) -> None:
    parser.add_argument("id", nargs="?", metavar="ACTION", help=_("one of them, to close it"))
    closing = parser.add_mutually_exclusive_group()
    closing.add_argument("--done", action="store_true", help=_("it is done"))
    closing.add_argument("--drop", action="store_true", help=_("it is given up; --reason is due"))
    closing.add_argument("--reopen", action="store_true", help=_("it is to be done after all"))
    parser.add_argument("--reason", metavar="TEXT", help=_("why, or how it was done"))
    parser.add_argument("--owner", metavar="MEMBER", help=_("only what waits for this member"))
    parser.add_argument("--all", action="store_true", help=_("those that are closed too"))


def _actions(session: Session, arguments: Namespace) -> int:
    chosen = {
        FollowUpState.DONE: arguments.done,
        FollowUpState.DROPPED: arguments.drop,
        FollowUpState.OPEN: arguments.reopen,
    }
    state = next((state for state, given in chosen.items() if given), None)
    if (state is None) != (arguments.id is None):
        raise UsageError(
            _("Say which follow-up, and what became of it."),
            hint=_("For instance: comens decision actions A-2026-001 --done"),
        )
    if state is None:
        return _list(session, arguments)
    receipt = settle_follow_up(desk_of(session), arguments.id.upper(), state, arguments.reason)
    return print_act(session, receipt)


def _list(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    require_member(desk, arguments.owner)
    rows = [
        {
            "id": item.id,
            "state": item.state,
            "due": item.due,
            "overdue": item.is_overdue(desk.today()),
            "owner": item.owner,
            "decision": item.decision,
            "text": item.text,
            "reason": item.reason,
        }
        for item in desk.workspace.snapshot().follow_ups.values()
        if (arguments.all or item.state is FollowUpState.OPEN)
        and arguments.owner in (None, item.owner)
    ]
    rows.sort(key=lambda row: (row["due"], row["id"]))
    columns = [
        Column("id", _("ID")),
        Column("state", _("STATE"), lambda state: state_label("follow_up", state)),
        Column("due", _("DUE")),
        Column("overdue", _("LATE"), lambda late: _("late") if late else ""),
        Column("owner", _("WHO"), name_writer(desk)),
        Column("decision", _("DECISION")),
        Column("text", _("TEXT"), flexible=True),
    ]
    nothing = _("Nothing is asked of anybody.")
    print_list(rows, columns, as_json=session.wants_json, nothing=nothing)
    return 0


def _ask_arguments(parser: CommandParser) -> None:
    decision_argument(parser)
    parser.add_argument("text", metavar="TEXT", help=_("what is to be done"))
    parser.add_argument("--owner", required=True, metavar="MEMBER", help=_("by whom"))
    parser.add_argument("--due", required=True, type=day, metavar="DATE", help=_("by which day"))


def _ask(session: Session, arguments: Namespace) -> int:
    receipt = add_follow_up(
        desk_of(session), arguments.id.upper(), arguments.text, arguments.owner, arguments.due
    )
    return print_act(session, receipt)


COMMANDS = (
    Command(
        "actions",
        N_("List what decisions ask to be done, or say that one is"),
        _actions,
        _actions_arguments,
        examples=(
            "decision actions",
            "decision actions --owner anne-petit --all",
            'decision actions A-2026-001 --done --reason "Envoyé le 3 mars"',
            'decision actions A-2026-002 --drop --reason "Sans objet"',
        ),
        writes=True,
    ),
    Command(
        "ask",
        N_("Record one more thing that a decision asks for"),
        _ask,
        _ask_arguments,
        examples=(
            'decision ask D-2026-031 "Prévenir les éditeurs" --owner anne-petit --due 2026-12-31',
        ),
        writes=True,
    ),
)
