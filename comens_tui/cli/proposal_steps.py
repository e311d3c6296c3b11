"""`comens proposal submit|screen|instruct|rate|prioritise|withdraw`: the way to the agenda."""

from argparse import Namespace
from collections.abc import Callable, Sequence

from comens_tui.cli.acting import desk_of
from comens_tui.cli.arguments import (
    Named,
    choices,
    named,
    number,
    one_of_numbers,
    proposal_argument,
    word,
)
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.receipts import print_act, print_acts
from comens_tui.cli.session import Session
from comens_tui.errors import UsageError
from comens_tui.i18n import N_, _
from comens_tui.model.words import Effort, Nature, Principle, ProposalState
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt
from comens_tui.operations.proposal_steps import (
    instruct_proposal,
    prioritise_proposal,
    screen_proposal,
    submit_proposal,
    withdraw_proposal,
)
from comens_tui.operations.proposals import rate_proposal

_HARM_FORM = "PRINCIPLE=0-4"
#: Where a screening may send a proposal.
_SCREENINGS = (ProposalState.SCREENED, ProposalState.RETURNED, ProposalState.CLOSED)


def _ids_argument(parser: CommandParser) -> None:
    parser.add_argument(
        "ids",
        nargs="+",
        metavar="PROPOSAL",
        help=_("its id, such as P-2026-014; several make an act each"),
    )


def _on_each(session: Session, ids: Sequence[str], act: Callable[[Desk, str], Receipt]) -> int:
    """Do one act on each proposal, and say what each did."""
    desk = desk_of(session)
    if len(ids) == 1:
        return print_act(session, act(desk, ids[0]))
    return print_acts(session, (act(desk, proposal) for proposal in dict.fromkeys(ids)))


def _step(act: Callable[[Desk, str], Receipt]) -> Callable[[Session, Namespace], int]:
    """Return the command of an act that needs nothing but the proposal."""

    def run(session: Session, arguments: Namespace) -> int:
        return _on_each(session, arguments.ids, act)

    return run


def _screen_arguments(parser: CommandParser) -> None:
    _ids_argument(parser)
    parser.add_argument("--nature", type=word(Nature), metavar="NATURE", help=choices(Nature))
    parser.add_argument(
        "--state",
        type=word(ProposalState),
        default=ProposalState.SCREENED,
        metavar="STATE",
        help=choices(ProposalState, _SCREENINGS),
    )
    parser.add_argument("--reason", metavar="TEXT", help=_("why it is sent back or closed"))
    parser.add_argument(
        "--duplicate-of", metavar="PROPOSAL", help=_("the proposal it repeats; it is then closed")
    )


def _screen(session: Session, arguments: Namespace) -> int:
    state = ProposalState.CLOSED if arguments.duplicate_of else arguments.state

    def screen(desk: Desk, proposal: str) -> Receipt:
        return screen_proposal(
            desk,
            proposal,
            nature=arguments.nature,
            state=state,
            reason=arguments.reason,
            duplicate_of=arguments.duplicate_of,
        )

    return _on_each(session, arguments.ids, screen)


def _rate_arguments(parser: CommandParser) -> None:
    proposal_argument(parser)
    parser.add_argument(
        "--harm",
        type=named(_HARM_FORM),
        action="append",
        required=True,
        metavar=_HARM_FORM,
        help=_("harm to a principle, once for each: {choices}").format(choices=choices(Principle)),
    )
    parser.add_argument(
        "--reach", type=number(0, 4), required=True, metavar="0-4", help=_("people concerned")
    )
    parser.add_argument(
        "--corroboration",
        type=number(0, 4),
        required=True,
        metavar="0-4",
        help=_("independent sources"),
    )
    parser.add_argument(
        "--confidence",
        type=one_of_numbers("0.5", "0.8", "1"),
        required=True,
        metavar="0.5|0.8|1",
        help=_("how sure you are"),
    )
    parser.add_argument(
        "--effort",
        type=word(Effort),
        required=True,
        metavar="XS|S|M|L|XL",
        help=_("size of the work"),
    )
    parser.add_argument("--note", metavar="TEXT", help=_("a word on your rating"))


def _rate(session: Session, arguments: Namespace) -> int:
    receipt = rate_proposal(
        desk_of(session),
        arguments.id,
        harms=dict(_harm(item) for item in arguments.harm),
        reach=arguments.reach,
        corroboration=arguments.corroboration,
        confidence=arguments.confidence,
        effort=arguments.effort,
        note=arguments.note,
    )
    return print_act(session, receipt)


def _harm(item: Named) -> tuple[Principle, int]:
    from argparse import ArgumentTypeError

    try:
        return word(Principle)(item.name), number(0, 4)(item.value)
    except ArgumentTypeError as error:
        raise UsageError(
            str(error), hint=_("Write each harm as {form}.").format(form=_HARM_FORM)
        ) from error


def _withdraw_arguments(parser: CommandParser) -> None:
    proposal_argument(parser)
    parser.add_argument("--reason", metavar="TEXT", help=_("why"))


def _withdraw(session: Session, arguments: Namespace) -> int:
    receipt = withdraw_proposal(desk_of(session), arguments.id, reason=arguments.reason)
    return print_act(session, receipt)


COMMANDS = (
    Command(
        "submit",
        N_("Hand a draft to the secretary"),
        _step(submit_proposal),
        _ids_argument,
        examples=("proposal submit P-2026-014", "proposal submit P-2026-014 P-2026-015"),
        writes=True,
    ),
    Command(
        "screen",
        N_("Find a proposal receivable with its nature, send it back, or close it"),
        _screen,
        _screen_arguments,
        examples=(
            "proposal screen P-2026-014 --nature substantive",
            'proposal screen P-2026-015 --state returned --reason "Motif absent"',
        ),
        writes=True,
    ),
    Command(
        "instruct",
        N_("Say that the working group's file on a proposal is complete"),
        _step(instruct_proposal),
        _ids_argument,
        examples=("proposal instruct P-2026-014",),
        writes=True,
    ),
    Command(
        "rate",
        N_("Give your own rating of a proposal"),
        _rate,
        _rate_arguments,
        examples=("proposal rate P-2026-014 --harm autonomy=3 --reach 3 --corroboration 2 …",),
        writes=True,
    ),
    Command(
        "prioritise",
        N_("Place a rated proposal in the work programme"),
        _step(prioritise_proposal),
        _ids_argument,
        examples=("proposal prioritise P-2026-014",),
        writes=True,
    ),
    Command(
        "withdraw",
        N_("Withdraw your own proposal before the vote"),
        _withdraw,
        _withdraw_arguments,
        examples=('proposal withdraw P-2026-014 --reason "Reprise dans P-2026-016"',),
        writes=True,
    ),
)
