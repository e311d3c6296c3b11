"""`comens meeting convene` and `folder`: the convocation, its papers, the folder to read."""

from argparse import Namespace
from pathlib import Path

from comens_tui.cli.acting import desk_of
from comens_tui.cli.command import Command
from comens_tui.cli.file_answer import write_files
from comens_tui.cli.meeting_arguments import meeting_argument
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import talk
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.i18n import N_, _
from comens_tui.model.words import MeetingState
from comens_tui.operations.convocation import convene_meeting
from comens_tui.operations.desk import Desk


def _convene_arguments(parser: CommandParser) -> None:
    meeting_argument(parser)
    parser.add_argument(
        "--urgent", metavar="REASON", help=_("why the notice is shorter than the rules ask")
    )
    parser.add_argument(
        "--second-of",
        metavar="MEETING",
        help=_("the meeting that lacked its quorum: none will be required (CRPA R133-10)"),
    )
    parser.add_argument(
        "-o",
        dest="output",
        metavar="DIR",
        help=_("write the message, the calendar file and the folder to read there"),
    )


def _convene(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    meeting = desk.workspace.snapshot().meetings.get(arguments.id)
    told = meeting is not None and meeting.state is not MeetingState.PLANNED
    if not (told and arguments.output):
        receipt = convene_meeting(
            desk, arguments.id, urgency=arguments.urgent, second_of=arguments.second_of
        )
        print_act(session, receipt)
    if arguments.output and not session.dry_run:
        _write_papers(desk, arguments.id, Path(arguments.output))
    return 0


def _write_papers(desk: Desk, meeting_id: str, folder: Path) -> None:
    # Neither pages nor redlines are needed to convene.
    from comens_tui.operations.reading_folder import convocation_folder

    write_files(folder, convocation_folder(desk, meeting_id), desk.workspace)
    talk(_("Send them yourself: nothing has been sent to anybody."))


def _folder_arguments(parser: CommandParser) -> None:
    meeting_argument(parser)
    parser.add_argument(
        "-o", dest="output", metavar="DIR", required=True, help=_("the folder to write")
    )


def _folder(session: Session, arguments: Namespace) -> int:
    from comens_tui.operations.reading_folder import reading_folder

    desk = desk_of(session)
    write_files(Path(arguments.output), reading_folder(desk, arguments.id), desk.workspace)
    return 0


COMMANDS = (
    Command(
        "convene",
        N_("Record that the convocation was sent today, and write its papers"),
        _convene,
        _convene_arguments,
        details=N_(
            "Record that the convocation was sent today. With -o, the message to the members "
            "as text and as a page, a calendar file and the folder to read offline are written; "
            "once a meeting is convened, -o writes them again and records nothing. Nothing is "
            "sent."
        ),
        examples=(
            "meeting convene S-2026-04 -o convocation",
            'meeting convene S-2026-04 --urgent "Saisine du ministre"',
            "meeting convene S-2026-05 --second-of S-2026-04",
        ),
        writes=True,
    ),
    Command(
        "folder",
        N_("Write the folder of a meeting to read offline, a page an item"),
        _folder,
        _folder_arguments,
        details=N_(
            "Write an index and one page for each item: redlines, the field reports answered, "
            "the score explained, what the checks find, remarks, rival proposals and earlier "
            "decisions on the same requirements. The pages need no network."
        ),
        examples=("meeting folder S-2026-04 -o dossier",),
    ),
)
