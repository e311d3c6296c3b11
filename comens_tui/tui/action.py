"""What an action of the app is, and where one can be asked for.

Keys hold their AZERTY twins: there the digits need Shift, so the unshifted key is bound too.
"""

from typing import NamedTuple

# Scopes. The keys of `GLOBAL` are live everywhere, those of `LIST` and `TEXT` where a list
# or a text has the focus; the others belong to one screen each.
GLOBAL, LIST, TEXT = "global", "list", "text"
# In a window. Those of `CHOICE` and `FORM` are what its controls do by themselves.
MODAL, CHOICE, FORM, MERGE = "modal", "choice", "form", "merge"
DUPLICATES = "duplicates"
INBOX, REVIEW, MEETING, PRIORITIES = "inbox", "review", "meeting", "priorities"
CORPUS, CHECKS, RELEASE, CONSULTATION = "corpus", "checks", "release", "consultation"
TRACE = "trace"
#: The screen of the search has no digit of its own.
SEARCH = "search"
#: Nor has the one that shows a meeting to the room.
PROJECTOR = "projector"
SCREENS = (INBOX, REVIEW, MEETING, PRIORITIES, CORPUS, CHECKS, RELEASE, CONSULTATION, TRACE)

#: The keys that type each digit, on QWERTY and on AZERTY.
DIGIT_KEYS = (
    "0,à",
    "1,ampersand",
    "2,é",
    "3,quotation_mark",
    "4,apostrophe",
    "5,left_parenthesis",
    "6,minus",
    "7,è",
    "8,underscore",
    "9,ç",
)


class Action(NamedTuple):
    """One thing a person can ask for."""

    id: str
    keys: str
    scope: str
    label: str
    help: str
    #: The commands that do the same, the record shown as `{id}`; several are parted by `; `.
    twin: str = ""
    #: Place in the key line: higher stays longer when the window is narrow; 0 is never shown.
    weight: int = 0
    #: Whether the key line always has room for it.
    pinned: bool = False

    @property
    def method(self) -> str:
        """The name of the Textual action."""
        return self.id.replace(".", "_")
