"""What is made from the table of actions: bindings, key names, the key line, the clash check."""

from collections import defaultdict
from collections.abc import Iterator

from textual.binding import Binding, BindingType

from comens_tui.i18n import N_, _
from comens_tui.tui.action import GLOBAL, LIST, PROJECTOR, SCREENS, SEARCH, TEXT, Action
from comens_tui.tui.action_table import ACTIONS

BY_ID = {action.id: action for action in ACTIONS}

_KEY_WORDS = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "pagedown": N_("PgDn"),
    "pageup": N_("PgUp"),
    "space": N_("Space"),
    "home": N_("Home"),
    "end": N_("End"),
    "down": N_("Down"),
    "up": N_("Up"),
    "left": N_("Left"),
    "right": N_("Right"),
    "tab": N_("Tab"),
    "shift+tab": N_("Shift+Tab"),
}
_KEY_SIGNS = {
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "ampersand": "&",
    "quotation_mark": '"',
    "apostrophe": "'",
    "left_parenthesis": "(",
    "minus": "-",
    "underscore": "_",
}


#: What moves the focus, in every screen and window.
FOCUS_BINDINGS: list[BindingType] = [
    Binding("tab", "app.focus_next", show=False),
    Binding("shift+tab", "app.focus_previous", show=False),
]


def keys_of(action: Action) -> list[str]:
    """Return the names of the keys of `action`, as Textual writes them."""
    return [key for key in action.keys.split(",") if key]


def key_name(key: str) -> str:
    """Return how `key` is written for a person."""
    if key in _KEY_WORDS:
        return _(_KEY_WORDS[key])
    return _KEY_SIGNS.get(key, key)


def in_scopes(*scopes: str) -> list[Action]:
    """Return the actions of these scopes, in the order of the table."""
    return [action for action in ACTIONS if action.scope in scopes]


def screen_action(scope: str) -> Action:
    """Return the action that shows the screen of a scope."""
    return BY_ID[f"show.{scope}"]


def keys_leading_elsewhere() -> frozenset[str]:
    """Return the keys that show another screen, a window about this one, or the way out."""
    shown = {screen_action(scope).id for scope in (*SCREENS, SEARCH)}
    names = shown | {"help", "palette", "leave", "suspend"}
    return frozenset(key for name in names for key in keys_of(BY_ID[name]))


def bindings(scope: str) -> list[BindingType]:
    """Return the Textual bindings of one scope."""
    return [
        Binding(action.keys, action.method, show=False, id=action.id)
        for action in in_scopes(scope)
        if action.keys
    ]


def key_line(*scopes: str) -> tuple[list[Action], list[Action]]:
    """Return the actions to show for these scopes: those that give way, best first; the pinned."""
    shown = [action for action in in_scopes(*scopes) if action.weight]
    shown.sort(key=lambda action: -action.weight)
    pinned = [action for action in shown if action.pinned]
    return [action for action in shown if not action.pinned], pinned[::-1]


def clashes() -> Iterator[tuple[str, str, str]]:
    """Yield (key, action, action) for every key with two meanings in one place.

    A screen is read with a list or a text in focus, and the global keys below.
    """
    for scope in (*SCREENS, SEARCH, PROJECTOR):
        for focused in (LIST, TEXT):
            users: dict[str, list[str]] = defaultdict(list)
            for action in in_scopes(GLOBAL, focused, scope):
                for key in keys_of(action):
                    users[key].append(action.id)
            for key, ids in users.items():
                if len(ids) > 1:
                    yield key, ids[0], ids[1]


def check_clashes() -> None:
    """Refuse to start with two meanings for one key.

    Raises:
        ValueError: A bug of this table, named.
    """
    for key, first, second in clashes():
        raise ValueError(f"the key {key} is both {first} and {second}")


check_clashes()
