"""OSCAL catalogs: what is refused, what is read, and what is written fits the shapes."""

import json

import pytest

from comens_tui.errors import RecordError
from comens_tui.exchange.oscal import read_oscal, written_oscal
from comens_tui.exchange.oscal_shapes import faults
from comens_tui.exchange.source import Section, Source
from tests.exchange.sourced import FULL, WHEN, document_of


def catalog(**changes) -> dict:
    metadata = {
        "title": "Minimal",
        "last-modified": "2020-10-22T09:46:21.745+00:00",
        "version": "2.0",
        "oscal-version": "1.0.0",
    }
    return {"uuid": "4ea13065-8cae-4dac-a0f2-a7f5e8f54c64", "metadata": metadata, **changes}


def _read(value) -> Source:
    return read_oscal(json.dumps({"catalog": value}).encode(), "x.json")


def _without(holder: dict, key: str) -> dict:
    return {name: value for name, value in holder.items() if name != key}


METADATA = catalog()["metadata"]


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (_without(catalog(), "uuid"), "catalog.uuid is missing"),
        (catalog(uuid="4ea13065"), "catalog.uuid does not"),
        (catalog(sss="ss"), "catalog.sss is not known"),
        (catalog(metadata=_without(METADATA, "title")), "catalog.metadata.title is missing"),
        (catalog(metadata={**METADATA, "oscal-version": ""}), "catalog.metadata.oscal-version does not"),
        (catalog(metadata={**METADATA, "a_wrong_field": []}), "catalog.metadata.a_wrong_field is not known"),
        (catalog(metadata={**METADATA, "last-modified": "hier"}), "catalog.metadata.last-modified does not"),
        (
            catalog(metadata={**METADATA, "responsible-parties": {"role-id": "x"}}),
            "catalog.metadata.responsible-parties must be a list",
        ),
        (
            catalog(metadata={**METADATA, "responsible-parties": [{"role_id": "x", "party-uuids": ["y"]}]}),
            "catalog.metadata.responsible-parties[1].role_id is not known",
        ),
        (catalog(groups=[]), "catalog.groups must be a list that is not empty"),
        (catalog(groups=[{"id": "a"}]), "catalog.groups[1].title is missing"),
        (catalog(controls=[{"id": "1a", "title": "x"}]), "catalog.controls[1].id does not"),
        (catalog(controls=[{"id": "a", "title": 3}]), "catalog.controls[1].title does not"),
        (
            catalog(controls=[{"id": "a", "title": "x", "parts": [{"name": "s", "props": [{"name": "n"}]}]}]),
            "catalog.controls[1].parts[1].props[1].value is missing",
        ),
        ([], "catalog must be an object"),
    ],
)  # fmt: skip
def test_a_bad_catalog_is_refused_naming_the_field(bad, field):
    with pytest.raises(RecordError) as refused:
        _read(bad)

    assert field in refused.value.message


def test_a_catalog_without_controls_is_good():
    assert _read(catalog()).items == ()


def test_what_is_no_catalog_is_refused():
    for content in (b"", b"{", b"[]", b'{"a": 1}', b"[" * 100_000):
        with pytest.raises(RecordError):
            read_oscal(content, "x.json")


def test_groups_parts_parameters_and_enhancements_keep_their_words():
    source = _read(
        catalog(
            groups=[
                {
                    "id": "s1",
                    "title": "Groupe",
                    "props": [{"name": "label", "value": "1"}],
                    "controls": [
                        {
                            "id": "s1.1",
                            "class": "x",
                            "title": "Contrôle",
                            "params": [{"id": "p1", "label": "durée"}, {"id": "p2", "select": {"choice": ["un", "deux"]}}],
                            "props": [{"name": "label", "value": "1.1"}, {"name": "status", "value": "vieux"}],
                            "links": [{"href": "#x"}],
                            "parts": [
                                {
                                    "name": "statement",
                                    "prose": "Après {{ insert: param, p1 }} ou {{ insert: param, p2 }}.",
                                    "parts": [{"name": "item", "props": [{"name": "label", "value": "a."}], "prose": "Un point."}],
                                },
                                {"name": "guidance", "title": "Aide", "prose": "Un conseil."},
                            ],
                            "controls": [{"id": "s1.1.1", "title": "Renfort"}],
                        }
                    ],
                }
            ]
        )
    )  # fmt: skip

    first, second = source.items
    assert source.parts[0] == Section(1, "1 Groupe")
    assert (first.ref, first.title) == ("1.1", "Contrôle")
    assert first.statement == "Après [durée] ou [un / deux].\n\n**a.**\n\nUn point."
    assert first.details == "**Aide**\n\nUn conseil."
    assert (second.ref, second.title) == ("s1.1.1", "Renfort")
    assert {item.what.split(":")[0] for item in source.lost} == {"class", "links", "props"}


def test_an_export_fits_the_shapes_it_is_read_with():
    data = json.loads(written_oscal((document_of(FULL),), modified=WHEN, version="1.0.0"))

    assert faults(data) == []
    assert data["catalog"]["metadata"]["last-modified"] == "2026-03-02T09:00:00+00:00"
