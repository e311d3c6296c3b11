"""What a sync never sends: a commit made by hand that brings a social security number.

Acts were scanned before they were written; a plain `git commit` was not.
"""

from collections.abc import Iterable

from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.operations.screening import COMMIT, proven_nirs
from comens_tui.store.git import parse_message
from comens_tui.store.sharing import Unshared
from comens_tui.store.workspace import Workspace
from comens_tui.text.personal_data import without


def require_nothing_to_hide(workspace: Workspace, waiting: Iterable[Unshared]) -> None:
    """Refuse to send a commit made by hand that brings a NIR with its key.

    Raises:
        RefusedError: One does, in a file or in its message.
    """
    for commit in waiting:
        subject, trailers = parse_message(commit.message)
        if "Comens-Operation" not in trailers and _brings_nir(workspace, commit):
            raise RefusedError(
                _("“{subject}” holds a social security number, and would share it.").format(
                    subject=without(subject)
                ),
                _("Take it out of the commit itself, with `git commit --amend` or `git rebase`: "
                  "what is shared is never forgotten."),
            )  # fmt: skip


def _brings_nir(workspace: Workspace, commit: Unshared) -> bool:
    if proven_nirs(COMMIT, commit.message.encode()):
        return True
    if not commit.parents:
        return any(
            proven_nirs(file.path, workspace.blob(file.blob) or b"")
            for file in workspace.git.files(commit.id)
            if file.mode != "160000"
        )
    return any(
        proven_nirs(change.path, workspace.blob(change.new_blob) or b"")
        - proven_nirs(change.path, (change.old_blob and workspace.blob(change.old_blob)) or b"")
        for change in workspace.git.changes(commit.parents[0], commit.id)
        if change.new_blob and change.new_mode != "160000"
    )
