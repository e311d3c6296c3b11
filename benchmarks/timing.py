"""Time whole processes, one against another in turns, and print the ratio of their medians."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

RUNS = int(os.environ.get("COMENS_BENCH_RUNS", "7"))


def seconds(command: Sequence[str], folder: Path) -> float:
    """Return the wall time of one run; its output and its exit status are thrown away."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=False, capture_output=True, stdin=subprocess.DEVNULL)
    return time.perf_counter() - start


def compare(
    title: str, ours: Callable[[], float], floor: Callable[[], float], floor_name: str
) -> float:
    """Run both in turns, print medians and their ratio, and return the ratio."""
    pairs = [(ours(), floor()) for _ in range(RUNS)]
    mine = statistics.median(pair[0] for pair in pairs)
    beside = statistics.median(pair[1] for pair in pairs)
    print(
        f"{title:<44} {mine * 1000:8.0f} ms   {floor_name:<28} {beside * 1000:8.0f} ms"
        f"   x{mine / beside:.2f}"
    )
    return mine / beside
