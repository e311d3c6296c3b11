"""The merge by clause: what was changed apart is joined, what both changed is a conflict."""

from hypothesis import example, given
from hypothesis import strategies as st

from comens_tui.text.clause_merge import WHOLE, merge_clauses
from comens_tui.text.markdown import split_clauses
from tests.support import REFERENTIAL_MD

#: Clauses that no one could take for one another.
WORDS = ("refus", "avertir", "journal", "terminal", "aidant", "mineur", "archive", "dosage")
TITLE = "# Référentiel\n\n"


def clause(number: int, word: str, change: str = "") -> str:
    said = f"{word} consigne {word}s et {word}ments pour {word}eur{change}"
    return f"### ETH.{number} — {word.capitalize()}\n\nLe Système DOIT {said}.\n"


def document(parts: list[str]) -> str:
    return TITLE + "\n".join(parts)


def never(_base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """Lines that never merge: the clauses alone must do."""
    return f"{ours}|{theirs}", True


BASE = document([clause(number, word) for number, word in enumerate(WORDS, 1)])


def test_what_each_side_changed_alone_is_joined_even_on_neighbouring_lines():
    ours = BASE.replace("DOIT refus", "DEVRAIT refus")
    theirs = BASE.replace("DOIT avertir", "PEUT avertir")
    merged = merge_clauses(BASE, ours, theirs, never)
    assert merged.text == ours.replace("DOIT avertir", "PEUT avertir")
    assert (merged.conflicts, merged.combined) == ((), ())


def test_a_clause_that_both_changed_is_a_conflict_until_it_is_settled():
    ours, theirs = BASE.replace("DOIT refus", "DEVRAIT refus"), BASE.replace("DOIT refus", "PEUT x")
    merged = merge_clauses(BASE, ours, theirs, never)
    assert merged.text is None
    (conflict,) = merged.conflicts
    assert (conflict.clause, conflict.title) == ("ETH.1", "Refus")
    for version, text in zip((conflict.base, conflict.ours, conflict.theirs),
                             (BASE, ours, theirs), strict=True):  # fmt: skip
        assert version in text
    assert merge_clauses(BASE, ours, theirs, never, {"ETH.1": conflict.ours}).text == ours
    assert merge_clauses(BASE, ours, theirs, never, {"ETH.1": conflict.theirs}).text == theirs
    own = merge_clauses(BASE, ours, theirs, never, {"ETH.1": "### ETH.1 — À moi\n\nOui.\n"})
    assert "À moi\n\nOui.\n\n### ETH.2" in own.text.replace("Oui.\n###", "Oui.\n\n###")
    assert own.conflicts == merged.conflicts


def test_a_clause_removed_by_one_and_changed_by_the_other_is_a_conflict():
    ours = BASE.replace("\n" + clause(2, "avertir"), "")
    theirs = BASE.replace("DOIT avertir", "PEUT avertir")
    (conflict,) = merge_clauses(BASE, ours, theirs, never).conflicts
    assert (conflict.clause, conflict.ours) == ("ETH.2", "")
    assert merge_clauses(BASE, ours, theirs, never, {"ETH.2": ""}).text == ours


def test_a_change_follows_the_clause_that_the_other_side_renumbered():
    ours = BASE.replace("### ETH.8", "### ETH.18")
    theirs = BASE.replace("DOIT dosage", "PEUT dosage")

    def by_lines(base: str, one: str, other: str) -> tuple[str, bool]:
        lines = zip(base.split("\n"), one.split("\n"), other.split("\n"), strict=True)
        return "\n".join(a if b == old else b for old, b, a in lines), False

    merged = merge_clauses(BASE, ours, theirs, by_lines)
    assert merged.text == ours.replace("DOIT dosage", "PEUT dosage")
    assert merged.combined == ("ETH.8",)


def test_new_clauses_of_both_sides_are_kept_where_each_was_written():
    ours = BASE + "\n" + clause(20, "pictogramme")
    theirs = BASE + "\n" + clause(21, "vocalise")
    assert merge_clauses(BASE, ours, theirs, never).text == ours + "\n" + clause(21, "vocalise")


def test_two_orders_that_differ_go_by_lines_and_else_are_one_conflict():
    parts = [clause(number, word) for number, word in enumerate(WORDS, 1)]
    ours = document([*parts[4:], *parts[:4]])
    theirs = document(parts[::-1])
    merged = merge_clauses(BASE, ours, theirs, never)
    assert [item.clause for item in merged.conflicts] == [WHOLE]
    assert merge_clauses(BASE, ours, theirs, never, {WHOLE: theirs}).text == theirs


def test_a_text_without_headings_is_one_clause():
    merged = merge_clauses("a\n", "b\n", "c\n", never)
    assert [item.clause for item in merged.conflicts] == ["#"]


#: What a side does to each clause: nothing, another word, or away with it.
DEEDS = st.lists(st.sampled_from(["", " sans délai", " par écrit", None]), min_size=8, max_size=8)


def done(deeds: list[str | None]) -> str:
    return document(
        [
            clause(number, word, deed)
            for number, (word, deed) in enumerate(zip(WORDS, deeds, strict=True), 1)
            if deed is not None
        ]
    )


@given(DEEDS)
def test_one_side_alone_is_taken_byte_for_byte(deeds):
    text = done(deeds)
    assert merge_clauses(BASE, text, BASE, never).text == text
    assert merge_clauses(BASE, BASE, text, never).text == text
    assert merge_clauses(BASE, text, text, never).text == text


@given(DEEDS, DEEDS)
@example(["", "", "", "", "", "", "", None], ["", "", "", "", "", "", None, ""])
def test_nothing_that_either_side_wrote_is_lost(ours, theirs):
    merged = merge_clauses(BASE, done(ours), done(theirs), never)
    clashes = {
        f"ETH.{number}"
        for number, (one, other) in enumerate(zip(ours, theirs, strict=True), 1)
        if one not in (other, "") and other != ""
    }
    assert {item.clause for item in merged.conflicts} == clashes
    if clashes:
        assert merged.text is None
        kept = {item.clause: item.theirs for item in merged.conflicts}
        merged = merge_clauses(BASE, done(ours), done(theirs), never, kept)
    wanted = [other if other != "" else one for one, other in zip(ours, theirs, strict=True)]
    assert merged.text.rstrip("\n") == done(wanted).rstrip("\n")


def test_the_front_matter_and_fields_merge_like_the_rest():
    ours = REFERENTIAL_MD.replace("level: recommended", "level: mandatory", 1)
    theirs = REFERENTIAL_MD.replace("termes simples", "termes brefs")
    merged = merge_clauses(REFERENTIAL_MD, ours, theirs, lambda *_: ("merged\n", False))
    assert merged.combined == ("ETH.2",)
    assert next(item.id for item in split_clauses(merged.text)) == "---"
