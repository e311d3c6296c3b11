"""The layers hold, and the guard that says so bites."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package and of the contracts, to plant faults in."""
    shutil.copytree(
        ROOT / "comens_tui", tmp_path / "comens_tui", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_only_point_down(copy: Path) -> None:
    result = _lint(copy)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "fault", "contract"),
    [
        ("model/ids.py", "import comens_tui.store.layout", "Imports only point down"),
        ("rules/states.py", "def late():\n    import subprocess", "The core neither draws"),
        ("model/ids.py", "import comens_tui.model.snapshot", "No cycle inside any folder"),
    ],
)
def test_a_planted_fault_is_caught(copy: Path, module: str, fault: str, contract: str) -> None:
    target = copy / "comens_tui" / module
    target.write_text(target.read_text(encoding="utf-8") + "\n" + fault + "\n", encoding="utf-8")
    result = _lint(copy)
    assert result.returncode != 0
    broken = next(line for line in result.stdout.splitlines() if contract in line)
    assert "BROKEN" in broken


def test_a_folder_without_a_place_is_caught(copy: Path) -> None:
    stray = copy / "comens_tui" / "stray"
    stray.mkdir()
    (stray / "__init__.py").write_text("", encoding="utf-8")
    assert _lint(copy).returncode != 0


@pytest.mark.parametrize("forbidden", ["textual", "git", "rich"])
def test_the_command_line_loads_no_face_and_no_second_git(forbidden: str) -> None:
    program = f"import sys, comens_tui.cli.main; sys.exit({forbidden!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert done.returncode == 0
