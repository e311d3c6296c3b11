"""The way out of a refusal by the keys of the app.

A refusal is worded once for both faces, and its hint names commands. In the app a command gives
way to the key that does the same, where there is one; the others stay as they are.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final, NamedTuple

from comens_tui.i18n import _
from comens_tui.tui.action import GLOBAL, SCREENS, Action
from comens_tui.tui.actions import BY_ID, in_scopes, key_name, keys_of, screen_action

#: A command in a sentence: it ends with the sentence, at a comma or at the end of the line.
_COMMAND = re.compile(r"\bcomens(?: [^\s,;]*[^\s,;.:)»”])+")
_VERB = re.compile(r"[a-z][a-z-]*")
#: Options that say on what, and why: the key is pressed there, and its window asks the reason.
_OF_THE_PLACE: Final = frozenset({"--item", "--reason", "--as"})
#: Other forms of what a key does, than the one that stands beside it in the help.
_ALSO: Final[Mapping[str, str]] = {
    "comens meeting attend {id} {member}": "meeting.attend",
    "comens meeting attend {id} {member} --absent": "meeting.attend",
    "comens meeting block {id} --open": "meeting.item",
    "comens meeting interests {id}": "meeting.recuse",
    "comens meeting minutes {id} --sign": "meeting.step",
    "comens meeting plan --approve {id}": "meeting.add",
    "comens proposal rebase {id} --resolve {clause}": "proposal.rebase",
}
#: What only shows the screen that one is on.
_NOT_KEYS: Final = frozenset({"meeting.events"})


class _Form(NamedTuple):
    """What tells commands apart: the words before the first value, and the options."""

    words: tuple[str, ...]
    options: frozenset[str]


def with_keys(hint: str, scope: str) -> str:
    """Return a hint, its commands as keys of the screen `scope`, else of another screen."""
    return _COMMAND.sub(partial(_key_for, scope=scope), hint)


def _key_for(found: re.Match[str], *, scope: str) -> str:
    wanted = _form(found[0])
    for action, form in _known(scope):
        # The words of a command run into its values: only as many are compared.
        if form.options == wanted.options and form.words == wanted.words[: len(form.words)]:
            key = key_name(keys_of(action)[0])
            if action.scope in (scope, GLOBAL):
                return _("the key {key}").format(key=key)
            shown = screen_action(action.scope)
            screen = f"{key_name(keys_of(shown)[0])} {_(shown.label)}"
            return _("the key {key} of screen {screen}").format(key=key, screen=screen)
    return found[0]


def _known(scope: str) -> Iterator[tuple[Action, _Form]]:
    """Yield each action with a form of its command: of this screen first, the longest first."""
    others = [name for name in SCREENS if name != scope]
    for scopes in ((scope, GLOBAL), others):
        forms = [
            (action, _form(command))
            for action in in_scopes(*scopes)
            if keys_of(action) and action.id not in _NOT_KEYS
            for command in action.twin.split("; ")
            if command
        ]
        forms += [
            (BY_ID[name], _form(command))
            for command, name in _ALSO.items()
            if BY_ID[name].scope in scopes
        ]
        yield from sorted(forms, key=lambda entry: -len(entry[1].words))


def _form(command: str) -> _Form:
    _program, *tokens = command.split()
    words: list[str] = []
    for token in tokens:
        if not _VERB.fullmatch(token):
            break
        words.append(token)
    options = {token.partition("=")[0] for token in tokens if token.startswith("-")}
    return _Form(tuple(words), frozenset(options - _OF_THE_PLACE))
