"""What a release publishes: every file of the corpus, byte for byte."""

from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.desk import Desk


def published(desk: Desk, snapshot: Snapshot) -> dict[str, bytes]:
    """Return the content of every file of the corpus at the state of `snapshot`, by path."""
    return {
        path: desk.workspace.blob(blob) or b""
        for path, blob in snapshot.files.items()
        if path.startswith("corpus/")
    }
