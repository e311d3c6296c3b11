"""A redline in a terminal or a file: the changed clauses, their words marked, what they do.

In colour where the terminal has some and NO_COLOR is not set; else `[-…-]` and `{+…+}`.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby

from comens_tui.cli.printing import answer
from comens_tui.i18n import _
from comens_tui.text.clause_changes import ClauseChange
from comens_tui.text.redline import Redline
from comens_tui.text.redline_words import counts, is_shown, said_of, with_named_blanks
from comens_tui.text.typography import without_typography
from comens_tui.text.visible import shown
from comens_tui.text.word_diff import Op

SAME, REMOVED, ADDED = "=", "-", "+"
Line = list[Op]

_RESET = "\x1b[0m"
_COLOURS = {REMOVED: "\x1b[31;9m", ADDED: "\x1b[32;4m"}
_MARKS = {REMOVED: ("[-", "-]"), ADDED: ("{+", "+}")}
_SKIPPED = "  […]"


def print_redline(redline: Redline, *, show_typography: bool, changes_only: bool) -> None:
    """Print the changes of one document.

    Args:
        redline: What to print.
        show_typography: Mark spaces, apostrophes and wrapping too.
        changes_only: Leave out what did not change.
    """
    answer(_("From {old} to {new}").format(old=redline.old_name, new=redline.new_name))
    answer(counts(redline))
    colour = _has_colour()
    for clause in redline.clauses:
        if changes_only and not is_shown(clause, typography=show_typography):
            continue
        answer()
        answer(_title(clause))
        lines = _lines_of_forms(clause.ops) if show_typography else _lines_of_words(clause.ops)
        for line in _kept(lines) if changes_only else lines:
            # The colours are ours, the text is neutralised inside.
            print(_written(line, colour=colour))


def _has_colour() -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM", "") in ("", "dumb"):
        return False
    return sys.stdout.isatty()


def _title(clause: ClauseChange) -> str:
    kind, effects = said_of(clause)
    said = [*kind, *(effect.upper() for effect in effects)]
    name = clause.id
    if clause.old_id not in (None, clause.id):
        name = f"{clause.old_id} → {clause.id}"
    return f"@@ {name} — {', '.join(said)}"


def _lines(ops: Iterable[Op]) -> list[Line]:
    lines: list[Line] = [[]]
    for op in ops:
        first, *others = op.text.split("\n")
        lines[-1].append(Op(op.sign, first))
        lines += [[Op(op.sign, text)] for text in others]
    found = [[op for op in line if op.text] for line in lines]
    return found[:-1] if found and not found[-1] else found


def _lines_of_forms(ops: Iterable[Op]) -> list[Line]:
    return _lines(with_named_blanks(ops))


def _lines_of_words(ops: Iterable[Op]) -> list[Line]:
    return [_without_blanks(line) for line in _lines(without_typography(ops))]


def _without_blanks(line: Line) -> Line:
    """Return a line where spaces that come or go by themselves are not marked."""
    return [
        op if op.sign == SAME or op.text.strip() else Op(SAME, op.text)
        for op in line
        if op.sign != REMOVED or op.text.strip()
    ]


def _kept(lines: list[Line]) -> Iterator[Line]:
    """Yield the lines that change, and one mark for each run of others with words."""
    for changes, run in groupby(lines, key=lambda line: any(op.sign != SAME for op in line)):
        if changes:
            yield from run
        elif any(op.text.strip() for line in run for op in line):
            yield [Op(SAME, _SKIPPED)]


def _written(line: Line, *, colour: bool) -> str:
    return "".join(_span(op, colour=colour) for op in line)


def _span(op: Op, *, colour: bool) -> str:
    text = shown(op.text)
    if op.sign == SAME:
        return text
    if colour:
        return f"{_COLOURS[op.sign]}{text}{_RESET}"
    before, after = _MARKS[op.sign]
    return f"{before}{text}{after}"
