"""How hard a French text is to read: Kandel and Moles, and LIX.

Kandel-Moles = 207 - 1.015 x words/sentence - 73.6 x syllables/word; higher is easier, 50 and
more is standard prose. LIX = words/sentence + 100 x long words/words, long meaning more than
six letters; higher is harder. Both are for comparing two versions of a text, or for holding a
text for the public to a floor: they judge no meaning.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

#: A word ends at an apostrophe and at a hyphen: « est-à-dire » is three.
_WORD = re.compile(r"[^\W\d_]+")
_LONG: Final = 6

_VOWELS: Final = "aeiouyàâäéèêëîïôöùûüÿœæ"
#: A run of vowels that is one nucleus; anything else in the run starts another one.
_NUCLEUS = re.compile(
    r"aoû|eui|uei|œ[ui]|eau|[ao]in|ein|oui|oy|ay|uy"
    r"|[aeo]u|[aeo]i|eî|aî|oî|où|oû|eû|[iu](?=[aeioéèêàâœ])[aeioéèêàâœ](?:[iu])?"
    rf"|[{_VOWELS}]"
)
_RUN = re.compile(rf"[{_VOWELS}]+")
#: Two consonants before it keep the vowel apart: « cli-ent », « ou-vri-er », « cru-el ».
_APART = re.compile(r"(?<=[bcdfgptv][lr])[iu](?=[aeéèoê])")
_SILENT_U = re.compile(r"(?<=q)u|(?<=g)u(?=[eiéèêî])")
_GLIDE = re.compile(rf"(?:(?<=[{_VOWELS}])|\A)y(?=[{_VOWELS}])")
_DIAERESIS = re.compile(r"[ïüÿëö]")
#: An e that is not heard at the end of a word, with the mark of the plural or of a verb.
_MUTE = re.compile(r"(?:(?<=[^aeoàâèêëîôùûœ])es?|(?<=[^aeiouyàâéèêëîïôùûœ])ent)\Z")
#: Words in -ent where the ending is heard; other ones are verbs in the plural.
_HEARD = re.compile(
    r"(?:ment|[aeiou]ent|cent|dent|gent|lent|scient|cient|rent|sent|tent|vent|quent|guent)s?\Z"
)
_VERBS = re.compile(
    r"(?:doiv|peuv|veul|serv|reçoiv|conçoiv|suiv|viv|écriv|inscriv|trouv|prouv|arriv|relèv|observ"
    r"|conserv|présent|représent|respect|permett|mett|transmett|comport|content|command|port"
    r"|exist|consist|rest|ajout|not|constat|compt|apport|traît|trait|utilis|dispos|propos|pass"
    r"|pens|précis|autoris|organis|réalis|laiss|connaiss|garantiss|fourniss|établiss|définiss"
    r"|remplac|annonc|exerc|commenc|gèr|chang|échang|partag|oblig|exig|engag|parl|appell|révèl"
    r"|mêl|contrôl|sembl|entr|montr|offr|ouvr|couvr|entour|assur|mesur|demeur|déclar|prépar"
    r"|donn|concern|prenn|tienn|vienn|deviennent|détermin|accompagn|aid|décid|accèd|demand"
    r"|rend|répond|attend|entend|dépend|perd)ent\Z"
)


class Readability(NamedTuple):
    """The two measures of a text, and the counts that they rest on."""

    kandel_moles: float
    lix: float
    sentences: int
    words: int


def readability(sentences: Iterable[str]) -> Readability | None:
    """Return how hard these sentences are to read, None where they hold no word."""
    count = words = syllables = long = 0
    for sentence in sentences:
        found = _WORD.findall(sentence)
        if not found:
            continue
        count += 1
        words += len(found)
        syllables += sum(map(count_syllables, found))
        long += sum(len(word) > _LONG for word in found)
    if not words:
        return None
    length = words / count
    return Readability(
        round(207 - 1.015 * length - 73.6 * syllables / words, 1),
        round(length + 100 * long / words, 1),
        count,
        words,
    )


@lru_cache(maxsize=1 << 15)
def count_syllables(word: str) -> int:
    """Return how many syllables a French word has when it is read aloud, never less than one.

    Final e is mute, inner e is not, and the plural of verbs is mute; « ion », « ier » and the
    like are one syllable except after two consonants. Rare words may be one off.
    """
    lowered = word.lower()
    if lowered.isascii() and word.isupper() and not any(char in _VOWELS for char in lowered):
        return len(word)
    spoken = _without_mute(_SILENT_U.sub("", lowered))
    spoken = _GLIDE.sub("j", spoken.replace("pays", "pai-is"))
    spoken = _APART.sub(lambda found: f"{found[0]}-", spoken)
    spoken = _DIAERESIS.sub(lambda found: f"-{found[0]}", spoken)
    total = sum(len(_NUCLEUS.findall(run)) for run in _RUN.findall(spoken))
    return max(1, total)


def _without_mute(word: str) -> str:
    if word.endswith(("ent", "ents")) and not _is_verb(word):
        return word
    if word.endswith(("aient", "oient")):
        return word[:-3]
    bare = _MUTE.sub("", word)
    return bare if any(char in _VOWELS for char in bare) else word


def _is_verb(word: str) -> bool:
    if word.endswith(("aient", "oient")):
        return True
    return _VERBS.search(word) is not None or not _HEARD.search(word)
