"""Commits, tags, the branch and the index.

Each step is whole by itself; the order that makes them one act is in `writing`.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from comens_tui.errors import RefusedError, StaleRecordError
from comens_tui.i18n import _
from comens_tui.store.git import Git
from comens_tui.store.git_failures import LOCK_HELD, GitError
from comens_tui.store.signing import GIT_NAMESPACE, sign
from comens_tui.store.trees import write_object

_SHA1_LENGTH = 40
#: Of more paths than this the whole index is listed: a command line has its limits.
_MOST_NAMED = 1_000


class Identity(NamedTuple):
    """Who acts: the name and address in the commit, and the private SSH key that signs it.

    With no key, nothing is signed. A public key file works where an agent holds the private
    one.
    """

    name: str
    email: str
    key: Path | None = None


def write_commit(
    git: Git,
    tree: str,
    parent: str,
    *,
    message: str,
    identity: Identity,
    when: datetime,
    author: str = "",
) -> str:
    """Return a new commit of `tree`, signed if the identity has a key; no branch moves.

    `author` is the whole field of a commit that is written again, date and all; by default
    the identity is the author.

    Raises:
        SigningError: The signature could not be made.
    """
    person = _person(identity, when)
    header = f"tree {tree}\nparent {parent}\nauthor {author or person}\ncommitter {person}\n"
    body = f"\n{message}"
    if identity.key is not None:
        signature = sign((header + body).encode(), identity.key, GIT_NAMESPACE)
        field = "gpgsig" if len(tree) == _SHA1_LENGTH else "gpgsig-sha256"
        header += f"{field} " + "\n ".join(signature.splitlines()) + "\n"
    return write_object(git, "commit", (header + body).encode(), tree)


class TagText(NamedTuple):
    """An annotated tag to make: its name and its message."""

    name: str
    message: str


def write_tag(git: Git, tag: TagText, commit: str, *, identity: Identity, when: datetime) -> str:
    """Return a new tag object on `commit`, signed if the identity has a key; no ref is made.

    Raises:
        SigningError: The signature could not be made.
    """
    payload = (
        f"object {commit}\ntype commit\ntag {tag.name}\n"
        f"tagger {_person(identity, when)}\n\n{tag.message.rstrip()}\n"
    )
    if identity.key is not None:
        payload += sign(payload.encode(), identity.key, GIT_NAMESPACE)
    return write_object(git, "tag", payload.encode(), commit)


def make_tag_ref(git: Git, name: str, tag: str) -> None:
    """Name a tag object; a tag that exists never moves.

    Raises:
        StaleRecordError: The tag exists already.
    """
    try:
        git.run("update-ref", f"refs/tags/{name}", tag, "0" * len(tag))
    except GitError as error:
        if not _is_about_ref(error):
            raise
        raise StaleRecordError(
            _("The tag {name} exists already.").format(name=name),
            _("A tag never moves: choose the next version."),
        ) from error


def _person(identity: Identity, when: datetime) -> str:
    """Return a person as git writes one, without the signs that would end the field."""
    name, email = (re.sub(r"[<>\x00-\x1f]+", " ", text).strip() for text in identity[:2])
    if not name or not email:
        raise RefusedError(
            _("An act needs the name and the e-mail address of the person who does it."),
            _("Run `git config user.name` and `git config user.email` with yours."),
        )
    return f"{name} <{email}> {int(when.timestamp())} {when.strftime('%z') or '+0000'}"


def _is_about_ref(error: GitError) -> bool:
    """Tell whether a ref is elsewhere than it was said to be, not just held for a moment."""
    if LOCK_HELD.search(error.said):
        return False
    return "cannot lock ref" in error.said or "but expected" in error.said


def move_branch(
    git: Git,
    branch: str,
    new: str,
    old: str,
    reason: str,
    *,
    tag: tuple[str, str] | None = None,
    refs: Mapping[str, str] | None = None,
) -> None:
    """Move a branch from `old` to `new` at once, or not at all.

    With `tag`, the name and the object of a new tag, or with `refs`, other new names and
    what they stand for, all change together or none does.

    Raises:
        StaleRecordError: The branch is no longer at `old`, or the tag exists already.
    """
    lines = [f"update refs/heads/{branch} {new} {old}"]
    if tag is not None:
        lines.append(f"create refs/tags/{tag[0]} {tag[1]}")
    lines += [f"create {name} {target}" for name, target in (refs or {}).items()]
    orders = "\n".join(["start", *lines, "prepare", "commit"]) + "\n"
    try:
        git.run("update-ref", "-m", reason, "--stdin", data=orders.encode())
    except GitError as error:
        if not _is_about_ref(error):
            raise
        raise StaleRecordError(
            _("The branch {branch} moved while this was being written.").format(branch=branch),
            _("Nothing was written: look at what changed, then do it again."),
        ) from error


def index_blobs(git: Git, paths: list[str]) -> dict[str, str | None]:
    """Return the blob that the index holds for each path: None if none.

    A path in conflict has the text `conflict`, which equals no blob.
    """
    held: dict[str, str | None] = dict.fromkeys(paths)
    named = paths if len(paths) <= _MOST_NAMED else ()
    listed = git.run("ls-files", "--stage", "-z", "--", *named).stdout
    for record in listed.split(b"\x00")[:-1]:
        header, path = record.split(b"\t", 1)
        _mode, blob, stage = header.decode().split()
        name = path.decode(errors="surrogateescape")
        if name in held:
            held[name] = blob if stage == "0" else "conflict"
    return held


def update_index(git: Git, entries: Mapping[str, tuple[str, str] | None]) -> None:
    """Set the index's mode and blob of each path, and of no other; None removes the path."""
    lines = (
        f"0 {'0' * 40}\t{path}" if entry is None else f"{entry[0]} {entry[1]}\t{path}"
        for path, entry in entries.items()
    )
    data = "".join(f"{line}\x00" for line in lines)
    git.run("update-index", "-z", "--index-info", data=data.encode(errors="surrogateescape"))
