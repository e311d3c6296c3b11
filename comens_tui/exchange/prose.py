"""Markdown read as prose: headings, paragraphs, lists, quotes, tables, and nothing that acts.

No HTML, link or picture of a text is followed: they stay the words that they are.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from comens_tui.text.generated_blocks import without_marks
from comens_tui.text.visible import shown

_LISTS: Final = {"bullet_list_open": "bullet", "ordered_list_open": "number"}
_ACTIVE: Final = ["html_inline", "html_block", "image", "link", "autolink", "reference"]


class Run(NamedTuple):
    """Words of one kind: `style` is empty, `strong`, `em` or `code`."""

    text: str
    style: str = ""


class Part(NamedTuple):
    """One block. `kind` is `heading`, `paragraph`, `bullet`, `number`, `quote`, `code` or `table`.

    `level` is that of a heading, or how deep a list goes. A table has its rows in `cells`,
    the first of which is its head.
    """

    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 1
    cells: tuple[tuple[tuple[Run, ...], ...], ...] = ()


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(_ACTIVE)


def parts_of(text: str) -> tuple[Part, ...]:
    """Return the blocks of a Markdown text; the marks of what is drawn are left out."""
    return _Walk().parts(_reader().parse(shown(without_marks(text))))


class _Walk:
    """One pass over the tokens of a text; `_within` are the blocks open around the token."""

    def __init__(self) -> None:
        self._found: list[Part] = []
        self._within: list[Token] = []
        self._rows: list[list[tuple[Run, ...]]] = []

    def parts(self, tokens: list[Token]) -> tuple[Part, ...]:
        for token in tokens:
            self._take(token)
        return tuple(self._found)

    def _take(self, token: Token) -> None:
        if token.type == "inline":
            self._words(_runs(token))
        elif token.type in ("fence", "code_block"):
            self._found.append(Part("code", (Run(token.content.rstrip("\n"), "code"),)))
        elif token.nesting > 0:
            self._within.append(token)
            if token.type == "tr_open":
                self._rows.append([])
        elif token.nesting < 0:
            self._within.pop()
            if token.type == "table_close":
                self._found.append(Part("table", cells=tuple(map(tuple, self._rows))))
                self._rows = []

    def _words(self, runs: tuple[Run, ...]) -> None:
        around = [token.type for token in self._within]
        lists = [_LISTS[name] for name in around if name in _LISTS]
        if "table_open" in around:
            self._rows[-1].append(runs)
        elif around[-1] == "heading_open":
            self._found.append(Part("heading", runs, int(self._within[-1].tag[1:])))
        elif lists:
            self._found.append(Part(lists[-1], runs, len(lists)))
        else:
            kind = "quote" if "blockquote_open" in around else "paragraph"
            self._found.append(Part(kind, runs))


def _runs(inline: Token) -> tuple[Run, ...]:
    runs: list[Run] = []
    style: list[str] = []
    for token in inline.children or ():
        if token.type in ("strong_open", "em_open"):
            style.append(token.type.removesuffix("_open"))
        elif token.type in ("strong_close", "em_close"):
            style.pop()
        elif token.type in ("softbreak", "hardbreak"):
            runs.append(Run(" ", style[-1] if style else ""))
        elif token.content:
            kind = "code" if token.type == "code_inline" else (style[-1] if style else "")
            runs.append(Run(token.content, kind))
    return tuple(runs)
