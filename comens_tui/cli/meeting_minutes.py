"""`comens meeting minutes`: draw them, complete them, hand them out, approve them."""

from argparse import Namespace

from comens_tui.cli.acting import desk_of
from comens_tui.cli.arguments import number
from comens_tui.cli.command import Command
from comens_tui.cli.handing_out import FORMATS, HANDED, add_copy_options, hand_out
from comens_tui.cli.meeting_arguments import meeting_argument
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import answer, print_json, talk
from comens_tui.cli.reading import edited, file_text
from comens_tui.cli.receipts import print_act
from comens_tui.cli.redline_text import print_redline
from comens_tui.cli.session import Session
from comens_tui.errors import RefusedError, UsageError
from comens_tui.i18n import N_, _
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt
from comens_tui.operations.meeting_views import meeting_view
from comens_tui.operations.meetings import draft_minutes
from comens_tui.operations.minutes.copies import minutes_copy
from comens_tui.operations.minutes.corrections import correct_minutes, minutes_changes
from comens_tui.operations.minutes.editing import edit_minutes, keep_aside, opened_minutes
from comens_tui.operations.minutes.signing import require_good_signatures, sign_minutes
from comens_tui.operations.minutes_approval import approve_minutes
from comens_tui.operations.secret_ballots import HandCount
from comens_tui.text.generated_blocks import without_marks


def _arguments(parser: CommandParser) -> None:
    meeting_argument(parser)
    parser.add_argument(
        "--show", action="store_true", help=_("print the minutes as they stand, and write nothing")
    )
    parser.add_argument(
        "--edit",
        action="store_true",
        help=_("complete the draft in $EDITOR, outside what is drawn from the record"),
    )
    parser.add_argument(
        "--file", metavar="FILE", help=_("take the completed draft from a file; - reads it")
    )
    add_copy_options(parser)
    parser.add_argument(
        "--correct",
        metavar="TEXT",
        help=_("record a correction asked for before approval; with --file, the mended draft"),
    )
    parser.add_argument("--by", metavar="MEMBER", help=_("who asks for the correction"))
    parser.add_argument(
        "--changes", action="store_true", help=_("show what the corrections changed")
    )
    parser.add_argument(
        "--sign", action="store_true", help=_("sign the approved minutes with your key")
    )
    parser.add_argument(
        "--verify", action="store_true", help=_("verify the signatures of the minutes")
    )
    parser.add_argument(
        "--approve",
        nargs=3,
        type=number(0),
        metavar=("FOR", "AGAINST", "ABSTAIN"),
        help=_("approve them by an electronic vote of those who sat"),
    )


def _minutes(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    if arguments.verify:
        return _verify(session, desk, arguments.id)
    if arguments.changes:
        found = minutes_changes(desk, arguments.id)
        print_redline(found, show_typography=False, changes_only=True)
        return 0
    if arguments.show:
        return _show(session, desk, arguments.id)
    is_read = not (arguments.correct or arguments.sign or arguments.approve)
    if is_read and (session.format in HANDED or arguments.language or arguments.output):
        copy = minutes_copy(desk, arguments.id, arguments.language)
        return hand_out(session, desk, copy, arguments.output)
    return print_act(session, _act(desk, arguments))


def _act(desk: Desk, arguments: Namespace) -> Receipt:
    if arguments.correct:
        return _corrected(desk, arguments)
    if arguments.sign:
        return sign_minutes(desk, arguments.id)
    if arguments.approve:
        return approve_minutes(desk, arguments.id, HandCount(*arguments.approve))
    if arguments.edit or arguments.file:
        return _completed(desk, arguments.id, arguments.file)
    return draft_minutes(desk, arguments.id)


def _corrected(desk: Desk, arguments: Namespace) -> Receipt:
    if not arguments.by:
        raise UsageError(
            _("Say who asks for the correction."), hint=_("For instance: --by anne-petit")
        )
    text = file_text(arguments.file) if arguments.file else None
    return correct_minutes(desk, arguments.id, arguments.correct, arguments.by, text=text)


def _verify(session: Session, desk: Desk, meeting_id: str) -> int:
    signed = require_good_signatures(desk, meeting_id)
    if session.wants_json:
        print_json([item._asdict() for item in signed])
        return 0
    for item in signed:
        answer(_("{member}: the signature holds.").format(member=item.member))
    return 0


def _completed(desk: Desk, meeting_id: str, file: str | None) -> Receipt:
    """Take a completed draft; what is refused is kept aside, and it is said where."""
    text, seen = opened_minutes(desk, meeting_id)
    if file is not None:
        return edit_minutes(desk, meeting_id, file_text(file))
    talk(_("Write between the parts marked “<!-- comens:… -->”; what is inside them is drawn."))
    new = edited(text, f"{meeting_id}.md")
    try:
        return edit_minutes(desk, meeting_id, new, seen=seen)
    except RefusedError:
        path = keep_aside(desk, meeting_id, new)
        talk(
            _("What you wrote is kept in {path}; mend it, then: {command}").format(
                path=path, command=f"comens meeting minutes {meeting_id} --file {path}"
            )
        )
        raise


def _show(session: Session, desk: Desk, meeting_id: str) -> int:
    text = meeting_view(desk, meeting_id).minutes
    if text is None:
        raise UsageError(
            _("Meeting {id} has no minutes yet.").format(id=meeting_id),
            hint=_("Once it is closed: comens meeting minutes {id}").format(id=meeting_id),
        )
    if session.wants_json:
        print_json({"meeting": meeting_id, "minutes": text})
    else:
        answer(without_marks(text).rstrip("\n"))
    return 0


COMMANDS = (
    Command(
        "minutes",
        N_("Draft the minutes of a closed meeting, complete them, or hand them out"),
        _minutes,
        _arguments,
        details=N_(
            "Draft the minutes of a closed meeting from its record; drafting them again keeps "
            "what was written by hand. They are completed with --edit, written as Markdown, "
            "as a page or for a word processor with --format, and approved by an electronic vote "
            "of those who sat (--approve), or as an item of a later meeting: "
            "comens meeting plan --approve MEETING. What a member asks to correct before that "
            "is recorded with --correct and shown with --changes. Approved, they are signed by "
            "the chair and the secretary of the meeting, each with --sign."
        ),
        examples=(
            "meeting minutes S-2026-04",
            "meeting minutes S-2026-04 --edit",
            "meeting minutes S-2026-04 --format docx -o pv.docx",
            "meeting minutes S-2026-04 --format html --language en -o minutes.html",
            'meeting minutes S-2026-04 --correct "Citer le second avis" --by anne-petit',
            "meeting minutes S-2026-04 --approve 11 0 1",
            "meeting minutes S-2026-04 --sign",
        ),
        formats=FORMATS,
        writes=True,
    ),
)
