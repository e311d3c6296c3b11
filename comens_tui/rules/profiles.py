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
