"""`comens consultation comments|dispose|assign|group|acknowledge|reply|anchor`: the answers."""

from argparse import Namespace

from comens_tui.cli.acting import desk_of, name_writer
from comens_tui.cli.arguments import choices, consultation_argument, number, word
from comens_tui.cli.command import Command
from comens_tui.cli.comment_selection import FORM, selected
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import Column, answer, print_json, print_list, talk
from comens_tui.cli.reading import text_given
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.consultation import ConsultationComment
from comens_tui.model.words import Disposition
from comens_tui.operations.consultation_views import ConsultationView, consultation_view
from comens_tui.operations.desk import Desk
from comens_tui.operations.dispositions import (
    acknowledge_comments,
    anchor_comments,
    assign_comments,
    dispose_comments,
    group_comments,
    ranges,
    reply_to_comments,
)
from comens_tui.rules.comment_groups import likely_groups, why
from comens_tui.text.labels import label
from comens_tui.text.visible import one_line

_COMMENT_TYPES = ("ge", "te", "ed")


def _selection_argument(parser: CommandParser) -> None:
    consultation_argument(parser)
    parser.add_argument("comments", metavar="COMMENTS", help=_(FORM))


def _numbers(desk: Desk, arguments: Namespace) -> tuple[int, ...]:
    return selected(consultation_view(desk, arguments.id).comments, arguments.comments)


def _comments_arguments(parser: CommandParser) -> None:
    consultation_argument(parser)
    parser.add_argument("--college", metavar="COLLEGE", help=_("those of one college"))
    parser.add_argument("--type", choices=_COMMENT_TYPES, metavar="ge|te|ed", help=_("of one kind"))
    parser.add_argument(
        "--disposition", type=word(Disposition), metavar="DISPOSITION", help=choices(Disposition)
    )
    parser.add_argument("--clause", metavar="ID", help=_("on one clause; - for those on none"))
    parser.add_argument("--assignee", metavar="MEMBER", help=_("assigned to one member"))


