"""The three-way merge of plain values: nothing that one side alone changed is ever lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comens_tui.rules.record_merge import Clash, merge_values

scalars = st.none() | st.booleans() | st.integers(-3, 3) | st.text("ab", max_size=2)
people = st.sampled_from(["anne", "bruno", "claire", "samir"])
lines = st.lists(
    st.fixed_dictionaries({"member": people, "mode": st.sampled_from(["present", "absent"])}),
    max_size=4,
)
words = st.lists(st.sampled_from("abcdef"), max_size=4, unique=True)
records = st.fixed_dictionaries(
    {},
    optional={
        "title": scalars,
        "state": scalars,
        "attendance": lines,
        "answers": words,
        "notice": st.dictionaries(st.sampled_from("xyz"), scalars, max_size=3),
    },
)


@given(records, records)
def test_without_a_change_on_one_side_it_is_the_other(base, other):
    assert merge_values(base, base, other) == (other, ())
    assert merge_values(base, other, base) == (other, ())
    assert merge_values(base, other, other) == (other, ())


@given(records, records, records)
def test_both_sides_name_the_same_clashes(base, ours, shared):
    one, two = merge_values(base, ours, shared), merge_values(base, shared, ours)
    assert {clash.path for clash in one.clashes} == {clash.path for clash in two.clashes}


@given(records, records, records)
def test_what_clashes_is_as_the_shared_side_has_it_and_both_are_told(base, ours, shared):
    for clash in merge_values(base, ours, shared).clashes:
        assert clash.ours != clash.shared or type(clash.ours) is not type(clash.shared)


@given(
    st.dictionaries(st.sampled_from("abcdef"), scalars, min_size=6, max_size=6),
    st.dictionaries(st.sampled_from("abc"), scalars),
    st.dictionaries(st.sampled_from("def"), scalars),
)
def test_changes_apart_are_joined_whatever_their_order(base, one, two):
    ours, shared = base | one, base | two
    merged = merge_values(base, ours, shared)
    assert merged == (base | one | two, ())
    assert merge_values(base, shared, ours) == merged


@given(lines)
def test_lines_of_other_members_are_joined(base):
    ours = [*base, {"member": "ours", "mode": "present"}]
    shared = [*base, {"member": "theirs", "mode": "absent"}]
    merged = merge_values({"attendance": base}, {"attendance": ours}, {"attendance": shared})
    assert merged.clashes == ()
    members = [line["member"] for line in merged.value["attendance"]]
    assert members == [*(line["member"] for line in base), "theirs", "ours"]


def item(number, **changes):
    return {"number": number, "title": "T", "state": "pending", **changes}


BASE = {"agenda": [item(1), item(2)], "place": "Paris", "title": "Meeting"}


@pytest.mark.parametrize(
    ("ours", "shared", "expected"),
    [
        ([item(1), item(2), item(3)], [item(1, state="open"), item(2)],
         [item(1, state="open"), item(2), item(3)]),
        ([item(1, title="O"), item(2)], [item(1, state="open"), item(2)],
         [item(1, title="O", state="open"), item(2)]),
        ([item(2)], [item(1), item(2, state="open")], [item(2, state="open")]),
        ([item(2), item(1)], [item(1), item(2), item(3)], [item(2), item(1), item(3)]),
        ([item(1), item(2), item(4)], [item(1), item(2), item(3)],
         [item(1), item(2), item(3), item(4)]),
        ([item(0), item(1), item(2)], [item(1), item(2), item(3)],
         [item(0), item(1), item(2), item(3)]),
    ],
)  # fmt: skip
def test_an_agenda_is_joined_by_its_numbers(ours, shared, expected):
    merged = merge_values(BASE, BASE | {"agenda": ours}, BASE | {"agenda": shared})
    assert merged.clashes == ()
    assert sorted(merged.value["agenda"], key=lambda one: one["number"]) == sorted(
        expected, key=lambda one: one["number"]
    )


def test_one_field_changed_by_both_is_told_with_the_way_to_it():
    ours = BASE | {"agenda": [item(1, state="withdrawn"), item(2)], "place": "Lyon"}
    shared = BASE | {"agenda": [item(1, state="open"), item(2)]}
    merged = merge_values(BASE, ours, shared)
    assert merged.clashes == (Clash(("agenda", "1", "state"), "withdrawn", "open"),)
    assert merged.value["place"] == "Lyon"
    assert merged.value["agenda"][0]["state"] == "open"


def test_removed_here_and_changed_there_is_a_clash():
    merged = merge_values(
        BASE, BASE | {"agenda": [item(2)]}, BASE | {"agenda": [item(1, state="open"), item(2)]}
    )
    (clash,) = merged.clashes
    assert clash.path == ("agenda", "1")
    assert [one["state"] for one in merged.value["agenda"]] == ["open", "pending"]


def test_a_member_who_came_back_has_two_lines():
    first = {"member": "anne", "mode": "present", "left": None}
    gone, back = first | {"left": "15:00"}, {"member": "anne", "mode": "video", "left": None}
    merged = merge_values(
        {"attendance": [first]},
        {"attendance": [gone, back]},
        {"attendance": [first, {"member": "bruno", "mode": "present", "left": None}]},
    )
    assert merged.clashes == ()
    assert [line["member"] for line in merged.value["attendance"]] == ["anne", "bruno", "anne"]


def test_words_are_a_set_that_keeps_its_order():
    merged = merge_values(
        {"answers": ["a", "b"]}, {"answers": ["b", "c"]}, {"answers": ["a", "b", "d"]}
    )
    assert merged == ({"answers": ["b", "d", "c"]}, ())


def test_an_agenda_put_in_two_orders_is_a_clash_and_the_shared_order_stands():
    agenda = [item(1), item(2), item(3)]
    one, other = [agenda[2], *agenda[:2]], [agenda[1], agenda[0], agenda[2]]
    merged = merge_values({"agenda": agenda}, {"agenda": one}, {"agenda": other})
    assert merged.clashes == (Clash(("agenda",), ["3", "1", "2"], ["2", "1", "3"]),)
    assert [entry["number"] for entry in merged.value["agenda"]] == [2, 1, 3]
    assert merge_values({"agenda": agenda}, {"agenda": one}, {"agenda": one}).clashes == ()


def test_an_arrival_that_both_noted_is_one_at_the_moment_that_was_shared():
    away = {"member": "anne", "mode": "absent", "arrived": None}
    ours, shared = (away | {"mode": "present", "arrived": moment} for moment in ("14:02", "14:01"))
    merged = merge_values({"attendance": [away]}, {"attendance": [ours]}, {"attendance": [shared]})
    assert merged == ({"attendance": [shared]}, ())
    here = {"attendance": [shared]}
    moved = merge_values(here, {"attendance": [ours]}, {"attendance": [shared | {"arrived": "15"}]})
    assert [clash.path for clash in moved.clashes] == [("attendance", "anne", "arrived")]


def pause(began, ended=None, reason="Pause"):
    return {"began": began, "ended": ended, "reason": reason}


@pytest.mark.parametrize(
    ("base", "ours", "shared", "expected", "clashes"),
    [
        ([], [pause("15:01")], [pause("15:00")], [pause("15:00")], []),
        ([pause("15:00")], [pause("15:00", "15:11")], [pause("15:00", "15:10")],
         [pause("15:00", "15:10")], []),
        ([], [pause("15:01", None, "Repas")], [pause("15:00")], [pause("15:00")], ["reason"]),
        ([], [pause("16:00")], [pause("15:00", "15:10")], [pause("15:00", "15:10")], ["ended"]),
    ],
)  # fmt: skip
def test_a_suspension_that_both_noted_is_one(base, ours, shared, expected, clashes):
    merged = merge_values({"suspensions": base}, {"suspensions": ours}, {"suspensions": shared})
    assert merged.value["suspensions"] == expected
    assert [clash.path for clash in merged.clashes] == [
        ("suspensions", "1", name) for name in clashes
    ]


def test_one_line_that_both_added_clashes_in_its_fields_only():
    line = {"item": 1, "member": "anne", "reason": "Autrice"}
    merged = merge_values(
        {"recusals": []}, {"recusals": [line | {"reason": "Lien"}]}, {"recusals": [line]}
    )
    assert merged.clashes == (Clash(("recusals", "1 anne", "reason"), "Lien", "Autrice"),)
