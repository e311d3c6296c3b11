"""`comens sync`: take what others shared, and share what this clone has."""

from argparse import Namespace

from comens_tui.cli.acting import desk_of
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import answer, print_json, talk
from comens_tui.cli.session import Session
from comens_tui.errors import EXIT_OK, EXIT_REFUSED
from comens_tui.i18n import N_, _
from comens_tui.operations.desk import Desk
from comens_tui.operations.sync import Outcome, forget, kept_aside, kept_under, sync
from comens_tui.operations.sync_words import by_commands, kept_files, parts_of

_ALL = ""


def _arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "remote",
        nargs="?",
        default="",
        metavar="REMOTE",
        help=_("a remote, or the path of a bare repository; by default the branch's own"),
    )
    parser.add_argument(
        "--kept",
        nargs="?",
        const=_ALL,
        metavar="NAME",
        help=_("list the acts that a sync kept aside, or show what one of them had written"),
    )
    parser.add_argument("--forget", metavar="NAME", help=_("let go of an act kept aside"))


def _run(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    if arguments.forget is not None:
        return _forget(session, desk, arguments.forget)
    if arguments.kept is not None:
        return _kept(session, desk, arguments.kept)
    outcome = sync(desk, arguments.remote)
    if session.wants_json:
        print_json(_data(outcome))
    else:
        for part in parts_of(outcome, by_commands()):
            answer(part.title)
            for line in part.lines:
                answer(f"  {line}")
    return EXIT_REFUSED if outcome.refused else EXIT_OK


def _data(outcome: Outcome) -> dict[str, object]:
    return {
        "remote": outcome.upstream.name,
        "dry_run": outcome.is_dry,
        "received": outcome.count,
        "sent": outcome.sent,
        "renumbered": [one._asdict() for one in outcome.renumbered],
        "already": outcome.already,
        "refused": [{"kept": kept.name, **kept.act._asdict()} for kept in outcome.refused],
    }


def _kept(session: Session, desk: Desk, name: str) -> int:
    kept = kept_aside(desk) if name == _ALL else (kept_under(desk, name),)
    if session.wants_json:
        print_json([one._asdict() for one in kept])
        return EXIT_OK
    if not kept:
        talk(_("Nothing is kept aside."))
    for one in kept:
        lines = [line for line in one.words.splitlines() if line]
        answer(f"{one.name}  {lines[0] if lines else one.commit}")
        for line in lines[1:]:
            answer(f"  {line}")
        if name == _ALL:
            continue
        for file in kept_files(desk, one):
            answer()
            answer(file.what)
            for line in file.lines:
                answer(f"  {line}")
    return EXIT_OK


def _forget(session: Session, desk: Desk, name: str) -> int:
    forgotten = forget(desk, name)
    if session.wants_json:
        print_json(forgotten._asdict())
    else:
        answer(_("No longer kept aside: {subject}").format(subject=forgotten.words.split("\n")[0]))
    return EXIT_OK


COMMANDS = (
    Command(
        "",
        N_("Take what others shared, and share what this clone has"),
        _run,
        _arguments,
        details=N_(
            "Take what others shared and put on top of it what is not shared yet, act by act: "
            "changes apart are joined, a number picked twice is given anew, and what can no "
            "longer be done is kept aside and said in words. Then send it. With --dry-run, say "
            "what would be taken, sent, renumbered and refused."
        ),
        examples=("sync", "sync --dry-run", "sync /srv/comens.git", "sync --kept 20260312-1"),
        writes=True,
    ),
)
