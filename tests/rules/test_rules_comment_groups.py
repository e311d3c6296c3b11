"""Comments that say the same are found, with the why; a chain of different things is not."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from comens_tui.model.consultation import ConsultationComment
from comens_tui.rules.comment_groups import ALIKE, likely_groups, why

DELAY = "Le délai de conservation du motif paraît trop court pour les établissements de soins."
PROOF = "Les éditeurs de petite taille ne peuvent produire cette preuve avant une année."


def comment(number, text, clause="ETH.1", **changes):
    values = {
        "consultation": "C-2026-001",
        "number": number,
        "author": f"CTB-{number:03}",
        "college": "users",
        "received": date(2026, 2, 1),
        "text": text,
        "clause": clause,
    }
    return ConsultationComment(**values | changes)


def test_comments_on_one_clause_that_share_most_words_are_a_group():
    found = likely_groups(
        [
            comment(1, DELAY),
            comment(2, PROOF),
            comment(3, f"{DELAY} Merci de le revoir."),
            comment(4, DELAY, "ETH.2"),
            comment(5, f"Bonjour. {DELAY}"),
        ]
    )
    assert [group.numbers for group in found] == [(1, 3, 5)]
    assert found[0].members[0].share > 100 * ALIKE


def test_the_reason_says_the_clause_the_words_and_the_change():
    change = "Écrire « deux ans »."
    (group,) = likely_groups(
        [comment(1, DELAY, proposed_change=change), comment(2, DELAY, proposed_change=change)]
    )
    told = why(group.members[0], group.clause)
    assert told.startswith("same clause ETH.1; 100 % alike, ")
    assert "conservation" in told
    assert told.endswith("; same change asked for")
    assert why(group.members[0], "").startswith("no clause; ")


def test_what_a_person_grouped_is_left_alone_and_others_may_join_it():
    (group,) = likely_groups(
        [comment(1, DELAY, group=1), comment(2, DELAY, group=1), comment(3, DELAY)]
    )
    assert group.numbers == (1, 3)


def test_one_word_or_two_in_common_prove_nothing():
    assert likely_groups([comment(1, "Oui."), comment(2, "Oui.")]) == ()
    assert likely_groups([comment(1, DELAY), comment(2, "Délai trop long.")]) == ()


def test_the_largest_group_comes_first():
    texts = [PROOF, PROOF, DELAY, DELAY, DELAY]
    found = likely_groups([comment(number, text) for number, text in enumerate(texts, 1)])
    assert [group.leader for group in found] == [3, 1]


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(DELAY.split()), min_size=2, max_size=12),
            st.sampled_from(["ETH.1", "ETH.2", None]),
        ),
        max_size=12,
    ),
    st.randoms(),
)
def test_each_comment_is_in_one_group_at_most_in_any_order(drawn, random):
    comments = [comment(n, " ".join(words), clause) for n, (words, clause) in enumerate(drawn, 1)]
    found = likely_groups(comments)
    numbers = [number for group in found for number in group.numbers]
    assert len(numbers) == len(set(numbers))
    clauses = {item.number: item.clause for item in comments}
    for group in found:
        assert len({clauses[number] for number in group.numbers}) == 1
        assert all(item.share >= 100 * ALIKE - 0.5 for item in group.members)
    shuffled = comments[:]
    random.shuffle(shuffled)
    assert likely_groups(shuffled) == found
