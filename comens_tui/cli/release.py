"""`comens release`: what the next release would hold, its signed tag, and its proof."""

from argparse import Namespace
from itertools import groupby
from typing import Any

from comens_tui.cli.acting import desk_of
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import answer, print_fields, print_json
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.errors import EXIT_OK, EXIT_REFUSED, UnknownRecordError
from comens_tui.i18n import N_, _
from comens_tui.operations.proof import Proof, verify_release
from comens_tui.operations.releases import Outlook, last_release, outlook, tag_release


def _plan(session: Session, _arguments: Namespace) -> int:
    view = outlook(desk_of(session))
    if session.wants_json:
        print_json(_plan_data(view))
    else:
        _print_plan(view)
    return EXIT_REFUSED if view.reasons else EXIT_OK


def _plan_data(view: Outlook) -> dict[str, Any]:
    return {
        "tag": view.plan.tag,
        "version": view.plan.version,
        "bump": view.plan.bump,
        "previous": view.plan.previous,
        "decisions": list(view.plan.decisions),
        "changes": [
            {key: value for key, value in change._asdict().items() if key != "standing"}
            for change in view.plan.changes
        ],
        "gate": "red" if view.reasons else "green",
        "reasons": [reason._asdict() for reason in view.reasons],
    }


def _print_plan(view: Outlook) -> None:
    print_fields(
        [
            (_("Release"), view.plan.tag),
            (_("After"), view.plan.previous),
            (_("Decisions"), view.plan.decisions),
            (_("Changed clauses"), len(view.plan.changes)),
        ]
    )
    answer()
    if not view.reasons:
        answer(_("The gate is green."))
        return
    answer(_("The gate is red:"))
    for hint, reasons in groupby(view.reasons, key=lambda reason: reason.hint):
        for reason in reasons:
            answer(f"- {reason.message}")
        if hint:
            answer(f"    {hint}")


def _tag_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "tag", nargs="?", metavar="TAG", help=_("the name planned, to be sure of it")
    )
    parser.add_argument(
        "--emergency",
        metavar="REASON",
        help=_("pass a red gate; the reason is recorded, and reported in the next minutes"),
    )


def _tag(session: Session, arguments: Namespace) -> int:
    receipt = tag_release(desk_of(session), tag=arguments.tag, emergency=arguments.emergency)
    return print_act(session, receipt)


def _verify_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "tag", nargs="?", metavar="TAG", help=_("the release; by default the last one")
    )


def _verify(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    tag = arguments.tag
    if tag is None:
        last = last_release(desk, desk.workspace.snapshot())[0]
        if last is None:
            raise UnknownRecordError(
                _("Nothing has been released here yet."), hint=_("See: comens release plan")
            )
        tag = last.tag
    proof = verify_release(desk, tag)
    if session.wants_json:
        print_json({**proof._asdict(), "faults": [item._asdict() for item in proof.faults]})
    else:
        _print_proof(proof)
    return EXIT_REFUSED if proof.faults else EXIT_OK


def _print_proof(proof: Proof) -> None:
    if not proof.faults:
        answer(
            _("{tag} is proven: signed by {signer}; {files} files, {decisions} decisions.").format(
                tag=proof.tag, signer=proof.signer, files=proof.files, decisions=proof.decisions
            )
        )
        return
    answer(_("{tag} is not proven:").format(tag=proof.tag))
    for fault in proof.faults:
        answer(f"- {fault.path}: {fault.message}" if fault.path else f"- {fault.message}")
        if fault.hint:
            answer(f"    {fault.hint}")


COMMANDS = (
    Command(
        "plan",
        N_("Say what the next release would hold, and what keeps the gate shut"),
        _plan,
        details=N_(
            "Say what changed since the last release, by which decisions, the version that "
            "follows, and each reason that keeps the gate shut with its cure. The exit status "
            "is 1 while the gate is red."
        ),
        examples=("release plan", "release plan --format json"),
    ),
    Command(
        "tag",
        N_("Record the release and make its signed tag"),
        _tag,
        _tag_arguments,
        details=N_(
            "Record the release and make its signed, annotated tag: both or neither. A tag "
            "makes no text binding: only an order does."
        ),
        examples=("release tag", "release tag cens-v1.2.0"),
        writes=True,
    ),
    Command(
        "verify",
        N_("Prove a release from this clone, offline"),
        _verify,
        _verify_arguments,
        examples=("release verify", "release verify cens-v1.2.0"),
    ),
)
