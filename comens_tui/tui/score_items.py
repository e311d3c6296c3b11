"""A priority explained term by term, so that nobody has to believe a number."""

from collections.abc import Iterator

from comens_tui.i18n import N_, _
from comens_tui.rules.scoring import RankRange, Score
from comens_tui.text.decimals import decimal_words
from comens_tui.text.score_words import EX_OFFICIO, debate_sentence, range_sentence
from comens_tui.tui import prose
from comens_tui.tui.prose import Block, Span, fit, paragraph

_TERMS = {
    "harm": N_("Harm to the principles"),
    "urgency": N_("Legal urgency"),
    "reach": N_("People concerned"),
    "corroboration": N_("Independent sources"),
}
_LABEL_WIDTH = 26


def score_items(score: Score, found: RankRange | None = None) -> Iterator[Block]:
    """Yield the arithmetic of `score`, what it asks to look at, and how its rank holds."""
    head = _("Priority {value}, band {band}").format(
        value=decimal_words(score.value), band=score.band
    )
    yield Block((Span(head, prose.STRONG),), indent=2)
    for term in score.terms:
        yield _line(
            _(_TERMS[term.name]),
            f"{decimal_words(term.value.normalize())} × {100 * term.weight:.0f}",
            decimal_words(f"{term.contribution:.1f}"),
        )
    total = sum(term.contribution for term in score.terms)
    yield _line(_("Sum"), "", decimal_words(f"{total:.1f}"))
    yield _line(
        _("Confidence of the raters"), "", f"× {decimal_words(score.confidence.normalize())}"
    )
    yield _line(_("Discount for effort"), "", f"× {decimal_words(score.effort.normalize())}")
    yield _line(_("Priority"), "", decimal_words(score.value), prose.STRONG)
    if score.ex_officio:
        yield _remark(_(EX_OFFICIO))
    if score.to_debate:
        yield _remark(debate_sentence(score.to_debate))
    if found is not None:
        yield paragraph(range_sentence(*found[1:]), indent=4)


def _line(name: str, sum_text: str, result: str, style: str = prose.PLAIN) -> Block:
    text = f"{fit(name, _LABEL_WIDTH)}{sum_text:>12}  {result:>8}"
    return Block((Span(text, style),), indent=4)


def _remark(text: str) -> Block:
    return paragraph(text, prose.WARNING, indent=4, mark="!")
