"""What a document is refused for, said with its line and what to do about it."""

import re
from collections.abc import Iterable
from typing import NoReturn

from comens_tui.errors import RecordError
from comens_tui.i18n import _
from comens_tui.model.requirement import Requirement
from comens_tui.text.odd_signs import holds_odd_signs
from comens_tui.text.yaml_fast import MAX_CHARACTERS, refuse_character, refuse_conflict

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\ud800-\udfff]")
_CONFLICT = re.compile(r"^(?:<{7}(?: |$)|>{7} \S)", re.MULTILINE)


def refuse_bad_text(text: str, path: str) -> None:
    """Refuse a document that is too large, holds a stray character or the marks of a merge.

    Raises:
        RecordError: With the line of the first of these.
    """
    if len(text) > MAX_CHARACTERS:
        raise RecordError(
            _("The document is too large: {size} characters.").format(size=len(text)),
            _("A document holds at most {most} characters: split it.").format(most=MAX_CHARACTERS),
            path=path,
            line=1,
        )
    control = _CONTROL.search(text) if holds_odd_signs(text) else None
    if control:
        line = text.count("\n", 0, control.start()) + 1
        refuse_character(control.group(), line=line, path=path)
    conflict = _CONFLICT.search(text) if "<<<<<<<" in text or ">>>>>>>" in text else None
    if conflict:
        refuse_conflict(line=text.count("\n", 0, conflict.start()) + 1, path=path)


def refuse_repeated_ids(requirements: Iterable[Requirement], path: str) -> None:
    """Refuse two requirements of one id in a document.

    Raises:
        RecordError: With the line of the second one.
    """
    seen: dict[str, int] = {}
    for requirement in requirements:
        if requirement.id in seen:
            raise RecordError(
                _(
                    "The requirement {id} is written twice: it already stands at line {line}."
                ).format(id=requirement.id, line=seen[requirement.id]),
                _("Give the newer one an id that was never used."),
                path=path,
                line=requirement.line,
            )
        seen[requirement.id] = requirement.line


def refuse_unclosed(*, line: int, path: str) -> NoReturn:
    """Say that the fenced block opened at `line` runs to the end.

    Raises:
        RecordError: Always.
    """
    raise RecordError(
        _("The fenced block opened here is never closed."),
        _("Put a line of the same marks (``` or ~~~) after its last line."),
        path=path,
        line=line,
    )


def refuse_lone_block(*, line: int, path: str) -> NoReturn:
    """Say that no heading above the block of fields at `line` names a requirement.

    Raises:
        RecordError: Always.
    """
    raise RecordError(
        _("This requirement block stands under a heading that names no requirement."),
        _("Write the id first in the heading, as in: ### ETH.14 — Title."),
        path=path,
        line=line,
    )


def refuse_second_block(name: str, *, line: int, path: str) -> NoReturn:
    """Say that the block of fields at `line` is one too many.

    Raises:
        RecordError: Always.
    """
    raise RecordError(
        _("The requirement {id} has more than one block of fields.").format(id=name),
        _("Keep one block ```yaml requirement under its heading."),
        path=path,
        line=line,
    )


def refuse_missing_block(name: str, *, line: int, path: str) -> NoReturn:
    """Say that the requirement at `line` has no block of fields.

    Raises:
        RecordError: Always.
    """
    raise RecordError(
        _("The requirement {id} has no block of fields.").format(id=name),
        _("Put a block ```yaml requirement under its heading."),
        path=path,
        line=line,
    )
