"""Verdicts by values: majority, ties, casting vote, ballots set aside, totals."""

import pytest

from comens_tui.errors import RefusedError
from comens_tui.model.committee import VotingRules
from comens_tui.rules.profiles import PROFILES, articles
from comens_tui.rules.votes import Fault, tally
from tests.rules.voting import (
    CAST,
    CRPA,
    OTHER_TEXT,
    TEXT,
    ballot,
    names,
    roll_call,
    room,
    totals,
)

NO_CASTING = VotingRules(casting_vote=False)
CAST_NO_CASTING = VotingRules(casting_vote=False, majority_base="cast")


def verdict(choices, rules=CRPA, *, chair="m1", **room_values):
    who = room(**({"present": len(choices)} | room_values))
    return tally(who, roll_call(choices), rules, digest=TEXT, chair=chair)


@pytest.mark.parametrize(
    ("choices", "rules", "adopted", "casting"),
    [
        # 5 for, 4 against, 3 abstentions of 12: the base decides.
        ("fffffaaaaxxx", CRPA, False, None),
        ("fffffaaaaxxx", CAST, True, None),
        # Seven of twelve is a majority under both.
        ("fffffffaaaaa", CRPA, True, None),
        ("fffffffaaaaa", CAST, True, None),
        # Half of an even base is no majority without a tie to break.
        ("ffffffaaaaax", CRPA, False, None),
        # Six against six: the chair's side prevails.
        ("ffffffaaaaaa", CRPA, True, "for"),
        ("aaaaaaffffff", CRPA, False, "against"),
        ("ffffffaaaaaa", NO_CASTING, False, None),
        ("ffffffaaaaaa", CAST, True, "for"),
        ("ffffffaaaaaa", CAST_NO_CASTING, False, None),
        # A tie with abstentions: the votes cast are level, the literal base is not half.
        ("fffffaaaaaxx", CRPA, False, None),
        ("fffffaaaaaxx", CAST, True, "for"),
        # The chair abstained, so has no casting vote.
        ("xfffffaaaaa", CAST, False, None),
        # Unanimity, and nobody for.
        ("ffffffffffff", CRPA, True, None),
        ("aaaaaaaaaaaa", CRPA, False, None),
        ("xxxxxxxxxxxx", CRPA, False, None),
        ("xxxxxxxxxxxx", CAST, False, None),
        # Odd base: 13 present, 7 is more than half, 6 is not.
        ("fffffffaaaaaa", CRPA, True, None),
        ("ffffffaaaaaax", CRPA, False, None),
        # Silent voices weigh like abstentions.
        ("ffffff------", CRPA, False, None),
        ("ffffff------", CAST, True, None),
    ],
)
def test_the_verdict_table(choices, rules, adopted, casting):
    result = verdict(choices, rules)
    assert result.quorate
    assert result.adopted is adopted
    assert result.count.casting == casting
    assert result.rule == rules
    assert result.count.votes_for == choices.count("f")
    assert result.count.votes_against == choices.count("a")
    assert result.count.abstentions == choices.count("x")


@pytest.mark.parametrize("chair", [None, "m13", "guest"])
def test_a_chair_who_is_not_voting_breaks_no_tie(chair):
    result = verdict("ffffffaaaaaa", chair=chair)
    assert not result.adopted
    assert result.count.casting is None
    assert "no casting vote decides" in result.sentence


def test_a_recused_chair_breaks_no_tie():
    result = verdict("fffffffaaaaaa", recused=("m1",))
    assert (result.count.votes_for, result.count.votes_against) == (6, 6)
    assert not result.adopted
    assert result.count.casting is None


def test_a_chair_represented_by_proxy_breaks_no_tie():
    who = room(11, represented={"m12": "m1"})
    ballots = roll_call("fffffaaaaaaf")
    result = tally(who, ballots, CRPA, digest=TEXT, chair="m12")
    assert (result.count.votes_for, result.count.votes_against) == (6, 6)
    assert not result.adopted


def test_a_proxy_is_a_full_voice_filed_under_its_givers_name():
    who = room(8, represented={"m9": "m1", "m10": "m2"})
    result = tally(who, roll_call("fffaaaaaff"), CRPA, digest=TEXT, chair=None)
    assert (result.count.present, result.count.represented) == (8, 2)
    assert (result.count.votes_for, result.count.votes_against) == (5, 5)
    result = tally(who, roll_call("ffffaaaaff"), CRPA, digest=TEXT, chair=None)
    assert result.adopted


def test_without_a_quorum_no_majority_adopts():
    result = verdict("fffffff")
    assert not result.quorate
    assert not result.adopted
    assert result.other_reading is None
    assert result.sentence == (
        "Quorum (CRPA R133-10): 7 present + 0 represented = 7 out of 15, 8 needed: not reached."
        " No valid vote can be taken: the text is not adopted."
    )


