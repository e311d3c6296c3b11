"""Where the demonstration's texts come from: the wheel's own copy, or the repository."""

from pathlib import Path

from comens_tui.errors import WorkspaceError
from comens_tui.i18n import _

FOLDERS = ("corpus", "proposals", "decisions")


def find_source() -> Path:
    """Return the folder that holds the workspace to copy.

    Raises:
        WorkspaceError: This installation carries none.
    """
    package = Path(__file__).parent.parent
    for candidate in (package / "workspace", package.parent):
        if (candidate / "decisions" / "committee.yaml").is_file():
            return candidate
    raise WorkspaceError(
        _("This installation does not carry the demonstration's texts."),
        hint=_("Install comens-tui again from its wheel, or run it from its repository."),
    )


def read_source() -> dict[str, bytes]:
    """Return every file of the workspace to copy, by path, in order of path."""
    source = find_source()
    return {
        path.relative_to(source).as_posix(): path.read_bytes()
        for folder in FOLDERS
        for path in sorted((source / folder).rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
