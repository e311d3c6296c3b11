"""What the law gives, worked out by hand: one row a situation, one column a profile.

A committee of 12 voting members (m1 to m12, ex officio, m1 in the chair) unless the row says
otherwise, so that 6 are its quorum. `votes` are letters of m1, m2 …: `f` for, `a` against,
`x` abstains, `-` says nothing. Each row says why.
"""

from typing import NamedTuple

import pytest

from comens_tui.errors import RefusedError
from comens_tui.i18n import speaking
from comens_tui.rules.profiles import PROFILES, articles
from comens_tui.rules.votes import electorate, tally
from tests.rules.voting import OTHER_TEXT, TEXT, committee, meeting, member, roll_call, seat, totals

ADOPTED, REJECTED, NO_QUORUM = "adopted", "rejected", "no quorum"
PROFILE_NAMES = ("crpa", "ccne", "hcsp", "free")


class Case(NamedTuple):
    """One situation; `left` and `recused` are numbers of members, `proxies` giver and holder."""

    why: str
    votes: str
    outcomes: tuple[str, str, str, str]
    present: int | None = None
    composition: int = 12
    left: tuple[int, ...] = ()
    proxies: tuple[tuple[int, int], ...] = ()
    recused: tuple[int, ...] = ()
    chair: int | None = 1
    second: bool = False
    urgency: str | None = None
    substitute: tuple[int, str, str | None] | None = None
    hands: tuple[int, int, int] | None = None
    digest: str = TEXT


def everywhere(outcome):
    return (outcome,) * 4


