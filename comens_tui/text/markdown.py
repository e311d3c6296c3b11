"""A Markdown document as clauses and requirements, with every byte accounted for.

Only what structures a normative text is read: front matter, ATX headings, fenced blocks.
Headings inside fenced blocks and comments are text, and so are underlined (setext) ones.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from comens_tui.errors import RecordError
from comens_tui.i18n import _
from comens_tui.model.document import Document, FrontMatter
from comens_tui.model.requirement import Clause, Requirement, RequirementFields
from comens_tui.text.markdown_refusals import (
    refuse_bad_text,
    refuse_lone_block,
    refuse_missing_block,
    refuse_repeated_ids,
    refuse_second_block,
    refuse_unclosed,
)
from comens_tui.text.validation import validated
from comens_tui.text.yaml_fast import data_keys, load_yaml

FRONT_MATTER: Final = "---"
PREAMBLE: Final = "#"
REQUIREMENT_BLOCK: Final = "yaml requirement"
CALCULATOR_BLOCK: Final = "yaml calculator"

_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|\r?\n?\Z)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([^\r\n]*?)[ \t]*\r?\n?\Z")
_REQUIREMENT = re.compile(
    r"([A-Z]{2,6}\.\d{1,2}(?:\.\d+)*)(?![\w.]*\w)[ \t\xa0\u202f]*[-—–:]?[ \t\xa0\u202f]*(.*)\Z"
)
_FRONT = re.compile(r"---[ \t]*\r?\n(?:(.*?)\n)??---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_BLANK_LINES = re.compile(r"\n[ \t]*\n")
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


class _Part(NamedTuple):
    """A clause, the id of the requirement that its heading names, if any, and its blocks.

    The blocks are placed in the whole text, and so is the `end` of the clause.
    """

    clause: Clause
    requirement: str = ""
    blocks: Sequence[Block] = ()
    end: int = 0


def parse_document(text: str, path: str) -> Document:
    """Return the document written in `text`; `path` is only named in errors and kept.

    Raises:
        RecordError: With the line in the file and what to do about it.
    """
    refuse_bad_text(text, path)
    source, offset = _front_matter(text, path)
    front = _front(source, offset, path)
    parts = tuple(_parts(text))
    requirements = tuple(_requirements(parts, path))
    refuse_repeated_ids(requirements, path)
    clauses = tuple(part.clause for part in parts)
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
    return tuple(part.clause for part in _parts(text))


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
    first, rest = _paragraph(text[after:])
    if not first.endswith(":"):
        return first
    second, _rest = _paragraph(rest)
    return f"{first}\n\n{second}" if second else first


def _paragraph(text: str) -> tuple[str, str]:
    """Return the first paragraph of a text, without blanks around it, and what follows it."""
    first, *rest = _BLANK_LINES.split(text.strip(), maxsplit=1)
    return first.rstrip(), rest[0] if rest else ""


def _parts(text: str) -> Iterator[_Part]:
    """Yield the clauses of a text in order, in one walk through it."""
    front = _FRONT.match(text)
    body, line = (front.end(), 1 + front.group().count("\n")) if front else (0, 1)
    if front:
        yield _Part(Clause(FRONT_MATTER, "", 0, front.group(), 1), end=body)
    names = _Names()
    sections = tuple(_sections(text, body, line))
    ends = [*(heading.start for heading, _blocks in sections if heading), len(text)]
    for (heading, blocks), end in zip(sections, ends, strict=True):
        if heading:
            name, title, requirement = names.of(heading)
            clause = Clause(name, title, heading.level, text[heading.start : end], heading.line)
            yield _Part(clause, requirement, blocks, end)
        elif end > body:
            yield _Part(Clause(PREAMBLE, "", 0, text[body:end], line), "", blocks, end)


def _sections(text: str, start: int, line: int) -> Iterator[tuple[Heading | None, list[Block]]]:
    """Yield each heading with the blocks below it, after those above the first heading."""
    heading: Heading | None = None
    blocks: list[Block] = []
    for piece in _pieces(text, start, line):
        if isinstance(piece, Block):
            blocks.append(piece)
        else:
            yield heading, blocks
            heading, blocks = piece, []
    yield heading, blocks


class _Names:
    """The names of the clauses of one text, given in order."""

    def __init__(self) -> None:
        self._above: list[tuple[int, str]] = []
        self._taken: dict[str, int] = {}

    def of(self, heading: Heading) -> tuple[str, str, str]:
        """Return the name of a clause, its title, and the requirement that it is, if any."""
        while self._above and self._above[-1][0] >= heading.level:
            self._above.pop()
        found = _REQUIREMENT.match(heading.title)
        if found:
            name, title = found.groups()
            self._above.append((heading.level, name))
            return _unique(name, self._taken), title, name
        self._above.append((heading.level, slug(heading.title)))
        return _unique("/".join(_path(self._above)), self._taken), heading.title, ""


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


def _pieces(text: str, start: int, line: int) -> Iterator[Heading | Block]:
    """Yield headings and fenced blocks; only lines that may open one are looked at."""
    position = start
    while opening := _next_opening(text, position):
        line += text.count("\n", position, opening.start())
        position = opening.end()
        if opening.lastgroup == "heading":
            heading = _HEADING.match(opening.group())
            if heading:
                title = _title(opening.group()[heading.end() :])
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


def _title(words: str) -> str:
    """Return a title without blanks around it, nor the marks that may close it after a blank."""
    words = words.removesuffix("\n").removesuffix("\r").strip(" \t")
    bare = words.rstrip("#")
    return (bare if bare.endswith((" ", "\t")) else words).strip()


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
    # The line end before the closing marks is searched for: it may be that of the opening line.
    closing = _closing(marks[0], len(marks)).search(text, opening.end() - 1)
    content_end = closing.start() + 1 if closing else len(text)
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
    return re.compile(rf"\n {{0,3}}{mark}{{{length},}}[ \t]*\r?(?:\n|\Z)")


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


def _requirements(parts: Sequence[_Part], path: str) -> Iterator[Requirement]:
    for part in parts:
        for block in part.blocks:
            if not block.closed:
                refuse_unclosed(line=block.line, path=path)
        fields = [block for block in part.blocks if block.info == REQUIREMENT_BLOCK]
        if not part.requirement:
            if fields:
                refuse_lone_block(line=fields[0].line, path=path)
            continue
        if not fields:
            refuse_missing_block(part.requirement, line=part.clause.line, path=path)
        if len(fields) > 1:
            refuse_second_block(part.requirement, line=fields[1].line, path=path)
        yield _requirement(part, fields[0], path)


def _requirement(part: _Part, block: Block, path: str) -> Requirement:
    clause = part.clause
    with _placed(path, block.line):
        data = data_keys(load_yaml(block.content))
    fields = validated(
        RequirementFields, data, source=block.content, path=path, first_line=block.line + 1
    )
    after = len(clause.text) - (part.end - block.end)
    return Requirement(
        part.requirement, clause.title, fields, statement_of(clause.text, after), clause.line
    )


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
