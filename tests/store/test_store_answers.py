"""A kept answer is given for the very same state, person, question and day, and no other."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from comens_tui.store.answers import Answers
from comens_tui.store.workspace import Workspace
from tests.support import commit_all, git

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
QUESTION = ("status", "fr")


def around(root: Path) -> Answers:
    found = Answers.around(root)
    assert found is not None
    return found


@pytest.fixture
def kept(workspace_root: Path) -> Path:
    around(workspace_root).keep(QUESTION, NOON, "Europe/Paris", "Rien ne presse.\nÀ demain.\n")
    return workspace_root


def test_the_answer_comes_back_byte_for_byte(kept: Path) -> None:
    answer = around(kept / "decisions").recall(QUESTION, NOON + timedelta(hours=5))
    assert answer == "Rien ne presse.\nÀ demain.\n"


def test_another_question_has_no_answer(kept: Path) -> None:
    assert around(kept).recall(("status", "en"), NOON) is None


def test_the_day_ends_at_midnight_in_the_committees_zone(kept: Path) -> None:
    late = datetime(2026, 3, 2, 22, 59, tzinfo=UTC)
    assert around(kept).recall(QUESTION, late) is not None
    assert around(kept).recall(QUESTION, late + timedelta(minutes=1)) is None


def _commit(root: Path) -> None:
    (root / "README.md").write_text("Autre.\n", encoding="utf-8")
    commit_all(root)


def _tag(root: Path) -> None:
    git(root, "tag", "cens-v9.0.0")


def _person(root: Path) -> None:
    git(root, "config", "user.email", "anne@example.org")


def _branch(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "autre")


@pytest.mark.parametrize("change", [_commit, _tag, _person, _branch])
def test_whatever_the_answer_depends_on_forgets_it(kept: Path, change) -> None:
    change(kept)
    assert around(kept).recall(QUESTION, NOON) is None


def test_an_interrupted_write_is_finished_before_anything_is_answered(kept: Path) -> None:
    with Workspace.open(kept) as workspace:
        journal = workspace.writing_place.journal
    journal.write_text("{}", encoding="utf-8")
    assert Answers.around(kept) is None


def test_a_damaged_answer_is_a_miss(kept: Path) -> None:
    for file in (kept / ".git" / "comens" / "answers").iterdir():
        file.write_bytes(b"\xff\xfe")
    assert around(kept).recall(QUESTION, NOON) is None


def test_old_answers_are_forgotten(kept: Path) -> None:
    for number in range(50):
        around(kept).keep(("status", str(number)), NOON, "UTC", "x")
    assert len(list((kept / ".git" / "comens" / "answers").iterdir())) <= 32


def test_outside_a_workspace_there_are_none(tmp_path: Path) -> None:
    assert Answers.around(tmp_path) is None
