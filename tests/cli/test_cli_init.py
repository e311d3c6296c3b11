"""`comens init`: a whole workspace, or nothing."""

import pytest

from comens_tui.operations.workspaces import member_id
from tests.cli.running import comens
from tests.support import git, make_ssh_key


@pytest.fixture
def known(tmp_path, monkeypatch):
    """git knows who is here."""
    return _configure(tmp_path, monkeypatch, "")


def _configure(tmp_path, monkeypatch, more):
    path = tmp_path / "gitconfig"
    path.write_text(
        f"[user]\n\tname = Zoé d'Été-Noël\n\temail = zoe@example.org\n{more}", encoding="utf-8"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(path))
    return path


def test_an_empty_workspace_can_be_read_checked_and_written(known, tmp_path):
    root = tmp_path / "a" / "comite"

    outcome = comens(f"init {root}")

    assert outcome.status == 0
    assert comens("check", root=root).status == 0
    assert comens("status", root=root).status == 0
    assert comens("document list", root=root).status == 0
    new = comens("report new --title t --type other --description d", root=root)
    assert (new.status, new.err) == (0, "")
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "fsck", "--strict") == ""
    assert "Comens-Operation: workspace.init" in git(root, "log", "--format=%B", "HEAD~1")


def test_its_member_is_the_person_in_every_role(known, tmp_path):
    root = tmp_path / "comite"
    comens(f"init {root}")

    text = (root / "decisions/committee.yaml").read_text(encoding="utf-8")

    assert "id: zoe-d-ete-noel" in text
    for role in ("member", "chair", "secretary", "release_manager"):
        assert f"- {role}\n" in text


def test_the_signing_key_of_the_person_is_noted(tmp_path, monkeypatch):
    key = make_ssh_key(tmp_path, "key")
    _configure(tmp_path, monkeypatch, f"\tsigningkey = {key}\n[gpg]\n\tformat = ssh\n")
    root = tmp_path / "comite"

    comens(f"init {root}")

    public = " ".join((tmp_path / "key.pub").read_text(encoding="utf-8").split()[:2])
    assert public in (root / "decisions/committee.yaml").read_text(encoding="utf-8")
    assert "PRIVATE" not in git(root, "show", "HEAD")


def test_an_empty_folder_is_filled(known, tmp_path):
    root = tmp_path / "comite"
    root.mkdir()

    assert comens(f"init {root}").status == 0


def test_a_dry_run_says_the_files_and_makes_nothing(known, tmp_path):
    root = tmp_path / "comite"

    outcome = comens(f"init {root} --dry-run")

    assert outcome.status == 0
    assert "  decisions/committee.yaml\n" in outcome.out
    assert not root.exists()


@pytest.mark.parametrize("kind", ["file", "full", "link", "workspace"])
def test_a_place_that_is_taken_is_refused_and_left_as_it_is(known, tmp_path, kind):
    root = tmp_path / "comite"
    if kind == "file":
        root.write_text("à moi", encoding="utf-8")
    elif kind == "link":
        (tmp_path / "elsewhere").mkdir()
        root.symlink_to(tmp_path / "elsewhere")
    elif kind == "workspace":
        comens(f"init {root}")
    else:
        root.mkdir()
        (root / "notes.txt").write_text("à moi", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))

    outcome = comens(f"init {root}")

    assert outcome.status == 2
    assert outcome.err.startswith("comens: ")
    assert len(outcome.err.splitlines()) == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_without_an_identity_nothing_is_made_and_the_way_out_is_said(tmp_path, monkeypatch):
    (tmp_path / "empty").write_text("")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "empty"))
    root = tmp_path / "comite"

    outcome = comens(f"init {root}")

    assert outcome.status == 1
    assert "git config --global user.email" in outcome.err
    assert not root.exists()


def test_a_failure_on_the_way_leaves_nothing_behind(known, tmp_path, monkeypatch):
    from comens_tui.errors import WorkspaceError
    from comens_tui.operations import workspaces

    def fail(*_args):
        raise WorkspaceError("No.", "Wait.")

    monkeypatch.setattr(workspaces, "_first_commit", fail)

    assert comens(f"init {tmp_path / 'comite'}").status == 2
    assert [path.name for path in tmp_path.iterdir()] == ["gitconfig"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anne Petit", "anne-petit"),
        ("Œuvre  Ça", "uvre-ca"),
        ("王小明", "member"),
        ("42", "member"),
        ("A" * 60, "a" * 40),
    ],
)
def test_an_id_is_made_of_any_name(name, expected):
    assert member_id(name) == expected


@pytest.mark.parametrize(
    ("profile", "kept"),
    [
        ("crpa", ""),
        ("ccne", "profile: ccne\n"),
        ("hcsp", "second_convocation_days: 21\n"),
        ("free", "casting_vote: false\n"),
    ],
)
def test_a_committee_starts_with_the_rules_it_chooses(known, tmp_path, profile, kept):
    root = tmp_path / "comite"
    assert comens(f"init {root} --profile {profile}").status == 0

    text = (root / "decisions/committee.yaml").read_text(encoding="utf-8")

    assert kept in text
    assert ("rules:" in text) is bool(kept)
    assert f"Profile: {profile}" in comens("meeting rules", root=root).out
