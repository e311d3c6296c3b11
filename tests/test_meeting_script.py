"""The meeting that `make play` holds by commands: each of its commands is one of this version."""

import importlib
import re
import shlex
from pathlib import Path

from comens_tui.cli.catalogue import BY_NAME
from comens_tui.cli.main import parser_of, split_words

SCRIPT = Path(__file__).parent / "meeting.sh"
_CALL = re.compile(r"^\s*(?:\w+=\$\()?(?:run|red|act) (?P<words>[^|)\n]*)", re.MULTILINE)
_VALUES = {"${today}": "2026-01-01", "$kind": "docx"}


def commands() -> list[list[str]]:
    """Return the words of each command of the script, its variables left as they are written."""
    text = SCRIPT.read_text(encoding="utf-8").replace("\\\n", " ")
    for name, value in _VALUES.items():
        text = text.replace(name, value)
    calls = (shlex.split(found["words"]) for found in _CALL.finditer(text))
    # What a function of the script hands on is seen where the function is called.
    return [words for words in calls if "$@" not in words]


def test_every_command_of_the_meeting_is_read_by_its_parser() -> None:
    found = commands()
    assert len(found) > 50
    verbs = set()
    for words in found:
        name, rest = split_words(words)
        noun = BY_NAME[name[0]]
        verb = name[1] if noun.verbs else ""
        (command,) = [
            item for item in importlib.import_module(noun.module).COMMANDS if item.verb == verb
        ]
        parser_of(noun, command).parse_intermixed_args(rest)
        verbs.add(verb)
    assert {
        "plan", "convene", "attend", "order", "discuss", "vote", "decide", "interests", "amend",
        "suspend", "resume", "secret", "block", "ballots", "correct", "minutes", "actions",
    } <= verbs  # fmt: skip
