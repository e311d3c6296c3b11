"""What a failure becomes: a sentence on standard error, and the exit status."""

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from comens_tui.errors import EXIT_BUG, EXIT_OK, EXIT_USAGE, ComensError, RecordError
from comens_tui.i18n import N_, _

EXIT_INTERRUPTED = 130
#: What a shell says of a program whose reader went away.
EXIT_READER_GONE = 141

#: What the system refuses -> what a person can do about it.
_SYSTEM = {
    errno.ENOSPC: (N_("The disk is full: {path}"), N_("Make room, then try again.")),
    errno.EDQUOT: (N_("Your share of the disk is full: {path}"), N_("Make room, then try again.")),
    errno.EROFS: (
        N_("The disk is read-only: {path}"),
        N_("Work on a copy: git clone it to a place where you may write."),
    ),
    errno.EACCES: (
        N_("You may not read or write there: {path}"),
        N_("Ask for the right to, or work on a clone of your own."),
    ),
    errno.ENOENT: (N_("There is no such file: {path}"), N_("Check the path.")),
    errno.EISDIR: (N_("This is a folder, not a file: {path}"), N_("Name a file.")),
    errno.ENOTDIR: (N_("This is a file, not a folder: {path}"), N_("Name a folder.")),
}


def status_of(error: BaseException, argv: Sequence[str]) -> int:
    """Say what went wrong and return the exit status; never raises."""
    try:
        return _status_of(error, argv)
    except OSError:
        # Nobody can be told anything any more: standard error is gone too.
        _silence_outputs()
        return EXIT_READER_GONE


def _status_of(error: BaseException, argv: Sequence[str]) -> int:
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else EXIT_OK
    if isinstance(error, KeyboardInterrupt):
        print(_("Interrupted: nothing was half written."), file=sys.stderr)
        return EXIT_INTERRUPTED
    if isinstance(error, BrokenPipeError):
        _silence_outputs()
        return EXIT_READER_GONE
    if isinstance(error, ComensError):
        say(error)
        return error.exit_status
    if isinstance(error, OSError) and error.errno in _SYSTEM:
        message, hint = _SYSTEM[error.errno]
        path = error.filename if isinstance(error.filename, (str, Path)) else "—"
        say(ComensError(_(message).format(path=path), _(hint)))
        if error.errno == errno.ENOSPC:
            _silence_outputs()
        return EXIT_USAGE
    _say_bug(error, argv)
    return EXIT_BUG


def say(error: ComensError) -> None:
    """Print an error for a person: where, what, and the way out."""
    message = error.message
    if isinstance(error, RecordError) and error.path:
        place = f"{error.path}:{error.line}" if error.line else error.path
        message = f"{place}: {message}"
    print(f"comens: {_neutral(message)}", file=sys.stderr)
    for line in _neutral(error.hint).splitlines():
        print(f"  {line}", file=sys.stderr)


def _neutral(text: str) -> str:
    from comens_tui.text.visible import shown

    return shown(text)


def _silence_outputs() -> None:
    """Point both outputs nowhere, so that the interpreter's last flush says nothing."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _say_bug(error: BaseException, argv: Sequence[str]) -> None:
    log = _write_log(error, argv)
    if log is None:
        import traceback

        traceback.print_exception(error)
        return
    print(
        "comens: "
        + _("This is a bug of comens ({kind}); what happened is in {log}").format(
            kind=type(error).__name__, log=log
        ),
        file=sys.stderr,
    )


def _write_log(error: BaseException, argv: Sequence[str]) -> Path | None:
    """Write the traceback where the person can find it; None where nothing can be written.

    The words of the command may be a report's: personal data in them is masked.
    """
    import platform
    import tempfile
    import traceback

    from comens_tui.store.own_seal import state_folder
    from comens_tui.text.personal_data import without

    now = datetime.now(UTC)
    lines = [
        f"{now.isoformat()} Python {platform.python_version()} {platform.platform()}",
        "comens " + " ".join(argv),
        *traceback.format_exception(error),
    ]
    for folder in (state_folder(), Path(tempfile.gettempdir()) / "comens"):
        path = folder / f"bug-{now:%Y%m%dT%H%M%S}-{os.getpid()}.log"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_text(without("\n".join(lines)), encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return path
    return None
