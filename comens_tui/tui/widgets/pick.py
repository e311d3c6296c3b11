"""One value among a few, on one line: arrows change it, a digit or letters choose it."""

from collections.abc import Sequence

from textual import events
from textual.strip import Strip

from comens_tui.text.decimals import decimal_words
from comens_tui.text.folding import folded
from comens_tui.tui import prose
from comens_tui.tui.action import DIGIT_KEYS
from comens_tui.tui.prose import Span
from comens_tui.tui.widgets.painting import Painted

_KEY_DIGIT = {
    key: number for number, keys in enumerate(DIGIT_KEYS) for key in (*keys.split(","), str(number))
}


#: From this many choices on, letters look for one instead of moving.
_MANY = 7


class Pick(Painted, can_focus=True):
    """Choices side by side, the chosen one in brackets; their words where room allows.

    When the keys of the choices are digits, typing one chooses it; on an AZERTY keyboard
    the unshifted key of the digit does too. Among many, as among members, what is typed goes
    to the next choice of which a word begins so, whatever its accents and capitals.
    """

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._choices = choices
        keys = [key for key, _words in choices]
        self._index = keys.index(value) if value in keys else 0
        #: Where letters choose: among many, unless digits do.
        self._is_list = len(choices) >= _MANY and not any(key[:1].isdigit() for key in keys)
        self._looked_for = ""

    @property
    def value(self) -> str:
        """The key of the choice made."""
        return self._choices[self._index][0]

    def on_key(self, event: events.Key) -> None:
        """Change the choice; the form has the keys that go on."""
        if self._looks_for(event.character):
            # No letter moves here: one that no word begins with does nothing.
            event.prevent_default()
            event.stop()
            return
        self._looked_for = ""
        if event.key in ("left", "h"):
            self._choose(max(0, self._index - 1))
        elif event.key in ("right", "l", "space"):
            last = len(self._choices) - 1
            wraps = event.key == "space" and self._index == last
            self._choose(0 if wraps else min(last, self._index + 1))
        elif event.key == "k":
            self.screen.focus_previous()
        elif event.key == "j":
            self.screen.focus_next()
        elif not self._typed(event.key):
            return
        event.stop()

    def _looks_for(self, letter: str | None) -> bool:
        """Go to the next choice that begins with what is typed; tell whether a letter was."""
        if not self._is_list or letter is None or not letter.isalpha():
            return False
        # What begins no word begins anew with its last letter; and so does a letter again.
        for wanted in (self._looked_for + folded(letter), folded(letter)):
            first = self._index + (len(wanted) == 1)
            for place in range(first, first + len(self._choices)):
                index = place % len(self._choices)
                words = folded(self._choices[index][1]).split()
                if any(word.startswith(wanted) for word in words):
                    self._looked_for = wanted
                    self._choose(index)
                    return True
        return True

    def _typed(self, key: str) -> bool:
        digit = str(_KEY_DIGIT.get(key, key))
        for index, (name, _words) in enumerate(self._choices):
            if name == digit:
                self._choose(index)
                return True
        return False

    def _choose(self, index: int) -> None:
        self._index = index
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw `0 [1] 2`, or `< words >` when all do not fit."""
        width = self.size.width
        if y:
            return self.paint((), width)
        base = prose.CURSOR if self.has_focus else prose.PLAIN
        key, words = self._choices[self._index]
        # Other keys are words of files: people are shown those of their language.
        scale = all(name[:1].isdigit() for name, _text in self._choices)
        if scale:
            marks = "".join(
                f"[{decimal_words(name)}]" if name == key else f" {decimal_words(name)} "
                for name, _text in self._choices
            )
            return self.paint([Span(marks, prose.STRONG), Span("  " + words)], width, base)
        marks = "".join(f"[{text}]" if name == key else f" {text} " for name, text in self._choices)
        if len(marks) > width:
            marks = f"< {words} >"
        return self.paint([Span(marks)], width, base)

    def on_focus(self) -> None:
        """Show where the keys go."""
        self.take_cursor(0)
        self.refresh()

    def on_blur(self) -> None:
        """Show that the keys go elsewhere."""
        self._looked_for = ""
        self.refresh()
