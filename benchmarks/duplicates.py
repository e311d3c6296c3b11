"""`python -m benchmarks.duplicates`: what one new report may repeat among 10,000.

The reports are made of words drawn as a language draws them, few often and many rarely; one
in a hundred tells again, in part, what another told. The plain query finds one rare word.
"""

import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.timing import compare
from comens_tui.demo.source import read_source
from comens_tui.operations.duplicates import suggestions
from comens_tui.store.index import Index
from comens_tui.store.workspace import Workspace

COUNT = 10_000
WORDS, LONG = 12_000, 60
_SYLLABLES = ("ba", "cor", "du", "fin", "gal", "lu", "mer", "no", "pra", "ri", "sol", "tem", "vo")
_REPORT = """schema: 1
id: "EV-{year}-{number:04d}"
title: "{title}"
received: "{year}-{month:02d}-{day:02d}"
state: received
solution: SOL-{solution:02d}
description: |
  {text}
type: {type}
requirements: [ETH.{requirement}]
"""


def _vocabulary(chance: random.Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < WORDS:
        found["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))] = None
    return list(found)


def make(folder: Path) -> None:
    """Write the reports into a new repository, the same ones every time."""
    chance = random.Random(14)
    words = _vocabulary(chance)
    weights = [1 / (rank + 3) for rank in range(len(words))]
    folder.mkdir(parents=True)
    files = dict(read_source())
    texts: list[list[str]] = []
    for index in range(COUNT):
        text = chance.choices(words, weights, k=LONG)
        if index % 100 == 99:
            text[: LONG // 3] = texts[index - 50][: LONG // 3]
        texts.append(text)
        year, number = 2000 + index // 1000, index % 1000 + 1
        files[f"proposals/reports/{year}/EV-{year}-{number:04d}.yaml"] = _REPORT.format(
            year=year, number=number, title=" ".join(text[:5]), text=" ".join(text),
            month=index % 1000 // 84 + 1, day=index % 28 + 1, solution=index % 40,
            type=("transparency", "data_access", "technical", "other")[index % 4],
            requirement=index % 30 + 1,
        ).encode()  # fmt: skip
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for command in (
        ["init", "-q", "-b", "main"],
        ["config", "user.email", "bench@example.org"],
        ["config", "user.name", "Bench"],
        ["add", "."],
        ["commit", "-q", "-m", "Make a workspace to measure"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(folder: Path) -> None:
    """Print the ratio of the suggestions for one report to the plain query."""
    with Workspace.open(folder) as workspace, Index.open(workspace) as index:
        for name in ("EV-2004-0100", "EV-2009-1000"):
            found = suggestions(workspace, index, name)
            told = ", ".join(f"{item.id} {item.score}" for item in found.likely)
            print(f"{name}: {told}")
            word = found.report.title.split()[0]
            compare(
                f"duplicates of {name} among {COUNT:,}",
                lambda name=name: _seconds(lambda: suggestions(workspace, index, name)),
                lambda word=word: _seconds(lambda: index.rows("report", text=word)),
                "a search for one word",
            )


def main() -> None:
    """Make the reports, measure, and remove them."""
    room = Path(tempfile.mkdtemp(prefix="comens-bench-"))
    try:
        folder = room / "reports"
        make(folder)
        measure(folder)
    finally:
        shutil.rmtree(room, ignore_errors=True)


if __name__ == "__main__":
    main()
