"""What became of each paragraph of a text without headings."""

from collections.abc import Iterator, Sequence

from comens_tui.model.requirement import Clause
from comens_tui.text.clause_changes import ClauseChange, clause_changes, kind_of
from comens_tui.text.clause_parts import paragraph_parts
from comens_tui.text.effects import addition_effects, change_effects, ordered, removal_effects
from comens_tui.text.markdown import FRONT_MATTER, PREAMBLE
from comens_tui.text.nature import paragraph_nature
from comens_tui.text.redline_paragraphs import Paragraph, paragraphs
from comens_tui.text.tokens import forms_of
from comens_tui.text.word_diff import changed_words


def paragraph_changes(ours: Sequence[Clause], theirs: Sequence[Clause]) -> Iterator[ClauseChange]:
    """Yield the changes of two texts without headings, front matter first, by paragraph."""
    fronts = [clause for clause in (*ours[:1], *theirs[:1]) if clause.id == FRONT_MATTER]
    heads = [[clause for clause in side if clause.id == FRONT_MATTER] for side in (ours, theirs)]
    if fronts:
        yield from clause_changes(heads[0], heads[1])
    bodies = [
        next((clause for clause in side if clause.id != FRONT_MATTER), None)
        for side in (ours, theirs)
    ]
    found = paragraphs(*(body.text if body else "" for body in bodies))
    lines = _lines(found, *(body.line if body else 1 for body in bodies))
    for item, line in zip(found, lines, strict=True):
        yield _paragraph(item, len(heads[0]), len(heads[1]), line)


def _lines(found: Sequence[Paragraph], old_line: int, new_line: int) -> list[int]:
    """Return the line of each paragraph in the new text, or in the old one if it is gone."""
    lines = [0] * len(found)
    in_old_order = sorted(
        (item.old_place, at) for at, item in enumerate(found) if item.old_place is not None
    )
    for _, at in in_old_order:
        lines[at] = old_line
        old_line += sum(op.text.count("\n") for op in found[at].ops if op.sign != "+")
    for at, item in enumerate(found):
        if item.new_place is not None:
            lines[at] = new_line
            new_line += sum(op.text.count("\n") for op in item.ops if op.sign != "-")
    return lines


def _paragraph(item: Paragraph, before: int, after: int, line: int) -> ClauseChange:
    """Return a paragraph; `before` and `after` are the clauses that precede it in each text."""
    old_name = None if item.old_place is None else f"{PREAMBLE}{item.old_place + 1}"
    name = old_name if item.new_place is None else f"{PREAMBLE}{item.new_place + 1}"
    change = ClauseChange(
        name or PREAMBLE,
        "",
        old_name,
        None if item.old_place is None else item.old_place + before,
        None if item.new_place is None else item.new_place + after,
        "same",
        None,
        (),
        item.ops,
        line,
    )
    if len(item.ops) == 1 and item.ops[0].sign == "=" and not item.has_moved:
        return change
    effects: set[str] = {"moved"} if item.has_moved else set()
    old, new = change.old_text, change.new_text
    if item.old_place is None or item.new_place is None:
        return _lone_paragraph(change, effects)
    kind = kind_of(effects, has_changed=old != new)
    if not any(changed_words(item.ops)):
        change_nature = None if old == new else "typography"
    else:
        effects |= change_effects(paragraph_parts(old), paragraph_parts(new))
        change_nature = paragraph_nature(item.ops, effects)
    return change._replace(
        change=kind,
        nature="substantive" if effects else change_nature,
        effects=ordered(effects),
    )


def _lone_paragraph(change: ClauseChange, effects: set[str]) -> ClauseChange:
    text = change.old_text or change.new_text
    if not forms_of(text):
        effects = set()
        kind_nature = "typography"
    else:
        parts = paragraph_parts(text)
        kind_nature = "substantive"
        effects = effects | (
            removal_effects(parts) if change.new_order is None else addition_effects(parts)
        )
    return change._replace(
        change="removed" if change.new_order is None else "added",
        nature=kind_nature,
        effects=ordered(effects),
    )
