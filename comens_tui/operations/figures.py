"""The figures of the committee's work, from the index and one walk of history."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from comens_tui.operations.desk import Desk
from comens_tui.operations.overview import waiting_of_all
from comens_tui.rules.figures import Awaited, Figures, Seen, by_age, by_month, time_spent
from comens_tui.store.index import Index
from comens_tui.store.state_changes import state_changes

_EVERYTHING = -1


def figures(desk: Desk, index: Index) -> Figures:
    """Return the figures of the branch's head, as of today; `index` is up to date."""
    today = desk.today()
    reports = list(_seen(index, "report"))
    proposals = list(_seen(index, "proposal"))
    everything = [*reports, *proposals]
    return Figures(
        day=today,
        months=by_month(reports, today),
        report_ages=by_age(reports, today),
        proposal_ages=by_age(proposals, today),
        spent=time_spent(
            state_changes(desk.workspace.git, desk.workspace.head()),
            {item.id: item.day for item in everything},
            Counter((item.kind, item.state) for item in everything),
        ),
        awaited=tuple(_awaited(desk, index)),
    )


def _seen(index: Index, kind: str) -> Iterator[Seen]:
    for row in index.rows(kind, limit=_EVERYTHING):
        yield Seen(
            kind, row.id, row.state, date.fromisoformat(row.date), str(row.extra.get("type", ""))
        )


def _awaited(desk: Desk, index: Index) -> Iterator[Awaited]:
    """Yield what waits for each member for whom something does, the most awaited first."""
    waiting = waiting_of_all(desk, index)
    names = desk.committee.names()
    found = [
        Awaited(
            member,
            names[member],
            len(tasks),
            sum(task.overdue for task in tasks),
            tuple(sorted(Counter(task.action for task in tasks).items())),
        )
        for member, tasks in waiting.items()
        if tasks
    ]
    yield from sorted(found, key=lambda item: (-item.waiting, item.member))
