"""`comens member`: who sits on the committee, its working groups and its colleges."""

from argparse import Namespace

from comens_tui.cli.acting import desk_of
from comens_tui.cli.arguments import choices, day, names, number, word
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import Column, print_list
from comens_tui.cli.reading import file_text
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.i18n import N_, _
from comens_tui.model.programme import MOST_DAYS
from comens_tui.model.words import Role
from comens_tui.operations.members import add_member, end_mandate, set_college, set_group
from comens_tui.text.labels import label

_KINDS = ("ex_officio", "elected", "qualified")


def _list_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "--groups", action="store_true", help=_("the working groups instead of the members")
    )


def _list(session: Session, arguments: Namespace) -> int:
    committee = desk_of(session).committee
    if arguments.groups:
        rows = [group.model_dump(mode="json") for group in committee.working_groups]
        columns = [
            Column("id", _("ID")),
            Column("capacity", _("DAYS")),
            Column("lead", _("LEAD")),
            Column("name", _("NAME"), flexible=True),
        ]
        print_list(
            rows, columns, as_json=session.wants_json, nothing=_("There is no working group.")
        )
        return 0
    rows = [
        {
            "id": member.id,
            "name": member.name,
            "email": member.email,
            "college": member.college,
            "voting": member.voting,
            "roles": list(member.roles),
            "working_groups": list(member.working_groups),
            "start": member.mandate.start,
            "end": member.mandate.end,
        }
        for member in committee.members
    ]
    columns = [
        Column("id", _("ID")),
        Column("name", _("NAME"), flexible=True),
        Column("roles", _("ROLES"), lambda roles: ", ".join(label(Role(role)) for role in roles)),
        Column("start", _("FROM")),
        Column("end", _("UNTIL"), lambda end: "—" if end is None else end.isoformat()),
        Column("email", _("E-MAIL"), flexible=True),
    ]
    print_list(rows, columns, as_json=session.wants_json, nothing="")
    return 0


def _add_arguments(parser: CommandParser) -> None:
    parser.add_argument("name", metavar="NAME", help=_("first name and name"))
    parser.add_argument("email", metavar="E-MAIL", help=_("as git knows it on their machine"))
    parser.add_argument(
        "--college", metavar="ID", help=_("the college; may be left out where there is one")
    )
    parser.add_argument(
        "--kind", choices=_KINDS, default="qualified", help=_("how they came to sit")
    )
    parser.add_argument("--title", default="", metavar="TEXT", help=_("quality in the minutes"))
    parser.add_argument("--no-vote", action="store_true", help=_("without a voice"))
    parser.add_argument(
        "--role",
        type=word(Role),
        action="append",
        default=[],
        metavar="ROLE",
        help=choices(Role),
    )
    parser.add_argument("--groups", type=names, default=(), metavar="ID,ID", help=_("their groups"))
    parser.add_argument("--from", dest="start", type=day, metavar="DATE", help=_("first day"))
    parser.add_argument("--until", type=day, metavar="DATE", help=_("last day, that day included"))
    parser.add_argument("--key", metavar="FILE", help=_("their SSH public key"))


def _add(session: Session, arguments: Namespace) -> int:
    receipt = add_member(
        desk_of(session),
        name=arguments.name,
        email=arguments.email,
        college=arguments.college,
        kind=arguments.kind,
        title=arguments.title,
        voting=not arguments.no_vote,
        roles=tuple(arguments.role) or (Role.MEMBER,),
        working_groups=arguments.groups,
        start=arguments.start,
        end=arguments.until,
        key=file_text(arguments.key) if arguments.key else None,
    )
    return print_act(session, receipt)


def _end_arguments(parser: CommandParser) -> None:
    parser.add_argument("id", metavar="MEMBER", help=_("their id, such as anne-petit"))
    parser.add_argument(
        "--on", type=day, metavar="DATE", help=_("last day, that day included; by default today")
    )


def _end(session: Session, arguments: Namespace) -> int:
    return print_act(session, end_mandate(desk_of(session), arguments.id, arguments.on))


def _group_arguments(parser: CommandParser) -> None:
    parser.add_argument("id", metavar="GROUP", help=_("its id, such as GT4"))
    parser.add_argument("--name", metavar="TEXT", help=_("its name; a new group needs one"))
    parser.add_argument("--lead", metavar="MEMBER", help=_("who leads it"))
    parser.add_argument(
        "--capacity",
        type=number(0, MOST_DAYS),
        metavar="DAYS",
        help=_("days of work it gives in one cycle"),
    )


def _group(session: Session, arguments: Namespace) -> int:
    receipt = set_group(
        desk_of(session),
        arguments.id,
        name=arguments.name,
        lead=arguments.lead,
        capacity=arguments.capacity,
    )
    return print_act(session, receipt)


def _college_arguments(parser: CommandParser) -> None:
    parser.add_argument("id", metavar="COLLEGE", help=_("its id, such as users"))
    parser.add_argument("name", metavar="NAME", help=_("its name"))


def _college(session: Session, arguments: Namespace) -> int:
    return print_act(session, set_college(desk_of(session), arguments.id, arguments.name))


COMMANDS = (
    Command(
        "list",
        N_("List the members, or the working groups"),
        _list,
        _list_arguments,
        examples=("member list", "member list --groups --format json"),
    ),
    Command(
        "add",
        N_("Seat somebody on the committee"),
        _add,
        _add_arguments,
        examples=(
            'member add "Anne Petit" anne@example.org --role member --role expert',
            'member add "Samir Haddad" samir@example.org --role secretary --no-vote',
        ),
        writes=True,
    ),
    Command(
        "end",
        N_("Say on which day a mandate ends"),
        _end,
        _end_arguments,
        examples=("member end anne-petit --on 2026-12-31",),
        writes=True,
    ),
    Command(
        "group",
        N_("Found a working group, or change its name, lead or capacity"),
        _group,
        _group_arguments,
        examples=('member group GT4 --name "Téléconsultation" --capacity 40',),
        writes=True,
    ),
    Command(
        "college",
        N_("Found a college, or give it another name"),
        _college,
        _college_arguments,
        examples=('member college users "Usagers"',),
        writes=True,
    ),
)
