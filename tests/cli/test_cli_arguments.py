"""The words given to a command: what is accepted, and what a refusal teaches."""

from argparse import ArgumentTypeError
from datetime import date, datetime
from decimal import Decimal

import pytest

from comens_tui.cli.arguments import (
    day,
    moment,
    named,
    names,
    number,
    one_of_numbers,
    parts,
    word,
)
from comens_tui.cli.nearest import nearest
from comens_tui.model.words import Choice, Principle, ReportState


def test_a_date_is_written_as_iso():
    assert day("2026-03-14") == date(2026, 3, 14)


@pytest.mark.parametrize("text", ["14/03/2026", "2026-02-30", "", "demain"])
def test_a_bad_date_is_refused_with_the_expected_form(text):
    with pytest.raises(ArgumentTypeError, match="write it like 2026-03-14"):
        day(text)


def test_a_moment_has_a_date_and_a_time():
    assert moment("2026-03-14T14:00") == datetime(2026, 3, 14, 14, 0)  # noqa: DTZ001
    assert moment("2026-03-14T14:00+01:00").utcoffset() is not None


@pytest.mark.parametrize("text", ["2026-03-14", "14h", "2026-03-14T25:00"])
def test_a_moment_without_a_time_is_refused(text):
    with pytest.raises(ArgumentTypeError, match="2026-03-14T14:00"):
        moment(text)


@pytest.mark.parametrize("text", ["under_instruction", "under-instruction", "Under instruction"])
def test_a_word_is_read_by_its_key_or_its_label(text):
    assert word(ReportState)(text) is ReportState.UNDER_INSTRUCTION


def test_an_unknown_word_is_refused_with_the_choices_and_their_labels():
    with pytest.raises(ArgumentTypeError) as refusal:
        word(Principle)("equity")

    assert "justice (justice and equity)" in str(refusal.value)


def test_every_choice_of_a_vote_can_be_said():
    assert [word(Choice)(str(item)) for item in Choice] == list(Choice)


@pytest.mark.parametrize("text", ["-1", "5", "1.5", "", "٣", "10" * 50])
def test_a_number_outside_its_bounds_is_refused(text):
    with pytest.raises(ArgumentTypeError, match="from 0 to 4"):
        number(0, 4)(text)


def test_a_number_within_its_bounds_is_read():
    assert [number(0, 4)(text) for text in "01234"] == [0, 1, 2, 3, 4]


def test_a_confidence_may_be_written_with_a_comma():
    assert one_of_numbers("0.5", "0.8", "1")("0,8") == Decimal("0.8")


@pytest.mark.parametrize("text", ["0.7", "certain", "NaN"])
def test_another_confidence_is_refused_with_those_there_are(text):
    with pytest.raises(ArgumentTypeError, match=r"0\.5, 0\.8, 1"):
        one_of_numbers("0.5", "0.8", "1")(text)


def test_names_are_told_apart_by_commas():
    assert names("anne-petit, bruno-leroy,") == ("anne-petit", "bruno-leroy")


def test_a_named_value_may_hold_an_equals_sign():
    assert named("PATH=FILE")("corpus/a.md=x=y") == ("corpus/a.md", "x=y")


@pytest.mark.parametrize("text", ["anne", "=for", "anne="])
def test_half_a_named_value_is_refused_with_its_form(text):
    with pytest.raises(ArgumentTypeError, match="MEMBER=for"):
        named("MEMBER=for")(text)


def test_the_last_part_keeps_the_separators():
    read = parts("ITEM:MEMBER:REASON")

    assert read("2:anne-petit:Lien : éditeur") == ("2", "anne-petit", "Lien : éditeur")


@pytest.mark.parametrize("text", ["2:anne-petit", "2::raison", ""])
def test_missing_parts_are_refused_with_their_form(text):
    with pytest.raises(ArgumentTypeError, match="ITEM:MEMBER:REASON"):
        parts("ITEM:MEMBER:REASON")(text)


def test_the_nearest_ids_come_first():
    known = ["P-2026-001", "P-2026-014", "EV-2026-0014"]

    assert nearest("P-2026-14", known)[0] == "P-2026-014"
