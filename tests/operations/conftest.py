"""Stages that most tests of acts start from, built once by real acts and then copied."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from comens_tui.operations.proposals import new_proposal
from tests.operations.sharing import Shared, clones_of
from tests.operations.support import (
    ANNE,
    BRUNO,
    FILES,
    REFERENTIAL,
    SITTING,
    Room,
    amended,
    sit,
    table,
    without_sync,
)
from tests.operations.voting import Voters
from tests.support import git, make_repository, make_ssh_key


@pytest.fixture(scope="session", autouse=True)
def _lazy_disk() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        without_sync(patch)
        yield


@pytest.fixture(scope="session")
def bare_stage(tmp_path_factory, sealed_environment) -> Path:
    """The committee, one referential, one report."""
    return _packed(make_repository(tmp_path_factory.mktemp("bare") / "workspace", FILES))


@pytest.fixture(scope="session")
def tabled_stage(tmp_path_factory, bare_stage) -> Path:
    """Two editorial proposals on the agenda of a convened meeting."""
    return _staged(tmp_path_factory, bare_stage, "tabled", table)


@pytest.fixture(scope="session")
def sitting_stage(tmp_path_factory, tabled_stage) -> Path:
    """The same meeting, open, everybody present."""
    return _staged(tmp_path_factory, tabled_stage, "sitting", sit)


def _staged(factory, source: Path, name: str, act: Callable[[Room], None]) -> Path:
    root = Path(shutil.copytree(source, factory.mktemp(name) / "workspace", symlinks=True))
    room = Room(root)
    act(room)
    room.workspace.close()
    return _packed(root)


def _packed(root: Path) -> Path:
    """Leave as few files as can be: a stage is copied for every test."""
    git(root, "repack", "-a", "-d", "--quiet")
    git(root, "prune-packed", "--quiet")
    shutil.rmtree(root / ".git/hooks", ignore_errors=True)
    return root


@pytest.fixture
def stage(tmp_path, request) -> Iterator[Callable[[str], Room]]:
    """Open a fresh copy of a stage by name: bare, tabled or sitting."""
    rooms: list[Room] = []

    def copy(name: str) -> Room:
        source = request.getfixturevalue(f"{name}_stage")
        target = tmp_path / f"{name}-{len(rooms)}"
        room = Room(Path(shutil.copytree(source, target, symlinks=True)))
        if name == "sitting":
            room.now = SITTING.replace(hour=15)
        rooms.append(room)
        return room

    yield copy
    for room in rooms:
        room.workspace.close()


@pytest.fixture
def room(stage) -> Room:
    """A fresh committee with nothing in flight."""
    return stage("bare")


@pytest.fixture
def tabled(stage) -> Room:
    """A fresh copy of the tabled meeting."""
    return stage("tabled")


@pytest.fixture
def sitting(stage) -> Room:
    """A fresh copy of the open meeting."""
    return stage("sitting")


@pytest.fixture(scope="session")
def member_keys(tmp_path_factory) -> dict[str, Path]:
    """The private keys of Anne and Bruno."""
    folder = tmp_path_factory.mktemp("keys")
    return {member: make_ssh_key(folder, member) for member in (ANNE, BRUNO)}


@pytest.fixture(scope="session")
def vote_stage(tmp_path_factory, sitting_stage, member_keys) -> tuple[Path, datetime]:
    """Anne and Bruno have keys on record, and item 1 is open."""
    root = shutil.copytree(
        sitting_stage, tmp_path_factory.mktemp("vote") / "workspace", symlinks=True
    )
    room = Room(root, SITTING.replace(hour=15))
    voters = Voters(room, member_keys)
    voters.record_keys()
    voters.open()
    room.workspace.close()
    return root, room.now


@pytest.fixture
def vote(tmp_path, vote_stage, member_keys) -> Iterator[Voters]:
    """A fresh copy of that vote."""
    source, now = vote_stage
    room = Room(shutil.copytree(source, tmp_path / "vote", symlinks=True), now)
    yield Voters(room, member_keys)
    room.workspace.close()


@pytest.fixture(scope="session")
def sitting_clones(tmp_path_factory, sitting_stage) -> Path:
    """A meeting in session, shared by two clones."""
    return clones_of(sitting_stage, tmp_path_factory.mktemp("clones"))


@pytest.fixture(scope="session")
def tabled_clones(tmp_path_factory, tabled_stage) -> Path:
    """A convened meeting, shared by two clones."""
    return clones_of(tabled_stage, tmp_path_factory.mktemp("clones"))


@pytest.fixture
def shared(tmp_path, sitting_clones) -> Iterator[Shared]:
    """A meeting in session on both clones."""
    both = Shared(tmp_path / "shared", sitting_clones, SITTING.replace(hour=15))
    yield both
    both.close()


@pytest.fixture
def before_sitting(tmp_path, tabled_clones) -> Iterator[Shared]:
    """A meeting convened on both clones."""
    both = Shared(tmp_path / "shared", tabled_clones, SITTING)
    yield both
    both.close()


@pytest.fixture
def drafted(room) -> Room:
    """A draft of Anne on the referential."""
    new_proposal(room.desk(ANNE), title="Clarifier", motive="Lu.", texts={REFERENTIAL: amended()})
    return room
