"""Syllables, Kandel-Moles and LIX on words and sentences counted by hand."""

import re

import pytest

from comens_tui.text.readability import count_syllables, readability

#: As read aloud; inner e counts, final e does not.
SYLLABLES = """
maison 2 eau 1 professionnel 4 système 2 doit 1 permettre 2
consigner 3 motif 2 écran 2 patients 2 téléconsultation 6 information 4
client 2 prière 2 ouvrier 3 doivent 1 peuvent 1 moment 2
serment 2 content 2 présentent 2 évaluent 3 naïf 2 Noël 2
voyage 2 pays 2 paysage 3 bienfaisance 3 autonomie 4 équité 3
qualité 3 guide 1 langue 1 numérique 3 santé 2 œuvre 1
cœur 1 yeux 1 lieu 1 lieux 1 nuit 1 lui 1
oui 1 poésie 3 théâtre 2 réel 2 création 3 européen 4
donnée 2 données 2 amie 2 vue 1 les 1 de 1
ce 1 que 1 elle 1 aient 1 avaient 2 soient 1
utilisateur 5 ingénieur 3 éthique 2 cohérence 3 coopération 5 biologie 3
patience 2 science 1 conscience 2 viande 1 août 1 appréciation 4
confidentialité 6 interopérabilité 8 sécurité 4 référentiel 4 exigence 3 accessibilité 6
hier 1 quatrième 3 société 3 environnement 5 évidemment 4 gouvernement 4
agent 2 urgent 2 traitement 3 consentement 4 fournissent 2 établissement 5
établissent 3 garantissent 3 rendent 1 changent 1 expérience 3 appareil 3
travail 2 feuille 1 œil 1 famille 2 ville 1 fille 1
accueil 2 détail 2 peu 1 chaque 1 publique 2 logiciel 3
logique 2 gestion 2 question 2 jouet 2 jouer 2 louer 2
jour 1 huit 1 puis 1 suite 1 cruel 2 truite 1
bruit 1 construire 2 crier 2 février 3 plier 2 sablier 3
essuyer 3 payer 2 employer 3 soleil 2
"""
WORDS = [(found[1], int(found[2])) for found in re.finditer(r"(\w+) (\d)", SYLLABLES)]


@pytest.mark.parametrize(("word", "count"), WORDS)
def test_a_word_has_the_syllables_that_are_heard(word: str, count: int) -> None:
    assert count_syllables(word) == count
    assert count_syllables(word.capitalize()) == count


def test_letters_read_one_by_one_are_syllables() -> None:
    assert count_syllables("HDS") == 3
    assert count_syllables("n") == 1


def test_the_two_measures_are_those_of_their_formulas() -> None:
    # 6 words, 7 syllables (le soin aide la ma-man; il rit), 2 sentences, no long word.
    found = readability(["Le soin aide maman.", "Il rit."])
    assert found is not None
    assert (found.words, found.sentences) == (6, 2)
    assert found.kandel_moles == round(207 - 1.015 * 3 - 73.6 * 7 / 6, 1)
    assert found.lix == 3.0


def test_a_long_word_has_more_than_six_letters() -> None:
    found = readability(["Patient hôpital médecin soins."])
    assert found is not None
    assert found.lix == round(4 + 100 * 3 / 4, 1)


def test_no_word_has_no_measure() -> None:
    assert readability(["…", "12 %"]) is None
    assert readability([]) is None
