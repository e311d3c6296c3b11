"""`comens decision`: what was decided, on which text, by which arithmetic."""

from argparse import Namespace
from collections.abc import Iterator, Mapping

from comens_tui.cli import decision_actions
from comens_tui.cli.acting import desk_of, find
from comens_tui.cli.arguments import decision_argument, named, parts
from comens_tui.cli.command import Command
from comens_tui.cli.handing_out import FORMATS, add_copy_options, hand_out
from comens_tui.cli.listing import add_filters, list_records
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import answer, print_fields, print_json
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.i18n import N_, _
from comens_tui.model.decision import CountedBallot, Decision, Opinion
from comens_tui.model.meeting import Ballot
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Sense
from comens_tui.operations.decision_correction import (
    CORRECTABLE,
    correct_decision,
    superseded_by,
)
from comens_tui.operations.minutes.copies import decision_extract


def _list_arguments(parser: CommandParser) -> None:
    add_filters(parser, Sense)


def _list(session: Session, arguments: Namespace) -> int:
    return list_records(
        session,
        "decision",
        state=arguments.state,
        search=arguments.search,
        limit=arguments.limit,
        nothing=_("No decision fits."),
    )


def _show_arguments(parser: CommandParser) -> None:
    decision_argument(parser)


def _show(session: Session, arguments: Namespace) -> int:
    snapshot = desk_of(session).workspace.snapshot()
    decision = find(
        snapshot.decisions, arguments.id, where="comens decision list", problems=snapshot.problems
    )
    later = superseded_by(snapshot, decision.id)
    if session.wants_json:
        print_json({**decision.to_full_data(), "superseded_by": later})
        return 0
    print_fields(
        [
            (_("Decision"), decision.id),
            (_("Title"), decision.title),
            (_("Date"), decision.date),
            (_("Sense"), decision.sense),
            (_("Subject"), decision.subject),
            (_("Nature"), decision.nature),
            (_("Meeting"), decision.meeting),
            (_("Item"), decision.item),
            (_("Supersedes"), decision.supersedes),
            (_("Correction"), decision.correction),
            (_("Superseded by"), later),
            (_("Verdict"), decision.verdict),
            (_("Other reading"), decision.other_reading),
            (_("Reason"), decision.reason),
            (_("Follow-up"), decision.follow_up),
            (_("Digest voted on"), decision.digest),
        ]
    )
    if decision.clauses:
        answer()
    for clause in decision.clauses:
        answer(f"{clause.path} {clause.clause}: {(clause.digest or '—')[:16]}")
    if decision.ballots:
        answer()
    filed = {ballot.member: ballot for ballot in _filed(snapshot, decision)}
    for counted in decision.ballots:
        answer(f"{counted.member} {counted.digest[:16]}: {_signature(counted, filed)}")
    for opinion in decision.opinions:
        answer(
            _("Disagreement of {member}: {text}").format(member=opinion.member, text=opinion.text)
        )
    return 0


def _extract_arguments(parser: CommandParser) -> None:
    decision_argument(parser)
    add_copy_options(parser)


def _extract(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    copy = decision_extract(desk, arguments.id.upper(), arguments.language)
    return hand_out(session, desk, copy, arguments.output)


def _correct_arguments(parser: CommandParser) -> None:
    decision_argument(parser)
    parser.add_argument("--reason", required=True, metavar="TEXT", help=_("what was wrong"))
    parser.add_argument(
        "--field",
        type=named("NAME=TEXT"),
        action="append",
        default=[],
        metavar="NAME=TEXT",
        help=_("new words of one field: {fields}").format(fields=", ".join(CORRECTABLE)),
    )
    parser.add_argument(
        "--opinion",
        type=parts("MEMBER:TEXT"),
        action="append",
        default=[],
        metavar="MEMBER:TEXT",
        help=_("a disagreement that was left out"),
    )


def _correct(session: Session, arguments: Namespace) -> int:
    receipt = correct_decision(
        desk_of(session),
        arguments.id.upper(),
        arguments.reason,
        fields={item.name: item.value for item in arguments.field},
        opinions=tuple(Opinion(member=who, text=text) for who, text in arguments.opinion),
    )
    return print_act(session, receipt)


def _filed(snapshot: Snapshot, decision: Decision) -> Iterator[Ballot]:
    for ballot in snapshot.ballots.get(decision.meeting or "", ()):
        if ballot.item == decision.item:
            yield ballot


def _signature(counted: CountedBallot, filed: Mapping[str, Ballot]) -> str:
    """Return how a ballot that was counted came to be, and whether its member signed it."""
    if counted.signature:
        return _("signed by the member ({digest})").format(digest=counted.signature[:16])
    ballot = filed.get(counted.member)
    if ballot is None:
        return _("not signed")
    if ballot.recorded_by:
        return _("entered by {member}, not signed").format(member=ballot.recorded_by)
    return _("the member's own, not signed")


COMMANDS = (
    Command(
        "list",
        N_("List the decisions"),
        _list,
        _list_arguments,
        examples=("decision list --state adopt",),
    ),
    Command(
        "show",
        N_("Show a decision, its verdict and the clauses it changed"),
        _show,
        _show_arguments,
        examples=("decision show D-2026-031",),
    ),
    Command(
        "extract",
        N_("Write the extract of one deliberation, to hand out by itself"),
        _extract,
        _extract_arguments,
        examples=(
            "decision extract D-2026-031",
            "decision extract D-2026-031 --format docx -o extrait.docx",
        ),
        formats=FORMATS,
    ),
    Command(
        "correct",
        N_("Correct the words of a decision by a new one that supersedes it"),
        _correct,
        _correct_arguments,
        details=N_(
            "Record a new decision that says the same vote in other words and supersedes the "
            "first, which stays as it was. What was voted is never corrected: that takes a new "
            "vote."
        ),
        examples=(
            'decision correct D-2026-031 --reason "Mal recopié" --field reason="Délai trop court"',
        ),
        writes=True,
    ),
    *decision_actions.COMMANDS,
)
