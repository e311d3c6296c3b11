"""The one door to git: sealed, exact, and clear when it refuses."""

import os
import subprocess
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from comens_tui.errors import RefusedError, SigningError, StaleRecordError, WorkspaceError
from comens_tui.store import git as git_module
from comens_tui.store.git import Git, require_git
from comens_tui.store.git_failures import GitError, explain_failure
from comens_tui.store.git_writing import (
    Identity,
    TagText,
    make_tag_ref,
    move_branch,
    write_commit,
    write_tag,
)
from comens_tui.store.signing import sign
from comens_tui.store.trees import NewFile, blob_id, build_tree
from tests.support import (
    commit_all,
    git,
    make_repository,
    make_ssh_key,
    require_ssh_keygen,
    write_files,
)

WHEN = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ANNE = Identity("Anne Petit", "anne@example.org")


@pytest.fixture
def door(workspace_root):
    with Git(workspace_root) as opened:
        yield opened


def head(root: Path) -> str:
    return git(root, "rev-parse", "HEAD").strip()


def test_an_object_is_read_by_id_by_path_and_by_revision(door, workspace_root):
    content = (workspace_root / "corpus/glossary.yaml").read_bytes()
    found = door.objects.read("HEAD:corpus/glossary.yaml")
    assert (found.content, found.type, found.size) == (content, "blob", len(content))
    assert found.id == blob_id(content, found.id)
    assert door.objects.read(found.id) == found
    assert door.commit_of("main") == head(workspace_root)


@pytest.mark.parametrize("name", ["HEAD:no such file", "nothing", "", "HEAD\nHEAD", "HEAD:a 12"])
def test_what_does_not_exist_reads_as_nothing(door, name):
    assert door.objects.read(name) is None
    assert door.commit_of("HEAD") is not None


def test_an_object_over_the_limit_comes_without_its_content(door):
    names = ["HEAD:corpus/glossary.yaml", "HEAD:README.md"]
    big, small = door.objects.read_many(names, limit=100)
    assert big.content is None
    assert big.size > 100
    assert small.content.startswith(b"Un espace")


def test_many_objects_come_in_the_order_asked(door, workspace_root):
    write_files(workspace_root, {f"corpus/n/{i}": f"{i}\n" * i for i in range(300)})
    commit_all(workspace_root)
    names = [f"HEAD:corpus/n/{i}" for i in range(300)]
    contents = [found.content for found in door.objects.read_many([*names, *names])]
    assert contents == [b"%d\n" % i * i for i in range(300)] * 2


def test_the_reader_sees_commits_made_after_it_started(door, workspace_root):
    assert door.objects.read("HEAD:new") is None
    write_files(workspace_root, {"new": "x"})
    commit_all(workspace_root)
    git(workspace_root, "gc", "--quiet", "--prune=now")
    assert door.objects.read("HEAD:new").content == b"x"


def test_the_reader_starts_again_when_its_process_died(door):
    assert door.objects.read("HEAD:README.md")
    door.objects._process.kill()
    door.objects._process.wait()
    assert door.objects.read("HEAD:README.md").content.startswith(b"Un espace")


