"""A table as CSV and as HTML: nothing that people wrote can compute, run or turn the text."""

import csv
import io
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comens_tui.exchange.trace_csv import csv_file, csv_text
from comens_tui.exchange.trace_html import html_page
from comens_tui.exchange.trace_table import Table

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


def table(*cells):
    return Table("Titre", ("Une note.",), ("Id", "Mot"), (("ETH.1", *cells),))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_a_cell_that_would_be_a_formula_is_a_text(start):
    (_titles, row) = csv.reader(io.StringIO(csv_text(table(f"{start}1+1")), newline=""))
    assert row == ["ETH.1", f"'{start}1+1"]


def test_numbers_stay_numbers():
    assert csv_text(table(-3)).splitlines()[1] == "ETH.1,-3"


@given(WORDS)
def test_csv_gives_back_what_was_written(word):
    (_titles, row) = csv.reader(io.StringIO(csv_text(table(word)), newline=""))
    assert row[1].removeprefix("'") == word.removeprefix("'")


def test_a_file_has_the_mark_that_spreadsheets_look_for():
    assert csv_file(table("é")).startswith("\ufeffId,Mot\r\n".encode())
    assert not csv_text(table("é")).startswith("\ufeff")


class Reader(HTMLParser):
    """Notes tags, and refuses what runs or fetches."""

    def __init__(self):
        super().__init__()
        self.tags = []
        self.words = []

    def handle_starttag(self, tag, attrs):
        assert tag not in {"script", "iframe", "img", "link", "object", "a"}
        assert not any(name.startswith("on") or name in {"src", "href"} for name, _value in attrs)
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


@given(WORDS)
def test_no_text_can_leave_its_cell(word):
    plain, given_ = Reader(), Reader()
    plain.feed(html_page(table("x")))
    given_.feed(html_page(table(word)))
    assert given_.tags == plain.tags
    assert not any(char in "".join(given_.words) for char in "\u202e\u200b\x1b")


def test_the_page_is_a_table_that_can_be_read_aloud():
    page = html_page(table("a"), ["autonomie  ###"])
    reader = Reader()
    reader.feed(page)
    tags = [tag for tag, _attributes in reader.tags]
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "caption" in tags
    assert [a["scope"] for tag, a in reader.tags if tag == "th"] == ["col", "col", "row"]
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page
    assert "<pre>autonomie  ###</pre>" in page
