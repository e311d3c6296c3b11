"""What is kept beside the index is believed by the user who kept it, where it was kept."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from comens_tui.store import own_seal
from comens_tui.store.answers import Answers
from comens_tui.store.history import History
from comens_tui.store.index import Index
from comens_tui.store.kept_data import read_kept, write_kept
from comens_tui.store.own_seal import seal
from comens_tui.store.repository import Repository
from comens_tui.store.workspace import Workspace

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
QUESTION = ("check", "fr")


@pytest.fixture
def become(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Return what makes the program run for a user of that name, and gives their folder."""

    def user(name: str) -> Path:
        folder = tmp_path / name
        monkeypatch.setenv("XDG_STATE_HOME", str(folder))
        return folder / "comens"

    return user


def test_a_seal_is_of_one_user_one_content_and_one_order(become: Callable[[str], Path]) -> None:
    become("anne")
    sealed = seal(b"a", b"bc")
    assert seal(b"a", b"bc") == sealed
    assert len({sealed, seal(b"ab", b"c"), seal(b"bc", b"a"), seal(b"a", b"bd")}) == 4
    become("bruno")
    assert seal(b"a", b"bc") != sealed
    become("anne")
    own_seal._lasting_key.cache_clear()  # as another run of the program
    assert seal(b"a", b"bc") == sealed


def test_the_key_is_for_its_user_alone_and_made_anew_when_damaged(
    become: Callable[[str], Path],
) -> None:
    key = become("anne") / "kept.key"
    sealed = seal(b"x")
    assert key.stat().st_mode & 0o777 == 0o600
    key.write_bytes(b"short")
    own_seal._lasting_key.cache_clear()
    assert seal(b"x") != sealed
    assert len(key.read_bytes()) == 32
    assert [item.name for item in key.parent.iterdir()] == ["kept.key"]


def test_a_key_that_others_could_read_or_put_there_is_made_anew(
    become: Callable[[str], Path],
) -> None:
    key = become("anne") / "kept.key"
    sealed = seal(b"x")
    key.chmod(0o644)
    own_seal._lasting_key.cache_clear()
    assert seal(b"x") != sealed
    assert key.stat().st_mode & 0o777 == 0o600
    theirs = key.with_name("theirs")
    key.rename(theirs)
    key.symlink_to(theirs)
    known = theirs.read_bytes()
    own_seal._lasting_key.cache_clear()
    seal(b"x")
    assert not key.is_symlink()
    assert key.read_bytes() != known
    assert theirs.read_bytes() == known


def test_without_a_place_for_it_the_key_lasts_as_long_as_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder can be here", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert seal(b"x") == seal(b"x")


def test_a_state_folder_that_is_not_absolute_is_never_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", "given")
    seal(b"x")
    assert own_seal.state_folder() == Path.home() / ".local/state/comens"
    assert list(tmp_path.iterdir()) == []


def test_what_another_user_kept_is_nothing(become: Callable[[str], Path], tmp_path: Path) -> None:
    become("anne")
    write_kept(tmp_path, "found", [1])
    become("bruno")
    assert read_kept(tmp_path, "found") is None
    become("anne")
    assert read_kept(tmp_path, "found") == [1]


def test_what_was_kept_under_another_name_or_changed_is_nothing(tmp_path: Path) -> None:
    write_kept(tmp_path, "findings-fr", [1])
    file = tmp_path / "kept/findings-fr.json"
    shutil.copy(file, file.with_name("findings-en.json"))
    assert read_kept(tmp_path, "findings-en") is None
    file.write_bytes(file.read_bytes().replace(b"[1]", b"[2]"))
    assert read_kept(tmp_path, "findings-fr") is None


def test_an_answer_is_given_to_whom_it_was_given_first(
    become: Callable[[str], Path], workspace_root: Path
) -> None:
    def recalled() -> str | None:
        answers = Answers.around(workspace_root)
        assert answers is not None
        return answers.recall(QUESTION, NOON)

    become("anne")
    first = Answers.around(workspace_root)
    assert first is not None
    first.keep(QUESTION, NOON, "Europe/Paris", "1 error.")
    file = next((workspace_root / ".git/comens/answers").iterdir())
    become("bruno")
    assert recalled() is None
    become("anne")
    assert recalled() == "1 error."
    content = file.read_bytes()
    for forged in (content.replace(b"1 error", b"0 error"), content.split(b"\n", 1)[1]):
        file.write_bytes(forged)
        assert recalled() is None


def _bases(root: Path) -> list[Path]:
    return sorted((root / ".git/comens").glob("*.sqlite"))


def _asked(root: Path) -> tuple[list[str], list[str]]:
    """Return what the index and the history of a workspace say."""
    with Workspace.open(root) as workspace:
        with Index.open(workspace) as index:
            titles = [row.title for row in index.rows()]
        with History.open(Repository.of(workspace)) as history:
            subjects = [item.subject for item in history.latest(50)]
    return titles, subjects


@pytest.fixture
def falsified(workspace_root: Path) -> tuple[Path, tuple[list[str], list[str]]]:
    """A workspace whose two bases say false things, and what they said."""
    told = _asked(workspace_root)
    index, history = sorted(_bases(workspace_root), key=lambda item: "history" in item.name)
    with closing(sqlite3.connect(index)) as base:
        base.execute("UPDATE records SET title = 'faux'")
        base.commit()
    with closing(sqlite3.connect(history)) as base:
        base.execute("UPDATE commits SET subject = 'faux'")
        base.commit()
    return workspace_root, told


def test_a_base_that_was_handed_over_is_made_again(
    falsified: tuple[Path, tuple[list[str], list[str]]], tmp_path: Path
) -> None:
    root, told = falsified
    copied = Path(shutil.copytree(root, tmp_path / "received", symlinks=True))
    assert _asked(copied) == told


def test_a_base_that_its_user_moved_is_kept(workspace_root: Path, tmp_path: Path) -> None:
    told = _asked(workspace_root)
    for file in _bases(workspace_root):
        with closing(sqlite3.connect(file)) as base:
            base.execute("INSERT INTO about VALUES ('witness', 'x')")
            base.commit()
    moved = workspace_root.rename(tmp_path / "moved")
    assert _asked(moved) == told
    for file in _bases(moved):
        with closing(sqlite3.connect(file)) as base:
            assert base.execute("SELECT value FROM about WHERE name = 'witness'").fetchall()


def test_a_base_of_another_user_is_made_again(
    falsified: tuple[Path, tuple[list[str], list[str]]], become: Callable[[str], Path]
) -> None:
    root, told = falsified
    become("bruno")
    assert _asked(root) == told