def test_threads_share_one_reader_without_mixing_answers(door, workspace_root):
    write_files(workspace_root, {f"n/{i}": f"{i}" * 500 for i in range(40)})
    commit_all(workspace_root)
    wrong = []

    def read_all():
        for i in range(40):
            if door.objects.read(f"HEAD:n/{i}").content != f"{i}".encode() * 500:
                wrong.extend([i])

    threads = [threading.Thread(target=read_all) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_files_and_changes_name_paths_with_accents_as_they_are(door, workspace_root):
    before = head(workspace_root)
    write_files(workspace_root, {"corpus/été.md": "é\n", "corpus/glossary.yaml": "x\n"})
    (workspace_root / "README.md").unlink()
    after = commit_all(workspace_root)
    listed = {entry.path: entry for entry in door.files(after, ["corpus"])}
    assert listed["corpus/été.md"].blob == blob_id("é\n".encode(), before)
    assert "README.md" not in listed
    changes = {change.path: change for change in door.changes(before, after)}
    assert set(changes) == {"corpus/été.md", "corpus/glossary.yaml", "README.md"}
    assert changes["corpus/été.md"].old_blob is None
    assert changes["README.md"].new_blob is None


def test_the_log_gives_subject_author_and_trailers(door, workspace_root):
    message = "Cast a ballot.\n\nSome words: no trailer\nhere\n\nComens-Operation: vote\nComens-Actor: anne\n"
    git(workspace_root, "commit", "--quiet", "--allow-empty", "-m", message)
    first, second = door.log("HEAD")
    assert first.subject == "Cast a ballot."
    assert first.trailers == {"Comens-Operation": "vote", "Comens-Actor": "anne"}
    assert (first.author, first.when.isoformat()) == ("Samir Benali", "2026-03-02T09:00:00+01:00")
    assert (second.subject, second.trailers) == ("Open the workspace.", {})
    assert door.log("HEAD", limit=1) == [first]
    assert door.log("HEAD", path="README.md") == [second]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("253402300800 +0000", "9999-12-31"),
        ("1767225600 +9999", "2026-01-01"),
        ("never", "1970-01-01"),
    ],
)
def test_a_date_that_no_calendar_has_is_read_all_the_same(door, workspace_root, written, read):
    forged = (
        git(workspace_root, "cat-file", "commit", "HEAD")
        .replace("Open the workspace.", "Forged.")
        .encode()
    )
    lines = forged.split(b"\n")
    lines[1] = b"author Ana <ana@example.org> " + written.encode()
    commit = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
        cwd=workspace_root,
        input=b"\n".join(lines),
        capture_output=True,
        check=True,
    ).stdout.decode()
    (entry,) = door.log(commit.strip())
    assert (entry.subject, entry.when.date().isoformat()) == ("Forged.", read)


def test_a_merge_of_apart_changes_is_clean_and_of_the_same_line_is_marked(door):
    base = b"a\nb\nc\nd\ne\n"
    merged, conflicted = door.merge_file(
        base, b"A\nb\nc\nd\ne\n", b"a\nb\nc\nd\nE\n", ("o", "b", "t")
    )
    assert (merged, conflicted) == (b"A\nb\nc\nd\nE\n", False)
    merged, conflicted = door.merge_file(
        base, base.replace(b"c", b"X"), base.replace(b"c", b"Y"), ("nôtre", "b", "t")
    )
    assert conflicted
    assert "<<<<<<< nôtre\nX\n=======\nY\n>>>>>>> t\n".encode() in merged


def test_no_variable_of_git_bends_our_calls(workspace_root, tmp_path, monkeypatch):
    other = make_repository(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "nothing"))
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    with Git(workspace_root) as door:
        assert door.line("rev-parse", "--show-toplevel") == str(workspace_root)


def test_no_program_named_by_the_repository_runs(workspace_root, tmp_path):
    proof = tmp_path / "ran"
    script = tmp_path / "evil"
    script.write_text(f"#!/bin/sh\ntouch {proof}\ncat\n")
    script.chmod(0o755)
    for key in (
        "core.fsmonitor", "core.sshCommand", "diff.external", "gpg.program", "gpg.ssh.program",
        "gpg.openpgp.program", "gpg.x509.program", "gpg.ssh.defaultKeyCommand", "core.pager", "core.editor", "filter.bad.clean",
        "filter.bad.smudge", "filter.bad.process",
    ):  # fmt: skip
        git(workspace_root, "config", key, str(script))
    for key in ("log.showSignature", "commit.gpgSign", "tag.gpgSign", "filter.bad.required"):
        git(workspace_root, "config", key, "true")
    (workspace_root / ".git/info/attributes").write_text("* filter=bad\n")
    hooks = workspace_root / ".git/hooks"
    for name in ("reference-transaction", "post-index-change", "post-commit", "pre-commit"):
        hooks.joinpath(name).write_text(script.read_text())
        hooks.joinpath(name).chmod(0o755)
    with Git(workspace_root) as door:
        tree = build_tree(door, head(workspace_root), {"a": NewFile("100644", b"x")})
        commit = write_commit(
            door, tree, head(workspace_root), message="m", identity=ANNE, when=WHEN
        )
        move_branch(door, "main", commit, f"{commit}~1", "test")
        put_tag(door, TagText("v1", "m"), commit, ANNE)
        for number, kind in enumerate(("PGP SIGNATURE", "PGP MESSAGE", "SIGNED MESSAGE")):
            text = f"m\n-----BEGIN {kind}-----\nx\n-----END {kind}-----"
            put_tag(door, TagText(f"w{number}", text), commit, ANNE)
            assert not door.verify_tag(f"w{number}", tmp_path / "nobody").is_good
        door.log("HEAD")
        door.files("HEAD")
        door.changes("HEAD~1", "HEAD")
    assert not proof.exists()


