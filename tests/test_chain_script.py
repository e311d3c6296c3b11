"""The main job by commands alone, as `make demo` plays it without a terminal."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import git

from tests.support import require_ssh_keygen

ROOT = Path(__file__).parent.parent


def test_one_report_goes_from_the_field_to_a_signed_release(tmp_path: Path) -> None:
    require_ssh_keygen()
    binaries = str(Path(sys.executable).parent)
    assert shutil.which("comens", path=binaries), "install the project first: make test"
    demo = tmp_path / "demo"
    done = subprocess.run(
        ["sh", str(ROOT / "tests" / "chain.sh"), str(demo)],
        env={**os.environ, "PATH": f"{binaries}:{os.environ['PATH']}", "COMENS_LANG": "en"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    assert "is proven" in done.stdout
    with git.Repo(demo) as repository:
        assert not repository.is_dirty(untracked_files=True)
        assert [tag.name for tag in repository.tags] == [
            "cens-v1.0.0",
            "cens-v1.1.0",
            "cens-v1.1.0-ballot.1",
            "cens-v2.0.0",
            "cens-v2.0.0-ballot.1",
            "cens-v2.0.0-ballot.2",
        ]
        acts = list(repository.iter_commits("main"))
        assert len(acts) > 120
        for commit in acts:
            subject, *_rest = str(commit.message).splitlines()
            assert 0 < len(subject) <= 200
            assert "Comens-Operation: " in commit.message
            assert "Comens-Actor: " in commit.message
