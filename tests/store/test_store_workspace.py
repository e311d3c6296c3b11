"""Opening a workspace, and reading it as one value whatever is wrong with its files."""

import os
import subprocess
from datetime import UTC, datetime

import pytest

from comens_tui.errors import RecordError, WorkspaceError
from comens_tui.model.words import Severity
from comens_tui.store.records import MAX_BYTES
from comens_tui.store.workspace import WORKING_TREE, Workspace
from tests.support import (
    COMMITTEE_YAML,
    REFERENTIAL_MD,
    REPORT_YAML,
    WORKSPACE_FILES,
    commit_all,
    git,
    make_repository,
    write_files,
)

REPORT = "proposals/reports/2026/EV-2026-0001.yaml"


def refusal(start) -> WorkspaceError:
    with pytest.raises(WorkspaceError) as caught:
        Workspace.open(start).close()
    assert caught.value.hint
    return caught.value


def commit_files(root, files):
    write_files(root, files)
    commit_all(root)


def problems(workspace, *codes):
    found = workspace.snapshot().problems
    return [(item.code, item.path, item.line) for item in found if not codes or item.code in codes]


def test_a_workspace_is_found_from_any_folder_inside(workspace_root):
    with Workspace.open(workspace_root / "proposals/reports/2026") as workspace:
        assert workspace.root == workspace_root.resolve()
        assert workspace.branch() == "main"
        assert workspace.head() == git(workspace_root, "rev-parse", "HEAD").strip()


def test_a_folder_without_workspace_is_said_so(tmp_path):
    assert "no workspace" in refusal(tmp_path).message


def test_a_missing_folder_is_said_so(tmp_path):
    assert "does not exist" in refusal(tmp_path / "absent").message


def test_a_file_named_as_a_workspace_is_not_called_missing(tmp_path):
    bundle = tmp_path / "history.bundle"
    bundle.touch()
    refused = refusal(bundle)
    assert "is a file" in refused.message
    assert "git bundle" in refused.hint


def test_a_folder_of_files_that_is_no_repository_is_said_so(tmp_path):
    write_files(tmp_path, WORKSPACE_FILES)
    assert "not a git repository" in refusal(tmp_path).message


def test_a_workspace_below_the_top_of_its_repository_is_said_so(tmp_path):
    make_repository(tmp_path, {f"inside/{path}": text for path, text in WORKSPACE_FILES.items()})
    assert "starts at" in refusal(tmp_path / "inside").message


