"""A remark stays with its clause through renumbering, moves and edits."""

from hypothesis import given
from hypothesis import strategies as st

from comens_tui.text.anchors import anchor
from comens_tui.text.redline import redline
from tests.text.test_text_clause_merge import BASE, WORDS, clause, document


def test_a_clause_is_found_by_its_id():
    shown = redline(BASE, BASE.replace("DOIT refus", "PEUT refus"))
    assert anchor("ETH.1", shown) == ("ETH.1", False)
    assert anchor("ETH.99", shown) is None


def test_a_clause_that_the_change_removes_still_has_its_place():
    shown = redline(BASE, BASE.replace("\n" + clause(2, "avertir"), ""))
    assert anchor("ETH.2", shown) == ("ETH.2", True)


def test_the_old_number_of_a_renumbered_clause_is_followed():
    shown = redline(BASE, BASE.replace("### ETH.8", "### ETH.18"))
    assert anchor("ETH.8", shown) == ("ETH.18", False)


def test_a_clause_written_then_taken_back_is_gone():
    draft = BASE + "\n" + clause(9, "vocalise")
    shown = redline(BASE, BASE.replace("DOIT refus", "PEUT refus"))
    since = redline(draft, BASE.replace("DOIT refus", "PEUT refus"))
    assert anchor("ETH.9", shown, since) is None


def test_a_number_given_to_another_clause_since_does_not_take_the_remark():
    """ETH.9 was commented; its author then put another clause first, and renumbered."""
    draft = BASE + "\n" + clause(9, "vocalise")
    present = BASE + "\n" + clause(9, "pictogramme") + "\n" + clause(10, "vocalise")
    shown, since = redline(BASE, present), redline(draft, present)
    assert anchor("ETH.9", shown, since) == ("ETH.10", False)


@given(st.permutations(range(8)), st.permutations(range(1, 9)), st.integers(0, 7))
def test_a_remark_follows_the_words_of_its_clause_wherever_they_go(order, numbers, commented):
    """Any order and any numbers: the clause with the same words has the remark."""
    present = document([clause(numbers[place], WORDS[place]) for place in order])
    since = redline(BASE, present)
    found = anchor(f"ETH.{commented + 1}", redline(BASE, present), since)
    assert found == (f"ETH.{numbers[commented]}", False)
