"""Files that a clone keeps for itself and can lose: each whole, or as it was before."""

import hashlib
from pathlib import Path


def keep_file(target: Path, content: bytes) -> None:
    """Write a file whole or not at all, its folder too; nothing waits for the disk.

    Raises:
        OSError: The disk refuses.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(f".{hashlib.sha256(content).hexdigest()[:8]}")
    beside.write_bytes(content)
    beside.replace(target)
