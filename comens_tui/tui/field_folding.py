"""The fields of a requirement in a redline, without those that did not change."""

import re
from collections.abc import Sequence

from comens_tui.i18n import ngettext
from comens_tui.text.word_diff import Op

#: The sign of the line that stands for the lines left out.
FOLDED = "…"
_SAME = "="
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
#: A block has two fences.
_A_BLOCK = 2


def with_folded_fields(ops: Sequence[Op]) -> tuple[Op, ...]:
    """Return `ops` with the unchanged lines of the fields of a requirement told by their number.

    Nothing is folded where the block itself comes or goes, or where nothing in the clause
    changes.
    """
    lines = _ops_lines(ops)
    fences = [
        place
        for place, line in enumerate(lines)
        if len(line) == 1 and line[0].sign == _SAME and line[0].text.startswith("```")
    ]
    if len(fences) < _A_BLOCK or not any(op.sign != _SAME for op in ops):
        return tuple(ops)
    start, end = fences[0], fences[1]
    if not lines[start][0].text.startswith("```yaml requirement"):
        return tuple(ops)
    kept = [line for line in lines[start + 1 : end] if any(op.sign != _SAME for op in line)]
    count = end - start - 1 - len(kept)
    text = ngettext(
        "({count} unchanged field line)", "({count} unchanged field lines)", count
    ).format(count=count)
    folded = [[Op(FOLDED, f"{text}\n")]] if count else []
    return tuple(op for line in (*lines[:start], *kept, *folded, *lines[end + 1 :]) for op in line)


def _ops_lines(ops: Sequence[Op]) -> list[list[Op]]:
    """Return the ops of each line, its line feed with it."""
    lines: list[list[Op]] = [[]]
    for op in ops:
        for piece in _LINE.findall(op.text):
            lines[-1].append(Op(op.sign, piece))
            if piece.endswith("\n"):
                lines.append([])
    return lines
