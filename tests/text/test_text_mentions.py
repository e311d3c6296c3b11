"""Ids are found where they are written, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comens_tui.model.link import Progress, Relation
from comens_tui.text.mentions import MENTION, kind_of, line_of, mentions
from comens_tui.text.trace_words import progress_label, relation_words, why


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("voir ETH.14.", ["ETH.14"]),
        ("ETH.14.1, ETH.14", ["ETH.14.1", "ETH.14"]),
        ("XETH.14x et éETH.14", []),
        ("corpus/referentials/REF-TLC.md", []),
        ("(REF-TLC) EV-2026-0042; P-2026-014", ["REF-TLC", "EV-2026-0042", "P-2026-014"]),
        ("P-2026-0142x D-2026-031-a", []),
        ("cens-v1.2.0, cens-v1.2.0-ballot.1", ["cens-v1.2.0"]),
        ("S-2026-04 W-2026-001\nC-2026-003", ["S-2026-04", "W-2026-001", "C-2026-003"]),
        ("", []),
    ],
)
def test_an_id_is_found_where_it_stands_free(text, found):
    assert [item.id for item in mentions(text)] == found


@given(st.text(alphabet="AETHVPDRFcens.-0123456 \n/éx"))
def test_the_quick_start_misses_nothing(text):
    assert [item.id for item in mentions(text)] == list(dict.fromkeys(MENTION.findall(text)))


def test_a_mention_says_its_line():
    assert [(item.id, item.line) for item in mentions("a\n\nETH.1\nETH.2 ETH.1")] == [
        ("ETH.1", 3),
        ("ETH.2", 4),
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ETH.14", "requirement"),
        ("REF-TLC", "document"),
        ("EV-2026-0042", "report"),
        ("JR-2026-0042", "report"),
        ("P-2026-014", "proposal"),
        ("P-2026-014/20260304T090000Z-anne", "comment"),
        ("C-2026-003/12", "consultation_comment"),
        ("cens-v1.2.0", "release"),
        ("S-2026-04", "meeting"),
        ("anne-petit", ""),
        ("GT1", ""),
    ],
)
def test_an_id_says_its_kind(name, kind):
    assert kind_of(name) == kind


YAML = "a: ETH.14\nrequirements:\n  - ETH.14\n  - ETH.1\nsources: [ETH.1]\n"


@pytest.mark.parametrize(
    ("name", "key", "line"),
    [
        ("ETH.1", "requirements", 4),
        ("ETH.14", "requirements", 3),
        ("ETH.1", "sources", 5),
        ("ETH.1", "", 4),
        ("ETH.14", "a", 1),
        ("ETH.9", "requirements", 2),
        ("ETH.1", "nothing", 0),
        ("ETH.9", "", 0),
    ],
)
def test_the_line_of_a_name_in_yaml(name, key, line):
    assert line_of(YAML, name, key) == line


@pytest.mark.parametrize("relation", Relation)
def test_every_relation_is_said_from_both_ends(relation):
    assert relation_words(relation) != relation_words(relation, backwards=True)
    told = why(relation, backwards=True, through="D-2026-001")
    assert "D-2026-001" in told
    assert relation_words(relation, backwards=True) in told


def test_every_progress_has_a_label():
    assert len({progress_label(item) for item in Progress}) == len(Progress)
