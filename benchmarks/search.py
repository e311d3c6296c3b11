"""A keystroke of the search beside the plain full-text query that it cannot do without.

In processor time: both are one thread of this process.
"""

import time
from pathlib import Path

from benchmarks.timing import compare
from comens_tui.store.index import Index
from comens_tui.store.index_search import match_of
from comens_tui.store.workspace import Workspace
from comens_tui.text.excerpts import excerpt
from comens_tui.text.search_query import parse

#: What is in the line after one key more: from what nearly every record has to what one has.
TYPED = (
    "d",
    "dos",
    "dossier",
    "dossier acc",
    '"a été consulté"',
    "dossier -motif",
    "type:signalement état:closed dos",
    "ev 2003 42",
    "téléconsultation",
)
SHOWN = 200
_FLOOR = (
    "SELECT records.* FROM words JOIN records ON records.number = words.rowid "
    "WHERE words MATCH ? LIMIT ?"
)


def measure(folder: Path) -> None:
    """Print, for each line typed, our answer and its excerpt beside the plain query."""
    with Workspace.open(folder) as workspace, Index.open(workspace) as index:
        base = index._connection()
        print(f"\nsearch over {index.count()} records")
        for typed in TYPED:
            query = parse(typed)
            match = match_of(query.wanted)

            def ours(typed: str = typed) -> float:
                start = time.process_time()
                asked = parse(typed)
                found = index.find(asked, limit=SHOWN)
                for passage in index.passages(found.rows[:1], asked):
                    excerpt(passage.text, asked.terms, 200)
                return time.process_time() - start

            def floor(match: str | None = match) -> float:
                start = time.process_time()
                base.execute(_FLOOR, (match, SHOWN)).fetchall()
                base.execute("SELECT count(*) FROM words WHERE words MATCH ?", (match,)).fetchone()
                return time.process_time() - start

            compare(f"find {typed}", ours, floor, "plain SQLite, in no order")
