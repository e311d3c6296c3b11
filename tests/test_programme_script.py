"""From an empty workspace to a printed work programme, by commands alone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support import git

SCRIPT = Path(__file__).parent / "programme.sh"


def test_an_empty_workspace_leads_to_a_work_programme(tmp_path: Path) -> None:
    binaries = str(Path(sys.executable).parent)
    assert shutil.which("comens", path=binaries), "install the project first: make test"
    config = tmp_path / "gitconfig"
    config.write_text("[user]\nname = Camille Roux\nemail = camille@example.org\n")
    top = tmp_path / "play"
    done = subprocess.run(
        ["sh", str(SCRIPT), str(top)],
        env={
            **os.environ,
            "PATH": f"{binaries}:{os.environ['PATH']}",
            "COMENS_LANG": "en",
            "GIT_CONFIG_GLOBAL": str(config),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    assert "3 rows to create" in done.stdout
    assert "0 rows to create, 3 rows already there" in done.stdout
    assert "by 5 raters" in done.stdout
    assert "2 proposals are taken." in done.stdout
    rows = (top / "programme.csv").read_text(encoding="utf-8-sig").splitlines()
    places = [row.split(",")[0].rsplit("-", 1)[1] for row in rows[1:4]]
    assert places == ["001", "002", "003"]
    assert git(top / "comite", "status", "--porcelain") == ""
    assert int(git(top / "comite", "rev-list", "--count", "HEAD")) == 32
