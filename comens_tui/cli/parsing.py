"""argparse, speaking the person's language and raising our errors instead of leaving."""

import argparse
import textwrap
from typing import NoReturn

from comens_tui.errors import UsageError
from comens_tui.i18n import LANGUAGES, N_, _, ngettext

#: What argparse asks gettext for, on every Python we support; marked so that it is translated.
ARGPARSE_MESSAGES = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("unrecognized arguments: %s"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)

#: The common options that take a value.
VALUED_OPTIONS = ("--workspace", "--lang", "--format", "--as")


def translate_argparse() -> None:
    """Make argparse look its words up in our catalogue, in the language then in force."""
    vars(argparse).update(_=_, ngettext=_counted)


def _counted(one: str, many: str, count: int) -> str:
    if one == "expected %s argument":
        # Written out, so that it is found and translated.
        return ngettext("expected %s argument", "expected %s arguments", count)
    return ngettext(one, many, count)


class CommandParser(argparse.ArgumentParser):
    """The parser of one command; a mistake is raised as a usage error with a way out."""

    def __init__(self, prog: str, description: str = "", epilog: str = "") -> None:
        super().__init__(
            prog=prog,
            description=textwrap.fill(description, 88),
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the words of the command.

        Raises:
            UsageError: Always.
        """
        raise UsageError(
            message[:1].upper() + message[1:],
            hint=_("See: {command} --help").format(command=self.prog),
        )

    def actions(self) -> list[argparse.Action]:
        """Return what the command takes, in order, without the request for help."""
        return [action for action in self._actions if action.dest != "help"]

    def write_usage(self) -> None:
        """Set the usage line: what is required in full, the rest as “[options]”."""
        words = [self.prog]
        words += [invocation(action) for action in self.actions() if action.option_strings == []]
        words += [
            invocation(item) for item in self.actions() if item.option_strings and item.required
        ]
        words.append(_("[options]"))
        self.usage = " ".join(words).replace("%", "%%")


def invocation(action: argparse.Action) -> str:
    """Return how an argument is written: `--title TEXT`, `REPORT`, `[MEMBER …]`."""
    name = metavar(action)
    if action.option_strings:
        option = action.option_strings[-1]
        if action.nargs == 0:
            return option
        return f"{option} [{name}]" if action.nargs == "?" else f"{option} {name}"
    if action.nargs == "?":
        return f"[{name}]"
    if action.nargs == "*":
        return f"[{name} …]"
    return f"{name} …" if action.nargs == "+" else name


def metavar(action: argparse.Action) -> str:
    """Return the word that stands for the value of an argument."""
    if isinstance(action.metavar, tuple):
        return " ".join(action.metavar)
    return action.metavar or action.dest.upper()


def add_common_options(
    parser: CommandParser,
    *,
    formats: tuple[str, ...] = ("text",),
    writes: bool = False,
    acts: bool = True,
) -> None:
    """Add the options that every command takes, and those of a command that writes."""
    group = parser.add_argument_group(_("common options"))
    group.add_argument(
        "--workspace",
        metavar="DIR",
        help=_("the workspace; by default the one around the current folder"),
    )
    group.add_argument(
        "--lang", metavar="|".join(LANGUAGES), help=_("language of the messages: fr or en")
    )
    if len(formats) > 1:
        group.add_argument(
            "--format",
            choices=formats,
            metavar="|".join(formats),
            default="text",
            help=_("form of the answer: {formats}").format(formats=", ".join(formats)),
        )
    if acts:
        group.add_argument(
            "--as", dest="acting_as", metavar="MEMBER", help=_("in a demonstration: who acts")
        )
    if writes:
        group.add_argument(
            "--dry-run", action="store_true", help=_("say what would be written, and write nothing")
        )
        group.add_argument(
            "--cleared",
            action="append",
            default=[],
            metavar="KIND:PLACE=WHY",
            help=_("let through what looks like personal data; the refusal says how"),
        )
