"""`make bench`: start-up, status, index and redline, each beside its floor."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import catalogue, redlines, seeded
from benchmarks.crashes import measure_crashes
from benchmarks.frames import bytes_of, first_frame, resident
from benchmarks.links import measure_links
from benchmarks.norms import make_norms
from benchmarks.preview import measure_preview
from benchmarks.search import measure as measure_search
from benchmarks.timing import compare, seconds
from benchmarks.workspace import make

PYTHON = sys.executable
COMENS = [PYTHON, "-m", "comens_tui"]
IMPORT_PYDANTIC = [PYTHON, "-c", "import pydantic"]
MINIMAL = "minimal Textual app"
MINIMAL_APP = [PYTHON, str(Path(__file__).with_name("minimal_app.py"))]


def _forget(folder: Path, *patterns: str) -> None:
    for pattern in patterns:
        for path in (folder / ".git" / "comens").glob(pattern):
            path.unlink()


def _cold_status(folder: Path) -> float:
    _forget(folder, "index*", "answers/*")
    return seconds([*COMENS, "status"], folder)


def _worked_out_status(folder: Path) -> float:
    _forget(folder, "answers/*")
    return seconds([*COMENS, "status"], folder)


def _read_all_blobs(folder: Path) -> float:
    script = "git ls-files -s | cut -d' ' -f2 | git cat-file --batch --buffer > /dev/null"
    return seconds(["sh", "-c", script], folder)


def _measure(name: str, folder: Path) -> None:
    print(f"\n{name}")

    def floor() -> float:
        return seconds(IMPORT_PYDANTIC, folder)

    compare(
        "comens status, asked again",
        lambda: seconds([*COMENS, "status"], folder),
        floor,
        "import pydantic",
    )
    compare(
        "comens status, worked out, warm index",
        lambda: _worked_out_status(folder),
        floor,
        "import pydantic",
    )
    compare(
        "comens status, cold index",
        lambda: _cold_status(folder),
        lambda: _read_all_blobs(folder),
        "git cat-file --batch",
    )
    compare(
        "comens report list, warm index",
        lambda: seconds([*COMENS, "report", "list"], folder),
        floor,
        "import pydantic",
    )
    compare(
        "comens check",
        lambda: seconds([*COMENS, "check"], folder),
        floor,
        "import pydantic",
    )
    _measure_app(folder)


def _measure_app(folder: Path) -> None:
    def minimal() -> float:
        return first_frame(MINIMAL_APP, folder)

    def with_nothing_kept() -> float:
        _forget(folder, "answers/*")
        return first_frame(COMENS, folder)

    compare("first frame, inbox kept", lambda: first_frame(COMENS, folder), minimal, MINIMAL)
    compare("first frame, nothing kept", with_nothing_kept, minimal, MINIMAL)
    mine, beside = resident(COMENS, folder), resident(MINIMAL_APP, folder)
    print(f"{'memory at rest':<44} {mine:8.0f} MB   {MINIMAL:<28} {beside:8.0f} MB")
    ours, drawn = bytes_of(COMENS, folder), bytes_of(COMENS, folder, COMENS_HARDWARE_SCROLL="0")
    for name, sent in ours.items():
        again = "every line drawn again"
        print(f"{'bytes, ' + name:<44} {sent:8} B    {again:<28} {drawn[name]:8} B")


def main() -> None:
    """Measure redlines and checks, then the demonstration, 10,000 records and an import."""
    redlines.main()
    catalogue.main()
    seeded.main()
    room = Path(tempfile.mkdtemp(prefix="comens-bench-"))
    try:
        demo = room / "demo"
        subprocess.run([*COMENS, "demo", str(demo), "--no-open"], check=True, capture_output=True)
        seconds([*COMENS, "status"], demo)
        _measure("demonstration", demo)
        large = room / "large"
        make(large, 10_000)
        seconds([*COMENS, "status"], large)
        _measure("10,000 records", large)
        measure_links(large)
        measure_search(large)
        print("\nthe event loop, over 10,000 requirements")
        norms = room / "norms"
        make_norms(norms, 10_000)
        subprocess.run([PYTHON, "-m", "benchmarks.event_loop", str(norms)], check=True)
        print("\nimport of 10,000 rows")
        measure_preview(demo)
        measure_crashes()
    finally:
        shutil.rmtree(room, ignore_errors=True)


if __name__ == "__main__":
    main()
