"""One act, one commit, all or nothing.

The commit is built beside everything a person sees and becomes real when the branch moves
by compare and swap. What comes after, the working files and the index, is finished by the
next command if this one is killed (see `journal`).
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cached_property

from comens_tui.errors import ComensError, RefusedError, WorkspaceError
from comens_tui.i18n import _
from comens_tui.model.snapshot import Snapshot
from comens_tui.store.git import TreeChange
from comens_tui.store.git_writing import (
    Identity,
    TagText,
    index_blobs,
    make_tag_ref,
    move_branch,
    write_commit,
    write_tag,
)
from comens_tui.store.journal import (
    Entry,
    Journal,
    bring_along,
    clear_journal,
    recover,
    write_journal,
)
from comens_tui.store.lock import held
from comens_tui.store.trees import NewFile, Node, blob_id, build_tree, find_nodes
from comens_tui.store.working_tree import explain_disk_error, require_inside, working_blob
from comens_tui.store.workspace import Workspace

Checkpoint = Callable[[str], None]

#: The steps at which a write can be cut off, in order; `file` comes once a file.
STEPS = (
    "locked",
    "checked",
    "built",
    "committed",
    "journalled",
    "moved",
    "file",
    "files",
    "indexed",
    "cleared",
)

_PLAIN_MODE = "100644"
_FILE_MODES = (_PLAIN_MODE, "100755")


def _no_checkpoint(_step: str) -> None:
    """Do nothing: only a test stops a write at a step."""


class Writer:
    """The right to write, under the lock. `base` is the commit that acts stand on."""

    def __init__(self, workspace: Workspace, branch: str, checkpoint: Checkpoint) -> None:
        self._workspace = workspace
        self._branch = branch
        self._checkpoint = checkpoint
        self._git = workspace.git
        self.base = workspace.head()

    @cached_property
    def snapshot(self) -> Snapshot:
        """The workspace at `base`: guards are judged on it."""
        return self._workspace.snapshot(self.base)

    def commit(
        self,
        changes: Mapping[str, bytes | None],
        *,
        message: str,
        identity: Identity,
        when: datetime,
        tag: TagText | None = None,
    ) -> str:
        """Write files (None removes one) as one commit, and return it.

        Signed if the identity has a key. What a person has changed or staged stays as it is.
        With `tag`, the commit gets that tag in the same moment, or neither is made.

        Raises:
            RefusedError: A path is not ours to write, or holds changes that would be lost,
                or nothing would change.
            SigningError: The signature could not be made.
            StaleRecordError: Somebody moved the branch meanwhile.
            WorkspaceError: The disk refused; the message says if the act is recorded.
        """
        with _plain_disk_errors():
            journal, staged = self._prepare(changes, message=message, identity=identity, when=when)
            ref = None
            if tag is not None:
                made = write_tag(self._git, tag, journal.new, identity=identity, when=when)
                ref = (tag.name, made)
            write_journal(self._workspace.writing_place, journal)
            self._checkpoint("journalled")
            self._move_branch(journal, message.splitlines()[0], ref)
        self._set_base(journal.new)
        self._checkpoint("moved")
        self._finish(journal, staged)
        return journal.new

    def tag(self, tag: TagText, identity: Identity, when: datetime) -> None:
        """Tag `base` with an annotated tag, signed if the identity has a key.

        Raises:
            StaleRecordError: The tag exists already.
            SigningError: The signature could not be made.
        """
        with _plain_disk_errors():
            made = write_tag(self._git, tag, self.base, identity=identity, when=when)
            make_tag_ref(self._git, tag.name, made)

    def advance(self, commit: str, reason: str, refs: Mapping[str, str]) -> None:
        """Move the branch to a commit made elsewhere, and the files with it; name `refs` too.

        What a person has changed or staged stays as it is.

        Raises:
            RefusedError: A path is not ours to write, or holds changes that would be lost.
            StaleRecordError: Somebody moved the branch meanwhile.
            WorkspaceError: The disk refused; the message says if the branch moved.
        """
        with _plain_disk_errors():
            entries = [_entry(change) for change in self._git.changes(self.base, commit)]
            for entry in entries:
                require_inside(self._workspace.root, entry.path)
            staged = index_blobs(self._git, [entry.path for entry in entries]) if entries else {}
            self._refuse_losses(entries, staged)
            journal = Journal(self._branch, self.base, commit, tuple(entries))
            write_journal(self._workspace.writing_place, journal)
            self._checkpoint("journalled")
            self._move_branch(journal, reason, None, refs)
        self._set_base(commit)
        self._checkpoint("moved")
        self._finish(journal, staged)

    def _move_branch(
        self,
        journal: Journal,
        subject: str,
        tag: tuple[str, str] | None,
        refs: Mapping[str, str] | None = None,
    ) -> None:
        """Make the act real. On a full disk git may fail after it did so: the branch tells."""
        try:
            reason = f"comens: {subject}"
            move_branch(
                self._git, self._branch, journal.new, journal.old, reason, tag=tag, refs=refs
            )
        except ComensError:
            if self._git.commit_of(f"refs/heads/{self._branch}") != journal.new:
                clear_journal(self._workspace.writing_place)
                raise

    def _prepare(
        self,
        changes: Mapping[str, bytes | None],
        *,
        message: str,
        identity: Identity,
        when: datetime,
    ) -> tuple[Journal, Mapping[str, str | None]]:
        """Check everything and build the commit; nothing that a person sees has moved."""
        for path in changes:
            require_inside(self._workspace.root, path)
        entries, files = self._compare(changes)
        staged = index_blobs(self._git, [entry.path for entry in entries])
        self._refuse_losses(entries, staged)
        self._checkpoint("checked")
        tree = build_tree(self._git, self.base, files)
        self._checkpoint("built")
        commit = write_commit(
            self._git, tree, self.base, message=message, identity=identity, when=when
        )
        self._checkpoint("committed")
        return Journal(self._branch, self.base, commit, tuple(entries)), staged

    def _compare(
        self, changes: Mapping[str, bytes | None]
    ) -> tuple[list[Entry], dict[str, NewFile | None]]:
        """Return what really changes against `base`."""
        entries, files = [], {}
        nodes = find_nodes(self._git, self.base, changes)
        for path, content in changes.items():
            old = _held(path, nodes[path])
            mode = old[0] if old else _PLAIN_MODE
            new = None if content is None else (mode, blob_id(content, self.base))
            if old != new:
                entries.append(Entry(path, old, new))
                files[path] = None if content is None else NewFile(mode, content)
        if not entries:
            raise RefusedError(
                _("Nothing would change: it is already so."),
                _("Look at the record again: it may have been done meanwhile."),
            )
        return entries, files

    def _refuse_losses(self, entries: list[Entry], staged: Mapping[str, str | None]) -> None:
        """Refuse to write where a person's file or index holds something of theirs."""
        for entry in entries:
            fitting = {side[1] if side else None for side in (entry.old, entry.new)}
            working = working_blob(self._workspace.root, entry.path, self.base)
            if working not in fitting or staged[entry.path] not in fitting:
                raise RefusedError(
                    _("{path} holds changes that are not committed.").format(path=entry.path),
                    _("Commit them, or set them aside with `git stash push -- {path}`.").format(
                        path=entry.path
                    ),
                )

    def _set_base(self, commit: str) -> None:
        self.base = commit
        self._workspace.written.add(commit)
        self.__dict__.pop("snapshot", None)

    def _finish(self, journal: Journal, staged: Mapping[str, str | None]) -> None:
        place = self._workspace.writing_place
        try:
            bring_along(place, journal, self._checkpoint, staged)
            clear_journal(place)
        except (OSError, ComensError) as error:
            cause = explain_disk_error(error) if isinstance(error, OSError) else error
            raise WorkspaceError(
                _("The act is recorded, but its files could not all be written: {cause}").format(
                    cause=cause.message
                ),
                _("{hint} The next command completes it.").format(hint=cause.hint),
            ) from error
        self._checkpoint("cleared")


