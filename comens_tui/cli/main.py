"""The command line: which command is asked, in which language, and what its failures become.

Exit status: 0 fine, 1 findings or a refusal, 2 usage or no usable workspace, 3 our bug.
Only the module of the command that is asked is imported.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from comens_tui.cli import failures, overview
from comens_tui.cli.catalogue import BY_NAME, Noun
from comens_tui.cli.parsing import (
    VALUED_OPTIONS,
    CommandParser,
    add_common_options,
    translate_argparse,
)
from comens_tui.cli.session import AppOpener, Session
from comens_tui.errors import EXIT_OK, UsageError
from comens_tui.i18n import LANGUAGES, _, choose_language, set_language


def main(
    argv: Sequence[str],
    *,
    open_app: AppOpener,
    clock: Callable[[], datetime] | None = None,
) -> int:
    """Run one command and return the exit status of the process; nothing is raised.

    Args:
        argv: The words after `comens`.
        open_app: What opens the app, when that is what is asked.
        clock: The time to act at; None for the system's.
    """
    _write_any_character()
    asked = _option(argv, "--lang")
    set_language(choose_language(asked, dict(os.environ)))
    translate_argparse()
    try:
        if asked is not None and asked not in LANGUAGES:
            raise UsageError(
                _("“{text}” is not a language of this program.").format(text=asked),
                hint=_("Say --lang fr or --lang en."),
            )
        status = _run(argv, open_app, clock)
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - the edge: each kind has its status
        return failures.status_of(error, argv)
    return status


def _write_any_character() -> None:
    """Write what the terminal's encoding lacks as an escape, rather than fail on it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _run(argv: Sequence[str], open_app: AppOpener, clock: Callable[[], datetime] | None) -> int:
    words, rest = split_words(argv)
    if not words:
        return _without_command(rest, open_app)
    if words[0] not in BY_NAME:
        _refuse_unknown_option(argv[: argv.index(words[0])])
    noun = _known_noun(words[0])
    if noun.verbs and len(words) == 1:
        if _asks_help(rest):
            overview.print_noun(noun)
            return EXIT_OK
        raise UsageError(
            _("“comens {noun}” needs to know what to do.").format(noun=noun.name),
            hint=_("One of: {verbs}").format(verbs=", ".join(noun.verbs)),
        )
    verb = words[1] if noun.verbs else ""
    if verb and verb not in noun.verbs:
        raise UsageError(
            _("“{noun} {verb}” is not a command of this version.").format(
                noun=noun.name, verb=verb
            ),
            hint=_("One of: {verbs}").format(verbs=", ".join(noun.verbs)),
        )
    command = next(
        item for item in importlib.import_module(noun.module).COMMANDS if item.verb == verb
    )
    arguments = parser_of(noun, command).parse_intermixed_args(rest)
    with ExitStack() as closing:
        if cleared := getattr(arguments, "cleared", ()):
            from comens_tui.cli.clearing import clearing

            closing.enter_context(clearing(cleared))
        return int(command.run(_session(arguments, open_app, clock, closing), arguments))


#: The options of any command that take no value.
_FLAGS = ("--dry-run", "--accessible", "--version", "--help")


class Words(NamedTuple):
    """The words that name the command, and all the others in their order."""

    command: tuple[str, ...]
    rest: tuple[str, ...]


def split_words(argv: Sequence[str]) -> Words:
    """Tell the words that name the command from its arguments.

    The common options may come before or between them.
    """
    command: list[str] = []
    rest: list[str] = []
    wanted = 1
    position = 0
    while position < len(argv) and len(command) < wanted:
        word = argv[position]
        position += 1
        if word == "--":
            break
        if not word.startswith("-"):
            command.append(word)
            noun = BY_NAME.get(command[0])
            wanted = 2 if noun and noun.verbs else 1
            continue
        rest.append(word)
        if word in VALUED_OPTIONS and position < len(argv):
            rest.append(argv[position])
            position += 1
    return Words(tuple(command), (*rest, *argv[position:]))


def _option(argv: Sequence[str], name: str) -> str | None:
    """Return the last value given to an option, before anything is parsed."""
    found = None
    for index, word in enumerate(argv):
        if word == "--":
            break
        if word.startswith(name + "="):
            found = word[len(name) + 1 :]
        elif word == name and index + 1 < len(argv):
            found = argv[index + 1]
    return found


def _asks_help(rest: Sequence[str]) -> bool:
    return "-h" in rest or "--help" in rest


def _known_noun(name: str) -> Noun:
    noun = BY_NAME.get(name)
    if noun is not None:
        return noun
    from comens_tui.cli.nearest import nearest

    near = nearest(name, BY_NAME)
    raise UsageError(
        _("“{name}” is not a command of this version.").format(name=name),
        hint=_("Did you mean: {names}?").format(names=", ".join(near))
        if near
        else _("See what there is: comens --help"),
    )


def _refuse_unknown_option(before: Sequence[str]) -> None:
    """Name an option that nobody knows, rather than its value taken for a command."""
    unknown = [item for item in before if item.startswith("--") and "=" not in item]
    if unknown and unknown[-1] not in (*VALUED_OPTIONS, *_FLAGS):
        raise UsageError(
            _("“{option}” is not an option of this version.").format(option=unknown[-1]),
            hint=_("See what there is: comens --help"),
        )


def parser_of(noun: Noun, command: Any) -> CommandParser:
    """Return the parser of one command, its usage and help written."""
    name = f"comens {noun.name} {command.verb}".rstrip()
    description = _(command.details) if command.details else _(command.summary) + "."
    parser = CommandParser(name, description, _examples(command.examples))
    command.configure(parser)
    add_common_options(parser, formats=command.formats, writes=command.writes, acts=command.acts)
    parser.write_usage()
    return parser


def _examples(lines: Sequence[str]) -> str:
    if not lines:
        return ""
    return "\n".join([_("examples:"), *(f"  comens {line}" for line in lines)])


def _without_command(rest: Sequence[str], open_app: AppOpener) -> int:
    if _asks_help(rest):
        overview.print_overview()
        return EXIT_OK
    if "--version" in rest:
        overview.print_version()
        return EXIT_OK
    parser = CommandParser("comens")
    add_common_options(parser)
    arguments = parser.parse_args(rest)
    return open_app(_start(arguments), language=_language(arguments), acting_as=arguments.acting_as)


def _start(arguments: argparse.Namespace) -> Path:
    return Path(arguments.workspace or Path.cwd())


def _language(arguments: argparse.Namespace) -> str:
    return choose_language(arguments.lang, dict(os.environ))


def _session(
    arguments: argparse.Namespace,
    open_app: AppOpener,
    clock: Callable[[], datetime] | None,
    closing: ExitStack,
) -> Session:
    return Session(
        start=_start(arguments),
        language=_language(arguments),
        open_app=open_app,
        closing=closing,
        format=getattr(arguments, "format", "text"),
        acting_as=getattr(arguments, "acting_as", None),
        dry_run=getattr(arguments, "dry_run", False),
        clock=clock,
    )
