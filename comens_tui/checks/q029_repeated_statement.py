"""Same statement twice.

## What it checks
Two requirements in force whose statements are the same words, whatever their capitals, spaces
and punctuation. An edition in another language is not compared with the original.

## Why
When one of them is amended the other stays as it was, and the corpus contradicts itself.

## How to fix
Keep one, and refer to it; repeal the other with a decision.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from comens_tui.checks.base import Context
from comens_tui.checks.page import is_active
from comens_tui.i18n import N_, _
from comens_tui.model.document import Document
from comens_tui.model.finding import Finding
from comens_tui.model.requirement import Requirement
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

CODE = "Q029"
SEVERITY = Severity.WARNING
TITLE = N_("Same statement twice")

_WORD = re.compile(r"\w+")
#: The characters at the end of a statement where its last words are looked for, and how many.
_END, _LAST = 48, 4
#: Statements whose words are remembered: a large corpus asked about again and again.
_MOST_REMEMBERED = 1 << 15


def check(snapshot: Snapshot, _context: Context) -> Iterator[Finding]:
    """Yield one finding for each requirement that repeats an earlier one."""
    first: dict[str, str] = {}
    for document, requirement in _likely(snapshot):
        words = _words(requirement.statement)
        if not words:
            continue
        other = first.setdefault(words, requirement.id)
        if other != requirement.id:
            yield Finding(
                CODE,
                SEVERITY,
                document.path,
                requirement.line,
                _("{id} says the same as {other}.").format(id=requirement.id, other=other),
                _("Keep one of the two, and refer to it."),
                document.id,
                requirement.id,
            )


def _likely(snapshot: Snapshot) -> list[tuple[Document, Requirement]]:
    """Return the requirements in force whose statement ends as that of another one does."""
    ends = [
        (_end(requirement.statement), document, requirement)
        for document in snapshot.documents.values()
        for requirement in document.requirements
        if is_active(requirement)
    ]
    count = Counter(end for end, _document, _requirement in ends)
    return [(document, requirement) for end, document, requirement in ends if count[end] > 1]


def _end(statement: str) -> str:
    """Return the last words of a statement; two that say the same have the same ones."""
    words = _WORD.findall(statement[-_END:].casefold())
    # The first one may have been cut.
    if len(words) <= _LAST:
        words = _words(statement).split(" ")
    return " ".join(words[-_LAST:])


@lru_cache(maxsize=_MOST_REMEMBERED)
def _words(statement: str) -> str:
    return " ".join(_WORD.findall(statement.casefold()))
