"""`comens consultation`: windows of public consultation, their comments and the answers."""

from argparse import Namespace
from textwrap import indent

from comens_tui.cli.acting import desk_of, find
from comens_tui.cli.arguments import consultation_argument, day
from comens_tui.cli.command import Command
from comens_tui.cli.consultation_files import (
    FORM_COMMAND,
    IMPORT_COMMAND,
    LETTERS_COMMAND,
    REPORT_COMMAND,
)
from comens_tui.cli.consultation_processing import COMMANDS as PROCESSING_COMMANDS
from comens_tui.cli.listing import add_filters, list_records
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import answer, print_fields, print_json
from comens_tui.cli.reading import text_given
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.errors import EXIT_OK, EXIT_REFUSED, UsageError
from comens_tui.i18n import N_, _
from comens_tui.model.consultation import LEGAL_COLLEGES, Consultation, ConsultationComment
from comens_tui.model.words import ConsultationState
from comens_tui.operations.consultation_views import conditions
from comens_tui.operations.consultation_window import amend_notice, extend_consultation
from comens_tui.operations.consultations import (
    add_comment,
    close_consultation,
    open_consultation,
    remind_colleges,
)
from comens_tui.operations.desk import Desk
from comens_tui.rules.consultation_standing import heading_of, shortfall_line
from comens_tui.text.labels import label
from comens_tui.text.visible import one_line

_COMMENT_TYPES = ("ge", "te", "ed")


def _list_arguments(parser: CommandParser) -> None:
    add_filters(parser, ConsultationState)


def _list(session: Session, arguments: Namespace) -> int:
    return list_records(
        session,
        "consultation",
        state=arguments.state,
        search=arguments.search,
        limit=arguments.limit,
        nothing=_("No consultation fits."),
    )


def _show_arguments(parser: CommandParser) -> None:
    consultation_argument(parser)
    parser.add_argument(
        "--conditions",
        action="store_true",
        help=_("the seven conditions of a complete consultation, with their evidence"),
    )


def _show(session: Session, arguments: Namespace) -> int:
    if arguments.conditions:
        return _show_conditions(session, arguments.id)
    snapshot = desk_of(session).workspace.snapshot()
    found = find(
        snapshot.consultations,
        arguments.id,
        where="comens consultation list",
        problems=snapshot.problems,
    )
    comments = snapshot.consultation_comments.get(found.id, ())
    if session.wants_json:
        print_json({**found.to_full_data(), "comments": list(comments)})
        return 0
    _print(found, comments)
    return 0


def _show_conditions(session: Session, consultation_id: str) -> int:
    """Print each condition with its evidence; the status is 1 while one is not met."""
    found = conditions(desk_of(session), consultation_id)
    if session.wants_json:
        print_json(
            [
                {
                    "condition": item.condition,
                    "is_met": item.is_met,
                    "evidence": list(item.evidence),
                    "lacking": [
                        {"severity": entry.severity, "message": entry.message}
                        for entry in item.shortfalls
                    ],
                }
                for item in found
            ]
        )
    else:
        for place, item in enumerate(found, start=1):
            answer(heading_of(place, item))
            for sentence in item.evidence:
                answer(f"    {one_line(sentence)}")
            for entry in item.shortfalls:
                answer(f"    {one_line(shortfall_line(entry))}")
    return EXIT_OK if all(item.is_met for item in found) else EXIT_REFUSED


