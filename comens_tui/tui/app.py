"""The app: which screen is shown, which keys work everywhere, and nothing else."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import App
from textual.binding import BindingType

from comens_tui.i18n import _
from comens_tui.tui import real_cursor, terminal, themes
from comens_tui.tui.action import GLOBAL, LIST, TEXT
from comens_tui.tui.actions import BY_ID, bindings, in_scopes
from comens_tui.tui.messages import Visit, Written
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.screens.base import BaseScreen
from comens_tui.tui.screens.registry import SCREEN_CLASSES, make_screen
from comens_tui.tui.session import Session
from comens_tui.tui.widgets.rows import ListRow


class ComensApp(App[int], inherit_bindings=False):
    """One run on one workspace."""

    TITLE = "COMENS"
    CSS_PATH = "comens.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    DEFAULT_MODE = "inbox"
    BINDINGS: ClassVar[list[BindingType]] = bindings(GLOBAL)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        for theme in themes.ALL:
            self.register_theme(theme)
        self.theme = session.options.theme
        for scope in SCREEN_CLASSES:
            self.add_mode(scope, partial(make_screen, scope, session))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Let the style sheet be read under any theme."""
        return dict(themes.ALL[0].variables)

    def on_mount(self) -> None:
        """Show the real cursor where a screen reader or a Braille line follows it."""
        if self.session.options.accessible:
            real_cursor.show(self)
            self.app_resume_signal.subscribe(self, lambda _app: real_cursor.show(self))

    @property
    def base(self) -> BaseScreen:
        """The screen of the mode in force, under any window."""
        screen = self.screen_stack[0]
        if not isinstance(screen, BaseScreen):
            raise TypeError(type(screen).__name__)
        return screen

    @property
    def window_open(self) -> bool:
        """Whether a window waits for an answer."""
        return len(self.screen_stack) > 1

    # -- going from screen to screen

    async def go(self, scope: str, record: str = "") -> None:
        """Show the screen `scope`, on `record` when one is named."""
        if self.window_open:
            return
        await self.switch_mode(scope)
        if record:
            self.base.visit(record)

    @on(Visit)
    async def _visit(self, message: Visit) -> None:
        await self.go(message.scope, message.record)

    async def action_show_inbox(self) -> None:
        """Show what waits."""
        await self.go("inbox")

    async def action_show_review(self) -> None:
        """Show proposals."""
        await self.go("review")

    async def action_show_meeting(self) -> None:
        """Show meetings."""
        await self.go("meeting")

    async def action_show_priorities(self) -> None:
        """Show the board."""
        await self.go("priorities")

    async def action_show_corpus(self) -> None:
        """Show the texts in force."""
        await self.go("corpus")

    async def action_show_checks(self) -> None:
        """Show the findings."""
        await self.go("checks")

    async def action_show_release(self) -> None:
        """Show the next release."""
        await self.go("release")

    async def action_show_consultation(self) -> None:
        """Show the consultations."""
        await self.go("consultation")

    async def action_show_trace(self) -> None:
        """Show where things come from and what they lead to."""
        await self.go("trace")

    @on(Written)
    def _workspace_changed(self) -> None:
        self.session.generation += 1
        self.base.refresh_if_stale()

    # -- about the app

    def action_help(self) -> None:
        """Show the keys of this screen."""
        if self.window_open:
            return
        from comens_tui.tui.modals.guide import Guide

        base = self.base
        name = _(BY_ID[f"show.{base.SCOPE}"].label)
        title = _("Help: {screen}").format(screen=name)
        self.push_screen(Guide(title, base.SCOPE, base.record()))

    def action_palette(self) -> None:
        """Find an action by its words, and do it."""
        if self.window_open:
            return
        from comens_tui.tui.modals.palette import Palette

        base = self.base
        focused = getattr(base.focused, "SCOPE", "")
        hidden = set(base.hidden_actions())
        actions = [
            action
            for action in in_scopes(base.SCOPE, GLOBAL, focused)
            if action.id not in hidden and self.is_possible(action.id)
        ]
        self.push_screen(Palette(actions, base.record()), self._do)

    def is_possible(self, action_id: str) -> bool:
        """Tell whether a global action makes sense in this workspace."""
        return action_id != "act.as" or self.session.desk.is_demo

    async def _do(self, action_id: str | None) -> None:
        if action_id is None:
            return
        action = BY_ID[action_id]
        base = self.base
        target = self if action.scope == GLOBAL else base
        if action.scope in (LIST, TEXT) and base.focused is not None:
            await self.run_action(action.method, base.focused)
        elif hasattr(base, f"action_{action.method}"):
            await self.run_action(action.method, base)
        else:
            await self.run_action(action.method, target)

    def action_journal(self) -> None:
        """Show what was said."""
        from comens_tui.tui.modals.guide import Journal

        if not self.window_open:
            self.push_screen(Journal(self.session.journal))

    def action_theme(self) -> None:
        """Take the next set of colours."""
        place = terminal.THEMES.index(self.theme) + 1
        self.theme = terminal.THEMES[place % len(terminal.THEMES)]
        self.base.say(_("Colours: {theme}").format(theme=self.theme))

    def action_copy(self) -> None:
        """Copy what the screen offers through the terminal (OSC 52)."""
        text = self.base.copied()
        if text:
            self.copy_to_clipboard(text)
            self.base.say(_("Sent to the terminal's clipboard: {text}").format(text=text))

    def action_reload(self) -> None:
        """Read the workspace again."""
        if not self.window_open:
            self.session.generation += 1
            self.base.refresh_if_stale()
            self.base.say(_("Read again."))

    def action_act_as(self) -> None:
        """In a demonstration, let another member sit at the desk."""
        desk = self.session.desk
        if self.window_open or not desk.is_demo:
            return
        rows = [
            ListRow(member.id, (member.name, member.title)) for member in desk.committee.members
        ]
        actor = desk.actor.id if desk.actor else None
        chooser = Choose(_("Act as"), rows, select=actor, first_width=28)
        self.push_screen(chooser, self._acted_as)

    def _acted_as(self, member_id: str | None) -> None:
        if member_id is None:
            return
        self.session.desk = self.session.desk.acting_as(member_id)
        self.session.generation += 1
        self.base.refresh_if_stale()
        self.base.show_title()
        actor = self.session.desk.actor
        self.base.say(_("You now act as {name}.").format(name=actor.name if actor else member_id))

    # -- leaving

    async def action_back(self) -> None:
        """Close what is open on the screen."""
        self.base.action_back()

    def action_leave(self) -> None:
        """Go back, or quit from the first page."""
        if not self.window_open:
            self.base.action_leave()

    async def action_quit(self) -> None:
        """Leave at once."""
        self.exit(0)
