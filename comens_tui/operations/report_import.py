"""Reports imported from a table: seen first, then registered as one act."""

from collections.abc import Sequence
from typing import Any, Final

from comens_tui.errors import RefusedError
from comens_tui.exchange.column_map import ColumnMap
from comens_tui.exchange.fields import REPORT
from comens_tui.exchange.rows import read_rows
from comens_tui.exchange.table import Table
from comens_tui.i18n import N_, _
from comens_tui.model.places import report_path
from comens_tui.model.report import Report
from comens_tui.model.words import ReportState
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.operations.intake import Preview, sort_out

#: The id of a report that is not registered yet; no year is 0.
_UNNUMBERED: Final = "EV-0000-0000"
_LAST_NUMBER: Final = 9999


def preview_reports(desk: Desk, table: Table, mapping: ColumnMap) -> Preview[Report]:
    """Return what importing `table` would do, row by row; nothing is written.

    A row without an external reference is already there when a report has its title and
    its description.

    Raises:
        UsageError: The mapping does not fit the table.
    """
    today = desk.today()

    def report_of(values: dict[str, Any]) -> Report:
        received = values.get("received") or today
        if received > today:
            raise RefusedError(
                _("It would be received on {day}, which is to come.").format(
                    day=received.isoformat()
                )
            )
        event = values.get("event")
        channel = "regional_day" if event else values.get("channel", "platform")
        return Report.model_validate(
            {
                **values,
                "id": _UNNUMBERED,
                "state": ReportState.RECEIVED,
                "received": received,
                "channel": channel,
            }
        )

    snapshot = desk.workspace.snapshot()
    return sort_out(
        table,
        read_rows(table, REPORT, mapping),
        snapshot=snapshot,
        known=snapshot.reports.values(),
        kind=REPORT,
        make=report_of,
    )


def import_reports(desk: Desk, reports: Sequence[Report], source: str) -> Receipt:
    """Register the reports of a preview as one commit; ids are given in their order.

    Those that somebody registered meanwhile are left out.

    Args:
        desk: Who imports, and where.
        reports: What `preview_reports` would create.
        source: The name of the file, for the log.

    Raises:
        RefusedError: None is left to register, or the year has no number left.
    """
    with drafting(desk, "report.import") as draft:
        refs = {report.external_ref for report in draft.snapshot.reports.values()}
        left = [item for item in reports if not item.external_ref or item.external_ref not in refs]
        if not left:
            raise RefusedError(
                _("There is no new report to import."),
                hint=_("See what became of each row with --dry-run."),
            )
        ids = _numbered(draft, left)
        for report, report_id in zip(left, ids, strict=True):
            draft.put(report_path(report_id), report.model_copy(update={"id": report_id}))
        return draft.commit(
            N_("Import reports: {count} from {source}"),
            record=ids[0],
            others=tuple(ids[1:]),
            count=len(ids),
            source=source,
        )


def _numbered(draft: Draft, reports: Sequence[Report]) -> list[str]:
    """Return the next ids, one a report: JR- for a regional day, EV- for the rest."""
    year = draft.desk.today().year
    next_numbers: dict[str, int] = {}
    ids = []
    for report in reports:
        prefix = "JR" if report.event else "EV"
        if prefix not in next_numbers:
            next_numbers[prefix] = int(draft.new_id("report", prefix, year).rsplit("-", 1)[1])
        number = next_numbers[prefix]
        if number > _LAST_NUMBER:
            raise RefusedError(
                _("The reports of {year} have no number left: {most} at most.").format(
                    year=year, most=_LAST_NUMBER
                ),
                hint=_("Import fewer rows."),
            )
        ids.append(f"{prefix}-{year}-{number:04d}")
        next_numbers[prefix] = number + 1
    return ids