CASES = (
    # Majority (CRPA R133-11): more than half of the present or represented, or of those cast.
    Case("Seven is more than half of twelve.", "f" * 7 + "a" * 5, everywhere(ADOPTED)),
    Case("Five is less than half of anything here.", "f" * 5 + "a" * 7, everywhere(REJECTED)),
    Case("Seven of thirteen, an odd base.", "f" * 7 + "a" * 6, everywhere(ADOPTED), composition=13),
    Case(
        "5 / 4 / 3 of 12: seven needed where abstentions weigh, five of nine where they do not.",
        "fffffaaaaxxx",
        (REJECTED, REJECTED, ADOPTED, ADOPTED),
    ),
    Case(
        "One for and eleven abstentions: one of one is a majority of the cast, not of twelve.",
        "f" + "x" * 11,
        (REJECTED, REJECTED, ADOPTED, ADOPTED),
    ),
    Case("Abstentions only: nobody is for.", "x" * 12, everywhere(REJECTED)),
    Case("Nobody votes: nobody is for.", "-" * 12, everywhere(REJECTED)),
    Case("One against and nobody else.", "-" * 11 + "a", everywhere(REJECTED)),
    Case(
        "Six for, six say nothing: half of twelve is no majority, six of six is.",
        "ffffff------",
        (REJECTED, REJECTED, ADOPTED, ADOPTED),
    ),
    # The tie and the casting vote: only where votes are equal, only by a chair who votes.
    Case(
        "Six to six, the chair for: the chair prevails, where there is a casting vote.",
        "ffffffaaaaaa",
        (ADOPTED, ADOPTED, ADOPTED, REJECTED),
    ),
    Case("Six to six, the chair against.", "aaaaaaffffff", everywhere(REJECTED)),
    Case(
        "Six to six, the chair absent: nobody has a casting vote.",
        "ffffffaaaaaa",
        everywhere(REJECTED),
        present=12,
        composition=13,
        chair=13,
    ),
    Case(
        "Six to six, the chair recused: no part in the vote, so none in the tie.",
        "fffffffaaaaaa",
        everywhere(REJECTED),
        composition=13,
        recused=(1,),
    ),
    Case(
        "Six to six, the chair abstains: no side to prevail; and seven of thirteen were needed.",
        "xffffffaaaaaa",
        everywhere(REJECTED),
        composition=13,
    ),
    Case(
        "Six to six, the chair says nothing.",
        "-ffffffaaaaaa",
        everywhere(REJECTED),
        composition=13,
    ),
    Case(
        "Six to six, the chair absent and represented: the voice counts, the casting is personal.",
        "a" * 6 + "f" * 5 + "f",
        (REJECTED, REJECTED, REJECTED, REJECTED),
        present=11,
        proxies=((12, 1),),
        chair=12,
    ),
    Case(
        "5 / 5 / 2, the chair for: a casting vote cannot make up for the abstentions that weigh.",
        "fffffaaaaaxx",
        (REJECTED, REJECTED, ADOPTED, REJECTED),
    ),
    Case(
        "One to one of twelve, the chair for.",
        "fa" + "x" * 10,
        (REJECTED, REJECTED, ADOPTED, REJECTED),
    ),
    # Quorum (CRPA R133-10): half of the composition, mandates counted or not.
    Case("Six of twelve are half.", "ffffff", everywhere(ADOPTED), present=6),
    Case("Five of twelve are not.", "fffff", everywhere(NO_QUORUM), present=5),
    Case("Of eleven, half is five and a half.", "fffff", everywhere(NO_QUORUM), present=5,
         composition=11),
    Case("Of eleven, six are more than half.", "ffffff", everywhere(ADOPTED), present=6,
         composition=11),
    Case("Nobody came.", "", everywhere(NO_QUORUM), present=0),
    Case(
        "Five present and one represented: six, where mandates count for the quorum.",
        "ffffff",
        (ADOPTED, NO_QUORUM, NO_QUORUM, ADOPTED),
        present=5,
        proxies=((6, 1),),
    ),
    Case(
        "A member holds one mandate at most (R133-9): four and one are five.",
        "ffffff",
        everywhere(NO_QUORUM),
        present=4,
        proxies=((5, 1), (6, 1)),
    ),
    Case(
        "Two mandates, two holders: five of eight voices; without them three of six.",
        "fffaaaff",
        (ADOPTED, REJECTED, REJECTED, ADOPTED),
        present=6,
        proxies=((7, 1), (8, 2)),
        chair=None,
    ),
    # Quorum lost in the middle: judged item by item, when each is closed.
    Case(
        "Six came, one left before the vote was closed: five, and that one's ballot falls.",
        "ffffff",
        everywhere(NO_QUORUM),
        present=6,
        left=(6,),
    ),
    Case("Seven came, one left: six remain.", "fffffff", everywhere(ADOPTED), present=7, left=(7,)),
    Case(
        "Six came, one left a mandate on leaving.",
        "ffffff",
        (ADOPTED, NO_QUORUM, NO_QUORUM, ADOPTED),
        present=6,
        left=(6,),
        proxies=((6, 1),),
    ),
    Case(
        "The holder leaves and takes the mandate away: five, none represented.",
        "fffffff",
        everywhere(NO_QUORUM),
        present=6,
        left=(6,),
        proxies=((7, 6),),
    ),
    # Recusal (CRPA R133-12): out of the room, still in the composition.
    Case(
        "Six present, one recused: five of twelve.",
        "ffffff",
        everywhere(NO_QUORUM),
        present=6,
        recused=(6,),
    ),
    Case("Seven present, one recused.", "fffffff", everywhere(ADOPTED), present=7, recused=(7,)),
    Case(
        "A mandate held by the recused is lost on that item: five present, none represented.",
        "fffffff",
        everywhere(NO_QUORUM),
        present=6,
        recused=(6,),
        proxies=((7, 6),),
    ),
    Case(
        "A mandate given by the recused counts for nothing: six for of six.",
        "ffffffa",
        everywhere(ADOPTED),
        present=6,
        recused=(7,),
        proxies=((7, 1),),
    ),
    Case(
        "The ballot of the recused would have made seven of twelve.",
        "fffffffaaaaa",
        # Of eleven left, six for: a majority still.
        everywhere(ADOPTED),
        recused=(7,),
    ),
    Case(
        "The ballots of two recused would have made the majority; five to five is a tie.",
        "afffffffaaaa",
        everywhere(REJECTED),
        recused=(7, 8),
    ),
    # Second convocation (R133-10): no quorum; the majority stays what it is.
    Case("Two of twelve, both for.", "ff", everywhere(ADOPTED), present=2, second=True),
    Case("Nobody: no quorum is required, and nobody is for.", "", everywhere(REJECTED), present=0,
         second=True),
    Case(
        "One to one, the chair for.",
        "fa",
        (ADOPTED, ADOPTED, ADOPTED, REJECTED),
        present=2,
        second=True,
    ),
    Case(
        "One for, two abstain: two of three needed where they weigh.",
        "fxx",
        (REJECTED, REJECTED, ADOPTED, ADOPTED),
        present=3,
        second=True,
    ),
    # Urgent convocation (R133-8): it shortens the notice, and nothing else.
    Case("Urgent, five of twelve: no quorum for all that.", "fffff", everywhere(NO_QUORUM),
         present=5, urgency="Décret."),
    Case("Urgent, seven for.", "f" * 7 + "a" * 5, everywhere(ADOPTED), urgency="Décret."),
    # Substitutes (R133-3): the sixth seat is held by one, and makes the quorum or not.
    Case("Of the service of an ex officio member.", "ffffff", everywhere(ADOPTED), present=6,
         substitute=(6, "ex_officio", "service")),
    Case("Not of the service.", "ffffff", (NO_QUORUM, NO_QUORUM, NO_QUORUM, ADOPTED), present=6,
         substitute=(6, "ex_officio", "elsewhere")),
    Case("Elected by the same assembly.", "ffffff", everywhere(ADOPTED), present=6,
         substitute=(6, "elected", "assembly")),
    Case("Of the service of an elected member: not elected.", "ffffff",
         (NO_QUORUM, NO_QUORUM, NO_QUORUM, ADOPTED), present=6,
         substitute=(6, "elected", "service")),
    Case("Nobody recorded from where: the bureau is believed, and G025 says so.", "ffffff",
         everywhere(ADOPTED),
         present=6, substitute=(6, "elected", None)),
    Case("A qualified member is replaced by nobody.", "ffffff", everywhere(NO_QUORUM), present=6,
         substitute=(6, "qualified", "service")),
    # Totals, without names.
    Case("5 / 4 / 3 by hands.", "", (REJECTED, REJECTED, ADOPTED, ADOPTED), present=12,
         hands=(5, 4, 3)),
    Case("Six to six by hands: nobody can tell the side of the chair.", "", everywhere(REJECTED),
         present=12, hands=(6, 6, 0)),
    Case("Nobody raises a hand.", "", everywhere(REJECTED), present=12, hands=(0, 0, 0)),
    # The text: a ballot is worth what it was cast on.
    Case("Twelve for, on the text before it was amended.", "f" * 12, everywhere(REJECTED),
         digest=OTHER_TEXT),
)  # fmt: skip


