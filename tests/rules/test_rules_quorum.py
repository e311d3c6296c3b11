"""Who takes part in an item, and whether there is a quorum."""

from datetime import date

import pytest

from comens_tui.model.committee import VotingRules
from comens_tui.rules.profiles import PROFILES
from comens_tui.rules.votes import electorate, quorum, quorum_was_reached, tally
from tests.rules.voting import (
    CRPA,
    TEXT,
    committee,
    meeting,
    member,
    names,
    roll_call,
    room,
    seat,
)

FIVE = committee(*(member(name) for name in names(5)))


@pytest.mark.parametrize(
    ("present", "composition", "reached", "needed"),
    [
        (8, 15, True, 8),
        (7, 15, False, 8),
        (6, 12, True, 6),
        (5, 12, False, 6),
        (1, 1, True, 1),
        (0, 1, False, 1),
    ],
)
def test_half_of_the_composition_is_a_quorum(present, composition, reached, needed):
    who = room(present, composition=composition)
    assert quorum(who, CRPA, second_convocation=False) == (reached, present, needed)


def test_a_recusal_breaks_the_quorum_for_its_item_and_the_composition_stays_whole():
    whole, broken = room(8), room(8, recused=("m1",))
    assert quorum(whole, CRPA, second_convocation=False) == (True, 8, 8)
    assert quorum(broken, CRPA, second_convocation=False) == (False, 7, 8)
    result = tally(broken, roll_call("ffffffff"), CRPA, digest=TEXT, chair="m2")
    assert not result.adopted
    assert (result.count.composition, result.count.present, result.count.recused) == (15, 7, 1)


def test_an_absent_member_recused_changes_no_number_of_the_room():
    who = room(8, recused=("m15",))
    assert quorum(who, CRPA, second_convocation=False) == (True, 8, 8)


def test_proxies_count_for_the_quorum_unless_the_rules_say_otherwise():
    who = room(6, represented={"m7": "m1", "m8": "m2"})
    assert quorum(who, CRPA, second_convocation=False) == (True, 8, 8)
    assert quorum(who, PROFILES["ccne"], second_convocation=False) == (False, 6, 8)
    result = tally(who, [], PROFILES["ccne"], digest=TEXT, chair=None)
    assert "6 present out of 15, 8 needed: not reached." in result.sentence
    result = tally(room(8), roll_call("f" * 8), PROFILES["ccne"], digest=TEXT, chair=None)
    assert "Quorum (CSP R1412-8): 8 present out of 15, 8 needed: reached." in result.sentence


def test_other_shares_round_up():
    two_thirds = VotingRules(quorum_numerator=2, quorum_denominator=3)
    assert quorum(room(10), two_thirds, second_convocation=False) == (True, 10, 10)
    assert quorum(room(7, composition=11), two_thirds, second_convocation=False)[2] == 8
    none = VotingRules(quorum_numerator=0)
    assert quorum(room(0), none, second_convocation=False) == (True, 0, 0)


def test_a_second_convocation_needs_none():
    assert quorum(room(1), CRPA, second_convocation=True) == (True, 1, 0)


def test_proxies_given_or_held_by_the_recused_do_not_count():
    proxies = {"m9": "m1", "m10": "m2"}
    who = room(8, represented=proxies, recused=("m9",))
    assert who.voices() == frozenset(names(8)) | {"m10"}
    who = room(8, represented=proxies, recused=("m1",))
    assert who.voices() == frozenset(names(8)) - {"m1"} | {"m10"}


def test_proxies_of_the_present_to_the_absent_or_from_strangers_do_not_count():
    who = room(8, represented={"m1": "m2", "m9": "m10", "guest": "m3"})
    assert who.proxy_voices() == frozenset()


