"""What waits for one member, read from light rows of the index rather than whole records."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from comens_tui.i18n import _
from comens_tui.model.committee import Member
from comens_tui.model.numbering import natural_key
from comens_tui.rules.waiting_rows import Seen, WaitingRow
from comens_tui.rules.waits import WAITS, Wait


class Task(NamedTuple):
    """One thing that waits for a member.

    `action` is the operation that answers it, a key of `authority.RIGHTS`; empty where being
    there is all that is asked. `overdue` compares `due` with the day given.
    """

    kind: str
    record: str
    title: str
    due: date | None
    why: str
    action: str
    overdue: bool = False


def waiting_for(member: Member, rows: Iterable[WaitingRow], today: date) -> tuple[Task, ...]:
    """Return what waits for `member` on `today`: dated things first, the most pressing on top.

    Nothing waits for someone whose mandate does not run.
    """
    if not member.sits_on(today):
        return ()
    listed = tuple(rows)
    rated = {row.id for row in listed if row.kind == "rating" and row.owner == member.id}
    tasks = [
        _task(wait, row, today)
        for row in listed
        for wait in WAITS.get((row.kind, row.state), ())
        if _concerns(wait, Seen(row, member, today, rated))
    ]
    return tuple(
        sorted(
            tasks,
            key=lambda task: (task.due or date.max, task.kind, natural_key(task.record)),
        )
    )


def _task(wait: Wait, row: WaitingRow, today: date) -> Task:
    due = wait.due(row)
    overdue = due is not None and due < today
    return Task(row.kind, row.id, row.title, due, _(wait.why), wait.action, overdue)


def _concerns(wait: Wait, seen: Seen) -> bool:
    owner = seen.row.owner
    if wait.owned and owner:
        theirs = owner == seen.member.id
    else:
        theirs = not wait.roles.isdisjoint(seen.member.roles)
    return theirs and wait.when(seen)
