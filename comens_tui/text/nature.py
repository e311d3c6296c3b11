"""Whether a change is a matter of typography, of wording, or of substance.

A change is *typography* when every word keeps its form. It is *substantive* when it has an
effect on the norm, when it adds or removes a clause, or when it changes a word that binds:
the title, fields and statement of a requirement, and every word of a text that has no
headings. There a change is *editorial* only if each word it replaces keeps its spelling
but for accents, capitals, doubled or swapped letters, hyphens or ligatures, a lone slip in
a long word, its number or gender, an elision, a figure written another way, or marks of
emphasis and punctuation; or if the change is to the bookkeeping fields. Elsewhere (notes,
introductions) a change is editorial if it adds or removes no sentence and changes few
words of each. In doubt it is substantive: a person may say otherwise, and signs for it.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final

from comens_tui.text.clause_parts import ClauseParts
from comens_tui.text.quantities import is_same_value
from comens_tui.text.sentence_pairs import SentencePair, changed_sentences
from comens_tui.text.tokens import forms_of, is_same_text
from comens_tui.text.word_diff import Op, change_pairs, changed_words, word_diff

#: Fields that say where a requirement comes from, not what it asks.
BOOKKEEPING: Final = frozenset({"sources", "introduced", "modified", "original_ref"})
#: Fields whose entries may be written in any order.
UNORDERED: Final = frozenset({"applies_to", "audiences", "evidence"})
#: In a sentence that does not bind, so many words, or this share of them, is a small edit.
FEW_WORDS: Final = 5
FEW_SHARE: Final = 0.2
#: Words shorter than this have neighbours of another meaning one letter away: mois, moins.
LONG_WORD: Final = 8

#: What is longer is no word of the language: a digest, an address, an image in letters.
LONGEST_WORD: Final = 60
#: Shorter words change their meaning with an ending: un, une; pas, pa.
INFLECTED_WORD: Final = 4

_ELISIONS: Final = (
    frozenset({"de", "d'", "du", "des"}),
    frozenset({"le", "la", "l'", "les"}),
    frozenset({"au", "aux", "à"}),
    frozenset({"ce", "cet", "cette", "ces"}),
    frozenset({"que", "qu'"}),
)
_NUMBER_OR_GENDER = re.compile(r"(?:es|s|x|e)\Z")
_HYPHEN = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")
_SPLIT = re.compile(r"\w+'?|[^\w\s]")
#: Signs that may come and go without changing what is said.
_PUNCTUATION: Final = frozenset(".,;:!?…'\"“”«»()[]*_`–—")
_ROMAN = re.compile(r"[ivxlcdm]+")
_DOUBLED = re.compile(r"(.)\1+")


def nature(old: ClauseParts, new: ClauseParts, effects: set[str]) -> str:
    """Return `editorial` or `substantive` for a clause of a document whose words changed."""
    if effects or not _fields_are_editorial(old.fields, new.fields):
        return "substantive"
    if (old.is_requirement or new.is_requirement) and not (
        _keeps_spelling(old.title, new.title) and _keeps_spelling(old.statement, new.statement)
    ):
        return "substantive"
    if old.is_requirement and new.is_requirement:
        pairs = changed_sentences(("", old.rest), ("", new.rest))
    else:
        pairs = changed_sentences((old.title, old.prose), (new.title, new.prose))
    return "editorial" if all(map(_is_small_edit, pairs)) else "substantive"


def paragraph_nature(ops: Sequence[Op], effects: set[str]) -> str:
    """Return `editorial` or `substantive` for a paragraph of a text without headings."""
    return "editorial" if not effects and _keep_spelling(ops) else "substantive"


def has_same_fields(old: ClauseParts, new: ClauseParts) -> bool:
    """Tell whether the fields say the same, typography apart."""
    return old.fields == new.fields or (
        old.fields is not None
        and new.fields is not None
        and is_same_text(repr(old.fields), repr(new.fields))
    )


def is_same_word(old: str, new: str) -> bool:
    """Tell whether two words are one word spelled, accented or inflected in two ways."""
    one, other = _plain(old), _plain(new)
    if one == other or any(one in group and other in group for group in _ELISIONS):
        return True
    short = min(len(one), len(other))
    if _ROMAN.fullmatch(one) and _ROMAN.fullmatch(other):
        return False
    stems = (_NUMBER_OR_GENDER.sub("", one), _NUMBER_OR_GENDER.sub("", other))
    if stems[0] == stems[1] and short >= INFLECTED_WORD:
        return True
    if _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other):
        return True
    return short >= LONG_WORD - 1 and _is_one_slip(one, other)


def _fields_are_editorial(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> bool:
    if (old is None) != (new is None):
        return False
    before, after = old or {}, new or {}
    return all(
        _is_same_field(key, before.get(key), after.get(key))
        for key in (before.keys() | after.keys()) - BOOKKEEPING
    )


def _is_same_field(key: str, old: Any, new: Any) -> bool:
    if key in UNORDERED and isinstance(old, list) and isinstance(new, list):
        old, new = sorted(map(str, old)), sorted(map(str, new))
    if isinstance(old, list) and isinstance(new, list) and len(old) != len(new):
        return False
    return type(old) is type(new) and _keeps_spelling(str(old), str(new))


def _keeps_spelling(old: str, new: str) -> bool:
    return old == new or _keep_spelling(word_diff(old, new))


def _keep_spelling(ops: Sequence[Op]) -> bool:
    return all(_same_words(removed, added) for removed, added in change_pairs(ops))


def _same_words(old: str, new: str) -> bool:
    if is_same_value(old, new):
        return True
    if max(map(len, (*old.split(), *new.split())), default=0) > LONGEST_WORD:
        return is_same_text(old, new)
    before, after = _words(old), _words(new)
    return len(before) == len(after) and all(
        is_same_word(one, other) for one, other in zip(before, after, strict=True)
    )


def _words(text: str) -> list[str]:
    plain = " ".join(form for form in forms_of(text) if form != "-")
    parts = _SPLIT.findall(_HYPHEN.sub("", plain))
    return [part for part in parts if part not in _PUNCTUATION]


def _plain(word: str) -> str:
    folded = word.casefold().replace("œ", "oe").replace("æ", "ae")
    decomposed = unicodedata.normalize("NFD", folded)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _is_one_slip(one: str, other: str) -> bool:
    """Tell whether one inserted, lost or swapped letter inside the word makes the difference."""
    if one[:2] != other[:2] or one[-1:] != other[-1:]:
        return False
    if len(one) == len(other):
        places = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
        return (
            len(places) == 2  # noqa: PLR2004 - a swap touches two places
            and places[1] == places[0] + 1
            and one[places[0]] == other[places[1]]
            and one[places[1]] == other[places[0]]
        )
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(
        long[:at] + long[at + 1 :] == short for at in range(len(long))
    )


def _is_small_edit(pair: SentencePair) -> bool:
    if not pair.old or not pair.new:
        return False
    ops = word_diff(pair.old, pair.new)
    most = max(FEW_WORDS, FEW_SHARE * max(len(pair.old.split()), len(pair.new.split())))
    if sum(changed_words(ops)) > most and not _keep_spelling(ops):
        return False
    return not _brings_unseen_signs(ops)


def _brings_unseen_signs(ops: Sequence[Op]) -> bool:
    """Tell whether a sign that is not drawn, or turns the text around, comes with the change."""
    return any(
        unicodedata.category(sign) in ("Cc", "Cf") and not sign.isspace() and forms_of(sign)
        for op in ops
        if op.sign == "+"
        for sign in op.text
    )
