"""The base of every record kept as a file of the workspace."""

from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field


class Value(BaseModel):
    """A part of a record: frozen, and refusing keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Record(Value):
    """One file of the workspace. `schema` is the version of the format of its kind."""

    KIND: ClassVar[str] = ""

    schema_version: Literal[1] = Field(
        default=1, alias="schema", description="version of this record's format"
    )

    def to_data(self) -> dict[str, Any]:
        """Return plain data for a new file: what has its default is left out, `schema` is not."""
        data = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return {"schema": self.schema_version, **data}

    def to_full_data(self) -> dict[str, Any]:
        """Return plain data with every key, to compare two versions of one record."""
        return self.model_dump(mode="json", by_alias=True)
