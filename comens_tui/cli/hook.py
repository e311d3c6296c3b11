"""`comens hook`: checks that git runs by itself."""

from argparse import Namespace

from comens_tui.cli.acting import desk_of
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import answer
from comens_tui.cli.session import Session
from comens_tui.errors import EXIT_OK, UsageError
from comens_tui.i18n import N_, _
from comens_tui.operations.hooks import install_hook, pre_commit_script


def _arguments(parser: CommandParser) -> None:
    parser.add_argument("--install", action="store_true", help=_("write the hook into this clone"))
    parser.add_argument("--print", action="store_true", help=_("print it, for another tool to run"))


def _pre_commit(session: Session, arguments: Namespace) -> int:
    if arguments.install == arguments.print:
        raise UsageError(
            _("Say --install or --print."),
            hint=_("For instance: comens hook pre-commit --install"),
        )
    if arguments.print:
        print(pre_commit_script(), end="")
        return EXIT_OK
    path = install_hook(desk_of(session))
    answer(_("Commits made by hand are checked by {path}").format(path=path))
    return EXIT_OK


COMMANDS = (
    Command(
        "pre-commit",
        N_("Refuse a commit made by hand that adds an error to those of HEAD"),
        _pre_commit,
        _arguments,
        details=N_(
            "What is staged is checked as it would be committed; only what HEAD does not have is "
            "shown. Acts of comens run no hook: they refuse by themselves what they must. On a "
            "server and in continuous integration, see docs/ci.md."
        ),
        examples=("hook pre-commit --install", "hook pre-commit --print"),
        formats=("text",),
    ),
)
