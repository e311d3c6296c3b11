"""The one family of errors that a person can act on.

Each carries a message in plain words, a hint that says what to do next, and the exit
status of the command line. Anything else that is raised is a bug of ours.
"""

EXIT_OK = 0
EXIT_REFUSED = 1
EXIT_USAGE = 2
EXIT_BUG = 3


class ComensError(Exception):
    """Something a person can mend: `message` says what is wrong, `hint` the way out."""

    exit_status = EXIT_REFUSED

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(ComensError):
    """The command's words are off."""

    exit_status = EXIT_USAGE


class WorkspaceError(ComensError):
    """There is no usable workspace here: missing, detached, shallow, read-only, full."""

    exit_status = EXIT_USAGE


class RecordError(ComensError):
    """A file does not fit its format; `path` and `line` (1-based, 0 if unknown) say where."""

    def __init__(self, message: str, hint: str = "", *, path: str = "", line: int = 0) -> None:
        super().__init__(message, hint)
        self.path = path
        self.line = line


class UnknownRecordError(ComensError):
    """No record has that id."""


class RefusedError(ComensError):
    """A guard said no: the act is not allowed in this state, or not to this person."""


class StaleRecordError(ComensError):
    """A record changed since it was shown; nothing was written."""


class BusyError(ComensError):
    """Another process holds the lock of this clone."""


class SigningError(ComensError):
    """A signature could not be made or does not hold."""
