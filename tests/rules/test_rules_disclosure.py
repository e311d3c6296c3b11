"""No reader of a published table can work out a small count: tried by trying every table."""

from functools import lru_cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comens_tui.rules.disclosure import LEAST, published, with_totals

#: No count of the tables that are tried goes over this one.
HIGHEST = 9


@lru_cache(maxsize=16)
def every_table(rows, columns):
    """All tables of these dimensions, with their totals."""
    counts = product(range(HIGHEST + 3), repeat=rows * columns)
    return [
        with_totals([found[row * columns : (row + 1) * columns] for row in range(rows)])
        for found in counts
    ]


def agrees(table, shown):
    """Whether a reader who knows that no hidden count is nothing could hold it for the true one."""
    return all(
        (count > 0) if seen is None else count == seen
        for counts, seens in zip(table, shown, strict=True)
        for count, seen in zip(counts, seens, strict=True)
    )


def check_nothing_is_given_away(cells):
    shown, full = published(cells), with_totals(cells)
    possible = [table for table in every_table(len(cells), len(cells[0])) if agrees(table, shown)]
    assert full in possible
    for row, counts in enumerate(full):
        for column, count in enumerate(counts):
            if 0 < count < LEAST:
                assert shown[row][column] is None
                assert len({table[row][column] for table in possible}) > 1, (cells, shown)
            else:
                assert shown[row][column] in (None, count)


shapes = st.sampled_from([(1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2)])
tables = shapes.flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, HIGHEST), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


@given(tables)
def test_no_small_count_can_be_worked_out(cells):
    check_nothing_is_given_away(cells)


@pytest.mark.parametrize(
    "cells",
    [
        [[1, 9], [9, 9]],
        [[4, 4], [4, 4]],
        [[1, 1], [1, 1]],
        [[3, 0], [0, 0]],
        [[1, 2], [2, 1]],
        [[0, 1], [1, 0]],
        [[7, 7], [1, 0]],
        [[1, 1, 1]],
    ],
)
def test_the_tables_that_are_hard_to_keep(cells):
    check_nothing_is_given_away(cells)


def test_a_table_of_large_counts_is_shown_whole():
    cells = [[5, 8], [0, 12]]
    assert published(cells) == ((5, 8, 13), (0, 12, 12), (5, 20, 25))


def test_one_small_count_takes_a_rectangle_with_it():
    shown = published([[3, 20, 30], [10, 40, 50], [60, 70, 80]])
    assert shown[0][0] is None
    assert sum(row.count(None) for row in shown) == 4
    assert shown[3][3] == 363


def test_nothing_counted_is_nothing_hidden():
    assert published([]) == ((0,),)
    assert published([[0, 0]]) == ((0, 0, 0), (0, 0, 0))


@given(
    st.lists(st.lists(st.integers(0, 40), min_size=4, max_size=4), min_size=1, max_size=12),
)
def test_every_small_count_of_a_large_table_is_hidden(cells):
    shown = published(cells)
    for counts, seens in zip(with_totals(cells), shown, strict=True):
        for count, seen in zip(counts, seens, strict=True):
            assert seen in (None, count)
            assert not (seen and seen < LEAST)
    # A line with one hidden cell gives it away by subtraction.
    lines = [*shown, *zip(*shown, strict=True)]
    assert all(sum(seen is None for seen in line) != 1 for line in lines)
