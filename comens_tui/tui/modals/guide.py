"""Pages about the app itself: help, made from the table of actions, and the journal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from comens_tui.i18n import _
from comens_tui.tui import prose
from comens_tui.tui.action import GLOBAL, LIST, MODAL, TEXT, Action
from comens_tui.tui.actions import in_scopes, key_name, keys_of
from comens_tui.tui.modals.base import LEFT_BY_Q, Sheet
from comens_tui.tui.prose import Block, PageItem, Span, heading, paragraph
from comens_tui.tui.session import Said
from comens_tui.tui.widgets.page import Page

_KEY_WIDTH = 12


class Reading(Sheet[bool]):
    """A page that takes the whole window, and is left by Esc or q."""

    KEYS = (TEXT, MODAL)
    BINDINGS: ClassVar[list[BindingType]] = [*LEFT_BY_Q]

    def __init__(self, title: str, page: Sequence[PageItem], *, at: str = "") -> None:
        """Show `page` from the top, or from the block anchored `at`."""
        super().__init__(title)
        self._page = page
        self._at = at

    def controls(self) -> Iterable[Widget]:
        """Yield the page and its keys."""
        yield Page(id="page")

    def on_mount(self) -> None:
        """Show the page."""
        self.add_class("-tall-page")
        self.query_one(Page).show(self._page)
        if self._at:
            self.call_after_refresh(self.query_one(Page).go_to, self._at, above=3)


class Guide(Reading):
    """The keys and commands of one screen."""

    def __init__(
        self, title: str, scope: str, record: str, before: Iterable[PageItem] = ()
    ) -> None:
        """`before` is said ahead of the keys."""
        super().__init__(title, (*before, *guide_blocks(scope, record)))


def guide_blocks(scope: str, record: str) -> Iterator[Block]:
    """Yield the help of one screen; `record` stands in the commands where there is one."""
    for name, scopes in (
        (_("This screen"), (scope,)),
        (_("In a list"), (LIST,)),
        (_("In a text"), (TEXT,)),
        (_("Everywhere"), (GLOBAL,)),
    ):
        yield heading(name, anchor=scopes[0])
        for action in in_scopes(*scopes):
            yield _help_of(action, record)
        yield Block()
    yield paragraph(
        _("Every act has its command, shown after “$”; with --dry-run it writes nothing."),
        prose.QUIET,
    )


def _help_of(action: Action, record: str) -> Block:
    keys = " ".join(key_name(key) for key in keys_of(action)[:2]) or "-"
    spans = [
        Span(prose.fit(keys, _KEY_WIDTH), prose.KEY),
        Span(_(action.help)),
    ]
    if action.twin:
        spans.append(Span("  $ " + twin(action, record), prose.QUIET))
    return Block(tuple(spans), hang=_KEY_WIDTH, indent=2)


def twin(action: Action, record: str) -> str:
    """Return the command line that does the same; fields without a value are in capitals."""

    class Known(dict[str, str]):
        def __missing__(self, key: str) -> str:
            return key.upper()

    return action.twin.format_map(Known(id=record) if record else Known())


class Journal(Reading):
    """What the app has said since it was opened, the latest first."""

    def __init__(self, said: Iterable[Said]) -> None:
        blocks = [
            Block(
                (
                    Span(f"{item.at:%H:%M:%S}  ", prose.QUIET),
                    Span(item.text, prose.BAD if item.is_problem else prose.PLAIN),
                ),
                hang=10,
                mark="!" if item.is_problem else " ",
            )
            for item in reversed(list(said))
        ]
        super().__init__(_("Messages"), blocks or [paragraph(_("Nothing was said yet."))])
