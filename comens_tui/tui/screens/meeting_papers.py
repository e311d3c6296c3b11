"""The papers of a meeting: its agenda from what is ready, its convocation, its minutes."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.operations import meetings
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt
from comens_tui.operations.minutes.editing import edit_minutes, keep_aside, opened_minutes
from comens_tui.operations.ready_agenda import Proposed, overdue_items, proposed_agenda
from comens_tui.operations.written_papers import write_folder
from comens_tui.rules.agenda_order import reasons
from comens_tui.tui import reading
from comens_tui.tui.meeting_items import minutes_items
from comens_tui.tui.modals.choose import Confirm
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.modals.guide import Reading
from comens_tui.tui.prose import Block, paragraph
from comens_tui.tui.screens.base import BaseScreen
from comens_tui.tui.screens.writing_text import write_text
from comens_tui.tui.typed_paths import typed_path


class MeetingPapers(BaseScreen):
    """The acts on what is written of a whole meeting."""

    def meeting_id(self) -> str:
        """Return the meeting open, else the one under the cursor."""
        raise NotImplementedError

    def action_meeting_ready(self) -> None:
        """Show what could go on the agenda, in order and with its reasons, to put it there."""
        desk, meeting_id = self.session.desk, self.meeting_id()
        if not meeting_id:
            return

        def take(found: Proposed) -> Receipt:
            return meetings.add_to_agenda(
                desk,
                meeting_id,
                proposals=tuple(item.id for item in found.proposals),
                minutes_of=tuple(item.id for item in found.minutes_of),
                information=overdue_items(desk, found),
            )

        def show(found: Proposed) -> None:
            details = tuple(_ready_items(found, desk.today()))
            if not details:
                self.say(_("Nothing is ready for an agenda."))
                return

            def answered(yes: bool | None) -> None:
                if yes:
                    self.act(lambda: take(found))

            title = _("What is ready for {id}").format(id=meeting_id)
            consequence = _("About {minutes} minutes in all.").format(minutes=found.minutes)
            act = _("Put it all on the agenda")
            self.app.push_screen(Confirm(title, consequence, act, details=details), answered)

        self.read(lambda: proposed_agenda(desk), show, group="ready")

    def action_meeting_papers(self) -> None:
        """Ask where the convocation, the calendar file and the folder are written."""
        desk, meeting_id = self.session.desk, self.meeting_id()
        if not meeting_id:
            return

        def write(folder: Path) -> int:
            # Neither pages nor redlines are loaded before they are asked for.
            from comens_tui.operations.reading_folder import convocation_folder

            files = convocation_folder(desk, meeting_id)
            write_folder(folder, files, desk.workspace)
            return len(files)

        def answered(values: Mapping[str, str] | None) -> None:
            if values is None:
                return
            folder = typed_path(values["folder"])

            def told(count: int) -> None:
                self.say(
                    _("{count} files written in {path}; nothing has been sent.").format(
                        count=count, path=folder
                    )
                )

            self.read(lambda: write(folder), told, group="papers")

        usual = str(Path.cwd() / f"convocation-{meeting_id}")
        fields = [Field("folder", _("Folder to write"), usual, required=True)]
        title = _("Papers of {id}").format(id=meeting_id)
        self.app.push_screen(Form(title, fields, save=_("Write them"), at_save=True), answered)

    def action_meeting_read(self) -> None:
        """Read the minutes of the meeting."""
        desk, meeting_id = self.session.desk, self.meeting_id()

        def show(text: str) -> None:
            if not text:
                self.say(_("Meeting {id} has no minutes yet.").format(id=meeting_id))
                return
            title = _("Minutes of {id}").format(id=meeting_id)
            self.app.push_screen(Reading(title, tuple(minutes_items(text))))

        if meeting_id:
            self.read(lambda: reading.minutes(desk, meeting_id), show, group="minutes")

    def action_meeting_edit(self) -> None:
        """Complete the draft of the minutes; what is refused is kept aside."""
        desk, meeting_id = self.session.desk, self.meeting_id()

        def write(read: tuple[str, str | None]) -> None:
            text, seen = read

            def edited(new: str | None) -> None:
                if new is None or new == text:
                    self.say(_("The text was left as it was."))
                    return
                self.act(
                    lambda: or_kept_aside(
                        desk,
                        meeting_id,
                        new,
                        lambda: edit_minutes(desk, meeting_id, new, seen=seen),
                    )
                )

            title = _("Minutes of {id}").format(id=meeting_id)
            saved = _("the draft takes it, outside the parts marked “<!-- comens:… -->”")
            write_text(self, title, f"{meeting_id}.md", text, edited, saved=saved)

        if meeting_id:
            self.read(lambda: opened_minutes(desk, meeting_id), write, group="minutes")


def or_kept_aside(desk: Desk, meeting_id: str, text: str, job: Callable[[], Receipt]) -> Receipt:
    """Do `job`, which takes the text of minutes; where it is refused, the text is kept aside.

    Raises:
        RefusedError: The job was refused; the hint says where the text is.
    """
    try:
        return job()
    except RefusedError as error:
        kept = _("What you wrote is kept in {path}.").format(
            path=keep_aside(desk, meeting_id, text)
        )
        error.hint = f"{error.hint}\n{kept}" if error.hint else kept
        raise


def _ready_items(found: Proposed, today: date) -> Iterator[Block]:
    """Yield what is ready in its order, each proposal with the reasons for its place."""
    for meeting in found.minutes_of:
        yield paragraph(_("minutes to approve: {title}").format(title=meeting.id))
    for item in found.proposals:
        yield paragraph(f"{item.id}  {item.title}")
        yield paragraph(" ".join(reasons(item, today)), indent=4)
    for follow_up in found.overdue:
        yield paragraph(f"{follow_up.id}  {follow_up.text}")
