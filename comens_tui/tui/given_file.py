"""A file that a person names in the app."""

from pathlib import Path

from comens_tui.errors import UsageError
from comens_tui.exchange.table import MAX_BYTES
from comens_tui.i18n import _
from comens_tui.text.os_reasons import os_reason


def given_bytes(name: str, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file, one more than `most` at most; runs in a thread.

    Raises:
        UsageError: It cannot be read.
    """
    try:
        with Path(name).expanduser().open("rb") as file:
            return file.read(most + 1)
    except (OSError, RuntimeError) as error:
        reason = os_reason(error) if isinstance(error, OSError) else error
        raise UsageError(
            _("{path} cannot be read: {reason}.").format(path=name, reason=reason),
            hint=_("Check the path."),
        ) from error