def test_a_built_tree_changes_only_what_it_is_told_and_leaves_no_ref(door, workspace_root):
    before = git(workspace_root, "for-each-ref")
    tree = build_tree(
        door,
        head(workspace_root),
        {"corpus/été/nouveau.md": NewFile("100755", b"\x00\r\nx"), "README.md": None},
    )
    changes = door.changes("HEAD", tree)
    assert {change.path for change in changes} == {"corpus/été/nouveau.md", "README.md"}
    assert door.objects.read(f"{tree}:corpus/été/nouveau.md").content == b"\x00\r\nx"
    assert git(workspace_root, "for-each-ref") == before
    assert git(workspace_root, "status", "--porcelain") == ""


def test_a_branch_moves_only_from_where_it_was_seen(door, workspace_root):
    seen = head(workspace_root)
    git(workspace_root, "commit", "--quiet", "--allow-empty", "-m", "Somebody else.")
    with pytest.raises(StaleRecordError):
        move_branch(door, "main", seen, seen, "test")
    assert head(workspace_root) != seen


def put_tag(door: Git, text: TagText, commit: str, identity: Identity) -> None:
    """Make a tag and its ref."""
    make_tag_ref(door, text.name, write_tag(door, text, commit, identity=identity, when=WHEN))


def signers_file(folder: Path, key: Path, name: str) -> Path:
    allowed = folder / f"allowed-{name}"
    allowed.write_text(f"{name} {key.with_suffix('.pub').read_text()}")
    return allowed


def test_a_signed_tag_is_good_for_its_signer_only(door, workspace_root, tmp_path):
    key, other = make_ssh_key(tmp_path, "anne"), make_ssh_key(tmp_path, "bruno")
    message = "cens-v1.0.0\n\n# notes\n"
    text = TagText("cens-v1.0.0", message)
    put_tag(door, text, head(door.folder), ANNE._replace(key=key))
    good = door.verify_tag("cens-v1.0.0", signers_file(tmp_path, key, "anne"))
    assert (good.is_good, good.signer) == (True, "anne")
    bad = door.verify_tag("cens-v1.0.0", signers_file(tmp_path, other, "bruno"))
    assert (bad.is_good, bad.signer) == (False, None)
    assert "# notes" in git(workspace_root, "cat-file", "tag", "cens-v1.0.0")
    git(workspace_root, "update-ref", "refs/tags/cens-v9.0.0", "cens-v1.0.0")
    renamed = door.verify_tag("cens-v9.0.0", signers_file(tmp_path, key, "anne"))
    assert not renamed.is_good


def test_a_signed_commit_is_one_that_git_verifies(door, workspace_root, tmp_path):
    key = make_ssh_key(tmp_path, "anne")
    tree = git(workspace_root, "rev-parse", "HEAD^{tree}").strip()
    commit = write_commit(
        door, tree, head(workspace_root),
        message="Été.\n\nComens-Actor: anne\n", identity=ANNE._replace(key=key), when=WHEN,
    )  # fmt: skip
    allowed = signers_file(tmp_path, key, "anne")
    git(workspace_root, "-c", f"gpg.ssh.allowedSignersFile={allowed}", "verify-commit", commit)
    assert git(workspace_root, "log", "-1", "--format=%an|%ae|%s", commit).strip() == (
        "Anne Petit|anne@example.org|Été."
    )
    git(workspace_root, "fsck", "--strict")


def test_a_name_cannot_forge_the_fields_of_a_commit(door, workspace_root):
    forged = Identity("Eve <eve@x> 0 +0000\nparent", "a@b>\n", None)
    tree = git(workspace_root, "rev-parse", "HEAD^{tree}").strip()
    commit = write_commit(door, tree, head(workspace_root), message="m", identity=forged, when=WHEN)
    assert git(workspace_root, "log", "-1", "--format=%an|%ae", commit).strip() == (
        "Eve  eve@x  0 +0000 parent|a@b"
    )
    with pytest.raises(RefusedError, match="name"):
        write_commit(
            door, tree, head(workspace_root), message="m", identity=Identity("", "x"), when=WHEN
        )


