"""Trees built in this process are those that git would build."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comens_tui.errors import WorkspaceError
from comens_tui.store.git import Git
from comens_tui.store.git_writing import update_index
from comens_tui.store.trees import NewFile, Node, blob_id, build_tree, find_nodes, write_object
from tests.support import commit_all, git, make_repository

#: Names around the traps of git's order: a folder sorts as if it ended with a slash.
PATHS = ["a", "a-b", "a.b", "a/x", "a/b/c", "ab/x", "a0", "é/x", "z/y/x/w"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make_repository(
        tmp_path_factory.mktemp("trees") / "r",
        {"a/x": "1", "a/b/c": "2", "a-b": "3", "z/y/x/w": "4"},
    )


def fits(changes):
    """No path may be both a file and a folder."""
    paths = {*changes, "a/x", "a-b"}
    return not any(other.startswith(f"{path}/") for path in paths for other in paths)


@given(
    st.dictionaries(
        st.sampled_from(PATHS), st.none() | st.binary(max_size=9), min_size=1, max_size=6
    ).filter(fits)
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_built_tree_is_the_one_git_writes(folder, changes):
    base = git(folder, "rev-parse", "HEAD").strip()
    files = {
        path: None if data is None else NewFile("100644", data) for path, data in changes.items()
    }
    with Git(folder) as door:
        built = build_tree(door, base, files)
        git(folder, "read-tree", "HEAD")
        update_index(
            door,
            {
                path: file and ("100644", write_object(door, "blob", file.content, base))
                for path, file in files.items()
            },
        )
    assert built == git(folder, "write-tree").strip()


def test_a_repository_of_sha256_objects_is_written_too(tmp_path):
    git(tmp_path, "init", "--quiet", "--object-format=sha256")
    (tmp_path / "x").write_text("x")
    base = commit_all(tmp_path)
    with Git(tmp_path) as door:
        tree = build_tree(door, base, {"a/b": NewFile("100755", b"y")})
        assert len(tree) == 64
        assert door.objects.read(f"{tree}:a/b").content == b"y"
        assert find_nodes(door, base, ["x"])["x"] == Node("100644", blob_id(b"x", base))
    git(tmp_path, "fsck", "--strict")


def test_the_last_file_removed_leaves_the_empty_tree(folder):
    base = git(folder, "rev-parse", "HEAD").strip()
    paths = git(folder, "ls-tree", "-r", "--name-only", base).split()
    with Git(folder) as door:
        tree = build_tree(door, base, dict.fromkeys(paths))
    assert git(folder, "ls-tree", tree) == ""


def test_a_damaged_tree_is_refused_and_not_rewritten(tmp_path):
    make_repository(tmp_path, {"a/x": "1"})
    broken = git(tmp_path, "hash-object", "-t", "tree", "--literally", "-w", "--stdin",
                 data=b"100644 x\x00short").strip()  # fmt: skip
    with Git(tmp_path) as door, pytest.raises(WorkspaceError, match="damaged"):
        find_nodes(door, broken, ["x"])["x"] or build_tree(door, broken, {"x": None})


def test_objects_are_for_reading_only_and_on_the_disk_before_they_have_a_name(tmp_path):
    make_repository(tmp_path, {"a": "1"})
    with Git(tmp_path) as door:
        base = door.commit_of("HEAD")
        name = write_object(door, "blob", b"An object of its own.", base)
        file = door.object_folder / name[:2] / name[2:]
        assert file.stat().st_mode & 0o777 == 0o444
        assert [entry.name for entry in file.parent.iterdir()] == [file.name]
        assert write_object(door, "blob", door.objects.read(name).content, base) == name


def test_many_files_are_written_as_one_by_one(workspace_root):
    with Git(workspace_root) as door:
        base = door.commit_of("HEAD")
        files = {f"x/{n % 7}/{n}": NewFile("100644", b"%d" % (n % 90)) for n in range(100)}
        tree = build_tree(door, base, files)
        listed = {entry.path: entry.blob for entry in door.files(tree, ("x",))}
        assert listed == {path: blob_id(file.content, base) for path, file in files.items()}
    assert not list(workspace_root.glob(".git/objects/*/tmp_obj_*"))
    git(workspace_root, "fsck", "--strict")
