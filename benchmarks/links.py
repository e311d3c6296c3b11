"""What a change to a requirement would touch, asked in one process beside the plain query."""

import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.timing import compare
from comens_tui.operations.tracing import impact_of, matrices
from comens_tui.store.index import Index
from comens_tui.store.workspace import Workspace

#: One that a few records name, and one that each of the many reports names.
FEW, MANY = "EIA.14", "ETH.14"
QUERY = (
    "SELECT links.*, records.* FROM links LEFT JOIN records ON records.id = links.source "
    "WHERE links.target = ?"
)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure_links(folder: Path) -> None:
    """Print the ratio of an impact, and of both matrices, to the query they rest on."""
    with Workspace.open(folder) as workspace, Index.open(workspace) as index:

        def query(name: str) -> object:
            return index._ask(lambda base: base.execute(QUERY, (name,)).fetchall())

        def everything() -> object:
            return index._ask(lambda base: base.execute("SELECT * FROM records").fetchall())

        for name, title in ((FEW, "named by few"), (MANY, "named by all")):
            compare(
                f"impact of a requirement {title}",
                lambda name=name: _seconds(lambda: impact_of(workspace, index, name)),
                lambda name=name: _seconds(lambda: query(name)),
                "the query alone",
            )
        compare(
            "both matrices",
            lambda: _seconds(lambda: matrices(index)),
            lambda: _seconds(everything),
            "the query alone",
        )
