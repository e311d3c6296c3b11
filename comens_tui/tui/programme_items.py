"""The work programme as rows and blocks: its groups with their days, one proposal explained."""

from collections.abc import Iterable, Iterator

from comens_tui.exchange.programme_table import (
    departure_sentence,
    outcome,
    programme_notes,
    programme_title,
    remarks,
    score_text,
    why,
)
from comens_tui.i18n import N_, _
from comens_tui.operations.programmes import ProgrammeView
from comens_tui.rules.programme import Load, ProgrammeSheet
from comens_tui.tui import prose
from comens_tui.tui.prose import Block, PageItem, Span, fields, fit, heading, paragraph
from comens_tui.tui.widgets.rows import Column, ListRow

PROGRAMME_COLUMNS = (
    Column("", 3, right=True),
    Column(N_("Id"), 11),
    Column(N_("Outcome"), 8),
    Column(N_("Days"), 5, right=True),
    Column(N_("Group"), 6),
    Column(N_("Title"), 20, grows=True),
    Column(N_("Rank"), 4, drop=2, right=True),
    Column(N_("Score"), 5, drop=1, right=True),
)
_BAR, _GROUP = 20, 6
_USED, _LEFT = "#", "."


def bar(part: int, whole: int, width: int) -> str:
    """Return `part` of `whole` as a bar that reads without colour: `###.......`."""
    used = width if whole <= 0 < part else round(width * min(part, whole) / max(whole, 1))
    used = max(used, 1) if part else 0
    return _USED * used + _LEFT * (width - used)


def programme_rows(sheet: ProgrammeSheet) -> Iterator[ListRow]:
    """Yield one row a proposal, in the order of the programme; `*` marks a departure."""
    moved = {item.proposal for item in sheet.programme.departures}
    pairs = zip(sheet.programme.entries, sheet.lines, strict=True)
    for place, (entry, line) in enumerate(pairs, start=1):
        yield ListRow(
            entry.proposal,
            (
                f"{place}*" if entry.proposal in moved else str(place),
                entry.proposal,
                outcome(line),
                str(entry.days),
                entry.group or "-",
                sheet.titles.get(entry.proposal, ""),
                str(entry.rank),
                score_text(sheet, entry),
            ),
            prose.PLAIN if line.waits is None else prose.QUIET,
        )


def load_blocks(loads: Iterable[Load]) -> Iterator[Block]:
    """Yield the days that each group concerned gives, of those it has."""
    for load in loads:
        if load.used or load.waiting:
            drawn = bar(load.used, load.capacity, _BAR)
            said = _("{used} of {capacity} days").format(used=load.used, capacity=load.capacity)
            yield paragraph(f"{fit(load.group, _GROUP)} {drawn} {said}", indent=2)


def entry_items(view: ProgrammeView, proposal: str) -> Iterator[PageItem]:
    """Yield the page of one proposal of the programme, then the programme it is part of."""
    sheet = view.sheet
    found = [
        (entry, line)
        for entry, line in zip(sheet.programme.entries, sheet.lines, strict=True)
        if entry.proposal == proposal
    ]
    for entry, line in found:
        yield heading(f"{proposal}  {sheet.titles.get(proposal, '')}")
        yield from fields(
            [
                (_("Outcome"), outcome(line)),
                (_("Why"), why(line)),
                (_("Rank"), str(entry.rank)),
                (_("Score"), score_text(sheet, entry)),
                (
                    _("Effort"),
                    _("{effort}, {days} days").format(effort=entry.effort, days=entry.days),
                ),
                (_("Group"), _group(sheet, entry.group)),
            ]
        )
        for remark in remarks(sheet, entry):
            yield paragraph(remark, prose.WARNING, indent=4, mark="!")
        for departure in sheet.programme.departures:
            if departure.proposal == proposal:
                yield paragraph(departure_sentence(departure), indent=4, mark="*")
        yield Block()
    yield heading(programme_title(sheet))
    for note in programme_notes(sheet):
        yield paragraph(note)
    if view.is_stale:
        yield paragraph(stale_sentence(), prose.WARNING, mark="!")
    yield Block()
    for load in sheet.loads:
        if load.used or load.waiting:
            yield from _load_items(load, sheet)


def stale_sentence() -> str:
    """Return what to do with a draft that no longer follows from the ratings."""
    return _("Ratings or groups changed since: x draws it up again.")


def _load_items(load: Load, sheet: ProgrammeSheet) -> Iterator[Block]:
    yield Block((Span(_group(sheet, load.group), prose.STRONG),))
    yield from load_blocks((load,))
    for line in sheet.lines:
        if line.group == load.group:
            style = prose.PLAIN if line.waits is None else prose.QUIET
            yield paragraph(f"{line.id}  {why(line)}", style, indent=4)


def _group(sheet: ProgrammeSheet, group: str | None) -> str:
    if group is None:
        return "-"
    name = sheet.names.get(group, "")
    return f"{group}  {name}" if name else group
