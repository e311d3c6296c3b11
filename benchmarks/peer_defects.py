"""What four other tools say of one defect at a time, put into a small corpus of requirements.

    python -m benchmarks.peer_defects FOLDER…

The folders hold the programs of the peers (`make bench-peers` makes one). Each tool is run in
its default settings, twice before the defect, so that what it stamps on new files is there;
its answer is what it says after the defect and did not say before. The deleted requirement is
one that nothing links to, and the text edited one that nothing else was changed with. The page
of the checks keeps the table (docs/checks-measured.md);
`tests/checks/test_checks_peer_table.py` puts the same defects into a workspace of ours.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

Edit = Callable[[Path], None]

DUPLICATE = "one id for two requirements"
DANGLING = "link to nothing"
CYCLE = "links that come back to themselves"
EMPTY = "empty statement"
CONFLICT = "conflict markers in the text"
TWICE = "the same text twice"
DELETED = "a requirement deleted"
EDITED = "a text edited, nobody having decided"
#: The rows of the table, in its order.
ROWS = (DUPLICATE, DANGLING, CYCLE, EMPTY, CONFLICT, TWICE, DELETED, EDITED)

_TEXTS = tuple(
    f"Le système doit consigner le motif numéro {name}." for name in ("un", "deux", "trois")
)
_MARKERS = "<<<<<<< HEAD\n{text}\n=======\nAutre.\n>>>>>>> autre"
_OTHER = "Le système peut tout oublier."
#: How many lines of an answer are printed, and how much of each.
_SHOWN, _WIDTH = 3, 150


class Peer(NamedTuple):
    """How a tool is given three requirements and asked; `says` keeps the lines that count."""

    name: str
    make: Edit
    command: tuple[str, ...]
    says: str
    defects: Mapping[str, Edit]


def _replace(name: str, old: str, new: str) -> Edit:
    def edit(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, (name, old)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def _marked(text: str, indent: str = "") -> str:
    return _MARKERS.format(text=text).replace("\n", f"\n{indent}")


# -- Doorstop: a document of requirements and one of tests that links to it


def _doorstop_item(folder: str, uid: str, number: int, text: str, links: str = "[]") -> Edit:
    def write(root: Path) -> None:
        (root / folder / f"{uid}.yml").write_text(
            f"active: true\nderived: false\nheader: |\n  Titre {number}\nlevel: 1.{number}\n"
            f"links: {links}\nnormative: true\nref: ''\nreviewed: null\ntext: |\n  {text}\n",
            encoding="utf-8",
        )

    return write


def _make_doorstop(root: Path) -> None:
    for name, parent in (("REQ", ""), ("TST", "  parent: REQ\n")):
        (root / name).mkdir()
        (root / name / ".doorstop.yml").write_text(
            f"settings:\n  digits: 3\n{parent}  prefix: {name}\n  sep: ''\n", encoding="utf-8"
        )
    for number, text in enumerate(_TEXTS, 1):
        _doorstop_item("REQ", f"REQ00{number}", number, text)(root)
        links = f"\n- REQ00{number}: null"
        _doorstop_item("TST", f"TST00{number}", number, f"Vérifier : {text}", links)(root)
    _git(root)


def _git(root: Path) -> None:
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=root, check=True)


def _duplicate_doorstop(root: Path) -> None:
    # A file name is an id: the same one again is in another folder of the document.
    (root / "REQ/more").mkdir()
    shutil.copy(root / "REQ/REQ001.yml", root / "REQ/more/REQ001.yml")


def _cycle_doorstop(root: Path) -> None:
    for one, other in (("1", "2"), ("2", "1")):
        _replace(f"REQ/REQ00{one}.yml", "links: []", f"links:\n- REQ00{other}: null")(root)


def _twice_doorstop(root: Path) -> None:
    _doorstop_item("REQ", "REQ004", 4, _TEXTS[0])(root)
    _doorstop_item("TST", "TST004", 4, "Vérifier cela.", "\n- REQ004: null")(root)


DOORSTOP = Peer(
    "Doorstop",
    _make_doorstop,
    ("doorstop",),
    "WARNING|ERROR|CRITICAL",
    {
        DUPLICATE: _duplicate_doorstop,
        DANGLING: _replace("REQ/REQ001.yml", "links: []", "links:\n- REQ999: null"),
        CYCLE: _cycle_doorstop,
        EMPTY: _replace("REQ/REQ001.yml", f"text: |\n  {_TEXTS[0]}", "text: ''"),
        CONFLICT: _replace("REQ/REQ001.yml", _TEXTS[0], _marked(_TEXTS[0], "  ")),
        TWICE: _twice_doorstop,
        DELETED: lambda root: (root / "TST/TST003.yml").unlink(),
        EDITED: _replace("REQ/REQ001.yml", _TEXTS[0], _OTHER),
    },
)

# -- StrictDoc: one document


def _strictdoc_item(number: int, text: str, links: tuple[int, ...] = ()) -> str:
    relations = "".join(f"- TYPE: Parent\n  VALUE: REQ-{item}\n" for item in links)
    return (
        f"[REQUIREMENT]\nUID: REQ-{number}\nTITLE: Titre {number}\nSTATEMENT: >>>\n{text}\n<<<\n"
        + (f"RELATIONS:\n{relations}" if relations else "")
        + "\n"
    )


def _make_strictdoc(root: Path) -> None:
    items = [_strictdoc_item(n, text, (1,) if n > 1 else ()) for n, text in enumerate(_TEXTS, 1)]
    (root / "d.sdoc").write_text("[DOCUMENT]\nTITLE: Document\n\n" + "".join(items), "utf-8")


_FIRST, _SECOND, _THIRD = (
    _strictdoc_item(n, text, (1,) if n > 1 else ()) for n, text in enumerate(_TEXTS, 1)
)
STRICTDOC = Peer(
    "StrictDoc",
    _make_strictdoc,
    ("strictdoc", "export", ".", "--formats", "json", "--output-dir", "out"),
    "(?i)error|warning",
    {
        DUPLICATE: _replace("d.sdoc", "UID: REQ-3", "UID: REQ-2"),
        DANGLING: _replace("d.sdoc", _SECOND, _strictdoc_item(2, _TEXTS[1], (9,))),
        CYCLE: _replace("d.sdoc", _FIRST, _strictdoc_item(1, _TEXTS[0], (2,))),
        EMPTY: _replace("d.sdoc", f"{_TEXTS[0]}\n", "\n"),
        CONFLICT: _replace("d.sdoc", _TEXTS[0], _marked(_TEXTS[0])),
        TWICE: _replace("d.sdoc", _TEXTS[2], _TEXTS[0]),
        DELETED: _replace("d.sdoc", _THIRD, ""),
        EDITED: _replace("d.sdoc", _TEXTS[2], _OTHER),
    },
)

# -- trestle: one OSCAL catalog

_CATALOG = "catalogs/c/catalog.json"


def _control(number: int, text: str, links: tuple[int, ...] = ()) -> dict[str, object]:
    return {
        "id": f"req-{number}",
        "title": f"Titre {number}",
        "parts": [{"id": f"req-{number}_smt", "name": "statement", "prose": text}],
        "links": [{"href": f"#req-{item}", "rel": "related"} for item in links or (1,)],
    }


def _make_trestle(root: Path) -> None:
    (root / ".trestle").mkdir()
    (root / ".trestle/config.ini").write_text("", encoding="utf-8")
    (root / _CATALOG).parent.mkdir(parents=True)
    controls = [_control(n, text) for n, text in enumerate(_TEXTS, 1)]
    catalog = {
        "catalog": {
            "uuid": "6c1f2b1e-6a1b-4f0e-9d5e-0c6a2f5b7a01",
            "metadata": {
                "title": "Document",
                "last-modified": "2026-01-01T00:00:00+00:00",
                "version": "1",
                "oscal-version": "1.1.3",
            },
            "controls": controls,
        }
    }
    (root / _CATALOG).write_text(json.dumps(catalog, ensure_ascii=False), encoding="utf-8")


def _controls(change: Callable[[list[dict[str, object]]], object]) -> Edit:
    def edit(root: Path) -> None:
        data = json.loads((root / _CATALOG).read_text(encoding="utf-8"))
        change(data["catalog"]["controls"])
        (root / _CATALOG).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    return edit


def _put(place: int, control: dict[str, object]) -> Edit:
    return _controls(lambda controls: controls.__setitem__(place, control))


TRESTLE = Peer(
    "trestle",
    _make_trestle,
    ("trestle", "validate", "-a"),
    "(?i)error|warning|invalid|not valid|duplicate|fail",
    {
        DUPLICATE: _put(2, _control(2, _TEXTS[2])),
        DANGLING: _put(2, _control(3, _TEXTS[2], (9,))),
        CYCLE: _put(0, _control(1, _TEXTS[0], (2,))),
        EMPTY: _put(0, _control(1, "")),
        CONFLICT: _put(0, _control(1, _marked(_TEXTS[0]))),
        TWICE: _put(2, _control(3, _TEXTS[0])),
        DELETED: _controls(list.pop),
        EDITED: _put(2, _control(3, _OTHER)),
    },
)

# -- sphinx-needs: one page


def _need(number: int, text: str, links: str = "REQ_1") -> str:
    body = "\n".join(f"   {line}" for line in text.splitlines())
    return f".. req:: Titre {number}\n   :id: REQ_{number}\n   :links: {links}\n\n{body}\n\n"


def _make_sphinx(root: Path) -> None:
    (root / "conf.py").write_text("project = 'Document'\nextensions = ['sphinx_needs']\n")
    needs = [_need(n, text) for n, text in enumerate(_TEXTS, 1)]
    (root / "index.rst").write_text("Document\n========\n\n" + "".join(needs), encoding="utf-8")


SPHINX_NEEDS = Peer(
    "sphinx-needs",
    _make_sphinx,
    ("sphinx-build", "-E", "-q", "-b", "needs", ".", "out"),
    "(?i)error|warning",
    {
        DUPLICATE: _replace("index.rst", ":id: REQ_3", ":id: REQ_2"),
        DANGLING: _replace("index.rst", _need(2, _TEXTS[1]), _need(2, _TEXTS[1], "REQ_9")),
        CYCLE: _replace("index.rst", _need(1, _TEXTS[0]), _need(1, _TEXTS[0], "REQ_2")),
        EMPTY: _replace("index.rst", f"   {_TEXTS[0]}\n", ""),
        CONFLICT: _replace("index.rst", _TEXTS[0], _marked(_TEXTS[0], "   ")),
        TWICE: _replace("index.rst", _TEXTS[2], _TEXTS[0]),
        DELETED: _replace("index.rst", _need(3, _TEXTS[2]), ""),
        EDITED: _replace("index.rst", _TEXTS[2], _OTHER),
    },
)
PEERS = (DOORSTOP, STRICTDOC, TRESTLE, SPHINX_NEEDS)


def _asked(peer: Peer, program: Path, root: Path) -> tuple[int, list[str]]:
    done = subprocess.run(
        [program, *peer.command[1:]], cwd=root, capture_output=True, text=True, check=False
    )
    lines = (done.stdout + done.stderr).splitlines()
    kept = [line.strip() for line in lines if re.search(peer.says, line)]
    return done.returncode, [line.replace(str(root), "") for line in kept]


def verdict(peer: Peer, program: Path, row: str) -> tuple[str, list[str]]:
    """Return error, warns or nothing, and the lines that were not said before the defect.

    Raises:
        ValueError: The tool fails on the corpus without a defect.
    """
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve()
        peer.make(root)
        _asked(peer, program, root)
        before, known = _asked(peer, program, root)
        if before != 0:
            raise ValueError("\n".join(known))
        peer.defects[row](root)
        status, lines = _asked(peer, program, root)
        new = [line for line in lines if line not in known]
        return ("error" if status else "warns" if new else "nothing"), new


def main() -> None:
    """Run each peer that is found on each row, and print what it says."""
    folders = [Path(name).absolute() for name in sys.argv[1:]]
    for peer in PEERS:
        places = [folder / peer.command[0] for folder in folders]
        program = next((place for place in places if place.exists()), None)
        if program is None:
            print(f"{peer.name}: not found")
            continue
        for row in ROWS:
            said, lines = verdict(peer, program, row)
            print(f"{peer.name:<13} {row:<38} {said}")
            for line in lines[:_SHOWN]:
                print(f"    {line[:_WIDTH]}")


if __name__ == "__main__":
    main()
