"""A release is tagged when the gate is open, signed by its manager, and proven from the clone.

GitPython reads what was written too, as a witness that knows nothing of this app.
"""

from dataclasses import replace
from datetime import timedelta

import git as gitpython
import pytest

from comens_tui.errors import RefusedError, SigningError, UnknownRecordError
from comens_tui.model.places import release_path
from comens_tui.operations.deliberation import decide_item
from comens_tui.operations.meetings import close_meeting, draft_minutes
from comens_tui.operations.minutes_approval import approve_minutes
from comens_tui.operations.proof import verify_release
from comens_tui.operations.published import published
from comens_tui.operations.releases import outlook, tag_recorded, tag_release
from comens_tui.operations.secret_ballots import HandCount
from comens_tui.release.manifest import entries
from comens_tui.store.records import new_text
from tests.operations.support import (
    ANNE,
    FIRST,
    MEETING,
    REFERENTIAL,
    SECRETARY,
    amended,
    unchanged,
    witness,
)
from tests.support import RELEASE_MANAGER, commit_all, git, make_ssh_key, write_files

FIRST_TAG, NEXT_TAG = "cens-v1.0.0", "cens-v1.1.0"


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    return {member: make_ssh_key(folder, member) for member in (RELEASE_MANAGER, ANNE)}


@pytest.fixture
def keyed(sitting, keys):
    """The sitting, where the release manager and Anne have public keys on record."""
    text = sitting.text("decisions/committee.yaml")
    for member, key in keys.items():
        public = " ".join(key.with_suffix(".pub").read_text().split()[:2])
        text = text.replace(f"  - id: {member}\n", f"  - id: {member}\n    keys: ['{public}']\n")
    write_files(sitting.root, {"decisions/committee.yaml": text})
    commit_all(sitting.root, "Record the keys.")
    return sitting


@pytest.fixture
def manager(keyed, keys):
    return lambda: replace(keyed.desk(RELEASE_MANAGER), key=keys[RELEASE_MANAGER])


def first_release(manager):
    return tag_release(manager(), emergency="Première édition.")


def adopt(room):
    room.vote()
    decide_item(room.desk(), MEETING, 1)
    close_meeting(room.desk(), MEETING)
    draft_minutes(room.desk(), MEETING)


def test_a_red_gate_refuses_and_only_a_named_emergency_passes_it(keyed, manager):
    assert outlook(keyed.desk()).reasons
    for emergency in (None, "", "  "):
        with unchanged(keyed), pytest.raises(RefusedError, match="The gate is red"):
            tag_release(manager(), emergency=emergency)
    first_release(manager)
    release = keyed.snapshot().releases[FIRST_TAG]
    assert (release.emergency.by, release.emergency.reason) == (
        RELEASE_MANAGER, "Première édition.",
    )  # fmt: skip


def test_a_release_needs_its_manager_a_key_and_the_planned_name(keyed, manager):
    with unchanged(keyed), pytest.raises(RefusedError, match="may not do this"):
        tag_release(replace(keyed.desk(SECRETARY), key=manager().key), emergency="X.")
    with unchanged(keyed), pytest.raises(RefusedError, match="no SSH key"):
        tag_release(keyed.desk(RELEASE_MANAGER), emergency="X.")
    with unchanged(keyed), pytest.raises(RefusedError, match=FIRST_TAG):
        tag_release(manager(), tag=NEXT_TAG, emergency="X.")
    with unchanged(keyed), pytest.raises(SigningError):
        tag_release(replace(manager(), key=keyed.root / "absent"), emergency="X.")
    assert git(keyed.root, "tag") == ""


def test_a_dry_run_of_a_release_neither_writes_nor_tags(keyed, manager):
    with unchanged(keyed):
        receipt = tag_release(replace(manager(), dry_run=True), emergency="X.")
    assert receipt.paths == (release_path(FIRST_TAG),)
    assert git(keyed.root, "tag") == ""


