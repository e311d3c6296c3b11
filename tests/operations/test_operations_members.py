"""The committee file, changed by acts: seats, mandates, groups and colleges."""

from datetime import date

import pytest

from comens_tui.errors import ComensError, RefusedError
from comens_tui.model.words import Role
from comens_tui.operations.members import add_member, end_mandate, set_college, set_group
from tests.operations.support import ANNE, CHAIR, SECRETARY, unchanged, witness

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGZha2VrZXlmYWtla2V5ZmFrZWtleWZha2VrZXlm zoe@laptop"


def _add(room, **given):
    values = {"name": "Zoé  Vidal", "email": "zoe@example.org", "college": "users", **given}
    return add_member(room.desk(), **values)


def _committee(room):
    return room.snapshot().committee


def test_somebody_is_seated_from_today_and_may_act(room):
    set_college(room.desk(), "users", "Usagers et proches")
    set_group(room.desk(), "GT9", name="Essai", capacity=30)
    before = room.text("decisions/committee.yaml")
    receipt = _add(room, roles=(Role.EXPERT,), working_groups=("GT9",), key=KEY)
    member = _committee(room).member("zoe-vidal")
    assert member is not None
    assert (member.name, member.mandate.start) == ("Zoé Vidal", room.now.date())
    assert member.keys == (" ".join(KEY.split()[:2]),)
    assert witness(room, receipt)["Comens-Operation"] == ["member.edit"]
    # What a person wrote in the file stays as it was.
    after = room.text("decisions/committee.yaml").splitlines()
    assert [line for line in before.splitlines() if line not in after] == []
    assert room.desk("zoe-vidal").member().id == "zoe-vidal"


def test_a_group_is_changed_by_what_is_given(room):
    set_group(room.desk(), "GT9", name="Essai", capacity=30)
    set_group(room.desk(), "GT9", lead=ANNE)
    group = _committee(room).working_groups[-1]
    assert (group.name, group.lead, group.capacity) == ("Essai", ANNE, 30)


@pytest.mark.parametrize(
    "given",
    [
        {"name": "Anne Petit"},
        {"email": "ANNE@example.org"},
        {"email": "zoe"},
        {"college": "nada"},
        {"working_groups": ("GT0",)},
        {"key": "-----BEGIN OPENSSH PRIVATE KEY-----"},
        {"kind": "friend"},
        {"end": date(2026, 1, 1)},
    ],
)
def test_a_seat_that_is_not_right_is_refused(room, given):
    college = _committee(room).colleges[0].id
    with unchanged(room), pytest.raises(ComensError):
        _add(room, **{"college": college, **given})


def test_a_mandate_ends_on_its_last_day(room):
    end_mandate(room.desk(), ANNE, date(2026, 3, 31))
    member = _committee(room).member(ANNE)
    assert member is not None
    assert member.sits_on(date(2026, 3, 31))
    assert not member.sits_on(date(2026, 4, 1))
    with unchanged(room), pytest.raises(RefusedError, match="starts on"):
        end_mandate(room.desk(), ANNE, date(2020, 1, 1))


def test_somebody_always_keeps_the_committee(room):
    keepers = [
        member.id
        for member in _committee(room).members
        if {Role.CHAIR, Role.SECRETARY} & set(member.roles)
    ]
    for keeper in keepers[1:]:
        end_mandate(room.desk(keepers[0]), keeper)
    with unchanged(room), pytest.raises(RefusedError, match="Nobody would be left"):
        end_mandate(room.desk(keepers[0]), keepers[0])
    assert {CHAIR, SECRETARY} & set(keepers)


def test_a_member_alone_changes_no_committee(room):
    for act in (
        lambda desk: end_mandate(desk, ANNE),
        lambda desk: set_group(desk, "GT9", name="Essai"),
        lambda desk: set_college(desk, "sages", "Sages"),
    ):
        with unchanged(room), pytest.raises(RefusedError):
            act(room.desk(ANNE))


def test_what_is_new_needs_an_id_and_a_name(room):
    for group, name in (("G T", "x"), ("GT9", None), ("9", "x")):
        with unchanged(room), pytest.raises(RefusedError):
            set_group(room.desk(), group, name=name)
