"""What a command is: its words, its help, its arguments and what it runs."""

from argparse import Namespace
from collections.abc import Callable
from typing import NamedTuple

from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.session import Session

TEXT_OR_JSON = ("text", "json")


def _no_arguments(parser: CommandParser) -> None:
    """Ask for nothing but the common options."""


class Command(NamedTuple):
    """One command. `verb` is empty where the noun is the whole command.

    `summary` and `details` are messages marked for translation. `examples` are command
    lines without the leading `comens`. A command that `writes` takes `--dry-run`; one that
    `acts` takes `--as MEMBER` in a demonstration.
    """

    verb: str
    summary: str
    run: Callable[[Session, Namespace], int]
    configure: Callable[[CommandParser], None] = _no_arguments
    details: str = ""
    examples: tuple[str, ...] = ()
    writes: bool = False
    acts: bool = True
    formats: tuple[str, ...] = TEXT_OR_JSON
