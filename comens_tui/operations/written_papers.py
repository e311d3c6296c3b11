"""Papers written where a person says: beside the records, never among them or over a file."""

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.store.layout import FOLDERS
from comens_tui.store.workspace import Workspace
from comens_tui.text.os_reasons import os_reason


def write_answer(
    path: Path, content: bytes, workspace: Workspace, *, force: bool | None = None
) -> None:
    """Write a new file, whole or not at all; nothing is committed.

    With `force` a file that is there is replaced, and a link is replaced itself, never
    followed. `force` is None where the person has no way to say it.

    Raises:
        RefusedError: It is among the records, it exists and `force` is not said, or the place
            cannot be written.
    """
    _require_elsewhere(path, workspace)
    try:
        _put(path, content, force=bool(force))
    except FileExistsError as error:
        raise _existing(path, force) from error
    except OSError as error:
        raise RefusedError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=os_reason(error)),
            _("Give the path of a file in a folder that exists."),
        ) from error


def write_folder(
    path: Path, files: Mapping[str, bytes], workspace: Workspace, *, force: bool | None = None
) -> None:
    """Write files into a folder, made if it is not there; see `write_answer` for `force`.

    Raises:
        RefusedError: A name leaves the folder, the folder is among the records, one of the
            files exists and `force` is not said, or the disk refuses.
    """
    for name in files:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise RefusedError(
                _("{path} leaves the folder it is written into.").format(path=name),
                _("Correct the record that it takes its name from."),
            )
        _require_elsewhere(path / name, workspace)
        if not force and os.path.lexists(path / name):
            raise _existing(path / name, force)
    try:
        for name, content in files.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            _put(path / name, content, force=bool(force))
    except OSError as error:
        raise RefusedError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=os_reason(error)),
            _("Give the path of a folder that can be written."),
        ) from error


def _put(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file whole, or leave nothing of it; with `force` in the place of another.

    Raises:
        FileExistsError: Something is there, and it is not to be replaced.
        OSError: The disk refuses.
    """
    place = path.absolute()
    target = place.with_name(f".comens-{os.getpid()}") if force else place
    with target.open("xb") as file:
        try:
            file.write(content)
            file.flush()
            if force:
                target.replace(place)
        except BaseException:
            target.unlink(missing_ok=True)
            raise


def _require_elsewhere(path: Path, workspace: Workspace) -> None:
    """Do nothing where a path is out of the folders that hold records.

    Raises:
        RefusedError: It is in one of them.
    """
    kept = [workspace.root / folder for folder in (*FOLDERS, ".git")]
    if any(folder in path.absolute().resolve().parents for folder in kept):
        raise RefusedError(
            _("{path} is among the records of the workspace.").format(path=path),
            _("Write it elsewhere: these folders hold what the committee decided."),
        )


def _existing(path: Path, force: bool | None) -> RefusedError:
    """Return the refusal to write over a file."""
    return RefusedError(
        _("{path} exists already.").format(path=path),
        _("Give another name, or remove it first: nothing is overwritten.")
        if force is None
        else _("Give another name, or say --force."),
    )
