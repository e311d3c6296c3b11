"""A comment finds its clause: the one it names, the nearest, that of its line; or none."""

from datetime import date

import pytest

from comens_tui.model.consultation import ConsultationComment
from comens_tui.rules.clause_anchors import Anchor, ClauseAtlas, in_order
from comens_tui.text.markdown import parse_document
from tests.support import REFERENTIAL_MD

PATH = "corpus/referentials/REF-ESS.md"
ATLAS = ClauseAtlas([parse_document(REFERENTIAL_MD, PATH)])
CLAUSES = [clause for _path, clause in ATLAS.places]


def comment(number=1, **changes):
    values = {
        "consultation": "C-2026-001",
        "number": number,
        "author": "CTB-001",
        "college": "users",
        "received": date(2026, 2, 1),
        "text": "Un avis.",
    }
    return ConsultationComment(**values | changes)


@pytest.mark.parametrize(
    ("said", "clause", "is_sure"),
    [
        ("ETH.1", "ETH.1", True),
        ("eth.1", "ETH.1", True),
        ("§ ETH.1, 2e alinéa", "ETH.1", True),
        ("Bienfaisance", "bienfaisance", True),
        ("BIENFAISANCE", "bienfaisance", True),
        ("ETH.77", None, False),
        ("bienfesance", "bienfaisance", False),
        ("", None, False),
        ("xyzzy", None, False),
    ],
)
def test_what_is_named_is_found_and_what_is_near_is_only_suggested(said, clause, is_sure):
    found = ATLAS.named(said)
    if clause is None:
        assert found is None or not found.is_sure
    else:
        assert found == Anchor(PATH, clause, is_sure)


def test_a_longer_number_names_no_shorter_requirement():
    """ETH.160 is said of a text that has ETH.16: it is suggested, and never taken for it."""
    text = REFERENTIAL_MD.replace("ETH.1 ", "ETH.16 ")
    atlas = ClauseAtlas([parse_document(text, PATH)])
    assert atlas.named("ETH.16").is_sure
    assert not atlas.named("ETH.160").is_sure
    assert atlas.mentioned("Voir ETH.160.") is None
    assert atlas.mentioned("Voir ETH.16.").clause == "ETH.16"


def test_a_line_is_in_the_clause_that_begins_above_it():
    clause = next(item for item in ATLAS.documents[PATH].clauses if item.id == "ETH.1")
    assert ATLAS.at_line(str(clause.line + 1)).clause == "ETH.1"
    assert ATLAS.at_line(f"{clause.line}-{clause.line + 2}").clause == "ETH.1"
    assert ATLAS.at_line("99999") is None
    assert ATLAS.at_line("haut de page") is None


def test_words_that_mention_a_requirement_suggest_it():
    found = ATLAS.of(comment(text="Voir ETH.1, trop vague."))
    assert found == Anchor(PATH, "ETH.1", is_sure=False)
    assert ATLAS.of(comment(text="Voir ZZZ.9.")) is None


def test_comments_are_in_the_order_of_the_text_groups_together_the_unknown_last():
    first, last = CLAUSES[1], CLAUSES[-1]
    comments = [
        comment(1, clause="inconnue"),
        comment(2, clause=last),
        comment(3, clause=first),
        comment(4, clause=last, group=3),
        comment(5),
        comment(6, clause=first),
    ]
    assert [item.number for item in in_order(comments, ATLAS)] == [3, 4, 6, 2, 1, 5]
    assert not ATLAS.is_anchored(comments[0])
    assert ATLAS.is_anchored(comments[1])
