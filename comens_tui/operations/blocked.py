"""What the checks found, by what it blocks, with the waivers by age; and one place of it."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from comens_tui.checks.base import nothing
from comens_tui.checks.running import Report
from comens_tui.checks.waiver_ages import AgedWaiver, aged
from comens_tui.errors import UsageError
from comens_tui.i18n import _
from comens_tui.model.finding import Finding
from comens_tui.model.places import PATHS
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.checking import checked, judging
from comens_tui.operations.desk import Desk
from comens_tui.operations.releases import check_workspace, last_release
from comens_tui.release.blocking import Listed, listed
from comens_tui.release.gate import gate
from comens_tui.release.plan import plan

#: Files that are the main one of a record with a folder of its own.
_IN_A_FOLDER = ("/proposal.yaml", "/meeting.yaml", "/consultation.yaml")


class CheckedState(NamedTuple):
    """The report on the working tree, its findings by what they block, the waivers by age."""

    report: Report
    listed: tuple[Listed, ...]
    waivers: tuple[AgedWaiver, ...]


class Place(NamedTuple):
    """A document or a record: its name, and the files and folders that are its own."""

    name: str
    paths: tuple[str, ...]

    def holds(self, path: str, clause: str = "", record: str = "") -> bool:
        """Tell whether something at that path, in that clause, of that record is about it."""
        return self.name in (clause, record) or any(
            path == own or path.startswith(f"{own}/") for own in self.paths
        )

    def has(self, finding: Finding) -> bool:
        """Tell whether the finding is about it."""
        return self.holds(finding.path, finding.clause, finding.record)


def checked_state(desk: Desk, between: Callable[[], None] = nothing) -> CheckedState:
    """Check the working tree, and say what each finding blocks.

    `between` is called between two rules or documents; what it raises ends the check.
    """
    snapshot = desk.workspace.working_snapshot()
    last, baseline = last_release(desk, snapshot)
    context = judging(desk, snapshot, baseline)._replace(between=between)
    report = checked(desk, snapshot, context)
    between()
    planned = plan(snapshot, baseline, last)
    between()
    reasons = gate(planned, snapshot, report, context)
    return CheckedState(
        report,
        listed(report, reasons),
        aged(report.waived, report.stale_waivers, desk.today()),
    )


def waivers_by_age(desk: Desk) -> tuple[AgedWaiver, ...]:
    """Return every waiver of the working tree with its age: the void first."""
    report = check_workspace(desk)
    return aged(report.waived, report.stale_waivers, desk.today())


def place_named(desk: Desk, name: str, revision: str | None = None) -> Place:
    """Return what `name` stands for: a file, a folder, or the id of a document or a record.

    Raises:
        UsageError: Nothing there has this name.
    """
    workspace = desk.workspace
    snapshot = workspace.working_snapshot() if revision is None else workspace.snapshot(revision)
    wanted = name.removeprefix("./").rstrip("/")
    for path in _paths(snapshot, wanted):
        return Place(wanted, (path,) if path else ())
    raise UsageError(
        _("Nothing here is called {name}.").format(name=name),
        hint=_("Give a path as the findings write it, or the id of a document or a record."),
    )


def _paths(snapshot: Snapshot, name: str) -> Iterator[str]:
    """Yield the file or folder of `name`; empty for a requirement, which has none of its own."""
    document = snapshot.documents.get(name)
    if document is not None:
        yield document.path
    for kind, path_of in PATHS.items():
        records: Iterable[str] = getattr(snapshot, f"{kind}s")
        if name in records:
            path = path_of(name)
            yield path.rpartition("/")[0] if path.endswith(_IN_A_FOLDER) else path
    if any(path == name or path.startswith(f"{name}/") for path in snapshot.files):
        yield name
    if any(name == item.id for one in snapshot.documents.values() for item in one.requirements):
        yield ""
