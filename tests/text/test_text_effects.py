"""What a change of one sentence does to the norm: the cases a reviewer must never miss."""

import pytest

from comens_tui.text.redline import redline


def said(old, new):
    (change,) = redline(f"{old}\n", f"{new}\n").clauses
    return change.nature, set(change.effects)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Le système DOIT consigner.", "Le système devrait consigner."),
        ("Le système\nDOIT\nconsigner.", "Le système\ndevrait\nconsigner."),
        ("Les systèmes DOIVENT consigner.", "Les systèmes devraient consigner."),
        ("Le système ne doit pas agir.", "Le système ne devrait pas agir."),
        ("Le système **DO**IT consigner.", "Le système **DE**VRAIT consigner."),
        ("Le système DOIT consigner.", "Le système <!-- DOIT --> PEUT consigner."),
        ("Le système _DOIT_ consigner.", "Le système _devrait_ consigner."),
        ("Le système D\u00adOIT consigner.", "Le système devrait consigner."),
        ("Le système D\u200bOIT consigner.", "Le système devrait consigner."),
        ("Le système D\u2060O\u202eIT consigner.", "Le système devrait consigner."),
        ("Le système doit&nbsp;consigner.", "Le système devrait&nbsp;consigner."),
        ("Le système DO&#73;T consigner.", "Le système devrait consigner."),
        ("L'éditeur est tenu de consigner.", "L'éditeur devrait consigner."),
        ("L'éditeur est\ntenu de consigner.", "L'éditeur est invité à consigner."),
        ("Il est nécessaire de consigner.", "Il est utile de consigner."),
        ("L'éditeur a l'obligation de consigner.", "L'éditeur a la possibilité de consigner."),
        ("L'éditeur doit consigner.", "Il y a lieu de consigner."),
        ("Il convient de consigner.", "Il est possible de consigner."),
        ("L'éditeur consigne le motif.", "L'éditeur peut consigner le motif."),
        ("Il faut que le motif soit consigné.", "Le motif peut être consigné."),
    ],
)
def test_a_weaker_form_is_seen(old, new):
    nature, effects = said(old, new)

    assert nature == "substantive"
    assert "weakened" in effects
    assert "strengthened" in said(new, old)[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Il y a lieu de consigner.", "Il n'y a pas lieu de consigner."),
        ("Il convient de consigner.", "Il n'y a pas lieu de consigner."),
        ("Il est tenu de consigner.", "Il est tenu de ne pas consigner."),
        ("Il peut ne pas consigner.", "Il ne peut pas consigner."),
        ("un accès sécurisé", "un accès non-sécurisé"),
    ],
)
def test_a_negation_is_seen(old, new):
    assert "negation" in said(old, new)[1]
    assert "negation" in said(new, old)[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("une température de -5 °C", "une température de 5 °C"),
        ("une température de −5 °C", "une température de 5 °C"),
        ("un délai ≥ 10 jours", "un délai ≤ 10 jours"),
        ("un délai &lt; 10 jours", "un délai > 10 jours"),
        ("une dose de 0.125 mg", "une dose de 125 mg"),
        ("une dose de 1234.567 mg", "une dose de 1234567 mg"),
        ("une dose de 10 mg", "une dose de 10 µg"),
        ("un coût de 10 k€", "un coût de 10 M€"),
        ("de 8h à 20h", "de 8h à 18h"),
        ("avant 12h30", "avant 13h30"),
        ("une aire de 10²", "une aire de 10³"),
        ("la troisième année", "la deuxième année"),
        ("la 3e année", "la 2e année"),
        ("au plus tard dans 10 jours", "au plus tôt dans 10 jours"),
        ("le titre II", "le titre III"),
        ("le titre XI", "le titre IX"),
        ("un score " + "1" * 2000, "un score " + "2" * 2000),
    ],
)
def test_a_number_is_seen(old, new):
    nature, effects = said(old, new)

    assert nature == "substantive"
    assert "number" in effects


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("10 000 dossiers", "10.000 dossiers"),
        ("10 000 dossiers", "10\u202f000 dossiers"),
        ("3,50 heures", "3,5 heures"),
        ("dix jours", "10 jours"),
        ("la 3e année", "la 3ème année"),
        ("007 dossiers", "7 dossiers"),
    ],
)
def test_a_number_written_otherwise_is_the_same(old, new):
    assert "number" not in said(old, new)[1]


def test_the_side_of_a_date_is_seen():
    assert said("avant le 1er mars 2024", "après le 1er mars 2024")[1] == {"date"}


@pytest.mark.parametrize(
    ("without", "condition"),
    [
        ("Le système DOIT consigner.", "Le système DOIT consigner si le patient refuse."),
        ("Le système DOIT consigner.", "Le système DOIT consigner lorsque le patient refuse."),
        ("Le système DOIT consigner.", "En cas de refus, le système DOIT consigner."),
        ("Le système DOIT consigner.", "Lorsqu'un refus survient, le système DOIT consigner."),
        ("Le système DOIT consigner.", "SI le patient refuse ALORS le système DOIT consigner."),
        ("Le système DOIT consigner.", "Le système DOIT, à condition d'être prêt, consigner."),
    ],
)
def test_a_condition_anywhere_is_scope(without, condition):
    assert said(without, condition)[1] == {"scope_narrowed"}
    assert said(condition, without)[1] == {"scope_widened"}


def test_what_changes_in_one_of_many_sentences_is_seen():
    old = [
        f"Le service numéro {number} DOIT répondre à {number} demandes." for number in range(400)
    ]
    new = ["Une phrase de plus pour décaler.", *old[::-1]]
    place = next(at for at, sentence in enumerate(new) if "numéro 7 " in sentence)
    new[place] = new[place].replace("DOIT", "devrait")

    changes = redline(" ".join(old) + "\n", " ".join(new) + "\n").clauses

    assert "weakened" in {effect for change in changes for effect in change.effects}
