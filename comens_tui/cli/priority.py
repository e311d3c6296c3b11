"""`comens priority`: the proposals by score, and how each score is made."""

from argparse import Namespace
from decimal import Decimal

from comens_tui.cli.acting import desk_of, find
from comens_tui.cli.arguments import proposal_argument
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import Column, answer, print_json, print_list, table_lines, written
from comens_tui.cli.priority_programme import PROGRAMME_COMMANDS
from comens_tui.cli.session import Session
from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _, ngettext
from comens_tui.operations.views import Ranked, board, review
from comens_tui.rules.scoring import Score
from comens_tui.text.decimals import decimal_words
from comens_tui.text.labels import label
from comens_tui.text.score_words import (
    EX_OFFICIO,
    debate_sentence,
    range_sentence,
    term_label,
)


def _list(session: Session, _arguments: Namespace) -> int:
    lines = board(desk_of(session))
    rows = [
        {
            "id": line.proposal.id,
            "score": str(line.score.value) if line.score else None,
            "band": line.score.band if line.score else None,
            "ex_officio": line.score.ex_officio if line.score else False,
            "raters": line.raters,
            "to_debate": list(line.score.to_debate) if line.score else [],
            "rank": line.range._asdict() if line.range else None,
            "is_blind": line.is_blind,
            "ranks": _ranks(line),
            "flags": _flags(line),
            "state": line.proposal.state,
            "title": line.proposal.title,
        }
        for line in lines
    ]
    if session.wants_json:
        rows = [{key: row[key] for key in row if key not in ("ranks", "flags")} for row in rows]
    columns = [
        Column("id", _("ID")),
        Column("score", _("SCORE"), _score),
        Column("band", _("BAND")),
        Column("ranks", _("RANKS")),
        Column("raters", _("RATERS")),
        Column("flags", _("FLAGS")),
        Column("state", _("STATE"), label),
        Column("title", _("TITLE"), flexible=True),
    ]
    print_list(rows, columns, as_json=session.wants_json, nothing=_("Nothing awaits a place."))
    if not session.wants_json:
        for line in lines:
            _print_remarks(line)
    return 0


def _score(value: str | None) -> str:
    return written(value and decimal_words(value))


def _ranks(line: Ranked) -> str:
    """Return the best and the worst rank that one weight more or less gives."""
    found = line.range
    if found is None:
        return ""
    return str(found.rank) if found.best == found.worst else f"{found.best}-{found.worst}"


def _flags(line: Ranked) -> str:
    if line.score is None:
        return _("blind") if line.is_blind else ""
    flags = [
        *([_("examine")] if line.score.ex_officio else []),
        *([_("debate")] if line.score.to_debate else []),
    ]
    return ", ".join(flags)


def _print_remarks(line: Ranked) -> None:
    """Say in words what the flags mean, and which weights move a rank."""
    score, found = line.score, line.range
    if score is None or found is None:
        return
    said = [
        *([_(EX_OFFICIO)] if score.ex_officio else []),
        *([debate_sentence(score.to_debate)] if score.to_debate else []),
        *([range_sentence(*found[1:])] if found.best != found.worst else []),
    ]
    for sentence in said:
        answer(_("{id}: {remark}").format(id=line.proposal.id, remark=sentence))


def _explain_arguments(parser: CommandParser) -> None:
    proposal_argument(parser)


def _explain(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    snapshot = desk.workspace.snapshot()
    proposal = find(
        snapshot.proposals, arguments.id, where="comens proposal list", problems=snapshot.problems
    )
    view = review(desk, proposal.id)
    if view.score is None:
        raise RefusedError(
            _("{id} has no score that you may see yet.").format(id=arguments.id),
            hint=_("Ratings are blind: give yours with comens proposal rate {id}").format(
                id=arguments.id
            ),
        )
    found = next((line.range for line in board(desk) if line.proposal.id == view.proposal.id), None)
    if session.wants_json:
        print_json({**_data(view.score), "rank": found._asdict() if found else None})
        return 0
    _print(arguments.id, view.score)
    if found:
        answer(range_sentence(*found[1:]))
    return 0


def _data(score: Score) -> dict[str, object]:
    return {
        "value": str(score.value),
        "band": score.band,
        "terms": [
            {
                "name": term.name,
                "weight": str(term.weight),
                "value": str(term.value),
                "contribution": str(term.contribution),
            }
            for term in score.terms
        ],
        "confidence": str(score.confidence),
        "effort": str(score.effort),
        "ex_officio": score.ex_officio,
        "to_debate": list(score.to_debate),
        "raters": list(score.raters),
    }


def _print(proposal_id: str, score: Score) -> None:
    answer(
        ngettext(
            "{id}: {value} ({band}), by {count} rater",
            "{id}: {value} ({band}), by {count} raters",
            len(score.raters),
        ).format(
            id=proposal_id,
            value=decimal_words(score.value),
            band=score.band,
            count=len(score.raters),
        )
    )
    answer()
    rows = [
        {
            "name": term_label(term.name),
            "weight": _plain(term.weight),
            "value": _plain(term.value),
            "points": _plain(term.contribution),
        }
        for term in score.terms
    ]
    columns = [
        Column("name", _("TERM")),
        Column("weight", _("WEIGHT")),
        Column("value", _("VALUE")),
        Column("points", _("POINTS")),
    ]
    for line in table_lines(rows, columns, None):
        answer(line)
    answer()
    answer(
        _("The sum, times confidence {confidence} and effort {effort}, is {value}.").format(
            confidence=_plain(score.confidence),
            effort=_plain(score.effort),
            value=decimal_words(score.value),
        )
    )
    if score.ex_officio:
        answer(_(EX_OFFICIO))
    if score.to_debate:
        answer(debate_sentence(score.to_debate))


def _plain(value: Decimal) -> str:
    return decimal_words(value.quantize(Decimal("0.01")))


COMMANDS = (
    Command(
        "list",
        N_("List the proposals that await a place, best score first"),
        _list,
        examples=("priority list", "priority list --format json"),
    ),
    Command(
        "explain",
        N_("Show how a score is made, term by term"),
        _explain,
        _explain_arguments,
        examples=("priority explain P-2026-014",),
    ),
    *PROGRAMME_COMMANDS,
)
