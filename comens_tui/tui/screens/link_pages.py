"""A page of links over any screen: what a record is linked to, and the way to each."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from comens_tui.errors import UnknownRecordError
from comens_tui.i18n import _, ngettext
from comens_tui.operations.tracing import grouped, impact_of, trace_of
from comens_tui.rules.link_graph import Touch
from comens_tui.rules.trace import Step
from comens_tui.rules.trace_matrix import Rule
from comens_tui.store.index_rows import Row
from comens_tui.text.labels import label, state_label
from comens_tui.text.trace_words import kinds_label, why
from comens_tui.tui import prose
from comens_tui.tui.messages import Visit
from comens_tui.tui.modals.links import LinkSheet
from comens_tui.tui.prose import Block, paragraph
from comens_tui.tui.routes import visit_of
from comens_tui.tui.screens.base import BaseScreen
from comens_tui.tui.session import Session
from comens_tui.tui.widgets.rows import ListRow


class LinkPage(NamedTuple):
    """The lines of a page of links, and where each leads; a title of a group leads nowhere."""

    title: str
    blocks: tuple[Block, ...]
    rows: tuple[ListRow, ...]
    visits: Mapping[str, Visit]


def show(screen: BaseScreen, name: str, *, otherwise: str = "") -> None:
    """Read what `name` is linked to and show it over `screen`; Enter goes to the record.

    A requirement that is not in the corpus yet is shown as `otherwise`.
    """
    session = screen.session
    screen.read(
        lambda: read(session, name, otherwise),
        lambda page: open_page(screen, page),
        group="links",
    )


def open_page(screen: BaseScreen, page: LinkPage) -> None:
    """Show a page of links; the link taken is visited."""

    def taken(key: str | None) -> None:
        if key is not None:
            screen.app.post_message(page.visits[key])

    screen.app.push_screen(LinkSheet(page.title, page.blocks, page.rows, page.visits), taken)


def read(session: Session, name: str, otherwise: str = "") -> LinkPage:
    """Return the impact of a requirement, or the trace of another record; runs in a thread.

    Raises:
        UnknownRecordError: Nothing has that id at the head of the branch.
    """
    index, workspace = session.fresh_index(), session.desk.workspace
    try:
        found = trace_of(workspace, index, name)
    except UnknownRecordError:
        if not otherwise or otherwise == name:
            raise
        found = trace_of(workspace, index, otherwise)
    heading = f"{found.row.id}  {found.row.title}"
    lines = _Lines(found.rows)
    if found.row.kind == "requirement":
        touched = impact_of(workspace, index, found.row.id)
        lines = _Lines(touched.rows)
        lines.groups(touched.impact.touches)
        blocks = tuple(_replacement(touched.impact.replaced_by, touched.impact.replaces))
        title = _("Impact of {record}").format(record=heading)
        return lines.page(title, blocks)
    lines.steps(_("Comes from"), found.trace.comes_from)
    lines.steps(_("Leads to"), found.trace.leads_to)
    lines.groups(found.trace.beside)
    return lines.page(_("Trace of {record}").format(record=heading), ())


def rules_page(title: str, rules: Iterable[Rule], rows: Mapping[str, Row]) -> LinkPage:
    """Return the page of some requirements, each a link to its text."""
    lines = _Lines(rows)
    for rule in rules:
        lines.rule(rule)
    return lines.page(title, ())


class _Lines:
    def __init__(self, rows: Mapping[str, Row]) -> None:
        self._rows = rows
        self._lines: list[ListRow] = []
        self._visits: dict[str, Visit] = {}

    def page(self, title: str, blocks: tuple[Block, ...]) -> LinkPage:
        count = len(self._visits)
        said = ngettext("{count} link", "{count} links", count).format(count=count)
        if not self._lines:
            blocks = (*blocks, paragraph(_("Nothing is linked to it.")))
        return LinkPage(f"{title}  ({said})", blocks, tuple(self._lines), self._visits)

    def groups(self, touches: Iterable[Touch]) -> None:
        for kind, items in grouped(touches, self._rows).items():
            self._title(f"{kinds_label(kind)} ({len({item.id for item in items})})")
            for item in items:
                self._touch(item, 1)

    def steps(self, title: str, steps: Iterable[Step]) -> None:
        found = list(steps)
        if found:
            self._title(title)
        for step in found:
            self._touch(step.reached._replace(through=""), step.depth)

    def rule(self, rule: Rule) -> None:
        row = self._rows[rule.id]
        words = (rule.id, label(rule.level), row.title, _place(row.path, row.extra["line"]))
        self._add(words, visit_of(rule.id, row.path, rule.id))

    def _title(self, title: str) -> None:
        self._lines.append(ListRow(f"title-{len(self._lines)}", (title, "", "", ""), prose.STRONG))

    def _touch(self, item: Touch, depth: int) -> None:
        row = self._rows.get(item.id)
        reason = why(item.relation, backwards=item.backwards, through=item.through)
        title = row.title if row else ""
        if row and row.state and row.kind != "requirement":
            title = _("{title} ({state})").format(
                title=title, state=state_label(row.kind, row.state)
            )
        place = _place(item.path, item.line)
        self._add(("  " * depth + item.id, reason, title, place), _visit(item, row))

    def _add(self, cells: tuple[str, ...], visit: Visit | None) -> None:
        key = f"line-{len(self._lines)}"
        if visit is not None:
            self._visits[key] = visit
        self._lines.append(ListRow(key, cells))


def _visit(item: Touch, row: Row | None) -> Visit | None:
    """Return the way to the record; to the place that names it where it is only words."""
    if row is None:
        return visit_of("", item.path)
    if row.kind == "requirement":
        return visit_of(row.id, row.path, row.id)
    return visit_of(row.id.partition("/")[0], row.path if row.kind == "document" else "")


def _place(path: str, line: int) -> str:
    return f"{path}:{line}" if line else path


def _replacement(replaced_by: tuple[str, ...], replaces: tuple[str, ...]) -> Iterator[Block]:
    if replaced_by:
        names = ", ".join(replaced_by)
        yield paragraph(_("It is repealed; in its place: {ids}").format(ids=names))
    if replaces:
        yield paragraph(_("It took the place of: {ids}").format(ids=", ".join(replaces)))
