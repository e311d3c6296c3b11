"""A référentiel as any format tells it: sections, requirements, and what finds no place here."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Section(NamedTuple):
    """A heading and the text under it; `depth` is 1 for the parts of the document."""

    depth: int
    title: str
    text: str = ""


class Item(NamedTuple):
    """A requirement of a source.

    `ref` is its label there, empty where it has none. `fields` are those of the `yaml
    requirement` block that the source gives. `details` stands under the statement. `depth`
    is that of a section in its place; 0 puts it under the last section.
    """

    ref: str
    title: str
    statement: str
    details: str = ""
    fields: Mapping[str, Any] = {}
    depth: int = 0


class Lost(NamedTuple):
    """Something of the source that finds no place in a document, and where it stood."""

    place: str
    what: str


class Source(NamedTuple):
    """A whole référentiel read from one file, its parts in order.

    `text` is the document itself where the file already is one of ours.
    """

    title: str
    parts: tuple[Section | Item, ...]
    version: str = ""
    language: str = ""
    introduction: str = ""
    lost: tuple[Lost, ...] = ()
    document: str = ""
    text: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        """The requirements."""
        return tuple(part for part in self.parts if isinstance(part, Item))
