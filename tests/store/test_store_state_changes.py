"""The states that reports and proposals passed through, read from history."""

from comens_tui.store.state_changes import state_changes
from comens_tui.store.workspace import Workspace
from tests.support import commit_all, write_files

REPORT = "proposals/reports/2026/EV-2026-0001.yaml"


def states(root):
    with Workspace.open(root) as workspace:
        return [(item.kind, item.id, item.state) for item in state_changes(workspace.git, "HEAD")]


def rewritten(root, old, new):
    path = root / REPORT
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    commit_all(root)


def test_each_version_of_a_record_says_its_state_oldest_first(workspace_root):
    rewritten(workspace_root, "state: received", "state: admissible")
    rewritten(workspace_root, "severity: 2", "severity: 3")
    rewritten(workspace_root, "state: admissible", 'state: "closed"  # fini')
    assert states(workspace_root) == [
        ("report", "EV-2026-0001", state)
        for state in ("received", "admissible", "admissible", "closed")
    ]


def test_what_is_no_record_of_ours_or_was_removed_is_left_out(workspace_root):
    write_files(
        workspace_root,
        {
            "proposals/reports/2026/note.txt": "state: closed\n",
            "proposals/reports/2026/EV-2026-0002.yaml": b"\xff\xfe\x00",
            "proposals/updates/2026/P-2026-001/ratings/anne.yaml": "state: closed\n",
            "proposals/updates/2026/P-2026-001/proposal.yaml": "id: x\nstate: draft\n",
        },
    )
    commit_all(workspace_root)
    (workspace_root / REPORT).unlink()
    commit_all(workspace_root)
    assert states(workspace_root) == [
        ("report", "EV-2026-0001", "received"),
        ("proposal", "P-2026-001", "draft"),
    ]
