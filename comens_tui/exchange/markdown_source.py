"""A Markdown text as a source: ours as it is, a foreign one by its headings."""

import re
from collections.abc import Sequence
from typing import Final

from comens_tui.exchange.encodings import decode
from comens_tui.exchange.source import Item, Lost, Section, Source
from comens_tui.exchange.table import require_size
from comens_tui.i18n import _
from comens_tui.model.requirement import Clause
from comens_tui.text.markdown import FRONT_MATTER, PREAMBLE, parse_document, split_clauses
from comens_tui.text.strength import strongest

#: A label at the start of a heading: `1.2.3`, `ETH.14`, `Critère 1.1`, `Exigence n° 3`.
_LABEL: Final = re.compile(
    r"(?:(?:crit[eè]re|exigence|r[eè]gle|recommandation|article|requirement|rule|control)"
    r"\s+(?:n°\s*)?)?([A-Z]{1,8}[-. ]?\d+(?:[.-]\d+)*|\d+(?:\.\d+)*)(?![\w])\.?\s*[-—–:.)]?\s*",
    re.IGNORECASE,
)
_OBLIGATION: Final = re.compile(r"\b(?:must|shall|should)\b", re.IGNORECASE)
_OURS: Final = re.compile(r"^```yaml requirement[ \t]*$", re.MULTILINE)
_SETEXT: Final = re.compile(r"^(\S[^\n]*)\n(=+|-{3,})[ \t]*$", re.MULTILINE)


def read_markdown(content: bytes, name: str) -> Source:
    """Return what a Markdown file holds.

    One of our documents comes back whole in `text`. In another, a lowest heading whose text
    obliges, recommends or forbids is a requirement, and every other heading a section.

    Raises:
        RecordError: It is empty, huge, or one of our documents with a fault in it.
    """
    require_size(content, name)
    text = decode(content).text.replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith(FRONT_MATTER) and _OURS.search(text):
        document = parse_document(text, name)
        return Source(document.front.title, (), document=document.id, text=text)
    clauses = split_clauses(_SETEXT.sub(_as_atx, text))
    return _foreign(clauses)


def _as_atx(found: re.Match[str]) -> str:
    return f"{'#' if found.group(2)[0] == '=' else '##'} {found.group(1)}"


def _foreign(clauses: Sequence[Clause]) -> Source:
    lost = [
        Lost(_("front matter"), " ".join(clause.text.split()))
        for clause in clauses
        if clause.id == FRONT_MATTER
    ]
    introduction = "".join(_body(clause) for clause in clauses if clause.id == PREAMBLE)
    headed = [clause for clause in clauses if clause.level]
    top = min((clause.level for clause in headed), default=1)
    title = ""
    if sum(clause.level == top for clause in headed) == 1 and headed[0].level == top:
        title = _heading(headed[0])
        introduction = f"{introduction}\n\n{_body(headed[0])}".strip()
        headed, top = headed[1:], top + 1
    parts: list[Section | Item] = []
    for place, clause in enumerate(headed):
        following = headed[place + 1] if place + 1 < len(headed) else None
        is_leaf = following is None or following.level <= clause.level
        heading, body = _heading(clause), _body(clause)
        if is_leaf and body and (strongest(body) or _OBLIGATION.search(body)):
            label = _LABEL.match(heading)
            ref = label.group(1) if label else ""
            said = heading[label.end() :] if label else heading
            statement, _gap, details = body.partition("\n\n")
            if statement.endswith(":"):
                more, _gap, details = details.partition("\n\n")
                statement = f"{statement}\n\n{more}"
            parts.append(
                Item(ref, said or heading, statement, details, depth=clause.level - top + 1)
            )
        else:
            parts.append(Section(clause.level - top + 1, heading, body))
    if not any(isinstance(part, Item) for part in parts):
        lost.append(Lost(_("the whole text"), _("no heading holds an obligation")))
    return Source(title, tuple(parts), introduction=introduction, lost=tuple(lost))


def _heading(clause: Clause) -> str:
    return clause.text.split("\n", 1)[0].strip().strip("#").strip()


def _body(clause: Clause) -> str:
    return clause.text.partition("\n")[2].strip() if clause.level else clause.text.strip()