def test_the_electorate_is_read_from_the_attendance():
    who = electorate(
        meeting(
            attendance=[
                seat("m1"),
                seat("m2", "video"),
                seat("m3", "absent"),
                seat("m4", "excused"),
                seat("guest"),
            ],
            proxies=[("m3", "m1")],
            recusals=[(1, "m2"), (1, "guest"), (2, "m1")],
        ),
        FIVE,
        1,
    )
    assert who.composition == names(5)
    assert who.present == {"m1", "m2"}
    assert who.represented == {"m3": "m1"}
    assert who.recused == {"m2"}
    assert who.voices() == {"m1", "m3"}


def test_an_item_that_is_not_on_the_agenda_has_the_room_as_it_stands():
    assert electorate(meeting(attendance=[seat("m1")]), FIVE, 7).present == {"m1"}


def test_members_without_a_voice_or_whose_mandate_ended_do_not_compose_the_committee():
    body = committee(
        member("m1"), member("m2", voting=False), member("m3", end=date(2026, 4, 9)), member("m4")
    )
    held = meeting(attendance=[seat("m1"), seat("m2"), seat("m3")], proxies=[("m3", "m1")])
    who = electorate(held, body, 1)
    assert who.composition == ("m1", "m4")
    assert who.present == {"m1"}
    assert who.represented == {}


def test_each_member_holds_one_proxy_at_most_in_the_order_recorded():
    held = meeting(attendance=[seat("m1"), seat("m2")], proxies=[("m3", "m1"), ("m4", "m1")])
    assert electorate(held, FIVE, 1).represented == {"m3": "m1"}
    two = VotingRules(proxies_held_max=2)
    assert electorate(held, FIVE, 1, rules=two).represented == {"m3": "m1", "m4": "m1"}
    assert electorate(held, FIVE, 1, rules=PROFILES["ccne"]).represented == {}


def test_a_proxy_given_twice_goes_to_its_first_holder():
    held = meeting(attendance=[seat("m1"), seat("m2")], proxies=[("m3", "m1"), ("m3", "m2")])
    assert electorate(held, FIVE, 1).represented == {"m3": "m1"}


def test_a_proxy_of_a_present_member_takes_no_holders_place():
    held = meeting(attendance=[seat("m1"), seat("m2")], proxies=[("m2", "m1"), ("m3", "m1")])
    assert electorate(held, FIVE, 1).represented == {"m3": "m1"}


@pytest.mark.parametrize(
    ("kind", "origin", "crpa", "free"),
    [
        # Why: R133-3 names who may sit for whom; where nobody wrote it, the bureau is believed.
        ("ex_officio", "service", True, True),
        ("ex_officio", "assembly", False, True),
        ("ex_officio", "elsewhere", False, True),
        ("ex_officio", None, True, True),
        ("elected", "assembly", True, True),
        ("elected", "service", False, True),
        ("elected", "elsewhere", False, True),
        ("elected", None, True, True),
        # Chosen for what they know: nobody sits for them.
        ("qualified", "service", False, False),
        ("qualified", "assembly", False, False),
        ("qualified", "elsewhere", False, False),
        ("qualified", None, False, False),
    ],
)
def test_a_substitute_counts_where_the_rules_let_one_of_that_origin_sit(kind, origin, crpa, free):
    body = committee(member("m1", kind=kind))
    held = meeting(attendance=[seat("m1", substitute="Mme Roy", origin=origin)])
    for profile, sits in {"crpa": crpa, "ccne": crpa, "hcsp": crpa, "free": free}.items():
        who = electorate(held, body, 1, rules=PROFILES[profile])
        assert (who.present == {"m1"}) is sits, profile


@pytest.mark.parametrize(
    ("arrived", "left", "closed", "counted"),
    [
        (None, None, None, True),
        (5, None, None, True),
        (5, 20, None, False),
        (None, 20, None, False),
        (5, None, 10, True),
        (15, None, 10, False),
        (5, 20, 10, True),
        (5, 8, 10, False),
        (None, 10, 10, True),
    ],
)
def test_arrivals_and_departures_are_judged_when_the_item_closes(arrived, left, closed, counted):
    held = meeting(attendance=[seat("m1", arrived=arrived, left=left)], closed=closed)
    assert ("m1" in electorate(held, FIVE, 1).present) is counted


