"""Whole texts kept in files: `COMENS_UPDATE_GOLDENS=1` writes them again; read the difference."""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "goldens"
#: Read when this is imported: the sealed environment of the tests has no such variable.
UPDATING = os.environ.get("COMENS_UPDATE_GOLDENS") == "1"


def compare(name: str, text: str) -> None:
    """Compare a text with the golden file of that name."""
    path = FOLDER / name
    if UPDATING:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    assert path.exists(), f"{path.name} is missing: see the top of this file"
    assert text + "\n" == path.read_text(encoding="utf-8"), path.name
