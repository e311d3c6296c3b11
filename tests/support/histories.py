"""Strange histories, made by `git fast-import`: forged dates, merges, renames, odd names."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.support import git

YEAR_2026 = 1_767_225_600  # 2026-01-01T00:00:00Z
YEAR_2999 = 32_472_144_000


class Forge:
    """A repository being written, a commit at a time, each with the dates it is given."""

    def __init__(self, root: Path, *, bare: bool = False) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        git(root, "init", "--quiet", "--initial-branch=main", *(["--bare"] if bare else []))
        self._lines: list[bytes] = []
        self._marks = 0

    def commit(
        self,
        subject: str,
        files: Mapping[bytes | str, bytes | str | None],
        *,
        parents: tuple[int, ...] | None = None,
        authored: int = YEAR_2026,
        committed: int | None = None,
        branch: str = "main",
        body: str = "",
    ) -> int:
        """Write a commit and return its mark; by default on top of the one before.

        A file that is None is deleted. The files of a merge are set on the first parent's.
        """
        before = ((self._marks,) if self._marks else ()) if parents is None else parents
        self._marks += 1
        message = f"{subject}\n\n{body}".strip().encode() + b"\n"
        add = self._lines.append
        if not before:
            add(b"reset refs/heads/%b" % branch.encode())
        add(b"commit refs/heads/%b" % branch.encode())
        add(b"mark :%d" % self._marks)
        add(b"author Ana <ana@example.org> %d +0100" % authored)
        add(
            b"committer Ana <ana@example.org> %d +0100"
            % (authored if committed is None else committed)
        )
        add(b"data %d\n%b" % (len(message), message))
        for place, parent in enumerate(before):
            add(b"%b :%d" % (b"merge" if place else b"from", parent))
        for path, content in files.items():
            name = path.encode() if isinstance(path, str) else path
            if content is None:
                add(b"D %b" % name)
                continue
            data = content.encode() if isinstance(content, str) else content
            add(b"M 100644 inline %b\ndata %d\n%b" % (name, len(data), data))
        return self._marks

    def write(self) -> Path:
        """Bring everything into the repository, check it out, and return its root."""
        subprocess.run(
            ["git", "fast-import", "--quiet", "--force", "--date-format=raw-permissive"],
            cwd=self.root,
            input=b"\n".join(self._lines) + b"\n",
            check=True,
        )
        if not (self.root / "HEAD").exists():
            git(self.root, "reset", "--quiet", "--hard")
        self._lines.clear()
        return self.root
