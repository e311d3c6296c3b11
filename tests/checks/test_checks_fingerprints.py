"""A finding is known again when its line, its words or its language change."""

from comens_tui.checks.fingerprints import fingerprints, newer
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity

ONE = Finding("Q026", Severity.WARNING, "a.md", 3, "A sentence of 31 words.", "", "GUI-A", "usage")


def test_lines_and_words_do_not_count() -> None:
    moved = ONE._replace(line=9, message="Une phrase de 40 mots.", severity=Severity.ERROR)
    assert fingerprints([ONE]) == fingerprints([moved])


def test_findings_of_one_place_differ() -> None:
    marks = fingerprints([ONE, ONE._replace(line=4), ONE._replace(clause="fin")])
    assert len(set(marks)) == 3
    assert all(len(mark) == 32 for mark in marks)


def test_what_was_there_is_left_out() -> None:
    second = ONE._replace(line=4)
    assert newer([ONE, second], [ONE._replace(line=7)]) == (second,)
    assert newer([ONE], [ONE, second]) == ()
