import pytest

from comens_tui.model.words import Level
from comens_tui.text.quantities import dates, is_same_value, quantities
from comens_tui.text.strength import VERBAL_FORMS, strongest, verbal_forms

MUST, SHOULD, MAY = Level.MANDATORY, Level.RECOMMENDED, Level.OPTIONAL


@pytest.mark.parametrize(
    ("sentence", "level", "is_negative"),
    [
        ("Le Système DOIT informer.", MUST, False),
        ("Les éditeurs doivent publier.", MUST, False),
        ("L'éditeur devra publier.", MUST, False),
        ("L'éditeur est tenu d’informer.", MUST, False),
        ("La déclaration est obligatoire.", MUST, False),
        ("Il faut publier.", MUST, False),
        ("Le Système ne doit pas conserver.", MUST, True),
        ("Le Système NE DOIT en aucun cas conserver.", MUST, True),
        ("Le Système n'en doit rien garder.", MUST, True),
        ("Aucun acte ne peut être pratiqué.", MUST, True),
        ("Il est interdit de conserver.", MUST, True),
        ("Cet accès n'est pas autorisé.", MUST, True),
        ("Le Système **DEVRAIT** informer.", SHOULD, False),
        ("Le Système <!-- DOIT --> PEUT informer.", MAY, False),
        ("Le Système PEUT informer. <!-- Il le DOIT", MAY, False),
        ("Il convient que le Système informe.", SHOULD, False),
        ("Il est recommandé d'informer.", SHOULD, False),
        ("Il convient de ne pas conserver.", SHOULD, True),
        ("Le Système ne devrait pas conserver.", SHOULD, True),
        ("Le patient peut refuser.", MAY, False),
        ("Le patient\u00a0pourra\nrefuser.", MAY, False),
        ("L'éditeur n'est pas tenu d'informer.", MAY, False),
        ("La déclaration n'est pas obligatoire.", MAY, False),
        ("L'accès est autorisé.", MAY, False),
    ],
)
def test_each_verbal_form_has_its_level(sentence, level, is_negative):
    (found,) = verbal_forms(sentence)
    assert (found.form.level, found.form.is_negative) == (level, is_negative)


@pytest.mark.parametrize(
    "sentence", ["Les droits du patient.", "Un étroit couloir.", "", "La peur."]
)
def test_other_words_are_no_verbal_form(sentence):
    assert verbal_forms(sentence) == ()


def test_the_strongest_form_of_a_text_is_told():
    assert strongest("Il peut et doit, il convient.") is MUST
    assert strongest("Il convient, il peut.") is SHOULD
    assert strongest("Texte.") is None


def test_each_row_of_the_table_can_be_found():
    examples = [
        "n'est pas tenu de x", "n'est pas nécessaire", "n'est pas permis", "n'est pas recommandé",
        "ne devrait pas", "ne doit pas", "ne peut", "il convient de ne pas", "est recommandé de ne pas",
        "doit ne pas", "devrait", "doit", "il convient", "est recommandé", "est conseillé",
        "est déconseillé", "est tenu de", "est obligatoire", "il faut", "est interdit", "est permis",
        "peut", "a le droit de", "n'a pas à", "il n'y a pas lieu de", "il est possible",
        "est tenu de ne pas", "a l'obligation de", "il y a lieu de",
    ]  # fmt: skip
    found = {item.form.name for text in examples for item in verbal_forms(text)}
    assert found == {row.name for row in VERBAL_FORMS}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("deux fois par an", {"2 fois": 1, "every an": 1}),
        ("un bilan mensuel", {"every mois": 1}),
        ("1\u202f000 personnes, 1 000, 1.000, mille", {"1000": 4}),
        ("0,5 point ou 0.5", {"0.5": 2}),
        ("quatre-vingt-dix-sept jours", {"97 jour": 1}),
        ("soixante et onze, cent vingt mille deux cents", {"71": 1, "120200": 1}),
        ("au moins 10 personnes", {"bound au moins": 1, "10": 1}),
        ("un délai d'un mois", {"1 mois": 1}),
        ("transmises à un tiers", {}),
        ("75 % des critères", {"75 %": 1}),
        ("l'article L. 1110-10 et ETH.14.1", {"reference L1110-10": 1, "reference ETH14.1": 1}),
        ("le 1er mars 2024", {}),
        ("un patient", {}),
    ],
)
def test_quantities_have_one_form_for_each_value(text, expected):
    assert dict(quantities(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le 1er mars 2024, le 01/03/2024 et 2024-03-01", {"2024-03-01": 3}),
        ("le 26 mai", {"?-05-26": 1}),
        ("depuis mars 2024, en 2025", {"2024-03-?": 1, "2025-?-?": 1}),
        ("2000 personnes et 1 950 euros", {}),
    ],
)
def test_dates_have_one_form(text, expected):
    assert dict(dates(text)) == expected


def test_one_value_written_in_two_ways_is_told_from_two_values():
    assert is_same_value("1er mars 2026", "01/03/2026")
    assert is_same_value("trois", "3")
    assert not is_same_value("trois", "4")
    assert not is_same_value("1er mars 2026", "2 mars 2026")
    assert not is_same_value("trois", "patient")
