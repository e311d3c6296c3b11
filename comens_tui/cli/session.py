"""One run of one command: where, in which form and as whom. Plain values, cheap to import."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol


class AppOpener(Protocol):
    """What opens the app on a workspace and returns the exit status."""

    def __call__(
        self, start: Path, *, language: str, acting_as: str | None, watching: str | None = None
    ) -> int:
        """Open the app and stay there until the person leaves.

        With `watching`, a meeting or nothing for the open one, it only shows that meeting.
        """
        ...


class Session(NamedTuple):
    """What every command is given besides its own arguments.

    `clock` is None for the system's; tests give their own. What is opened on the way is
    closed with `closing`, when the command ends.
    """

    start: Path
    language: str
    open_app: AppOpener
    closing: ExitStack
    format: str = "text"
    acting_as: str | None = None
    dry_run: bool = False
    clock: Callable[[], datetime] | None = None

    @property
    def wants_json(self) -> bool:
        """Whether the answer is for a program."""
        return self.format == "json"