def test_a_member_who_left_and_came_back_is_present_again():
    held = meeting(attendance=[seat("m1", arrived=0, left=10), seat("m1", arrived=30)], closed=40)
    assert electorate(held, FIVE, 1).present == {"m1"}


def test_a_holder_who_leaves_takes_the_proxy_away():
    held = meeting(attendance=[seat("m1", left=10), seat("m2")], proxies=[("m3", "m1")])
    assert electorate(held, FIVE, 1).represented == {}


def test_the_quorum_can_be_lost_in_the_middle_of_a_meeting():
    lines = [seat("m1"), seat("m2"), seat("m3", left=10)]
    before = electorate(meeting(attendance=lines, closed=5), FIVE, 1)
    after = electorate(meeting(attendance=lines, closed=15), FIVE, 1)
    assert quorum(before, CRPA, second_convocation=False)[0]
    assert not quorum(after, CRPA, second_convocation=False)[0]


def test_the_recused_leave_the_composition_where_the_rules_say_so():
    less = VotingRules(recused_leave_composition=True)
    broken = room(8, recused=("m1", "m2"))
    assert quorum(broken, CRPA, second_convocation=False) == (False, 6, 8)
    # Six of thirteen are less than half, six of twelve are half.
    assert quorum(broken, less, second_convocation=False) == (False, 6, 7)
    broken = room(8, recused=("m1", "m2", "m15"))
    assert quorum(broken, less, second_convocation=False) == (True, 6, 6)
    result = tally(broken, roll_call("ffffffff"), less, digest=TEXT, chair="m3")
    assert result.adopted
    assert result.sentence.startswith(
        "3 members are recused and leave the composition for this item (CRPA R133-12)."
        " Quorum (CRPA R133-10): 6 present + 0 represented = 6 out of 12, 6 needed: reached."
    )
    assert result.count.composition == 15


def test_a_mandate_held_by_the_recused_is_lost_and_said():
    who = room(8, represented={"m9": "m1", "m10": "m2"}, recused=("m1",))
    assert who.silenced() == {"m9"}
    result = tally(who, roll_call("ffffffff"), CRPA, digest=TEXT, chair=None)
    assert (
        "1 mandate is lost on this item: its holder is recused (CRPA R133-12)." in result.sentence
    )
    assert "7 present + 1 represented = 8 out of 15" in result.sentence


def test_a_mandate_whose_holder_left_is_without_effect_and_said():
    held = meeting(
        attendance=[seat("m1", left=10), seat("m2"), seat("m4")], proxies=[("m3", "m1")], closed=20
    )
    who = electorate(held, FIVE, 1)
    assert (who.represented, who.unheld) == ({}, {"m3"})
    result = tally(who, roll_call("-f-f-"), CRPA, digest=TEXT, chair=None)
    assert "1 mandate is without effect: its holder is not there (CRPA R133-9)." in result.sentence
    # Two of five are less than half; with the mandate they had been three.
    assert not result.quorate


@pytest.mark.parametrize(
    ("seats", "proxies", "reached"),
    [
        ((), (), False),
        ((seat("m1", arrived=0), seat("m2", arrived=1)), (), False),
        ((seat("m1", arrived=0), seat("m2", arrived=1), seat("m3", arrived=2)), (), True),
        # Three came, and never were three there at once.
        ((seat("m1", arrived=0, left=1), seat("m2", arrived=0), seat("m3", arrived=2)), (), False),
        (
            (seat("m1", arrived=0, left=5), seat("m2", arrived=0), seat("m3", arrived=2, left=4)),
            (),
            True,
        ),
        ((seat("m1", arrived=0), seat("m2", arrived=0), seat("m3", "absent")), ("m3", "m1"), True),
    ],
)
def test_a_quorum_is_lost_only_where_it_was_reached(seats, proxies, reached):
    given = (proxies,) if proxies else ()
    sitting = meeting(attendance=seats, proxies=given)
    assert quorum_was_reached(sitting, FIVE) is reached
