"""What the checks found in files that have not changed, so that only changed ones are read.

What is remembered never changes a verdict. The findings of a document are kept under the
digest of all that a rule on one document may look at, together with every question that the
rules asked about the rest of the workspace; they hold again only where each question has the
same answer. Of the scan for personal data it is kept only that a file was clean.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from comens_tui.checks.atlas import Atlas
from comens_tui.model.finding import Edit, Finding
from comens_tui.model.words import Severity

Answer = bool | str | None
#: The question, what it was asked of, and the answer.
Asked = tuple[str, str, Answer]

_QUESTIONS: Mapping[str, Callable[[Atlas, str], Answer]] = {
    "has_document": Atlas.has_document,
    "has_file": Atlas.has_file,
    "has_record": Atlas.has_record,
    "has_requirement": Atlas.has_requirement,
    "is_document_id": Atlas.is_document_id,
    "is_family": Atlas.is_family,
    "is_repealed": Atlas.is_repealed,
    "replacement": Atlas.replacement,
}


class Witness:
    """An atlas that remembers what it was asked: `Known` to the rules on one document."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._asked: dict[tuple[str, str], Answer] = {}

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Every question put so far, once, with its answer."""
        return tuple((name, of, answer) for (name, of), answer in self._asked.items())

    def _ask(self, question: str, of: str) -> Any:
        key = (question, of)
        if key not in self._asked:
            self._asked[key] = _QUESTIONS[question](self._atlas, of)
        return self._asked[key]

    def has_document(self, document_id: str) -> bool:
        """Ask the atlas, and remember."""
        return bool(self._ask("has_document", document_id))

    def has_file(self, path: str) -> bool:
        """Ask the atlas, and remember."""
        return bool(self._ask("has_file", path))

    def has_record(self, record_id: str) -> bool:
        """Ask the atlas, and remember."""
        return bool(self._ask("has_record", record_id))

    def has_requirement(self, requirement_id: str) -> bool:
        """Ask the atlas, and remember."""
        return bool(self._ask("has_requirement", requirement_id))

    def is_document_id(self, word: str) -> bool:
        """Ask the atlas, and remember."""
        return bool(self._ask("is_document_id", word))

    def is_family(self, word: str) -> bool:
        """Ask the atlas, and remember."""
        return bool(self._ask("is_family", word))

    def is_repealed(self, requirement_id: str) -> bool:
        """Ask the atlas, and remember."""
        return bool(self._ask("is_repealed", requirement_id))

    def replacement(self, requirement_id: str) -> str | None:
        """Ask the atlas, and remember."""
        found: str | None = self._ask("replacement", requirement_id)
        return found


#: One part in so many must be new before all is written again.
_LEAST_NEW = 128


class _Kept(NamedTuple):
    """The findings of one document, and the questions that they rest on."""

    findings: tuple[Finding, ...]
    asked: tuple[Asked, ...]

    def holds(self, atlas: Atlas) -> bool:
        """Tell whether every question would be answered the same today."""
        return all(_QUESTIONS[name](atlas, of) == answer for name, of, answer in self.asked)


class Last(NamedTuple):
    """The digest of the last state seen whole, and all that was found in it."""

    state: str
    found: tuple[Finding, ...]


class Memory:
    """Findings by key, and the keys of files without personal data; safe from several threads.

    A key is a digest, made by `key_of`, of everything that the result depends on.
    """

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._clean: set[str] = set()
        self._used: set[str] = set()
        #: How much was learned since it was last written.
        self.learned = 0
        #: The last state seen whole in this run of the program.
        self.last: Last | None = None

    def findings(self, key: str, atlas: Atlas) -> tuple[Finding, ...] | None:
        """Return what was found under `key`, None where it must be looked for again."""
        kept = self._kept.get(key)
        if kept is None or not kept.holds(atlas):
            return None
        self._used.add(key)
        return kept.findings

    def keep(self, key: str, findings: Sequence[Finding], witness: Witness) -> None:
        """Remember what was found under `key`, and what the witness was asked for it."""
        self._kept[key] = _Kept(tuple(findings), witness.asked)
        self._used.add(key)
        self.learned += 1

    def is_clean(self, key: str) -> bool:
        """Tell whether the file was found clean; a file not known is not."""
        if key not in self._clean:
            return False
        self._used.add(key)
        return True

    def keep_clean(self, key: str) -> None:
        """Remember that a file holds no personal data."""
        self._clean.add(key)
        self._used.add(key)
        self.learned += 1

    @property
    def is_worth_writing(self) -> bool:
        """Whether writing all of it spares more than reading again what is new in it."""
        return self.learned * _LEAST_NEW > len(self._kept) + len(self._clean)

    def to_data(self) -> dict[str, Any]:
        """Return what was of use as plain values, for `from_data`; the rest is forgotten."""
        return {
            "documents": {
                key: [[list(item) for item in kept.findings], kept.asked]
                for key, kept in list(self._kept.items())
                if key in self._used
            },
            "clean": sorted(self._clean & self._used),
        }

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> "Memory":
        """Return the memory that `to_data` gave.

        Raises:
            KeyError, TypeError, ValueError: It is not what `to_data` gives.
        """
        memory = Memory()
        for key, (findings, asked) in data["documents"].items():
            memory._kept[key] = _Kept(
                tuple(finding_of(item) for item in findings),
                tuple((_known(name), of, answer) for name, of, answer in asked),
            )
        memory._clean = set(data["clean"])
        return memory


def key_of(*parts: str) -> str:
    """Return the digest of the parts, in order: 128 bits in hexadecimal."""
    return hashlib.sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()[:32]


def finding_of(values: Sequence[Any]) -> Finding:
    """Return the finding whose fields are `values`, such as a file of JSON holds them.

    Raises:
        TypeError, ValueError: They are not the fields of a finding.
    """
    code, severity, *others, edits = values
    found = Finding(code, Severity(severity), *others)
    return found._replace(edits=tuple(Edit(*edit) for edit in edits))


def _known(question: str) -> str:
    if question not in _QUESTIONS:
        raise KeyError(question)
    return question
