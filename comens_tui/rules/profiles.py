"""Ready-made voting rules, and the articles that their verdicts name.

A committee chooses a profile and may change any value; the article then names where the
rule comes from, and the values say how this committee applies it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from comens_tui.i18n import N_, _
from comens_tui.model.committee import VotingRules

#: Where a profile's source is silent on a value, the CRPA's stands, by analogy: notice,
#: substitutes, and for the CCNE the second convocation.
PROFILES: Mapping[str, VotingRules] = MappingProxyType(
    {
        # CRPA R133-3 to R133-13, the default of administrative commissions.
        "crpa": VotingRules(profile="crpa"),
        # CSP R1412-8: half of the members present in person, the chair's casting vote,
        # a secret ballot at the request of one member; no proxy is provided for.
        "ccne": VotingRules(profile="ccne", proxies_count_for_quorum=False, proxies_held_max=0),
        # Rules of the HCSP: half of the voting members, simple majority of the votes cast,
        # casting vote, second meeting within 21 days without quorum.
        "hcsp": VotingRules(
            profile="hcsp",
            proxies_count_for_quorum=False,
            proxies_held_max=0,
            second_convocation_days=21,
            majority_base="cast",
        ),
        # The committee's own rules: plain values to start from.
        "free": VotingRules(
            profile="free",
            notice_days=0,
            substitute_ex_officio="anyone",
            substitute_elected="anyone",
            majority_base="cast",
            casting_vote=False,
        ),
    }
)


class Articles(NamedTuple):
    """What a verdict names as the source of each rule."""

    quorum: str
    majority: str
    casting: str
    recusal: str
    second: str
    proxies: str
    notice: str
    substitutes: str
    secrecy: str


_OWN = N_("rules of the committee")
_CCNE = "CSP R1412-8"
_HCSP = N_("rules of the HCSP")
_OWN_RULES = Articles(*[_OWN] * len(Articles._fields))

#: What the source of a profile does not govern rests on the committee's own rules.
_ARTICLES: Mapping[str, Articles] = MappingProxyType(
    {
        "crpa": Articles(
            quorum="CRPA R133-10",
            majority="CRPA R133-11",
            casting="CRPA R133-11",
            recusal="CRPA R133-12",
            second="CRPA R133-10",
            proxies="CRPA R133-9",
            notice="CRPA R133-8",
            substitutes="CRPA R133-3",
            secrecy=_OWN,
        ),
        "ccne": _OWN_RULES._replace(quorum=_CCNE, casting=_CCNE, secrecy=_CCNE),
        "hcsp": _OWN_RULES._replace(quorum=_HCSP, majority=_HCSP, casting=_HCSP, second=_HCSP),
        "free": _OWN_RULES,
    }
)


def articles(profile: str) -> Articles:
    """Return the names of the articles of `profile`, in the language of the person."""
    return Articles(*(_(name) for name in _ARTICLES[profile]))


class Described(NamedTuple):
    """One value of the rules: its key, as it is written, its source, and what it means.

    `said` is the value in the words of the person.
    """

    key: str
    value: str
    article: str
    meaning: str
    said: str


_MEANINGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "notice_days": ("notice", N_("days between the convocation and the meeting")),
        "notice_count": ("notice", N_("calendar days, or clear days (neither end counts)")),
        "urgency_reason_required": ("notice", N_("an urgent convocation says its reason")),
        "quorum_numerator": ("quorum", N_("share of the composition: numerator")),
        "quorum_denominator": ("quorum", N_("share of the composition: denominator")),
        "proxies_count_for_quorum": ("quorum", N_("the represented count for the quorum")),
        "recused_leave_composition": (
            "recusal",
            N_("the recused leave the composition, so that fewer are needed"),
        ),
        "second_convocation_days": (
            "second",
            N_("days within which a second meeting sits; 0 sets none"),
        ),
        "proxies_held_max": ("proxies", N_("mandates that one member may hold")),
        "substitute_ex_officio": ("substitutes", N_("who sits for an ex officio member")),
        "substitute_elected": ("substitutes", N_("who sits for an elected member")),
        "substitute_qualified": ("substitutes", N_("who sits for a qualified member")),
        "majority_base": (
            "majority",
            N_("of what a majority is taken; cast leaves abstentions out"),
        ),
        "casting_vote": ("casting", N_("the chair who votes prevails on a tie")),
        "secret_ballot_on_request": (
            "secrecy",
            N_("members who obtain a secret ballot by asking; 0 is never"),
        ),
    }
)


def described(rules: VotingRules) -> tuple[Described, ...]:
    """Return each value of the rules with its source, in the order of the files."""
    names = articles(rules.profile)
    values = rules.model_dump(mode="json", exclude={"profile"})
    return tuple(
        Described(key, _written(value), getattr(names, source), _(meaning), _said(key, value))
        for key, value in values.items()
        for source, meaning in [_MEANINGS[key]]
    )


#: The words of a value of the rules, by how it is written; `never` is of substitutes.
_SAID: Mapping[str, str] = MappingProxyType(
    {
        "calendar": N_("calendar days"),
        "clear": N_("clear days"),
        "service": N_("somebody of the same service"),
        "assembly": N_("somebody elected of the same assembly"),
        "anyone": N_("anybody"),
        "never": N_("nobody"),
        "present_represented": N_("members present or represented"),
        "cast": N_("votes cast"),
    }
)


def _said(key: str, value: str | int | bool) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value == 0 and key == "secret_ballot_on_request":
        return _("never")
    return _(_SAID[value]) if isinstance(value, str) else str(value)


def _written(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
