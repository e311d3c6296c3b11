"""What `log` and `document history` share: the history opened, and what a person named in it."""

import re
from datetime import datetime
from typing import NamedTuple

from comens_tui.cli.nearest import nearest
from comens_tui.cli.progress import progress_said
from comens_tui.cli.session import Session
from comens_tui.errors import UnknownRecordError
from comens_tui.i18n import _
from comens_tui.model import ids, places
from comens_tui.operations.histories import Act, Histories
from comens_tui.store.history import History
from comens_tui.store.index import Index
from comens_tui.store.layout import identify
from comens_tui.store.repository import Repository
from comens_tui.text.paths import readable_path, same_path

#: Records whose life is a folder, by the first letters of their ids.
_FOLDERS = {
    "P": places.proposal_folder,
    "S": places.meeting_folder,
    "C": places.consultation_folder,
}
_FILES = {
    "EV": places.report_path,
    "JR": places.report_path,
    "D": places.decision_path,
    "A": places.follow_up_path,
    "W": places.waiver_path,
}
_RECORD = re.compile(r"([A-Z]{1,2})-\d{4}-\d{2,}\Z")


class Subject(NamedTuple):
    """What a history is asked of: a folder, a file, or a requirement in a file if it stands."""

    path: str | None
    requirement: str = ""
    is_folder: bool = False


class OpenHistory(NamedTuple):
    """A repository, its history brought to HEAD, and the questions about it."""

    repository: Repository
    history: History
    questions: Histories


def open_history(session: Session) -> OpenHistory:
    """Return the history of the workspace, clone or bundle that the session names.

    Raises:
        WorkspaceError: There is none, or nothing is committed in it.
    """
    repository = session.closing.enter_context(Repository.open(session.start))
    with progress_said(_("Reading the history: {done} of {total} commits")) as progress:
        history = session.closing.enter_context(History.open(repository, progress))
    clock = session.clock or (lambda: datetime.now().astimezone())
    return OpenHistory(repository, history, Histories(repository, history, clock))


def acts_of(opened: OpenHistory, subject: Subject, limit: int) -> list[Act]:
    """Return the latest acts on a subject."""
    if subject.requirement:
        sentence = _("Reading the versions of the text: {done} of {total}")
        with progress_said(sentence) as progress:
            return opened.questions.of_requirement(
                subject.requirement, subject.path, limit, progress
            )
    path = subject.path or ""
    if subject.is_folder:
        return opened.questions.of_folder(path, limit)
    return opened.questions.of_path(path, limit)


def subject_of(opened: OpenHistory, wanted: str) -> Subject:
    """Return what a person names: a requirement, a document, a record, or any path.

    Raises:
        UnknownRecordError: The history has nothing of that name; the nearest are in the hint.
    """
    if opened.repository.workspace is not None:
        name = wanted.upper()
        if re.match(ids.REQUIREMENT_ID, name):
            return _requirement(opened, name)
        found = _record(opened.history, name)
        if found is not None:
            return found
    if opened.history.knows(wanted):
        return Subject(wanted)
    paths = opened.history.paths()
    alike = next((path for path in paths if same_path(path, wanted)), None)
    if alike is not None:
        return Subject(alike)
    folders = {path[:end] for path in paths for end in _slashes(path)}
    folder = next((path for path in sorted(folders) if same_path(path, wanted)), None)
    if folder is not None:
        return Subject(folder, is_folder=True)
    raise _unknown(wanted, [*map(readable_path, paths), *_ids(paths)])


def _slashes(path: str) -> list[int]:
    return [place for place, char in enumerate(path) if char == "/"]


def _requirement(opened: OpenHistory, name: str) -> Subject:
    """Return a requirement and the document that holds it, if one still does."""
    workspace = opened.repository.workspace
    assert workspace is not None  # noqa: S101 - asked of workspaces only
    with Index.open(workspace) as index:
        row = index.row("requirement", name)
        if row is not None:
            return Subject(row.path, name)
        others = [item.id for item in index.rows("requirement", limit=-1)]
    subject = Subject(None, name)
    if not acts_of(opened, subject, 1):
        raise _unknown(name, others)
    return subject


def _record(history: History, name: str) -> Subject | None:
    """Return where the life of a record or document is, if it ever had one."""
    record = _RECORD.match(name)
    if record and record[1] in _FOLDERS:
        folder = _FOLDERS[record[1]](name)
        return Subject(folder, is_folder=True) if history.below(folder, 1) else None
    candidates = [f"{folder}/{name}.md" for folder in places.DOCUMENT_FOLDERS.values()]
    candidates.append(places.release_path(name.lower()))
    if record and record[1] in _FILES:
        candidates.append(_FILES[record[1]](name))
    return next((Subject(path) for path in candidates if history.knows(path)), None)


def _ids(paths: list[str]) -> set[str]:
    return {place.id for path in paths if (place := identify(path)) is not None}


def _unknown(wanted: str, known: list[str]) -> UnknownRecordError:
    near = nearest(wanted, known)
    return UnknownRecordError(
        _("There is no record {id}.").format(id=readable_path(wanted)),
        hint=_("The nearest are: {ids}").format(ids=", ".join(near))
        if near
        else _("Find it by its words with: comens document search"),
    )
