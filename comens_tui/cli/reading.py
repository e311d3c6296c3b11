"""Text given to a command: from a file, from standard input, or from the person's editor."""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from comens_tui.errors import UsageError
from comens_tui.i18n import _
from comens_tui.operations.given_files import given_bytes, too_large
from comens_tui.text.os_reasons import os_reason

STANDARD_INPUT = "-"

#: More than any document; a device or a runaway program never ends.
_MAX_BYTES = 1 << 26


def text_given(value: str) -> str:
    """Return `value`, or what standard input holds where it is `-`.

    Raises:
        UsageError: Standard input is a terminal, or is not UTF-8.
    """
    return file_text(value) if value == STANDARD_INPUT else value


def file_text(name: str) -> str:
    """Return the content of a file, or of standard input for `-`, unchanged but for its BOM.

    Raises:
        UsageError: It cannot be read, or is not UTF-8 text.
    """
    return exact_text(name).removeprefix("\ufeff")


def exact_text(name: str) -> str:
    """Return the content of a file, or of standard input for `-`, to the byte.

    Raises:
        UsageError: It cannot be read, is not UTF-8 text, or is beyond any size of a text.
    """
    content = bytes_given(name)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UsageError(
            _("{path}, line {line}: this is not UTF-8 text.").format(path=name, line=line),
            hint=_("Convert it first: iconv -f LATIN1 -t UTF-8 {path}").format(path=name),
        ) from error


def bytes_given(name: str, *, most: int = _MAX_BYTES) -> bytes:
    """Return the bytes of a file, or of standard input for `-`.

    Raises:
        UsageError: It cannot be read, or holds more than `most` bytes.
    """
    if name != STANDARD_INPUT:
        return given_bytes(Path(name), most)
    if sys.stdin.isatty():
        raise UsageError(
            _("The text is awaited on standard input, which is a terminal."),
            hint=_("Redirect a file to it: comens … < FILE"),
        )
    content = sys.stdin.buffer.read(most + 1)
    if len(content) > most:
        raise too_large(name)
    return content


def edited(text: str, name: str) -> str:
    """Return `text` as the person leaves it in their editor; `name` is how the file ends.

    Raises:
        UsageError: There is no terminal, no editor is set, or it failed.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command or not sys.stdin.isatty():
        raise UsageError(
            _("There is no editor to open, or no terminal to open it in."),
            hint=_("Set EDITOR, or give the text in a file: --file PATH=FILE"),
        )
    with tempfile.TemporaryDirectory(prefix="comens-") as folder:
        path = Path(folder) / name
        path.write_bytes(text.encode())
        try:
            done = subprocess.run([*shlex.split(command), str(path)], check=False)
        except OSError as error:
            raise UsageError(
                _("The editor “{command}” cannot be started: {reason}.").format(
                    command=command, reason=os_reason(error)
                ),
                hint=_("Set EDITOR to a program that is installed."),
            ) from error
        if done.returncode != 0:
            raise UsageError(
                _("The editor left with status {status}; nothing was written.").format(
                    status=done.returncode
                ),
                hint=_("Run the command again when you are ready."),
            )
        return file_text(str(path))