def _print(found: Consultation, comments: tuple[ConsultationComment, ...]) -> None:
    print_fields(
        [
            (_("Consultation"), found.id),
            (_("Title"), found.title),
            (_("State"), found.state),
            (_("Proposals"), found.proposals),
            (_("Opens"), found.opens),
            (_("Closes"), found.closes),
            (_("Extended from"), found.extension.closed if found.extension else None),
            (_("Follows"), found.follows),
            (_("Purpose"), found.notice.purpose),
            (_("Audiences"), found.notice.audiences),
            (_("Planned effect"), found.notice.planned_effect),
            (_("Public comments"), None if found.notice.comments_public else _("no")),
            (_("Text consulted on"), found.ballot_tag),
            (_("Owner"), found.owner),
            (_("Summary"), found.summary),
        ]
    )
    answer()
    for invitation in found.colleges:
        reminded = ", ".join(item.isoformat() for item in invitation.reminded) or "—"
        answer(
            _("{college}: invited on {day}, reminded on {reminded}").format(
                college=label(invitation.college),
                day=invitation.invited.isoformat(),
                reminded=reminded,
            )
        )
    for comment in comments:
        answer()
        place = comment.clause or comment.document or "—"
        answer(f"{comment.number}. {comment.author}, {label(comment.college)} ({place})")
        answer(indent(comment.text.strip(), "   "))
        answer(
            f"   {label(comment.disposition)}" + (f": {comment.reason}" if comment.reason else "")
        )


def _open_arguments(parser: CommandParser) -> None:
    parser.add_argument("--title", required=True, metavar="TEXT", help=_("one line"))
    parser.add_argument(
        "--purpose", required=True, metavar="TEXT", help=_("what the public is told (CRPA R*132-5)")
    )
    parser.add_argument(
        "--proposal",
        action="append",
        required=True,
        metavar="PROPOSAL",
        help=_("a proposal consulted on, once for each"),
    )
    parser.add_argument(
        "--closes", type=day, required=True, metavar="DATE", help=_("last day, included")
    )
    parser.add_argument("--opens", type=day, metavar="DATE", help=_("by default today"))
    parser.add_argument(
        "--tag", metavar="TAG", help=_("tag of the text consulted on; by default the next")
    )
    parser.add_argument(
        "--follows",
        metavar="CONSULTATION",
        help=_("the one after which the text moved; by default that of the proposals"),
    )
    _notice_options(parser)


def _open(session: Session, arguments: Namespace) -> int:
    receipt = open_consultation(
        desk_of(session),
        title=arguments.title,
        purpose=arguments.purpose,
        proposals=tuple(arguments.proposal),
        closes=arguments.closes,
        opens=arguments.opens,
        ballot_tag=arguments.tag,
        audiences=tuple(arguments.audience),
        planned_effect=arguments.effect,
        comments_public=not arguments.unseen_comments,
        follows=arguments.follows,
    )
    return print_act(session, receipt)


def _comment_arguments(parser: CommandParser) -> None:
    consultation_argument(parser)
    parser.add_argument(
        "--author", required=True, metavar="PSEUDONYM", help=_("never a name without consent")
    )
    parser.add_argument("--college", required=True, metavar="COLLEGE", help=_("who it speaks for"))
    parser.add_argument(
        "--text", required=True, metavar="TEXT", help=_("the comment; - reads standard input")
    )
    parser.add_argument("--received", type=day, metavar="DATE", help=_("by default today"))
    parser.add_argument(
        "--type",
        choices=_COMMENT_TYPES,
        default="ge",
        metavar="ge|te|ed",
        help=_("general, technical or editorial"),
    )
    parser.add_argument("--document", metavar="corpus/PATH", help=_("the text it is about"))
    parser.add_argument("--clause", metavar="ID", help=_("the clause it is about"))
    parser.add_argument("--change", metavar="TEXT", help=_("the wording that it asks for"))


