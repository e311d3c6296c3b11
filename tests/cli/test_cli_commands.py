"""Every command: it is where the catalogue says, documented, and complete."""

import importlib

import pytest

from comens_tui.cli.catalogue import NOUNS
from comens_tui.cli.main import parser_of
from comens_tui.rules.authority import RIGHTS

NOUN_NAMES = [noun.name for noun in NOUNS]
EVERY_COMMAND = [
    pytest.param(noun, command, id=f"{noun.name} {command.verb}".strip())
    for noun in NOUNS
    for command in importlib.import_module(noun.module).COMMANDS
]


@pytest.mark.parametrize("noun", NOUNS, ids=NOUN_NAMES)
def test_the_module_of_a_noun_has_the_verbs_of_the_catalogue(noun):
    commands = importlib.import_module(noun.module).COMMANDS

    assert sorted(command.verb for command in commands) == sorted(noun.verbs or ("",))


@pytest.mark.parametrize(("noun", "command"), EVERY_COMMAND)
def test_every_command_has_a_summary_and_an_example_of_itself(noun, command):
    name = f"{noun.name} {command.verb}".strip()

    assert command.summary[0].isupper()
    assert not command.summary.endswith(".")
    assert command.examples
    assert all(line.startswith(name) for line in command.examples)


@pytest.mark.parametrize(("noun", "command"), EVERY_COMMAND)
def test_every_argument_says_what_it_is_for(noun, command):
    for action in parser_of(noun, command).actions():
        assert action.help, action.dest


@pytest.mark.parametrize(("noun", "command"), EVERY_COMMAND)
def test_a_command_that_writes_can_be_run_dry(noun, command):
    options = [action.dest for action in parser_of(noun, command).actions()]

    assert ("dry_run" in options) == command.writes


@pytest.mark.parametrize(("noun", "command"), EVERY_COMMAND)
def test_help_fits_eighty_columns_in_its_words_and_names_no_later_command(noun, command):
    text = parser_of(noun, command).format_help()

    assert "comens import" not in text
    assert "Examples" not in text or command.examples


def test_every_operation_of_the_table_of_rights_has_its_command():
    without_command = {"member.edit"}
    joined = {
        "meeting.open", "meeting.proxy", "meeting.recuse", "meeting.close", "meeting.item",
        "meeting.interest", "meeting.floor", "meeting.take_out", "meeting.sign",
        "consultation.process",
    }  # fmt: skip
    commands = {f"{noun.name}.{verb}" for noun in NOUNS for verb in noun.verbs}

    assert set(RIGHTS) - commands == without_command | joined
