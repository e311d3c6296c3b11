"""A workspace: a git repository of readable files, opened for reading.

Reading and checking never write to the working tree or to git's index. Writing is in
`writing`.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from comens_tui.errors import BusyError, ComensError, WorkspaceError
from comens_tui.i18n import _
from comens_tui.model import places
from comens_tui.model.snapshot import Snapshot
from comens_tui.store import layout
from comens_tui.store.git import Git, LogEntry, TreeEntry
from comens_tui.store.git_failures import GitError
from comens_tui.store.journal import WritingPlace, recover
from comens_tui.store.lock import held
from comens_tui.store.records import MAX_BYTES
from comens_tui.store.snapshots import ParseCache, Source, build_snapshot
from comens_tui.store.working_tree import changed_files, read_working

#: The revision of a snapshot of a working tree that differs from HEAD.
WORKING_TREE = "working tree"

_RECENT = 4

_BRANCH_HEAD = "ref: refs/heads/"
#: What git writes into HEAD where the refs are kept in a table: it says nothing.
_REFTABLE_HEAD = "ref: refs/heads/.invalid"


class Workspace:
    """An open workspace; `root` is its top folder. Close it, or use it as a context."""

    def __init__(self, root: Path, git: Git, git_dir: Path, common_dir: Path) -> None:
        self.root = root
        self.git = git
        self.git_dir = git_dir
        self.private = common_dir / "comens"
        #: The commits that were written through this opening of the workspace.
        self.written: set[str] = set()
        self._cache = ParseCache()
        self._snapshots: dict[str, Snapshot] = {}

    @staticmethod
    def open(start: Path) -> "Workspace":
        """Return the workspace that `start` is in, and finish a write that was interrupted.

        Raises:
            WorkspaceError: There is none, or it cannot be read; the hint is the way out.
        """
        root = _find_root(start)
        git = Git(root)
        try:
            workspace = Workspace(root, git, *_probe(git, root))
            if workspace.git.commit_of("HEAD") is None:
                raise _unborn(root)
            workspace._recover_if_idle()
        except BaseException:
            git.close()
            raise
        return workspace

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads objects."""
        self.git.close()

    @property
    def writing_place(self) -> WritingPlace:
        """Where a write works."""
        return WritingPlace(self.git, self.root, self.git_dir / "comens")

    def head(self) -> str:
        """Return the commit that is checked out."""
        return self._commit("HEAD")

    def branch(self) -> str | None:
        """Return the branch that is checked out, None where HEAD is detached."""
        head = (self.git_dir / "HEAD").read_text(encoding="utf-8", errors="surrogateescape")
        if head.startswith(_BRANCH_HEAD) and not head.startswith(_REFTABLE_HEAD):
            return head.removeprefix(_BRANCH_HEAD).rstrip("\n")
        return self.git.line("symbolic-ref", "--quiet", "--short", "HEAD", accept=(0, 1)) or None

    def snapshot(self, rev: str = "HEAD") -> Snapshot:
        """Return the whole workspace at `rev`; records are parsed when asked for.

        Raises:
            WorkspaceError: There is no such revision.
            RecordError: Its committee cannot be read.
        """
        commit = self._commit(rev)
        found = self._snapshots.get(commit)
        if found is None:
            found = build_snapshot(self._committed(commit), self._cache)
            self._snapshots[commit] = found
            for old in list(self._snapshots)[:-_RECENT]:
                self._snapshots.pop(old, None)
        return found

    def working_snapshot(self) -> Snapshot:
        """Return the workspace as its files are now; that of HEAD where nothing differs.

        Raises:
            RecordError: The committee cannot be read.
        """
        changed = changed_files(self.git, self.root, layout.FOLDERS)
        if not changed:
            return self.snapshot()
        return build_snapshot(self._working(self.head(), changed), self._cache)

    def read(self, path: str, rev: str = "HEAD") -> bytes | None:
        """Return the content of a file at `rev`, None where there is none."""
        found = self.git.objects.read(f"{rev}:{path}")
        return found.content if found and found.type == "blob" else None

    def blob(self, blob_id: str) -> bytes | None:
        """Return the content of a blob, None where this clone does not hold it."""
        found = self.git.objects.read(blob_id)
        return found.content if found and found.type == "blob" else None

    def log(
        self, limit: int | None = None, path: str | None = None, *, at: str = "HEAD"
    ) -> list[LogEntry]:
        """Return the commits up to `at`, newest first, or those that changed `path`."""
        return self.git.log(at, limit, path)

    def versions(self, path: str, *, at: str = "HEAD") -> frozenset[str]:
        """Return the blobs that stood at `path` in the history of `at`, on any line of it."""
        said = self.git.run(
            "log", "-m", "--format=", "--raw", "--no-abbrev", "--no-renames", at, "--", path
        ).stdout.decode()
        return frozenset(line.split()[3] for line in said.splitlines() if line.startswith(":"))

    def tags(self) -> list[str]:
        """Return the names of the tags, versions in their order."""
        return [name.removeprefix("refs/tags/") for name, _commit in self.git.refs("refs/tags")]

    def tag_content(self, name: str) -> bytes | None:
        """Return the annotated tag object of that name, None for a plain or missing tag."""
        found = self.git.objects.read(f"refs/tags/{name}^{{tag}}")
        return found.content if found else None

    def config(self, key: str) -> str | None:
        """Return a setting of git, such as `user.email`."""
        return self.git.config(key)

    def configs(self, *keys: str) -> dict[str, str]:
        """Return those of these settings of git that are set, see `Git.configs`."""
        return self.git.configs(*keys)

    def three_way(
        self, base: bytes, ours: bytes, theirs: bytes, labels: tuple[str, str, str]
    ) -> tuple[bytes, bool]:
        """Return the merge of two texts that come from one, and whether it has conflicts.

        `labels` name ours, the base and theirs in the conflict marks.
        """
        return self.git.merge_file(base, ours, theirs, labels)

    def require_writable(self) -> str:
        """Return the branch that a write goes to.

        Raises:
            WorkspaceError: HEAD is detached, the clone is shallow, or git is in the middle
                of something.
        """
        for name, command in _IN_PROGRESS.items():
            if (self.git_dir / name).exists():
                raise WorkspaceError(
                    _("Git is in the middle of something here: nothing can be written."),
                    _("Finish it, or give it up with `{command}`.").format(command=command),
                )
        if (self.private.parent / "shallow").is_file():
            raise WorkspaceError(
                _("This clone is shallow: its history is cut, so nothing can be written."),
                _("Run `git fetch --unshallow`, then try again."),
            )
        branch = self.branch()
        if branch is None:
            raise WorkspaceError(
                _("No branch is checked out here (detached HEAD): nothing can be written."),
                _("Run `git switch main`, or `git switch -c NAME` to keep these commits."),
            )
        return branch

    def _commit(self, rev: str) -> str:
        commit = self.git.commit_of(rev)
        if commit is None:
            raise WorkspaceError(
                _("There is no revision {revision} here.").format(revision=rev),
                _("`git log --oneline` and `git tag` list what there is."),
            )
        return commit

    def _committed(self, commit: str) -> Source:
        return Source(
            commit,
            lambda: self.git.files(commit, layout.FOLDERS),
            lambda entries: self._blobs(commit, entries),
        )

    def _working(self, commit: str, changed: dict[str, TreeEntry | None]) -> Source:
        contents = {path: read_working(self.root, path) for path in changed}

        def entries() -> list[TreeEntry]:
            kept = [x for x in self.git.files(commit, layout.FOLDERS) if x.path not in changed]
            return sorted(
                [*kept, *(entry for entry in changed.values() if entry is not None)],
                key=lambda entry: entry.path,
            )

        def read(wanted: Sequence[TreeEntry]) -> Iterator[bytes | None]:
            committed = [entry for entry in wanted if entry.path not in changed]
            blobs = self._blobs(commit, committed)
            for entry in wanted:
                content = contents[entry.path] if entry.path in changed else next(blobs)
                yield content if content is None or len(content) <= MAX_BYTES else None

        return Source(WORKING_TREE, entries, read)

    def _blobs(self, commit: str, entries: Sequence[TreeEntry]) -> Iterator[bytes | None]:
        names = [entry.blob or f"{commit}:{entry.path}" for entry in entries]
        for found in self.git.objects.read_many(names, limit=MAX_BYTES):
            yield found.content if found else None

    def _recover_if_idle(self) -> None:
        """Finish an interrupted write, unless somebody writes or the disk refuses."""
        if self.writing_place.journal.exists():
            with (
                suppress(BusyError, ComensError, OSError),
                held(self.private / "lock", _("Recovery"), 0),
            ):
                recover(self.writing_place)


