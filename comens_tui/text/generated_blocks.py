"""A text that a machine draws in part and a person completes.

What is drawn stands between `<!-- comens:NAME MARK -->` and `<!-- /comens -->`; all the rest
is a person's and is kept when the text is drawn again. `MARK` is a digest of the block, so
that words changed inside it are seen.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from comens_tui.errors import RefusedError
from comens_tui.i18n import _

_OPENING: Final = re.compile(r"<!-- comens:([a-z]+(?:-[a-z0-9]+)*)(?: ([0-9a-f]{8}))? -->")
_CLOSING: Final = "<!-- /comens -->"
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class Block(NamedTuple):
    """One part that is drawn: its name, and its text without blank lines around."""

    name: str
    text: str


class Piece(NamedTuple):
    """A run of lines: a block, or the words of a person where `name` is empty.

    `is_touched` tells that a block is not as it was drawn.
    """

    name: str
    text: str
    is_touched: bool = False


def pieces(text: str) -> tuple[Piece, ...]:
    """Return the blocks and what a person wrote between them, in order; nothing is left out.

    Raises:
        RefusedError: A mark has no other half, or two blocks have one name.
    """
    found: list[Piece] = []
    lines: list[str] = []
    name, mark = "", ""
    for number, line in enumerate(text.split("\n"), start=1):
        opening = _OPENING.fullmatch(line.strip())
        if (opening and name) or (line.strip() == _CLOSING and not name):
            raise _broken(number)
        if opening:
            _add(found, "", lines, "")
            name, mark, lines = opening[1], opening[2] or "", []
            if any(piece.name == name for piece in found):
                raise _broken(number)
        elif line.strip() == _CLOSING:
            _add(found, name, lines, mark)
            name, lines = "", []
        else:
            lines.append(line)
    if name:
        raise _broken(text.count("\n") + 1)
    _add(found, "", lines, "")
    return tuple(found)


def _add(found: list[Piece], name: str, lines: Sequence[str], mark: str) -> None:
    text = "\n".join(lines).strip("\n")
    if name or text.strip():
        found.append(Piece(name, text, bool(name) and _mark(text) != mark))


def _broken(line: int) -> RefusedError:
    return RefusedError(
        _("Line {line}: the marks around what is drawn from the record are broken.").format(
            line=line
        ),
        hint=_("Put each line that starts with “<!--” back where it was, and write between them."),
    )


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def drawn_again(old: str, blocks: Iterable[Block]) -> str:
    """Return the text with its blocks drawn anew, and every word of a person kept.

    Free words stay after the block that they followed, or after the one before it that still
    exists. A block that a person changed inside is drawn anew, and its changed words are kept
    under it, for a person to sort out.

    Raises:
        RefusedError: The marks of `old` are broken.
    """
    given = tuple(blocks)
    names = {block.name for block in given}
    anchor = ""
    kept: dict[str, list[str]] = {}
    for piece in pieces(old):
        if piece.name in names:
            anchor = piece.name
        if not piece.name:
            kept.setdefault(anchor, []).append(piece.text)
        elif piece.is_touched:
            kept.setdefault(anchor, []).append(_conflict(piece))
    parts = kept.get("", [])
    for block in given:
        parts += [_written(block), *kept.get(block.name, ())]
    return "\n\n".join(parts) + "\n"


def _conflict(piece: Piece) -> str:
    said = _("Changed by hand inside the part “{name}”, to be sorted out:").format(name=piece.name)
    quoted = "\n".join(f"> {line}".rstrip() for line in piece.text.split("\n"))
    return f"**{said}**\n\n{quoted}"


def _written(block: Block) -> str:
    text = block.text.strip("\n")
    return f"<!-- comens:{block.name} {_mark(text)} -->\n{text}\n{_CLOSING}"


def require_same_blocks(old: str, new: str) -> None:
    """Do nothing when `new` differs from `old` outside the blocks only.

    Raises:
        RefusedError: A block was changed, moved, added or taken out, or a mark is broken.
    """
    before = [piece for piece in pieces(old) if piece.name]
    after = [piece for piece in pieces(new) if piece.name]
    for was, now in zip(before, after, strict=False):
        if (was.name, was.text) != (now.name, now.text):
            raise _refused(was.name)
    if len(before) != len(after):
        longer = max(before, after, key=len)
        raise _refused(longer[min(len(before), len(after))].name)


def _refused(name: str) -> RefusedError:
    return RefusedError(
        _("The part “{name}” is drawn from the record: it is not edited by hand.").format(
            name=name
        ),
        hint=_("Write before or after it; what is wrong in it is corrected in the record."),
    )


def without_marks(text: str) -> str:
    """Return the text as it is read: no mark, no comment, one blank line between paragraphs."""
    bare = _COMMENT.sub("", text)
    return re.sub(r"\n{3,}", "\n\n", bare).strip("\n") + "\n"
