"""Why the system refused a file, in the person's language."""

from comens_tui.i18n import N_, _

#: What POSIX systems say most often, marked so that it is translated.
REASONS = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File exists"),
    N_("File name too long"),
    N_("No space left on device"),
    N_("Read-only file system"),
)


def os_reason(error: OSError) -> str:
    """Return what the system said, translated where the reason is a usual one."""
    return _(error.strerror) if error.strerror else str(error)
