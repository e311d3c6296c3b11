"""A document of the corpus: its front matter, and the clauses and requirements in its text."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from comens_tui.model.ids import DocumentId, Version
from comens_tui.model.record import Record, Value
from comens_tui.model.requirement import Clause, Requirement
from comens_tui.model.words import DocumentKind, DocumentStatus, LegalState


class Legal(Value):
    """The legal state of a text; tagging a release never changes it."""

    state: LegalState
    order: str | None = Field(default=None, description="the order (arrêté) that approves it")
    nor: str | None = Field(default=None, description="NOR number of that order")
    published: date | None = Field(default=None, description="publication in the JO")
    effective: date | None = Field(default=None, description="entry into force")
    supersedes: str | None = None


class FrontMatter(Record):
    """The YAML block at the top of a document."""

    KIND: ClassVar[str] = "document"

    id: DocumentId
    kind: DocumentKind
    title: str = Field(min_length=1)
    status: DocumentStatus
    version: Version
    legal: Legal
    audiences: tuple[str, ...] = Field(min_length=1)
    owner: str = Field(description="working group in charge")
    sources: tuple[str, ...] = ()
    review_by: date | None = Field(default=None, description="when it must be looked at again")
    language: str = Field(default="fr", pattern="^[a-z]{2}$")


class Document(Value):
    """A parsed document; `text` is the exact content of its file."""

    path: str
    front: FrontMatter
    text: str
    clauses: tuple[Clause, ...]
    requirements: tuple[Requirement, ...]

    @property
    def id(self) -> str:
        """The document's id."""
        return self.front.id
