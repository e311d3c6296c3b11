"""An answer that may go to a file: never over another, never among the records."""

import sys
from collections.abc import Mapping
from pathlib import Path

from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import talk
from comens_tui.i18n import _, ngettext
from comens_tui.operations.written_papers import write_answer, write_folder
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
    """Write the answer to a new file, out of the folders that hold records, and say so.

    Raises:
        RefusedError: There is a file already, or the place cannot be written.
    """
    write_answer(path, content, workspace)
    say_written(path, 1)


def write_files(path: Path, files: Mapping[str, bytes], workspace: Workspace) -> None:
    """Write the files of a folder, none of which may be there, and say how many.

    Raises:
        RefusedError: The folder is among the records, a file exists, or the disk refuses.
    """
    write_folder(path, files, workspace)
    say_written(path, len(files))


def say_written(path: Path, count: int) -> None:
    """Say that a file was written, or that many were in a folder."""
    if not path.is_dir():
        talk(_("Written: {path}").format(path=path))
        return
    talk(
        ngettext("{count} file written in {path}", "{count} files written in {path}", count).format(
            count=count, path=path
        )
    )
