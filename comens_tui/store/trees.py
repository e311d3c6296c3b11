"""Trees and new objects, read through the object reader and written in this process.

A new object is on the disk, whole, before anything names it. Starting git for each would
cost more than the rest of a commit.
"""

import hashlib
import os
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from comens_tui.errors import WorkspaceError
from comens_tui.i18n import _
from comens_tui.store.git import Git

FOLDER_MODE = "40000"
_SHA1_LENGTH = 40
#: From so many files on, one `sync` costs less than one of each.
MANY = 64


class NewFile(NamedTuple):
    """A file of a tree to be: `mode` is `100644` or `100755`."""

    mode: str
    content: bytes


class Node(NamedTuple):
    """An entry of a tree: its mode, without leading zeros, and its object."""

    mode: str
    id: str


def object_id(kind: str, content: bytes, like: str) -> str:
    """Return the id git gives to an object, in the hash that the id `like` is written in."""
    algorithm = hashlib.sha1 if len(like) == _SHA1_LENGTH else hashlib.sha256
    return algorithm(b"%s %d\x00" % (kind.encode(), len(content)) + content).hexdigest()


def blob_id(content: bytes, like: str) -> str:
    """Return the id git gives to a file's content."""
    return object_id("blob", content, like)


def find_nodes(git: Git, commit: str, paths: Iterable[str]) -> dict[str, Node | None]:
    """Return what stands at each path in a commit, if anything; a folder is read once."""
    folders: dict[str, dict[str, Node]] = {}
    found = {}
    for path in paths:
        folder, _slash, name = path.rpartition("/")
        if folder not in folders:
            folders[folder] = _read_tree(git, f"{commit}:{folder}")
        found[path] = folders[folder].get(name)
    return found


def build_tree(git: Git, base: str, files: Mapping[str, NewFile | None]) -> str:
    """Return the tree of commit `base` with `files` written, or removed where None.

    The objects are in the repository afterwards; no ref, index or working file moves.

    Raises:
        OSError: The disk refused; nothing names what was written.
    """
    kept = {path: file for path, file in files.items() if file is not None}
    blobs = write_blobs(git, [file.content for file in kept.values()], base)
    nodes: dict[str, Node | None] = dict.fromkeys(files)
    nodes |= {
        path: Node(file.mode, blob) for (path, file), blob in zip(kept.items(), blobs, strict=True)
    }
    return _splice(git, f"{base}^{{tree}}", nodes, base) or write_object(git, "tree", b"", base)


def write_blobs(git: Git, contents: Sequence[bytes], like: str) -> list[str]:
    """Write files' contents as objects and return their ids, in order.

    Many are brought to the disk by one `sync` rather than one by one, and get their names
    only then: no crash leaves a name on half an object.

    Raises:
        OSError: The disk refused.
    """
    if len(contents) < MANY:
        return [write_object(git, "blob", content, like) for content in contents]
    names = [blob_id(content, like) for content in contents]
    staged: dict[Path, Path] = {}
    try:
        for name, content in zip(names, contents, strict=True):
            target = git.object_folder / name[:2] / name[2:]
            if target not in staged and not _is_fresh(target):
                packed = _packed("blob", content)
                staged[target] = _staged(git.object_folder, target, packed, is_durable=False)
        os.sync()
        for target, file in staged.items():
            file.rename(target)
    except BaseException:
        for file in staged.values():
            file.unlink(missing_ok=True)
        raise
    return names


def write_object(git: Git, kind: str, content: bytes, like: str) -> str:
    """Write an object and return its id; one that exists is left as it is.

    Raises:
        OSError: The disk refused.
    """
    name = object_id(kind, content, like)
    target = git.object_folder / name[:2] / name[2:]
    if not _is_fresh(target):
        packed = _packed(kind, content)
        _staged(git.object_folder, target, packed, is_durable=True).rename(target)
    return name


def _is_fresh(target: Path) -> bool:
    """Tell whether an object is there, and let a collection of garbage take it for new."""
    try:
        os.utime(target)
    except FileNotFoundError:
        return False
    return True


def _packed(kind: str, content: bytes) -> bytes:
    return zlib.compress(b"%s %d\x00" % (kind.encode(), len(content)) + content)


def _staged(folder: Path, target: Path, packed: bytes, *, is_durable: bool) -> Path:
    """Return a file beside `target` that holds an object, on the disk where it is durable."""
    try:
        target.parent.mkdir()
        # A repository shared by a group says so by the mode of its folders.
        target.parent.chmod(folder.stat().st_mode & 0o7777)
    except FileExistsError:
        pass
    with NamedTemporaryFile(prefix="tmp_obj_", dir=target.parent, delete=False) as file:
        try:
            file.write(packed)
            file.flush()
            os.fchmod(file.fileno(), 0o444)
            if is_durable:
                os.fsync(file.fileno())
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    return Path(file.name)


def _splice(git: Git, tree: str, changes: Mapping[str, Node | None], like: str) -> str | None:
    """Return `tree` with the changes below it made; None where nothing is left in it."""
    entries = _read_tree(git, tree)
    below: dict[str, dict[str, Node | None]] = {}
    for path, node in changes.items():
        name, slash, rest = path.partition("/")
        if slash:
            below.setdefault(name, {})[rest] = node
        elif node is None:
            entries.pop(name, None)
        else:
            entries[name] = node
    for name, inner in below.items():
        held = entries.get(name)
        folder = held.id if held is not None and held.mode == FOLDER_MODE else ""
        changed = _splice(git, folder, inner, like)
        if changed is None:
            entries.pop(name, None)
        else:
            entries[name] = Node(FOLDER_MODE, changed)
    return write_object(git, "tree", _tree_content(entries), like) if entries else None


def _read_tree(git: Git, name: str) -> dict[str, Node]:
    found = git.objects.read(name) if name else None
    if found is None or found.type != "tree" or found.content is None:
        return {}
    content, width = found.content, len(found.id) // 2
    entries, start = {}, 0
    while start < len(content):
        end = content.find(b"\x00", start)
        if end < 0 or end + width >= len(content) + 1:
            raise WorkspaceError(
                _("A folder of the git repository is damaged."),
                _("Run `git fsck` to see what is wrong; a fresh clone repairs it."),
            )
        mode, name_bytes = content[start:end].split(b" ", 1)
        start = end + 1 + width
        entry = os.fsdecode(name_bytes)
        entries[entry] = Node(mode.decode(), content[end + 1 : start].hex())
    return entries


def _tree_content(entries: Mapping[str, Node]) -> bytes:
    def order(item: tuple[str, Node]) -> bytes:
        name, node = item
        return os.fsencode(name) + (b"/" if node.mode == FOLDER_MODE else b"")

    return b"".join(
        f"{node.mode} ".encode() + os.fsencode(name) + b"\x00" + bytes.fromhex(node.id)
        for name, node in sorted(entries.items(), key=order)
    )