def test_an_adopted_change_is_released_once_its_minutes_are_approved(keyed, manager):
    first_release(manager)
    with unchanged(keyed), pytest.raises(RefusedError, match="Nothing changed since"):
        tag_release(manager())
    adopt(keyed)
    with unchanged(keyed), pytest.raises(RefusedError, match="minutes"):
        tag_release(manager())
    approve_minutes(keyed.desk(), MEETING, HandCount(5, 0, 0))
    assert outlook(keyed.desk()).reasons == ()

    receipt = tag_release(manager(), tag=NEXT_TAG, emergency="Inutile.")
    assert witness(keyed, receipt)["Comens-Record"] == [NEXT_TAG]
    release = keyed.snapshot().releases[NEXT_TAG]
    assert (release.emergency, release.previous) == (None, FIRST_TAG)
    assert "D-2026-001" in release.decisions
    proof = verify_release(keyed.desk(), NEXT_TAG)
    assert (proof.signer, proof.faults) == (RELEASE_MANAGER, ())


def test_a_tag_that_was_not_made_can_be_made_on_the_same_corpus_only(keyed, manager):
    first_release(manager)
    with unchanged(keyed), pytest.raises(RefusedError, match="cannot be put"):
        tag_recorded(manager(), FIRST_TAG)
    git(keyed.root, "tag", "-d", FIRST_TAG)
    tag_recorded(manager(), FIRST_TAG)
    assert verify_release(keyed.desk(), FIRST_TAG).signer == RELEASE_MANAGER
    git(keyed.root, "tag", "-d", FIRST_TAG)
    write_files(keyed.root, {REFERENTIAL: amended()})
    commit_all(keyed.root, "Change the corpus.")
    with unchanged(keyed), pytest.raises(RefusedError, match="cannot be put"):
        tag_recorded(manager(), FIRST_TAG)


def test_a_release_signed_by_another_member_is_not_proven(keyed, manager, keys):
    first_release(manager)
    git(keyed.root, "tag", "-d", FIRST_TAG)
    tag_recorded(replace(manager(), key=keys[ANNE]), FIRST_TAG)
    with pytest.raises(SigningError, match=ANNE):
        verify_release(keyed.desk(), FIRST_TAG)


@pytest.mark.parametrize("options", [("-m", "Sans signature."), ()])
def test_a_tag_without_a_signature_is_not_proven(keyed, manager, options):
    first_release(manager)
    git(keyed.root, "tag", "-f", *options, FIRST_TAG)
    with pytest.raises(SigningError):
        verify_release(keyed.desk(), FIRST_TAG)


def second_release(room, manager):
    first_release(manager)
    adopt(room)
    approve_minutes(room.desk(), MEETING, HandCount(5, 0, 0))
    tag_release(manager())


def retag(room, tag, key, **changes):
    """Sign `tag` anew on a commit whose record of it is changed."""
    release = room.snapshot().releases[tag]
    manifest = entries(published(room.desk(), room.snapshot()))
    release = release.model_copy(update={"manifest": manifest, **changes})
    write_files(room.root, {release_path(tag): new_text(release).decode()})
    if room.status():
        commit_all(room.root, "Forge the release.")
    if tag in room.workspace.tags():
        git(room.root, "tag", "-d", tag)
    tag_recorded(replace(room.desk(release.manager), key=key), tag)


@pytest.mark.parametrize("previous", [None, NEXT_TAG])
def test_a_release_cannot_choose_what_it_is_compared_with(keyed, manager, keys, previous):
    second_release(keyed, manager)
    write_files(keyed.root, {REFERENTIAL: amended(new="simples ou non.")})
    commit_all(keyed.root, "Change the corpus.")
    retag(keyed, NEXT_TAG, keys[RELEASE_MANAGER], previous=previous)
    faults = verify_release(keyed.desk(), NEXT_TAG).faults
    assert {"R002", "R003"} <= {fault.code for fault in faults}


def test_nobody_lets_themselves_in_by_the_release_they_sign(keyed, manager, keys, tmp_path):
    second_release(keyed, manager)
    stranger = make_ssh_key(tmp_path, "stranger")
    path = "decisions/committee.yaml"
    public = [key.with_suffix(".pub").read_text().split()[1] for key in (
        keys[RELEASE_MANAGER], stranger,
    )]  # fmt: skip
    write_files(keyed.root, {path: keyed.text(path).replace(*public)})
    commit_all(keyed.root, "Replace a key.")
    retag(keyed, NEXT_TAG, stranger, previous=None)
    with pytest.raises(SigningError, match=NEXT_TAG):
        verify_release(keyed.desk(), NEXT_TAG)


