"""A requirement, a clause, and where they stand in a document."""

from typing import NamedTuple

from pydantic import Field

from comens_tui.model.ids import DecisionId, RequirementId, Version
from comens_tui.model.record import Value
from comens_tui.model.words import Level, Principle


class RequirementFields(Value):
    """The fenced `yaml requirement` block under a requirement's heading."""

    level: Level = Field(description="strength of the requirement")
    principles: tuple[Principle, ...] = Field(min_length=1, description="main principle first")
    applies_to: tuple[str, ...] = Field(min_length=1, description="profiles it applies to")
    condition: str | None = Field(default=None, description="what stands after SI, if anything")
    evidence: tuple[str, ...] = Field(default=(), description="elements of proof")
    sources: tuple[str, ...] = Field(default=(), description="reports, proposals, groups, law")
    introduced: Version = Field(description="release that brought it in")
    modified: Version | None = Field(default=None, description="last release that changed it")
    phase: str | None = Field(default=None, description="phase of a project (guides)")
    step: str | None = Field(default=None, description="step of that phase (guides)")
    status: str = Field(default="active", pattern="^(active|repealed)$")
    repealed_by: DecisionId | None = None
    replaced_by: RequirementId | None = None
    original_ref: str | None = Field(default=None, description="label in the source document")


class Requirement(NamedTuple):
    """A requirement as it stands in its document."""

    id: str
    title: str
    fields: RequirementFields
    statement: str
    line: int


class Clause(NamedTuple):
    """A piece of a document that starts at a heading and ends before the next one.

    `text` is the exact source, heading and block included: the clauses of a document,
    front matter first, joined in order, are the document byte for byte. `id` is the
    requirement id, or a stable slug made of the headings above (`#` for what stands
    before the first heading, `---` for the front matter). `line` is 1-based.
    """

    id: str
    title: str
    level: int
    text: str
    line: int
