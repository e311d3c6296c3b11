"""A Markdown document as clauses and requirements, with every byte accounted for.

Only what structures a normative text is read: front matter, ATX headings, fenced blocks.
Headings inside fenced blocks and comments are text, and so are underlined (setext) ones.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from comens_tui.errors import RecordError
from comens_tui.i18n import _
from comens_tui.model.document import Document, FrontMatter
from comens_tui.model.requirement import Clause, Requirement, RequirementFields
from comens_tui.text.validation import validated
from comens_tui.text.yaml_fast import (
    MAX_CHARACTERS,
    data_keys,
    load_yaml,
    refuse_character,
    refuse_conflict,
)

FRONT_MATTER: Final = "---"
PREAMBLE: Final = "#"
REQUIREMENT_BLOCK: Final = "yaml requirement"
CALCULATOR_BLOCK: Final = "yaml calculator"

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\r?\n?\Z", re.DOTALL)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([^\r\n]*?)[ \t]*\r?\n?\Z")
_REQUIREMENT = re.compile(
    r"([A-Z]{2,6}\.\d{1,2}(?:\.\d+)*)(?![\w.]*\w)[ \t\xa0\u202f]*[-—–:]?[ \t\xa0\u202f]*(.*)\Z"
)
_FRONT = re.compile(r"---[ \t]*\r?\n(?:(.*?)\n)??---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\ud800-\udfff]")
_CONFLICT = re.compile(r"^(?:<{7}(?: |$)|>{7} \S)", re.MULTILINE)
#: The end of a line before one that may open something: it starts with the sign searched for,
#: so that the search passes over all others.
_BEFORE_OPENING = re.compile(r"\n(?= {0,3}[#`~<])")
#: A line that opens something, whole.
_OPENING = re.compile(
    r" {0,3}(?:(?P<heading>#)|(?P<fence>```|~~~)|(?P<comment><!--))[^\n]*(?:\n|\Z)"
)


class Heading(NamedTuple):
    """A heading as it stands: `line` is 1-based, `start` its place in the text."""

    level: int
    title: str
    start: int
    line: int


class Block(NamedTuple):
    """A fenced block: `line` is that of its opening fence, `start` and `end` enclose it all."""

    info: str
    content: str
    start: int
    end: int
    line: int
    closed: bool


def parse_document(text: str, path: str) -> Document:
    """Return the document written in `text`; `path` is only named in errors and kept.

    Raises:
        RecordError: With the line in the file and what to do about it.
    """
    _refuse_bad_text(text, path)
    source, offset = _front_matter(text, path)
    front = _front(source, offset, path)
    clauses = split_clauses(text)
    requirements = tuple(_requirements(clauses, path))
    _refuse_repeated_ids(requirements, path)
    return Document(path=path, front=front, text=text, clauses=clauses, requirements=requirements)


def front_matter_text(text: str) -> tuple[str, int]:
    """Return the YAML of the front matter and the number of lines before it.

    Raises:
        RecordError: There is none, or it is never closed.
    """
    return _front_matter(text, "")


def split_clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of any text; their texts joined are `text`, byte for byte.

    A clause is named by its requirement, else by the slugs of the headings above it (the
    document's own title left out, so that renaming it moves nothing). Names are unique: a
    repeated one gets -2, -3… Text before the first heading is the clause `#`, the front
    matter the clause `---`. Nothing is refused.
    """
    clauses: list[Clause] = []
    taken: dict[str, int] = {}
    front = _FRONT.match(text)
    body = front.end() if front else 0
    line = 1
    if front:
        clauses.append(Clause(FRONT_MATTER, "", 0, front.group(), 1))
        line += front.group().count("\n")
    headings = _headings(text, body, line)
    starts = [*(heading.start for heading in headings), len(text)]
    if starts[0] > body:
        clauses.append(Clause(PREAMBLE, "", 0, text[body : starts[0]], line))
    above: list[tuple[int, str]] = []
    for heading, end in zip(headings, starts[1:], strict=True):
        while above and above[-1][0] >= heading.level:
            above.pop()
        requirement = _REQUIREMENT.match(heading.title)
        name = requirement.group(1) if requirement else slug(heading.title)
        above.append((heading.level, name))
        own = name if requirement else "/".join(_path(above))
        title = requirement.group(2) if requirement else heading.title
        clauses.append(
            Clause(
                _unique(own, taken),
                title,
                heading.level,
                text[heading.start : end],
                heading.line,
            )
        )
    return tuple(clauses)


