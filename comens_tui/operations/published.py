"""What a release publishes: every file of the corpus, byte for byte."""

from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.desk import Desk


def published(desk: Desk, snapshot: Snapshot) -> dict[str, bytes]:
    """Return the content of every file of the corpus at the state of `snapshot`, by path."""
    blobs = {path: blob for path, blob in snapshot.files.items() if path.startswith("corpus/")}
    found = desk.workspace.git.objects.read_many(list(blobs.values()))
    return {
        path: (item.content if item else None) or b""
        for path, item in zip(blobs, found, strict=True)
    }
