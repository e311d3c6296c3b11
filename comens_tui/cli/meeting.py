"""`comens meeting`: read meetings and prepare them; the sitting itself is in `meeting_sitting`."""

from argparse import Namespace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from comens_tui.cli import (
    meeting_amending,
    meeting_ballots,
    meeting_course,
    meeting_minutes,
    meeting_papers,
    meeting_rules,
    meeting_sitting,
)
from comens_tui.cli.acting import desk_of, find
from comens_tui.cli.arguments import moment
from comens_tui.cli.command import Command
from comens_tui.cli.listing import add_filters, list_records
from comens_tui.cli.meeting_arguments import meeting_argument
from comens_tui.cli.meeting_ready import add_ready_arguments, show_proposed
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import answer, print_fields, print_json
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.cli.vote_events import events_data, print_events
from comens_tui.errors import UsageError
from comens_tui.i18n import N_, _
from comens_tui.model.committee import Names
from comens_tui.model.meeting import Meeting
from comens_tui.model.words import MeetingState
from comens_tui.operations.convocation import plan_second_meeting
from comens_tui.operations.desk import Desk
from comens_tui.operations.meeting_views import ItemView, MeetingView, meeting_view
from comens_tui.operations.meetings import (
    add_to_agenda,
    plan_meeting,
)
from comens_tui.operations.ready_agenda import overdue_items, proposed_agenda
from comens_tui.operations.sealed_ballots import sweep_sealed
from comens_tui.text.labels import label


def _list_arguments(parser: CommandParser) -> None:
    add_filters(parser, MeetingState)


def _list(session: Session, arguments: Namespace) -> int:
    return list_records(
        session,
        "meeting",
        state=arguments.state,
        search=arguments.search,
        limit=arguments.limit,
        nothing=_("No meeting fits."),
    )


def _show(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    snapshot = desk.workspace.snapshot()
    meeting = find(
        snapshot.meetings, arguments.id, where="comens meeting list", problems=snapshot.problems
    )
    view = meeting_view(desk, meeting.id)
    sweep_sealed(desk, view.meeting)
    if session.wants_json:
        print_json(_data(view))
        return 0
    names = desk.committee.names()
    print_fields(
        [
            (_("Meeting"), meeting.id),
            (_("Title"), meeting.title),
            (_("State"), meeting.state),
            (_("Planned"), meeting.planned),
            (_("Place"), meeting.place),
            (_("Convened"), meeting.convened),
            (_("Urgency"), meeting.urgency),
            (_("Second convocation after"), meeting.second_of),
            (_("Opened"), meeting.opened),
            (_("Closed"), meeting.closed),
            (_("Want of quorum"), meeting.no_quorum.verdict if meeting.no_quorum else None),
            (_("Suspended"), meeting.suspended.began if meeting.suspended else None),
            (_("Chair"), names[meeting.chair] if meeting.chair else None),
            (_("Secretary"), names[meeting.secretary] if meeting.secretary else None),
            (_("Minutes approved by"), meeting.minutes_approved),
        ]
    )
    _print_attendance(view, names)
    for item in view.items:
        _print_item(meeting, item, names)
        for line in meeting_course.course_lines(view, item, names):
            answer("   " + line)
    return 0


def _print_attendance(view: MeetingView, names: Names) -> None:
    if view.meeting.attendance:
        answer()
    # Who left and came back has a line for each stay: the last one says where they are.
    lines = {line.member: line for line in view.meeting.attendance}
    stands = {member: "left" if line.left else line.mode for member, line in lines.items()}
    for stand in ("present", "video", "left", "excused", "absent"):
        members = [names[member] for member, here in stands.items() if here == stand]
        if members:
            answer(_("{mode}: {members}").format(mode=label(stand), members=", ".join(members)))
    for proxy in view.meeting.proxies:
        answer(
            _("{giver} is represented by {holder}").format(
                giver=names[proxy.giver], holder=names[proxy.holder]
            )
        )


def _print_item(meeting: Meeting, view: ItemView, names: Names) -> None:
    item = view.item
    answer()
    answer(f"{item.number}. {item.title}" + (f" ({item.subject})" if item.subject else ""))
    if item.decision:
        answer("   " + _("decided: {decision}").format(decision=item.decision))
        print_events(meeting, view, names.__getitem__)
        return
    if item.state == "open":
        for ballot in view.ballots:
            said = _("{name}: {choice}")
            answer("   " + said.format(name=names[ballot.member], choice=label(ballot.choice)))
        print_events(meeting, view, names.__getitem__)
        answer("   " + _("If closed now: {verdict}").format(verdict=view.verdict.sentence))
        if view.verdict.other_reading:
            answer("   " + view.verdict.other_reading)
        return
    answer("   " + label(item.state))
    print_events(meeting, view, names.__getitem__)


def _data(view: MeetingView) -> dict[str, Any]:
    return {
        **view.meeting.to_full_data(),
        "items": [
            {
                "number": item.item.number,
                "ballots": [
                    {"member": ballot.member, "choice": ballot.choice} for ballot in item.ballots
                ],
                "adopted_if_closed": item.verdict.adopted,
                "quorate": item.verdict.quorate,
                "verdict": item.verdict.sentence,
                "other_reading": item.verdict.other_reading,
                **events_data(view.meeting, item),
            }
            for item in view.items
        ],
        "minutes": view.minutes,
    }


def _plan_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "id", nargs="?", metavar="MEETING", help=_("a meeting already planned, to add items to it")
    )
    parser.add_argument(
        "--at",
        type=moment,
        metavar="DATE-TIME",
        help=_("when, like 2026-03-14T14:00, in the committee's time zone"),
    )
    parser.add_argument(
        "--second-of",
        metavar="MEETING",
        help=_("a second meeting on what that one left for want of quorum"),
    )
    parser.add_argument("--title", metavar="TEXT", help=_("by default its day"))
    parser.add_argument("--place", default="", metavar="TEXT", help=_("where"))
    parser.add_argument(
        "--proposal",
        "--add",
        dest="proposal",
        action="append",
        default=[],
        metavar="PROPOSAL",
        help=_("a proposal to put on the agenda, once for each"),
    )
    parser.add_argument(
        "--approve",
        action="append",
        default=[],
        metavar="MEETING",
        help=_("a past meeting whose minutes are to be approved"),
    )
    parser.add_argument(
        "--information",
        action="append",
        default=[],
        metavar="TEXT",
        help=_("an item without a vote on a text"),
    )
    add_ready_arguments(parser)


