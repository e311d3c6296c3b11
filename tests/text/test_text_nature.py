import pytest

from comens_tui.text.effects import EFFECTS
from comens_tui.text.labels import label
from comens_tui.text.nature import is_same_word
from comens_tui.text.redline import redline


def paragraph(old, new):
    (change,) = redline(old, new).clauses
    return change


def clause(old, new):
    change = redline(f"## Objet\n\n{old}\n", f"## Objet\n\n{new}\n").clauses[-1]
    return change.nature


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("reglage", "réglage"),
        ("œuvre", "oeuvre"),
        ("DOIT", "doit"),
        ("profesionnel", "professionnel"),
        ("consentemnt", "consentement"),
        ("infromation", "information"),
        ("accès", "acces"),
        ("patient", "patients"),
        ("de", "d'"),
    ],
)
def test_a_word_spelled_or_inflected_in_two_ways_is_one_word(one, other):
    assert is_same_word(one, other)
    assert is_same_word(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mois", "moins"),
        ("minimum", "maximum"),
        ("inférieur", "supérieur"),
        ("un", "une"),
        ("possible", "impossible"),
        ("interne", "externe"),
        ("annuel", "manuel"),
        ("avant", "après"),
        ("majeur", "mineur"),
    ],
)
def test_words_that_look_alike_are_not_one_word(one, other):
    assert not is_same_word(one, other)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Le seuil est ≥ X.", "Le seuil est ≤ X."),
        ("Le coût est en €.", "Le coût est en $."),
        ("Oui et non.", "Oui ou non."),
        ("Le code est A.", "Le code est \u202eA."),
        ("Le mot est A.", "Le mot est \x1b[1mA."),
        ("Texte.", "Texte. Un ajout sans effet."),
    ],
)
def test_in_doubt_a_change_is_of_substance(old, new):
    assert paragraph(old, new).nature == "substantive"


def test_a_small_edit_of_what_does_not_bind_is_editorial():
    assert clause("La saisie reste libre.", "La saisie demeure libre.") == "editorial"


def test_a_new_sentence_is_of_substance_even_where_nothing_binds():
    assert clause("La saisie est libre.", "La saisie est libre. Elle est brève.") == "substantive"


def test_a_sign_that_turns_the_text_around_is_of_substance_anywhere():
    assert clause("Le code est A.", "Le code est \u202eA.") == "substantive"


@pytest.mark.parametrize(
    ("old", "new", "effects"),
    [
        ("Il doit agir. Il peut partir.", "Il doit agir.", ()),
        ("Il agit.", "Il agit. Il doit partir.", ("strengthened",)),
        ("Il agit. Il doit partir.", "Il agit.", ("weakened",)),
        ("Il doit agir et doit partir.", "Il doit agir. Il doit partir.", ()),
        ("A dure 3 jours. B dure 5 jours.", "A dure 5 jours. B dure 3 jours.", ("number",)),
        ("Si l'acte est payant, il avertit.", "Si l'acte est gratuit, il avertit.",
         ("scope_narrowed", "scope_widened")),
        ("Si un accès échoue, il avertit.", "Si tout accès échoue, il avertit.", ("scope_widened",)),
        ("Il avertit le patient uniquement.", "Il avertit le patient.", ("scope_widened",)),
        ("Il dure trois mois.", "Il dure 3 mois.", ()),
        ("Il agit jamais.", "Il agit.", ("negation",)),
    ],
)  # fmt: skip
def test_effects_are_told_sentence_by_sentence(old, new, effects):
    assert paragraph(old, new).effects == effects


def test_every_effect_has_a_label():
    assert all(
        label(effect) != effect or effect in {"weakened", "strengthened"} | _SAME
        for effect in EFFECTS
    )


_SAME = {"split", "merged", "renumbered", "moved"}