def judge(case, profile):
    """Return the verdict of a row under a profile, from the record of the meeting."""
    rules = PROFILES[profile]
    here = len(case.votes) if case.present is None else case.present
    number, kind, origin = case.substitute or (0, "ex_officio", None)
    body = committee(
        *(
            member(f"m{at}", kind=kind if at == number else "ex_officio")
            for at in range(1, case.composition + 1)
        )
    )
    held = meeting(
        attendance=[
            seat(
                f"m{at}",
                arrived=0,
                left=10 if at in case.left else None,
                substitute="Mme Roy" if at == number else None,
                origin=origin if at == number else None,
            )
            for at in range(1, here + 1)
        ],
        proxies=[(f"m{giver}", f"m{holder}") for giver, holder in case.proxies],
        recusals=[(1, f"m{at}") for at in case.recused],
        closed=30,
    ).model_copy(update={"urgency": case.urgency})
    return tally(
        electorate(held, body, 1, rules=rules),
        roll_call(case.votes),
        rules,
        digest=case.digest,
        chair=case.chair and f"m{case.chair}",
        totals=case.hands and totals(*case.hands),
        second_convocation=case.second,
    )


def outcome(verdict):
    if not verdict.quorate:
        return NO_QUORUM
    return ADOPTED if verdict.adopted else REJECTED


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why)
def test_the_verdict_is_what_the_law_gives(case):
    found = tuple(outcome(judge(case, profile)) for profile in PROFILE_NAMES)
    assert found == case.outcomes, [judge(case, name).sentence for name in PROFILE_NAMES]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_verdict_names_its_articles_and_both_readings_in_both_languages(language):
    ends = {
        "en": ("The text is adopted.", "not adopted."),
        "fr": ("Le texte est adopté.", "pas adopté."),
    }[language]
    with speaking(language):
        for case in CASES:
            for profile in PROFILE_NAMES:
                verdict, names = judge(case, profile), articles(profile)
                assert (names.second if case.second else names.quorum) in verdict.sentence
                assert (names.majority in verdict.sentence) or not verdict.quorate
                assert verdict.sentence.endswith(ends[0] if verdict.adopted else ends[1])
                assert (verdict.other_reading is not None) is verdict.quorate


@pytest.mark.parametrize("profile", PROFILE_NAMES)
@pytest.mark.parametrize(
    ("present", "recused", "hands"),
    [(12, (), (13, 0, 0)), (12, (), (5, 5, 3)), (12, (1,), (6, 6, 0)), (0, (), (1, 0, 0))],
)
def test_more_votes_than_voices_are_refused_under_every_profile(profile, present, recused, hands):
    case = Case("", "", everywhere(""), present=present, recused=recused, hands=hands)
    with pytest.raises(RefusedError):
        judge(case, profile)
