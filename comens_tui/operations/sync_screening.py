"""What a sync never sends: a social security number, and a record that nobody could read.

Acts were scanned before they were written; a plain `git commit` was not, and nothing tells
them apart for sure: a trailer is written by whoever writes the message.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from comens_tui.errors import RecordError, RefusedError
from comens_tui.i18n import _
from comens_tui.operations.screening import COMMIT, TAG, proven_nirs
from comens_tui.store.git import parse_message
from comens_tui.store.git_history import PastBlob, PastMessage, past
from comens_tui.store.layout import identify
from comens_tui.store.parsing import MODELS
from comens_tui.store.records import MAX_BYTES, read_record
from comens_tui.store.sharing import Unshared
from comens_tui.store.workspace import Workspace
from comens_tui.text.personal_data import without

#: Blobs asked for at once.
_AHEAD = 64


def require_nothing_to_hide(
    workspace: Workspace, tip: str | None, head: str, clean: set[str]
) -> None:
    """Refuse to send a commit of `head` that `tip` has not and that brings a NIR with its key.

    `clean` are the blobs and commits already looked through; those of this look are added.

    Raises:
        RefusedError: One does, in a file, in its message, or in that of a tag on `head`.
    """
    for item, content in _not_known(workspace, tip, head, clean):
        if _brings(workspace, item, content):
            message = workspace.git.run("log", "-1", "--format=%B", item.commit).stdout
            subject, _trailers = parse_message(message.decode(errors="replace"))
            raise RefusedError(
                _("“{subject}” holds a social security number, and would share it.").format(
                    subject=without(subject)
                ),
                _("Take it out of the commit itself, with `git commit --amend` or `git rebase`: "
                  "what is shared is never forgotten."),
            )  # fmt: skip
        clean.add(_id(item))
    for name, commit in workspace.git.refs("refs/tags"):
        if commit == head:
            _require_clean_tag(workspace, name.removeprefix("refs/tags/"))


def require_readable(workspace: Workspace, waiting: Iterable[Unshared], head: str) -> None:
    """Refuse to send records that were edited by hand and can no longer be read at `head`.

    Raises:
        RefusedError: One cannot; the message names the line.
    """
    edited = {
        change.path
        for commit in waiting
        if "Comens-Operation" not in parse_message(commit.message)[1] and commit.parents
        for change in workspace.git.changes(commit.parents[0], commit.id)
    }
    for path in sorted(edited):
        place, content = identify(path), workspace.read(path, head)
        if place is None or place.kind not in MODELS or content is None:
            continue
        try:
            read_record(MODELS[place.kind], content, path)
        except RecordError as error:
            raise RefusedError(
                _("{what} can no longer be read, and nobody could work on it: {message}").format(
                    what=place.id or path, message=error.message
                ),
                _("Mend line {line} of {path}, commit it, then synchronise again.").format(
                    line=error.line or 1, path=path
                ),
            ) from error


def _require_clean_tag(workspace: Workspace, name: str) -> None:
    message = (workspace.tag_content(name) or b"").partition(b"\n\n")[2]
    if proven_nirs(TAG, message):
        raise RefusedError(
            _("The tag {tag} holds a social security number, and would share it.").format(tag=name),
            _("Remove it with `git tag -d {tag}`, then tag again without the number.").format(
                tag=name
            ),
        )


def _not_known(
    workspace: Workspace, tip: str | None, head: str, clean: set[str]
) -> Iterator[tuple[PastBlob | PastMessage, bytes]]:
    """Yield each message and each blob that is not known to be clean, with its content."""
    history = past(workspace.git, head, *([] if tip is None else [f"^{tip}"]))
    while batch := list(islice(history, _AHEAD)):
        new = [item for item in batch if _id(item) not in clean]
        blobs = [item.blob for item in new if isinstance(item, PastBlob)]
        contents = workspace.git.objects.read_many(blobs, MAX_BYTES)
        for item in new:
            if isinstance(item, PastMessage):
                yield item, item.text.encode()
            else:
                found = next(contents)
                yield item, (found.content if found else None) or b""


def _id(item: PastBlob | PastMessage) -> str:
    return item.blob if isinstance(item, PastBlob) else item.commit


def _brings(workspace: Workspace, item: PastBlob | PastMessage, content: bytes) -> bool:
    """Tell whether it holds a NIR; a file, one that it did not hold in a parent of the commit."""
    if isinstance(item, PastMessage):
        return bool(proven_nirs(COMMIT, content))
    found = proven_nirs(item.path, content)
    if not found:
        return False
    parents = workspace.git.line("log", "-1", "--format=%P", item.commit).split()
    held = (proven_nirs(item.path, workspace.read(item.path, one) or b"") for one in parents)
    return bool(found - frozenset().union(*held))
