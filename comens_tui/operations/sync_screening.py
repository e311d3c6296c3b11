"""What a sync never sends: a commit that brings a social security number, whoever made it.

Acts were scanned before they were written; a plain `git commit` was not, and nothing tells
them apart for sure: a trailer is written by whoever writes the message.
"""

from collections.abc import Iterator
from itertools import islice

from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.operations.screening import COMMIT, TAG, proven_nirs
from comens_tui.store.git import parse_message
from comens_tui.store.git_history import PastBlob, PastMessage, past
from comens_tui.store.records import MAX_BYTES
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
