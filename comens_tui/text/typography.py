"""The changes of a redline without those of typography, which are hidden by default."""

from collections.abc import Iterable

from comens_tui.text.tokens import forms_of, is_same_text
from comens_tui.text.word_diff import Op


def without_typography(ops: Iterable[Op]) -> tuple[Op, ...]:
    """Return `ops` with what differs by typography alone told as the new text has it.

    A form that takes the place of another, and blanks or signs not drawn that come by
    themselves, are kept text; those that go by themselves are left out.
    """
    kept: list[Op] = []
    for op in ops:
        if kept and _is_variant(kept[-1], op):
            kept[-1] = Op("=", op.text)
        elif op.sign == "=" or forms_of(op.text):
            kept.append(op)
        elif op.sign == "+":
            kept.append(Op("=", op.text))
    return tuple(kept)


def _is_variant(old: Op, new: Op) -> bool:
    return old.sign == "-" and new.sign == "+" and is_same_text(old.text, new.text)
