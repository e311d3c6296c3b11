"""The committee's glossary as the patterns that the checks look for, compiled once."""

import re
from dataclasses import dataclass
from functools import cached_property

from comens_tui.model.glossary import Glossary
from comens_tui.text.lexicon import fold_case

#: A character that may stand inside a word: what follows or precedes a whole word is not one.
_INSIDE = r"[\w\-]"
_WITHIN = re.compile(_INSIDE)


@dataclass(frozen=True)
class Vocabulary:
    """The words that the corpus uses, and the variants it avoids."""

    glossary: Glossary

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """What the glossary says of acronyms: expanded, a term by itself, or one to avoid."""
        terms = self.glossary.terms
        return frozenset(
            [item.acronym for item in self.glossary.acronyms]
            + [item.term for item in terms if item.term.isupper()]
            + [variant for item in terms for variant in item.avoid]
        )

    @cached_property
    def preferred(self) -> dict[str, str]:
        """The word to write for each variant to avoid, in lower case."""
        return {
            _folded(variant): item.term for item in self.glossary.terms for variant in item.avoid
        }

    def may_hold_variants(self, lexicon: str) -> bool:
        """Tell by the words of a text, each once, whether a variant to avoid may be in it."""
        return any(all(map(lexicon.__contains__, words)) for words in self._words)

    @cached_property
    def _words(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(fold_case(variant).split()) for variant in self.preferred)

    def variants_in(self, text: str) -> re.Pattern[str] | None:
        """Return what finds the variants to avoid in a text, None where it holds none.

        A match inside a word is no variant: `whole_words` leaves it out.
        """
        folded = _folded(text)
        likely = tuple(variant for variant in self._longest_first if variant in folded)
        if not likely:
            return None
        if likely not in self._patterns:
            words = "|".join(map(_loose, likely))
            self._patterns[likely] = re.compile(rf"(?:{words})(?!{_INSIDE})", re.IGNORECASE)
        return self._patterns[likely]

    @cached_property
    def _patterns(self) -> dict[tuple[str, ...], re.Pattern[str]]:
        return {}

    @cached_property
    def _longest_first(self) -> tuple[str, ...]:
        return tuple(sorted(self.preferred, key=lambda word: (-len(word), word)))

    def preferred_to(self, variant: str) -> str:
        """Return the word to write where `variant`, or its plural, was found."""
        folded = _folded(variant)
        return self.preferred.get(folded) or self.preferred[folded.removesuffix("s")]


def whole_words(pattern: re.Pattern[str], text: str) -> list[str]:
    """Return what `pattern` finds in `text` at the start of a word.

    A look behind in the pattern itself would be tried at every character.
    """
    return [
        found[0]
        for found in pattern.finditer(text)
        if not found.start() or not _WITHIN.match(text[found.start() - 1])
    ]


def _folded(variant: str) -> str:
    return " ".join(variant.replace("’", "'").split()).casefold()


def _loose(word: str) -> str:
    pattern = re.escape(word).replace("'", "['’]").replace(r"\ ", r"\s+")
    return pattern + ("s?" if word[-1].isalpha() and word[-1] != "s" else "")
