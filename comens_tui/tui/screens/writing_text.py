"""A text written by the person, in their editor or in the app, and what the checks say of it."""

import os
from collections.abc import Callable

from comens_tui.errors import RefusedError
from comens_tui.i18n import _, ngettext
from comens_tui.model.finding import Finding
from comens_tui.tui import editor, prose
from comens_tui.tui.messages import Failed
from comens_tui.tui.modals.writing import Writing
from comens_tui.tui.prose import Block, Span
from comens_tui.tui.screens.base import BaseScreen

#: Findings named after an edit; the others are counted.
_FIRST_FINDINGS = 5


def write_text(
    screen: BaseScreen,
    title: str,
    path: str,
    start: str,
    then: Callable[[str | None], None],
    *,
    saved: str = "",
    line: int = 1,
) -> None:
    """Let the person write from `start` in their editor, or in the app when none is set.

    `saved` says what becomes of the text; by default a proposal takes it. It opens at
    `line`, 1-based.
    """
    outside = editor.command(os.environ)
    if not outside:
        screen.app.push_screen(Writing(title, start, saved=saved, line=line), then)
        return
    try:
        then(editor.edit(screen.app, outside, start, path.rpartition("/")[2], line))
    except RefusedError as error:
        screen.post_message(Failed(error))


def finding_items(found: tuple[Finding, ...]) -> list[Block]:
    """Return the first findings, one a line, and how many are left out."""
    blocks = [
        Block(
            (
                Span(f"{finding.code}  ", prose.STRONG),
                Span(
                    _("line {line}: {message}").format(line=finding.line, message=finding.message)
                ),
            ),
            hang=6,
        )
        for finding in found[:_FIRST_FINDINGS]
    ]
    more = len(found) - _FIRST_FINDINGS
    if more > 0:
        text = ngettext("… and {count} other.", "… and {count} others.", more)
        blocks.append(prose.paragraph(text.format(count=more), prose.QUIET))
    return blocks
