"""The work programme as tables of words and numbers: what every format writes."""

from collections.abc import Iterator

from comens_tui.exchange.trace_table import Table
from comens_tui.i18n import _, ngettext
from comens_tui.model.programme import Departure, ProgrammeEntry
from comens_tui.rules.programme import Line, ProgrammeSheet
from comens_tui.text.decimals import decimal_words
from comens_tui.text.score_words import EX_OFFICIO, debate_sentence, why_waiting

#: A score that is kept from the reader.
BLIND = "?"


def programme_title(sheet: ProgrammeSheet) -> str:
    """Return the name of the programme."""
    return _("Work programme {cycle}").format(cycle=sheet.programme.cycle)


def programme_notes(sheet: ProgrammeSheet) -> tuple[str, ...]:
    """Return what is said above the programme: its state, its counts, where it comes from."""
    programme = sheet.programme
    taken = sum(line.waits is None for line in sheet.lines)
    waiting = len(sheet.lines) - taken
    counts = [
        ngettext("{count} proposal is taken.", "{count} proposals are taken.", taken).format(
            count=taken
        ),
        ngettext("{count} proposal waits.", "{count} proposals wait.", waiting).format(
            count=waiting
        ),
    ]
    if programme.departures:
        count = len(programme.departures)
        words = ngettext(
            "{count} departure from the ranking, with its reason.",
            "{count} departures from the ranking, each with its reason.",
            count,
        )
        counts.append(words.format(count=count))
    if programme.decision:
        state = _("Adopted by {decision}.").format(decision=programme.decision)
    else:
        state = _("A draft: the committee has not adopted it.")
    drawn = _("Drawn up on {day} by {member}, from the ranking {digest}.").format(
        day=programme.date.isoformat(), member=programme.author, digest=programme.ranking[:12]
    )
    blind = (
        (_("{sign} is a score kept from you until your own rating is in.").format(sign=BLIND),)
        if sheet.hidden
        else ()
    )
    return (state, drawn, *counts, *blind)


def entries_table(sheet: ProgrammeSheet, *, as_data: bool = False) -> Table:
    """Return one row a proposal, in the order of the programme.

    For a machine, its departure too, and scores with a point.
    """
    columns = [
        _("Proposal"),
        _("Order"),
        _("Rank"),
        _("Score"),
        _("Group"),
        _("Effort"),
        _("Days"),
        _("Outcome"),
        _("Why"),
        _("Title"),
        _("Remarks"),
    ]
    moved = {item.proposal: item for item in sheet.programme.departures}
    rows = []
    for place, (entry, line) in enumerate(
        zip(sheet.programme.entries, sheet.lines, strict=True), start=1
    ):
        row: list[str | int] = [
            entry.proposal,
            place,
            entry.rank,
            score_text(sheet, entry, as_data=as_data),
            entry.group or "",
            entry.effort.value,
            entry.days,
            outcome(line),
            why(line),
            sheet.titles.get(entry.proposal, ""),
            " ".join(remarks(sheet, entry)),
        ]
        if as_data:
            departure = moved.get(entry.proposal)
            row.append(departure_sentence(departure) if departure else "")
        rows.append(tuple(row))
    if as_data:
        columns.append(_("Departure"))
    return Table(_("What is taken and what waits"), (), tuple(columns), tuple(rows))


def groups_table(sheet: ProgrammeSheet) -> Table:
    """Return one row a working group: the days it gives, has, and has left."""
    columns = (
        _("Group"),
        _("Name"),
        _("Days given"),
        _("Days available"),
        _("Days left"),
        _("Proposals waiting"),
    )
    rows = tuple(
        (
            load.group,
            sheet.names.get(load.group, ""),
            load.used,
            load.capacity,
            load.capacity - load.used,
            load.waiting,
        )
        for load in sheet.loads
        if load.used or load.waiting
    )
    return Table(_("Working groups"), (), columns, rows)


def departures_table(sheet: ProgrammeSheet) -> Table:
    """Return one row a departure from the ranking."""
    columns = (_("Proposal"), _("Rank"), _("Place given"), _("Reason"), _("By"))
    rows = tuple(
        (item.proposal, item.rank, item.place, item.reason, item.by)
        for item in sheet.programme.departures
    )
    return Table(_("Departures from the ranking"), (), columns, rows)


def programme_tables(sheet: ProgrammeSheet) -> Iterator[Table]:
    """Yield the tables of a page: proposals, groups, and departures where there are some."""
    yield entries_table(sheet)
    yield groups_table(sheet)
    if sheet.programme.departures:
        yield departures_table(sheet)


def score_text(sheet: ProgrammeSheet, entry: ProgrammeEntry, *, as_data: bool = False) -> str:
    """Return a score as it is shown to the reader, or written for a machine."""
    if entry.proposal in sheet.hidden:
        return BLIND
    return str(entry.score) if as_data else decimal_words(entry.score)


def outcome(line: Line) -> str:
    """Return whether a proposal is taken."""
    return _("taken") if line.waits is None else _("waits")


def why(line: Line) -> str:
    """Return by which sum it is taken, or why it waits."""
    return why_waiting(
        line.waits,
        group=line.group or "",
        days=line.days,
        used=line.used,
        capacity=line.capacity,
        behind=line.behind,
    )


def remarks(sheet: ProgrammeSheet, entry: ProgrammeEntry) -> Iterator[str]:
    """Yield what the committee is asked to look at; nothing of ratings that are blind."""
    if entry.proposal in sheet.hidden:
        return
    if entry.ex_officio:
        yield _(EX_OFFICIO)
    if entry.to_debate:
        yield debate_sentence(entry.to_debate)


def departure_sentence(departure: Departure) -> str:
    """Return a departure in one sentence."""
    return _("From rank {rank} to place {place}, by {member}: {reason}").format(
        rank=departure.rank, place=departure.place, member=departure.by, reason=departure.reason
    )
