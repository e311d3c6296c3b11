"""The fixed lines of every screen: title, summary, status, keys."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.cells import cell_len
from textual.strip import Strip

from comens_tui.i18n import _
from comens_tui.text.visible import one_line, one_line_kept
from comens_tui.tui import prose
from comens_tui.tui.action import Action
from comens_tui.tui.actions import BY_ID, key_line, key_name, keys_of
from comens_tui.tui.prose import Span, fit, text_of, wrap
from comens_tui.tui.widgets.painting import Painted

SEPARATOR = "  "
#: What is said takes no more lines than these.
MOST_LINES = 4
_LEAVE, _BACK = "leave", "back"


class Bar(Painted):
    """One line: something on the left that may be cut, something on the right that is not."""

    BASE = prose.PLAIN

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._left: tuple[Span, ...] = ()
        self._right: tuple[Span, ...] = ()

    def show(self, left: Iterable[Span] | str, right: Iterable[Span] | str = "") -> None:
        """Draw these; plain text is taken as one span."""
        new = (_spans(left), _spans(right))
        if new != (self._left, self._right):
            self._left, self._right = new
            self.refresh()

    @property
    def text(self) -> str:
        """What stands on the left."""
        return text_of(self._left)

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        if y:
            return self.paint((), width, self.BASE)
        right = self._right
        right_width = cell_len(text_of(right))
        room = width - right_width - (len(SEPARATOR) if right else 0)
        left = _cut(self._left, room)
        gap = " " * max(0, width - right_width - cell_len(text_of(left)))
        return self.paint([*left, Span(gap), *right], width, self.BASE)


def _spans(content: Iterable[Span] | str) -> tuple[Span, ...]:
    if isinstance(content, str):
        return (Span(one_line(content)),)
    return tuple(Span(one_line_kept(span.text), span.style) for span in content)


def _cut(spans: Sequence[Span], room: int) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        length = cell_len(span.text)
        if length > room:
            kept.append(Span(fit(span.text, room).rstrip(" "), span.style))
            break
        kept.append(span)
        room -= length
    return kept


class TitleBar(Bar):
    """Where one is: the screen and what is open on it; who acts, and on what version."""

    BASE = prose.TITLE


class SummaryBar(Bar):
    """The figures of the screen."""


class StatusBar(Bar):
    """Where the cursor is, and what the app has to say: that takes the lines it needs."""

    BASE = prose.STATUS

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._is_whole = False

    def show_whole(self, text: str, right: str = "") -> None:
        """Draw `text` to its end, over several lines if need be, up to a bound."""
        self.show(text, right)
        self._is_whole = True
        self._fit_height()

    def show(self, left: Iterable[Span] | str, right: Iterable[Span] | str = "") -> None:
        """Draw these on one line; plain text is taken as one span."""
        self._is_whole = False
        super().show(left, right)
        self._fit_height()

    def on_resize(self) -> None:
        """Take the lines that are needed on the new width."""
        self._fit_height()

    def _lines(self) -> list[tuple[Span, ...]]:
        width = self.app.size.width
        room = width - cell_len(text_of(self._right)) - len(SEPARATOR)
        if not self._is_whole or cell_len(text_of(self._left)) <= room:
            return []
        return wrap(self._left, width)[:MOST_LINES]

    def _fit_height(self) -> None:
        height = max(1, len(self._lines()))
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height

    def render_line(self, y: int) -> Strip:
        """Draw the line, or one of those that the text takes."""
        lines = self._lines()
        if not lines:
            return super().render_line(y)
        width = self.size.width
        line = lines[y] if y < len(lines) else ()
        room = width - cell_len(text_of(line)) - len(SEPARATOR)
        right = (
            self._right if y == len(lines) - 1 and cell_len(text_of(self._right)) <= room else ()
        )
        gap = " " * max(0, width - cell_len(text_of(line)) - cell_len(text_of(right)))
        return self.paint([*line, Span(gap), *right], width, self.BASE)


class KeyBar(Painted):
    """The keys of what has the focus; help and quit are always among them."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._scopes: tuple[str, ...] = ()
        self._hidden: frozenset[str] = frozenset()
        self._goes_back = False
        self._first: Mapping[str, str] = {}

    def show(
        self,
        *scopes: str,
        hidden: Iterable[str] = (),
        goes_back: bool = False,
        first: Mapping[str, str] | None = None,
    ) -> None:
        """Draw the keys of these scopes, without the actions `hidden` for now.

        Where one `goes_back` before one leaves the app, the key that leaves says so. The
        actions of `first` come before all others, in their order, under the labels given.
        """
        new = (scopes, frozenset(hidden), goes_back, first or {})
        if new != (self._scopes, self._hidden, self._goes_back, self._first):
            self._scopes, self._hidden, self._goes_back, self._first = new
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the keys that fit."""
        width = self.size.width
        if y:
            return self.paint((), width)
        giving, pinned = key_line(*self._scopes)
        right = _join([self._pinned(action) for action in pinned])
        room = width - cell_len(text_of(right)) - len(SEPARATOR)
        left: list[list[Span]] = []
        for action, label in self._in_order(giving):
            keys = _keys(action, label)
            needed = cell_len(text_of(keys)) + (len(SEPARATOR) if left else 0)
            if needed > room:
                continue
            left.append(keys)
            room -= needed
        joined = _join(left)
        gap = " " * (width - cell_len(text_of(joined)) - cell_len(text_of(right)))
        return self.paint([*joined, Span(gap), *right], width)

    def _in_order(self, giving: Iterable[Action]) -> Iterator[tuple[Action, str]]:
        """Yield what is shown, each with its label of the moment."""
        for name, label in self._first.items():
            yield BY_ID[name], label
        for action in giving:
            if action.id not in self._hidden and action.id not in self._first:
                yield action, ""

    def _pinned(self, action: Action) -> list[Span]:
        returns = self._goes_back and action.id == _LEAVE
        return _keys(action, BY_ID[_BACK].label if returns else action.label)


def _keys(action: Action, label: str = "") -> list[Span]:
    return [
        Span(key_name(keys_of(action)[0]), prose.KEY),
        Span(" " + _(label or action.label)),
    ]


def _join(groups: Sequence[Sequence[Span]]) -> list[Span]:
    joined: list[Span] = []
    for number, group in enumerate(groups):
        if number:
            joined.append(Span(SEPARATOR))
        joined.extend(group)
    return joined
