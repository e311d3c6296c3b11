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
from comens_tui.model.places import COMMITTEE, meeting_path
from comens_tui.operations.desk import DEMO_SETTING, open_desk
from comens_tui.store.git import Git
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

    Everything is dated back from `now`, which is the day that the year ends on. It is built
    beside and put in place whole; an earlier demonstration there is replaced. Where OpenSSH
    is not installed nothing is signed.

    Raises:
        WorkspaceError: The folder holds something else, or cannot be written.
    """
    moment = now or datetime.now(UTC)
    _require_room(folder)
    beside = folder.with_name(f".{folder.name}.building")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        keys = _start(beside, folder, moment)
        desk = open_desk(beside, acting_as=SECRETARY, clock=lambda: moment)
        _allow(beside, desk.committee, keys)
        Year(desk, desk.today(), said).play()
        desk.workspace.close()
        if folder.exists():
            shutil.rmtree(folder)
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder


def can_sign() -> bool:
    """Tell whether OpenSSH's tools are there to make keys and sign with."""
    return shutil.which("ssh-keygen") is not None


def is_demo(folder: Path) -> bool:
    """Tell whether `folder` is a demonstration made by us."""
    if not (folder / ".git").is_dir():
        return False
    with Git(folder) as git:
        return git.config(DEMO_SETTING) == "true"


def _require_room(folder: Path) -> None:
    """Refuse a folder that holds anything but an earlier demonstration."""
    if folder.exists() and not (folder.is_dir() and (not any(folder.iterdir()) or is_demo(folder))):
        raise WorkspaceError(
            _("{folder} is not empty.").format(folder=folder),
            hint=_("Name another folder: comens demo DIR"),
        )


def _start(folder: Path, final: Path, moment: datetime) -> dict[str, str]:
    """Write the texts, make the keys, and commit the state that the year starts from."""
    files = read_source()
    committee = read_record(Committee, files[COMMITTEE], COMMITTEE)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    members = [item.id for item in committee.members]
    keys = make_keys(folder / ".git" / "comens" / "keys", members) if can_sign() else {}
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
    _configure(folder, final, committee)
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
                "keys": (keys[item.id],) if item.id in keys else (),
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


def _configure(folder: Path, final: Path, committee: Committee) -> None:
    """Make the secretary the person at this clone, with a key, and mark it as a demonstration.

    The paths written are those that hold once the folder is at its `final` place.
    """
    secretary = committee.member(SECRETARY)
    assert secretary is not None  # noqa: S101 - the texts are ours
    private = final.resolve() / ".git" / "comens"
    for key, value in {
        "user.name": secretary.name,
        "user.email": secretary.email,
        "gpg.format": "ssh",
        "user.signingkey": str(private / "keys" / SECRETARY),
        "gpg.ssh.allowedSignersFile": str(private / "allowed_signers"),
        DEMO_SETTING: "true",
    }.items():
        _git(folder, "config", key, value)


def _allow(folder: Path, committee: Committee, keys: dict[str, str]) -> None:
    """Write the file by which plain `git verify-tag` knows the keys of the committee."""
    lines = [
        f'{item.email} namespaces="git" {keys[item.id]}'
        for item in committee.members
        if item.id in keys
    ]
    target = folder / ".git" / "comens" / "allowed_signers"
    target.parent.mkdir(exist_ok=True)
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _git(folder: Path, *arguments: str, environment: dict[str, str] | None = None) -> None:
    with Git(folder) as git:
        git.run(*arguments, environment=environment or {})
