"""A git repository opened to read its history: a workspace, any clone, or a bundle.

What is no workspace is left without a trace: nothing is written into it.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from comens_tui.errors import WorkspaceError
from comens_tui.i18n import _
from comens_tui.store.git import Git, TreeEntry
from comens_tui.store.git_failures import GitError
from comens_tui.store.workspace import Workspace


class Repository:
    """An open repository. `workspace` is None where it is not one of ours.

    `private` is where a base may be kept, None where nothing may be written. What is in
    `closing` is undone when it is closed. Close it, or use it as a context.
    """

    def __init__(
        self,
        git: Git,
        shallow: Path,
        *,
        workspace: Workspace | None = None,
        closing: ExitStack | None = None,
    ) -> None:
        self.git = git
        self.workspace = workspace
        self.private = workspace.private if workspace is not None else None
        self._shallow = shallow
        self.closing = closing or ExitStack()

    @staticmethod
    def of(workspace: Workspace) -> "Repository":
        """Return the history side of an open workspace, which stays its owner's to close."""
        return Repository(workspace.git, workspace.private.parent / "shallow", workspace=workspace)

    @staticmethod
    def open(start: Path) -> "Repository":
        """Return the workspace around `start`, else the repository there, or in that bundle.

        Raises:
            WorkspaceError: There is none, or nothing is committed in it.
        """
        if start.is_file():
            return _opened_bundle(start)
        try:
            workspace = Workspace.open(start)
        except GitError:
            raise
        except WorkspaceError:
            found = _opened_clone(start)
            if found is None:
                raise
            return found
        repository = Repository.of(workspace)
        repository.closing.callback(workspace.close)
        return repository

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()

    def close(self) -> None:
        """End the reading process, and remove what was made to read a bundle."""
        self.closing.close()

    def head(self) -> str:
        """Return the commit that is read.

        Raises:
            WorkspaceError: Nothing is committed yet.
        """
        commit = self.git.commit_of("HEAD")
        if commit is None:
            raise _unborn(self.git.folder)
        return commit

    def commit_of(self, revision: str) -> str:
        """Return the commit that `revision` means.

        Raises:
            WorkspaceError: There is none.
        """
        commit = self.git.commit_of(revision)
        if commit is None:
            raise WorkspaceError(
                _("There is no revision {revision} here.").format(revision=revision),
                _("`git log --oneline` and `git tag` list what there is."),
            )
        return commit

    def cuts(self) -> tuple[str, ...]:
        """Return the commits where the history of a shallow clone is cut, sorted."""
        try:
            return tuple(sorted(self._shallow.read_text(encoding="ascii").split()))
        except (FileNotFoundError, NotADirectoryError):
            return ()

    def files(self, revision: str) -> dict[str, TreeEntry]:
        """Return every file of a revision by path."""
        return {entry.path: entry for entry in self.git.files(self.commit_of(revision))}

    def contents(self, blobs: list[str], limit: int) -> Iterator[bytes | None]:
        """Yield the content of each blob, None where it is absent or larger than `limit`."""
        for found in self.git.objects.read_many(blobs, limit=limit):
            yield found.content if found is not None and found.type == "blob" else None


def _opened_clone(start: Path) -> Repository | None:
    """Return the repository around `start`, None where there is none."""
    folder = start.resolve()
    if not folder.is_dir():
        return None
    with Git(folder) as git:
        try:
            said = git.line(
                "rev-parse", "--path-format=absolute", "--git-dir", "--git-path", "shallow"
            )
        except GitError as error:
            if "not a git repository" in error.said:
                return None
            raise
        # Read from the top: a path is named from there, wherever one stands.
        top = git.line("rev-parse", "--show-toplevel", accept=range(256))
    git_dir, shallow = (Path(line) for line in said.splitlines())
    return _committed(Git(Path(top) if top else git_dir), shallow, ExitStack())


def _opened_bundle(bundle: Path) -> Repository:
    """Return a repository made of a bundle for as long as it is open.

    Raises:
        WorkspaceError: The file is no bundle, or it needs commits that it does not hold.
    """
    with ExitStack() as opening:
        room = Path(opening.enter_context(TemporaryDirectory(prefix="comens-")))
        clone = room / "bundle"
        with Git(room) as git:
            try:
                git.run(
                    "clone", "--bare", "--quiet", "--template=", "--end-of-options",
                    str(bundle.resolve()), str(clone),
                    settings={"protocol.file.allow": "always"},
                )  # fmt: skip
            except GitError as error:
                raise WorkspaceError(
                    _("{file} cannot be read as a git bundle.").format(file=bundle),
                    _("Run `git bundle verify {file}` to see why.").format(file=bundle),
                ) from error
        git = Git(clone)
        if git.commit_of("HEAD") is None:
            _check_out_the_first(git)
        return _committed(git, clone / "shallow", opening.pop_all())


def _committed(git: Git, shallow: Path, closing: ExitStack) -> Repository:
    """Return the repository if anything is committed in it; undo everything if not.

    Raises:
        WorkspaceError: Nothing is.
    """
    with closing as opening:
        opening.callback(git.close)
        repository = Repository(git, shallow)
        repository.head()
        repository.closing = opening.pop_all()
    return repository


def _check_out_the_first(git: Git) -> None:
    """Let HEAD be the first branch of a bundle that does not say which one it is."""
    branches = git.refs("refs/heads") or git.refs("refs")
    if branches:
        git.run("update-ref", "--no-deref", "HEAD", branches[0][1])


def _unborn(folder: Path) -> WorkspaceError:
    return WorkspaceError(
        _("Nothing is committed yet in {folder}.").format(folder=folder),
        _("Run `git add --all`, then `git commit`, and open it again."),
    )
