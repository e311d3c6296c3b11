"""The figures as tables: exact for the committee, or fit to be published."""

from collections.abc import Iterator

from comens_tui.exchange.trace_table import Table
from comens_tui.i18n import N_, _
from comens_tui.rules.authority import RIGHTS
from comens_tui.rules.disclosure import LEAST, published, with_totals
from comens_tui.rules.figures import EARLIER, CrossTab, Figures
from comens_tui.text.labels import label, state_label

#: A count that is not published: a small one, or one beside it.
HIDDEN = "*"
_KINDS = {"report": N_("Report"), "proposal": N_("Proposal")}

Cell = str | int


def figures_title() -> str:
    """Return the name of the page."""
    return _("Figures of the committee's work")


def figures_notes(figures: Figures, *, exact: bool) -> tuple[str, ...]:
    """Return what is said above the figures: their day, and whom they are for."""
    day = _("On {day}.").format(day=figures.day.isoformat())
    if exact:
        return day, _("Exact counts, for the committee only: do not publish them.")
    return day, _(
        "Counts of 1 to {most} are hidden, and others with them wherever the totals would "
        "give them away: {sign}."
    ).format(most=LEAST - 1, sign=HIDDEN)


def figures_tables(figures: Figures, *, exact: bool) -> Iterator[tuple[str, Table]]:
    """Yield each table with its key, with exact counts or with what may be published.

    Each published table keeps its small counts by itself. So that no two of them give one
    away together, how many are in each state and who is waited for are for the committee.
    """
    yield (
        "months",
        _crossed(_("Reports by month and kind"), _("Month"), figures.months, exact=exact),
    )
    yield (
        "report_ages",
        _crossed(_("Age of open reports"), _("Age"), figures.report_ages, exact=exact),
    )
    yield (
        "proposal_ages",
        _crossed(_("Age of open proposals"), _("Age"), figures.proposal_ages, exact=exact),
    )
    if exact:
        yield "states", _states(figures)
        yield "waiting", _waiting(figures)
    else:
        yield "states", _medians(figures)


def has_total(table: Table) -> bool:
    """Tell whether the last row is that of the totals."""
    return bool(table.rows) and table.rows[-1][0] == _("All")


def bars(table: Table, width: int) -> Iterator[str]:
    """Yield the bar of each row, as long as its last number; the row of totals has none."""
    rows = table.rows[:-1] if has_total(table) else table.rows
    drawn = [row[-1] if isinstance(row[-1], int) else 0 for row in rows]
    most = max(drawn, default=0)
    for value in drawn:
        yield "#" * max(round(width * value / most), 1) if value else ""
    if has_total(table):
        yield ""


def bars_of(table: Table) -> tuple[int, ...]:
    """Return the columns of numbers that a page draws as bars: the last one."""
    return (len(table.columns) - 1,)


def act_label(action: str) -> str:
    """Return what a person is waited for to do."""
    return _(RIGHTS[action].act) if action in RIGHTS else _("take part")


def _crossed(title: str, first: str, counts: CrossTab, *, exact: bool) -> Table:
    titles = [label(column) for column in counts.columns if column]
    columns = (first, *(titles or ()), _("All"))
    if not counts.total:
        return Table(title, (), columns, ())
    shown = with_totals(counts.cells) if exact else published(counts.cells)
    names = [*map(_row_name, counts.rows), _("All")]
    rows = []
    for name, found in zip(names, shown, strict=True):
        cells = [HIDDEN if count is None else count for count in found]
        # With one column, the total of the row is that column.
        rows.append((name, *(cells if titles else cells[-1:])))
    return Table(title, (), columns, tuple(rows))


def _row_name(row: str) -> str:
    """Return what a person reads for a month or for a class of age."""
    if row == EARLIER:
        return _("earlier")
    return row if "-" in row else _("up to {days} days").format(days=row)


def _states(figures: Figures) -> Table:
    columns = (_("Record"), _("State"), _("Median days"), _("Stays ended"), _("There now"))
    rows = tuple(
        (
            _(_KINDS[item.kind]),
            state_label(item.kind, item.state),
            _median(item.median),
            item.stays,
            item.present,
        )
        for item in figures.spent
    )
    return Table(_("Time in each state"), (), columns, rows)


def _medians(figures: Figures) -> Table:
    columns = (_("Record"), _("State"), _("Median days"))
    rows = tuple(
        (_(_KINDS[item.kind]), state_label(item.kind, item.state), _median(item.median))
        for item in figures.spent
        if item.stays >= LEAST
    )
    note = _("Where at least {count} stays have ended.").format(count=LEAST)
    return Table(_("Time in each state"), (note,), columns, rows)


def _median(days: float | None) -> Cell:
    if days is None:
        return ""
    return int(days) if days == int(days) else f"{days:.1f}"


def _waiting(figures: Figures) -> Table:
    columns = (_("Member"), _("Acts"), _("Overdue"), _("Waiting"))
    rows = tuple(
        (
            item.name,
            ", ".join(f"{act_label(action)} ({count})" for action, count in item.acts),
            item.overdue,
            item.waiting,
        )
        for item in figures.awaited
    )
    return Table(_("What waits for whom"), (), columns, rows)
