"""What the tests of writing start from."""

from pathlib import Path

import pytest

from tests.store.written import TEXT
from tests.support import git, write_files


@pytest.fixture
def proposed_text(workspace_root: Path) -> None:
    """A text that a proposal holds, committed."""
    write_files(workspace_root, {TEXT: "Proposé.\n"})
    git(workspace_root, "add", "--all")
    git(workspace_root, "commit", "--quiet", "-m", "Propose.")
