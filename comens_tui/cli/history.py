"""Commits as a list of acts: what `log` and `document history` share."""

from collections.abc import Iterable, Mapping
from typing import Any

from comens_tui.cli.nearest import nearest
from comens_tui.cli.printing import Column, print_list
from comens_tui.cli.session import Session
from comens_tui.errors import UnknownRecordError
from comens_tui.i18n import _
from comens_tui.model import places
from comens_tui.model.snapshot import Snapshot
from comens_tui.store.git import LogEntry

_OPERATION, _RECORD = "Comens-Operation", "Comens-Record"
_ACTOR, _DECISION = "Comens-Actor", "Comens-Decision"


def path_of(snapshot: Snapshot, record_id: str) -> str:
    """Return the file or folder that holds the life of a record or document.

    A requirement is looked for in the document that holds it.

    Raises:
        UnknownRecordError: Nothing has that id; the nearest ids are in the hint.
    """
    for candidate in (record_id, record_id.upper()):
        if candidate in snapshot.proposals:
            return places.proposal_folder(candidate)
        if candidate in snapshot.meetings:
            return places.meeting_folder(candidate)
        if candidate in snapshot.consultations:
            return places.consultation_folder(candidate)
        for kind, records in _single_files(snapshot).items():
            if candidate in records:
                return places.PATHS[kind](candidate)
        for document in snapshot.documents.values():
            if candidate == document.id or any(candidate == r.id for r in document.requirements):
                return document.path
    near = nearest(record_id, _all_ids(snapshot))
    raise UnknownRecordError(
        _("There is no record {id}.").format(id=record_id),
        hint=_("The nearest are: {ids}").format(ids=", ".join(near)) if near else "",
    )


def _single_files(snapshot: Snapshot) -> dict[str, Mapping[str, object]]:
    return {
        "report": snapshot.reports,
        "decision": snapshot.decisions,
        "waiver": snapshot.waivers,
        "release": snapshot.releases,
    }


def _all_ids(snapshot: Snapshot) -> list[str]:
    groups: tuple[Mapping[str, object], ...] = (
        snapshot.documents,
        snapshot.proposals,
        snapshot.meetings,
        snapshot.consultations,
        *_single_files(snapshot).values(),
    )
    return [identity for group in groups for identity in group]


def entry_rows(entries: Iterable[LogEntry]) -> list[dict[str, Any]]:
    """Return one row a commit, latest first, with what its trailers say."""
    return [
        {
            "commit": entry.commit,
            "when": entry.when,
            "author": entry.author,
            "actor": entry.trailers.get(_ACTOR),
            "operation": entry.trailers.get(_OPERATION),
            "record": entry.trailers.get(_RECORD),
            "decision": entry.trailers.get(_DECISION),
            "subject": entry.subject,
        }
        for entry in entries
    ]


def _who(row: dict[str, Any]) -> str:
    """Return who acted: the member, or git's author where no act is named."""
    return str(row["actor"] or row["author"])


def print_entries(session: Session, rows: list[dict[str, Any]]) -> None:
    """Print commits as a list of acts."""
    columns = [
        Column("when", _("WHEN")),
        Column("commit", _("COMMIT"), lambda commit: str(commit)[:10]),
        Column("actor", _("WHO")),
        Column("subject", _("ACT"), flexible=True),
    ]
    shown = rows if session.wants_json else [{**row, "actor": _who(row)} for row in rows]
    print_list(shown, columns, as_json=session.wants_json, nothing=_("Nothing is recorded there."))
