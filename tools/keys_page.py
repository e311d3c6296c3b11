"""`docs/keys.md`: every key of the app, written from its table of actions."""

from collections.abc import Iterator

from comens_tui.i18n import _
from comens_tui.tui.action import (
    CHOICE,
    FORM,
    GLOBAL,
    LIST,
    MERGE,
    MODAL,
    SCREENS,
    SEARCH,
    TEXT,
    Action,
)
from comens_tui.tui.actions import BY_ID, in_scopes, key_name, keys_of

INTRODUCTION = (
    "Written from `comens_tui/tui/action_table.py`. On an AZERTY keyboard the digits need no "
    "Shift: the key that types the digit works as it is. The palette (`:`) finds by its "
    "words every action that can be done now, and leads to those of the other screens; `?` shows "
    "the keys of the screen. The last column is the "
    "command that does the same; words in capitals stand for what you name."
)

SETTINGS_INTRODUCTION = (
    "The app looks at the terminal by itself. These variables decide otherwise. Over a slow SSH "
    "line, `Compression yes` in the SSH configuration divides what is sent by more than ten."
)
SETTINGS = {
    "COMENS_THEME": "`dark`, `light`, or the terminal's own colours: `ansi-dark`, `ansi-light` "
    "(taken over SSH, without colour, and in the accessible form).",
    "COMENS_MOUSE": "`1` or `0`: the mouse is on by default, and off over SSH.",
    "COMENS_HARDWARE_SCROLL": "`0`: every line is drawn again at each scroll; the terminal is "
    "otherwise asked to scroll by itself, which sends twenty times less.",
    "COMENS_A11Y": "`1`, like `--accessible`: the terminal's cursor follows what has the focus.",
    "NO_COLOR": "Anything: no colour is sent, and changes are written `[-gone-]{+new+}`.",
    "VISUAL, EDITOR": "The editor of proposed texts; without one, a window of the app.",
    "TEXTUAL_DISABLE_KITTY_KEY": "`1` where the space bar or other keys go unheard.",
}


def page() -> str:
    """Return the page in English: everywhere, lists and texts, then one section a screen."""
    parts = ["# Keys", INTRODUCTION]
    parts += ["## Everywhere", _table(GLOBAL)]
    parts += ["## In a list", _table(LIST), "## In a text", _table(TEXT)]
    for number, scope in enumerate(SCREENS, start=1):
        name = _(BY_ID[f"show.{scope}"].label)
        parts += [f"## {number} {name}", _table(scope)]
    parts += ["## Find", _table(SEARCH)]
    parts += ["## In a window", _table(MODAL, CHOICE, FORM)]
    parts += ["## In the merge of a proposal", _table(MERGE)]
    parts += ["## Settings", SETTINGS_INTRODUCTION, _settings()]
    return "\n\n".join(parts) + "\n"


def _settings() -> str:
    lines = ["| Variable | What it does |", "|---|---|"]
    lines += [f"| `{name}` | {what} |" for name, what in SETTINGS.items()]
    return "\n".join(lines)


def _table(*scopes: str) -> str:
    lines = ["| Keys | What it does | By command |", "|---|---|---|"]
    lines += [f"| {keys} | {what} | {twin} |" for keys, what, twin in _rows(scopes)]
    return "\n".join(lines)


def _rows(scopes: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for action in in_scopes(*scopes):
        yield _keys(action), f"{_(action.help)}.", _twin(action)


def _keys(action: Action) -> str:
    names = [f"`{_cell(key_name(key))}`" for key in keys_of(action)]
    return " ".join(names) or "palette"


def _twin(action: Action) -> str:
    commands = [command for command in action.twin.split("; ") if command]
    return "<br>".join(f"`{_cell(_named(command))}`" for command in commands)


def _named(command: str) -> str:
    return "".join(
        part.upper() if place % 2 else part
        for place, part in enumerate(command.replace("}", "{").split("{"))
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
