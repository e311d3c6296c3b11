"""The parts of a clause that weigh differently: title, fields, statement, the rest.

Nothing is refused here: a clause under revision may hold a broken block, which then
counts as plain text.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from comens_tui.errors import RecordError
from comens_tui.model.requirement import Clause
from comens_tui.text.markdown import (
    FRONT_MATTER,
    REQUIREMENT_BLOCK,
    fenced_blocks,
    front_matter_text,
    statement_of,
)
from comens_tui.text.yaml_fast import load_yaml

_REQUIREMENT_ID = re.compile(r"[A-Z]{2,6}\.\d{1,2}(?:\.\d+)*(?:-\d+)?\Z")


class ClauseParts(NamedTuple):
    """`fields` is None where the clause has no readable fields.

    `statement` is what binds: the whole text where there is no requirement to tell it
    from its notes. `rest` is the other prose of the clause.
    """

    title: str
    fields: dict[str, Any] | None
    statement: str
    rest: str
    is_requirement: bool

    @property
    def prose(self) -> str:
        """The statement and the rest, as paragraphs."""
        return f"{self.statement}\n\n{self.rest}" if self.statement else self.rest


def is_requirement_id(name: str) -> bool:
    """Tell whether a clause is named by a requirement."""
    return _REQUIREMENT_ID.match(name) is not None


@lru_cache(maxsize=256)
def clause_parts(clause: Clause) -> ClauseParts:
    """Return the parts of `clause`; the last ones asked for are remembered."""
    text = clause.text.replace("\r\n", "\n")
    if clause.id == FRONT_MATTER:
        source, _ = front_matter_text(text)
        return ClauseParts("", _readable(source), "", "", is_requirement=False)
    body = text.partition("\n")[2] if clause.level else text
    if not is_requirement_id(clause.id):
        return ClauseParts(clause.title, None, "", body, is_requirement=False)
    blocks = [block for block in fenced_blocks(body) if block.info == REQUIREMENT_BLOCK]
    fields = _readable(blocks[0].content) if blocks else None
    if fields is None:
        return ClauseParts(clause.title, None, body, "", is_requirement=True)
    after = body[blocks[0].end :]
    statement = statement_of(after, 0)
    place = after.find(statement[:20])
    rest = after[place + len(statement) :]
    prose = body[: blocks[0].start] + rest
    return ClauseParts(clause.title, fields, statement, prose, is_requirement=True)


def paragraph_parts(text: str) -> ClauseParts:
    """Return a paragraph of a text without headings: all of it binds."""
    return ClauseParts("", None, text, "", is_requirement=False)


def _readable(source: str) -> dict[str, Any] | None:
    try:
        data = load_yaml(source)
    except RecordError:
        return None
    return data if isinstance(data, dict) else None
