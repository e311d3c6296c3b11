"""Synchronising from the app: the work in a thread of its own, the answer as a page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from comens_tui.i18n import _
from comens_tui.operations.following import MOST_ACTS
from comens_tui.operations.sync import forget, kept_aside, sync
from comens_tui.operations.sync_words import KeptFile, Part, Ways, kept_files, parts_of
from comens_tui.store.sharing import Aside
from comens_tui.store.workspace import Workspace
from comens_tui.tui import background, prose
from comens_tui.tui.actions import BY_ID, key_name, keys_of
from comens_tui.tui.messages import Written
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.modals.guide import Reading
from comens_tui.tui.prose import Block, heading, paragraph
from comens_tui.tui.screens.base import BaseScreen
from comens_tui.tui.screens.frame import FrameScreen
from comens_tui.tui.widgets.rows import ListRow

_INDENT = 2
_READ, _FORGET = "read", "forget"


def synchronise(screen: FrameScreen) -> None:
    """Synchronise while the screens go on reading, then show what came of it."""
    if not isinstance(screen, BaseScreen):
        return
    session = screen.session

    def work() -> tuple[Part, ...]:
        with Workspace.open(session.desk.workspace.root) as workspace:
            before = workspace.head()
            outcome = sync(replace(session.desk, workspace=workspace))
            parts = tuple(parts_of(outcome, _by_keys()))
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


def _by_keys() -> Ways:
    """Return how the app goes on from an act kept aside."""
    search, kept = (key_name(keys_of(BY_ID[name])[0]) for name in ("show.search", "kept"))
    return Ways(
        _("{key} finds {id}: do it again if it still holds.").format(key=search, id="{id}"),
        _("{key} shows what you had written.").format(key=kept),
    )


# -- what is kept aside


def show_kept(screen: FrameScreen) -> None:
    """Show the acts that a sync kept aside; one is read, or let go of."""
    if isinstance(screen, BaseScreen):
        desk = screen.session.desk
        screen.read(lambda: kept_aside(desk), lambda kept: _choose(screen, kept), group="kept")


def _choose(screen: BaseScreen, kept: Sequence[Aside]) -> None:
    if not kept:
        screen.say(_("Nothing is kept aside."))
        return
    by_name = {one.name: one for one in kept}
    rows = [ListRow(one.name, (one.name, _subject(one))) for one in kept]

    def answered(name: str | None) -> None:
        if name is not None:
            _ask(screen, by_name[name])

    screen.app.push_screen(Choose(_("Kept aside"), rows, first_width=14), answered)


def _ask(screen: BaseScreen, aside: Aside) -> None:
    """Say why an act is kept aside, and ask what becomes of it."""
    desk = screen.session.desk
    rows = (
        ListRow(_READ, (_("Read what it had written"), "")),
        ListRow(_FORGET, (_("Let go of it, for good"), ""), prose.STRONG),
    )
    said = [paragraph(line) for line in aside.words.splitlines()[1:] if line]

    def answered(chosen: str | None) -> None:
        if chosen == _READ:
            screen.read(lambda: kept_files(desk, aside), shown, group="kept")
        elif chosen == _FORGET:
            screen.read(lambda: forget(desk, aside.name), forgotten, group="kept")

    def shown(files: Sequence[KeptFile]) -> None:
        parts = [Part(file.what, file.lines) for file in files]
        screen.app.push_screen(Reading(_subject(aside), tuple(page(parts))))

    def forgotten(gone: Aside) -> None:
        screen.say(_("No longer kept aside: {subject}").format(subject=_subject(gone)))

    window = Choose(_subject(aside), rows, blocks=[*said, Block()], first_width=40)
    screen.app.push_screen(window, answered)


def _subject(aside: Aside) -> str:
    """Return the sentence of an act kept aside."""
    return aside.words.partition("\n")[0] or aside.commit