def _comment(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    _require_college(desk, arguments.college)
    receipt = add_comment(
        desk,
        arguments.id,
        author=arguments.author,
        college=arguments.college,
        text=text_given(arguments.text),
        received=arguments.received,
        type=arguments.type,
        document=arguments.document,
        clause=arguments.clause,
        proposed_change=arguments.change,
    )
    return print_act(session, receipt)


def _require_college(desk: Desk, college: str) -> None:
    known = dict.fromkeys([*LEGAL_COLLEGES, *(item.id for item in desk.committee.colleges)])
    if college not in known:
        raise UsageError(
            _("There is no college {college}.").format(college=college),
            hint=_("One of: {choices}").format(choices=", ".join(known)),
        )


def _remind_arguments(parser: CommandParser) -> None:
    consultation_argument(parser)
    parser.add_argument(
        "college", nargs="*", metavar="COLLEGE", help=_("whom; by default every invited college")
    )


def _remind(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    snapshot = desk.workspace.snapshot()
    found = find(
        snapshot.consultations,
        arguments.id,
        where="comens consultation list",
        problems=snapshot.problems,
    )
    invited = tuple(item.college for item in found.colleges)
    unknown = [item for item in arguments.college if item not in invited]
    if unknown:
        raise UsageError(
            _("{college} was not invited to {id}.").format(college=unknown[0], id=found.id),
            hint=_("One of: {choices}").format(choices=", ".join(invited)),
        )
    receipt = remind_colleges(desk, found.id, tuple(arguments.college) or invited)
    return print_act(session, receipt)


def _close(session: Session, arguments: Namespace) -> int:
    return print_act(session, close_consultation(desk_of(session), arguments.id))


def _notice_arguments(parser: CommandParser) -> None:
    consultation_argument(parser)
    _notice_options(parser)
    parser.add_argument("--purpose", metavar="TEXT", help=_("what the public is told"))


def _notice_options(parser: CommandParser) -> None:
    parser.add_argument(
        "--audience", action="append", default=[], metavar="TEXT", help=_("whom it is for")
    )
    parser.add_argument(
        "--effect", type=day, metavar="DATE", help=_("when the text is planned to take effect")
    )
    parser.add_argument(
        "--unseen-comments", action="store_true", help=_("comments are not made public")
    )


def _notice(session: Session, arguments: Namespace) -> int:
    receipt = amend_notice(
        desk_of(session),
        arguments.id,
        purpose=arguments.purpose,
        audiences=tuple(arguments.audience),
        planned_effect=arguments.effect,
        comments_public=False if arguments.unseen_comments else None,
    )
    return print_act(session, receipt)


def _extend_arguments(parser: CommandParser) -> None:
    consultation_argument(parser)
    parser.add_argument("closes", type=day, metavar="DATE", help=_("the new last day, included"))
    parser.add_argument("--reason", required=True, metavar="TEXT", help=_("why, for the public"))


def _extend(session: Session, arguments: Namespace) -> int:
    receipt = extend_consultation(
        desk_of(session), arguments.id, arguments.closes, arguments.reason
    )
    return print_act(session, receipt)


COMMANDS = (
    Command(
        "list",
        N_("List the consultations"),
        _list,
        _list_arguments,
        examples=("consultation list --state open",),
    ),
    Command(
        "show",
        N_("Show a consultation, its colleges and its comments"),
        _show,
        _show_arguments,
        examples=(
            "consultation show C-2026-003",
            "consultation show C-2026-003 --conditions",
        ),
    ),
    Command(
        "open",
        N_("Open a consultation and invite the five colleges of CSP L1470-5"),
        _open,
        _open_arguments,
        examples=(
            'consultation open --title "Refus" --purpose "Durcir ETH.14" --proposal P-2026-014 …',
        ),
        writes=True,
    ),
    Command(
        "comment",
        N_("Register a comment received"),
        _comment,
        _comment_arguments,
        examples=(
            "consultation comment C-2026-003 --author CONTRIB-7 --college users --text - < a.txt",
        ),
        writes=True,
    ),
    Command(
        "remind",
        N_("Record a reminder sent today"),
        _remind,
        _remind_arguments,
        examples=("consultation remind C-2026-003 users publishers",),
        writes=True,
    ),
    Command(
        "close",
        N_("Close a consultation once its last day is over"),
        _close,
        consultation_argument,
        examples=("consultation close C-2026-003",),
        writes=True,
    ),
    Command(
        "notice",
        N_("Complete what the public is told"),
        _notice,
        _notice_arguments,
        examples=("consultation notice C-2026-003 --audience professionals --effect 2027-01-01",),
        writes=True,
    ),
    Command(
        "extend",
        N_("Move the last day of an open window, once, with a reason"),
        _extend,
        _extend_arguments,
        examples=('consultation extend C-2026-003 2026-12-31 --reason "Pannes du site"',),
        writes=True,
    ),
    FORM_COMMAND,
    IMPORT_COMMAND,
    *PROCESSING_COMMANDS,
    REPORT_COMMAND,
    LETTERS_COMMAND,
)