def test_a_second_convocation_votes_without_a_quorum():
    result = tally(
        room(3), roll_call("ffa"), CRPA, digest=TEXT, chair="m1", second_convocation=True
    )
    assert result.quorate
    assert result.adopted
    assert result.sentence == (
        "Second convocation: no quorum is required (CRPA R133-10)."
        " Vote (CRPA R133-11): for 2, against 1, abstentions 0;"
        " majority of the 3 present or represented: 2."
        " The text is adopted."
    )


def test_nobody_in_the_room_adopts_nothing_even_without_quorum():
    result = tally(room(0), [], CRPA, digest=TEXT, chair="m1", second_convocation=True)
    assert not result.adopted


def test_the_sentence_is_the_arithmetic_with_its_articles_and_the_other_reading_is_stated():
    result = verdict("fffffaaaaxxx")
    assert result.sentence == (
        "Quorum (CRPA R133-10): 12 present + 0 represented = 12 out of 15, 8 needed: reached."
        " Vote (CRPA R133-11): for 5, against 4, abstentions 3;"
        " majority of the 12 present or represented: 7."
        " The text is not adopted."
    )
    assert result.other_reading == (
        "Were abstentions left out of the base, the text would be adopted:"
        " 5 for out of 9 votes cast, majority 5."
    )


def test_the_same_count_under_votes_cast_states_the_literal_reading():
    result = verdict("fffffaaaaxxx", CAST)
    assert result.sentence.endswith(
        "Vote (CRPA R133-11): for 5, against 4, abstentions 3 (not counted);"
        " majority of the 9 votes cast: 5. The text is adopted."
    )
    assert result.other_reading == (
        "Did abstentions count in the base, the text would not be adopted:"
        " 5 for out of 12 present or represented, majority 7."
    )


def test_when_both_readings_agree_the_other_one_is_still_stated():
    assert "would not be adopted: 4 for out of 12" in verdict("ffffaaaaaaaa").other_reading
    assert "would be adopted: 8 for out of 12" in verdict("ffffffffaaaa", CAST).other_reading


@pytest.mark.parametrize(
    ("choices", "rules", "said"),
    [
        ("ffffffaaaaaa", CRPA, "the chair's casting vote is for (CRPA R133-11)."),
        ("aaaaaaffffff", CRPA, "the chair's casting vote is against (CRPA R133-11)."),
        ("ffffffaaaaaa", NO_CASTING, "no casting vote decides."),
        ("fffffaaaaaxx", CRPA, "a casting vote cannot make up for the abstentions."),
    ],
)
def test_a_tie_says_how_it_was_broken_or_why_it_was_not(choices, rules, said):
    assert said in verdict(choices, rules).sentence


def test_voices_without_a_ballot_are_named_and_counted():
    result = verdict("fffffffaaa--")
    assert result.silent == ("m11", "m12")
    assert "2 voices were not expressed." in result.sentence
    assert "1 voice was not expressed." in verdict("fffffffaaaa-").sentence


def test_recusals_are_said_with_their_article():
    assert verdict("ffffffffffff", recused=("m1", "m2")).sentence.startswith(
        "2 members are recused and count neither for the quorum nor for the vote (CRPA R133-12)."
    )
    assert verdict("ffffffffffff", recused=("m1",)).sentence.startswith("1 member is recused")


def test_a_ballot_on_another_text_is_void_and_named():
    ballots = [*roll_call("ffffff-aaaaa"), ballot("m7", "f", digest=OTHER_TEXT)]
    result = tally(room(12), ballots, CRPA, digest=TEXT, chair=None)
    assert not result.adopted
    assert [(entry.member, entry.fault) for entry in result.set_aside] == [("m7", Fault.OTHER_TEXT)]
    assert "The ballot of m7 is void" in result.set_aside[0].sentence
    assert result.silent == ("m7",)
    assert "m7" not in {entry.member for entry in result.counted}


def test_when_the_text_changes_every_ballot_cast_on_the_old_one_is_void():
    result = tally(room(12), roll_call("f" * 12), CRPA, digest=OTHER_TEXT, chair="m1")
    assert not result.adopted
    assert len(result.set_aside) == 12
    assert result.counted == ()


def test_a_ballot_on_no_text_counts_only_for_an_item_without_text():
    untied = [ballot(name, "f", digest=None) for name in names(12)]
    assert tally(room(12), untied, CRPA, digest=None, chair=None).adopted
    assert not tally(room(12), untied, CRPA, digest=TEXT, chair=None).adopted


def test_strangers_the_absent_and_the_recused_are_refused_and_named():
    ballots = [
        *roll_call("ffffffffaaaa"),
        ballot("guest", "a"),
        ballot("m15", "a"),
        ballot("m14", "a"),
    ]
    who = room(12, recused=("m12",), represented={"m14": "m12"})
    result = tally(who, ballots, CRPA, digest=TEXT, chair=None)
    assert {entry.member: entry.fault for entry in result.set_aside} == {
        "guest": Fault.NO_VOICE,
        "m15": Fault.NO_VOICE,
        "m14": Fault.NO_VOICE,
        "m12": Fault.RECUSED,
    }
    assert (result.count.votes_for, result.count.votes_against) == (8, 3)


