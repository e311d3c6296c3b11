"""The palette: find an action by its words."""

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from comens_tui.i18n import N_, _
from comens_tui.tui import prose
from comens_tui.tui.action import Action
from comens_tui.tui.actions import key_name, keys_of, screen_action
from comens_tui.tui.modals.base import Sheet
from comens_tui.tui.modals.guide import twin
from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows
from comens_tui.tui.widgets.virtual_list import VirtualList


class Palette(Sheet[str]):
    """Finds an action by its words; gives back its id.

    Those of other screens come after those that can be done now, each with the keys that
    lead to it.
    """

    AUTO_FOCUS = "#search"

    def __init__(
        self, actions: Sequence[Action], record: str, elsewhere: Sequence[Action] = ()
    ) -> None:
        super().__init__(_("Command"))
        self._actions = actions
        self._elsewhere = elsewhere
        self._record = record

    def controls(self) -> Iterable[Widget]:
        """Yield the words typed, then the actions that hold them."""
        search = Input(id="search", compact=True, placeholder=_("words of the action"))
        search.cursor_blink = False
        yield search
        yield VirtualList(
            (
                Column("", 22),
                Column("", 8),
                Column("", 20, grows=True),
                Column("", 34, drop=1),
            ),
            titles=False,
            unmatched=N_("No action has these words."),
            id="answers",
        )

    def on_mount(self) -> None:
        """List what can be done here, then what can be done on the other screens."""
        self.add_class("-tall-page")
        rows = [
            ListRow(
                action.id,
                (
                    _(action.label),
                    key_name(keys_of(action)[0]) if action.keys else "",
                    _(action.help),
                    twin(action, self._record),
                ),
            )
            for action in self._actions
        ]
        rows += map(_row_elsewhere, self._elsewhere)
        self.query_one("#answers", VirtualList).show(MemoryRows(rows))

    @on(Input.Changed, "#search")
    def _typed(self, message: Input.Changed) -> None:
        answers = self.query_one("#answers", VirtualList)
        answers.filter(message.value)
        answers.action_list_first()

    @on(Input.Submitted, "#search")
    def _submitted(self) -> None:
        self.query_one("#answers", VirtualList).action_list_open()

    @on(VirtualList.Opened)
    def _chosen(self, message: VirtualList.Opened) -> None:
        message.stop()
        self.dismiss(message.row.key if message.row else None)

    def key_down(self) -> None:
        """Move in the list while typing."""
        self.query_one("#answers", VirtualList).action_list_down()

    def key_up(self) -> None:
        """Move in the list while typing."""
        self.query_one("#answers", VirtualList).action_list_up()


def _row_elsewhere(action: Action) -> ListRow:
    screen = screen_action(action.scope)
    keys = [key_name(keys_of(item)[0]) for item in (screen, action) if item.keys]
    words = _("{screen}: {action}").format(screen=_(screen.label), action=_(action.help))
    return ListRow(
        action.id, (_(action.label), " ".join(keys), words, twin(action, "")), prose.QUIET
    )
