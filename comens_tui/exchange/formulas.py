"""Cells that no spreadsheet takes for a formula, and their texts back."""

import re
from typing import Final

#: How a formula begins, full-width forms too; marks of an earlier export may stand before it.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_MARKED: Final = re.compile(r"''*[=+\-@\t\r\n＝＋－＠]")


def neutral(text: str) -> str:
    """Return a cell that no spreadsheet runs; `undone` gives the text back."""
    return f"'{text}" if _FORMULA.match(text) else text


def undone(cell: str) -> str:
    """Return the text of a cell that `neutral` wrote."""
    return cell[1:] if _MARKED.match(cell) else cell