_IN_PROGRESS = {
    "MERGE_HEAD": "git merge --abort",
    "CHERRY_PICK_HEAD": "git cherry-pick --abort",
    "REVERT_HEAD": "git revert --abort",
    "rebase-merge": "git rebase --abort",
    "rebase-apply": "git rebase --abort",
}


def _find_root(start: Path) -> Path:
    if start.is_file():
        raise WorkspaceError(
            _("{path} is a file, and not a workspace.").format(path=start),
            _("`log`, `document history PATH` and `redline REV..REV` read a git bundle as it is."),
        )
    if not start.is_dir():
        raise WorkspaceError(
            _("The folder {folder} does not exist.").format(folder=start),
            _("Check its name, or make a workspace there with `comens init`."),
        )
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / places.COMMITTEE).is_file():
            _refuse_links(folder)
            return folder
    with Git(here) as git:
        bare = git.run("rev-parse", "--is-bare-repository", accept=(0, 128))
    if bare.stdout.strip() == b"true":
        raise _bare(here)
    raise WorkspaceError(
        _("There is no workspace in {folder} or above it.").format(folder=here),
        _("Name one with --workspace, make one with `comens init`, or try `comens demo`."),
    )


def _refuse_links(root: Path) -> None:
    for name in (*layout.FOLDERS, places.COMMITTEE):
        if (root / name).is_symlink():
            raise WorkspaceError(
                _("{name} is a symbolic link: a workspace holds its own files.").format(name=name),
                _("Replace the link by the folder or file itself."),
            )


