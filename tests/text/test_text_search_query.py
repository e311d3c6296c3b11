"""What a person types becomes a value; nothing that can be typed is an error."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comens_tui.i18n import set_language
from comens_tui.text.search_names import KINDS, State, kinds_named, states_named
from comens_tui.text.search_query import MAX_TERMS, Query, Term, narrowed_by, parse


def open_terms(*found):
    return tuple(Term((words,), is_open=True) for words in found)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("refus Motif", open_terms(("refus",), ("motif",))),
        ("l'enfant qu’il d", open_terms(("enfant",), ("il",))),
        ("d", open_terms(("d",))),
        ("ETH.14", open_terms(("eth", "14"))),
        ('"motif de refus"', (Term((("motif", "de", "refus"),), is_open=False),)),
        ("« motif de refus »", (Term((("motif", "de", "refus"),), is_open=False),)),
        ("“l'enfant”", (Term((("l", "enfant"),), is_open=False),)),
        ('"motif de re', open_terms(("motif", "de", "re"))),
        ("télé-soin", (Term((("tele", "soin"), ("telesoin",)), is_open=True),)),
        ("NEAR(a b) OR *", open_terms(("near", "a"), ("b",), ("or",))),
        ("refus:", open_terms(("refus",))),
        ("type:zzz", open_terms(("type", "zzz"))),
        ("a - b", open_terms(("a",), ("b",))),
        ("refus type:", open_terms(("refus",))),
        ("état :", open_terms(("etat",))),
        ("", ()),
        ("*** () \x00", ()),
    ],
)
def test_words_and_phrases(typed, wanted):
    assert parse(typed).wanted == wanted


def test_what_is_left_out_is_a_whole_word():
    query = parse('consentement -patient -"au plus"')
    assert query.wanted == open_terms(("consentement",))
    assert query.unwanted == (
        Term((("patient",),), is_open=False),
        Term((("au", "plus"),), is_open=False),
    )


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("kind:requirement", {"kinds": {"requirement"}}),
        ("type:exigence type:clause", {"kinds": {"requirement", "clause"}}),
        ("Type\xa0: signalement", {"kinds": {"report"}}),
        ("type:exi", {"kinds": {"requirement"}}),
        ("principe:autonomie", {"principles": {"autonomy"}}),
        ('principe:"justice et équité"', {"principles": {"justice"}}),
        ("principle:non-maleficence", {"principles": {"non_maleficence"}}),
        ("niveau:obligatoire", {"states": {State("requirement", "mandatory")}}),
        ("état:adoptée", {"states": {State("proposal", "adopted")}}),
        ("e\u0301tat:repealed", {"states": {State("requirement", "repealed")}}),
        ("document:ref-tlc", {"document": "ref tlc"}),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_filters_read_in_french_and_in_english(typed, filters, language):
    set_language(language)
    query = parse(typed)
    assert query == Query(**filters)


def test_an_id_is_known_however_it_is_typed():
    assert parse("p-2026-14").identifier == "p 000002026 000000014"
    assert parse("p 2026 14").mention == Term((("p", "2026", "014"),), is_open=False)
    assert parse("eth 14").identifier == "eth 000000014"
    assert parse("eth 14").mention is None
    assert parse('"eth 14"').identifier == ""
    assert parse("eth -14").identifier == ""


def test_what_is_pasted_is_looked_at_as_far_as_a_question_goes():
    assert len(parse("mot " * 10_000).wanted) == MAX_TERMS


def test_filters_given_apart_narrow_those_typed():
    typed = parse("type:exigence type:clause refus")
    assert narrowed_by(typed, kinds=frozenset({"clause", "report"})).kinds == {"clause"}
    assert narrowed_by(typed, principles=frozenset({"justice"})).principles == {"justice"}
    assert narrowed_by(typed, document="REF-TLC").document == "ref tlc"


TYPED = st.text(alphabet="aé-\"«»“” :.'’type kindétat0\x00\ud800*()日🙂\xad") | st.text()


@given(TYPED)
@example("a" * 10_000)
@example('"' * 5_000)
def test_nothing_that_can_be_typed_is_an_error(typed):
    query = parse(typed)
    for term in (*query.terms, *query.unwanted):
        assert all(form and all(form) for form in term.forms)
        for form in term.forms:
            assert '"' not in "".join(form).encode().decode()


def test_every_kind_has_its_own_name():
    assert all(kinds_named(kind) == {kind} for kind in KINDS)
    assert states_named("closed") >= {State("report", "closed"), State("meeting", "closed")}
    assert kinds_named("") == frozenset()
