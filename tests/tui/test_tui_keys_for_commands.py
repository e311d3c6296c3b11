"""The way out of a refusal, by the keys of the app."""

import pytest

from comens_tui.tui.keys_for_commands import with_keys


@pytest.mark.parametrize(
    ("scope", "hint", "said"),
    [
        ("meeting", "Open it with: comens meeting vote S-2026-01 --item 3 --open",
         "Open it with: the key o"),
        ("meeting", "Decide it first: comens meeting decide S-2026-01 --item 2",
         "Decide it first: the key C"),
        ("meeting", "Resume it first: comens meeting resume S-2026-01. Keep the files.",
         "Resume it first: the key u. Keep the files."),
        ("meeting", "Take it out first: comens meeting block S-2026-01 --item 4 --take-out MEMBER",
         "Take it out first: the key b"),
        ("meeting", "Mark the arrival first: comens meeting attend S-2026-01 anne-petit",
         "Mark the arrival first: the key s"),
        ("meeting", "Or say why they stay: comens meeting interests S-2026-01 --item 2",
         "Or say why they stay: the key x"),
        ("meeting", "Carry it over first: comens proposal rebase P-2025-018",
         "Carry it over first: the key b of screen 2 Review"),
        ("inbox", "Draft them first: comens meeting minutes S-2026-01",
         "Draft them first: the key S of screen 3 Meeting"),
        ("review", "See why with: comens check", "See why with: the key 6"),
    ],
)  # fmt: skip
def test_a_command_gives_way_to_its_key(scope: str, hint: str, said: str) -> None:
    assert with_keys(hint, scope) == said


@pytest.mark.parametrize(
    "hint",
    [
        "See the agenda with: comens meeting show S-2026-01",
        "Make one with: comens demo",
        "Set one: git config user.signingkey PATH; see ssh-keygen -t ed25519",
        "Its file is comens_tui/x.py.",
        "",
    ],
)
def test_what_no_key_does_stays_as_it_is(hint: str) -> None:
    assert with_keys(hint, "meeting") == hint
