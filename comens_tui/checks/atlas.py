"""What exists in the workspace, so that a text can be checked for what it refers to."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from comens_tui.model.requirement import Requirement
from comens_tui.model.snapshot import Snapshot


class Known(Protocol):
    """What a rule on one document may ask about the rest of the workspace, word by word.

    Nothing else is to be had: so it is known what its findings rest on (`checks.memory`).
    """

    def has_document(self, document_id: str) -> bool:
        """Tell whether the corpus has that document."""
        ...

    def has_file(self, path: str) -> bool:
        """Tell whether the workspace has a file at `path`."""
        ...

    def has_record(self, record_id: str) -> bool:
        """Tell whether a record of the kind that the id announces has that id."""
        ...

    def has_requirement(self, requirement_id: str) -> bool:
        """Tell whether the corpus has that requirement, repealed or not."""
        ...

    def is_document_id(self, word: str) -> bool:
        """Tell whether a word has the shape of a document's id here, existing or not."""
        ...

    def is_family(self, word: str) -> bool:
        """Tell whether the ids of some requirements here start with `word`."""
        ...

    def is_repealed(self, requirement_id: str) -> bool:
        """Tell whether that requirement is a tombstone."""
        ...

    def replacement(self, requirement_id: str) -> str | None:
        """Return the requirement that replaces a tombstone, if any does."""
        ...


@dataclass(frozen=True)
class Atlas:
    """The ids and paths that a reference may name."""

    snapshot: Snapshot

    @cached_property
    def requirements(self) -> Mapping[str, Requirement]:
        """Every requirement of the corpus, tombstones too, by id."""
        return {
            item.id: item
            for document in self.snapshot.documents.values()
            for item in document.requirements
        }

    @cached_property
    def families(self) -> frozenset[str]:
        """What the ids of requirements start with here, such as ETH."""
        return frozenset(item.partition(".")[0] for item in self.requirements)

    @cached_property
    def document_prefixes(self) -> frozenset[str]:
        """What the ids of documents start with here, such as REF or GUI."""
        return frozenset(item.partition("-")[0] for item in self.snapshot.documents)

    def has_requirement(self, requirement_id: str) -> bool:
        """Tell whether the corpus has that requirement, repealed or not."""
        return requirement_id in self.requirements

    def is_family(self, word: str) -> bool:
        """Tell whether the ids of some requirements here start with `word`."""
        return word in self.families

    def is_repealed(self, requirement_id: str) -> bool:
        """Tell whether that requirement is a tombstone."""
        found = self.requirements.get(requirement_id)
        return found is not None and found.fields.status != "active"

    def replacement(self, requirement_id: str) -> str | None:
        """Return the requirement that replaces a tombstone, if any does."""
        found = self.requirements.get(requirement_id)
        return found.fields.replaced_by if found else None

    def has_document(self, document_id: str) -> bool:
        """Tell whether the corpus has that document."""
        return document_id in self.snapshot.documents

    def is_document_id(self, word: str) -> bool:
        """Tell whether a word has the shape of a document's id here, existing or not."""
        prefix, hyphen, _rest = word.partition("-")
        return bool(hyphen) and prefix in self.document_prefixes

    def has_file(self, path: str) -> bool:
        """Tell whether the workspace has a file at `path`."""
        return path in self.snapshot.files

    def has_record(self, record_id: str) -> bool:
        """Tell whether a record of the kind that the id announces has that id."""
        return record_id in self._records.get(record_id.partition("-")[0], {})

    @cached_property
    def _records(self) -> Mapping[str, Mapping[str, object]]:
        snapshot = self.snapshot
        return {
            "EV": snapshot.reports,
            "JR": snapshot.reports,
            "P": snapshot.proposals,
            "C": snapshot.consultations,
            "S": snapshot.meetings,
            "D": snapshot.decisions,
            "A": snapshot.follow_ups,
            "W": snapshot.waivers,
        }
