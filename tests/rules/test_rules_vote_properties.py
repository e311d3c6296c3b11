"""What holds for every committee, room and ballot box."""

from hypothesis import given, settings
from hypothesis import strategies as st

from comens_tui.model.committee import VotingRules
from comens_tui.model.words import Choice
from comens_tui.rules.votes import Electorate, quorum, tally
from tests.rules.voting import OTHER_TEXT, TEXT, ballot, names, totals

EVERYONE = (*names(9), "guest")
people = st.frozensets(st.sampled_from(EVERYONE))
rooms = st.builds(
    lambda size, present, proxies, recused: Electorate(
        names(size), present, dict(proxies), recused
    ),
    size=st.integers(1, 9),
    present=people,
    proxies=st.lists(st.tuples(st.sampled_from(EVERYONE), st.sampled_from(EVERYONE))),
    recused=people,
)
rule_sets = st.builds(
    VotingRules,
    quorum_numerator=st.integers(0, 2),
    quorum_denominator=st.integers(1, 3),
    proxies_count_for_quorum=st.booleans(),
    majority_base=st.sampled_from(["present_represented", "cast"]),
    casting_vote=st.booleans(),
)
boxes = st.lists(
    st.builds(
        ballot,
        st.sampled_from(EVERYONE),
        st.sampled_from(Choice),
        digest=st.sampled_from([TEXT, TEXT, TEXT, OTHER_TEXT, None]),
        minute=st.integers(0, 3),
    ),
    max_size=14,
)
chairs = st.sampled_from((None, *EVERYONE))
many = settings(max_examples=150, deadline=None)


@many
@given(
    rooms,
    rule_sets,
    boxes,
    chairs,
    st.builds(ballot, st.sampled_from(EVERYONE), st.just("f"), minute=st.integers(0, 4)),
)
def test_one_more_ballot_for_never_makes_a_text_fall(who, rules, box, chair, one_more):
    before = tally(who, box, rules, digest=TEXT, chair=chair)
    after = tally(who, [*box, one_more], rules, digest=TEXT, chair=chair)
    assert after.adopted >= before.adopted


@many
@given(rooms, rule_sets, boxes, chairs)
def test_what_the_recused_and_their_proxies_say_changes_nothing(who, rules, box, chair):
    def held_by_recused(member):
        return who.represented.get(member) in who.recused and member not in who.present

    heard = [
        entry
        for entry in box
        if entry.member not in who.recused and not held_by_recused(entry.member)
    ]
    all_said = tally(who, box, rules, digest=TEXT, chair=chair)
    without = tally(who, heard, rules, digest=TEXT, chair=chair)
    assert (all_said.count, all_said.adopted) == (without.count, without.adopted)


@many
@given(rooms, rule_sets, people)
def test_recusing_somebody_never_makes_a_quorum(who, rules, more):
    before = quorum(who, rules, second_convocation=False)
    after = quorum(who._replace(recused=who.recused | more), rules, second_convocation=False)
    assert after[1] <= before[1]
    assert after[2] == before[2]


@many
@given(rooms, rule_sets, boxes, chairs, st.randoms(use_true_random=False))
def test_the_order_of_the_ballots_does_not_matter(who, rules, box, chair, random):
    shuffled = random.sample(box, len(box))
    one = tally(who, box, rules, digest=TEXT, chair=chair)
    other = tally(who, shuffled, rules, digest=TEXT, chair=chair)
    assert (one.adopted, one.count, one.sentence) == (other.adopted, other.count, other.sentence)


@many
@given(rooms, rule_sets, boxes, chairs)
def test_every_ballot_is_counted_once_or_set_aside_and_named(who, rules, box, chair):
    result = tally(who, box, rules, digest=TEXT, chair=chair)
    assert len(result.counted) + len(result.set_aside) == len(box)
    assert len({entry.member for entry in result.counted}) == len(result.counted)
    count = result.count
    assert count.votes_for + count.votes_against + count.abstentions == len(result.counted)
    assert len(result.counted) + len(result.silent) == count.present + count.represented
    assert all(entry.digest == TEXT for entry in result.counted)


@many
@given(rooms, rule_sets, boxes, chairs)
def test_what_is_adopted_had_a_quorum_and_somebody_for_it(who, rules, box, chair):
    result = tally(who, box, rules, digest=TEXT, chair=chair)
    if result.adopted:
        assert result.quorate
        assert result.count.votes_for >= max(1, result.count.votes_against)
        assert result.sentence.endswith("The text is adopted.")
    else:
        assert result.sentence.endswith("not adopted.")


@many
@given(rooms, rule_sets, boxes)
def test_totals_give_the_verdict_of_the_roll_call_they_sum_up(who, rules, box):
    by_name = tally(who, box, rules, digest=TEXT, chair=None)
    count = by_name.count
    sums = totals(count.votes_for, count.votes_against, count.abstentions)
    by_sum = tally(who, [], rules, digest=TEXT, chair=None, totals=sums)
    assert (by_sum.adopted, by_sum.count) == (by_name.adopted, count)
