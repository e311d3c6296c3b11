"""The person's own editor, outside the app."""

import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from textual.app import App

from comens_tui.errors import RefusedError
from comens_tui.i18n import _

#: How editors are asked for a line: `+12 file`, `--goto file:12`, `file:12`.
_PLUS = frozenset(
    {"vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "mg", "kak", "micro", "joe"}
)
_GOTO = frozenset({"code", "code-insiders", "codium"})
_COLON = frozenset({"hx", "helix", "subl", "zed"})


def command(environment: Mapping[str, str]) -> list[str]:
    """Return the command of `VISUAL`, else `EDITOR`; empty when neither is set."""
    return shlex.split(environment.get("VISUAL") or environment.get("EDITOR") or "")


def opening(editor: list[str], path: str, line: int) -> list[str]:
    """Return the command that opens `path` at a line, 1-based, as far as the editor is known."""
    name = Path(editor[0]).name
    if line > 1 and name in _PLUS:
        return [*editor, f"+{line}", path]
    if line > 1 and name in _GOTO:
        return [*editor, "--goto", f"{path}:{line}"]
    if line > 1 and name in _COLON:
        return [*editor, f"{path}:{line}"]
    return [*editor, path]


def edit(app: App[Any], editor: list[str], text: str, name: str, line: int = 1) -> str:
    """Leave the screen to `editor` on `text`, in a file called `name`; return what was saved.

    The editor opens at `line`, 1-based, where it is known how to ask for it.

    Raises:
        RefusedError: The editor cannot be started, failed, or left what is not UTF-8.
    """
    with tempfile.TemporaryDirectory(prefix="comens-") as folder:
        path = Path(folder, name)
        path.write_text(text, encoding="utf-8", newline="")
        try:
            with app.suspend():
                status = subprocess.run(opening(editor, str(path), line), check=False).returncode
        except OSError as error:
            raise RefusedError(
                _("The editor “{name}” cannot be started.").format(name=editor[0]),
                hint=_("Set EDITOR to a program that is installed, or unset it."),
            ) from error
        if status:
            raise RefusedError(
                _("The editor ended with an error ({status}); nothing was written.").format(
                    status=status
                ),
                hint=_("Edit again when it works."),
            )
        try:
            return path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise RefusedError(
                _("What the editor saved is not UTF-8; nothing was written."),
                hint=_("Save it as UTF-8."),
            ) from error
