"""The checks on 10,000 requirements, in memory: every rule, cold, with and without a release."""

import re
import string
import time
from datetime import date
from itertools import product

from comens_tui.checks import running
from comens_tui.checks.base import Context
from comens_tui.demo.source import read_source
from comens_tui.model.document import Document
from comens_tui.model.snapshot import Snapshot
from comens_tui.text.markdown import parse_document
from tests.checks.workspaces import build

TODAY = date(2026, 9, 1)
_ID = re.compile(r"\b([A-Z]{2,4})(?=\.\d)")
_DOCUMENT = re.compile(r"\b((?:REF|GUI|OUT|SEN)-[A-Z0-9]+)\b")


def large_snapshot(requirements: int) -> Snapshot:
    """Return the demonstration's workspace with its documents copied under other ids."""
    base = build({path: text.decode() for path, text in read_source().items() if _is_ours(path)})
    documents = dict(base.documents)
    count = sum(len(document.requirements) for document in documents.values())
    for letters in product(string.ascii_uppercase, repeat=2):
        if count >= requirements:
            break
        for document in base.documents.values():
            copied = _copied(document, "".join(letters))
            documents[copied.id] = copied
            count += len(copied.requirements)
    files = {**base.files, **{item.path: "0" * 40 for item in documents.values()}}
    return base._replace(documents=documents, files=files)


def _is_ours(path: str) -> bool:
    return path.endswith((".md", ".yaml")) and "README" not in path


def _copied(document: Document, letters: str) -> Document:
    text = _ID.sub(lambda found: found[1] + letters, document.text)
    text = _DOCUMENT.sub(lambda found: f"{found[1]}-{letters}", text)
    text = text.replace("le Système", f"le Système {letters}")
    return parse_document(text, document.path.replace(".md", f"-{letters}.md"))


def cpu_seconds(snapshot: Snapshot, baseline: Snapshot | None) -> float:
    """Return the CPU time of one whole run."""
    start = time.process_time()
    running.run(snapshot, Context(TODAY, baseline))
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    snapshot = large_snapshot(10_000)
    count = sum(len(document.requirements) for document in snapshot.documents.values())
    first, released = cpu_seconds(snapshot, None), cpu_seconds(snapshot, snapshot)
    print(f"checks of {count} requirements: {first:.2f} s CPU, after a release {released:.2f} s")


if __name__ == "__main__":
    main()
