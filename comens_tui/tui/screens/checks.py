"""Checks: what was found, what it blocks, where it is, why it matters and how to mend it.

A check runs in a thread after each change, whatever screen is shown; the findings of the
one before stay until its own are there.
"""

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from textual.binding import BindingType

from comens_tui.checks.waiver_ages import AgedWaiver
from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.own_rules import OwnRules
from comens_tui.model.words import Blocks, Severity
from comens_tui.operations.blocked import CheckedState, checked_state
from comens_tui.operations.passages import working_text
from comens_tui.operations.text_checks import findings_brought
from comens_tui.text.mentions import kind_of
from comens_tui.tui import background, prose
from comens_tui.tui.action import CHECKS
from comens_tui.tui.actions import bindings
from comens_tui.tui.finding_items import finding_items, place_of, waiver_items
from comens_tui.tui.finding_rows import ORDER_NAMES, Entry, FindingRows, Kept, arranged, entries
from comens_tui.tui.prose import Span
from comens_tui.tui.screens.checks_acts import ChecksActs
from comens_tui.tui.screens.list_screen import Detail
from comens_tui.tui.session import Session
from comens_tui.tui.typed_ahead import Awaited
from comens_tui.tui.widgets.bars import SummaryBar
from comens_tui.tui.widgets.rows import Column


class _Found(NamedTuple):
    """What a check found, counted and made ready to be shown in a thread."""

    entries: tuple[Entry, ...]
    rows: FindingRows
    summary: str
    is_blocked: bool
    own_rules: OwnRules


