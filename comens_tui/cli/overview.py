"""The pages of help that are above one command: the overview, one noun, the version."""

import importlib
import textwrap

from comens_tui.cli.catalogue import NOUNS, Noun
from comens_tui.i18n import _

_INDENT = " " * 18


def print_overview() -> None:
    """Print every command with one line on each."""
    print(_("usage: comens [command] [options]"))
    print()
    print(_("Without a command, comens opens the app on the workspace around the current folder."))
    print()
    print(_("commands:"))
    for noun in NOUNS:
        print(f"  {noun.name:<13} {_(noun.summary)}")
        if noun.verbs:
            print(
                textwrap.fill(
                    ", ".join(noun.verbs), 88, initial_indent=_INDENT, subsequent_indent=_INDENT
                )
            )
    print()
    print(_("options, anywhere in a command:"))
    for option, meaning in common_options():
        print(f"  {option:<20} {meaning}")
    print()
    print(_("exit status: 0 fine, 1 findings or a refusal, 2 usage or no workspace, 3 our bug"))
    print(_("More on one command: comens COMMAND --help"))


def common_options() -> list[tuple[str, str]]:
    """Return the options of every command, each with its meaning, in the language in force."""
    return [
        ("--workspace DIR", _("the workspace; by default the one around the current folder")),
        ("--lang fr|en", _("language of the messages: fr or en")),
        ("--format text|json", _("form of the answer, where something is listed or reported")),
        ("--dry-run", _("say what would be written, and write nothing")),
        ("--as MEMBER", _("in a demonstration: who acts")),
        ("--accessible", _("open the app in a form that suits screen readers")),
        ("--version", _("print the version and leave")),
    ]


def print_noun(noun: Noun) -> None:
    """Print the commands of one noun."""
    print(_("usage: comens {noun} COMMAND [options]").format(noun=noun.name))
    print()
    print(_(noun.summary))
    print()
    print(_("commands:"))
    for command in importlib.import_module(noun.module).COMMANDS:
        print(f"  {command.verb:<11} {_(command.summary)}")
    print()
    print(_("More on one command: comens {noun} COMMAND --help").format(noun=noun.name))


def print_version() -> None:
    """Print the name and version of the program."""
    from importlib.metadata import version

    print("comens", version("comens-tui"))
