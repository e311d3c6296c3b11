"""What the inbox shows of what waits: read and made into rows in a thread."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from comens_tui.i18n import N_, _, ngettext
from comens_tui.operations import overview
from comens_tui.rules.waiting import Task
from comens_tui.store.answers import Answers
from comens_tui.store.index import Index
from comens_tui.tui import glimpse, prose
from comens_tui.tui.glimpse import Glimpse
from comens_tui.tui.prose import Span
from comens_tui.tui.session import Session
from comens_tui.tui.widgets.rows import ListRow

#: What each waiting act is called in the list.
_TO_DO = {
    "report.triage": N_("to triage"),
    "proposal.submit": N_("to submit"),
    "proposal.screen": N_("to screen"),
    "proposal.instruct": N_("to instruct"),
    "proposal.rate": N_("to rate"),
    "proposal.prioritise": N_("to prioritise"),
    "proposal.rebase": N_("to rebase"),
    "meeting.item": N_("for an agenda"),
    "meeting.convene": N_("to convene"),
    "meeting.open": N_("to open"),
    "meeting.close": N_("in session"),
    "meeting.vote": N_("to vote"),
    "meeting.minutes": N_("to minute"),
    "meeting.sign": N_("to sign"),
    "decision.actions": N_("to do"),
    "consultation.open": N_("to open"),
    "consultation.close": N_("to close"),
    "consultation.dispose": N_("to answer"),
    "consultation.report": N_("to report on"),
    "": N_("to attend"),
}
#: What can be done to a report only.
REPORT_ACTIONS = (
    "report.triage",
    "report.propose",
    "report.duplicates",
    "report.assign",
    "report.answer",
    "report.link",
)
#: What can be done to a follow-up only.
FOLLOW_UP_ACTIONS = ("decision.actions",)


class InboxRead(NamedTuple):
    """What waits by record, the index of reports, the page, and the commit it was read after."""

    tasks: Mapping[str, Task]
    reports: Index
    page: Glimpse
    head: str


def read_inbox(session: Session) -> InboxRead:
    """Read what waits for whoever is at the desk; called in a thread."""
    head = session.desk.workspace.head()
    tasks: dict[str, Task] = {}
    for task in overview.inbox(session.desk):
        tasks.setdefault(task.record, task)
    index = session.fresh_index()
    page = _page(session, list(tasks.values()), has_reports=index.count("report") > 0)
    return InboxRead(tasks, index, page, head)


def keep_for_next_time(session: Session, read: InboxRead) -> None:
    """Keep the page for the first frame of the next opening of this very state."""
    if session.person is None:
        return
    desk = session.desk
    answers = Answers.around(desk.workspace.root)
    # The workspace or the person may have changed since it was read.
    if answers is not None and (answers.head, answers.person) == (read.head, session.person):
        glimpse.keep(answers, session.acting_as, desk.now(), desk.committee.timezone, read.page)


def _empty(session: Session, *, has_reports: bool) -> str:
    """Return what to do where nothing waits."""
    if session.desk.actor is None:
        return _("You are reading only: git's user.email is nobody's in the committee.")
    if has_reports:
        return _("Nothing waits for you. u lists every report.")
    return _("No report yet: I imports a table, o writes one, m is the committee.")


def _page(session: Session, tasks: Sequence[Task], *, has_reports: bool) -> Glimpse:
    sitting = next((task for task in tasks if task.action == "meeting.close"), None)
    return Glimpse(
        who=session.name,
        summary=tuple(_summary(tasks)),
        aside=_("meeting {id} is open").format(id=sitting.record) if sitting else "",
        rows=tuple(map(_task_row, tasks)),
        total=len(tasks),
        empty=_empty(session, has_reports=has_reports),
        hidden=hidden_for(tasks[0].kind if tasks else ""),
    )


def hidden_for(kind: str) -> tuple[str, ...]:
    """Return the actions of the inbox that a record of that kind does not take."""
    if kind == "report":
        return FOLLOW_UP_ACTIONS
    return REPORT_ACTIONS if kind == "follow_up" else (*REPORT_ACTIONS, *FOLLOW_UP_ACTIONS)


def _task_row(task: Task) -> ListRow:
    due = task.due.isoformat() if task.due else ""
    if task.overdue:
        due += glimpse.LATE
    cells = (task.record, _(_TO_DO.get(task.action, "")), task.title, due)
    return ListRow(task.record, cells, prose.WARNING if task.overdue else prose.PLAIN)


def _summary(tasks: Sequence[Task]) -> Iterator[Span]:
    yield Span(_count_of(tasks))
    late = sum(task.overdue for task in tasks)
    if late:
        words = ngettext("{count} overdue", "{count} overdue", late).format(count=late)
        yield from (Span("   "), Span(words, prose.WARNING))


def _count_of(tasks: Iterable[Task]) -> str:
    kinds = [task.kind for task in tasks]
    parts = [
        ngettext("{count} report", "{count} reports", kinds.count("report")),
        ngettext("{count} proposal", "{count} proposals", kinds.count("proposal")),
        ngettext("{count} meeting", "{count} meetings", kinds.count("meeting")),
        ngettext("{count} follow-up", "{count} follow-ups", kinds.count("follow_up")),
    ]
    counts = [kinds.count(kind) for kind in ("report", "proposal", "meeting", "follow_up")]
    shown = [part.format(count=count) for part, count in zip(parts, counts, strict=True) if count]
    return "   ".join(shown) or _("Nothing waits")
