"""`comens priority plan|programme|adopt`: from the ranking to the work programme of a cycle."""

from argparse import Namespace
from typing import Any

from comens_tui.cli.acting import desk_of
from comens_tui.cli.arguments import named, parts
from comens_tui.cli.command import Command
from comens_tui.cli.file_answer import give, output_argument
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import (
    Column,
    answer,
    print_json,
    table_lines,
    terminal_width,
)
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.errors import UsageError
from comens_tui.exchange.programme_files import FORMS, programme_text
from comens_tui.exchange.programme_table import (
    departure_sentence,
    entries_table,
    groups_table,
    programme_notes,
    programme_title,
)
from comens_tui.exchange.trace_table import Table
from comens_tui.i18n import N_, _
from comens_tui.model.programme import CYCLE
from comens_tui.operations.programmes import (
    Move,
    ProgrammeView,
    adopt_programme,
    cycle_of,
    plan_programme,
    programme_view,
)
from comens_tui.text.visible import one_line

_CAPACITY_FORM = "GROUP=DAYS"
_MOVE_FORM = "PROPOSAL:PLACE"


def _cycle(text: str) -> str:
    import re
    from argparse import ArgumentTypeError

    if re.match(CYCLE, text):
        return text
    raise ArgumentTypeError(
        _("“{text}” is not a cycle; write it like 2026, 2026-S2 or 2026-T3.").format(text=text)
    )


def _plan_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "--cycle",
        type=_cycle,
        metavar="CYCLE",
        help=_("a year or a part of it, such as 2026-S2; by default this half-year"),
    )
    parser.add_argument(
        "--capacity",
        type=named(_CAPACITY_FORM),
        action="append",
        default=[],
        metavar=_CAPACITY_FORM,
        help=_("days of work that a group gives in the cycle, once for each"),
    )
    parser.add_argument(
        "--move",
        type=parts(_MOVE_FORM),
        action="append",
        default=[],
        metavar=_MOVE_FORM,
        help=_("another place than the ranking gives, with its --reason"),
    )
    parser.add_argument(
        "--reason",
        action="append",
        default=[],
        metavar="TEXT",
        help=_("why: one for all the moves, or one for each in their order"),
    )
    parser.add_argument(
        "--afresh",
        action="store_true",
        help=_("forget the capacities and departures of the draft"),
    )


def _plan(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    receipt = plan_programme(
        desk,
        arguments.cycle or cycle_of(desk.today()),
        capacities={item.name: _whole(item.value) for item in arguments.capacity},
        moves=_moves(arguments),
        afresh=arguments.afresh,
    )
    status = print_act(session, receipt)
    if receipt.commit and not session.wants_json:
        answer()
        _print(programme_view(desk, receipt.record))
    return status


def _moves(arguments: Namespace) -> list[Move]:
    moves, reasons = arguments.move, arguments.reason
    if len(reasons) not in (1, len(moves)) and (moves or reasons):
        raise UsageError(
            _("A departure from the ranking needs a reason.")
            if not reasons
            else _("Give one --reason for all the moves, or one for each."),
            hint=_("For instance: --move P-2026-014:3 --reason TEXT"),
        )
    if reasons and not moves:
        raise UsageError(
            _("A reason is for a move, and there is none."),
            hint=_("For instance: --move P-2026-014:3 --reason TEXT"),
        )
    given = reasons if len(reasons) == len(moves) else reasons * len(moves)
    return [
        Move(proposal, _whole(place), reason)
        for (proposal, place), reason in zip(moves, given, strict=True)
    ]


def _whole(text: str) -> int:
    from argparse import ArgumentTypeError

    from comens_tui.cli.arguments import number
    from comens_tui.model.programme import MOST_DAYS

    try:
        return number(0, MOST_DAYS)(text)
    except ArgumentTypeError as error:
        raise UsageError(
            str(error), hint=_("Write capacities as {form}.").format(form=_CAPACITY_FORM)
        ) from error


def _programme_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "cycle",
        nargs="?",
        type=_cycle,
        metavar="CYCLE",
        help=_("a year or a part of it, such as 2026-S2; by default the latest"),
    )
    output_argument(parser)


