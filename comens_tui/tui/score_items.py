"""A priority explained term by term, so that nobody has to believe a number."""

from collections.abc import Iterator

from comens_tui.i18n import N_, _
from comens_tui.rules.scoring import Score
from comens_tui.text.labels import label
from comens_tui.tui import prose
from comens_tui.tui.prose import Block, Span, fit, paragraph

_TERMS = {
    "harm": N_("Harm to the principles"),
    "urgency": N_("Legal urgency"),
    "reach": N_("People concerned"),
    "corroboration": N_("Independent sources"),
}
_CRITERIA = {"reach": N_("people concerned"), "corroboration": N_("independent sources")}
_LABEL_WIDTH = 26


def score_items(score: Score) -> Iterator[Block]:
    """Yield the arithmetic of `score`, then what it asks the committee to look at."""
    head = _("Priority {value}, band {band}").format(value=score.value, band=score.band)
    yield Block((Span(head, prose.STRONG),), indent=2)
    for term in score.terms:
        yield _line(
            _(_TERMS[term.name]),
            f"{term.value.normalize():f} × {100 * term.weight:.0f}",
            f"{term.contribution:.1f}",
        )
    total = sum(term.contribution for term in score.terms)
    yield _line(_("Sum"), "", f"{total:.1f}")
    yield _line(_("Confidence of the raters"), "", f"× {score.confidence.normalize():f}")
    yield _line(_("Discount for effort"), "", f"× {score.effort.normalize():f}")
    yield _line(_("Priority"), "", f"{score.value}", prose.STRONG)
    if score.ex_officio:
        yield _remark(_("To be examined whatever its rank: a harm of 4 is held for certain."))
    if score.to_debate:
        criteria = ", ".join(_criterion(name) for name in score.to_debate)
        yield _remark(_("Raters are far apart on: {criteria}.").format(criteria=criteria))


def _line(name: str, sum_text: str, result: str, style: str = prose.PLAIN) -> Block:
    text = f"{fit(name, _LABEL_WIDTH)}{sum_text:>12}  {result:>8}"
    return Block((Span(text, style),), indent=4)


def _remark(text: str) -> Block:
    return paragraph(text, prose.WARNING, indent=4, mark="!")


def _criterion(name: str) -> str:
    kind, _dot, principle = name.partition(".")
    if kind == "harm":
        return _("harm to {principle}").format(principle=label(principle))
    return _(_CRITERIA[kind])