def test_a_bare_repository_is_said_so(workspace_root, tmp_path):
    git(workspace_root, "clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    assert "bare" in refusal(tmp_path / "bare.git").message


def test_a_repository_without_commit_is_said_so(tmp_path):
    git(tmp_path, "init", "--quiet")
    write_files(tmp_path, WORKSPACE_FILES)
    assert "Nothing is committed" in refusal(tmp_path).message


def test_a_committee_that_was_never_committed_is_said_so(tmp_path):
    make_repository(tmp_path, {"README.md": "x"})
    write_files(tmp_path, WORKSPACE_FILES)
    with Workspace.open(tmp_path) as workspace, pytest.raises(WorkspaceError, match="committee"):
        workspace.snapshot()


def test_a_linked_folder_is_said_so(workspace_root, tmp_path):
    (workspace_root / "corpus").rename(tmp_path / "elsewhere")
    (workspace_root / "corpus").symlink_to(tmp_path / "elsewhere")
    assert "link" in refusal(workspace_root).message


def test_a_workspace_of_another_user_is_said_so(workspace_root):
    if os.getuid() != 0:
        pytest.skip("only root can give a folder away")
    subprocess.run(["chown", "-R", "65534:65534", str(workspace_root)], check=True)
    assert "another user" in refusal(workspace_root).message


def test_reading_works_with_a_detached_head_and_writing_is_refused(workspace_root):
    git(workspace_root, "checkout", "--quiet", "--detach")
    with Workspace.open(workspace_root) as workspace:
        assert "EV-2026-0001" in workspace.snapshot().reports
        assert workspace.branch() is None
        with pytest.raises(WorkspaceError, match="detached") as caught:
            workspace.require_writable()
    assert "git switch" in caught.value.hint


def test_reading_works_in_a_shallow_clone_and_writing_is_refused(workspace_root, tmp_path):
    git(workspace_root, "commit", "--quiet", "--allow-empty", "-m", "More.")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{workspace_root}", "shallow")
    with Workspace.open(tmp_path / "shallow") as workspace:
        assert len(workspace.snapshot().reports) == 1
        with pytest.raises(WorkspaceError, match="shallow") as caught:
            workspace.require_writable()
    assert "git fetch --unshallow" in caught.value.hint


@pytest.mark.parametrize("sign", ["MERGE_HEAD", "rebase-merge", "CHERRY_PICK_HEAD"])
def test_writing_is_refused_in_the_middle_of_a_merge(workspace, sign):
    (workspace.git_dir / sign).write_text("x")
    with pytest.raises(WorkspaceError, match="middle") as caught:
        workspace.require_writable()
    assert "--abort" in caught.value.hint


def test_an_unknown_revision_is_said_so(workspace):
    with pytest.raises(WorkspaceError, match="cens-v9"):
        workspace.snapshot("cens-v9.9.9")


def test_a_snapshot_holds_every_record_by_id(workspace):
    found = workspace.snapshot()
    assert found.revision == workspace.head()
    assert len(found.committee.members) == 5
    assert found.glossary.terms[0].term == "Système"
    assert found.glossary_text.startswith("schema: 1")
    assert list(found.documents) == ["REF-ESS"]
    assert [item.id for item in found.documents["REF-ESS"].requirements] == [
        "ETH.1",
        "ETH.2",
        "ETH.10",
    ]
    assert found.reports["EV-2026-0001"].severity == 2
    assert "README.md" not in found.files
    assert found.files[REPORT] == git(workspace.root, "rev-parse", f"HEAD:{REPORT}").strip()
    assert list(found.problems) == []


def test_a_snapshot_of_a_past_revision_does_not_move(workspace, workspace_root):
    before = workspace.head()
    commit_files(workspace_root, {REPORT: REPORT_YAML.replace("severity: 2", "severity: 4")})
    assert workspace.snapshot(before).reports["EV-2026-0001"].severity == 2
    assert workspace.snapshot().reports["EV-2026-0001"].severity == 4


def test_ids_come_in_their_natural_order(workspace, workspace_root):
    files = {
        f"proposals/updates/2026/P-2026-{n}/proposal.yaml": (
            f'schema: 1\nid: "P-2026-{n}"\ntitle: "T"\nstate: draft\nauthor: anne-petit\n'
            'created: "2026-01-01"\nmotive: "M"\n'
        )
        for n in ("1000", "999", "002")
    }
    commit_files(workspace_root, files)
    assert list(workspace.snapshot().proposals) == ["P-2026-002", "P-2026-999", "P-2026-1000"]


def test_the_parts_of_a_proposal_are_filed_under_it(workspace, workspace_root):
    folder = "proposals/updates/2026/P-2026-001"
    at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    commit_files(
        workspace_root,
        {
            f"{folder}/text/corpus/guides/GUI-A1.md": "Texte proposé.\n",
            f"{folder}/ratings/anne-petit.yaml": (
                'schema: 1\nproposal: "P-2026-001"\nmember: anne-petit\ndate: "2026-01-01"\n'
                "harms: {autonomy: 3}\nreach: 1\ncorroboration: 2\nconfidence: 0.8\neffort: M\n"
            ),
            f"{folder}/comments/20260102T030405Z-anne-petit.yaml": (
                'schema: 1\nproposal: "P-2026-001"\nauthor: anne-petit\n'
                f'at: "{at.isoformat()}"\ntext: "Oui."\n'
            ),
        },
    )
    found = workspace.snapshot()
    assert found.texts["P-2026-001"] == {"corpus/guides/GUI-A1.md": "Texte proposé.\n"}
    assert found.ratings["P-2026-001"][0].reach == 1
    assert found.comments["P-2026-001"][0].at == at
    assert found.ratings.get("P-2026-002", ()) == ()
    assert list(found.problems) == []


DAMAGES = {
    "broken": (b"a: [", 1),
    "misfit": (REPORT_YAML.replace("severity: 2", "severity: 9").encode(), 11),
    "huge": (b"a" * (MAX_BYTES + 1), 0),
    "binary": (b"\x00\x01", 1),
    "crlf": (REPORT_YAML.replace("\n", "\r\n").encode(), 1),
    "bom": (b"\xef\xbb\xbf" + REPORT_YAML.encode(), 1),
    "latin1": (REPORT_YAML.encode("latin-1"), 3),
    "conflict": (b"<<<<<<< HEAD\n" + REPORT_YAML.encode(), 1),
    "empty": (b"", 1),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_bad_record_is_absent_and_named_among_the_problems(workspace, workspace_root, name):
    content, line = DAMAGES[name]
    other = REPORT_YAML.replace("EV-2026-0001", "EV-2026-0002")
    commit_files(workspace_root, {REPORT: content, REPORT.replace("0001", "0002"): other})
    found = workspace.snapshot()
    assert list(found.reports) == ["EV-2026-0002"]
    assert "EV-2026-0001" not in found.reports
    assert len(found.reports) == 1
    assert problems(workspace) == [("Q001", REPORT, line)]
    assert found.problems[0].hint
    assert found.problems[0].record == "EV-2026-0001"


@pytest.mark.parametrize("name", sorted(set(DAMAGES) - {"misfit"}))
def test_a_bad_document_is_absent_and_named_among_the_problems(workspace, workspace_root, name):
    content, _line = DAMAGES[name]
    commit_files(workspace_root, {"corpus/guides/GUI-BAD.md": content})
    assert list(workspace.snapshot().documents) == ["REF-ESS"]
    assert [item.path for item in workspace.snapshot().problems] == ["corpus/guides/GUI-BAD.md"]


def test_a_bad_glossary_is_empty_and_named_among_the_problems(workspace, workspace_root):
    commit_files(workspace_root, {"corpus/glossary.yaml": "terms: 3\n"})
    assert workspace.snapshot().glossary.terms == ()
    assert [code for code, *_rest in problems(workspace)] == ["Q001"]


def test_nothing_works_without_a_readable_committee(workspace, workspace_root):
    commit_files(
        workspace_root, {"decisions/committee.yaml": COMMITTEE_YAML.replace("kind:", "kid:")}
    )
    with pytest.raises(RecordError) as caught:
        workspace.snapshot()
    assert caught.value.path == "decisions/committee.yaml"
    assert caught.value.line > 1


def test_a_link_in_our_folders_is_a_finding_and_is_not_followed(
    workspace, workspace_root, tmp_path
):
    secret = tmp_path / "secret.yaml"
    secret.write_text(REPORT_YAML.replace("0001", "0007"))
    link = workspace_root / REPORT.replace("0001", "0007")
    link.symlink_to(secret)
    (workspace_root / "corpus/guides").symlink_to(tmp_path)
    for found in (
        workspace.working_snapshot(),
        (commit_all(workspace_root), workspace.snapshot())[1],
    ):
        assert list(found.reports) == ["EV-2026-0001"]
        assert sorted(item.path for item in found.problems) == [
            "corpus/guides",
            REPORT.replace("0001", "0007"),
        ]
        assert {item.code for item in found.problems} == {"Q001"}


def test_two_files_for_one_document_are_a_finding(workspace, workspace_root):
    commit_files(workspace_root, {"corpus/guides/REF-ESS.md": REFERENTIAL_MD})
    assert {code for code, *_rest in problems(workspace)} == {"Q002"}
    assert workspace.snapshot().documents["REF-ESS"].path == "corpus/referentials/REF-ESS.md"


def test_a_file_with_the_id_of_another_is_a_finding(workspace, workspace_root):
    other = REPORT.replace("0001", "0002")
    commit_files(workspace_root, {other: REPORT_YAML})
    assert problems(workspace) == [("Q002", other, 0)]
    assert list(workspace.snapshot().reports) == ["EV-2026-0001"]


def test_a_file_that_is_not_where_its_id_says_is_a_finding(workspace, workspace_root):
    git(workspace_root, "mv", REPORT, REPORT.replace("0001", "0009"))
    commit_files(
        workspace_root,
        {"proposals/reports/2025/EV-2026-0003.yaml": REPORT_YAML.replace("0001", "0003")},
    )
    assert problems(workspace) == [
        ("Q003", "proposals/reports/2025/EV-2026-0003.yaml", 0),
        ("Q003", REPORT.replace("0001", "0009"), 0),
    ]
    assert "git mv" in workspace.snapshot().problems[0].hint


def test_an_unknown_file_in_our_folders_is_a_warning_and_a_readme_is_not(workspace, workspace_root):
    commit_files(
        workspace_root, {"corpus/notes.txt": "x", "corpus/README.md": "x", "other/x.txt": "x"}
    )
    assert problems(workspace) == [("Q004", "corpus/notes.txt", 0)]
    assert workspace.snapshot().problems[0].severity is Severity.WARNING


def test_the_working_snapshot_sees_what_is_not_committed(workspace, workspace_root):
    assert workspace.working_snapshot().revision == workspace.head()
    write_files(workspace_root, {REPORT: REPORT_YAML.replace("severity: 2", "severity: 3")})
    write_files(
        workspace_root, {REPORT.replace("0001", "0002"): REPORT_YAML.replace("0001", "0002")}
    )
    (workspace_root / "corpus/glossary.yaml").unlink()
    git(workspace_root, "add", REPORT)
    found = workspace.working_snapshot()
    assert found.revision == WORKING_TREE
    assert found.reports["EV-2026-0001"].severity == 3
    assert list(found.reports) == ["EV-2026-0001", "EV-2026-0002"]
    assert "corpus/glossary.yaml" not in found.files
    assert found.glossary.terms == ()
    assert found.files[REPORT] == git(workspace_root, "hash-object", REPORT).strip()


def test_reading_changes_nothing_in_the_folder_or_the_index(workspace, workspace_root):
    write_files(workspace_root, {REPORT: REPORT_YAML + "# note\n", "corpus/x.md": "x"})
    index = (workspace_root / ".git/index").read_bytes()
    before = git(workspace_root, "status", "--porcelain", "--ignored")
    (workspace_root / ".git/index").write_bytes(index)
    list(workspace.working_snapshot().problems)
    list(workspace.snapshot().problems)
    assert (workspace_root / ".git/index").read_bytes() == index
    assert git(workspace_root, "status", "--porcelain", "--ignored") == before


@pytest.mark.parametrize("name", ["bad", "a=b", "a.b=c"])
def test_no_filter_program_runs_while_the_working_tree_is_read(workspace_root, tmp_path, name):
    proof = tmp_path / "ran"
    lines = [f"{key} = touch {proof}" for key in ("clean", "smudge", "process")]
    with (workspace_root / ".git/config").open("a") as file:
        file.write("\n".join([f'[filter "{name}"]', *lines, "required = true", ""]))
    (workspace_root / ".git/info/attributes").write_text(f"* filter={name}\n")
    write_files(workspace_root, {REPORT: REPORT_YAML.replace("severity: 2", "severity: 3")})
    with Workspace.open(workspace_root) as workspace:
        assert workspace.working_snapshot().reports["EV-2026-0001"].severity == 3
    assert not proof.exists()


def test_one_file_is_read_at_any_revision(workspace, workspace_root):
    commit_files(workspace_root, {REPORT: "x"})
    assert workspace.read(REPORT) == b"x"
    assert workspace.read(REPORT, "HEAD~1") == REPORT_YAML.encode()
    assert workspace.read("absent") is None
    assert workspace.read("corpus") is None


def test_tags_and_settings_and_history_are_read(workspace, workspace_root):
    for name in ("cens-v1.10.0", "cens-v1.9.0"):
        git(workspace_root, "tag", name)
    git(workspace_root, "config", "user.email", "x@example.org")
    assert workspace.tags() == ["cens-v1.9.0", "cens-v1.10.0"]
    assert workspace.config("user.email") == "x@example.org"
    assert workspace.config("user.nothing") is None


def test_several_settings_are_read_at_once(workspace, workspace_root):
    for key, value in (
        ("user.email", "x@example.org"),
        ("comens.demo", "a\nb=c"),
        ("userx.e", "1"),
    ):
        git(workspace_root, "config", key, value)
    git(workspace_root, "config", "--add", "user.email", "y@example.org")
    with (workspace_root / ".git/config").open("a") as file:
        file.write("[comens]\n\tbare\n")
    asked = ("user.email", "comens.demo", "comens.bare", "user.nothing")
    assert workspace.configs(*asked) == {
        "user.email": "y@example.org", "comens.demo": "a\nb=c", "comens.bare": "",
    }  # fmt: skip
    assert [entry.subject for entry in workspace.log(5)] == ["Open the workspace."]
    assert workspace.three_way(b"a\n", b"b\n", b"a\n", ("x", "y", "z")) == (b"b\n", False)