def test_a_release_stands_on_the_signature_of_the_one_before(keyed, manager):
    second_release(keyed, manager)
    commit = git(keyed.root, "rev-parse", f"{FIRST_TAG}^{{commit}}").strip()
    git(keyed.root, "tag", "-f", "-m", "Sans signature.", FIRST_TAG, commit)
    with pytest.raises(SigningError, match=FIRST_TAG):
        verify_release(keyed.desk(), NEXT_TAG)


def test_only_a_release_manager_signs_a_release(keyed, manager, keys):
    first_release(manager)
    write_files(keyed.root, {release_path(FIRST_TAG): keyed.text(release_path(FIRST_TAG)).replace(
        f"manager: {RELEASE_MANAGER}", f"manager: {ANNE}",
    )})  # fmt: skip
    commit_all(keyed.root, "Name another manager.")
    git(keyed.root, "tag", "-d", FIRST_TAG)
    tag_recorded(replace(manager(), key=keys[ANNE]), FIRST_TAG)
    with pytest.raises(SigningError, match="no release manager"):
        verify_release(keyed.desk(), FIRST_TAG)


@pytest.mark.parametrize("path", ["corpus/guides/notes.txt", "corpus/annexes/GUI-ANX.md"])
def test_a_file_that_nobody_decided_is_not_released(keyed, manager, path):
    first_release(manager)
    write_files(keyed.root, {path: "Ce texte fait foi.\n"})
    commit_all(keyed.root, "Slip a file in.")
    assert ("R001", path) in {(item.code, item.path) for item in outlook(keyed.desk()).reasons}


def test_a_release_that_does_not_exist_is_not_proven(keyed):
    with pytest.raises(UnknownRecordError, match=r"9\.9\.9"):
        verify_release(keyed.desk(), "cens-v9.9.9")


# GitPython, the independent witness


def test_gitpython_reads_the_same_commits_and_trailers(keyed):
    adopt(keyed)
    ours = keyed.workspace.log()
    with gitpython.Repo(keyed.root) as repo:
        theirs = list(repo.iter_commits())
        assert [commit.hexsha for commit in theirs] == [entry.commit for entry in ours]
        assert [commit.summary for commit in theirs] == [entry.subject for entry in ours]
        assert [commit.author.name for commit in theirs] == [entry.author for entry in ours]
        assert [commit.authored_datetime for commit in theirs] == [entry.when for entry in ours]
        assert all(len(commit.parents) == 1 for commit in theirs[:-1])
        for commit, entry in zip(theirs, ours, strict=True):
            trailers = commit.trailers_dict
            assert set(trailers) == set(entry.trailers)
            assert all(trailers[key][-1] == value for key, value in entry.trailers.items())
        assert not repo.is_dirty(untracked_files=True)


def test_gitpython_reads_the_same_trees_after_an_adoption(keyed):
    keyed.vote()
    receipt = decide_item(keyed.desk(), MEETING, 1)
    with gitpython.Repo(keyed.root) as repo:
        commit = repo.head.commit
        changed = {item.a_path or item.b_path for item in commit.parents[0].diff(commit, R=False)}
        assert changed == set(receipt.paths)
        files = {item.path: item.hexsha for item in commit.tree.traverse() if item.type == "blob"}
        ours = keyed.snapshot().files
        assert {path: blob for path, blob in files.items() if path != "README.md"} == dict(ours)
        assert commit.tree[REFERENTIAL].data_stream.read().decode() == amended()
        index = {path: entry.hexsha for (path, _stage), entry in repo.index.entries.items()}
        assert index == files
    assert keyed.proposal(FIRST).decision == "D-2026-001"


def test_gitpython_reads_the_same_tag(keyed, manager):
    first_release(manager)
    with gitpython.Repo(keyed.root) as repo:
        (tag,) = repo.tags
        assert tag.name == FIRST_TAG
        assert tag.commit.hexsha == keyed.workspace.head()
        assert tag.tag.tagger.email == "rene@example.org"
        assert tag.tag.message.startswith("CENS 1.0.0")
        assert "Comens-Manifest: " in tag.tag.message
        assert "-----BEGIN SSH SIGNATURE-----" in tag.tag.message
        made = tag.tag.tagged_date - keyed.now.timestamp()
    assert abs(made) < timedelta(minutes=1).total_seconds()
