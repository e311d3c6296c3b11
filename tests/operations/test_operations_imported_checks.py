"""What is imported as a document passes the checks, or they say exactly what it lacks."""

import json

from comens_tui.checks.base import Context
from comens_tui.checks.running import on_document
from comens_tui.exchange.ciso_assistant import read_ciso_assistant
from comens_tui.exchange.guess import guessed
from comens_tui.exchange.oscal import read_oscal
from comens_tui.exchange.requirement_rows import REQUIREMENT, source_of
from comens_tui.exchange.tables import read_table
from comens_tui.model.words import Severity
from comens_tui.operations.document_import import Wanted, prepare_import

#: The shape of a référentiel of accessibility: topics that hold criteria with a number and a title.
CRITERIA = {
    "topics": [
        {
            "topic": "Images",
            "number": 1,
            "criteria": [
                {"criterium": {"number": 1, "title": "Chaque image a-t-elle un équivalent ?"}},
                {"criterium": {"number": 2, "title": "Chaque légende est-elle reliée ?"}},
            ],
        },
        {
            "topic": "Cadres",
            "number": 2,
            "criteria": [{"criterium": {"number": 1, "title": "Chaque cadre a-t-il un titre ?"}}],
        },
    ]
}
CATALOG = {
    "catalog": {
        "uuid": "74c8ba1e-5cd4-4ad1-bbfd-d888e2f6c724",
        "metadata": {
            "title": "Petit catalogue",
            "last-modified": "2026-01-01T00:00:00Z",
            "version": "1.0",
            "oscal-version": "1.1.2",
        },
        "groups": [
            {
                "title": "Accès",
                "controls": [
                    {
                        "id": "ac-1",
                        "title": "Règles d'accès",
                        "parts": [
                            {"name": "statement", "prose": "L'Éditeur DOIT tenir ses règles."}
                        ],
                    }
                ],
            }
        ],
    }
}
LIBRARY = """\
urn: urn:intuitem:risk:library:essai
locale: fr
ref_id: ESSAI
name: Essai
version: 1
objects:
  framework:
    urn: urn:intuitem:risk:framework:essai
    ref_id: ESSAI
    name: Essai
    requirement_nodes:
      - urn: urn:intuitem:risk:req_node:essai:1
        assessable: false
        depth: 1
        ref_id: '1'
        name: Gouvernance
      - urn: urn:intuitem:risk:req_node:essai:1.1
        assessable: true
        depth: 2
        parent_urn: urn:intuitem:risk:req_node:essai:1
        ref_id: '1.1'
        description: "L'Éditeur DOIT nommer un responsable."
"""


def _csv() -> bytes:
    rows = [
        f"{topic['number']}.{item['criterium']['number']};{item['criterium']['title']};{topic['topic']}"
        for topic in CRITERIA["topics"]
        for item in topic["criteria"]
    ]
    return "\n".join(["Numéro;Énoncé;Section", *rows]).encode()


def _codes(room, source, name):
    desk = room.desk()
    found = prepare_import(desk, source, Wanted(id=name), file="f", content=b"f")
    snapshot = desk.workspace.snapshot()
    documents = {**snapshot.documents, found.document.id: found.document}
    findings = on_document(
        found.document, snapshot._replace(documents=documents), Context(today=desk.today())
    )
    return sorted(
        (item.code, str(item.severity), item.clause)
        for item in findings
        if item.severity is not Severity.INFO
    )


def test_criteria_as_a_table_lack_an_obligation(room):
    table = read_table(_csv(), "criteres.csv")
    source = source_of(table, guessed(table, REQUIREMENT), "Critères")
    lacking = [("Q022", "warning", f"ACC.{number}") for number in ("1.1", "1.2", "2.1")]
    assert _codes(room, source, "REF-ACC") == lacking


def test_a_catalog_lacks_the_evidence_of_what_it_obliges(room):
    source = read_oscal(json.dumps(CATALOG).encode(), "c.json")
    assert _codes(room, source, "REF-CAT") == [("Q021", "warning", "CAT.1")]


def test_a_library_lacks_the_same(room):
    source = read_ciso_assistant(LIBRARY.encode(), "l.yaml")
    assert _codes(room, source, "REF-LIB") == [("Q021", "warning", "LIB.1.1")]
