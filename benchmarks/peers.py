"""The requirements of `norms`, in the files of two peers that check meaning."""

import re
import subprocess
from pathlib import Path

from benchmarks.norms import documents

#: What `make bench-peers` installs beside the project, never into it.
VERSIONS = (
    "doorstop==3.2",
    "strictdoc==0.30.4",
    "compliance-trestle==5.2.0",
    "sphinx-needs==9.1.0",
)

_STATEMENT = re.compile(
    r"^## (\S+) — ([^\n]+)\n.*?```\n\n(.*?)\n(?=\n|\Z)", re.DOTALL | re.MULTILINE
)
_ITEM = """active: true
derived: false
header: |
  {title}
level: 1.{number}
links: []
normative: true
ref: ''
reviewed: null
text: |
  {text}
"""
_SDOC = """[REQUIREMENT]
UID: {uid}
TITLE: {title}
STATEMENT: >>>
{text}
<<<

"""


def _requirements(count: int) -> list[list[tuple[str, str, str]]]:
    return [
        [(uid, title, text.replace("\n", " ")) for uid, title, text in _STATEMENT.findall(source)]
        for source in documents(count)
    ]


def make_doorstop(folder: Path, count: int) -> None:
    """Write the requirements as the items of one Doorstop document, in a repository."""
    items = folder / "req"
    items.mkdir(parents=True)
    (items / ".doorstop.yml").write_text(
        "settings:\n  digits: 5\n  prefix: REQ\n  sep: ''\n", encoding="utf-8"
    )
    everything = (item for each in _requirements(count) for item in each)
    for number, (_uid, title, text) in enumerate(everything, 1):
        content = _ITEM.format(title=title, number=number, text=text)
        (items / f"REQ{number:05d}.yml").write_text(content, encoding="utf-8")
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], cwd=folder, check=True)


def make_strictdoc(folder: Path, count: int) -> None:
    """Write the requirements as StrictDoc documents, as many as ours."""
    folder.mkdir(parents=True)
    for number, requirements in enumerate(_requirements(count)):
        parts = [f"[DOCUMENT]\nTITLE: Document {number}\n\n"]
        parts += [
            _SDOC.format(uid=uid, title=title, text=text) for uid, title, text in requirements
        ]
        (folder / f"document{number:04d}.sdoc").write_text("".join(parts), encoding="utf-8")
