"""A document as it is read: its fields, its clauses and its requirements, a passage marked."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from comens_tui.i18n import _
from comens_tui.model.document import Document
from comens_tui.model.requirement import Clause, Requirement
from comens_tui.text.labels import label
from comens_tui.tui.prose import Block, PageItem, Span, fields, heading, paragraph

#: The anchor of the passage that is marked.
PASSAGE = "passage"
_MARK = ">"
_KEY = re.compile(r"([a-z_]+):")


class _Spot(NamedTuple):
    """What is marked in a requirement: a field by its key, a line of the statement, or nothing.

    `line` is 1-based in the statement; -1 stands for the heading.
    """

    key: str = ""
    line: int = 0


_NOWHERE, _HEADING = _Spot(), _Spot(line=-1)


def document_items(document: Document, clause: str, line: int = 0) -> Iterator[PageItem]:
    """Yield one clause with its fields, or the whole document.

    With a `line`, 1-based in the file, the whole document, what stands there marked by `>`
    and anchored as `PASSAGE`.
    """
    requirements = {item.id: item for item in document.requirements}
    if clause in requirements and not line:
        yield from requirement_items(requirements[clause])
        yield Block((Span(_("In {id}, {path}").format(id=document.id, path=document.path)),))
        return
    marked = _clause_at(document, line)
    yield from _front_items(document, is_marked=bool(marked and marked.id == "---"))
    yield Block()
    for part in document.clauses:
        yield from _clause_items(part, requirements.get(part.id), line if part is marked else 0)


def _clause_at(document: Document, line: int) -> Clause | None:
    found = [part for part in document.clauses if part.line <= line]
    return found[-1] if found and line else None


def _front_items(document: Document, *, is_marked: bool) -> Iterator[PageItem]:
    front = document.front
    title = heading(f"{document.id}  {front.title}", anchor=document.id)
    yield _marked(title) if is_marked else title
    yield from fields(
        [
            (_("Kind"), label(front.kind)),
            (_("Status"), label(front.status)),
            (_("Legal state"), label(front.legal.state)),
            (_("Order"), front.legal.order or ""),
            (_("Version"), front.version),
            (_("Audiences"), ", ".join(label(item) for item in front.audiences)),
            (_("Owner"), front.owner),
            (_("Sources"), ", ".join(front.sources)),
            (_("Review by"), front.review_by.isoformat() if front.review_by else ""),
        ]
    )


def _clause_items(part: Clause, requirement: Requirement | None, line: int) -> Iterator[PageItem]:
    if part.id == "---":
        return
    if requirement is not None:
        yield from requirement_items(requirement, _spot(part, requirement, line))
        return
    lines = part.text.splitlines()
    first = part.line
    if part.title and lines and lines[0].startswith("#"):
        lines = lines[1:]
        title = heading(part.title, anchor=part.id)
        yield _marked(title) if line == first else title
        first += 1
    yield from prose_items("\n".join(lines), line - first + 1 if line >= first else 0)


def _spot(part: Clause, requirement: Requirement, line: int) -> _Spot:
    """Return what stands in a requirement at a line of the file; 0 is nowhere."""
    if not line:
        return _NOWHERE
    text = part.text
    start = part.line + text.count("\n", 0, max(0, text.rfind(requirement.statement.strip())))
    if requirement.statement.strip() and line >= start:
        return _Spot(line=line - start + 1)
    above = text.split("\n")[: line - part.line + 1]
    keys = [found[1] for found in map(_KEY.match, above) if found]
    return _Spot(key=keys[-1]) if keys and line > part.line else _HEADING


def requirement_items(requirement: Requirement, spot: _Spot = _NOWHERE) -> Iterator[PageItem]:
    """Yield a requirement: its statement first, then what is known of it."""
    data = requirement.fields
    title = heading(f"{requirement.id}  {requirement.title}", anchor=requirement.id)
    named = [
        ("level", _("Strength"), label(data.level)),
        ("condition", _("Condition"), data.condition or ""),
        ("principles", _("Principles"), ", ".join(label(item) for item in data.principles)),
        ("applies_to", _("Applies to"), ", ".join(label(item) for item in data.applies_to)),
        ("evidence", _("Evidence"), "; ".join(data.evidence)),
        ("sources", _("Sources"), ", ".join(data.sources)),
        ("introduced", _("Since"), data.introduced),
        ("modified", _("Changed in"), data.modified or ""),
        ("repealed_by", _("Repealed by"), data.repealed_by or ""),
        ("replaced_by", _("Replaced by"), data.replaced_by or ""),
    ]
    shown = [(key, name, value or "—") for key, name, value in named if value or key == spot.key]
    keys = [key for key, _name, _value in shown]
    is_heading = spot == _HEADING or bool(spot.key and spot.key not in keys)
    yield _marked(title) if is_heading else title
    yield from prose_items(requirement.statement.strip("\n"), max(0, spot.line))
    blocks = fields((name, value) for _key, name, value in shown)
    for key, block in zip(keys, blocks, strict=True):
        yield _marked(block) if key == spot.key else block
    yield Block()


def prose_items(text: str, marked: int = 0) -> Iterator[Block]:
    """Yield Markdown text: soft line ends joined, lists and quotes kept line by line.

    What holds the line `marked` of the text, 1-based, is marked; the next of a blank one.
    """
    for last, block in _numbered(text):
        if block.spans and 0 < marked <= last:
            marked = 0
            yield _marked(block)
        else:
            yield block


def _numbered(text: str) -> Iterator[tuple[int, Block]]:
    """Yield the blocks of a text, each with the number of its last line."""
    skipped = len(text) - len(text.lstrip("\n"))
    held: list[str] = []
    for number, line in enumerate([*text.strip("\n").split("\n"), ""], start=skipped + 1):
        starts = line.lstrip().startswith(("- ", "* ", "> ", "|", "```", "#")) or not line.strip()
        if starts and held:
            yield number - 1, paragraph(" ".join(held))
            held = []
        if not line.strip():
            yield number, Block()
        elif starts:
            hang = 2 if line.lstrip().startswith(("- ", "* ", "> ")) else 0
            yield number, Block((Span(line),), hang=hang)
        else:
            held.append(line.strip())


def _marked(block: Block) -> Block:
    return block._replace(mark=_MARK, anchor=PASSAGE)
