"""The manifest: what it lists, its one digest, and what a copy is blamed for."""

import hashlib
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from comens_tui.model.release import ManifestEntry
from comens_tui.release.manifest import canonical_json, entries, manifest_digest, verify

FILES = {
    "corpus/guides/GUI-A.md": "é\n".encode(),
    "corpus/glossary.yaml": b"",
    "decisions/committee.yaml": b"name: x\n",
    "README.md": b"x",
}


def test_only_the_corpus_is_published_in_order_of_path() -> None:
    assert [entry.path for entry in entries(FILES)] == [
        "corpus/glossary.yaml",
        "corpus/guides/GUI-A.md",
    ]
    assert entries(FILES)[1].sha256 == hashlib.sha256("é\n".encode()).hexdigest()


def test_the_canonical_json_is_this_one() -> None:
    manifest = [
        ManifestEntry(path="corpus/é.md", sha256="b" * 64),
        ManifestEntry(path="corpus/a.md", sha256="a" * 64),
    ]
    expected = (
        '[{"path":"corpus/a.md","sha256":"' + "a" * 64 + '"},'
        '{"path":"corpus/é.md","sha256":"' + "b" * 64 + '"}]'
    )
    assert canonical_json(manifest) == expected.encode()
    assert json.loads(canonical_json(manifest))[1]["path"] == "corpus/é.md"
    assert manifest_digest(manifest) == hashlib.sha256(expected.encode()).hexdigest()


def test_a_copy_that_is_the_release_is_proved() -> None:
    assert verify(entries(FILES), FILES) == ()


def test_each_difference_is_named_once() -> None:
    copy = {**FILES, "corpus/guides/GUI-A.md": b"e\n", "corpus/new.md": b""}
    del copy["corpus/glossary.yaml"]
    found = verify(entries(FILES), copy, record="cens-v1.0.0")
    assert [(item.path, item.message, item.record) for item in found] == [
        (
            "corpus/glossary.yaml",
            "corpus/glossary.yaml is in the manifest and is missing.",
            "cens-v1.0.0",
        ),
        (
            "corpus/guides/GUI-A.md",
            "corpus/guides/GUI-A.md is not the file that was released.",
            "cens-v1.0.0",
        ),
        ("corpus/new.md", "corpus/new.md is not in the manifest.", "cens-v1.0.0"),
    ]


_FILES = st.dictionaries(
    st.text("abcé/", min_size=1, max_size=6).map(lambda name: f"corpus/{name}"),
    st.binary(max_size=8),
    max_size=5,
)


@given(_FILES, _FILES)
@settings(max_examples=100, deadline=None)
def test_only_equal_copies_are_proved_and_have_one_digest(
    one: dict[str, bytes], other: dict[str, bytes]
) -> None:
    same = one == other
    assert (verify(entries(one), other) == ()) is same
    assert (manifest_digest(entries(one)) == manifest_digest(entries(other))) is same
    assert manifest_digest(entries(one)) == manifest_digest(reversed(entries(one)))
