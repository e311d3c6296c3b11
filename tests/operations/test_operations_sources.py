"""Proposals that come from a folder, a patch, a branch or a template."""

import os

import pytest

from comens_tui import i18n
from comens_tui.errors import ComensError, RefusedError, UsageError
from comens_tui.operations.merging import moved_paths
from comens_tui.operations.proposal_sources import (
    Fate,
    Offer,
    offer_of_branch,
    offer_of_folder,
    offer_of_patch,
    require_texts,
)
from comens_tui.operations.proposal_templates import offer_of_template, template_named
from comens_tui.operations.proposals import new_proposal
from comens_tui.operations.screening import PersonalDataError
from comens_tui.text.markdown import parse_document
from tests.operations.support import ANNE, FIRST, REFERENTIAL, amended, git, unchanged
from tests.support import REFERENTIAL_MD, commit_all

GUIDE = """\
---
schema: 1
id: GUI-NEW
kind: guide
title: "Guide"
status: draft
version: "0.1.0"
legal: {state: non_binding}
audiences: [publishers]
owner: GT1
---

# Guide

Pour aider.
"""


def _fates(offer):
    return {line.name: line.fate for line in offer.lines}


def _open(room, offer: Offer, member=ANNE):
    return new_proposal(
        room.desk(member),
        title="Relecture",
        motive="Lu.",
        texts=offer.texts,
        bases=offer.bases,
        requirements=offer.requirements,
    )


def _folder(tmp_path, files):
    top = tmp_path / "rendu"
    for name, content in files.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return top


def test_a_folder_is_matched_by_path_by_id_or_as_new(room, tmp_path):
    offices = ("\ufeff" + amended()).replace("\n", "\r\n")
    folder = _folder(
        tmp_path,
        {
            "referentials/REF-ESS.md": offices,
            "Guide v2 (relu).md": GUIDE,
            "README.md": "à lire",
            "image.png": b"\x89PNG\0",
            "notes.md": "sans en-tête",
            ".git/config": "rien",
        },
    )
    offer = offer_of_folder(room.desk(), folder)
    assert _fates(offer) == {
        "referentials/REF-ESS.md": Fate.CHANGED,
        "Guide v2 (relu).md": Fate.NEW,
        "README.md": Fate.LEFT,
        "image.png": Fate.LEFT,
        "notes.md": Fate.REFUSED,
    }
    assert offer.texts == {REFERENTIAL: amended(), "corpus/guides/GUI-NEW.md": GUIDE}
    assert offer.requirements == ("ETH.2",)
    with pytest.raises(RefusedError):
        require_texts(offer, strict=True)
    receipt = _open(room, offer)
    assert room.snapshot().texts[FIRST] == offer.texts
    assert len(receipt.paths) == 3
    assert git(room.root, "rev-list", "--count", "HEAD").strip() == "2"


def test_an_unchanged_text_is_left_out_whatever_encoded_it(room, tmp_path):
    folder = _folder(
        tmp_path,
        {"un.md": REFERENTIAL_MD.replace("\n", "\r\n").encode("utf-16"), "deux.md": REFERENTIAL_MD},
    )
    offer = offer_of_folder(room.desk(), folder)
    assert _fates(offer) == {"deux.md": Fate.SAME, "un.md": Fate.REFUSED}
    assert "deux.md" in offer.lines[1].reason
    with pytest.raises(RefusedError, match="Nothing there differs"):
        require_texts(offer)


def test_links_and_what_cannot_be_a_text_are_refused(room, tmp_path):
    folder = _folder(
        tmp_path,
        {
            "guides/GUI-BAD.md": GUIDE,
            "huge.md": b"x" * 4_000_001,
            "binary.md": b"---\n\xff\x00\x01\x02" * 90,
            "broken.md": "---\nid: [\n---\n",
        },
    )
    (folder / "secret.md").symlink_to("/etc/passwd")
    (folder / "elsewhere").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.md")
    offer = offer_of_folder(room.desk(), folder)
    assert set(_fates(offer).values()) == {Fate.REFUSED, Fate.LEFT}
    assert _fates(offer)["elsewhere"] is Fate.LEFT
    assert not offer.texts
    reasons = {line.name: line.reason for line in offer.lines}
    assert "GUI-NEW" in reasons["guides/GUI-BAD.md"]
    assert "link" in reasons["secret.md"]
    assert "too large" in reasons["huge.md"]
    with pytest.raises(UsageError):
        offer_of_folder(room.desk(), tmp_path / "nothing")


def _patch(room, text=None, path=REFERENTIAL):
    """Return what git would say of a changed text, without leaving a trace."""
    file = room.root / path
    before = file.read_bytes()
    file.write_text(amended() if text is None else text, encoding="utf-8")
    patch = git(room.root, "diff")
    file.write_bytes(before)
    return patch.encode()


@pytest.mark.parametrize(
    "encode",
    [
        lambda patch: patch,
        lambda patch: b"\xef\xbb\xbf" + patch.replace(b"\n", b"\r\n"),
        lambda patch: patch.decode().encode("utf-16"),
        lambda patch: patch.decode().encode("cp1252"),
        lambda patch: patch.replace(b" a/", b" ").replace(b" b/", b" "),
    ],
)
def test_a_patch_becomes_the_text_it_makes(room, encode):
    patch = encode(_patch(room))
    objects = git(room.root, "count-objects")
    with unchanged(room):
        offer = offer_of_patch(room.desk(), patch, "gt2.patch")
    assert offer.texts == {REFERENTIAL: amended()}
    assert offer.bases == {REFERENTIAL: room.snapshot().files[REFERENTIAL]}
    assert git(room.root, "count-objects") == objects


