"""The page of the commands is the parsers' own words."""

from pathlib import Path

from comens_tui.cli.catalogue import NOUNS
from tools.commands_page import page

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"


def test_the_page_of_the_commands_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tools.write_docs"


def test_the_page_has_every_command():
    text = page()

    for noun in NOUNS:
        assert f"## comens {noun.name}\n" in text
        for verb in noun.verbs:
            assert f"### comens {noun.name} {verb}\n" in text


def test_the_page_writes_every_table_on_whole_lines():
    rows = [line for line in page().splitlines() if line.startswith("|")]

    assert rows
    assert all(line.endswith("|") for line in rows)
