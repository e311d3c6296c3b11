"""`comens check`: what does not fit the rules of text and procedure.

A plain check of files that are all committed is kept: asked again on the same day, it is
answered without loading what would work it out.
"""

import json
import shutil
import sys
from argparse import Namespace
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime

from comens_tui.cli.command import Command
from comens_tui.cli.kept_pages import Page, question
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.session import Session
from comens_tui.i18n import N_, _
from comens_tui.store.answers import Answers
from comens_tui.store.kept_data import program_stamp


def _arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "proposal",
        nargs="?",
        metavar="PROPOSAL",
        help=_("check the texts of a proposal instead, such as P-2026-014"),
    )
    parser.add_argument(
        "--at", metavar="REV", help=_("a commit or a tag; by default the working tree")
    )
    parser.add_argument(
        "--since",
        metavar="REV",
        help=_("leave out what is found in that commit too"),
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="CODE",
        help=_("keep the findings of one check, once for each"),
    )
    parser.add_argument(
        "--path",
        metavar="PATH|ID",
        help=_(
            "keep the findings of one document, record, file or folder; those of the texts of a "
            "proposal are among its own"
        ),
    )
    parser.add_argument(
        "--history",
        action="store_true",
        help=_("look for personal data in every commit of the clone instead"),
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help=_("show the redline of all that can be mended for certain, and ask"),
    )
    parser.add_argument(
        "--as-proposal",
        action="store_true",
        help=_("with --fix: mend the corpus by a new proposal, since only a decision changes it"),
    )
    parser.add_argument("--yes", action="store_true", help=_("with --fix: do not ask"))


def _run(session: Session, arguments: Namespace) -> int:
    if not _is_plain(arguments):
        from comens_tui.cli.check_page import print_check

        return print_check(session, arguments)
    now = session.clock() if session.clock else datetime.now().astimezone()
    answers = Answers.around(session.start, only_committed=True)
    prover = shutil.which("ssh-keygen") or ""
    asked = question(session, "check", program_stamp(), prover, *sorted(arguments.only))
    kept = answers.recall(asked, now) if answers else None
    if kept is None:
        kept = _worked_out(session, arguments, answers, asked, now)
    status, answered, said = json.loads(kept)
    sys.stdout.write(answered)
    sys.stdout.flush()
    sys.stderr.write(said)
    return int(status)


def _is_plain(arguments: Namespace) -> bool:
    """Tell whether the check is of the files as they stand, and only looks at them."""
    others = ("proposal", "at", "since", "path", "history", "fix", "as_proposal", "yes")
    return not any(getattr(arguments, name) for name in others)


def _worked_out(
    session: Session,
    arguments: Namespace,
    answers: Answers | None,
    asked: tuple[str, ...],
    now: datetime,
) -> str:
    """Return exit status, answer and talk as JSON, worked out and kept for the next time."""
    from comens_tui.cli.acting import desk_of
    from comens_tui.cli.check_page import print_findings

    desk = desk_of(session)
    if answers is not None:
        # No file differs from that commit: it is read, and the files need no second look.
        arguments.at = answers.head
    with (
        redirect_stdout(Page(sys.__stdout__)) as page,
        redirect_stderr(Page(sys.__stderr__)) as talk,
    ):
        status = print_findings(session, desk, arguments)
    kept = json.dumps([status, page.getvalue(), talk.getvalue()])
    if answers is not None:
        answers.keep(asked, now, desk.committee.timezone, kept)
    return kept


COMMANDS = (
    Command(
        "",
        N_("Find what does not fit the rules of text and procedure"),
        _run,
        _arguments,
        details=N_(
            "Run the checks on the working tree, on a commit, or on the texts of a proposal. The "
            "exit status is 1 where there is an error. No option changes a verdict; --only and "
            "--since leave findings out. With --fix, what can be mended for certain (spaces) is "
            "shown as a redline and, once agreed to, written in one act: into the proposal that is "
            "named, or into a new proposal where it is the corpus."
        ),
        examples=(
            "check",
            "check --at HEAD --format json",
            "check --only Q021",
            "check --since main --format sarif",
            "check P-2026-014",
            "check P-2026-014 --fix",
            "check --fix --as-proposal --yes",
            "check --path P-2026-001",
            "check --history",
        ),
        writes=True,
        formats=("text", "json", "sarif"),
    ),
)
