"""`docs/commands.md`: every command, written from the parsers themselves."""

import argparse
import importlib

from comens_tui.cli.catalogue import NOUNS, Noun
from comens_tui.cli.command import Command
from comens_tui.cli.main import parser_of
from comens_tui.cli.overview import common_options
from comens_tui.cli.parsing import CommandParser, invocation, translate_argparse
from comens_tui.i18n import _

INTRODUCTION = (
    "Written from `comens_tui/cli`. Without a command, `comens` opens the app on the workspace "
    "around the current folder. Standard output is the answer, standard error the talk. Exit "
    "status: 0 fine, 1 findings or a refusal, 2 usage or no usable workspace, 3 a bug of ours "
    "(130 when interrupted)."
)

ENVIRONMENT = [
    ("COMENS_LANG", "language of the messages: fr or en; before LC_ALL, LC_MESSAGES and LANG"),
    ("EDITOR, VISUAL", "what opens the proposed text"),
    ("NO_COLOR", "write changes as [-…-] and {+…+} on a terminal too"),
    ("XDG_STATE_HOME", "where the log of a bug of ours is, and the key that seals kept answers"),
]


def page() -> str:
    """Return the page in English: the common part, then one section a command."""
    translate_argparse()
    parts = [
        "# Commands",
        INTRODUCTION,
        "## Common options",
        "They may stand anywhere in a command.",
        _table(common_options()),
        "## Environment",
        _table(ENVIRONMENT),
    ]
    for noun in NOUNS:
        parts += [f"## comens {noun.name}", f"{_(noun.summary)}."]
        for command in importlib.import_module(noun.module).COMMANDS:
            parts += _section(noun, command)
    return "\n\n".join(parts) + "\n"


def _section(noun: Noun, command: Command) -> list[str]:
    parser = parser_of(noun, command)
    parts = [f"### comens {noun.name} {command.verb}"] if command.verb else []
    if command.details or command.verb:
        parts.append(_(command.details) if command.details else f"{_(command.summary)}.")
    parts.append(f"```\n{(parser.usage or '').replace('%%', '%')}\n```")
    rows = [(_written(action), (action.help or "").replace("%%", "%")) for action in _own(parser)]
    if rows:
        parts.append(_table(rows))
    if len(command.formats) > 1:
        parts.append(f"Forms of the answer: {', '.join(command.formats)}.")
    examples = "\n".join(f"comens {line}" for line in command.examples)
    parts.append(f"```\n{examples}\n```")
    return parts


def _own(parser: CommandParser) -> list[argparse.Action]:
    """Return the arguments of a command without the common options."""
    common = {option.split()[0] for option, _meaning in common_options()}
    return [action for action in parser.actions() if not common.intersection(action.option_strings)]


def _written(action: argparse.Action) -> str:
    required = action.required and bool(action.option_strings)
    return invocation(action) + (" (required)" if required else "")


def _table(rows: list[tuple[str, str]]) -> str:
    lines = ["| | |", "|---|---|"]
    lines += [f"| `{_cell(name)}` | {_cell(meaning)} |" for name, meaning in rows]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
