"""The last act of a meeting taken back, as a new act that names the one it corrects.

What was recorded by mistake in the room - a ballot, an attendance, a mandate, a recusal, an
item opened - is given back as it was before. A decision is never taken back: a new decision
supersedes it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.meeting import Meeting
from comens_tui.model.places import meeting_folder, meeting_path
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import CORRECTS, Draft, Receipt, drafting
from comens_tui.operations.items import meeting_in_session
from comens_tui.rules.authority import BUREAU
from comens_tui.store.git import LogEntry
from comens_tui.store.records import decode_text
from comens_tui.store.workspace import Workspace

#: The acts of a meeting that can be taken back while it sits.
CORRECTABLE = frozenset(
    {
        "meeting.attend",
        "meeting.proxy",
        "meeting.recuse",
        "meeting.interest",
        "meeting.floor",
        "meeting.order",
        "meeting.suspend",
        "meeting.block",
        "meeting.take_out",
        "meeting.item",
        "meeting.vote",
    }
)
#: How far back the last act that stands is looked for, in acts of the meeting: a few at
#: first, for git walks the whole history where there are not as many.
_NEAR, _FAR = 10, 400


class Mistake(NamedTuple):
    """The act that a correction would take back: its commit, its sentence, when, by whom."""

    commit: str
    sentence: str
    at: datetime
    author: str


def last_act(desk: Desk, meeting_id: str) -> Mistake:
    """Return the act that `correct_last` would take back.

    Raises:
        RefusedError: The last act of the meeting is none that can be.
    """
    return _mistake(_last_standing(desk.workspace, meeting_id))


def correct_last(
    desk: Desk, meeting_id: str, *, commit: str | None = None, seen: str | None = None
) -> Receipt:
    """Take back the last act of a meeting in session; `commit` is the act that was shown.

    The files of the meeting are those from before it, byte for byte. An act corrected is not
    corrected again: the next correction takes back the one before.

    Raises:
        RefusedError: It cannot be taken back, was recorded by another person for themselves,
            or is no longer the last one.
    """
    with drafting(desk, "meeting.correct") as draft:
        meeting_in_session(draft, meeting_id, seen)
        entry = _last_standing(desk.workspace, meeting_id)
        if commit is not None and commit != entry.commit:
            raise RefusedError(
                _("Another act was recorded meanwhile: “{sentence}”.").format(
                    sentence=entry.subject
                ),
                hint=_("Look again, then correct that one if it is the mistake."),
            )
        _require_own(draft, entry)
        _give_back(draft, meeting_id, entry)
        return draft.commit(
            N_("At {id}, take back: {act}"),
            record=meeting_id,
            corrects=entry.commit,
            act=entry.subject,
        )


def _mistake(entry: LogEntry) -> Mistake:
    return Mistake(entry.commit, entry.subject, entry.when, entry.author)


def _last_standing(workspace: Workspace, meeting_id: str) -> LogEntry:
    """Return the last act on the meeting that is neither a correction nor corrected.

    Raises:
        RefusedError: There is none, or it cannot be taken back.
    """
    folder = meeting_folder(meeting_id)
    entry = _standing(workspace.log(limit=_NEAR, path=folder))
    if entry is None:
        entry = _standing(workspace.log(limit=_FAR, path=folder))
    if entry is None:
        raise RefusedError(
            _("Nothing was recorded at {id} that could be taken back.").format(id=meeting_id),
            hint=_("See what was with: comens log {id}").format(id=meeting_id),
        )
    if entry.trailers.get("Comens-Operation") not in CORRECTABLE:
        raise RefusedError(
            _("The last act is not taken back: “{sentence}”.").format(sentence=entry.subject),
            hint=_(
                "Ballots, attendance, mandates, recusals and items opened are. A decision is"
                " corrected by a new decision that supersedes it."
            ),
        )
    return entry


def _standing(acts: Sequence[LogEntry]) -> LogEntry | None:
    corrected = {entry.trailers[CORRECTS] for entry in acts if CORRECTS in entry.trailers}
    return next(
        (
            entry
            for entry in acts
            if CORRECTS not in entry.trailers and entry.commit not in corrected
        ),
        None,
    )


def _require_own(draft: Draft, entry: LogEntry) -> None:
    """Refuse to take back what a member recorded for themselves, unless it is oneself."""
    actor = draft.snapshot.committee.member(entry.trailers.get("Comens-Actor", ""))
    if actor is not None and actor.id == draft.member.id:
        return
    by_bureau = actor is not None and not BUREAU.isdisjoint(actor.roles)
    if not by_bureau or BUREAU.isdisjoint(draft.member.roles):
        raise RefusedError(
            _("“{sentence}” was recorded by {name}.").format(
                sentence=entry.subject, name=actor.name if actor else entry.author
            ),
            hint=_("They take it back themselves."),
        )


def _give_back(draft: Draft, meeting_id: str, entry: LogEntry) -> None:
    """Write the files of the meeting as they were before the act.

    Raises:
        RefusedError: One changed since, by something else than an act and its correction.
    """
    workspace = draft.desk.workspace
    folder = f"{meeting_folder(meeting_id)}/"
    before = workspace.snapshot(f"{entry.commit}^")
    after = workspace.snapshot(entry.commit)
    paths = {
        path
        for path in (*before.files, *after.files)
        if path.startswith(folder) and before.files.get(path) != after.files.get(path)
    }
    if any(draft.snapshot.files.get(path) != after.files.get(path) for path in paths):
        draft.check_seen(
            meeting_path(meeting_id), after.files.get(meeting_path(meeting_id)), Meeting
        )
        raise RefusedError(
            _("The files of {id} changed since that act.").format(id=meeting_id),
            hint=_("See how with: comens log {id}").format(id=meeting_id),
        )
    for path in sorted(paths):
        content = workspace.read(path, before.revision)
        if content is None:
            draft.remove(path)
        else:
            draft.put_text(path, decode_text(content, path))
