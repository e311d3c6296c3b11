"""How a command opens its desk and finds records."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from comens_tui.cli.nearest import nearest
from comens_tui.cli.printing import written
from comens_tui.cli.session import Session
from comens_tui.errors import UnknownRecordError, UsageError
from comens_tui.i18n import _
from comens_tui.model.finding import Finding
from comens_tui.operations.desk import Desk, open_desk
from comens_tui.operations.known import require_readable

T = TypeVar("T")


def desk_of(session: Session) -> Desk:
    """Return the desk of whoever runs the command, on the workspace it names.

    Raises:
        WorkspaceError: There is no usable workspace there.
        RefusedError: `--as` is given outside a demonstration or names nobody.
    """
    desk = open_desk(
        session.start,
        acting_as=session.acting_as,
        dry_run=session.dry_run,
        **({} if session.clock is None else {"clock": session.clock}),
    )
    session.closing.callback(desk.workspace.close)
    return desk


def name_writer(desk: Desk) -> Callable[[str | None], str]:
    """Return what writes a member of a table or a page by their name; nobody is a dash."""
    names = desk.committee.names()
    return lambda member: written(names[member] if member else None)


def require_member(desk: Desk, member_id: str | None) -> None:
    """Do nothing when somebody of the committee has that id, or when none is given.

    Raises:
        UsageError: Nobody has it; the nearest ids are in the hint.
    """
    members = {item.id: item for item in desk.committee.members}
    if member_id is None or member_id in members:
        return
    near = nearest(member_id, members) or list(members)
    raise UsageError(
        _("Nobody in the committee has the id {member}.").format(member=member_id),
        hint=_("The nearest are: {ids}").format(ids=", ".join(near)),
    )


def find(records: Mapping[str, T], record_id: str, *, where: str, problems: Iterable[Finding]) -> T:
    """Return the record with that id.

    Args:
        records: What there is, by id.
        record_id: What the person wrote; capitals do not matter.
        where: The command that lists such records.
        problems: Those of the snapshot that holds the records.

    Raises:
        UnknownRecordError: There is none, or its file cannot be read; the nearest ids, or the
            file to mend, are in the hint.
    """
    for candidate in (record_id, record_id.upper()):
        if candidate in records:
            return records[candidate]
    require_readable(record_id.upper(), problems)
    near = nearest(record_id, records)
    raise UnknownRecordError(
        _("There is no record {id}.").format(id=record_id),
        hint=_("The nearest are: {ids}").format(ids=", ".join(near))
        if near
        else _("See them with: {command}").format(command=where),
    )
