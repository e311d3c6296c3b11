"""Files written where the person says, and nowhere else."""

import os
import tempfile
from pathlib import Path

from comens_tui.errors import UsageError
from comens_tui.i18n import _
from comens_tui.text.os_reasons import os_reason


def write_file(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file whole, or not at all; its folder must be there.

    With `force`, an existing file is replaced; a link is replaced itself, never followed.

    Raises:
        UsageError: The file is there and `force` is not said, or the disk refuses.
    """
    if not force and os.path.lexists(path):
        raise UsageError(
            _("{path} is already there.").format(path=path),
            hint=_("Give another name, or say --force where the command has it."),
        )
    try:
        _replace(path, content)
    except OSError as error:
        raise UsageError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=os_reason(error)),
            hint=_("Check the path."),
        ) from error


def _replace(path: Path, content: bytes) -> None:
    if path.is_dir() and not path.is_symlink():
        raise IsADirectoryError(0, _("it is a folder"))
    handle, name = tempfile.mkstemp(prefix=".comens-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            os.fchmod(file.fileno(), 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
