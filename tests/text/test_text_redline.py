import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comens_tui.text import clause_changes
from comens_tui.text.redline import Reading, redline, to_json
from comens_tui.text.tokens import is_same_text
from comens_tui.text.word_diff import word_diff

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


@settings(max_examples=200, deadline=None)
@given(texts, texts, st.integers(0, 5))
def test_a_reading_gives_the_same_clauses_in_the_same_order_as_the_redline(old, new, looks):
    reading = Reading(old, new, old_name="v1", new_name="v2")
    first = [change for change, _place in zip(reading, range(looks), strict=False)]
    on_the_way = list(reading)

    assert on_the_way[: len(first)] == first
    whole = reading.redline()
    assert whole == redline(old, new, old_name="v1", new_name="v2")
    told_late = {"effects": (), "nature": None, "old_id": None}
    assert [change._replace(**told_late) for change in on_the_way] == [
        change._replace(**told_late) for change in whole.clauses
    ]


def test_the_first_clause_is_read_before_the_words_of_the_others(monkeypatch):
    compared = []

    def counting(old, new):
        compared.append((old, new))
        return word_diff(old, new)

    monkeypatch.setattr(clause_changes, "word_diff", counting)
    old = "".join(f"## Titre {number}\n\nUn motif {number}.\n\n" for number in range(20))
    reading = Reading(old, old.replace("Un motif", "Le motif"))

    assert next(iter(reading)).change == "changed"
    assert len(compared) == 1
    reading.redline()
    assert len(compared) == 20


@pytest.mark.parametrize(("old", "new"), [("a b\r\nc\r\n", "a b\nd\n"), ("é\n", "e\u0301\n")])
def test_counts_are_of_words_whose_letters_changed(old, new):
    result = redline(old, new)
    changed = int("d" in new)
    assert (result.inserted_words, result.deleted_words) == (changed, changed)


PARAGRAPHS = (
    "Le service explique ses réponses à la personne.\nL'explication porte sur\nles sources.\n",
    "Le registre est tenu par tout exploitant.\n",
    "Le comité publie son avis\ndans les deux mois.\n",
    "En cas de doute, il revient au service\nde montrer ce qu'il a fait.\n",
)


def test_a_law_that_is_wrapped_anew_changes_only_where_words_do():
    added = "La personne peut refuser de répondre ; son choix est respecté.\n"
    old = "\n".join(PARAGRAPHS)
    wrapped = [" ".join(paragraph.split()) + "\n" for paragraph in PARAGRAPHS]
    wrapped[1] = wrapped[1].replace("tout exploitant", "chaque exploitant")
    result = redline(old, "\n".join([*wrapped[:3], added, wrapped[3]]))

    assert (result.inserted_words, result.deleted_words) == (len(added.split()) + 1, 1)
    natures = [(change.change, change.nature) for change in result.clauses]
    assert natures == [
        ("changed", "typography"),
        ("changed", "substantive"),
        ("changed", "typography"),
        ("added", "substantive"),
        ("changed", "typography"),
    ]


TITLES = (
    (
        "Chaque image a-t-elle une alternative ?",
        "Chaque image a-t-elle une alternative\u00a0?",
        False,
    ),
    (
        "Chaque [lien](#lien) est-il explicite ?",
        "Chaque [lien](#lien-texte) est-il explicite ?",
        False,
    ),
    ("L'intitulé est-il pertinent ?", "L’intitulé est-il pertinent ?", False),
    ("Chaque cadre a-t-il un titre ?", "Chaque cadre a-t-il un titre pertinent ?", True),
    ("Chaque écran est-il adapté ?", "Chaque e\u0301cran est-il adapté ?", False),
    ("Le délai est-il de 10 secondes ?", "Le délai est-il de 20 secondes ?", True),
)


def test_titles_that_differ_by_bytes_are_told_from_those_that_differ_by_words():
    results = [redline(old, new) for old, new, _expected in TITLES]
    by_words = [item.inserted_words + item.deleted_words > 0 for item in results]

    assert all(old != new for old, new, _expected in TITLES)
    assert by_words == [expected for _old, _new, expected in TITLES]