@lru_cache(maxsize=1 << 12)
def slug(title: str) -> str:
    """Return a title as lower-case ASCII words joined by hyphens; `clause` if none is left."""
    folded = title.lower().replace("œ", "oe").replace("æ", "ae")
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "clause"


def fenced_blocks(text: str) -> tuple[Block, ...]:
    """Return the fenced blocks of `text` in order; an unclosed one runs to the end."""
    return tuple(piece for piece in _pieces(text, 0, 1) if isinstance(piece, Block))


def statement_of(text: str, after: int) -> str:
    """Return the first paragraph of `text` from `after`, with the list that it introduces."""
    paragraphs = [part.strip("\n") for part in re.split(r"\n[ \t]*\n", text[after:])]
    kept = [part for part in paragraphs if part.strip()]
    if not kept:
        return ""
    if kept[0].rstrip().endswith(":") and len(kept) > 1:
        return f"{kept[0].strip()}\n\n{kept[1].strip()}"
    return kept[0].strip()


def _path(above: list[tuple[int, str]]) -> list[str]:
    below_title = [name for level, name in above if level > 1]
    return below_title or [above[-1][1]]


def _unique(name: str, taken: dict[str, int]) -> str:
    """Return the name, or its first numbered form that is free; `taken` keeps the last number."""
    if name not in taken:
        taken[name] = 1
        return name
    number = taken[name] + 1
    while f"{name}-{number}" in taken:
        number += 1
    taken[name] = number
    taken[f"{name}-{number}"] = 1
    return f"{name}-{number}"


def _headings(text: str, start: int, line: int) -> list[Heading]:
    return [piece for piece in _pieces(text, start, line) if isinstance(piece, Heading)]


def _pieces(text: str, start: int, line: int) -> Iterator[Heading | Block]:
    """Yield headings and fenced blocks; only lines that may open one are looked at."""
    position = start
    while opening := _next_opening(text, position):
        line += text.count("\n", position, opening.start())
        position = opening.end()
        if opening.lastgroup == "heading":
            heading = _HEADING.match(opening.group())
            if heading:
                title = (heading.group(2) or "").strip()
                yield Heading(len(heading.group(1)), title, opening.start(), line)
        elif opening.lastgroup == "comment":
            position = _comment_end(text, opening)
        else:
            fence = _FENCE.match(opening.group())
            if fence and not (fence.group(1)[0] == "`" and "`" in fence.group(2)):
                block = _block(text, opening, fence, line)
                position = block.end
                yield block
        line += text.count("\n", opening.start(), position)


def _next_opening(text: str, start: int) -> re.Match[str] | None:
    """Return the first line that opens something, from the line at `start` on."""
    opening = _OPENING.match(text, start)
    while not opening:
        before = _BEFORE_OPENING.search(text, start)
        if not before:
            return None
        start = before.end()
        opening = _OPENING.match(text, start)
    return opening


def _block(text: str, opening: re.Match[str], fence: re.Match[str], line: int) -> Block:
    marks = fence.group(1)
    closing = _closing(marks[0], len(marks)).search(text, opening.end())
    content_end = closing.start() if closing else len(text)
    return Block(
        " ".join(fence.group(2).split()),
        text[opening.end() : content_end],
        opening.start(),
        closing.end() if closing else len(text),
        line,
        closing is not None,
    )


@lru_cache(maxsize=16)
def _closing(mark: str, length: int) -> re.Pattern[str]:
    return re.compile(rf"^ {{0,3}}{mark}{{{length},}}[ \t]*\r?(?:\n|\Z)", re.MULTILINE)


def _comment_end(text: str, opening: re.Match[str]) -> int:
    found = text.find("-->", opening.start())
    if found < 0:
        return len(text)
    end = text.find("\n", found)
    return len(text) if end < 0 else end + 1


def _front_matter(text: str, path: str) -> tuple[str, int]:
    if not text.startswith(FRONT_MATTER):
        raise RecordError(
            _("The document has no front matter."),
            _("Start the file with a line ---, the document's keys, and a line ---."),
            path=path,
            line=1,
        )
    found = _FRONT.match(text)
    if found is None:
        raise RecordError(
            _("The front matter is never closed."),
            _("Put a line --- after the last key of the front matter."),
            path=path,
            line=1,
        )
    return (found.group(1) or "") + "\n", 1


