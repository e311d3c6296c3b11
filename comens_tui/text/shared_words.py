"""The words of a text that say what it is about, folded as the search folds them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from comens_tui.text.folding import folded, words, written_words

#: Shorter words tell little: articles, pronouns, auxiliaries.
_SHORTEST = 4
#: Longer texts are looked at up to here, in characters.
MAX_TEXT: Final = 20_000
#: Words of grammar, French then English, folded. Others are told by how often they occur.
_GRAMMAR_TEXT: Final = """
    ainsi alors apres assez aucun aucune aupres aussi autant autre autres avait avant avec
    avoir avons beaucoup car cela celle celles celui cependant certains cette ceux chaque chez
    comme comment contre dans depuis dernier derniere desormais deux dire doit donc dont elle
    elles encore enfin ensuite entre environ etaient etait etant etre fait faire faut fois font
    grace hors ici jamais jour jours jusqu juste lequel laquelle leur leurs lors lorsqu
    lorsque mais malgre meme memes mieux moins mois nombre nous ont parce parfois parmi
    pendant peut peuvent plus plusieurs pour pourtant pouvoir premier premiere presque puis
    quand quatre quel quelle quelles quelqu quelque quelques quels quoi rien sans sauf selon
    sera serait seul seule seulement sont souvent sous suis suivant telle telles tels tous
    tout toute toutes toujours tres trois trop vers voici voila votre vous
    about after again also because been before being between both could does down during each
    from further have having here into itself just more most only other over same should some
    such than that their them then there these they this those through under until very were
    what when where which while whom will with would your
"""
_GRAMMAR: Final = frozenset(_GRAMMAR_TEXT.split())


@lru_cache(maxsize=128)
def telling_words(*texts: str) -> frozenset[str]:
    """Return the distinct words of `texts` that are neither grammar, nor short, nor numbers."""
    found = words(folded("\n".join(text[:MAX_TEXT] for text in texts)))
    return frozenset(word for word in found if is_telling(word))


def as_written(forms: Sequence[str], *texts: str) -> tuple[str, ...]:
    """Return each folded word as the first of `texts` that has it writes it, accents kept.

    One that is in none of them is returned as it is.
    """
    wanted, found = frozenset(forms), dict[str, str]()
    for text in texts:
        for word in written_words(text[:MAX_TEXT]):
            if word.form in wanted:
                found.setdefault(word.form, text[word.start : word.end])
    return tuple(found.get(form, form) for form in forms)


def is_telling(word: str) -> bool:
    """Tell whether a folded word may say what a text is about."""
    return len(word) >= _SHORTEST and word not in _GRAMMAR and not word.isdigit()
