"""What every screen shares: its fixed lines, its work off the event loop, list and detail."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, NamedTuple, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widget import Widget

from comens_tui.errors import StaleRecordError
from comens_tui.i18n import _
from comens_tui.operations.draft import Receipt
from comens_tui.tui import background, prose
from comens_tui.tui.action import GLOBAL, SCREENS
from comens_tui.tui.actions import BY_ID, FOCUS_BINDINGS
from comens_tui.tui.messages import Broken, Done, Failed, Written
from comens_tui.tui.modals.choose import Problem
from comens_tui.tui.prose import PageItem, Span, paragraph
from comens_tui.tui.session import Session
from comens_tui.tui.terminal import MINIMUM_HEIGHT, MINIMUM_WIDTH
from comens_tui.tui.widgets.bars import KeyBar, StatusBar, SummaryBar, TitleBar
from comens_tui.tui.widgets.page import Page
from comens_tui.tui.widgets.paragraphs import Paragraphs
from comens_tui.tui.widgets.rows import Column, RowSource
from comens_tui.tui.widgets.virtual_list import VirtualList

T = TypeVar("T")
WIDE = 120


class BaseScreen(Screen[None], inherit_bindings=False):
    """A title line, a summary, a body, a status line and the keys."""

    SCOPE: ClassVar[str]
    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = FOCUS_BINDINGS

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._seen_generation = -1
        self._said = ""

    def compose(self) -> ComposeResult:
        """Lay the fixed lines around the body."""
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

    def load(self) -> None:
        """Ask for what this screen shows; called at first and after each change."""
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

    def on_screen_resume(self) -> None:
        """Read again when the workspace changed while another screen was shown."""
        self.fit_window()
        self.refresh_if_stale()
        self.show_title()
        self.show_keys()

    def refresh_if_stale(self) -> None:
        """Load when this screen is older than the last change known."""
        if self._seen_generation != self.session.generation:
            self._seen_generation = self.session.generation
            self.load()

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

    def visit(self, record: str) -> None:
        """Show `record`, coming from another screen."""

    def place(self) -> str:
        """Return what the title says after the name of the screen."""
        return ""

    def show_title(self) -> None:
        """Draw where one is, who acts, and on which version."""
        number = SCREENS.index(self.SCOPE) + 1
        name = _(BY_ID[f"show.{self.SCOPE}"].label)
        left = [Span("COMENS  "), Span(f"{number} {name}", prose.STRONG)]
        if place := self.place():
            left.append(Span("  " + place))
        self.query_one("#title", TitleBar).show(left, self._who())

    def _who(self) -> str:
        desk = self.session.desk
        name = desk.actor.name if desk.actor else _("reading only")
        return _("DEMO  {name}").format(name=name) if desk.is_demo else name

    def hidden_actions(self) -> Iterable[str]:
        """Return the actions that mean nothing now and leave the key line."""
        return ()

    def show_keys(self) -> None:
        """Draw the keys of what has the focus."""
        scope = getattr(self.focused, "SCOPE", "")
        scopes = (self.SCOPE, scope, GLOBAL) if scope else (self.SCOPE, GLOBAL)
        self.query_one("#keys", KeyBar).show(*scopes, hidden=self.hidden_actions())

    def on_descendant_focus(self) -> None:
        """Follow the focus."""
        self.show_keys()

    def say(self, text: str, *, is_problem: bool = False, is_passing: bool = False) -> None:
        """Write on the status line until the next move; and in the journal unless passing."""
        if not is_passing:
            self.session.say(text, is_problem=is_problem)
        self._said = text
        self.show_status()

    def status(self) -> tuple[str, str]:
        """Return the status line when there is nothing to say: left and right."""
        return "", ""

    def show_status(self) -> None:
        """Draw what was said last, else where the cursor is."""
        left, right = self.status()
        self.query_one("#status", StatusBar).show(self._said or left, right)

    def quiet(self) -> None:
        """Forget what was said: the person has moved on."""
        self._said = ""
        self.show_status()

    # -- work

    def read(self, job: Callable[[], T], then: Callable[[T], None], *, group: str = "read") -> None:
        """Run `job` in a thread and give its value to `then` on the event loop."""
        background.start(self, self.session, job, then, group=group)

    def act(
        self, job: Callable[[], Receipt], then: Callable[[Receipt], None] | None = None
    ) -> None:
        """Run one operation in a thread; what it wrote is said and shown, then `then` is called."""

        def written(receipt: Receipt) -> None:
            self.say(receipt.subject)
            self.app.post_message(Written(receipt))
            if then is not None:
                then(receipt)

        self.say(_("Writing…"), is_passing=True)
        background.start(self, self.session, job, written, group="act", exclusive=False)

    @on(VirtualList.FilterAsked)
    async def _filter(self, message: VirtualList.FilterAsked) -> None:
        from comens_tui.tui.widgets.filter_line import FilterLine

        if not self.query("#filter"):
            await self.mount(FilterLine(message.list), before="#status")
        self.query_one("#filter").focus()

    @on(Done)
    def _finish(self, message: Done) -> None:
        message.finish()

    @on(Failed)
    def _refused(self, message: Failed) -> None:
        error = message.error
        self.say(error.message, is_problem=True)
        stale = isinstance(error, StaleRecordError)

        def answered(reload: bool | None) -> None:
            if reload:
                self.quiet()
                self.load()

        self.app.push_screen(Problem(error.message, error.hint, offers_reload=stale), answered)

    @on(Broken)
    def _broken(self, message: Broken) -> None:
        self.session.say(message.report, is_problem=True)
        self.say(_("Something broke inside the app; nothing was written."), is_problem=True)
        hint = _("The messages (palette, “messages”) hold what to send us: {line}").format(
            line=message.report.strip().splitlines()[-1]
        )
        self.app.push_screen(
            Problem(_("Something broke inside the app; nothing was written."), hint)
        )

    # -- keys every screen answers

    def action_back(self) -> None:
        """Close what is open."""
        self.close_detail()

    def action_leave(self) -> None:
        """Go back, or quit from the first page."""
        if not self.close_detail():
            self.app.exit()

    def close_detail(self) -> bool:
        """Close what is open; tell whether there was anything."""
        return False


def _too_small() -> str:
    return _("This window is too small: {width} × {height} is the least. q quits.").format(
        width=MINIMUM_WIDTH, height=MINIMUM_HEIGHT
    )


class Detail(NamedTuple):
    """What a detail is: the parts of its page, and the record they were made from."""

    items: Sequence[PageItem]
    record: object = None


class ListScreen(BaseScreen):
    """A list, and the detail of its row: one at a time, or side by side when there is room."""

    COLUMNS: ClassVar[Sequence[Column]]
    EMPTY: ClassVar[str] = ""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._wanted = ""
        self._shown_key = ""

    def body(self) -> Iterable[Widget]:
        """Yield the list and the page of the detail."""
        yield VirtualList(self.COLUMNS, empty=self.EMPTY, id="list")
        yield self.make_page()

    def make_page(self) -> Page:
        """Return the widget that shows the detail."""
        return Page(id="detail")

    @property
    def table(self) -> VirtualList:
        """The list of this screen."""
        return self.query_one("#list", VirtualList)

    @property
    def page(self) -> Page:
        """The page of the detail."""
        return self.query_one("#detail", Page)

    @property
    def is_open(self) -> bool:
        """Whether the detail has taken the place of the list, or the focus beside it."""
        return self.has_class("-open")

    def subject(self) -> str:
        """Return the id under the cursor."""
        row = self.table.row
        return row.key if row else ""

    def show_rows(self, source: RowSource, *, select: str | None = None) -> None:
        """Fill the list, and read the detail of its row again where it is seen."""
        self.table.show(source, select=select)
        self.show_status()
        if self._wanted:
            self.visit(self._wanted)
        elif self.is_open or self.is_wide:
            self.preview()

    @property
    def is_wide(self) -> bool:
        """Whether list and detail stand side by side."""
        return self.size.width >= WIDE

    # -- detail

    def read_detail(self, key: str) -> Detail:
        """Return the page of `key`; runs in a thread."""
        raise NotImplementedError

    def detail_read(self, record: object) -> None:
        """Keep the record whose page is about to be shown."""

    def preview(self) -> None:
        """Read the detail of the row of the cursor, and show it when it has come."""
        key = self.subject()
        if not key:
            self.page.show(())
            return

        def show(detail: Detail) -> None:
            same = key == self._shown_key
            self._shown_key = key
            self.detail_read(detail.record)
            self.page.show(detail.items, keep=same)
            self.show_title()
            self.show_status()

        self.read(lambda: self.read_detail(key), show, group="detail")

    def open_detail(self) -> None:
        """Show the detail of the row of the cursor, and go into it."""
        if not self.subject():
            return
        if not self.is_wide:
            self.preview()
        self.add_class("-open")
        self.page.focus()
        self.show_title()
        self.quiet()

    def close_detail(self) -> bool:
        """Come back to the list."""
        if self.is_open:
            self.remove_class("-open")
            self.table.focus()
            self.show_title()
            self.show_status()
            return True
        if self.table.filter_text:
            self.table.filter("")
            self.show_status()
            return True
        return False

    def visit(self, record: str) -> None:
        """Open `record`, now or when the list has been read."""
        self._wanted = record
        if self.query("#list") and self.table.select(record):
            self._wanted = ""
            self.open_detail()

    def place(self) -> str:
        """Name what is open."""
        return self.subject() if self.is_open else ""

    def open_row(self) -> None:
        """Open what is under the cursor: here, its detail."""
        self.open_detail()

    @on(VirtualList.Opened, "#list")
    def _opened(self) -> None:
        self.open_row()

    @on(VirtualList.Moved, "#list")
    def _moved(self, message: VirtualList.Moved) -> None:
        if message.by_person:
            self.quiet()
        self.show_status()
        self.show_keys()
        if self.is_wide:
            self.preview()

    @on(Page.Scrolled)
    def _scrolled(self) -> None:
        self.quiet()
        self.show_status()

    def row_summary(self) -> str:
        """Return a sentence on the row of the cursor."""
        return ""

    def status(self) -> tuple[str, str]:
        """Return the summary of the row, and its place among all."""
        if self.is_open and (not self.is_wide or self.has_class("-whole")):
            return "", self.page.progress()
        total = self.table.total
        place = f"{self.table.cursor + 1}/{total}" if total else "0"
        if self.table.filter_text:
            place = _("filter “{text}”  {place}").format(text=self.table.filter_text, place=place)
        return self.row_summary(), place

    def on_resize(self) -> None:
        """Fill the detail when it comes into sight."""
        if self.is_wide and not self.page.blocks and self.subject():
            self.preview()
