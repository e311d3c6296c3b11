"""The fixed lines around the body of every screen; nothing here knows the workspace.

This is loaded before the first frame: what reads or writes records is `screens/base.py`.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widget import Widget

from comens_tui.i18n import _
from comens_tui.tui import prose
from comens_tui.tui.action import GLOBAL
from comens_tui.tui.actions import BY_ID, FOCUS_BINDINGS, key_name, keys_of
from comens_tui.tui.messages import CorpusChanged
from comens_tui.tui.prose import Block, Span, paragraph
from comens_tui.tui.terminal import MINIMUM_HEIGHT, MINIMUM_WIDTH
from comens_tui.tui.widgets.bars import KeyBar, StatusBar, SummaryBar, TitleBar
from comens_tui.tui.widgets.painting import INKS
from comens_tui.tui.widgets.paragraphs import Paragraphs

#: From this many columns on, list and detail stand side by side.
WIDE = 120


class FrameScreen(Screen[None], inherit_bindings=False):
    """A title line, a summary, a body, a status line and the keys."""

    SCOPE: ClassVar[str]
    COMPONENT_CLASSES = INKS
    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = FOCUS_BINDINGS

    def __init__(self) -> None:
        super().__init__()
        self._said = ""

    def compose(self) -> ComposeResult:
        """Lay the fixed lines around the body."""
        # Before there are widgets that would all be styled again.
        self.fit_window()
        yield TitleBar(id="title")
        yield SummaryBar(id="summary")
        with Horizontal(id="body"):
            yield from self.body()
        yield StatusBar(id="status")
        yield KeyBar(id="keys")
        yield Paragraphs((paragraph(_too_small()),), id="too-small")

    def body(self) -> Iterable[Widget]:
        """Yield what stands between the fixed lines."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Draw the fixed lines before any data comes."""
        self.fit_window()
        self.show_title()

    def on_resize(self) -> None:
        """Follow the window."""
        self.fit_window()

    def fit_window(self) -> None:
        """Say in classes how much room there is: the style sheet does the rest.

        Not Textual's breakpoints: a size known before the screen is mounted sets none.
        """
        width, height = self.app.size
        too_small = width < MINIMUM_WIDTH or height < MINIMUM_HEIGHT
        self.set_class(too_small, "-tiny")
        self.set_class(not too_small and width < WIDE, "-narrow")
        self.set_class(not too_small and width >= WIDE, "-wide")

    # -- fixed lines

    def subject(self) -> str:
        """Return the id of the record that is open or under the cursor, or nothing."""
        return ""

    def record(self) -> str:
        """Return the id of the record that commands would name, or nothing."""
        return self.subject()

    def copied(self) -> str:
        """Return what the copy key takes: the id of the record."""
        return self.record()

    def copied_from(self) -> str:
        """Return what the copy is of, where it is too long to be shown again."""
        return ""

    def visit(self, record: str) -> None:
        """Show `record`, coming from another screen."""

    def place(self) -> str:
        """Return what the title says after the name of the screen."""
        return ""

    def show_title(self) -> None:
        """Draw where one is, who acts, and on which version."""
        shown = BY_ID[f"show.{self.SCOPE}"]
        key = key_name(keys_of(shown)[0])
        left = [Span("COMENS  "), Span(f"{key} {_(shown.label)}", prose.STRONG)]
        if place := self.place():
            left.append(Span("  " + place))
        self.query_one("#title", TitleBar).show(left, self.who())

    def who(self) -> str:
        """Return who acts, for the right of the title."""
        return ""

    def hidden_actions(self) -> Iterable[str]:
        """Return the actions that mean nothing now and leave the key line."""
        return ()

    def next_actions(self) -> Mapping[str, str]:
        """Return what comes next here, first in the key line: actions with their labels."""
        return {}

    @property
    def resumes_at(self) -> str:
        """Return the scope of the screen where the last run was cut short, or nothing."""
        return ""

    def guide(self) -> Iterable[Block]:
        """Return what the help says before the keys: how things go on this screen."""
        return ()

    @property
    def goes_back(self) -> bool:
        """Whether the key that leaves the app goes back first."""
        return False

    def show_keys(self) -> None:
        """Draw the keys of what has the focus."""
        scope = getattr(self.focused, "SCOPE", "")
        scopes = (self.SCOPE, scope, GLOBAL) if scope else (self.SCOPE, GLOBAL)
        self.query_one("#keys", KeyBar).show(
            *scopes,
            hidden=self.hidden_actions(),
            goes_back=self.goes_back,
            first=self.next_actions(),
        )

    def on_descendant_focus(self) -> None:
        """Follow the focus."""
        self.show_keys()

    def say(self, text: str, *, is_problem: bool = False, is_passing: bool = False) -> None:
        """Write on the status line until the next move; and in the journal unless passing."""
        if not is_passing:
            self.keep_message(text, is_problem=is_problem)
        self._said = text
        self.show_status()

    def keep_message(self, text: str, *, is_problem: bool) -> None:
        """Keep a message in the journal."""

    def status(self) -> tuple[str, str]:
        """Return the status line when there is nothing to say: left and right."""
        return "", ""

    def standing(self) -> str:
        """Return what the status line always ends with."""
        return ""

    def show_status(self) -> None:
        """Draw what was said last, else where the cursor is."""
        left, right = self.status()
        standing = "   ".join(part for part in (right, self.standing()) if part)
        bar = self.query_one("#status", StatusBar)
        if self._said:
            bar.show_whole(self._said, standing)
        else:
            bar.show(left, standing)

    def quiet(self) -> None:
        """Forget what was said: the person has moved on."""
        self._said = ""
        self.show_status()

    # -- what the app asks of the screen in front

    @property
    def can_act_as(self) -> bool:
        """Whether another member may be taken for oneself."""
        return False

    def refresh_if_stale(self) -> None:
        """Load when this screen is older than the last change known."""

    def workspace_changed(self) -> None:
        """Read again: an act was committed, or the person asks."""

    def changed_elsewhere(self, message: CorpusChanged) -> None:
        """Read again what another process changed, and say so."""

    def refuse_to_write(self) -> None:
        """Say that this app only shows a meeting."""
        self.say(
            _("This screen only shows the meeting: to act, open `comens` in another terminal."),
            is_problem=True,
        )

    def act_as(self) -> None:
        """In a demonstration, let another member sit at the desk."""

    def show_journal(self) -> None:
        """Show what was said."""

    def action_back(self) -> None:
        """Close what is open."""

    def action_leave(self) -> None:
        """Go back, or quit from the first page."""
        self.app.exit()


def _too_small() -> str:
    return _("This window is too small: {width} × {height} is the least. q quits.").format(
        width=MINIMUM_WIDTH, height=MINIMUM_HEIGHT
    )
