"""Votes from afar: a member signs their own ballot, the secretary takes in those received.

The file is the only carrier: a ballot that travelled with a sync would be in the clear in
every clone before the vote closes.
"""

from collections.abc import Mapping
from pathlib import Path

from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.model.meeting import AgendaItem
from comens_tui.model.words import Choice
from comens_tui.operations import remote_ballots
from comens_tui.operations.carried_ballots import MAX_BYTES, file_name
from comens_tui.operations.remote_ballots import Handed, Taken
from comens_tui.operations.written_papers import write_answer
from comens_tui.text.labels import label
from comens_tui.text.os_reasons import os_reason
from comens_tui.tui import prose
from comens_tui.tui.messages import Written
from comens_tui.tui.modals.choose import Choose, Notice
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.prose import Block, paragraph
from comens_tui.tui.screens.meeting_room import MeetingRoom
from comens_tui.tui.typed_paths import typed_path
from comens_tui.tui.widgets.rows import ListRow

#: More ballots than a committee has members.
_MOST_FILES = 200
_MOST_NAMES = 100


class MeetingBallots(MeetingRoom):
    """One's own ballot written for the secretary, and those of members taken in."""

    # -- one's own

    def action_meeting_afar(self) -> None:
        """Ask for one's own choice, then where the signed ballot is written."""
        found = self.need_item_in_sitting(votes=True)
        if found is None:
            return
        view, entry = found
        actor = self.session.desk.actor
        if actor is None or actor.id not in entry.electorate.composition:
            self.say(_("You have no vote in this committee."), is_problem=True)
            return
        if entry.item.vote == "secret":
            self.say(_("The vote is on paper, in the room: nothing is cast from afar."))
            return
        rows = [ListRow(choice, (label(choice).upper(), "")) for choice in Choice]
        said = _(
            "Signed with your key, good for this text and this opening of the vote alone."
            " The first ballot received stands."
        )
        title = _("Item {number}: your own ballot, {name}").format(
            number=entry.item.number, name=actor.name
        )
        blocks = (paragraph(entry.item.title, prose.STRONG), paragraph(said), Block())
        usual = _free_path(file_name(view.meeting.id, entry.item.number, actor.id))

        def answered(chosen: str | None) -> None:
            if chosen is not None:
                self._ask_place(view.meeting.id, entry.item, Choice(chosen), usual)

        self.app.push_screen(Choose(title, rows, blocks=blocks, read_first=True), answered)

    def _ask_place(self, meeting_id: str, item: AgendaItem, choice: Choice, usual: Path) -> None:
        desk = self.session.desk

        def write(path: Path) -> Path:
            carried = remote_ballots.sign_ballot(desk, meeting_id, item.number, choice)
            write_answer(path, carried.content, desk.workspace)
            return path.absolute()

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                path = typed_path(values["file"])
                self.read(
                    lambda: write(path),
                    lambda written: self._tell_written(item, choice, written),
                    group="afar",
                )

        said = _("Whoever has the file can read your choice. It is in no commit, and no sync.")
        title = _("Item {number}: {choice}").format(
            number=item.number, choice=label(choice).upper()
        )
        fields = [Field("file", _("File to write"), str(usual), required=True)]
        form = Form(
            title,
            fields,
            blocks=(paragraph(said),),
            save=_("Sign and write it"),
            at_save=True,
            read_first=True,
        )
        self.app.push_screen(form, answered)

    def _tell_written(self, item: AgendaItem, choice: Choice, path: Path) -> None:
        """Say where the ballot is, and put that place on the terminal's clipboard."""
        self.app.copy_to_clipboard(str(path))
        blocks = (
            paragraph(
                _("Your ballot on item {number} is signed: {choice}.").format(
                    number=item.number, choice=label(choice)
                ),
                prose.STRONG,
            ),
            paragraph(str(path)),
            paragraph(_("The path was sent to the terminal's clipboard.")),
            paragraph(
                _("Send the file to the secretary, who takes it in with B before the vote closes.")
            ),
            Block(),
        )
        self.say(_("Ballot written: {path}").format(path=path))
        self.app.push_screen(Notice(_("Vote from afar"), blocks))

    # -- those of members

    def action_meeting_ballots(self) -> None:
        """Ask for the signed ballots that members sent, and take them in."""
        if self.view is None:
            self.say(_("Open a meeting first: Enter on its line."), is_problem=True)
            return
        desk, meeting_id = self.session.desk, self.view.meeting.id

        def take(place: str) -> Taken:
            return remote_ballots.take_ballots(desk, meeting_id, _files(typed_path(place)))

        def tell(taken: Taken) -> None:
            if taken.receipt is not None:
                self.app.post_message(Written())
                self.say(taken.receipt.subject)
            blocks = [_handed_item(item) for item in taken.handed]
            title = _("Signed ballots of {id}").format(id=meeting_id)
            self.app.push_screen(Notice(title, (*blocks, Block())))

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.read(lambda: take(values["place"].strip()), tell, group="ballots")

        said = _("A file that a member sent, or a folder: its files in .ballot are taken in.")
        title = _("Signed ballots of {id}").format(id=meeting_id)
        here = Path.cwd()
        usual = str(here) if any(here.glob("*.ballot")) else ""
        fields = [Field("place", _("File or folder"), usual, required=True)]
        self.app.push_screen(
            Form(title, fields, blocks=(paragraph(said),), save=_("Take them in")), answered
        )


def _free_path(name: str) -> Path:
    """Return where a file of that name can be written here, numbered where there is one."""
    path = Path.cwd() / name
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in range(2, _MOST_NAMES))
    return next((one for one in (path, *numbered) if not one.exists()), path)


def _files(place: Path) -> dict[str, bytes]:
    """Return what to take in, by name; runs in a thread.

    Raises:
        RefusedError: Nothing is there, or it cannot be read.
    """
    found = sorted(place.glob("*.ballot"))[:_MOST_FILES] if place.is_dir() else [place]
    files = {}
    try:
        for path in found:
            if path.exists() and not path.is_file():
                # Opening a named pipe would wait for ever.
                continue
            with path.open("rb") as file:
                files[path.name] = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise RefusedError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=os_reason(error)),
            hint=_("Check the path."),
        ) from error
    if not files:
        raise RefusedError(
            _("There is no signed ballot in {path}.").format(path=place),
            hint=_("Check the path."),
        )
    return files


def _handed_item(item: Handed) -> Block:
    if item.reason:
        said = _("{file}: refused, and kept aside. {reason}").format(
            file=item.name, reason=item.reason
        )
        return paragraph(said, prose.WARNING, mark="!")
    if item.again:
        said = _("{file}: the ballot of {member} on item {item} was received already.")
    elif item.beaten:
        said = _(
            "{file}: received from {member} on item {item}; what was entered for them is void."
        )
    else:
        said = _("{file}: received from {member} on item {item}, sealed until the vote closes.")
    return paragraph(said.format(file=item.name, member=item.member, item=item.item))