def test_an_unsigned_or_missing_tag_is_not_good(door, tmp_path):
    key = make_ssh_key(tmp_path, "anne")
    put_tag(door, TagText("cens-v1.0.0", "x"), head(door.folder), ANNE)
    allowed = signers_file(tmp_path, key, "anne")
    assert not door.verify_tag("cens-v1.0.0", allowed).is_good
    assert not door.verify_tag("cens-v2.0.0", allowed).is_good


def test_a_tag_never_moves(door):
    put_tag(door, TagText("cens-v1.0.0", "x"), head(door.folder), ANNE)
    with pytest.raises(StaleRecordError, match=r"cens-v1\.0\.0"):
        put_tag(door, TagText("cens-v1.0.0", "y"), head(door.folder), ANNE)


def test_a_signature_that_cannot_be_made_says_why(tmp_path, monkeypatch):
    with pytest.raises(SigningError, match="does not exist"):
        sign(b"x", tmp_path / "absent", "git")
    locked = tmp_path / "locked"
    require_ssh_keygen()
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", str(locked)], check=True
    )
    with pytest.raises(SigningError) as caught:
        sign(b"x", locked, "git")
    assert "ssh-add" in caught.value.hint
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SigningError, match="ssh-keygen is not installed"):
        sign(b"x", locked, "git")


def test_a_tag_that_cannot_be_signed_is_not_made(door, workspace_root, tmp_path):
    locked = tmp_path / "locked"
    require_ssh_keygen()
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", str(locked)], check=True
    )
    identity = ANNE._replace(key=locked)
    with pytest.raises(SigningError):
        put_tag(door, TagText("t", "x"), head(workspace_root), identity)
    assert git(workspace_root, "tag") == ""


def test_a_missing_or_old_git_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    require_git.cache_clear()
    with pytest.raises(WorkspaceError, match="not installed"):
        Git(tmp_path)
    (tmp_path / "git").write_text("#!/bin/sh\necho git version 2.20.1\n")
    (tmp_path / "git").chmod(0o755)
    with pytest.raises(WorkspaceError, match="too old") as caught:
        Git(tmp_path)
    assert "2.34" in caught.value.hint
    require_git.cache_clear()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("error: unable to write file: No space left on device", "full"),
        ("fatal: cannot create: Disk quota exceeded", "full"),
        ("fatal: Unable to create '/x/.git/index.lock': File exists.", "Another git"),
        (
            "fatal: cannot lock ref 'x': Unable to create '/x/.git/refs/x.lock': File exists.",
            "Another git",
        ),
        ("error: could not lock: Read-only file system", "read-only"),
        ("fatal: detected dubious ownership in repository at '/x'", "another user"),
        ('error: open("x"): Permission denied', "rights"),
        ("fatal: something else", "something else"),
        ("", "exit status 128"),
    ],
)
def test_each_failure_of_git_is_said_in_plain_words_with_a_way_out(said, words):
    error = explain_failure(128, said)
    assert isinstance(error, GitError)
    assert words in error.message
    assert error.hint


def test_git_needs_an_existing_folder(tmp_path):
    with Git(tmp_path / "absent") as door, pytest.raises(WorkspaceError, match="does not exist"):
        door.run("status")


def test_the_language_of_the_machine_does_not_reach_git(door, monkeypatch):
    assert door._environment["LC_ALL"] == "C"
    assert "LANGUAGE" not in door._environment
    assert git_module.OLDEST_GIT >= (2, 34)
    assert os.devnull in door._environment["GIT_GRAFT_FILE"]


def test_a_stream_gives_what_git_writes_and_ends_with_its_reader(door, workspace_root):
    listed = b"".join(door.stream("log", "--format=%H"))
    assert listed.decode().split() == git(workspace_root, "log", "--format=%H").split()
    endless = door.stream("cat-file", "--batch-check", "--batch-all-objects")
    assert next(endless)
    endless.close()
    with pytest.raises(GitError):
        list(door.stream("log", "nothing"))


def test_a_stream_in_a_folder_that_is_gone_says_so(tmp_path):
    (tmp_path / "gone").mkdir()
    with Git(tmp_path / "gone") as lost:
        (tmp_path / "gone").rmdir()
        with pytest.raises(WorkspaceError, match="does not exist"):
            list(lost.stream("log"))
