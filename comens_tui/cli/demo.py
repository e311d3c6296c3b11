"""`comens demo`: a workspace with people, history and work in flight."""

import shutil
import sys
from argparse import Namespace
from pathlib import Path

from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import answer, clipped, talk
from comens_tui.cli.session import Session
from comens_tui.demo.build import build, can_sign, is_demo
from comens_tui.i18n import N_, _
from comens_tui.text.visible import one_line

#: Hidden, and ignored by this project's own repository.
DEFAULT_FOLDER = ".comens-demo"


def _arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "folder",
        nargs="?",
        default=DEFAULT_FOLDER,
        metavar="DIR",
        help=_("a new or empty folder, or an earlier demonstration"),
    )
    parser.add_argument(
        "--fresh", action="store_true", help=_("build it anew where there is one already")
    )
    parser.add_argument("--no-open", action="store_true", help=_("build it, and do not open it"))


def _run(session: Session, arguments: Namespace) -> int:
    folder = Path(arguments.folder)
    opens = not arguments.no_open and sys.stdin.isatty() and sys.stdout.isatty()
    if opens and not arguments.fresh and is_demo(folder):
        talk(_("This demonstration was there already; --fresh builds it anew."))
        return session.open_app(folder, language=session.language, acting_as=session.acting_as)
    if not can_sign():
        talk(_("ssh-keygen is not installed: in this demonstration nothing is signed."))
    build(folder, said=_progress, now=session.clock() if session.clock else None)
    _end_progress()
    answer(_("The demonstration is in {path}").format(path=folder))
    if not opens:
        talk(_("Open it in a terminal with: comens --workspace {path}").format(path=folder))
        return 0
    return session.open_app(folder, language=session.language, acting_as=session.acting_as)


def _progress(sentence: str) -> None:
    """Show the act being replayed, on one line of a terminal; nothing when piped."""
    if sys.stderr.isatty():
        line = clipped(one_line(sentence), shutil.get_terminal_size().columns - 1)
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


def _end_progress() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


COMMANDS = (
    Command(
        "",
        N_("Build a workspace with people, history and work in flight, and open it"),
        _run,
        _arguments,
        details=N_(
            "Build a believable year of a committee: reports, proposals, meetings, decisions and "
            "releases, each act a commit, the keys throwaway ones. There, --as MEMBER acts as "
            "anybody."
        ),
        examples=("demo", "demo /tmp/comite --no-open"),
        formats=("text",),
    ),
)
