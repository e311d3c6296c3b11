"""The history of a document or of a requirement: its acts as a list, each with its redline."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple, Protocol, TypeVar

from textual import on
from textual.app import App
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget

from comens_tui.i18n import N_, _
from comens_tui.operations.histories import Act
from comens_tui.operations.history_words import happened, odd
from comens_tui.store.git import LogEntry
from comens_tui.text.redline import Redline
from comens_tui.tui import prose
from comens_tui.tui.action import LIST, MODAL
from comens_tui.tui.modals.base import LEFT_BY_Q, Sheet
from comens_tui.tui.modals.guide import Reading
from comens_tui.tui.prose import Block, PageItem, fields, heading, paragraph
from comens_tui.tui.redline_items import Look, items
from comens_tui.tui.session import Session
from comens_tui.tui.typed_ahead import Awaited
from comens_tui.tui.widgets.bars import StatusBar
from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows
from comens_tui.tui.widgets.virtual_list import VirtualList

#: Acts shown at most, and those shown while the history is being read.
_MOST, _FIRST = 1_000, 20


T = TypeVar("T")


class Host(Protocol):
    """The screen under the window: it reads in a thread, and says what is refused."""

    session: Session

    @property
    def app(self) -> App[Any]:
        """The app."""

    def read(
        self,
        job: Callable[[], T],
        then: Callable[[T], None],
        *,
        group: str,
        brings: Awaited | None = None,
    ) -> None:
        """Run `job` in a thread and give its value to `then` on the event loop."""


class Asked(NamedTuple):
    """What the history is asked of: a file, or a requirement in it."""

    path: str
    requirement: str


def open_history(screen: Host, path: str, requirement: str = "") -> None:
    """Show over `screen` the history of a file, or of one requirement in it."""
    screen.app.push_screen(HistoryWindow(screen, Asked(path, requirement)))


class HistoryWindow(Sheet[None]):
    """The acts, latest first; the first ones stand at once while the others are being read."""

    BINDINGS: ClassVar[list[BindingType]] = [*LEFT_BY_Q]
    KEYS = (LIST, MODAL)
    HIDDEN = ("list.filter",)
    AUTO_FOCUS = "#acts"

    class Advanced(Message):
        """So many of so many have been read; `sentence` has the fields `done` and `total`."""

        def __init__(self, sentence: str, done: int, total: int) -> None:
            super().__init__()
            self.sentence = sentence
            self.done = done
            self.total = total

    def __init__(self, screen: Host, asked: Asked) -> None:
        super().__init__(_("History of {id}").format(id=asked.requirement or asked.path))
        self._under = screen
        self._asked = asked
        self._acts: Sequence[Act] = ()
        self._is_read = False

    def controls(self) -> Iterable[Widget]:
        """Yield the list and the line that says how far it is."""
        columns = (
            Column(N_("Date"), 10),
            Column(N_("What"), 22, drop=1),
            Column(N_("Act"), 44, grows=True),
            Column(N_("Decision"), 11),
        )
        yield VirtualList(columns, empty=N_("Nothing is recorded there."), id="acts")
        yield StatusBar(id="history-status")

    def on_mount(self) -> None:
        """Ask for the acts."""
        self.add_class("-tall-page")
        session, asked = self._under.session, self._asked

        def first() -> list[LogEntry] | None:
            if session.history().is_fresh():
                return None
            return session.desk.workspace.log(_FIRST, asked.path)

        self._under.read(first, self._show_first, group="history", brings=Awaited.CONTENT)

    def _show_first(self, entries: list[LogEntry] | None) -> None:
        """Show what git says at once, then ask the history."""
        # Of a requirement git knows only the acts on the whole document.
        if entries and not self._asked.requirement:
            self._show([_plain_row(entry) for entry in entries])
        if entries is not None:
            self._say(_("Reading the history…"))
        session, asked = self._under.session, self._asked
        commits = self._telling(_("Reading the history: {done} of {total} commits"))
        versions = self._telling(_("Reading the versions of the text: {done} of {total}"))

        def read() -> list[Act]:
            session.history().refresh(commits)
            questions = session.histories()
            if asked.requirement:
                return questions.of_requirement(asked.requirement, asked.path, _MOST, versions)
            return questions.of_path(asked.path, _MOST)

        self._under.read(read, self._show_acts, group="history", brings=Awaited.NOTHING)

    def _telling(self, sentence: str) -> Callable[[int, int], None]:
        def tell(done: int, total: int) -> None:
            self.post_message(self.Advanced(sentence, done, total))

        return tell

    def _show_acts(self, acts: list[Act]) -> None:
        self._acts = acts
        self._is_read = True
        self._show([_row(number, act) for number, act in enumerate(acts)])
        self._show_place()

    def _show(self, rows: list[ListRow]) -> None:
        if self.is_attached:
            self.query_one("#acts", VirtualList).show(MemoryRows(rows))

    def _say(self, text: str, right: str = "") -> None:
        if self.is_attached:
            self.query_one("#history-status", StatusBar).show(text, right)

    def _show_place(self) -> None:
        """Sum up the act under the cursor: what is odd about it, else its vote."""
        table = self.query_one("#acts", VirtualList)
        act = self._act_of(table.row)
        if act is not None:
            self._say(
                odd(act) or act.behind.verdict or act.commit.subject,
                f"{table.cursor + 1}/{table.total}",
            )
        elif self._is_read:
            self._say("")

    def _act_of(self, row: ListRow | None) -> Act | None:
        return self._acts[int(row.key)] if self._is_read and row is not None else None

    @on(Advanced)
    def _advanced(self, message: Advanced) -> None:
        if not self._is_read:
            self._say(message.sentence.format(done=message.done, total=message.total))

    @on(VirtualList.Moved)
    def _moved(self, message: VirtualList.Moved) -> None:
        message.stop()
        self._show_place()

    @on(VirtualList.Opened)
    def _opened(self, message: VirtualList.Opened) -> None:
        message.stop()
        act = self._act_of(message.row)
        if act is None:
            return
        session = self._under.session
        look = Look(monochrome=session.options.monochrome)

        def show(found: Redline) -> None:
            page = tuple(act_items(act, found, look))
            self.app.push_screen(Reading(_title(self._asked, act), page))

        self._under.read(lambda: session.histories().redline_of(act), show, group="history")


def _title(asked: Asked, act: Act) -> str:
    day = act.commit.when.date().isoformat()
    return _("{id}, {day}").format(id=asked.requirement or asked.path, day=day)


def _plain_row(entry: LogEntry) -> ListRow:
    day = entry.when.date().isoformat()
    decision = entry.trailers.get("Comens-Decision", "")
    return ListRow(entry.commit, (day, "", entry.subject, decision), prose.QUIET)


def _row(number: int, act: Act) -> ListRow:
    subject, strange = act.commit.subject, odd(act)
    if strange:
        subject = _("({oddity}) {subject}").format(oddity=strange, subject=subject)
    what = happened(act.change) if act.change is not None else ""
    return ListRow(
        str(number),
        (act.commit.when.date().isoformat(), what, subject, act.behind.decision or ""),
        prose.STRONG if act.behind.decision else prose.PLAIN,
    )


def act_items(act: Act, found: Redline, look: Look) -> Iterator[PageItem]:
    """Yield the page of one act: what stands behind it, then the words it changed."""
    commit, behind = act.commit, act.behind
    yield heading(commit.subject, anchor=commit.id)
    yield from fields(
        [
            (_("Date"), f"{commit.when:%Y-%m-%d %H:%M}"),
            (_("Odd"), odd(act)),
            (_("By"), commit.author),
            (_("What"), happened(act.change) if act.change is not None else ""),
            (_("Decision"), behind.decision or ""),
            (_("Vote"), behind.verdict or ""),
            (_("Proposal"), behind.proposal or ""),
            (_("Reports"), ", ".join(behind.reports)),
            (_("Commit"), commit.id),
        ]
    )
    yield Block()
    path = act.change.path if act.change is not None else ""
    shown = tuple(items(found, look, path))
    yield from shown or (paragraph(_("The text is the same to the letter."), prose.QUIET),)
