"""The app: which screen is shown, which keys work everywhere, and nothing else.

It draws its first frame before the modules that read records are loaded: they come in a
thread, with the screens.
"""

import asyncio
import gc
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import App, UnknownModeError
from textual.binding import BindingType
from textual.screen import Screen

from comens_tui.i18n import _
from comens_tui.tui import hardware, terminal, themes
from comens_tui.tui.action import GLOBAL, INBOX, LIST, PROJECTOR, SCREENS, SEARCH, TEXT, Action
from comens_tui.tui.actions import (
    BY_ID,
    bindings,
    in_scopes,
    key_name,
    keys_leading_elsewhere,
    keys_of,
    screen_action,
)
from comens_tui.tui.glimpse import Glimpse
from comens_tui.tui.leaving import leave_on_signals
from comens_tui.tui.messages import CorpusChanged, Opened, SearchLeft, Visit, Written
from comens_tui.tui.screens.frame import FrameScreen
from comens_tui.tui.screens.opening import OpeningScreen
from comens_tui.tui.terminal import Options
from comens_tui.tui.typed_ahead import TypedAhead

#: What makes the screen of each scope.
Screens = Mapping[str, Callable[[], FrameScreen]]

#: Terminals drop what is longer, in bytes.
LONGEST_COPY = 1 << 16