def test_a_patch_that_does_not_apply_names_its_hunk_and_file(room):
    patch = _patch(room).replace(b"simples", b"obscures")
    with unchanged(room), pytest.raises(RefusedError) as refused:
        offer_of_patch(room.desk(), patch, "gt2.patch")
    assert f"{REFERENTIAL}: hunk 1, at line" in refused.value.hint


@pytest.mark.parametrize(
    ("patch", "said"),
    [
        (b"bonjour\n", "no patch that git can read"),
        (b"--- a/README.md\n+++ b/README.md\n@@ -1 +1 @@\n-a\n+b\n", "not the corpus: README.md"),
        (b"--- a/x\n+++ b/../../x\n@@ -0,0 +1 @@\n+b\n", "x"),
        (b"--- a/corpus/a.md\n+++ b/corpus/a.md\n@@ -1 +1 @@\n-a\n+b\n", "does not apply"),
        (b"--- a/corpus/../x\n+++ b/corpus/../x\n@@ -0,0 +1 @@\n+b\n", ""),
        (b" \n", "empty"),
    ],
)
def test_what_is_no_patch_of_the_corpus_is_refused(room, patch, said):
    with unchanged(room), pytest.raises(ComensError) as refused:
        offer_of_patch(room.desk(), patch, "x.patch")
    assert said in refused.value.message


def test_a_patch_brings_no_link_and_erases_nothing(room):
    link = (
        b"diff --git a/corpus/guides/GUI-X.md b/corpus/guides/GUI-X.md\nnew file mode 120000\n"
        b"--- /dev/null\n+++ b/corpus/guides/GUI-X.md\n@@ -0,0 +1 @@\n+/etc/passwd\n"
        b"\\ No newline at end of file\n"
    )
    (room.root / REFERENTIAL).unlink()
    gone = git(room.root, "diff").encode()
    git(room.root, "checkout", "-q", "--", REFERENTIAL)
    for patch in (link, gone):
        offer = offer_of_patch(room.desk(), patch, "x.patch")
        assert [line.fate for line in offer.lines] == [Fate.REFUSED]
        assert not offer.texts


def test_a_branch_is_based_on_where_it_left(room):
    git(room.root, "switch", "-q", "-c", "gt2")
    (room.root / REFERENTIAL).write_text(amended(), encoding="utf-8")
    (room.root / "README.md").write_text("x", encoding="utf-8")
    commit_all(room.root, "Clarifier ETH.1")
    git(room.root, "switch", "-q", "main")
    fork = room.snapshot().files[REFERENTIAL]
    moved = amended("une aide humaine", "une aide humaine joignable")
    (room.root / REFERENTIAL).write_text(moved, encoding="utf-8")
    commit_all(room.root, "Le corpus bouge")
    offer = offer_of_branch(room.desk(), "gt2")
    assert offer.texts == {REFERENTIAL: amended()}
    assert offer.bases == {REFERENTIAL: fork}
    assert offer.title == "Clarifier ETH.1"
    assert [line.fate for line in offer.lines] == [Fate.CHANGED, Fate.LEFT]
    _open(room, offer)
    assert moved_paths(room.snapshot(), room.proposal()) == (REFERENTIAL,)
    for revision in ("nada", "--all", "gt2\nmain", ""):
        with pytest.raises(ComensError):
            offer_of_branch(room.desk(), revision)


def test_personal_data_stops_each_source(room, tmp_path):
    told = amended(new="écrits par lea.fontaine@exemple.fr.")
    offers = [
        offer_of_folder(room.desk(), _folder(tmp_path, {"x.md": told})),
        offer_of_patch(room.desk(), _patch(room, told), "x.patch"),
    ]
    for offer in offers:
        with unchanged(room), pytest.raises(PersonalDataError):
            _open(room, offer)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_template_gives_a_text_that_fits(room, language):
    asked = {
        "requirement": {"path": REFERENTIAL},
        "change": {"requirement": "ETH.1"},
        "repeal": {"requirement": "ETH.1"},
        "section": {"path": "REF-ESS"},
        "document": {"path": "corpus/guides/GUI-NEW.md"},
    }
    i18n.set_language(language)
    for name, given in asked.items():
        offer = offer_of_template(room.desk(), template_named(name), **given)
        [(path, text)] = offer.texts.items()
        document = parse_document(text, path)
        assert (text != REFERENTIAL_MD) is (name != "change")
        assert offer.title
        assert "…" in offer.motive
        standing = {item.id for item in parse_document(REFERENTIAL_MD, "").requirements}
        found = {item.id: item for item in document.requirements}
        if name == "requirement":
            assert len(found.keys() - standing) == 1
        elif name == "document":
            assert document.path == path
            assert offer.bases == {path: None}
        else:
            assert found.keys() == standing
        assert (found.get("ETH.1") is not None and found["ETH.1"].fields.status == "repealed") is (
            name == "repeal"
        )
        # A text in another language than the screen's: that of the committee.
        assert "Titre" not in text


def test_a_template_says_what_it_lacks(room):
    desk = room.desk()
    for name in ("requirement", "repeal", "document"):
        with pytest.raises(UsageError):
            offer_of_template(desk, template_named(name))
    with pytest.raises(ComensError, match=r"ETH\.99"):
        offer_of_template(desk, template_named("repeal"), requirement="ETH.99")
    with pytest.raises(RefusedError, match="already"):
        offer_of_template(desk, template_named("document"), path=REFERENTIAL)
    with pytest.raises(UsageError, match="nada"):
        template_named("nada")
