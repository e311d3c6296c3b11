"""Files that a person gives to either face, read up to a size."""

from pathlib import Path

from comens_tui.errors import UsageError
from comens_tui.i18n import _
from comens_tui.text.os_reasons import os_reason


def given_bytes(path: Path, most: int) -> bytes:
    """Return the bytes of a file.

    Raises:
        UsageError: It cannot be read, or holds more than `most` bytes.
    """
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise UsageError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=os_reason(error)),
            hint=_("Check the path."),
        ) from error
    if len(content) > most:
        raise too_large(str(path))
    return content


def too_large(name: str) -> UsageError:
    """Return the refusal of more bytes than a file of its kind may hold."""
    return UsageError(_("{path} is too large.").format(path=name), hint=_("Check the path."))
