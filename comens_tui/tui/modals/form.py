"""A form: fields under each other, then Save and Cancel. Tab, Enter or the arrows move."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, TextArea

from comens_tui.i18n import _
from comens_tui.tui import prose
from comens_tui.tui.action import FORM, MODAL
from comens_tui.tui.modals.base import Sheet
from comens_tui.tui.prose import PageItem, Span
from comens_tui.tui.widgets.bars import Bar
from comens_tui.tui.widgets.pick import Pick
from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows
from comens_tui.tui.widgets.virtual_list import VirtualList

_SAVE, _CANCEL = "save", "cancel"
_LONG_HEIGHT = 6


class Field(NamedTuple):
    """One thing asked. With `choices` (key, words) one is picked; else text is typed."""

    name: str
    label: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    long: bool = False
    required: bool = False


class Form(Sheet[Mapping[str, str]]):
    """Gives back the value of every field by name; required fields are never blank.

    The keys that go from field to field are taken ahead of the fields, so that what is typed
    right after one goes to the next field, however fast it comes.
    """

    KEYS = (FORM, MODAL)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_field", show=False, priority=True),
        Binding("shift+tab", "former_field", show=False, priority=True),
        Binding("down,enter", "go_down", show=False, priority=True),
        Binding("up", "go_up", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        blocks: Iterable[PageItem] = (),
        save: str = "",
        at_save: bool = False,
        check: Callable[[Mapping[str, str]], str] | None = None,
        live: Callable[[Mapping[str, str]], str] | None = None,
        read_first: bool = False,
    ) -> None:
        """`check` returns what is wrong with the values, as a sentence, or nothing.

        `live` returns what they come to, said under the fields as they are typed; what is
        wrong is said there in its place.

        With `at_save` the keys go first to Save: what is filled in already can be taken.
        `read_first` is that of `Sheet`.
        """
        super().__init__(title, blocks, read_first=read_first)
        self._fields = fields
        self._save = save
        self._at_save = at_save
        self._check = check
        self._live = live

    def controls(self) -> Iterable[Widget]:
        """Yield each field with its label, then the line that says what is missing."""
        for asked in self._fields:
            yield _FieldLine(asked)
        yield Bar(id="complaint")
        answers = VirtualList(
            (Column("", 10, grows=True),), titles=False, always_marked=False, id="answers"
        )
        answers.styles.height = 2
        yield answers

    def on_mount(self) -> None:
        """Fill the two answers and start at the first field, or at Save."""
        rows = (
            ListRow(_SAVE, (self._save or _("Save"),), prose.STRONG),
            ListRow(_CANCEL, (_("Cancel: nothing is written"),)),
        )
        self.query_one("#answers", VirtualList).show(MemoryRows(rows))
        self.query("#answers" if self._at_save else ".field").first().focus()
        self._tell()

    def values(self) -> dict[str, str]:
        """Return what the fields hold now."""
        return {asked.name: _value(self.query_one(f"#f-{asked.name}")) for asked in self._fields}

    @on(Input.Changed)
    def _tell(self) -> None:
        """Say what the values come to, as they are typed."""
        if self._live is None:
            return
        values = self.values()
        wrong = self._check(values) if self._check else ""
        said = Span(wrong, prose.BAD) if wrong else Span(self._live(values), prose.STRONG)
        self.query_one("#complaint", Bar).show([said])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter and the arrows to a long text and to the answers, which use them."""
        on_line = isinstance(self.focused, Input | Pick)
        if action == "go_down":
            return on_line
        if action == "go_up":
            answers = self.query_one("#answers", VirtualList)
            return on_line or (self.focused is answers and answers.cursor == 0)
        return super().check_action(action, parameters)

    def action_next_field(self) -> None:
        """Go to the next field, or to the answers."""
        self.focus_next()

    def action_former_field(self) -> None:
        """Go to the former field."""
        self.focus_previous()

    action_go_down = action_next_field
    action_go_up = action_former_field

    @on(VirtualList.Opened)
    def _answered(self, message: VirtualList.Opened) -> None:
        message.stop()
        if message.row is None or message.row.key == _CANCEL:
            self.dismiss(None)
            return
        values = self.values()
        complaint = self._missing(values) or (self._check(values) if self._check else "")
        if complaint:
            self.query_one("#complaint", Bar).show([Span(complaint, prose.BAD)])
            return
        self.dismiss(values)

    def _missing(self, values: Mapping[str, str]) -> str:
        for asked in self._fields:
            if asked.required and not values[asked.name].strip():
                self.query_one(f"#f-{asked.name}").focus()
                return _("“{field}” must be filled in.").format(field=asked.label)
        return ""


class _FieldLine(Horizontal):
    """The label of a field and its control."""

    def __init__(self, asked: Field) -> None:
        super().__init__(classes="field-line")
        self._asked = asked

    def compose(self) -> ComposeResult:
        asked = self._asked
        yield Bar()
        name = f"f-{asked.name}"
        if asked.choices:
            yield Pick(asked.choices, asked.value, id=name, classes="field")
        elif asked.long:
            area = TextArea(asked.value, id=name, classes="field", tab_behavior="focus")
            area.cursor_blink = False
            area.styles.height = _LONG_HEIGHT
            self.styles.height = _LONG_HEIGHT
            yield area
        else:
            entry = Input(asked.value, id=name, classes="field", compact=True)
            entry.cursor_blink = False
            yield entry

    def on_mount(self) -> None:
        self._mark(" ")

    def on_descendant_focus(self) -> None:
        self._mark(">")

    def on_descendant_blur(self) -> None:
        self._mark(" ")

    def _mark(self, sign: str) -> None:
        """Say without colour whether the keys go to this field."""
        self.query_one(Bar).show([Span(f"{sign} {self._asked.label}")])


def _value(widget: Widget) -> str:
    if isinstance(widget, Pick | Input):
        return widget.value
    if isinstance(widget, TextArea):
        return widget.text
    raise TypeError(type(widget).__name__)
