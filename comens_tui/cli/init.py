"""`comens init`: an empty workspace."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import talk
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.i18n import N_, _
from comens_tui.operations.workspaces import make_workspace
from comens_tui.rules.profiles import PROFILES


def _arguments(parser: CommandParser) -> None:
    parser.add_argument("folder", metavar="DIR", help=_("a folder that is new or empty"))
    parser.add_argument(
        "--profile",
        choices=tuple(PROFILES),
        default="crpa",
        metavar="NAME",
        help=_("rules of notice, quorum and vote: {profiles}; crpa by default").format(
            profiles=", ".join(PROFILES)
        ),
    )


def _run(session: Session, arguments: Namespace) -> int:
    clock = session.clock or (lambda: datetime.now().astimezone())
    receipt = make_workspace(
        Path(arguments.folder),
        language=session.language,
        clock=clock,
        profile=arguments.profile,
        dry_run=session.dry_run,
    )
    print_act(session, receipt)
    if receipt.commit:
        talk(_("Open it with: comens --workspace {path}").format(path=arguments.folder))
    return 0


COMMANDS = (
    Command(
        "",
        N_("Make an empty workspace"),
        _run,
        _arguments,
        details=N_(
            "Make a repository with the folders of a workspace and a committee of one: you, as "
            "git knows you. The acts will be written in the language of --lang."
        ),
        examples=("init comite", "init committee --lang en", "init comite --profile hcsp"),
        writes=True,
    ),
)