def _programme(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    view = programme_view(desk, arguments.cycle)
    if session.format == "text" and arguments.output is None:
        _print(view)
    elif session.wants_json and arguments.output is None:
        print_json(_data(view))
    else:
        is_csv = session.format == "csv"
        give(_written(session, view), arguments.output, desk.workspace, marked=is_csv)
    return 0


def _written(session: Session, view: ProgrammeView) -> str:
    sheet = view.sheet
    if session.format in FORMS.values():
        return programme_text(sheet, session.format)
    if session.wants_json:
        import json

        return json.dumps(_data(view), ensure_ascii=False, indent=2) + "\n"
    return "\n".join(_lines(view, None)) + "\n"


def _print(view: ProgrammeView) -> None:
    for line in _lines(view, terminal_width()):
        answer(line)


def _lines(view: ProgrammeView, width: int | None) -> list[str]:
    sheet = view.sheet
    lines = [programme_title(sheet), *programme_notes(sheet)]
    if view.is_stale:
        lines.append(
            _("Ratings or groups changed since: draw it up again with comens priority plan.")
        )
    proposals, groups = entries_table(sheet), groups_table(sheet)
    remarks = [
        _("{id}: {remark}").format(id=row[0], remark=row[-1]) for row in proposals.rows if row[-1]
    ]
    lines += ["", *_table(proposals, width, keep=10), *([""] if remarks else []), *remarks]
    lines += ["", *_table(groups, width, keep=len(groups.columns))]
    if sheet.programme.departures:
        lines += ["", _("Departures from the ranking")]
    for item in sheet.programme.departures:
        said = _("{id}: {remark}").format(id=item.proposal, remark=departure_sentence(item))
        lines.append(f"  {one_line(said)}")
    return lines


def _table(table: Table, width: int | None, *, keep: int) -> list[str]:
    """Return the first columns of a table as lines; the wordy ones give way to the width."""
    wordy = {_("Title"), _("Why"), _("Name")}
    columns = [
        Column(str(place), title.upper(), lambda cell: one_line(str(cell)), title in wordy)
        for place, title in enumerate(table.columns[:keep])
    ]
    rows = [{str(place): cell for place, cell in enumerate(row)} for row in table.rows]
    return table_lines(rows, columns, width)


def _data(view: ProgrammeView) -> dict[str, Any]:
    sheet = view.sheet
    data = sheet.programme.to_full_data()
    for entry, line in zip(data["entries"], sheet.lines, strict=True):
        entry |= {"title": sheet.titles.get(line.id), "used_before": line.used}
        if line.id in sheet.hidden:
            entry |= {"score": None, "to_debate": [], "ex_officio": None}
    return {
        **data,
        "groups": [load._asdict() for load in sheet.loads if load.used or load.waiting],
        "is_stale": view.is_stale,
    }


def _adopt_arguments(parser: CommandParser) -> None:
    parser.add_argument("cycle", type=_cycle, metavar="CYCLE", help=_("such as 2026-S2"))
    parser.add_argument(
        "--decision",
        required=True,
        metavar="DECISION",
        help=_("the decision that adopts it, of the sense “prioritise”"),
    )


def _adopt(session: Session, arguments: Namespace) -> int:
    return print_act(
        session, adopt_programme(desk_of(session), arguments.cycle, arguments.decision)
    )


PROGRAMME_COMMANDS = (
    Command(
        "plan",
        N_("Draw up the work programme of a cycle from the ranking and the groups' capacities"),
        _plan,
        _plan_arguments,
        details=N_(
            "Proposals are served in the order of their scores, each from the days of its own "
            "working group. The first of a group that does not fit closes its queue; another "
            "order is a departure, with its reason. A draft drawn up again keeps its "
            "capacities and departures."
        ),
        examples=(
            "priority plan --cycle 2026-S2 --capacity GT4=40 --dry-run",
            'priority plan --move P-2026-014:3 --reason "Échéance européenne"',
        ),
        writes=True,
    ),
    Command(
        "programme",
        N_("Show a work programme: what is taken, what waits and why"),
        _programme,
        _programme_arguments,
        examples=("priority programme", "priority programme 2026-S2 --format html -o 2026-S2.html"),
        formats=("text", "json", "markdown", "html", "csv"),
    ),
    Command(
        "adopt",
        N_("Record the decision that adopts a work programme"),
        _adopt,
        _adopt_arguments,
        examples=("priority adopt 2026-S2 --decision D-2026-031",),
        writes=True,
    ),
)
