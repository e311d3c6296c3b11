"""All that history holds, read as git walks it: messages of commits, and each content once."""

from collections.abc import Iterator
from typing import NamedTuple

from comens_tui.store.git import Git, tree_change

#: A symbolic link holds words too: where it leads.
_WORDED_MODES = frozenset({"100644", "100755", "120000"})
_COMMIT = b"commit "


class PastMessage(NamedTuple):
    """The message of a commit."""

    commit: str
    text: str


class PastBlob(NamedTuple):
    """The content of a file or a link, and where it first appeared in history."""

    commit: str
    path: str
    blob: str


def past(git: Git, *revisions: str) -> Iterator[PastMessage | PastBlob]:
    """Yield the message of every commit, oldest first, and each new blob once.

    The commits are those that `revisions` lead to, by default every ref; `^` before one leaves
    out what it leads to. Only the ids of the blobs seen are kept. A merge is compared with
    each of its parents.

    Raises:
        GitError: Git failed on the way.
    """
    fields = git.fields(
        "log", *(revisions or ("HEAD", "--all")), "--reverse", "--diff-merges=separate",
        "--root", "--raw", "-r", "-z", "--no-renames", "--no-abbrev", "--no-show-signature",
        "--no-notes", "--format=commit %H%x00%B",
    )  # fmt: skip
    seen: set[bytes] = set()
    commit = ""
    for raw in fields:
        field = raw.lstrip(b"\n")
        if field.startswith(_COMMIT):
            former, commit = commit, field.removeprefix(_COMMIT).decode()
            message = next(fields, b"").decode(errors="replace")
            if commit != former:
                yield PastMessage(commit, message)
        elif field.startswith(b":"):
            change = tree_change(field, next(fields, b""))
            blob = bytes.fromhex(change.new_blob or "")
            if blob and blob not in seen and change.new_mode in _WORDED_MODES:
                seen.add(blob)
                yield PastBlob(commit, change.path, blob.hex())