class ChecksScreen(ChecksActs):
    """The findings by what they block, errors first; the detail explains one."""

    SCOPE = CHECKS
    BINDINGS: ClassVar[list[BindingType]] = bindings(CHECKS)
    COLUMNS = (
        Column(N_("Blocks"), 12),
        Column(N_("Severity"), 13),
        Column(N_("Code"), 4),
        Column(N_("Finding"), 30, grows=True),
        Column(N_("Place"), 15, drop=1),
    )
    EMPTY = N_("The checks found nothing.")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._found: _Found | None = None
        self._is_checking = False
        #: The code, path and clause of the finding that another screen asked for.
        self._reason = ""
        #: The proposal whose texts are checked too.
        self._proposal = ""

    def on_mount(self) -> None:
        """Check again after each change, whatever screen is shown."""
        super().on_mount()
        self.session.on_change.append(self.refresh_if_stale)

    # -- checking

    def load(self) -> None:
        """Run the checks on the files as they stand, in place of a run that is not over."""
        session, proposal, kept = self.session, self._proposal, self.kept
        known = self._found.rows.words if self._found else {}
        self._is_checking = True
        self._show_summary()

        def check() -> _Found:
            pause = background.pauses(session)
            state = checked_state(session.desk, pause)
            proposed = findings_brought(session.desk, proposal) if proposal else ()
            pause()
            found = entries(state, proposed)
            rows = FindingRows(arranged(found, kept), known)
            return _Found(found, rows, _summary(state), _is_blocked(state), state.report.own_rules)

        self.read(check, self._show_found, group="check", brings=Awaited.CONTENT)

    def _show_found(self, found: _Found) -> None:
        self._is_checking = False
        self._found = found
        self._show_lines(found.rows)
        reason, self._reason = self._reason, ""
        key = next((one.key for one in found.entries if reason and one.gist == reason), "")
        if key:
            super().visit(key)

    def keep(self, kept: Kept) -> None:
        """Keep other lines, or the same in another order, the cursor on the same finding."""
        self.kept = kept
        found = self._found
        if found is None or self._is_checking:
            # The lines that come are those kept when the check was asked for.
            self.load()
            return
        self.read(
            lambda: FindingRows(arranged(found.entries, kept), found.rows.words),
            lambda rows: self._show_arranged(found, rows),
            group="check",
            brings=Awaited.CONTENT,
        )

    def _show_arranged(self, found: _Found, rows: FindingRows) -> None:
        self._found = found._replace(rows=rows)
        self._show_lines(rows)

    def _show_lines(self, rows: FindingRows) -> None:
        self.show_rows(rows)
        self._show_summary()
        self.show_title()

    def _show_summary(self) -> None:
        """Say what blocks, how much was found, what is kept, and whether a check runs."""
        found = self._found
        spans = []
        if found is not None:
            spans.append(Span(found.summary, prose.BAD if found.is_blocked else prose.GOOD))
        words = ", ".join(
            part
            for part in (self.kept.words(), _(ORDER_NAMES[self.kept.order]) if found else "")
            if part
        )
        spans.append(Span(f"   {words}" if found else "", prose.QUIET))
        running = [Span(_("checking…"), prose.QUIET)] if self._is_checking else []
        self.query_one("#summary", SummaryBar).show(spans, running)

    # -- what the cursor is on

    def all_entries(self) -> tuple[Entry, ...]:
        """Return all that was found, whatever is kept."""
        return self._found.entries if self._found else ()

    def entry(self) -> Entry | None:
        """Return the line of the cursor."""
        row = self.table.row
        return self._found.rows.entry(row.key) if row and self._found else None

    def place(self) -> str:
        """Name the code open, or what is kept when another screen asked for it."""
        entry = self.entry()
        if self.is_open and entry:
            return entry.code
        return self.kept.owner

    def record(self) -> str:
        """Return the code of the finding."""
        entry = self.entry()
        return entry.code if entry else ""

    def copied(self) -> str:
        """Return the place of the finding, as editors take it."""
        finding = self.finding()
        return f"{finding.path}:{finding.line}" if finding else ""

    def row_summary(self) -> str:
        """Say where the finding is."""
        entry = self.entry()
        if entry is None:
            return ""
        return place_of(entry.finding) if entry.finding else entry.path

    def read_detail(self, key: str) -> Detail:
        """Return one finding or waiver, explained; runs in a thread."""
        found = self._found
        entry = found.rows.entry(key) if found else None
        if found is None or entry is None:
            return Detail(())
        if isinstance(entry.item, AgedWaiver):
            return Detail(tuple(waiver_items(entry.item, found.own_rules)))
        finding = entry.item.finding
        text = working_text(self.session.desk, finding.path) if finding.line else ""
        return Detail(tuple(finding_items(entry.item, text, found.own_rules)))

    def close_detail(self) -> bool:
        """Come back to the list; then to all of its lines."""
        if super().close_detail():
            return True
        if self.kept.is_narrowed:
            self._proposal = ""
            self.keep(Kept(put_away=self.kept.put_away, order=self.kept.order))
            return True
        return False

    @property
    def goes_back(self) -> bool:
        """Whether something is closed before the app is left."""
        return super().goes_back or self.kept.is_narrowed

    def hidden_actions(self) -> Iterable[str]:
        """Hide what is about a finding where there is none."""
        return () if self.finding() else ("finding.place", "finding.waive", "finding.edit")

    # -- from another screen

    def visit(self, record: str) -> None:
        """Open the finding of a key, or keep those of a proposal, a record or a file."""
        if "\n" in record:
            self.kept = Kept(order=self.kept.order)
            self._reason = record
            self.load()
            return
        self._proposal = record if kind_of(record) == "proposal" else ""
        self.kept = Kept(owner=record, order=self.kept.order)
        if self.query("#summary"):
            self.load()


def _is_blocked(state: CheckedState) -> bool:
    return any(item.blocks is Blocks.RELEASE for item in state.listed)


def _summary(state: CheckedState) -> str:
    """Return the count of what stands and of what is waived, and whether the release may go."""
    standing = [item.finding for item in state.listed if not item.waiver]
    errors = sum(finding.severity is Severity.ERROR for finding in standing)
    others = len(standing) - errors
    waived = len(state.listed) - len(standing)
    counts = {
        "errors": ngettext("{count} error", "{count} errors", errors).format(count=errors),
        "warnings": ngettext("{count} warning", "{count} warnings", others).format(count=others),
        "waived": ngettext("{count} waived", "{count} waived", waived).format(count=waived),
    }
    if _is_blocked(state):
        return _("BLOCKED: {errors}, {warnings}, {waived}").format(**counts)
    return _("NOTHING BLOCKS: {errors}, {warnings}, {waived}").format(**counts)
