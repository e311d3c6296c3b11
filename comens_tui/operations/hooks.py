"""Set up what a clone runs by itself."""

from pathlib import Path

from comens_tui.operations.desk import Desk
from comens_tui.store.hooks import PRE_COMMIT, install_pre_commit


def pre_commit_script() -> str:
    """Return the hook that checks what is staged, for another tool to run."""
    return PRE_COMMIT


def install_hook(desk: Desk) -> Path:
    """Write the hook into this clone and return its path.

    Raises:
        RefusedError: Another hook is there; it is left as it is.
    """
    return install_pre_commit(desk.workspace.git, desk.workspace.root)