def _plan(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    proposals, past = tuple(arguments.proposal), tuple(arguments.approve)
    information = tuple(arguments.information)
    if arguments.second_of:
        return _plan_second(session, desk, arguments)
    if arguments.ready:
        found = proposed_agenda(desk, arguments.minutes)
        if not arguments.take:
            return show_proposed(session, desk, found)
        past += tuple(item.id for item in found.minutes_of if item.id not in past)
        proposals += tuple(item.id for item in found.proposals if item.id not in proposals)
        information += overdue_items(desk, found)
    if arguments.id:
        if not (proposals or past or information):
            raise UsageError(
                _("Say what to add to the agenda."),
                hint=_("Give --proposal, --approve or --information."),
            )
        receipt = add_to_agenda(
            desk, arguments.id, proposals=proposals, minutes_of=past, information=information
        )
        return print_act(session, receipt)
    if arguments.at is None:
        raise UsageError(
            _("Say when the meeting is planned."), hint=_("For instance: --at 2026-03-14T14:00")
        )
    receipt = plan_meeting(
        desk,
        planned=_in_time_zone(desk, arguments.at),
        title=arguments.title,
        place=arguments.place,
        proposals=proposals,
        minutes_of=past,
        information=information,
    )
    return print_act(session, receipt)


def _plan_second(session: Session, desk: Desk, arguments: Namespace) -> int:
    if arguments.id or arguments.proposal or arguments.approve or arguments.information:
        raise UsageError(
            _("A second meeting has the agenda of the first: nothing is added to it."),
            hint=_("Give --second-of and --at only."),
        )
    if arguments.at is None:
        raise UsageError(
            _("Say when the meeting is planned."), hint=_("For instance: --at 2026-03-14T14:00")
        )
    receipt = plan_second_meeting(
        desk,
        arguments.second_of,
        planned=_in_time_zone(desk, arguments.at),
        title=arguments.title,
        place=arguments.place,
    )
    return print_act(session, receipt)


def _in_time_zone(desk: Desk, when: datetime) -> datetime:
    if when.tzinfo is not None:
        return when
    return when.replace(tzinfo=ZoneInfo(desk.committee.timezone))


COMMANDS = (
    Command("list", N_("List the meetings"), _list, _list_arguments, examples=("meeting list",)),
    Command(
        "show",
        N_("Show a meeting: agenda, attendance, votes and where each verdict stands"),
        _show,
        meeting_argument,
        examples=("meeting show S-2026-04",),
    ),
    Command(
        "plan",
        N_("Plan a meeting, or add items to the agenda of one"),
        _plan,
        _plan_arguments,
        examples=(
            "meeting plan --ready --minutes 120",
            "meeting plan --ready --minutes 120 --take --at 2026-03-14T14:00",
            "meeting plan --at 2026-03-14T14:00 --proposal P-2026-014 --approve S-2026-03",
            "meeting plan S-2026-04 --proposal P-2026-015",
            "meeting plan --second-of S-2026-04 --at 2026-03-24T14:00",
        ),
        writes=True,
    ),
    *meeting_papers.COMMANDS,
    *meeting_sitting.COMMANDS,
    *meeting_rules.COMMANDS,
    *meeting_course.COMMANDS,
    *meeting_minutes.COMMANDS,
    *meeting_amending.COMMANDS,
    *meeting_ballots.COMMANDS,
)