def _entry(change: TreeChange) -> Entry:
    """Return what a change of the tree does to a file.

    Raises:
        RefusedError: It puts a link or another repository there.
    """
    if change.new_mode not in (None, *_FILE_MODES):
        raise RefusedError(
            _("{path} is not a plain file in what was received.").format(path=change.path),
            _("Have it replaced by a file: a workspace holds everything it needs."),
        )
    mode = change.new_mode or _PLAIN_MODE
    return Entry(
        change.path,
        (mode, change.old_blob) if change.old_blob else None,
        (mode, change.new_blob) if change.new_blob else None,
    )


def _held(path: str, node: Node | None) -> tuple[str, str] | None:
    """Return mode and blob of what stands at `path`; a folder or a link there is refused."""
    if node is not None and node.mode not in _FILE_MODES:
        raise RefusedError(
            _("{path} is not a plain file.").format(path=path),
            _("Replace the link or folder by a file, or choose another path."),
        )
    return (node.mode, node.id) if node else None


@contextmanager
def writing(
    workspace: Workspace,
    holder: str,
    timeout: float = 10.0,
    checkpoint: Checkpoint = _no_checkpoint,
) -> Iterator[Writer]:
    """Give the right to write in this clone to one process, `holder`, at a time.

    What an earlier process left unfinished is finished first.

    Args:
        workspace: Where to write.
        holder: Who writes, as the others who wait will read it.
        timeout: Seconds to wait for another writer.
        checkpoint: Called with the name of each step passed.

    Raises:
        BusyError: Another process wrote during all that time; it is named.
        WorkspaceError: Nothing can be written here; the hint is the way out.
    """
    branch = workspace.require_writable()
    with ExitStack() as stack:
        with _plain_disk_errors():
            stack.enter_context(held(workspace.private / "lock", holder, timeout))
            recover(workspace.writing_place)
            checkpoint("locked")
        yield Writer(workspace, branch, checkpoint)


@contextmanager
def _plain_disk_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise explain_disk_error(error) from error
