"""Papers by commands: the convocation in a folder, minutes handed out, an agenda proposed."""

import json

import pytest

from tests.cli.running import comens
from tests.support import git


@pytest.fixture
def root(workspace_root):
    """The small workspace, used by its secretary, with a meeting planned in two weeks."""
    git(workspace_root, "config", "user.email", "samir@example.org")
    planned = comens("meeting plan --at 2026-03-16T14:00 --information Point", root=workspace_root)
    assert planned.status == 0, planned.err
    return workspace_root


def test_convening_writes_the_papers_and_doing_it_again_records_nothing(root, tmp_path):
    target = tmp_path / "papers"
    first = comens(f"meeting convene S-2026-01 -o {target}", root=root)
    assert first.status == 0, first.err
    assert "nothing has been sent" in first.err
    written = sorted(str(path.relative_to(target)) for path in target.rglob("*.*"))
    assert written == [
        "S-2026-01.ics", "S-2026-01/index.html", "S-2026-01/item-01.html", "convocation.html",
        "convocation.md",
    ]  # fmt: skip
    head = git(root, "rev-parse", "HEAD")
    again = comens(f"meeting convene S-2026-01 -o {target}", root=root)
    assert again.status == 1
    assert "exists already" in again.err
    other = comens(f"meeting convene S-2026-01 -o {tmp_path / 'other'}", root=root)
    assert (other.status, other.out) == (0, "")
    assert git(root, "rev-parse", "HEAD") == head


def test_a_folder_is_never_written_among_the_records(root):
    outcome = comens(f"meeting folder S-2026-01 -o {root / 'decisions/x'}", root=root)
    assert outcome.status == 1
    assert not (root / "decisions/x").exists()


def test_an_agenda_is_proposed_then_taken(root):
    shown = comens("meeting plan --ready", root=root)
    assert (shown.status, shown.out) == (0, "")
    assert "Nothing is ready for an agenda." in shown.err
    taken = comens("meeting plan --ready --take --at 2026-05-04T14:00", root=root)
    assert taken.status == 0, taken.err
    outcome = comens("meeting show S-2026-02 --format json", root=root)
    assert json.loads(outcome.out)["agenda"] == []