class ComensApp(App[int], inherit_bindings=False):
    """One run on one workspace."""

    TITLE = "COMENS"
    CSS_PATH = "comens.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(GLOBAL)

    def __init__(
        self, options: Options, open_screens: Callable[[], Screens], glimpse: Glimpse | None = None
    ) -> None:
        """Show `glimpse` until `open_screens`, called in a thread, has opened the workspace."""
        super().__init__()
        self.options = options
        #: What kept the workspace from being opened.
        self.failure: BaseException | None = None
        self._open_screens = open_screens
        self._glimpse = glimpse
        #: The keys that wait for the screen they were typed for.
        self.typed = TypedAhead(self, keys_leading_elsewhere())
        #: The screen that the search was asked from.
        self._before_search = INBOX
        #: The screens visited from another one, with it: closing what they show goes back there.
        self._trail: list[tuple[str, str]] = []
        self._makers: Mapping[str, Callable[[], Screen[None]]] = {}
        for theme in themes.ALL:
            self.register_theme(theme)
        self.theme = options.theme
        if not options.hardware_scroll:
            hardware.turn_off_scrolling(self)

    def get_default_screen(self) -> OpeningScreen:
        """Return the first screen, which is left as soon as the workspace is open."""
        return OpeningScreen(self._glimpse)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Let the style sheet be read under any theme."""
        return dict(themes.ALL[0].variables)

    def on_mount(self) -> None:
        """Show the real cursor where a screen reader or a Braille line follows it."""
        self.app_resume_signal.subscribe(self, self._resumed)
        if self.options.accessible:
            hardware.show_cursor(self)
        if not self.is_headless:
            leave_on_signals(self)
        hardware.hold_painting(self)
        self.call_after_refresh(self._open)

    def _resumed(self, _app: object) -> None:
        """Draw again what the shell or an editor has written over."""
        self.screen.refresh()
        if self.options.accessible:
            hardware.show_cursor(self)

    # -- opening

    def _open(self) -> None:
        """Draw the first frame, then load and open the workspace in a thread."""
        hardware.release_painting(self)
        gc.freeze()
        gc.enable()

        def work() -> None:
            try:
                outcome = Opened(self._open_screens())
            except Exception as error:  # noqa: BLE001 - told by whoever ran the app
                outcome = Opened({}, error)
            self.post_message(outcome)

        self.run_worker(work, thread=True, exit_on_error=False)

    @on(Opened)
    async def _opened(self, message: Opened) -> None:
        if message.failure is not None:
            self.failure = message.failure
            self.exit(return_code=1)
            return
        for scope, make in message.screens.items():
            self.add_mode(scope, partial(self._made, make))
        self._makers = message.screens
        self.typed.begin()
        await self._show(PROJECTOR if self.options.watching else INBOX)
        if cut_short := self.base.resumes_at:
            await self._show(cut_short)

    def _made(self, make: Callable[[], Screen[None]]) -> Screen[None]:
        """Make a screen; its styles are those of now, so that none need be read again for it."""
        screen = make()
        hardware.take_styles_of_now(self, screen)
        return screen

    async def _show(self, scope: str) -> None:
        """Show a screen; what it is made of is loaded in a thread, the first time."""
        load = getattr(self._makers[scope], "load", None)
        if load is not None:
            await asyncio.to_thread(load)
        # The app may have been left meanwhile.
        with suppress(UnknownModeError):
            await self.switch_mode(scope)

    async def on_event(self, event: events.Event) -> None:
        """Keep for later the keys that come before the screen that is to answer them."""
        is_closing = isinstance(event, events.Key) and not self.screen_stack
        if is_closing or self.typed.keeps(event) or self.typed.is_too_early(event):
            return
        await super().on_event(event)

    @property
    def base(self) -> FrameScreen:
        """The screen of the mode in force, under any window."""
        screen = self.screen_stack[0]
        if not isinstance(screen, FrameScreen):
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
        if scope not in self._makers:
            self.base.refuse_to_write()
            return
        if scope == SEARCH and self.base.SCOPE != SEARCH and SEARCH not in self._origins():
            self._before_search = self.base.SCOPE
        self._trail = []
        await self._show(scope)
        if record:
            self.base.visit(record)

    @on(Visit)
    async def _visit(self, message: Visit) -> None:
        origin, trail = self.base.SCOPE, self._trail
        await self.go(message.scope, message.record)
        if (message.comes_back or origin == SEARCH) and message.scope != origin:
            self._trail = [*trail, (message.scope, origin)]

    async def action_show_search(self) -> None:
        """Search, or go back to the search as it was left."""
        await self.go(SEARCH)

    @on(SearchLeft)
    async def _leave_search(self) -> None:
        await self.go(self._before_search)

    def _origins(self) -> list[str]:
        """Return the screens that closing what is shown leads back to, the nearest last."""
        if not self._trail or self._trail[-1][0] != self.base.SCOPE:
            return []
        return [origin for _scope, origin in self._trail]

    async def _go_back(self) -> None:
        """Show the screen again that this one was visited from, when what it showed is closed."""
        origins = self._origins()
        if origins and not self.base.place():
            trail = self._trail[:-1]
            await self.go(origins[-1])
            self._trail = trail

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

    async def action_show_projector(self) -> None:
        """Show the meeting as the room may see it."""
        await self.go(PROJECTOR)

    @on(Written)
    def _workspace_changed(self) -> None:
        self.base.workspace_changed()

    @on(CorpusChanged)
    def _changed_elsewhere(self, message: CorpusChanged) -> None:
        if message.settle is not None:
            message.settle()
        self.base.changed_elsewhere(message)

    # -- about the app

    def action_help(self) -> None:
        """Show the keys of this screen."""
        if self.window_open:
            return
        from comens_tui.tui.modals.guide import Guide

        base = self.base
        name = _(screen_action(base.SCOPE).label)
        title = _("Help: {screen}").format(screen=name)
        self.push_screen(Guide(title, base.SCOPE, base.record(), base.guide()))

    def action_palette(self) -> None:
        """Find an action by its words: do it, or go to the screen where it is done."""
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
        others = [scope for scope in (*SCREENS, SEARCH) if scope != base.SCOPE]
        elsewhere = [action for scope in others for action in in_scopes(scope)]
        self.push_screen(Palette(actions, base.record(), elsewhere), self._do)

    def is_possible(self, action_id: str) -> bool:
        """Tell whether a global action makes sense in this workspace."""
        return action_id != "act.as" or self.base.can_act_as

    async def _do(self, action_id: str | None) -> None:
        if action_id is None:
            return
        action = BY_ID[action_id]
        base = self.base
        if action.scope in (*SCREENS, SEARCH) and action.scope != base.SCOPE:
            await self._lead_to(action)
            return
        target = self if action.scope == GLOBAL else base
        if action.scope in (LIST, TEXT) and base.focused is not None:
            await self.run_action(action.method, base.focused)
        elif hasattr(base, f"action_{action.method}"):
            await self.run_action(action.method, base)
        else:
            await self.run_action(action.method, target)

    async def _lead_to(self, action: Action) -> None:
        """Show the screen of an action, and say which key does it: one chooses its line first."""
        await self.go(action.scope)
        if action.scope == self.base.SCOPE:
            said = _("Here, {key}: {action}").format(
                key=key_name(keys_of(action)[0]), action=_(action.help)
            )
            self.base.say(said)

    def action_journal(self) -> None:
        """Show what was said."""
        if not self.window_open:
            self.base.show_journal()

    def action_theme(self) -> None:
        """Take the next set of colours."""
        place = terminal.THEMES.index(self.theme) + 1
        self.theme = terminal.THEMES[place % len(terminal.THEMES)]
        self.base.say(_("Colours: {theme}").format(theme=self.theme))

    def action_copy(self) -> None:
        """Copy what the screen offers through the terminal (OSC 52)."""
        text, source = self.base.copied(), self.base.copied_from()
        if not text:
            return
        if len(text.encode()) > LONGEST_COPY:
            said = _("Too long for the terminal's clipboard: see {place}.")
            self.base.say(said.format(place=source or self.base.record()), is_problem=True)
            return
        self.copy_to_clipboard(text)
        self.base.say(_("Sent to the terminal's clipboard: {text}").format(text=source or text))

    def action_reload(self) -> None:
        """Read the workspace again."""
        if not self.window_open:
            self.base.workspace_changed()
            self.base.say(_("Read again."))

    def action_sync(self) -> None:
        """Take what others shared and send what is not."""
        from comens_tui.tui.screens.sharing import synchronise

        self._share(synchronise)

    def action_kept(self) -> None:
        """Show what a synchronisation kept aside."""
        from comens_tui.tui.screens.sharing import show_kept

        self._share(show_kept)

    def _share(self, job: Callable[[FrameScreen], None]) -> None:
        if self.options.watching:
            self.base.refuse_to_write()
        elif not self.window_open:
            job(self.base)

    def action_act_as(self) -> None:
        """In a demonstration, let another member sit at the desk."""
        if not self.window_open and self.base.can_act_as:
            self.base.act_as()

    # -- leaving

    async def action_back(self) -> None:
        """Close what is open on the screen."""
        self.base.action_back()
        await self._go_back()

    async def action_leave(self) -> None:
        """Go back, or quit from the first page."""
        if self.window_open:
            return
        if self._origins() and self.base.place():
            await self.action_back()
        else:
            self.base.action_leave()

    def action_suspend(self) -> None:
        """Go to the shell until `fg`."""
        self.action_suspend_process()

    async def action_quit(self) -> None:
        """Leave at once."""
        self.exit(0)