def test_of_two_ballots_by_one_member_the_first_cast_counts_whatever_their_order():
    first, second = ballot("m1", "a", minute=1), ballot("m1", "f", minute=2)
    for ballots in ([first, second], [second, first]):
        result = tally(room(12), ballots, CRPA, digest=TEXT, chair=None)
        assert (result.count.votes_for, result.count.votes_against) == (0, 1)
        assert [entry.fault for entry in result.set_aside] == [Fault.DOUBLE]


def test_a_void_ballot_does_not_use_up_its_members_voice():
    ballots = [ballot("m1", "f", digest=OTHER_TEXT), ballot("m1", "f", minute=5)]
    result = tally(room(12), ballots, CRPA, digest=TEXT, chair=None)
    assert result.count.votes_for == 1


def test_totals_are_counted_like_a_roll_call():
    result = tally(room(12), [], CRPA, digest=TEXT, chair=None, totals=totals(7, 4, 1))
    assert result.adopted
    assert result.silent == ()
    assert (result.count.votes_for, result.count.abstentions) == (7, 1)
    assert not tally(room(12), [], CRPA, digest=TEXT, chair=None, totals=totals(6, 5, 1)).adopted


def test_with_totals_the_chairs_ballot_only_breaks_the_tie():
    tie = totals(6, 6, 0)
    chair = [ballot("m1", "f")]
    assert not tally(room(12), [], CRPA, digest=TEXT, chair="m1", totals=tie).adopted
    result = tally(room(12), chair, CRPA, digest=TEXT, chair="m1", totals=tie)
    assert result.adopted
    assert (result.count.votes_for, result.count.casting) == (6, "for")
    assert result.set_aside == ()


def test_with_totals_other_ballots_are_set_aside():
    ballots = [ballot("m1", "f"), ballot("m2", "f")]
    result = tally(room(12), ballots, CRPA, digest=TEXT, chair="m1", totals=totals(7, 5, 0))
    assert [(entry.member, entry.fault) for entry in result.set_aside] == [("m2", Fault.BY_TOTALS)]
    assert result.counted == ()


def test_totals_with_more_votes_than_voices_are_refused():
    with pytest.raises(RefusedError, match="13 votes for 12 voices"):
        tally(room(12), [], CRPA, digest=TEXT, chair=None, totals=totals(7, 5, 1))
    with pytest.raises(RefusedError, match="12 votes for 11 voices"):
        tally(room(12, recused=("m1",)), [], CRPA, digest=TEXT, chair=None, totals=totals(7, 5, 0))


def test_totals_that_leave_voices_out_say_so():
    result = tally(room(12), [], CRPA, digest=TEXT, chair=None, totals=totals(7, 3, 0))
    assert "2 voices were not expressed." in result.sentence


@pytest.mark.parametrize(
    ("profile", "article"),
    [
        ("crpa", "CRPA R133-11"),
        ("ccne", "rules of the committee"),
        ("hcsp", "rules of the HCSP"),
        ("free", "rules of the committee"),
    ],
)
def test_each_profile_names_its_own_source(profile, article):
    result = verdict("ffffffffaaaa", PROFILES[profile])
    assert f"Vote ({article})" in result.sentence
    assert articles(profile).majority == article


@pytest.mark.parametrize(
    ("profile", "choices", "adopted"),
    [
        ("crpa", "fffffaaaaxxx", False),
        ("ccne", "fffffaaaaxxx", False),
        ("hcsp", "fffffaaaaxxx", True),
        ("free", "fffffaaaaxxx", True),
        ("crpa", "ffffffaaaaaa", True),
        ("ccne", "ffffffaaaaaa", True),
        ("hcsp", "fffffaaaaaxx", True),
        ("free", "ffffffaaaaaa", False),
    ],
)
def test_each_profile_against_hand_checked_cases(profile, choices, adopted):
    assert verdict(choices, PROFILES[profile]).adopted is adopted


@pytest.mark.parametrize("choices", ["fff", "afa", "x"])
@pytest.mark.parametrize("rules", [CRPA, CAST])
def test_nothing_is_adopted_on_mere_information(choices, rules):
    who = room(present=len(choices))
    told = tally(who, roll_call(choices), rules, digest=None, chair="m1", on_text=False)
    alike = tally(who, roll_call(choices), rules, digest=None, chair="m1")
    assert (told.count, told.adopted) == (alike.count, alike.adopted)
    for said in (told.sentence, told.other_reading or ""):
        assert not {"adopted", "text"} & set(said.replace(".", " ").split())
    assert "adopted" in alike.sentence
