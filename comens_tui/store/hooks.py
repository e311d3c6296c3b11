"""The hook that a clone may run on commits made by hand; our own commits run none."""

import os
import tempfile
from pathlib import Path

from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.store.git import Git

#: What tells a hook of ours from one that somebody wrote.
_MARK = "Written by comens hook pre-commit"

#: What is staged becomes a commit that nothing points to, which is checked against HEAD.
PRE_COMMIT = f"""\
#!/bin/sh
# {_MARK}: refuses a commit that adds an error to those of HEAD.
# git commit --no-verify passes over it.
set -eu
git rev-parse --quiet --verify HEAD >/dev/null || exit 0
command -v comens >/dev/null || {{ echo "comens is not on the PATH" >&2; exit 1; }}
staged=$(git commit-tree "$(git write-tree)" -p HEAD -m "What is staged")
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE
exec comens check --at "$staged" --since HEAD
"""


def install_pre_commit(git: Git, root: Path) -> Path:
    """Write the hook into the clone and return its path; one of ours is replaced.

    Raises:
        RefusedError: There is another hook, which is left as it is; or git looks for hooks in
            another folder, where this one would never run.
    """
    for scope in ("--worktree", "--local", "--global", "--system"):
        done = git.run("config", scope, "--get", "core.hooksPath", accept=range(256))
        if done.returncode == 0:
            raise RefusedError(
                _("Git looks for hooks in {path}, by its setting core.hooksPath.").format(
                    path=done.stdout.decode(errors="replace").strip()
                ),
                hint=_("Add to the one there what this prints: comens hook pre-commit --print"),
            )
    folder = root / git.line("rev-parse", "--git-common-dir") / "hooks"
    path = folder / "pre-commit"
    if path.is_symlink() or (path.exists() and _MARK not in path.read_text(errors="replace")):
        raise RefusedError(
            _("{path} is a hook that comens did not write; it is left as it is.").format(path=path),
            hint=_("Add to it what this prints: comens hook pre-commit --print"),
        )
    folder.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix="pre-commit.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(PRE_COMMIT)
    temporary = Path(name)
    temporary.chmod(0o755)
    temporary.replace(path)
    return path
