"""Build the demonstration: the texts in a fresh repository, people with keys, and their year."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from comens_tui.demo.keys import make_keys
from comens_tui.demo.scenes import meeting_title
from comens_tui.demo.source import read_source
from comens_tui.demo.year import LENGTH, SECRETARY, Year
from comens_tui.errors import WorkspaceError
from comens_tui.i18n import _
from comens_tui.model.committee import Committee
from comens_tui.model.meeting import Meeting
from comens_tui.operations.desk import DEMO_SETTING, open_desk
from comens_tui.store.git import Git
from comens_tui.store.layout import COMMITTEE, meeting_path
from comens_tui.store.records import read_record, updated_text

#: The meeting that the texts leave planned; the demonstration moves it into its own year.
_PLANNED = "S-2026-01"
_WINTER = 305
_README = """# Démonstration de comens

Un espace de travail inventé du comité, avec une année d'actes. Les personnes, les clés et
les signalements sont fictifs ; seul ce que publie l'ANS fait foi.
"""


def build(folder: Path, *, now: datetime | None = None, said: Callable[[str], None]) -> Path:
    """Build a demonstration in `folder` and return it; `said` is told each act as it is done.

    Everything is dated back from `now`, which is the day that the year ends on.

    Raises:
        WorkspaceError: The folder holds something else, or cannot be written.
        SigningError: There is no `ssh-keygen`.
    """
    moment = now or datetime.now(UTC)
    _make_room(folder)
    keys = _start(folder, moment)
    with_keys = open_desk(folder, acting_as=SECRETARY, clock=lambda: moment)
    _allow(folder, with_keys.committee, keys)
    Year(with_keys, with_keys.today(), said).play()
    with_keys.workspace.close()
    return folder


def is_demo(folder: Path) -> bool:
    """Tell whether `folder` is a demonstration made by us."""
    if not (folder / ".git").is_dir():
        return False
    with Git(folder) as git:
        return git.config(DEMO_SETTING) == "true"


def _make_room(folder: Path) -> None:
    """Refuse a folder that holds anything but an earlier demonstration, which goes."""
    if folder.exists() and any(folder.iterdir()):
        if not is_demo(folder):
            raise WorkspaceError(
                _("{folder} is not empty.").format(folder=folder),
                hint=_("Name another folder: comens demo DIR"),
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)


def _start(folder: Path, moment: datetime) -> dict[str, str]:
    """Write the texts, make the keys, and commit the state that the year starts from."""
    files = read_source()
    committee = read_record(Committee, files[COMMITTEE], COMMITTEE)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    keys = make_keys(folder / ".git" / "comens" / "keys", [item.id for item in committee.members])
    files[COMMITTEE] = updated_text(files[COMMITTEE], _with_keys(committee, keys))
    winter = meeting_path(_PLANNED)
    files[winter] = updated_text(
        files[winter], _moved(read_record(Meeting, files[winter], winter), moment)
    )
    files["README.md"] = _README.encode()
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    _configure(folder, committee)
    _git(folder, "add", "--all")
    when = (moment - timedelta(days=LENGTH)).isoformat(timespec="seconds")
    _git(
        folder,
        "commit",
        "--quiet",
        "--message",
        "Reprendre l'espace de travail du comité\n\nComens-Operation: workspace.init\n"
        f"Comens-Actor: {SECRETARY}",
        environment={"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when},
    )
    return keys


def _with_keys(committee: Committee, keys: dict[str, str]) -> Committee:
    """Return the committee with its keys, and with running mandates that have no end."""
    last = max(item.mandate.end for item in committee.members if item.mandate.end)
    members = tuple(
        item.model_copy(
            update={
                "keys": (keys[item.id],),
                "mandate": item.mandate.model_copy(update={"end": None})
                if item.mandate.end == last
                else item.mandate,
            }
        )
        for item in committee.members
    )
    return committee.model_copy(update={"members": members})


def _moved(meeting: Meeting, moment: datetime) -> Meeting:
    """Return the planned meeting on its day of this demonstration's year."""
    day = (moment - timedelta(days=_WINTER)).date()
    planned = datetime.combine(day, time(14), tzinfo=ZoneInfo("Europe/Paris"))
    return meeting.model_copy(update={"planned": planned, "title": meeting_title(day)})


def _configure(folder: Path, committee: Committee) -> None:
    """Make the secretary the person at this clone, with a key, and mark it as a demonstration."""
    secretary = committee.member(SECRETARY)
    assert secretary is not None  # noqa: S101 - the texts are ours
    private = folder / ".git" / "comens"
    for key, value in {
        "user.name": secretary.name,
        "user.email": secretary.email,
        "gpg.format": "ssh",
        "user.signingkey": str((private / "keys" / SECRETARY).resolve()),
        "gpg.ssh.allowedSignersFile": str((private / "allowed_signers").resolve()),
        DEMO_SETTING: "true",
    }.items():
        _git(folder, "config", key, value)


def _allow(folder: Path, committee: Committee, keys: dict[str, str]) -> None:
    """Write the file by which plain `git verify-tag` knows the keys of the committee."""
    lines = [f'{item.email} namespaces="git" {keys[item.id]}' for item in committee.members]
    target = folder / ".git" / "comens" / "allowed_signers"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _git(folder: Path, *arguments: str, environment: dict[str, str] | None = None) -> None:
    with Git(folder) as git:
        git.run(*arguments, environment=environment or {})
