"""What is printed: aligned, fitted to the terminal, and never able to drive it."""

import io
import json
from contextlib import redirect_stdout
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from comens_tui.cli.printing import (
    Column,
    clipped,
    padded,
    print_json,
    print_list,
    table_lines,
    width_of,
)
from comens_tui.text.visible import one_line, shown
from tests.cli.running import Terminal

ROWS = [
    {"id": "P-2026-001", "title": "Un titre assez long pour être coupé"},
    {"id": "P-2026-010", "title": "Court"},
]
COLUMNS = [Column("id", "ID"), Column("title", "TITLE", flexible=True)]


def test_columns_are_aligned_by_what_a_terminal_shows():
    rows = [{"a": "é日", "b": "x"}, {"a": "abcd", "b": "y"}]

    assert table_lines(rows, [Column("a", "A"), Column("b", "B")], None) == [
        "A     B",
        "é日   x",
        "abcd  y",
    ]


def test_on_a_terminal_the_flexible_column_gives_way():
    lines = table_lines(ROWS, COLUMNS, 32)

    assert lines[1] == "P-2026-001  Un titre assez long…"
    assert max(width_of(line) for line in lines) <= 32


@given(st.lists(st.text(max_size=60), max_size=5), st.integers(30, 200))
def test_no_line_is_wider_than_the_terminal(titles, width):
    rows = [{"id": "P-2026-001", "title": title} for title in titles]

    assert all(width_of(line) <= width for line in table_lines(rows, COLUMNS, width))


@given(st.text(), st.integers(1, 40))
def test_clipping_and_padding_keep_to_the_width(text, width):
    text = one_line(text)

    assert width_of(clipped(text, width)) <= width
    assert width_of(padded(clipped(text, width), width)) == width


def test_piped_nothing_is_lost():
    out = io.StringIO()
    with redirect_stdout(out):
        print_list(ROWS, COLUMNS, as_json=False, nothing="")

    assert "Un titre assez long pour être coupé" in out.getvalue()


def test_a_list_in_json_keeps_every_key_and_every_letter():
    out = io.StringIO()
    rows = [{"id": "P-2026-001", "title": "Œuvre\x1b", "created": date(2026, 3, 2)}]
    with redirect_stdout(out):
        print_list(rows, COLUMNS, as_json=True, nothing="")

    assert json.loads(out.getvalue()) == [
        {"id": "P-2026-001", "title": "Œuvre\x1b", "created": "2026-03-02"}
    ]
    assert "Œuvre" in out.getvalue()


def test_json_on_a_terminal_escapes_what_could_drive_it_and_says_the_same():
    out = Terminal()
    with redirect_stdout(out):
        print_json({"title": "a\u202eb\x9b\U000e0041"})

    assert shown(out.getvalue()) == out.getvalue()
    assert json.loads(out.getvalue()) == {"title": "a\u202eb\x9b\U000e0041"}


def test_json_is_valid_where_the_output_is_not_utf_8():
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="latin-1", errors="backslashreplace")
    with redirect_stdout(out):
        print_json({"title": "é€"})
    out.flush()

    assert json.loads(raw.getvalue()) == {"title": "é€"}


def test_an_empty_list_says_so_beside_the_answer(capsys):
    print_list([], COLUMNS, as_json=False, nothing="No report fits.")

    assert capsys.readouterr() == ("", "No report fits.\n")


def test_an_empty_list_in_json_is_an_empty_list(capsys):
    print_list([], COLUMNS, as_json=True, nothing="No report fits.")

    assert capsys.readouterr() == ("[]\n", "")
