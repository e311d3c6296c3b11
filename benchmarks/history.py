"""`python -m benchmarks.history`: one requirement's history among 50,000 commits, beside git's.

The workspace is made by `git fast-import`: reports mostly, one commit in ten on the corpus.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.timing import RUNS, compare, seconds
from comens_tui.demo.source import read_source
from comens_tui.store.history import History
from comens_tui.store.repository import Repository

COMMITS = 50_000
DOCUMENT = "corpus/referentials/REF-TLC.md"
REQUIREMENT = "ETH.14"
#: One commit in so many rewords a document, one of those in so many the requirement asked for.
CORPUS_EVERY, ASKED_EVERY = 10, 20
FIRST = 1_500_000_000


def _commit(number: int, path: str, content: bytes) -> bytes:
    who = b"Bench <bench@example.org> %d +0000" % (FIRST + 600 * number)
    subject = f"Act {number}\n\nComens-Operation: bench\n".encode()
    start = b"from refs/heads/main^0\n" if number == 1 else b""
    return b"".join(
        (
            b"commit refs/heads/main\n",
            b"committer %b\n" % who,
            b"data %d\n%b\n" % (len(subject), subject),
            start,
            b"M 100644 inline %b\n" % path.encode(),
            b"data %d\n%b\n" % (len(content), content),
        )
    )


def _stream(texts: dict[str, bytes]) -> Iterator[bytes]:
    """Yield the commits; a word numbered by the act is put where the text changes."""
    others = [path for path in sorted(texts) if re.match(r"corpus/.+\.md", path)]
    others.remove(DOCUMENT)
    head, tail = re.split(rb"(?<=ALORS) (?=.{0,80}consigner le motif)", texts[DOCUMENT], maxsplit=1)
    asked, last = b"", b""
    for number in range(1, COMMITS):
        turn, is_other = divmod(number, CORPUS_EVERY)
        if is_other:
            year = 2000 + number // 5000
            path = f"proposals/reports/{year}/EV-{year}-{number % 5000 + 1:04d}.yaml"
            yield _commit(number, path, b"number: %d\n" % number)
        elif turn % 4:
            path = others[turn % len(others)]
            yield _commit(number, path, texts[path] + b"\nActe %d.\n" % number)
        else:
            word = b"acte-%d" % number
            asked, last = (word, last) if turn % ASKED_EVERY == 0 else (asked, word)
            text = head + b" " + asked + b" " + tail + b"\n## Fin\n\n" + last + b"\n"
            yield _commit(number, DOCUMENT, text)


def make(folder: Path) -> None:
    """Make the workspace and its history."""
    texts = dict(read_source())
    for path, content in texts.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for command in (
        ["init", "-q", "-b", "main"],
        ["config", "user.email", "bench@example.org"],
        ["config", "user.name", "Bench"],
        ["add", "."],
        ["commit", "-q", "-m", "Make a workspace to measure", "--date", f"{FIRST} +0000"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)
    with subprocess.Popen(
        ["git", "fast-import", "--quiet"], cwd=folder, stdin=subprocess.PIPE
    ) as importing:
        assert importing.stdin is not None
        for piece in _stream(texts):
            importing.stdin.write(piece)
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=folder, check=True)


def _median(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    times = []
    for _run in range(RUNS):
        start = clock()
        work()
        times.append(clock() - start)
    return statistics.median(times)


def _measure(folder: Path) -> None:
    def walk() -> None:
        subprocess.run(
            ["git", "log", "--format=%H", "--", DOCUMENT],
            cwd=folder, check=True, capture_output=True,
        )  # fmt: skip

    def raw() -> None:
        subprocess.run(
            ["git", "log", "--raw", "-z", "--no-abbrev", "--topo-order"],
            cwd=folder, check=True, capture_output=True,
        )  # fmt: skip

    with Repository.open(folder) as repository:
        start = time.perf_counter()
        history = History.open(repository)
        built = time.perf_counter() - start
        start = time.perf_counter()
        found = history.of_requirement(REQUIREMENT, DOCUMENT, -1)
        first = time.perf_counter() - start
        questions = {
            f"{REQUIREMENT}, warm, every act": lambda: history.of_requirement(
                REQUIREMENT, DOCUMENT, -1
            ),
            f"{REQUIREMENT}, warm, 50 acts": lambda: history.of_requirement(
                REQUIREMENT, DOCUMENT, 50
            ),
            "the document, warm, 50 acts": lambda: history.of_path(DOCUMENT, 50),
        }
        with history:
            asked = {
                title: (_median(ask), _median(ask, time.process_time))
                for title, ask in questions.items()
            }
    git, floor = _median(walk), _median(raw)
    print(f"{COMMITS} commits, {len(found)} of them on {REQUIREMENT}")
    print(f"git log -- {DOCUMENT}        {git * 1000:9.1f} ms")
    for title, (ours, busy) in asked.items():
        print(
            f"{title:<34} {ours * 1000:9.2f} ms, processor {busy * 1000:6.2f} ms"
            f"   x{ours / git:.4f} of git log"
        )
    print(f"building the base {built:21.1f} s    x{built / floor:.2f} of git log --raw")
    print(f"{REQUIREMENT}, first time (reads its versions) {first:5.2f} s")
    command = [sys.executable, "-m", "comens_tui", "document", "history", REQUIREMENT]
    compare(
        "comens document history, whole process",
        lambda: seconds(command, folder),
        lambda: seconds([sys.executable, "-c", "import pydantic"], folder),
        "import pydantic",
    )


def main() -> None:
    """Make the workspace, measure, and take it away."""
    room = Path(tempfile.mkdtemp(prefix="comens-bench-"))
    try:
        make(room)
        _measure(room)
    finally:
        shutil.rmtree(room, ignore_errors=True)


if __name__ == "__main__":
    main()
