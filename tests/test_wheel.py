"""A wheel works far from the repository, and brings the demonstration's texts with it."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.support import require_ssh_keygen

ROOT = Path(__file__).parent.parent
BUILT = ("comens_tui", "corpus", "proposals", "decisions")
FILES = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE")


def _run(*words: str, folder: Path, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_wheel_unpacked_elsewhere_builds_the_demonstration(tmp_path: Path) -> None:
    require_ssh_keygen()
    source = tmp_path / "source"
    source.mkdir()
    for name in BUILT:
        shutil.copytree(
            ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo")
        )
    for name in FILES:
        shutil.copy(ROOT / name, source)
    built = _run("hatchling", "build", "-t", "wheel", folder=source, path=source)
    assert built.returncode == 0, built.stderr
    site = tmp_path / "site"
    with zipfile.ZipFile(next((source / "dist").glob("*.whl"))) as wheel:
        wheel.extractall(site)
    shutil.rmtree(source)

    demo = _run(
        "comens_tui", "--lang", "fr", "demo", "demo", "--no-open", folder=tmp_path, path=site
    )
    assert demo.returncode == 0, demo.stderr
    checked = _run("comens_tui", "--lang", "en", "check", folder=tmp_path / "demo", path=site)
    assert "no disposition" in checked.stdout
    where = "import comens_tui; print(comens_tui.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", where],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.startswith(str(site)), "the checkout was tested instead of the wheel"
