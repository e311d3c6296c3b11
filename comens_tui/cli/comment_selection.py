"""Which comments of a consultation a command is about: `4`, `1-4,7`, `group:12`, `all`."""

import re
from collections.abc import Sequence

from comens_tui.errors import UsageError
from comens_tui.i18n import N_, _
from comens_tui.model.consultation import ConsultationComment
from comens_tui.model.words import Disposition

_RANGE = re.compile(r"(\d{1,7})(?:-(\d{1,7}))?")
#: How a selection is written, for the help of a command; translated when shown.
FORM = N_("numbers (1-4,7), group:N, clause:ID, college:ID, open (not disposed of) or all")


def selected(comments: Sequence[ConsultationComment], words: str) -> tuple[int, ...]:
    """Return the numbers of the comments that `words` choose, in order.

    `group:N` is the group that comment N stands for, itself included. Parts between commas add
    up; a number of a range that no comment has is left out.

    Raises:
        UsageError: A part is not written so, or the whole chooses no comment.
    """
    found: set[int] = set()
    for part in filter(None, (item.strip() for item in words.split(","))):
        found |= _chosen(comments, part)
    if not found:
        raise UsageError(_("“{words}” chooses no comment.").format(words=words), hint=_hint())
    return tuple(sorted(found))


def _chosen(comments: Sequence[ConsultationComment], part: str) -> set[int]:
    known = {item.number for item in comments}
    numbers = _RANGE.fullmatch(part)
    if numbers:
        first, last = int(numbers[1]), int(numbers[2] or numbers[1])
        return {first} if first == last else {item for item in known if first <= item <= last}
    name, _colon, value = part.partition(":")
    if name == "group" and value.isdecimal():
        return {item.number for item in comments if int(value) in (item.group, item.number)}
    if name == "clause" and value:
        return {item.number for item in comments if item.clause == value}
    if name == "college" and value:
        return {item.number for item in comments if item.college == value}
    if part == "open":
        return {item.number for item in comments if item.disposition is Disposition.UNRESOLVED}
    if part == "all":
        return known
    raise UsageError(_("“{part}” chooses no comment.").format(part=part), hint=_hint())


def _hint() -> str:
    return _("Write: {form}.").format(form=_(FORM))
