"""What waits for a person, and where the committee stands: read from the index."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from comens_tui import __version__
from comens_tui.model.finding import Finding
from comens_tui.model.words import ConsultationState, Disposition, Role, Severity
from comens_tui.operations.desk import Desk
from comens_tui.operations.merging import moved_paths
from comens_tui.rules.states import OPEN_AGENDAS
from comens_tui.rules.waiting import Task, waiting_for
from comens_tui.rules.waiting_rows import WaitingRow
from comens_tui.rules.waits import WAITS
from comens_tui.store.index import Index
from comens_tui.store.index_rows import Row

_EVERYTHING = -1
#: The kinds of record that may wait for somebody.
_KINDS = ("report", "proposal", "meeting", "follow_up", "consultation")


class NextMeeting(NamedTuple):
    """The meeting that is open, or else the next one to be held."""

    id: str
    title: str
    day: str
    state: str


class Status(NamedTuple):
    """Where the committee stands, as one member sees it.

    `reasons` is why the gate is red, one sentence each; empty means that it is open.
    """

    committee: str
    branch: str
    commit: str
    member: str
    roles: tuple[Role, ...]
    signs: bool
    tasks: tuple[Task, ...]
    meeting: NextMeeting | None
    release: str
    next_release: str
    reasons: tuple[str, ...]


def status(desk: Desk) -> Status:
    """Return where the committee stands at the branch's head."""
    with Index.open(desk.workspace) as index:
        tasks = _tasks(desk, index)
        meeting = _next_meeting(index)
        gate = _gate(desk, index)
        releases = index.rows("release", limit=_EVERYTHING)
    tags = set(desk.workspace.tags())
    return Status(
        committee=desk.committee.name,
        branch=desk.workspace.branch() or "",
        commit=desk.workspace.head(),
        member=desk.actor.name if desk.actor else "",
        roles=desk.actor.roles if desk.actor else (),
        signs=desk.key is not None,
        tasks=tasks,
        meeting=meeting,
        release=_latest(releases, tags),
        next_release=gate[0].record,
        reasons=tuple(reason.message for reason in gate[1:]),
    )


def _latest(releases: list[Row], tags: set[str]) -> str:
    """Return the last release that is tagged here, or else the last one recorded."""
    tagged = [row.id for row in releases if row.id in tags]
    return (tagged or [row.id for row in releases] or [""])[-1]


def _gate(desk: Desk, index: Index) -> tuple[Finding, ...]:
    """Return the planned release, then every reason that keeps it: kept a commit and a day.

    What computes it is imported only when it must be: the answer is nearly always kept.
    """
    commit = desk.workspace.head()
    kept_as = f"gate {desk.today().isoformat()} {__version__}"
    kept = index.findings_for(commit, kept_as)
    if kept is not None:
        return kept
    from comens_tui.operations.releases import outlook

    view = outlook(desk)
    planned = Finding("R000", Severity.INFO, "", 0, "", record=view.plan.tag)
    reasons = (
        Finding(item.code, Severity.ERROR, item.path, 0, item.message, item.hint, item.record)
        for item in view.reasons
    )
    found = (planned, *reasons)
    index.store_findings(commit, kept_as, found)
    return found


def inbox(desk: Desk) -> tuple[Task, ...]:
    """Return what waits for whoever is at the desk, the most pressing first."""
    with Index.open(desk.workspace) as index:
        return _tasks(desk, index)


def _tasks(desk: Desk, index: Index) -> tuple[Task, ...]:
    if desk.actor is None:
        return ()
    return waiting_for(desk.actor, _rows(desk, index), desk.today())


def waiting_of_all(desk: Desk, index: Index) -> dict[str, tuple[Task, ...]]:
    """Return what waits for each member, by id; texts to carry over are left to their authors."""
    ratings = index.rows("rating", limit=_EVERYTHING)
    rows = [
        *_records(desk, index),
        *(WaitingRow("rating", row.id.split("/")[0], owner=row.owner) for row in ratings),
    ]
    return {member.id: waiting_for(member, rows, desk.today()) for member in desk.committee.members}


def _rows(desk: Desk, index: Index) -> Iterator[WaitingRow]:
    """Yield the rows in a state that somebody is waited for, and every rating of one's own."""
    yield from _records(desk, index)
    if desk.actor is not None:
        for row in index.rows("rating", owner=desk.actor.id, limit=_EVERYTHING):
            yield WaitingRow("rating", row.id.split("/")[0], owner=row.owner)


def _records(desk: Desk, index: Index) -> Iterator[WaitingRow]:
    for kind in _KINDS:
        states = {state for known, state in WAITS if known == kind}
        for row in index.rows(kind, state=states, order="id", limit=_EVERYTHING):
            yield _waiting_row(desk, index, row)


def _waiting_row(desk: Desk, index: Index, row: Row) -> WaitingRow:
    return WaitingRow(
        kind=row.kind,
        id=row.id,
        title=row.title,
        state=row.state,
        owner=row.owner or None,
        day=date.fromisoformat(row.date) if row.date else None,
        extra=_extra(desk, index, row),
    )


def _extra(desk: Desk, index: Index, row: Row) -> dict[str, object]:
    if row.kind == "proposal":
        mine = desk.actor is not None and row.owner == desk.actor.id
        return {
            "nature": row.extra.get("nature"),
            "due": row.extra.get("legal_deadline"),
            "stale": mine and _base_moved(desk, row.id),
        }
    if row.kind == "follow_up":
        return {}
    if row.kind == "meeting":
        rules, signed = desk.committee.rules, desk.committee.signatures == "required"
        return {
            "notice_days": rules.notice_days,
            "notice_count": rules.notice_count,
            "unsigned": row.extra.get("unsigned", ()) if signed else (),
        }
    if row.kind == "consultation":
        return {"opens": row.extra.get("opens"), "unresolved": _unresolved(index, row)}
    return {
        "due": row.extra.get("due"),
        "awaiting_since": row.extra.get("awaiting_since"),
        "publisher_days": desk.committee.reports.publisher_days,
    }


def _base_moved(desk: Desk, proposal_id: str) -> bool:
    snapshot = desk.workspace.snapshot()
    proposal = snapshot.proposals.get(proposal_id)
    return proposal is not None and bool(moved_paths(snapshot, proposal))


def _unresolved(index: Index, row: Row) -> int:
    """Return how many comments of a consultation that takes no more of them wait for an answer."""
    if row.state in (ConsultationState.PLANNED, ConsultationState.OPEN):
        return 0
    waiting = index.rows(
        "consultation_comment", state=Disposition.UNRESOLVED.value, limit=_EVERYTHING
    )
    return sum(1 for comment in waiting if comment.id.startswith(f"{row.id}/"))


def _next_meeting(index: Index) -> NextMeeting | None:
    for state in reversed(OPEN_AGENDAS):
        found = index.rows("meeting", state=state.value, order="date", limit=_EVERYTHING)
        if found:
            row = min(found, key=lambda item: item.date)
            return NextMeeting(row.id, row.title, row.date, row.state)
    return None
