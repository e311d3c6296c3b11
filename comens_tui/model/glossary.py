"""The glossary: the words the corpus uses, and the ones it avoids."""

from typing import ClassVar

from pydantic import Field

from comens_tui.model.record import Record, Value


class Term(Value):
    """One notion, its fixed French word and its English pair."""

    term: str = Field(min_length=1)
    english: str = ""
    definition: str = Field(min_length=1)
    avoid: tuple[str, ...] = Field(default=(), description="variants not to write")


class Acronym(Value):
    """An acronym and what it stands for."""

    acronym: str = Field(min_length=2)
    expansion: str = Field(min_length=1)


class Glossary(Record):
    """The words and acronyms that the corpus defines."""

    KIND: ClassVar[str] = "glossary"

    terms: tuple[Term, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
