"""Libraries of CISO Assistant, in and out."""

import unicodedata

import pytest
import yaml

from comens_tui.errors import RecordError
from comens_tui.exchange.ciso_assistant import read_ciso_assistant, written_ciso_assistant
from comens_tui.exchange.requirement_rows import (
    exported_rows,
)
from comens_tui.exchange.source import Section
from tests.exchange.sourced import FULL, document_of

LIBRARY = """\
urn: urn:test:risk:library:essai
locale: fr
ref_id: ESSAI
name: Essai
description: Une bibliothèque
copyright: Domaine public
version: 3
objects:
  framework:
    urn: urn:test:risk:framework:essai
    ref_id: ESSAI
    name: Cadre d'essai
    description: Un cadre
    requirement_nodes:
    - urn: urn:test:1
      assessable: false
      depth: 1
      ref_id: 1
      name: Gouvernance
    - urn: urn:test:1.10
      parent_urn: urn:test:1
      assessable: true
      depth: 2
      ref_id: 1.10
      name: Politique
      description: L'organisme doit écrire sa politique.
      annotation: Chaque année.
      typical_evidence: |-
        La politique
        Sa date
      implementation_groups: [mandatory, B]
      threats: [urn:x]
    - urn: urn:test:1.2
      parent_urn: urn:test:1
      assessable: true
      depth: 2
      ref_id: 1.2
      description: Seulement un texte.
"""


def test_a_library_becomes_sections_and_requirements():
    source = read_ciso_assistant(LIBRARY.encode(), "x.yaml")

    assert (source.title, source.version, source.language) == ("Cadre d'essai", "3", "fr")
    assert source.parts[0] == Section(1, "1 Gouvernance")
    first, second = source.items
    assert (first.ref, first.title, first.details) == ("1.10", "Politique", "Chaque année.")
    assert first.fields == {"level": "mandatory", "evidence": ("La politique", "Sa date")}
    assert second.statement == "Seulement un texte."
    told = {(item.place, item.what.split(":")[0]) for item in source.lost}
    assert {
        ("1.10", "threats"),
        ("1.10", "implementation_groups"),
        ("library", "copyright"),
    } <= told
    rows = exported_rows((document_of(source),))
    assert [(row["id"], row["original_ref"]) for row in rows] == [
        ("ESS.1.10", "1.10"),
        ("ESS.1.2", "1.2"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a: [",
        "- a",
        "objects: {}",
        "objects: {framework: {requirement_nodes: 3}}",
        "objects: {framework: {requirement_nodes: [{depth: x}]}}",
        "objects: {framework: {requirement_nodes: [{depth: ²}]}}",
        "a: &x 1\nobjects: *x",
    ],
)
def test_what_is_no_library_is_refused(text):
    with pytest.raises(RecordError):
        read_ciso_assistant(text.encode(), "x.yaml")


def test_a_library_that_we_write_is_plain_yaml():
    data = yaml.safe_load(written_ciso_assistant((document_of(FULL),), version="2.1.0"))

    nodes = data["objects"]["framework"]["requirement_nodes"]
    assert [node["assessable"] for node in nodes] == [False, True, False, True]
    assert nodes[3]["parent_urn"] == nodes[2]["urn"]
    assert data["version"] == 2
    assert unicodedata.is_normalized("NFC", nodes[0]["name"])
