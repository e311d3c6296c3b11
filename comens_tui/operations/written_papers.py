"""Papers written where a person says: beside the records, never among them or over a file."""

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.store.layout import FOLDERS
from comens_tui.store.workspace import Workspace
from comens_tui.text.os_reasons import os_reason


def write_answer(path: Path, content: bytes, workspace: Workspace) -> None:
    """Write a new file; nothing is committed.

    Raises:
        RefusedError: It is among the records, it exists, or the place cannot be written.
    """
    _require_elsewhere(path, workspace)
    try:
        with path.absolute().open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise _existing(path) from error
    except OSError as error:
        raise RefusedError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=os_reason(error)),
            _("Give the path of a file in a folder that exists."),
        ) from error


def write_folder(path: Path, files: Mapping[str, bytes], workspace: Workspace) -> None:
    """Write files into a folder, made if it is not there; none of them may be there already.

    Raises:
        RefusedError: A name leaves the folder, the folder is among the records, one of the
            files exists, or the disk refuses.
    """
    for name in files:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise RefusedError(
                _("{path} leaves the folder it is written into.").format(path=name),
                _("Correct the record that it takes its name from."),
            )
        _require_elsewhere(path / name, workspace)
        if os.path.lexists(path / name):
            raise _existing(path / name)
    try:
        for name, content in files.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(content)
    except OSError as error:
        raise RefusedError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=os_reason(error)),
            _("Give the path of a folder that can be written."),
        ) from error


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


def _existing(path: Path) -> RefusedError:
    """Return the refusal to write over a file."""
    return RefusedError(
        _("{path} exists already.").format(path=path),
        _("Give another name, or remove it first: nothing is overwritten."),
    )
