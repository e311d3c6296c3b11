"""The papers of a meeting: its agenda from what is ready, its convocation, its minutes."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from comens_tui.errors import RefusedError, SigningError
from comens_tui.i18n import _
from comens_tui.operations import meetings
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt
from comens_tui.operations.minutes.copies import minutes_copy
from comens_tui.operations.minutes.copy_files import SUFFIXES, copy_file
from comens_tui.operations.minutes.editing import edit_minutes, keep_aside, opened_minutes
from comens_tui.operations.minutes.signing import judged_signatures
from comens_tui.operations.ready_agenda import Proposed, overdue_items, proposed_agenda
from comens_tui.operations.written_papers import write_answer, write_folder
from comens_tui.rules.agenda_order import reasons
from comens_tui.tui import prose, reading
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
        """Ask where the convocation and the folder are written; or a copy of the minutes."""
        desk, meeting_id = self.session.desk, self.meeting_id()

        def ask(text: str) -> None:
            if text:
                self._ask_copy(desk, meeting_id)
            else:
                self._ask_folder(desk, meeting_id)

        if meeting_id:
            self.read(lambda: reading.minutes(desk, meeting_id), ask, group="papers")

    def _ask_copy(self, desk: Desk, meeting_id: str) -> None:
        """Ask in which form and where a copy of the minutes is written."""

        def write(values: Mapping[str, str]) -> Path:
            form, path = values["form"], typed_path(values["file"])
            if path.suffix != SUFFIXES[form]:
                path = path.with_name(path.name + SUFFIXES[form])
            write_answer(path, copy_file(minutes_copy(desk, meeting_id), form), desk.workspace)
            return path

        def told(path: Path) -> None:
            self.say(_("Copy of the minutes written in {path}.").format(path=path))

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.read(lambda: write(values), told, group="papers")

        forms = (("docx", "Word"), ("html", "HTML"), ("markdown", "Markdown"))
        usual = str(Path.cwd() / f"pv-{meeting_id}")
        fields = [
            Field("form", _("Format"), choices=forms),
            Field("file", _("File to write"), usual, required=True),
        ]
        title = _("Copy of the minutes of {id}").format(id=meeting_id)
        self.app.push_screen(Form(title, fields, save=_("Write it"), at_save=True), answered)

    def _ask_folder(self, desk: Desk, meeting_id: str) -> None:
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
        """Read the minutes of the meeting, and whether their signatures hold."""
        desk, meeting_id = self.session.desk, self.meeting_id()

        def show(read: tuple[str, tuple[Block, ...]]) -> None:
            text, signatures = read
            if not text:
                self.say(_("Meeting {id} has no minutes yet.").format(id=meeting_id))
                return
            title = _("Minutes of {id}").format(id=meeting_id)
            self.app.push_screen(Reading(title, (*signatures, *minutes_items(text))))

        if meeting_id:
            self.read(
                lambda: (reading.minutes(desk, meeting_id), _signature_items(desk, meeting_id)),
                show,
                group="minutes",
            )

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


def _signature_items(desk: Desk, meeting_id: str) -> tuple[Block, ...]:
    """Return a line for each signature of the minutes, judged; none before anybody signs."""
    names = desk.committee.names()
    try:
        found = judged_signatures(desk, meeting_id)
    except SigningError as error:
        return paragraph(error.message, prose.BAD), Block()
    lines = [
        paragraph(_("{member}: the signature holds.").format(member=names[one.member]), prose.GOOD)
        if one.is_good
        else paragraph(
            _("{member}: the signature DOES NOT HOLD on these minutes.").format(
                member=names[one.member]
            ),
            prose.BAD,
            mark="!",
        )
        for one in found
    ]
    return (*lines, Block()) if lines else ()


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
