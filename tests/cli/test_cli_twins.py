"""Every act of the app names the command that does the same; here each is understood."""

import importlib
import re
import shlex

import pytest

from comens_tui.cli.catalogue import BY_NAME
from comens_tui.cli.main import parser_of
from comens_tui.tui.action_table import ACTIONS

TWINS = sorted(
    {line.strip() for action in ACTIONS for line in action.twin.split(";") if line.strip()}
)
#: A verb that stands for those that the app chooses among.
STEP = "submit"


def test_the_app_names_commands():
    assert len(TWINS) > 20


@pytest.mark.parametrize("twin", TWINS)
def test_the_command_named_by_the_app_exists(twin):
    filled = re.sub(r"\{\w+\}", "x", twin.replace("{step}", STEP))
    program, *words = shlex.split(filled)

    assert program == "comens"
    if words == ["--help"]:
        return
    noun = BY_NAME[words[0]]
    verb = words[1] if noun.verbs else ""
    commands = {command.verb: command for command in importlib.import_module(noun.module).COMMANDS}
    assert verb in commands
    parser = parser_of(noun, commands[verb])
    known = {option for action in parser.actions() for option in action.option_strings}
    assert [word for word in words if word.startswith("--") and word not in known] == []


def test_every_step_of_a_consultation_has_a_key():
    """The way out of docs/consultations.md, from its opening to its letters."""
    module = importlib.import_module(BY_NAME["consultation"].module)
    verbs = {command.verb for command in module.COMMANDS}
    named = {twin.split()[2] for twin in TWINS if twin.startswith("comens consultation ")}
    assert verbs - named == set()