def _probe(git: Git, root: Path) -> tuple[Path, Path]:
    """Return the git folder of this working tree and the one shared by all of the clone."""
    try:
        said = git.line(
            "rev-parse", "--path-format=absolute", "--show-toplevel", "--git-dir",
            "--git-common-dir", "--git-path", "objects",
        )  # fmt: skip
    except GitError as error:
        raise _explained(error, root) from error
    top, git_dir, common_dir, git.object_folder = (Path(line) for line in said.splitlines())
    if not os.path.samefile(top, root):  # noqa: PTH121 - both exist
        raise WorkspaceError(
            _("{folder} has a committee, but the git repository starts at {top}.").format(
                folder=root, top=top
            ),
            _("Make it a repository of its own: run `git init` in it, then commit its files."),
        )
    return git_dir, common_dir


def _explained(error: GitError, root: Path) -> WorkspaceError:
    if "not a git repository" in error.said:
        return WorkspaceError(
            _("{folder} has a committee, but it is not a git repository.").format(folder=root),
            _("Run `git init`, `git add --all` and `git commit` in it."),
        )
    if "work tree" in error.said:
        return _bare(root)
    return error


def _bare(folder: Path) -> WorkspaceError:
    return WorkspaceError(
        _("{folder} is a bare repository: it has no files to work on.").format(folder=folder),
        _("Clone it with `git clone {folder}`, and work in the clone.").format(folder=folder),
    )


def _unborn(root: Path) -> WorkspaceError:
    return WorkspaceError(
        _("Nothing is committed yet in {folder}.").format(folder=root),
        _("Run `git add --all`, then `git commit`, and open it again."),
    )
