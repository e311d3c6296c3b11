"""Synchronising from the app: the work in a thread of its own, the answer as a page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from comens_tui.i18n import _
from comens_tui.operations.following import MOST_ACTS
from comens_tui.operations.sync import sync
from comens_tui.operations.sync_words import Part, parts_of
from comens_tui.store.workspace import Workspace
from comens_tui.tui import background, prose
from comens_tui.tui.messages import Written
from comens_tui.tui.modals.guide import Reading
from comens_tui.tui.prose import Block, heading, paragraph
from comens_tui.tui.screens.base import BaseScreen
from comens_tui.tui.screens.frame import FrameScreen

_INDENT = 2


def synchronise(screen: FrameScreen) -> None:
    """Synchronise while the screens go on reading, then show what came of it."""
    if not isinstance(screen, BaseScreen):
        return
    session = screen.session

    def work() -> tuple[Part, ...]:
        with Workspace.open(session.desk.workspace.root) as workspace:
            before = workspace.head()
            parts = tuple(parts_of(sync(replace(session.desk, workspace=workspace))))
            # The page tells what came of it: the watch need not tell it again.
            session.desk.workspace.written.update(
                entry.commit for entry in workspace.git.log(f"{before}..HEAD", MOST_ACTS)
            )
            return parts

    def show(parts: Sequence[Part]) -> None:
        screen.app.post_message(Written())
        screen.say(parts[-1].title.removesuffix(":"), is_problem=parts[-1].is_problem)
        if any(part.lines for part in parts):
            screen.app.push_screen(Reading(_("Synchronisation"), tuple(page(parts))))

    screen.say(_("Synchronising…"), is_passing=True)
    background.start(screen, session, work, show, group="sync", exclusive=False, apart=True)


def page(parts: Sequence[Part]) -> Iterator[Block]:
    """Yield what a sync did."""
    for part in parts:
        yield heading(part.title, anchor=part.title)
        for line in part.lines:
            text = line.lstrip(" ")
            depth = _INDENT + len(line) - len(text)
            is_detail = depth > _INDENT
            style = prose.PLAIN if is_detail or not part.is_problem else prose.BAD
            yield paragraph(text, style, indent=depth)
        yield Block()
