from itertools import pairwise

import diff_match_patch
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comens_tui.text import alignment
from comens_tui.text.alignment import equal_runs, increasing, matches

sequences = st.lists(st.integers(0, 6), max_size=30)


def reference(old, new):
    """The length of a longest common subsequence, by diff-match-patch."""
    engine = diff_match_patch.diff_match_patch()
    engine.Diff_Timeout = 0
    one, other = ("".join(chr(65 + item) for item in side) for side in (old, new))
    return sum(
        len(text) for sign, text in engine.diff_main(one, other, checklines=False) if not sign
    )


def is_growing(pairs):
    return all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(pairs))


@settings(max_examples=300, deadline=None)
@given(sequences, sequences)
def test_pairs_are_a_longest_common_subsequence(old, new):
    pairs = matches(old, new)
    assert is_growing(pairs)
    assert all(old[one] == new[other] for one, other in pairs)
    assert len(pairs) == reference(old, new)


@settings(max_examples=150, deadline=None)
@given(sequences, sequences)
def test_a_bounded_comparison_is_still_a_common_subsequence(old, new):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "CELLS", 4)
        patch.setattr(alignment, "WINDOW", 2)
        pairs = matches(old, new)
    assert is_growing(pairs)
    assert all(old[one] == new[other] for one, other in pairs)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([0, 1] * 20_000, [1, 0, 2] * 13_000),
        ([0] * 40_000, [1] * 40_000),
        (list(range(40_000)), list(range(40_000, 0, -1))),
        ([at % 7 for at in range(30_000)], [at % 5 for at in range(30_000)]),
    ],
)
def test_no_comparison_is_larger_than_the_bound(old, new, monkeypatch):
    sizes = []

    def compared(one, other):
        sizes.append(len(one) * len(other))
        return []

    monkeypatch.setattr(alignment, "_longest", compared)
    matches(old, new)
    assert max(sizes, default=0) <= alignment.CELLS


@given(st.lists(st.integers(0, 3), max_size=12), st.lists(st.integers(0, 3), max_size=12))
def test_runs_are_the_pairs_joined_as_far_as_they_go(old, new):
    runs = equal_runs(old, new)
    for run in runs:
        assert run.length > 0
        assert old[run.start :][: run.length] == new[run.first :][: run.length]
    for one, two in pairwise(runs):
        ends = one.start + one.length, one.first + one.length
        assert ends != (two.start, two.first)
        assert ends[0] <= two.start
        assert ends[1] <= two.first


@given(st.lists(st.integers(0, 9), max_size=12))
def test_the_longest_increasing_subsequence_is_found(values):
    chain = [values[at] for at in increasing(values)]
    assert all(one < two for one, two in pairwise(chain))
    best = 0
    lengths = []
    for place, value in enumerate(values):
        lengths.append(
            1 + max((lengths[at] for at in range(place) if values[at] < value), default=0)
        )
        best = max(best, lengths[-1])
    assert len(chain) == best
