"""The committee's glossary as the patterns that the checks look for, compiled once."""

import re
from dataclasses import dataclass
from functools import cached_property

from comens_tui.model.glossary import Glossary

#: A character that may stand inside a word: what follows or precedes a whole word is not one.
_INSIDE = r"[\w\-]"


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

    @cached_property
    def variants(self) -> re.Pattern[str] | None:
        """What finds a variant to avoid, or None where the glossary names none."""
        if not self.preferred:
            return None
        longest_first = sorted(self.preferred, key=lambda word: (-len(word), word))
        words = "|".join(_loose(word) for word in longest_first)
        return re.compile(rf"(?<!{_INSIDE})(?:{words})(?!{_INSIDE})", re.IGNORECASE)

    def preferred_to(self, variant: str) -> str:
        """Return the word to write where `variant`, or its plural, was found."""
        folded = _folded(variant)
        return self.preferred.get(folded) or self.preferred[folded.removesuffix("s")]


def _folded(variant: str) -> str:
    return " ".join(variant.replace("’", "'").split()).casefold()


def _loose(word: str) -> str:
    pattern = re.escape(word).replace("'", "['’]").replace(r"\ ", r"\s+")
    return pattern + ("s?" if word[-1].isalpha() and word[-1] != "s" else "")