def _front(source: str, offset: int, path: str) -> FrontMatter:
    with _placed(path, offset):
        data = data_keys(load_yaml(source))
    return validated(FrontMatter, data, source=source, path=path, first_line=offset + 1)


def _requirements(clauses: tuple[Clause, ...], path: str) -> Iterator[Requirement]:
    for clause in clauses:
        if clause.id == FRONT_MATTER:
            continue
        blocks = fenced_blocks(clause.text)
        _refuse_unclosed(blocks, clause, path)
        fields = [block for block in blocks if block.info == REQUIREMENT_BLOCK]
        requirement = _REQUIREMENT.match(_heading_title(clause))
        if requirement is None:
            if fields:
                _refuse_lone_block(fields[0], clause, path)
            continue
        if len(fields) != 1:
            _refuse_block_count(requirement.group(1), fields, clause, path)
        yield _requirement(requirement.group(1), clause, fields[0], path)


def _heading_title(clause: Clause) -> str:
    heading = _HEADING.match(clause.text.split("\n", 1)[0]) if clause.level else None
    return (heading.group(2) or "").strip() if heading else ""


def _requirement(name: str, clause: Clause, block: Block, path: str) -> Requirement:
    first = clause.line + block.line
    with _placed(path, first - 1):
        data = data_keys(load_yaml(block.content))
    fields = validated(RequirementFields, data, source=block.content, path=path, first_line=first)
    statement = statement_of(clause.text, block.end)
    return Requirement(name, clause.title, fields, statement, clause.line)


class _placed:  # noqa: N801 - reads as a clause of the with statement
    """Give the errors of a YAML block their path and their line in the file."""

    def __init__(self, path: str, offset: int) -> None:
        self._path = path
        self._offset = offset

    def __enter__(self) -> None:
        """Change nothing."""

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if isinstance(error, RecordError):
            error.path = self._path
            error.line += self._offset


def _refuse_bad_text(text: str, path: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise RecordError(
            _("The document is too large: {size} characters.").format(size=len(text)),
            _("A document holds at most {most} characters: split it.").format(most=MAX_CHARACTERS),
            path=path,
            line=1,
        )
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        refuse_character(control.group(), line=line, path=path)
    conflict = _CONFLICT.search(text)
    if conflict:
        refuse_conflict(line=text.count("\n", 0, conflict.start()) + 1, path=path)


def _refuse_repeated_ids(requirements: tuple[Requirement, ...], path: str) -> None:
    seen: dict[str, int] = {}
    for requirement in requirements:
        if requirement.id in seen:
            raise RecordError(
                _(
                    "The requirement {id} is written twice: it already stands at line {line}."
                ).format(id=requirement.id, line=seen[requirement.id]),
                _("Give the newer one an id that was never used."),
                path=path,
                line=requirement.line,
            )
        seen[requirement.id] = requirement.line


def _refuse_unclosed(blocks: tuple[Block, ...], clause: Clause, path: str) -> None:
    for block in blocks:
        if not block.closed:
            raise RecordError(
                _("The fenced block opened here is never closed."),
                _("Put a line of the same marks (``` or ~~~) after its last line."),
                path=path,
                line=clause.line - 1 + block.line,
            )


def _refuse_lone_block(block: Block, clause: Clause, path: str) -> None:
    raise RecordError(
        _("This requirement block stands under a heading that names no requirement."),
        _("Write the id first in the heading, as in: ### ETH.14 — Title."),
        path=path,
        line=clause.line - 1 + block.line,
    )


def _refuse_block_count(name: str, fields: list[Block], clause: Clause, path: str) -> None:
    if fields:
        raise RecordError(
            _("The requirement {id} has more than one block of fields.").format(id=name),
            _("Keep one block ```yaml requirement under its heading."),
            path=path,
            line=clause.line - 1 + fields[1].line,
        )
    raise RecordError(
        _("The requirement {id} has no block of fields.").format(id=name),
        _("Put a block ```yaml requirement under its heading."),
        path=path,
        line=clause.line,
    )
