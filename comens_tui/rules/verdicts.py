"""A verdict said as arithmetic, in whole sentences that name their articles.

Only words here: the counting is in `rules.votes`.
"""

from typing import NamedTuple

from comens_tui.i18n import _, ngettext
from comens_tui.model.committee import VotingRules
from comens_tui.model.decision import Count
from comens_tui.rules.profiles import Articles, articles


class QuorumState(NamedTuple):
    """How the quorum of one item stands.

    `silenced` and `unheld` are the proxies lost on it: held by the recused, or by nobody who
    is still there.
    """

    quorate: bool
    counted: int
    needed: int
    second_convocation: bool
    silenced: int = 0
    unheld: int = 0


class Reading(NamedTuple):
    """A count read under one base of the majority.

    `casting` is the side of the casting vote where it decided the tie; a secret ballot has
    none. `on_text` is false for an item of mere information: nothing is adopted there.
    """

    base: str
    size: int
    votes_for: int
    needed: int
    tied: bool
    casting: str | None
    adopted: bool
    is_secret: bool = False
    on_text: bool = True


def explain(count: Count, rules: VotingRules, state: QuorumState, reading: Reading) -> str:
    """Return the verdict: recusals, quorum, votes, tie and outcome, each as one sentence."""
    names = articles(rules.profile)
    sentences = [explain_room(count, rules, state)]
    if state.quorate:
        sentences += [_votes(count, reading, names), _papers(count), _unheard(count)]
        sentences += [_tie(reading, names), _outcome(reading)]
    elif reading.on_text:
        sentences.append(_("No valid vote can be taken: the text is not adopted."))
    else:
        sentences.append(_("No valid vote can be taken."))
    return " ".join(sentence for sentence in sentences if sentence)


def explain_other(reading: Reading) -> str:
    """Return what the other base of the majority would have given, and by whose vote if tied."""
    message = _other_message(reading) if reading.on_text else _other_majority(reading)
    said = message.format(votes_for=reading.votes_for, size=reading.size, needed=reading.needed)
    if reading.casting is None:
        return said
    return " ".join((said, _("The votes would be tied and the casting vote would decide.")))


