import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comens_tui.text.redline import redline, to_json
from comens_tui.text.tokens import is_same_text

signs = st.sampled_from(
    "ab éœ'’\u00a0\u202f\u00ad.,;:!?«»#-*|>[]()&\r\n\t\u202e\x1b\u0301\u200b0123"
)
words = st.sampled_from(
    [
        "le", "Système", "DOIT", "devrait", "ne", "pas", "SI", "ALORS", "deux", "fois", "mois",
        "\n", "\n\n", "\r\n", ". ", " : ", "# ", "## A\n", "### ETH.1 — x\n", "```\n", "---\n",
        "ETH.2", "l'", "l’", "&nbsp;", "&eacute;", "](#a)", "e\u0301", "é", "- ",
    ]
)  # fmt: skip
texts = st.lists(words | signs | st.text(max_size=3), max_size=25).map("".join)


def sides(result):
    data = json.loads(json.dumps(to_json(result)))
    for order, kept in (("old_order", "=-"), ("new_order", "=+")):
        clauses = sorted(
            (clause for clause in data["clauses"] if clause[order] is not None),
            key=lambda clause: clause[order],
        )
        assert [clause[order] for clause in clauses] == list(range(len(clauses)))
        yield "".join(text for clause in clauses for sign, text in clause["ops"] if sign in kept)


@settings(max_examples=300, deadline=None)
@given(texts, texts)
@example("", "")
@example("a", "")
@example("---\na: 1\n---\nx", "---\na: 2\n---\n\ny")
def test_rejecting_all_is_the_old_text_and_accepting_all_the_new(old, new):
    result = redline(old, new)
    assert tuple(sides(result)) == (old, new)
    for change in result.clauses:
        assert change.effects == tuple(dict.fromkeys(change.effects))
        assert (change.nature is None) == (
            change.old_text == change.new_text and not change.effects
        )
        assert all(op.text for op in change.ops)


@settings(max_examples=150, deadline=None)
@given(texts, st.lists(st.tuples(st.integers(0, 200), words | signs), max_size=4))
def test_small_edits_keep_the_invariants_too(old, edits):
    new = old
    for place, text in edits:
        new = new[:place] + text + new[place + 1 :]
    assert tuple(sides(redline(old, new))) == (old, new)


@settings(max_examples=100, deadline=None)
@given(texts)
def test_the_same_text_has_no_change(text):
    result = redline(text, text)
    assert {change.change for change in result.clauses} <= {"same"}
    assert (result.inserted_words, result.deleted_words) == (0, 0)


@settings(max_examples=100, deadline=None)
@given(texts)
def test_what_typography_alone_changes_counts_for_nothing(text):
    plain = text.replace("&", "et")
    wrapped = plain.replace(" ", "\n").replace("'", "’").replace("é", "e\u0301")
    result = redline(plain, wrapped)
    assert is_same_text(plain, wrapped) or "\n" in plain
    assert result.inserted_words == result.deleted_words


def test_names_are_kept():
    data = to_json(redline("a", "b", old_name="v1", new_name="v2"))
    assert (data["from"], data["to"]) == ("v1", "v2")


@pytest.mark.parametrize("text", ["a\r\nb\r\n\r\nc\r\n", "## A\r\n\r\nb\r\n"])
def test_windows_line_ends_on_one_side_are_typography(text):
    result = redline(text, text.replace("\r\n", "\n"))
    assert (result.inserted_words, result.deleted_words) == (0, 0)
    assert {change.nature for change in result.clauses} <= {None, "typography"}
