"""The rules that a workspace adds to the checks, as data."""

from typing import ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from comens_tui.model.document import FrontMatter
from comens_tui.model.record import Record, Value
from comens_tui.model.words import DocumentKind, DocumentStatus, Severity

#: What a rule may ask; each rule asks exactly one.
QUESTIONS = ("forbid", "section", "front_matter", "pattern")
#: How far a pattern goes: its words, its gaps, and the `*` of one word.
MAX_WORDS, MAX_GAPS, MAX_STARS = 12, 2, 3
#: Patterns of all rules together: the worst of them are tried in seconds, not in minutes.
MAX_PATTERNS = 1000
GAPS = frozenset({"…", "..."})


class Scope(Value):
    """Where a rule looks; what is left out means everywhere."""

    kinds: tuple[DocumentKind, ...] = Field(default=(), description="kinds of document")
    statuses: tuple[DocumentStatus, ...] = Field(default=(), description="states of the text")
    languages: tuple[str, ...] = Field(default=(), description="such as `fr`")
    documents: tuple[str, ...] = Field(default=(), description="ids of documents")
    part: Literal["text", "statements", "headings"] = Field(
        default="text", description="all words, those that oblige, or titles alone"
    )


class OwnRule(Value):
    """One rule: exactly one of `forbid`, `section`, `front_matter` and `pattern`."""

    code: str = Field(pattern=r"^W\d{3}$", description="never given twice, even once dropped")
    title: str = Field(min_length=1, max_length=120, description="the fault, in a few words")
    severity: Severity = Severity.WARNING
    forbid: tuple[str, ...] = Field(
        default=(), max_length=200, description="words not to write, `*` for the end of one"
    )
    section: str | None = Field(
        default=None, min_length=1, max_length=120, description="a heading that must be there"
    )
    front_matter: str | None = Field(
        default=None, pattern=r"^[a-z_]{1,40}$", description="a key that must be filled"
    )
    pattern: str | None = Field(
        default=None,
        max_length=200,
        description="words in a row: `*` for letters, `#` for a number, `…` for up to 8 words",
    )
    message: str = Field(default="", max_length=300, description="what is said of it")
    advice: str = Field(default="", max_length=300, description="how to mend it")
    why: str = Field(default="", max_length=1000, description="shown by `comens explain`")
    scope: Scope = Scope()

    @model_validator(mode="after")
    def _asks_one_thing(self) -> "OwnRule":
        asked = [name for name in QUESTIONS if getattr(self, name)]
        if len(asked) != 1:
            raise PydanticCustomError("own_rule_question", "one question")
        if self.front_matter and self.front_matter not in FrontMatter.model_fields:
            raise _misplaced("own_rule_key", ("front_matter",), self.front_matter)
        for place, words in enumerate(self.forbid):
            if not is_bounded(words):
                raise _misplaced("own_rule_pattern", ("forbid", place), words)
        if self.pattern and not is_bounded(self.pattern):
            raise _misplaced("own_rule_pattern", ("pattern",), self.pattern)
        return self


class OwnRules(Record):
    """Checks that a workspace adds of its own, as words to find or to ask for."""

    KIND: ClassVar[str] = "own_rules"

    rules: tuple[OwnRule, ...] = Field(default=(), max_length=200)

    @model_validator(mode="after")
    def _gives_codes_once(self) -> "OwnRules":
        codes: set[str] = set()
        for place, rule in enumerate(self.rules):
            if rule.code in codes:
                raise _misplaced("own_rule_code", ("rules", place, "code"), rule.code)
            codes.add(rule.code)
        return self

    @model_validator(mode="after")
    def _asks_a_bounded_whole(self) -> "OwnRules":
        patterns = sum(len(rule.forbid) + (rule.pattern is not None) for rule in self.rules)
        if patterns > MAX_PATTERNS:
            raise _misplaced("own_rule_many", ("rules",), str(patterns))
        return self


def is_bounded(pattern: str) -> bool:
    """Tell whether a pattern is one that is always matched in a bounded time.

    It starts and ends with a word, and has no more words, gaps and `*` than the limits.
    """
    words = pattern.split()
    if not 0 < len(words) <= MAX_WORDS or words[0] in GAPS or words[-1] in GAPS:
        return False
    is_starred = all(word.count("*") <= MAX_STARS and word.strip("*") for word in words)
    return is_starred and sum(word in GAPS for word in words) <= MAX_GAPS


def _misplaced(kind: str, place: tuple[str | int, ...], value: str) -> PydanticCustomError:
    """Return a fault of one part of a record; `place` is the way to it from the record."""
    return PydanticCustomError(
        kind,
        "misplaced",
        {"place": place, "given": value},
    )