def explain_room(count: Count, rules: VotingRules, state: QuorumState) -> str:
    """Return how the quorum of the room stands: recusals, lost mandates, then the numbers."""
    names = articles(rules.profile)
    sentences = [
        _recusals(count, rules, names),
        *_lost_proxies(state, names),
        _quorum(count, rules, state, names),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _recusals(count: Count, rules: VotingRules, names: Articles) -> str:
    if not count.recused:
        return ""
    if rules.recused_leave_composition:
        return ngettext(
            "{count} member is recused and leaves the composition for this item ({article}).",
            "{count} members are recused and leave the composition for this item ({article}).",
            count.recused,
        ).format(count=count.recused, article=names.recusal)
    message = ngettext(
        "{count} member is recused and counts neither for the quorum nor for the vote ({article}).",
        "{count} members are recused and count neither for the quorum nor for the vote"
        " ({article}).",
        count.recused,
    )
    return message.format(count=count.recused, article=names.recusal)


def _lost_proxies(state: QuorumState, names: Articles) -> list[str]:
    lost = []
    if state.silenced:
        lost.append(
            ngettext(
                "{count} mandate is lost on this item: its holder is recused ({article}).",
                "{count} mandates are lost on this item: their holders are recused ({article}).",
                state.silenced,
            ).format(count=state.silenced, article=names.recusal)
        )
    if state.unheld:
        lost.append(
            ngettext(
                "{count} mandate is without effect: its holder is not there ({article}).",
                "{count} mandates are without effect: their holders are not there ({article}).",
                state.unheld,
            ).format(count=state.unheld, article=names.proxies)
        )
    return lost


def _quorum(count: Count, rules: VotingRules, state: QuorumState, names: Articles) -> str:
    if state.second_convocation:
        return _("Second convocation: no quorum is required ({article}).").format(
            article=names.second
        )
    return _quorum_message(rules, quorate=state.quorate).format(
        article=names.quorum,
        present=count.present,
        represented=count.represented,
        counted=state.counted,
        composition=count.composition - (count.recused if rules.recused_leave_composition else 0),
        needed=state.needed,
    )


def _quorum_message(rules: VotingRules, *, quorate: bool) -> str:
    if rules.proxies_count_for_quorum and quorate:
        return _(
            "Quorum ({article}): {present} present + {represented} represented = {counted}"
            " out of {composition}, {needed} needed: reached."
        )
    if rules.proxies_count_for_quorum:
        return _(
            "Quorum ({article}): {present} present + {represented} represented = {counted}"
            " out of {composition}, {needed} needed: not reached."
        )
    if quorate:
        return _(
            "Quorum ({article}): {counted} present out of {composition}, {needed} needed: reached."
        )
    return _(
        "Quorum ({article}): {counted} present out of {composition}, {needed} needed: not reached."
    )


def _votes(count: Count, reading: Reading, names: Articles) -> str:
    message = (
        _(
            "Vote ({article}): for {votes_for}, against {votes_against}, abstentions {abstentions};"
            " majority of the {size} present or represented: {needed}."
        )
        if reading.base == "present_represented"
        else _(
            "Vote ({article}): for {votes_for}, against {votes_against}, abstentions {abstentions}"
            " (not counted); majority of the {size} votes cast: {needed}."
        )
    )
    return message.format(
        article=names.majority,
        votes_for=count.votes_for,
        votes_against=count.votes_against,
        abstentions=count.abstentions,
        size=reading.size,
        needed=reading.needed,
    )


def _papers(count: Count) -> str:
    if not count.blank and not count.spoiled:
        return ""
    return _("Blank papers {blank}, null papers {spoiled}: for neither side.").format(
        blank=count.blank, spoiled=count.spoiled
    )


def _unheard(count: Count) -> str:
    heard = count.votes_for + count.votes_against + count.abstentions
    heard += count.blank + count.spoiled
    unheard = count.present + count.represented - heard
    if not unheard:
        return ""
    return ngettext(
        "{count} voice was not expressed.", "{count} voices were not expressed.", unheard
    ).format(count=unheard)


def _tie(reading: Reading, names: Articles) -> str:
    if not reading.tied or not reading.votes_for:
        return ""
    if reading.casting == "for":
        return _("The votes are equal: the chair's casting vote is for ({article}).").format(
            article=names.casting
        )
    if reading.casting == "against":
        return _("The votes are equal: the chair's casting vote is against ({article}).").format(
            article=names.casting
        )
    if 2 * reading.votes_for < reading.size:
        return _("The votes are equal, and a casting vote cannot make up for the abstentions.")
    if reading.is_secret:
        return _(
            "The votes are equal, and no casting vote decides: the ballot was secret, so that the"
            " chair's choice is not known ({article} says nothing of that case)."
        ).format(article=names.casting)
    return _("The votes are equal, and no casting vote decides.")


def _outcome(reading: Reading) -> str:
    if not reading.on_text:
        return (
            _("The majority is reached.") if reading.adopted else _("The majority is not reached.")
        )
    return _("The text is adopted.") if reading.adopted else _("The text is not adopted.")


def _other_message(reading: Reading) -> str:
    if reading.base == "cast" and reading.adopted:
        return _(
            "Were abstentions left out of the base, the text would be adopted:"
            " {votes_for} for out of {size} votes cast, majority {needed}."
        )
    if reading.base == "cast":
        return _(
            "Were abstentions left out of the base, the text would not be adopted:"
            " {votes_for} for out of {size} votes cast, majority {needed}."
        )
    if reading.adopted:
        return _(
            "Did abstentions count in the base, the text would be adopted:"
            " {votes_for} for out of {size} present or represented, majority {needed}."
        )
    return _(
        "Did abstentions count in the base, the text would not be adopted:"
        " {votes_for} for out of {size} present or represented, majority {needed}."
    )


def _other_majority(reading: Reading) -> str:
    if reading.base == "cast" and reading.adopted:
        return _(
            "Were abstentions left out of the base, the majority would be reached:"
            " {votes_for} for out of {size} votes cast, majority {needed}."
        )
    if reading.base == "cast":
        return _(
            "Were abstentions left out of the base, the majority would not be reached:"
            " {votes_for} for out of {size} votes cast, majority {needed}."
        )
    if reading.adopted:
        return _(
            "Did abstentions count in the base, the majority would be reached:"
            " {votes_for} for out of {size} present or represented, majority {needed}."
        )
    return _(
        "Did abstentions count in the base, the majority would not be reached:"
        " {votes_for} for out of {size} present or represented, majority {needed}."
    )
