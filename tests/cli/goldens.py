"""Whole answers kept in files: `COMENS_UPDATE_GOLDENS=1 pytest tests/cli` writes them again."""

import os
import re
from pathlib import Path

from tests.cli.running import Outcome

#: The id of a commit, whole or short: it moves with every word of the small workspace.
_COMMIT = re.compile(r"\b(?:[0-9a-f]{40}|[0-9a-f]{10})\b")
FOLDER = Path(__file__).parent / "goldens"
#: Read when this is imported: the sealed environment of the tests has no such variable.
UPDATING = os.environ.get("COMENS_UPDATE_GOLDENS") == "1"


def assert_golden(name: str, line: str, outcome: Outcome, root: Path) -> None:
    """Fail where an answer is not the one kept, to the letter."""
    path = FOLDER / f"{name}.txt"
    text = (
        f"$ comens {line}\n{outcome.out}--- stderr\n{outcome.err}--- status {outcome.status}\n"
    ).replace(str(root), "WORKSPACE")
    text = _COMMIT.sub("COMMIT", text)
    if UPDATING:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    assert path.exists(), f"no {path}: run COMENS_UPDATE_GOLDENS=1 pytest tests/cli"
    assert text == path.read_text(encoding="utf-8")
