"""`make bench-peers`: our checks beside two peers on the same requirements, in CPU time.

The peers are run from the folder given; without one, ours are measured alone.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.norms import make_norms
from benchmarks.peers import make_doorstop, make_strictdoc
from comens_tui.operations.desk import open_desk
from comens_tui.operations.releases import check_workspace

_RUNS = int(os.environ.get("COMENS_BENCH_RUNS", "3"))
_COMENS = [sys.executable, "-m", "comens_tui", "check"]


class Cost(NamedTuple):
    """CPU seconds of a process and its children, and the largest memory of one, in MB."""

    cpu: float
    memory: float


def _cost(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> Cost:
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _pid, _status, used = os.wait4(process.pid, 0)
        process.returncode = 0
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _installed(room: Path) -> dict[str, str]:
    """Return the environment in which our files are compiled once, as pip does the peers'."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(room / "compiled")}


def _median(run: Callable[[], Cost]) -> Cost:
    costs = [run() for _ in range(_RUNS)]
    return Cost(statistics.median(item.cpu for item in costs), max(item.memory for item in costs))


def _say(name: str, cost: Cost, beside: Cost | None = None, target: str = "") -> None:
    ratio = f"   x{cost.cpu / beside.cpu:.2f} {target}" if beside else ""
    print(f"  {name:<44} {cost.cpu:7.2f} s CPU  {cost.memory:5.0f} MB{ratio}")


def _after_an_edit(folder: Path, document: Path) -> float:
    """Return the CPU seconds of a check in an open app, after one document was edited."""
    desk = open_desk(folder)
    text, spent = document.read_text(encoding="utf-8"), []
    check_workspace(desk)
    for number in range(_RUNS + 1):
        document.write_text(f"{text}\nUne phrase, la {number}e.\n", encoding="utf-8")
        start = time.process_time()
        check_workspace(desk)
        spent.append(time.process_time() - start)
    document.write_text(text, encoding="utf-8")
    return statistics.median(spent[1:])


def _measure(room: Path, count: int, peers: Path | None) -> None:
    print(f"\n{count} requirements")
    ours = room / f"norms{count}"
    document = make_norms(ours, count)
    environment = _installed(room)

    def cold() -> Cost:
        shutil.rmtree(ours / ".git" / "comens", ignore_errors=True)
        return _cost(_COMENS, ours, environment)

    cold()  # this one compiles
    first, again = _median(cold), _median(lambda: _cost(_COMENS, ours, environment))
    if peers is None:
        _say("comens check, cold", first)
        _say("comens check, asked again", again)
    else:
        _beside(room, count, peers, (first, again))
    print(
        f"  {'after one edited document, app open':<44} {_after_an_edit(ours, document):7.2f} s CPU"
    )


def _beside(room: Path, count: int, peers: Path, ours: tuple[Cost, Cost]) -> None:
    doors, strict = room / f"doors{count}", room / f"strict{count}"
    make_doorstop(doors, count)
    make_strictdoc(strict, count)
    # Its first run stamps every new item; what a check costs is seen from the second on.
    _cost([str(peers / "doorstop"), "-F"], doors)
    doorstop = _median(lambda: _cost([str(peers / "doorstop"), "-F"], doors))
    export = [str(peers / "strictdoc"), "export", ".", "--formats", "json"]

    def cold() -> Cost:
        shutil.rmtree(strict / "output", ignore_errors=True)
        return _cost(export, strict)

    first, again = _median(cold), _median(lambda: _cost(export, strict))
    fastest = min(doorstop, first)
    _say("doorstop -F", doorstop)
    _say("strictdoc export, cold", first)
    _say("strictdoc export, asked again", again)
    target = "of the faster peer" + (" (0.33 wanted)" if count >= 10_000 else " (0.75 wanted)")
    _say("comens check, cold", ours[0], fastest, target)
    _say("comens check, asked again", ours[1], again, "of strictdoc (0.20 wanted)")


def main() -> None:
    """Measure 1,000 and 10,000 requirements."""
    peers = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
    room = Path(tempfile.mkdtemp(prefix="comens-bench-"))
    try:
        for count in (1_000, 10_000):
            _measure(room, count, peers)
    finally:
        shutil.rmtree(room, ignore_errors=True)


if __name__ == "__main__":
    main()
