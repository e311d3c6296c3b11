"""The answer of `comens status`, worked out and printed."""

from typing import Any

from comens_tui.cli.acting import desk_of
from comens_tui.cli.printing import Column, answer, print_json, print_list
from comens_tui.cli.session import Session
from comens_tui.i18n import _, ngettext
from comens_tui.operations.overview import Status, status
from comens_tui.rules.waiting import Task
from comens_tui.text.labels import label, state_label

#: What does an operation, where it is not its own command: by operation and kind of record.
_JOINED = {
    ("meeting.open", "meeting"): "meeting attend {id} --open",
    ("meeting.close", "meeting"): "meeting attend {id} --close",
    ("meeting.item", "proposal"): "meeting plan --proposal {id}",
    ("meeting.item", "meeting"): "meeting plan --approve {id}",
    ("meeting.sign", "meeting"): "meeting minutes {id} --sign",
    ("decision.actions", "follow_up"): "decision actions {id} --done",
}
#: How many reasons of a red gate are told here; `comens release plan` tells them all.
_REASONS_SHOWN = 5


def print_status(session: Session) -> str:
    """Print where the committee stands; return the time zone in which its days begin."""
    desk = desk_of(session)
    found = status(desk)
    if session.wants_json:
        print_json(_data(found))
    else:
        _print(found)
    return desk.committee.timezone


def _print(found: Status) -> None:
    answer(
        _("{committee}, branch {branch} at {commit}").format(
            committee=found.committee, branch=found.branch or "—", commit=found.commit[:10]
        )
    )
    answer(_who(found))
    if found.meeting:
        answer(
            _("Next meeting: {id}, {day}, {state}: {title}").format(
                id=found.meeting.id,
                day=found.meeting.day,
                state=state_label("meeting", found.meeting.state),
                title=found.meeting.title,
            )
        )
    else:
        answer(_("No meeting is planned."))
    answer(_release(found))
    for reason in found.reasons[:_REASONS_SHOWN]:
        answer(f"  - {reason}")
    if len(found.reasons) > _REASONS_SHOWN:
        answer("  " + _more(len(found.reasons) - _REASONS_SHOWN))
    answer()
    columns = [
        Column("due", _("DUE")),
        Column("record", _("RECORD")),
        Column("why", _("WHY")),
        Column("command", _("COMMAND")),
        Column("title", _("TITLE"), flexible=True),
    ]
    print_list(
        [_task(task) for task in found.tasks],
        columns,
        as_json=False,
        nothing=_("Nothing waits for you."),
    )


def _more(count: int) -> str:
    return ngettext(
        "and {count} other reason: comens release plan",
        "and {count} other reasons: comens release plan",
        count,
    ).format(count=count)


def _who(found: Status) -> str:
    if not found.member:
        return _("You are a reader: the committee does not know your e-mail.")
    roles = ", ".join(label(role) for role in found.roles)
    if found.signs:
        return _("You are {name} ({roles}), and your acts are signed.").format(
            name=found.member, roles=roles
        )
    return _("You are {name} ({roles}); your acts are not signed.").format(
        name=found.member, roles=roles
    )


def _release(found: Status) -> str:
    last = found.release or "—"
    if found.reasons:
        return _("Last release: {last}. Next: {next}, and the gate is red:").format(
            last=last, next=found.next_release
        )
    return _("Last release: {last}. Next: {next}, and the gate is green.").format(
        last=last, next=found.next_release
    )


def _task(task: Task) -> dict[str, Any]:
    return {
        "kind": task.kind,
        "record": task.record,
        "due": task.due,
        "overdue": task.overdue,
        "why": task.why,
        "command": command_of(task),
        "title": task.title,
    }


def command_of(task: Task) -> str | None:
    """Return the command that does what a task asks for, None where it is just to be there."""
    if not task.action:
        return None
    form = _JOINED.get((task.action, task.kind)) or task.action.replace(".", " ") + " {id}"
    return "comens " + form.format(id=task.record)


def _data(found: Status) -> dict[str, Any]:
    return {
        "committee": found.committee,
        "branch": found.branch,
        "commit": found.commit,
        "member": found.member or None,
        "roles": list(found.roles),
        "signs": found.signs,
        "meeting": found.meeting._asdict() if found.meeting else None,
        "release": found.release or None,
        "next_release": found.next_release,
        "gate": "red" if found.reasons else "green",
        "reasons": list(found.reasons),
        "tasks": [_task(task) for task in found.tasks],
    }
