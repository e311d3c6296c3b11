"""What is said of a clause of a redline, in the same words wherever it is drawn."""

from collections.abc import Iterable

from comens_tui.i18n import _
from comens_tui.text.clause_changes import ClauseChange
from comens_tui.text.labels import label
from comens_tui.text.markdown import FRONT_MATTER, PREAMBLE
from comens_tui.text.redline import Redline
from comens_tui.text.word_diff import Op

#: What stands for blanks that are added or removed by themselves, where they are shown.
_BLANKS = str.maketrans(
    {" ": "‹SP›", "\u00a0": "‹NBSP›", "\u202f": "‹NNBSP›", "\u2009": "‹THSP›", "\n": "¶\n"}
)


def is_shown(clause: ClauseChange, *, typography: bool) -> bool:
    """Tell whether a clause counts as changed for a reader who sees typography or not."""
    return clause.change != "same" and (typography or clause.nature != "typography")


def clause_title(clause: ClauseChange) -> str:
    """Return how a clause is named: its number before and after, and its title."""
    if clause.id.startswith(PREAMBLE):
        number = clause.id.removeprefix(PREAMBLE)
        return _("Paragraph {number}").format(number=number) if number else _("Opening")
    if clause.id == FRONT_MATTER:
        return _("Front matter")
    name = clause.id.rpartition("/")[2]
    if clause.old_id not in (None, clause.id):
        name = f"{str(clause.old_id).rpartition('/')[2]} → {name}"
    return f"{name} — {clause.title}" if clause.title else name


def counts(redline: Redline) -> str:
    """Return how many words came and went."""
    return _("{inserted} words in, {deleted} words out").format(
        inserted=redline.inserted_words, deleted=redline.deleted_words
    )


def said_of(clause: ClauseChange) -> tuple[list[str], list[str]]:
    """Return the kind of change and its nature, and apart the effects, worst first."""
    kind = [label(clause.change), *([label(clause.nature)] if clause.nature else [])]
    return kind, [label(effect) for effect in clause.effects]


def with_named_blanks(ops: Iterable[Op]) -> tuple[Op, ...]:
    """Return `ops` with the blanks that change by themselves written by their names."""
    return tuple(
        op if op.sign == "=" or op.text.strip() else Op(op.sign, op.text.translate(_BLANKS))
        for op in ops
    )