def _comments(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    view = consultation_view(desk, arguments.id)
    found = [item for item in view.comments if _fits(item, view, arguments)]
    if session.wants_json:
        print_json([item.to_full_data() for item in found])
        return 0
    columns = [
        Column("number", _("N"), str),
        Column("group", _("GROUP")),
        Column("clause", _("CLAUSE"), one_line),
        Column("college", _("COLLEGE"), label),
        Column("type", _("KIND")),
        Column("disposition", _("DISPOSITION")),
        Column("assignee", _("ASSIGNEE"), name_writer(desk)),
        Column("text", _("COMMENT"), one_line, flexible=True),
    ]
    rows = [{**item.to_full_data(), "clause": _place(item, view)} for item in found]
    print_list(rows, columns, as_json=False, nothing=_("No comment fits."))
    total = len(view.comments)
    done = sum(item.disposition is not Disposition.UNRESOLVED for item in view.comments)
    talk(_("Disposed of: {done} of {total}.").format(done=done, total=total))
    return 0


def _fits(comment: ConsultationComment, view: ConsultationView, arguments: Namespace) -> bool:
    asked = (
        (arguments.college, comment.college),
        (arguments.type, comment.type),
        (arguments.disposition, comment.disposition),
        (arguments.assignee, comment.assignee),
    )
    if any(wanted is not None and wanted != held for wanted, held in asked):
        return False
    if arguments.clause == "-":
        return not view.atlas.is_anchored(comment)
    return arguments.clause is None or comment.clause == arguments.clause


def _place(comment: ConsultationComment, view: ConsultationView) -> str:
    """Return the clause; with a question mark the one suggested where it is in no text."""
    if view.atlas.is_anchored(comment) or not view.atlas.places:
        return comment.clause or "—"
    near = view.atlas.of(comment)
    said = comment.clause or "—"
    return f"{said} ({near.clause} ?)" if near else said


def _dispose_arguments(parser: CommandParser) -> None:
    _selection_argument(parser)
    parser.add_argument(
        "disposition", type=word(Disposition), metavar="DISPOSITION", help=choices(Disposition)
    )
    parser.add_argument(
        "--reason",
        metavar="TEXT",
        help=_("what the authors are told; due unless accepted as it is"),
    )
    parser.add_argument(
        "--outcome",
        action="append",
        default=[],
        metavar="ID",
        help=_("what a retained comment changed: proposal, requirement, commit; by default the"
               " proposal consulted on"),
    )  # fmt: skip
    parser.add_argument(
        "--duplicate-of", type=number(1), metavar="N", help=_("the comment that says the same")
    )
    parser.add_argument("--to", metavar="VERSION", help=_("the release that takes it up"))
    parser.add_argument(
        "--reply", metavar="TEXT", help=_("a reply to each author; {number} is their number")
    )


def _dispose(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    receipt = dispose_comments(
        desk,
        arguments.id,
        _numbers(desk, arguments),
        arguments.disposition,
        reason=arguments.reason,
        outcome=tuple(arguments.outcome),
        duplicate_of=arguments.duplicate_of,
        deferred_to=arguments.to,
        reply=arguments.reply,
    )
    return print_act(session, receipt)


def _assign_arguments(parser: CommandParser) -> None:
    _selection_argument(parser)
    parser.add_argument("member", metavar="MEMBER", help=_("who prepares the answer"))


def _assign(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    numbers = _numbers(desk, arguments)
    return print_act(session, assign_comments(desk, arguments.id, numbers, arguments.member))


def _group_arguments(parser: CommandParser) -> None:
    consultation_argument(parser)
    parser.add_argument(
        "comments",
        nargs="?",
        metavar="COMMENTS",
        help=_("those that say the same; without them the likely groups are shown"),
    )
    parser.add_argument(
        "--suggested",
        type=number(1),
        metavar="N",
        help=_("confirm the likely group that comment N stands for"),
    )
    parser.add_argument("--undo", action="store_true", help=_("part them again"))


def _group(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    view = consultation_view(desk, arguments.id)
    if arguments.comments:
        numbers = selected(view.comments, arguments.comments)
        return print_act(session, group_comments(desk, arguments.id, numbers, undo=arguments.undo))
    groups = likely_groups(view.comments)
    if arguments.suggested is not None:
        chosen = next((item for item in groups if item.leader == arguments.suggested), None)
        numbers = chosen.numbers if chosen else (arguments.suggested,)
        return print_act(session, group_comments(desk, arguments.id, numbers))
    if session.wants_json:
        print_json(
            [
                {
                    "leader": group.leader,
                    "clause": group.clause,
                    "members": [
                        {**item._asdict(), "why": why(item, group.clause)} for item in group.members
                    ],
                }
                for group in groups
            ]
        )
        return 0
    if not groups:
        talk(_("No comments look alike."))
    texts = {item.number: item.text for item in view.comments}
    for group in groups:
        count = len(group.numbers)
        answer(
            ngettext(
                "{numbers}: {count} comment alike: {text}",
                "{numbers}: {count} comments alike: {text}",
                count,
            ).format(numbers=ranges(group.numbers), count=count, text=one_line(texts[group.leader]))
        )
        for item in group.members:
            answer(f"    {item.number}: {one_line(why(item, group.clause))}")
    return 0


def _acknowledge_arguments(parser: CommandParser) -> None:
    consultation_argument(parser)
    parser.add_argument("comments", nargs="?", metavar="COMMENTS", help=_(FORM))


def _acknowledge(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    numbers = _numbers(desk, arguments) if arguments.comments else ()
    return print_act(session, acknowledge_comments(desk, arguments.id, numbers))


def _reply_arguments(parser: CommandParser) -> None:
    _selection_argument(parser)
    parser.add_argument(
        "--text",
        required=True,
        metavar="TEXT",
        help=_("the reply; {number} is the number of each comment; - reads standard input"),
    )


def _reply(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    numbers, text = _numbers(desk, arguments), text_given(arguments.text)
    return print_act(session, reply_to_comments(desk, arguments.id, numbers, text))


def _anchor_arguments(parser: CommandParser) -> None:
    _selection_argument(parser)
    parser.add_argument("clause", metavar="CLAUSE", help=_("the clause they are about"))
    parser.add_argument("--document", metavar="corpus/PATH", help=_("the text it is in"))


def _anchor(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    numbers = _numbers(desk, arguments)
    return print_act(
        session,
        anchor_comments(desk, arguments.id, numbers, arguments.clause, arguments.document),
    )


COMMANDS = (
    Command(
        "comments",
        N_("List the comments in the order of the text, with what became of each"),
        _comments,
        _comments_arguments,
        examples=("consultation comments C-2026-003 --college users --disposition unresolved",),
    ),
    Command(
        "dispose",
        N_("Say what becomes of comments, of one or of many at once"),
        _dispose,
        _dispose_arguments,
        details=N_(
            "An answer may be given again until the report, and is taken back with “unresolved” "
            "and a reason; git keeps each."
        ),
        examples=(
            "consultation dispose C-2026-003 4 accepted",
            'consultation dispose C-2026-003 group:12,40-44 not_accepted --reason "Hors du texte"',
        ),
        writes=True,
    ),
    Command(
        "assign",
        N_("Say who prepares the answer to comments"),
        _assign,
        _assign_arguments,
        examples=("consultation assign C-2026-003 clause:ETH.14 anne-petit",),
        writes=True,
    ),
    Command(
        "group",
        N_("Show comments that look alike, and why; put together those that say the same"),
        _group,
        _group_arguments,
        examples=(
            "consultation group C-2026-003",
            "consultation group C-2026-003 --suggested 12",
            "consultation group C-2026-003 12,18,31",
        ),
        writes=True,
    ),
    Command(
        "acknowledge",
        N_("Record that the authors were told their comments arrived"),
        _acknowledge,
        _acknowledge_arguments,
        examples=("consultation acknowledge C-2026-003",),
        writes=True,
    ),
    Command(
        "reply",
        N_("Write what the authors of comments are answered"),
        _reply,
        _reply_arguments,
        examples=(
            'consultation reply C-2026-003 group:12 --text "Votre avis {number} est suivi."',
        ),
        writes=True,
    ),
    Command(
        "anchor",
        N_("Say which clause comments are about"),
        _anchor,
        _anchor_arguments,
        examples=("consultation anchor C-2026-003 17 ETH.14",),
        writes=True,
    ),
)
