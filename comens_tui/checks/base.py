"""What a check is, and what it is given besides the workspace.

A check is a module: `CODE`, `SEVERITY`, `TITLE`, a docstring in three parts (`## What it
checks`, `## Why`, `## How to fix`) that is its documentation, and one pure function. A rule
that came later than the first ones says `SINCE` when (see `ageing`). The rules on the text of
one document see a `Page`: the document, its last release, and what the workspace knows. The
others see the whole snapshot.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, Protocol

from comens_tui.checks.ballots import BallotProof
from comens_tui.checks.memory import Memory
from comens_tui.checks.page import Page
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity


def nothing() -> None:
    """Do nothing between two rules."""


class Context(NamedTuple):
    """What a verdict depends on besides the workspace: the day, and the last release.

    `ballot_texts` are the texts that consultations were held on, by blob; `wrong_ballots` the
    consultations whose ballot tag holds other texts than those. `ballots` are the proofs of the
    members' ballots in the tree, by path; what has none is not judged.
    A `memory` spares reading again what has not changed; it never changes a verdict, nor does
    `between`, called between two rules or documents: what it raises ends the run.
    """

    today: date
    baseline: Snapshot | None = None
    memory: Memory | None = None
    ballot_texts: Mapping[str, str] = MappingProxyType({})
    wrong_ballots: frozenset[str] = frozenset()
    between: Callable[[], None] = nothing
    ballots: Mapping[str, BallotProof] = MappingProxyType({})


class Rule(Protocol):
    """What every check says of itself."""

    CODE: str
    SEVERITY: Severity
    TITLE: str


class WorkspaceCheck(Rule, Protocol):
    """A rule over several records at once."""

    def check(self, snapshot: Snapshot, context: Context, /) -> Iterable[Finding]:
        """Yield the findings, in any order."""
        ...


class DocumentCheck(Rule, Protocol):
    """A rule over the text of one document."""

    def check_document(self, page: Page, /) -> Iterable[Finding]:
        """Yield the findings, in any order."""
        ...
