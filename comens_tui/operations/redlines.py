"""Redlines between two revisions of a repository, each document followed by its id."""

from typing import NamedTuple

from comens_tui.errors import RecordError
from comens_tui.i18n import _
from comens_tui.store.layout import identify
from comens_tui.store.records import MAX_BYTES, huge_file
from comens_tui.store.repository import Repository
from comens_tui.text.paths import readable_path, same_path
from comens_tui.text.redline import Redline, redline


class DocumentChange(NamedTuple):
    """The redline of one document, named by its newest path."""

    path: str
    redline: Redline


class Compared(NamedTuple):
    """What differs between two revisions, and the paths left out for they are no text."""

    changes: tuple[DocumentChange, ...]
    left_out: tuple[str, ...]


class _File(NamedTuple):
    """One version of a file; `path` and `blob` are empty where there is none."""

    path: str = ""
    blob: str = ""


def document_changes(
    repository: Repository, old_rev: str, new_rev: str, wanted: str | None = None
) -> Compared:
    """Return the redline of each text that differs between two revisions.

    In a workspace these are the documents, and one that changed folder is compared with
    itself; elsewhere every file. The one whose id or path is `wanted` is given even where
    nothing differs, and then whatever it is.

    Raises:
        WorkspaceError: There is no such revision.
        RecordError: A version of a text is not UTF-8, or what is wanted is huge.
    """
    olds = _named(repository, old_rev, wanted)
    news = _named(repository, new_rev, wanted)
    changes, left_out = [], []
    for name in sorted({*olds, *news}, key=lambda name: (news.get(name) or olds[name]).path):
        before, after = olds.get(name, _File()), news.get(name, _File())
        path = after.path or before.path
        is_wanted = wanted is not None and is_named(path, wanted)
        if before.blob == after.blob and not is_wanted:
            continue
        ours, theirs = (_content(repository, item) for item in (before, after))
        if not is_wanted and not (_is_text(ours) and _is_text(theirs)):
            left_out.append(path)
            continue
        result = redline(
            _text(ours, path),
            _text(theirs, path),
            old_name=f"{old_rev}:{readable_path(before.path or path)}",
            new_name=f"{new_rev}:{readable_path(path)}",
        )
        changes.append(DocumentChange(path, result))
    return Compared(tuple(changes), tuple(left_out))


def _content(repository: Repository, file: _File) -> bytes | None:
    """Return the bytes of a version, None where they are too many."""
    return next(repository.contents([file.blob], MAX_BYTES)) if file.blob else b""


def _is_text(content: bytes | None) -> bool:
    return content is not None and b"\0" not in content


def _text(content: bytes | None, path: str) -> str:
    if content is None:
        raise huge_file(path)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise RecordError(
            _("This is not UTF-8 text."),
            hint=_("Convert it first: iconv -f LATIN1 -t UTF-8 {path}").format(path=path),
            path=path,
        ) from error


def is_named(path: str, wanted: str) -> bool:
    """Tell whether a person means the file at `path`: by path, or by the id of a document."""
    place = identify(path)
    is_document = place is not None and place.kind == "document" and place.id == wanted.upper()
    return is_document or same_path(path, wanted)


def _named(repository: Repository, rev: str, wanted: str | None) -> dict[str, _File]:
    """Return each text of a revision by what it is followed by: a document's id, or its path."""
    found = {}
    for path, entry in repository.files(rev).items():
        place = identify(path)
        if place is not None and place.kind == "document":
            found[place.id] = _File(path, entry.blob)
        elif repository.workspace is None or (wanted is not None and is_named(path, wanted)):
            found[path] = _File(path, entry.blob)
    return found
