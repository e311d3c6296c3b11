"""Every row of the table of the page on which other tools were tried is caught, as it says.

What the others say is printed by `make bench-peers`.
"""

import re
from pathlib import Path

import pytest

from benchmarks import peer_defects
from tests.checks.seeded import GUIDE, REF, REPORT, Defect, run_record_defects
from tests.checks.workspaces import base_files

PAGE = Path(__file__).parents[2] / "docs/checks-measured.md"
_STATEMENT = (
    "SI le professionnel écarte la proposition, ALORS le Système DOIT en consigner le motif."
)
_MENUS = "Le Système DEVRAIT proposer ses menus en français."
_COPY = """
### {id} — Copie

```yaml requirement
level: recommended
principles: [justice]
applies_to: [publisher]
introduced: "1.0.0"
```

{statement}
"""
_LAST = "L'ANS publie le texte.\n"


def _whole_clause() -> str:
    """Return the whole of ETH.2, heading and all."""
    text = base_files()[REF]
    return text[text.index("### ETH.2 —") : text.index("### ETH.3 —")]


def _defect(code: str, path: str, old: str, new: str) -> Defect:
    return Defect(code, code, path, old, new)


def _conflict(text: str) -> str:
    return f"<<<<<<< HEAD\n{text}\n=======\nAutre.\n>>>>>>> autre"


def _added(name: str, statement: str) -> str:
    return _LAST + _COPY.format(id=name, statement=statement)


#: For each row, an edit for each code that the page names there.
DEFECTS: dict[str, tuple[Defect, ...]] = {
    peer_defects.DUPLICATE: (
        _defect("Q006", GUIDE, _LAST, _added("ETH.1", "Le Système DEVRAIT aider."))
        ._replace(path_told=REF, clause_told="ETH.1"),
        _defect("Q001", REF, "### ETH.2 —", "### ETH.1 —"),
    ),
    peer_defects.DANGLING: (
        _defect("Q030", GUIDE, "ETH.1.", "ZZZ.9."),
        _defect("Q033", REF, "sources: [P-2026-001", "sources: [P-2020-999"),
        _defect("Q032", REPORT, "[ETH.1]", "[ETH.44]"),
        _defect("R001", GUIDE, "ETH.1.", "ZZZ.9."),
    ),
    peer_defects.CYCLE: (
        _defect("Q034", REF, "replaced_by: ETH.2", "replaced_by: ETH.3"),
        _defect("Q013", REF, "replaced_by: ETH.2", "replaced_by: ETH.3"),
    ),
    peer_defects.EMPTY: (_defect("Q020", REF, f"{_STATEMENT}\n\n", ""),),
    peer_defects.CONFLICT: (
        _defect("Q001", REF, "level: recommended", _conflict("level: recommended")),
        _defect("Q010", REF, _MENUS, f"{_MENUS}\n\n||||||| ancêtre"),
    ),
    peer_defects.TWICE: (
        _defect("Q029", GUIDE, _LAST, _added("ETH.4", _MENUS))
        ._replace(path_told=REF, clause_told="ETH.2"),
        _defect("R001", GUIDE, _LAST, _added("ETH.4", _MENUS)),
    ),
    peer_defects.DELETED: (
        _defect("Q007", REF, _whole_clause(), ""),
        _defect("R001", REF, _whole_clause(), ""),
    ),
    peer_defects.EDITED: (
        _defect("R001", REF, "ses menus en français", "ses menus en breton"),
        _defect("R002", REF, "en consigner le motif.", "en noter le motif."),
    ),
}  # fmt: skip


def _page_rows() -> dict[str, str]:
    """Return our cell of each row of the table, by the name of the row."""
    table = PAGE.read_text(encoding="utf-8").partition("| Defect |")[2].partition("\n\n")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines()[2:]]
    return {row[0]: row[-1] for row in rows}


def test_the_page_has_every_row_and_each_peer_every_defect() -> None:
    assert tuple(_page_rows()) == peer_defects.ROWS == tuple(DEFECTS)
    for peer in peer_defects.PEERS:
        assert tuple(peer.defects) == peer_defects.ROWS


@pytest.mark.parametrize("row", DEFECTS)
def test_the_row_is_caught_by_the_rules_that_the_page_names(row: str) -> None:
    named = re.findall(r"\b[A-Z]\d{3}\b", _page_rows()[row])
    assert set(named) == {defect.code for defect in DEFECTS[row]}
    for outcome in run_record_defects(DEFECTS[row]):
        codes = {item.code for item in outcome.findings}
        assert outcome.defect.code in codes, (outcome.defect, codes)
        assert outcome.is_placed
