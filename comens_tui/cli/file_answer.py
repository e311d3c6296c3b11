"""An answer that may go to a file: never over another, never among the records."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import talk
from comens_tui.errors import RefusedError
from comens_tui.i18n import _, ngettext
from comens_tui.store.layout import FOLDERS
from comens_tui.store.workspace import Workspace
from comens_tui.text.visible import shown


def output_argument(parser: CommandParser) -> None:
    """Ask for the file to write to."""
    parser.add_argument("-o", dest="output", metavar="PATH", help=_("write to a file"))


def give(text: str, output: str | None, workspace: Workspace, *, marked: bool = False) -> None:
    """Print the answer, or write it to a new file in UTF-8, with its mark if `marked`.

    Raises:
        RefusedError: There is a file already, or the place cannot be written.
    """
    if output is None:
        sys.stdout.write(shown(text) if sys.stdout.isatty() else text)
    else:
        write_new(Path(output), text.encode("utf-8-sig" if marked else "utf-8"), workspace)


def write_new(path: Path, content: bytes, workspace: Workspace) -> None:
    """Write the answer to a new file, out of the folders that hold records.

    Raises:
        RefusedError: There is a file already, or the place cannot be written.
    """
    _require_elsewhere(path, workspace)
    try:
        with path.absolute().open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise _existing(path) from error
    except OSError as error:
        raise RefusedError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=error.strerror),
            _("Give the path of a file in a folder that exists."),
        ) from error
    talk(_("Written: {path}").format(path=path))


def write_folder(path: Path, files: Mapping[str, bytes], workspace: Workspace) -> None:
    """Write files into a folder, made if it is not there; none of them may be there already.

    Raises:
        RefusedError: The folder is among the records, one of the files exists, or the disk
            refuses.
    """
    for name in files:
        _require_free(path / name, workspace)
    try:
        for name, content in files.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(content)
    except OSError as error:
        raise RefusedError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=error.strerror),
            _("Give the path of a folder that can be written."),
        ) from error
    talk(
        ngettext(
            "{count} file written in {path}", "{count} files written in {path}", len(files)
        ).format(count=len(files), path=path)
    )


def _require_free(path: Path, workspace: Workspace) -> None:
    _require_elsewhere(path, workspace)
    if os.path.lexists(path):
        raise _existing(path)


def _require_elsewhere(path: Path, workspace: Workspace) -> None:
    kept = [workspace.root / folder for folder in (*FOLDERS, ".git")]
    if any(folder in path.absolute().resolve().parents for folder in kept):
        raise RefusedError(
            _("{path} is among the records of the workspace.").format(path=path),
            _("Write it elsewhere: these folders hold what the committee decided."),
        )


def _existing(path: Path) -> RefusedError:
    return RefusedError(
        _("{path} exists already.").format(path=path),
        _("Give another name, or remove it first: nothing is overwritten."),
    )
