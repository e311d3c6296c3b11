"""Redlines between two revisions of what git keeps."""

import pytest

from comens_tui.errors import RecordError
from comens_tui.operations.redlines import document_changes
from comens_tui.store.repository import Repository
from tests.support import REFERENTIAL_MD, commit_all, git, write_files

PATH = "corpus/referentials/REF-ESS.md"


@pytest.fixture
def repository(workspace_root):
    with Repository.open(workspace_root) as opened:
        yield opened


def commit(root, text, message="Change by hand.", path=PATH):
    write_files(root, {path: text})
    return commit_all(root, message)


def test_a_document_that_changed_folder_is_compared_with_itself(workspace_root, repository):
    moved = "corpus/guides/REF-ESS.md"
    git(workspace_root, "rm", "--quiet", PATH)
    text = REFERENTIAL_MD.replace("PEUT proposer", "DOIT proposer")
    commit(workspace_root, text, path=moved)

    (change,), _left_out = document_changes(repository, "HEAD~1", "HEAD")

    assert change.path == moved
    assert [item.id for item in change.redline.clauses if item.change != "same"] == ["ETH.10"]
    assert document_changes(repository, "HEAD", "HEAD").changes == ()
    assert [
        item.path for item in document_changes(repository, "HEAD", "HEAD", "REF-ESS").changes
    ] == [moved]


def test_what_is_no_text_is_left_out_unless_it_is_wanted(tmp_path):
    git(tmp_path, "init", "--quiet")
    for content in (b"\0\1", b"\0\2", b"\0\xff"):
        (tmp_path / "plan.bin").write_bytes(content)
        commit_all(tmp_path, "Change by hand.")
    with Repository.open(tmp_path) as repository:
        assert document_changes(repository, "HEAD~2", "HEAD~1") == ((), ("plan.bin",))
        (change,) = document_changes(repository, "HEAD~2", "HEAD~1", "plan.bin").changes
        assert (change.redline.deleted_words, change.redline.inserted_words) == (1, 1)
        with pytest.raises(RecordError, match="not UTF-8"):
            document_changes(repository, "HEAD~1", "HEAD", "plan.bin")
