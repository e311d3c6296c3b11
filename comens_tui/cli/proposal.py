"""`comens proposal`: read proposals. The acts are in `proposal_text` and `proposal_steps`."""

from argparse import Namespace
from textwrap import indent
from typing import Any

from comens_tui.cli import proposal_steps, proposal_text
from comens_tui.cli.acting import desk_of, find
from comens_tui.cli.arguments import proposal_argument
from comens_tui.cli.command import Command
from comens_tui.cli.listing import add_filters, list_records
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import answer, print_fields, print_json
from comens_tui.cli.session import Session
from comens_tui.cli.table_commands import PROPOSAL_COMMAND
from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.committee import Names
from comens_tui.model.words import ProposalState
from comens_tui.operations.comments import PlacedComment, comment_name
from comens_tui.operations.rivals import rival_sentence
from comens_tui.operations.views import Review, TextChange, review
from comens_tui.text.decimals import decimal_words
from comens_tui.text.labels import label


def _list_arguments(parser: CommandParser) -> None:
    add_filters(parser, ProposalState)


def _list(session: Session, arguments: Namespace) -> int:
    return list_records(
        session,
        "proposal",
        state=arguments.state,
        search=arguments.search,
        limit=arguments.limit,
        nothing=_("No proposal fits."),
    )


def _show_arguments(parser: CommandParser) -> None:
    proposal_argument(parser)


def _show(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    snapshot = desk.workspace.snapshot()
    proposal = find(
        snapshot.proposals, arguments.id, where="comens proposal list", problems=snapshot.problems
    )
    view = review(desk, proposal.id)
    if session.wants_json:
        print_json(_data(view))
        return 0
    proposal, names = view.proposal, desk.committee.names()
    print_fields(
        [
            (_("Proposal"), proposal.id),
            (_("Title"), proposal.title),
            (_("State"), proposal.state),
            (_("Nature"), proposal.nature),
            (_("Author"), names[proposal.author]),
            (_("Created"), proposal.created),
            (_("Working group"), proposal.working_group),
            (_("Answers"), proposal.answers),
            (_("Requirements"), proposal.requirements),
            (_("Subjects"), proposal.subjects),
            (_("Legal deadline"), proposal.legal_deadline),
            (_("Consultation"), proposal.consultation),
            (_("Meeting"), proposal.meeting),
            (_("Decision"), proposal.decision),
            (_("Repeats"), proposal.duplicate_of),
            (_("Reason"), proposal.reason),
            (_("Score"), decimal_words(view.score.value) if view.score else None),
            (_("Motive"), proposal.motive),
        ]
    )
    _print_changes(view)
    _print_ratings(view, names)
    _print_comments(view, names)
    return 0


def _print_changes(view: Review) -> None:
    for change in view.changes:
        answer()
        answer(_change_line(change))
        for clause in change.redline.clauses:
            if clause.change != "same":
                effects = ", ".join(label(item) for item in clause.effects)
                said = label(clause.change) + (f", {effects}" if effects else "")
                answer(f"  {clause.id}: {said}")
    for rival in view.rivals:
        answer(rival_sentence(rival))


def _change_line(change: TextChange) -> str:
    line = _("{path}: {inserted} words in, {deleted} words out").format(
        path=change.path,
        inserted=change.redline.inserted_words,
        deleted=change.redline.deleted_words,
    )
    if not change.moved:
        return line
    return _("{line}; the corpus has moved since, rebase it").format(line=line)


def _print_ratings(view: Review, names: Names) -> None:
    if view.ratings_hidden:
        answer()
        answer(
            ngettext(
                "{count} rating, shown once yours is in.",
                "{count} ratings, shown once yours is in.",
                view.ratings_hidden,
            ).format(count=view.ratings_hidden)
        )
    for rating in view.ratings:
        harms = ", ".join(
            f"{label(principle)} {value}" for principle, value in rating.harms.items() if value
        )
        answer(
            _(
                "{member}: {harms}; reach {reach}, corroboration {corroboration}, effort {effort}"
            ).format(
                member=names[rating.member],
                harms=harms or _("no harm"),
                reach=rating.reach,
                corroboration=rating.corroboration,
                effort=rating.effort,
            )
        )


def _print_comments(view: Review, names: Names) -> None:
    for placed in view.comments:
        comment = placed.comment
        answer()
        answer(_comment_head(placed, names))
        answer(indent(comment.text.strip(), "  "))


def _comment_head(placed: PlacedComment, names: Names) -> str:
    comment = placed.comment
    head = f"{names[comment.author]}, {comment.at:%Y-%m-%d %H:%M}"
    if placed.is_gone:
        head = _("{head} ({clause}, which is in no text any more)").format(
            head=head, clause=placed.clause
        )
    elif place := placed.clause or placed.path:
        head = f"{head} ({place})"
    state = _("settled") if comment.resolved else _("still open")
    return f"{head} [{comment_name(comment)}, {state}]"


def _data(view: Review) -> dict[str, Any]:
    return {
        **view.proposal.to_full_data(),
        "changes": [
            {
                "path": change.path,
                "moved": change.moved,
                "inserted_words": change.redline.inserted_words,
                "deleted_words": change.redline.deleted_words,
                "clauses": [
                    {
                        "id": clause.id,
                        "change": clause.change,
                        "nature": clause.nature,
                        "effects": list(clause.effects),
                    }
                    for clause in change.redline.clauses
                    if clause.change != "same"
                ],
            }
            for change in view.changes
        ],
        "score": str(view.score.value) if view.score else None,
        "ratings": list(view.ratings),
        "ratings_hidden": view.ratings_hidden,
        "comments": [
            {
                **placed.comment.to_full_data(),
                "name": comment_name(placed.comment),
                "stands_at": None if placed.is_gone else placed.clause,
            }
            for placed in view.comments
        ],
        "rivals": [rival._asdict() for rival in view.rivals],
    }


COMMANDS = (
    Command(
        "list",
        N_("List the proposals"),
        _list,
        _list_arguments,
        examples=("proposal list --state on_agenda", "proposal list --format json"),
    ),
    Command(
        "show",
        N_("Show a proposal, what it changes, its ratings and its comments"),
        _show,
        _show_arguments,
        examples=("proposal show P-2026-014",),
    ),
    *proposal_text.COMMANDS,
    PROPOSAL_COMMAND,
    *proposal_steps.COMMANDS,
)
