"""Reports that repeat others: the likely ones, merged or kept apart, and both taken back."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from comens_tui.errors import RecordError, RefusedError, UnknownRecordError
from comens_tui.i18n import N_, _
from comens_tui.model.places import report_path
from comens_tui.model.report import Report
from comens_tui.model.words import ReportState
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.rules import instruction, states
from comens_tui.rules.duplicates import (
    NEAR_DAYS,
    Likeness,
    Rarity,
    likely_duplicates,
    words_of,
)
from comens_tui.store.index import Index
from comens_tui.store.records import MAX_BYTES, read_record
from comens_tui.store.workspace import Workspace

#: So many reports are read and compared, of those that the index finds.
_COMPARED = 48
#: More suggestions than this are of no use to a person.
_SUGGESTED = 10
#: The rarest words of a report that are looked for.
_WORDS_SOUGHT = 32


class Suggestions(NamedTuple):
    """A report, the reports it may repeat with the why of each, and those kept apart.

    `others` has the record of every id in `likely` and `apart`.
    """

    report: Report
    likely: tuple[Likeness, ...]
    apart: tuple[str, ...]
    others: dict[str, Report]


def suggestions(workspace: Workspace, index: Index, report_id: str) -> Suggestions:
    """Return which reports a report may repeat, read at the head of the branch.

    Raises:
        UnknownRecordError: There is no such report.
    """
    row = index.row("report", report_id) or index.row("report", report_id.upper())
    if row is None:
        raise UnknownRecordError(_("There is no record {id}.").format(id=report_id))
    report = next(_read(workspace, [(row.path, row.blob)]))
    rarity = Rarity(index.word_counts(words_of(report)), index.text_count())
    rare = sorted(
        filter(rarity.is_rare, words_of(report)), key=lambda word: (-rarity.points(word), word)
    )
    weights = {word: rarity.points(word) for word in rare[:_WORDS_SOUGHT]}
    found = index.alike(row, weights, NEAR_DAYS, _COMPARED)
    others = {item.id: item for item in _read(workspace, found)}
    likely = likely_duplicates(report, others.values(), rarity)[:_SUGGESTED]
    apart_rows = index.rows_named(report.kept_apart)
    others |= {
        item.id: item
        for item in _read(workspace, [(item.path, item.blob) for item in apart_rows.values()])
    }
    apart = tuple(name for name in report.kept_apart if name in others)
    wanted = {*apart, *(item.id for item in likely)}
    return Suggestions(
        report, likely, apart, {name: item for name, item in others.items() if name in wanted}
    )


def _read(workspace: Workspace, files: list[tuple[str, str]]) -> Iterator[Report]:
    """Yield the reports of these blobs; one that cannot be read is left out."""
    blobs = workspace.git.objects.read_many([blob for _path, blob in files], limit=MAX_BYTES)
    for (path, _blob), found in zip(files, blobs, strict=True):
        if found is None or found.content is None:
            continue
        try:
            yield read_record(Report, found.content, path)
        except RecordError:
            continue


def merge_report(
    desk: Desk, report_id: str, duplicate_of: str, *, seen: str | None = None
) -> Receipt:
    """Record that a report repeats another: it leaves the instruction and points to it.

    One that was just received is found inadmissible; one in instruction is left without
    action. Where it stood is kept, so that `unmerge_report` gives it back.

    Raises:
        UnknownRecordError: No such report, or no such original.
        RefusedError: It is the same report, one of them repeats another already, or the
            report is over.
        StaleRecordError: The report changed since it was shown.
    """
    with drafting(desk, "report.merge") as draft:
        report = draft.find(draft.snapshot.reports, report_id)
        draft.check_seen(report_path(report_id), seen, Report)
        original = draft.find(draft.snapshot.reports, duplicate_of)
        reason = draft.say(N_("Repeats {id}."), id=original.id)
        merged = instruction.merged(report, original, _left_as(report), reason)
        _walk(draft, report, merged.state, reason)
        draft.put(report_path(report.id), merged)
        return draft.commit(
            N_("Merge report {id} with {original}, which it repeats: {title}"),
            record=report.id,
            others=(original.id,),
            original=original.id,
            title=report.title,
        )


def unmerge_report(desk: Desk, report_id: str, *, seen: str | None = None) -> Receipt:
    """Take a merge back: the report stands again where it stood before, even once closed.

    Raises:
        UnknownRecordError: No such report.
        RefusedError: It repeats no other report.
        StaleRecordError: The report changed since it was shown.
    """
    with drafting(desk, "report.merge") as draft:
        report = draft.find(draft.snapshot.reports, report_id)
        draft.check_seen(report_path(report_id), seen, Report)
        back = instruction.unmerged(report)
        draft.put(report_path(report.id), back)
        return draft.commit(
            N_("Report {id} no longer repeats {original}: {title}"),
            record=report.id,
            others=(report.duplicate_of or "",),
            original=report.duplicate_of,
            title=report.title,
        )


def keep_apart(
    desk: Desk, report_id: str, other_id: str, *, undo: bool = False, seen: str | None = None
) -> Receipt:
    """Record that two reports are about different things: neither is suggested for the other.

    With `undo` they may be suggested again, whichever of them kept it.

    Raises:
        UnknownRecordError: One of them does not exist.
        RefusedError: It is the same report, or nothing would change.
        StaleRecordError: The report changed since it was shown.
    """
    with drafting(desk, "report.merge") as draft:
        report = draft.find(draft.snapshot.reports, report_id)
        draft.check_seen(report_path(report_id), seen, Report)
        other = draft.find(draft.snapshot.reports, other_id)
        if other.id == report.id:
            raise RefusedError(
                _("{id} cannot be kept apart from itself.").format(id=report.id),
                hint=_("Name another report."),
            )
        for one, two in ((report, other), (other, report)) if undo else ((report, other),):
            kept = tuple(name for name in one.kept_apart if name != two.id)
            names = kept if undo else (*kept, two.id)
            if undo or two.id not in one.kept_apart:
                draft.put(report_path(one.id), one.model_copy(update={"kept_apart": names}))
        sentence = (
            N_("Reports {id} and {other} may be compared again")
            if undo
            else N_("Keep reports {id} and {other} apart")
        )
        return draft.commit(sentence, record=report.id, others=(other.id,), other=other.id)


def _left_as(report: Report) -> ReportState:
    return (
        ReportState.INADMISSIBLE if report.state is ReportState.RECEIVED else ReportState.NO_ACTION
    )


def _walk(draft: Draft, report: Report, target: ReportState, reason: str) -> None:
    """Make sure that every step to `target` is in the table and is for this person."""
    way = states.path("report", report.state, target)
    if not way:
        raise RefusedError(
            _("{id} is over: it cannot be merged any more.").format(id=report.id),
            hint=_("Only a report still in hand is merged with another."),
        )
    for source, step in pairwise((report.state, *way)):
        states.require("report", source, step, roles=draft.member.roles, reason=reason)
