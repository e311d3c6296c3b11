"""`comens priority`: the proposals by score, and how each score is made."""

from argparse import Namespace
from decimal import Decimal

from comens_tui.cli.acting import desk_of, find
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import Column, answer, print_json, print_list, table_lines
from comens_tui.cli.session import Session
from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _, ngettext
from comens_tui.operations.views import board, review
from comens_tui.rules.scoring import Score
from comens_tui.text.labels import label

_TERMS = {
    "harm": N_("harm to the five principles"),
    "urgency": N_("legal urgency"),
    "reach": N_("people concerned"),
    "corroboration": N_("independent sources"),
}


def _list(session: Session, _arguments: Namespace) -> int:
    rows = [
        {
            "id": line.proposal.id,
            "score": str(line.score.value) if line.score else None,
            "band": line.score.band if line.score else None,
            "ex_officio": line.score.ex_officio if line.score else False,
            "raters": line.raters,
            "state": line.proposal.state,
            "title": line.proposal.title,
        }
        for line in board(desk_of(session))
    ]
    columns = [
        Column("id", _("ID")),
        Column("score", _("SCORE")),
        Column("band", _("BAND")),
        Column("raters", _("RATERS")),
        Column("state", _("STATE"), label),
        Column("title", _("TITLE"), flexible=True),
    ]
    print_list(rows, columns, as_json=session.wants_json, nothing=_("Nothing awaits a place."))
    return 0


def _explain_arguments(parser: CommandParser) -> None:
    parser.add_argument("id", metavar="PROPOSAL", help=_("its id, such as P-2026-014"))


def _explain(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    proposals = desk.workspace.snapshot().proposals
    view = review(desk, find(proposals, arguments.id, where="comens proposal list").id)
    if view.score is None:
        raise RefusedError(
            _("{id} has no score that you may see yet.").format(id=arguments.id),
            hint=_("Ratings are blind: give yours with comens proposal rate {id}").format(
                id=arguments.id
            ),
        )
    if session.wants_json:
        print_json(_data(view.score))
        return 0
    _print(arguments.id, view.score)
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
        ).format(id=proposal_id, value=score.value, band=score.band, count=len(score.raters))
    )
    answer()
    rows = [
        {
            "name": _(_TERMS[term.name]),
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
            confidence=_plain(score.confidence), effort=_plain(score.effort), value=score.value
        )
    )
    if score.ex_officio:
        answer(_("A certain and extreme harm: it is examined whatever its rank."))
    if score.to_debate:
        answer(_("The raters are far apart on: {names}").format(names=", ".join(score.to_debate)))


def _plain(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'))}"


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
)
