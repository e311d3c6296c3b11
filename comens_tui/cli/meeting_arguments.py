"""What the commands of a meeting take: which one, which item, ballots, hands, several acts."""

from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable

from comens_tui.cli.acting import desk_of
from comens_tui.cli.arguments import Named, names, number, word
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.receipts import print_act, print_acts
from comens_tui.cli.session import Session
from comens_tui.errors import UsageError
from comens_tui.i18n import _
from comens_tui.model.words import Choice
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt
from comens_tui.operations.secret_ballots import HandCount

Act = Callable[[Desk], Receipt]

BALLOT_FORM = "MEMBER=for|against|abstain"


def meeting_argument(parser: CommandParser) -> None:
    """Ask for the id of a meeting."""
    parser.add_argument("id", metavar="MEETING", help=_("its id, such as S-2026-04"))


def item_argument(parser: CommandParser, *, required: bool = True) -> None:
    """Ask for the number of an item of its agenda."""
    parser.add_argument(
        "--item", type=number(1), required=required, metavar="N", help=_("its number on the agenda")
    )


def perform(session: Session, acts: list[Act]) -> int:
    """Do the acts one after the other, one commit each.

    Raises:
        UsageError: Several acts are asked in a dry run: each depends on the one before.
    """
    if session.dry_run and len(acts) > 1:
        raise UsageError(
            _("With --dry-run, ask for one act at a time: each is judged on what is recorded."),
            hint=_("Split the command in several."),
        )
    desk = desk_of(session)
    if len(acts) == 1:
        return print_act(session, acts[0](desk))
    return print_acts(session, (act(desk) for act in acts))


def ballot(given: Named) -> tuple[str, Choice]:
    """Return who votes, and what, of a ballot written as `BALLOT_FORM`.

    Raises:
        UsageError: The vote is none of the choices.
    """
    try:
        return given.name, word(Choice)(given.value)
    except ArgumentTypeError as error:
        raise UsageError(
            str(error), hint=_("Write each ballot as {form}.").format(form=BALLOT_FORM)
        ) from error


def add_hands_arguments(parser: CommandParser) -> None:
    """Let a command take the totals of a vote without names."""
    parser.add_argument(
        "--for", dest="votes_for", type=number(0), metavar="N", help=_("hands raised for")
    )
    parser.add_argument(
        "--against", dest="votes_against", type=number(0), metavar="N", help=_("hands against")
    )
    parser.add_argument(
        "--abstain", dest="abstentions", type=number(0), metavar="N", help=_("abstentions")
    )
    parser.add_argument(
        "--scrutineers",
        type=names,
        default=(),
        metavar="MEMBER,MEMBER",
        help=_("who counted a secret ballot"),
    )
    parser.add_argument(
        "--blank", type=number(0), metavar="N", help=_("blank papers of a secret ballot")
    )
    parser.add_argument(
        "--null", dest="spoiled", type=number(0), metavar="N", help=_("null papers of one")
    )
    parser.add_argument(
        "--took-part",
        type=names,
        default=(),
        metavar="MEMBER,MEMBER",
        help=_("who put a paper in the box; by default all who have a voice"),
    )


def hands_of(arguments: Namespace) -> HandCount | None:
    """Return the totals given, None where there is none.

    Raises:
        UsageError: There are scrutineers without totals.
    """
    counts = (
        arguments.votes_for,
        arguments.votes_against,
        arguments.abstentions,
        arguments.blank,
        arguments.spoiled,
    )
    if any(count is not None for count in counts):
        votes_for, votes_against, abstentions, blank, spoiled = (count or 0 for count in counts)
        return HandCount(
            votes_for,
            votes_against,
            abstentions,
            arguments.scrutineers,
            blank,
            spoiled,
            arguments.took_part,
        )
    if arguments.scrutineers or arguments.took_part:
        raise UsageError(
            _("Scrutineers go with the totals of a secret ballot."),
            hint=_("Give --for, --against and --abstain."),
        )
    return None
