"""The one table of actions: no key has two meanings, every action and its command exist."""

import pytest

from comens_tui.cli.catalogue import BY_NAME
from comens_tui.tui import actions
from comens_tui.tui.action import (
    CHOICE,
    DUPLICATES,
    FORM,
    GLOBAL,
    LIST,
    MERGE,
    SCREENS,
    TEXT,
    Action,
)
from comens_tui.tui.action_table import ACTIONS
from comens_tui.tui.app import ComensApp
from comens_tui.tui.modals.base import Sheet
from comens_tui.tui.modals.duplicates import Duplicates
from comens_tui.tui.modals.merge import Merge
from comens_tui.tui.screens.registry import SCREEN_CLASSES
from comens_tui.tui.widgets.page import Page
from comens_tui.tui.widgets.virtual_list import VirtualList

OWNERS = {
    GLOBAL: ComensApp,
    LIST: VirtualList,
    TEXT: Page,
    "modal": Sheet,
    MERGE: Merge,
    DUPLICATES: Duplicates,
}


def test_no_key_means_two_things_in_one_place() -> None:
    assert list(actions.clashes()) == []


def test_a_planted_clash_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    planted = Action("report.burn", "t", "inbox", "burn", "Burn it")
    monkeypatch.setattr(actions, "ACTIONS", (*ACTIONS, planted))
    with pytest.raises(ValueError, match=r"report\.triage and report\.burn"):
        actions.check_clashes()


def test_ids_are_unique() -> None:
    assert len(actions.BY_ID) == len(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_can_be_done(action: Action) -> None:
    if action.scope in (CHOICE, FORM):
        return
    owner = OWNERS.get(action.scope) or SCREEN_CLASSES[action.scope]()
    assert callable(getattr(owner, f"action_{action.method}"))


@pytest.mark.parametrize("action", [one for one in ACTIONS if one.twin], ids=lambda one: one.id)
def test_every_command_named_is_a_command(action: Action) -> None:
    for command in action.twin.split("; "):
        program, noun, *rest = command.split()
        assert program == "comens"
        if noun.startswith("--"):
            continue
        verbs = BY_NAME[noun].verbs
        assert not verbs or rest[0] in verbs, command


@pytest.mark.parametrize("number", range(1, len(SCREENS) + 1))
def test_every_screen_has_its_digit_and_the_azerty_key(number: int) -> None:
    keys = actions.keys_of(actions.BY_ID[f"show.{SCREENS[number - 1]}"])
    assert keys[0] == str(number)
    assert len(keys) == 2


def test_bindings_hold_every_key_of_a_scope() -> None:
    bound = {key for one in actions.bindings("inbox") for key in one.key.split(",")}
    assert {"t", "P", "d", "a", "r", "l", "u", "o", "F", "I", "O", "i", "x", "m"} == bound
