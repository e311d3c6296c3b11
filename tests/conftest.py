"""The sealed world of every test: no git configuration, identity, language or home leaks in."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from comens_tui import i18n
from comens_tui.store.workspace import Workspace
from tests.support import SEALED, make_repository

settings.register_profile("fast", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=50, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "fast")


@pytest.fixture(scope="session", autouse=True)
def sealed_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Drop the machine's git, language and home; fix identity, date and time zone."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("GIT_", "LC_", "COMENS_", "SSH_")) or name == "LANGUAGE":
                patch.delenv(name)
        for name, value in SEALED.items():
            patch.setenv(name, value)
        patch.setenv("HOME", str(home))
        patch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
        time.tzset()
        yield home
    time.tzset()


@pytest.fixture(autouse=True)
def _english() -> None:
    """Messages are asserted in their source language."""
    i18n.set_language("en")


@pytest.fixture(scope="session")
def workspace_template(tmp_path_factory: pytest.TempPathFactory, sealed_environment: Path) -> Path:
    """A minimal valid workspace, committed once; never write into it."""
    return make_repository(tmp_path_factory.mktemp("template") / "workspace")


@pytest.fixture
def workspace_root(workspace_template: Path, tmp_path: Path) -> Path:
    """A fresh copy of the minimal workspace."""
    return Path(shutil.copytree(workspace_template, tmp_path / "workspace", symlinks=True))


@pytest.fixture
def workspace(workspace_root: Path) -> Iterator[Workspace]:
    """The fresh copy, open."""
    with Workspace.open(workspace_root) as opened:
        yield opened
