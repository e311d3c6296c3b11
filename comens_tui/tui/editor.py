"""The person's own editor, outside the app."""

import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from textual.app import App

from comens_tui.errors import RefusedError
from comens_tui.i18n import _


def command(environment: Mapping[str, str]) -> list[str]:
    """Return the command of `VISUAL`, else `EDITOR`; empty when neither is set."""
    return shlex.split(environment.get("VISUAL") or environment.get("EDITOR") or "")


def edit(app: App[int], editor: list[str], text: str, name: str) -> str:
    """Leave the screen to `editor` on `text`, in a file called `name`; return what was saved.

    Raises:
        RefusedError: The editor cannot be started, failed, or left what is not UTF-8.
    """
    with tempfile.TemporaryDirectory(prefix="comens-") as folder:
        path = Path(folder, name)
        path.write_text(text, encoding="utf-8", newline="")
        try:
            with app.suspend():
                status = subprocess.run([*editor, str(path)], check=False).returncode
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
