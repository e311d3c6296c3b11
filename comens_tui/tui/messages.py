"""What workers and screens tell each other. Handlers on the event loop own all state."""

from collections.abc import Callable

from textual.message import Message

from comens_tui.errors import ComensError
from comens_tui.operations.draft import Receipt


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

    def __init__(self, receipt: Receipt) -> None:
        super().__init__()
        self.receipt = receipt


class Visit(Message):
    """Another screen is wanted, on one record."""

    def __init__(self, scope: str, record: str) -> None:
        super().__init__()
        self.scope = scope
        self.record = record
