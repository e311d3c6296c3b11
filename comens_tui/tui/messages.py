"""What workers and screens tell each other. Handlers on the event loop own all state."""

from collections.abc import Callable, Mapping

from textual.message import Message
from textual.screen import Screen

from comens_tui.errors import ComensError


class Opened(Message):
    """The workspace is open, and this makes its screens; or `failure` is why it is not."""

    def __init__(
        self, screens: Mapping[str, Callable[[], Screen[None]]], failure: Exception | None = None
    ) -> None:
        super().__init__()
        self.screens = screens
        self.failure = failure


class Done(Message):
    """A worker finished: `finish` is called on the event loop."""

    def __init__(self, finish: Callable[[], None]) -> None:
        super().__init__()
        self.finish = finish


class Failed(Message):
    """A worker was refused something that a person can act on."""

    def __init__(self, error: ComensError) -> None:
        super().__init__()
        self.error = error


class Broken(Message):
    """A worker met a bug of ours."""

    def __init__(self, report: str) -> None:
        super().__init__()
        self.report = report


class Written(Message):
    """An act was committed; screens read the workspace again."""


class CorpusChanged(Message):
    """Another process wrote: how many acts, the words of the newest, the ids of all it touched.

    No act at all means that only the room went to another item of the agenda. `settle` is
    called on the event loop first: it brings the session up to date.
    """

    def __init__(
        self,
        count: int = 0,
        subject: str = "",
        records: frozenset[str] = frozenset(),
        settle: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.count = count
        self.subject = subject
        self.records = records
        self.settle = settle


class SearchLeft(Message):
    """The search was left without going anywhere."""


class Visit(Message):
    """Another screen is wanted, on one record; closing it `comes_back` to the one it was from."""

    def __init__(self, scope: str, record: str, *, comes_back: bool = False) -> None:
        super().__init__()
        self.scope = scope
        self.record = record
        self.comes_back = comes_back
