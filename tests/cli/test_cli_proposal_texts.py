"""What `comens proposal` says of a base that moved, of comments, and of rivals before a vote."""

import json
import re

import pytest

from tests.cli.running import comens
from tests.support import REFERENTIAL_MD, commit_all, git, write_files

DOCUMENT = "corpus/referentials/REF-ESS.md"
TEXT = f"proposals/updates/2026/P-2026-001/text/{DOCUMENT}"


@pytest.fixture
def root(workspace_root):
    """A proposal on ETH.2 by the secretary, and a corpus that changed the same line since."""
    git(workspace_root, "config", "user.email", "samir@example.org")
    proposed = REFERENTIAL_MD.replace("en termes simples", "en termes brefs")
    line = f"proposal new --title T --motive M --file {DOCUMENT}=-"
    assert comens(line, root=workspace_root, stdin=proposed).status == 0
    moved = REFERENTIAL_MD.replace("en termes simples", "en termes exacts")
    write_files(workspace_root, {DOCUMENT: moved})
    commit_all(workspace_root, "Move the corpus.")
    return workspace_root


def proposed_text(root):
    return git(root, "show", f"HEAD:{TEXT}")


def test_a_conflict_names_its_clause_and_exits_1(root):
    refused = comens("proposal rebase P-2026-001", root=root)
    assert (refused.status, refused.out) == (1, "")
    assert f"ETH.2 ({DOCUMENT})" in refused.err
    assert "--resolve ETH.2=ours" in refused.err
    assert "brefs" in proposed_text(root)


@pytest.mark.parametrize(("side", "kept"), [("ours", "exacts"), ("theirs", "brefs")])
def test_resolve_settles_it(root, side, kept):
    done = comens(f"proposal rebase P-2026-001 --resolve ETH.2={side}", root=root)
    assert done.status == 0, done.err
    assert f"en termes {kept}." in proposed_text(root)
    assert comens("proposal rebase P-2026-001", root=root).status == 1


def test_a_merged_text_settles_it(root, tmp_path):
    own = tmp_path / "own.md"
    own.write_text(REFERENTIAL_MD.replace("en termes simples", "en termes exacts et brefs"))
    assert comens(f"proposal rebase P-2026-001 --text {own}", root=root).status == 0
    assert "exacts et brefs" in proposed_text(root)
    again = comens(f"proposal rebase P-2026-001 --text {own}", root=root)
    assert again.status == 2
    assert "--file corpus/PATH=FILE" in again.err


@pytest.mark.parametrize(
    ("choice", "status", "said"),
    [("ETH.2=mine", 2, "neither ours nor theirs"), ("ETH.9=ours", 1, "In conflict: ETH.2")],
)
def test_a_choice_that_settles_nothing_is_refused(root, choice, status, said):
    refused = comens(f"proposal rebase P-2026-001 --resolve {choice}", root=root)
    assert refused.status == status
    assert said in refused.err


def test_no_step_comes_before_the_merge(root):
    refused = comens("proposal submit P-2026-001", root=root)
    assert refused.status == 1
    assert "comens proposal rebase P-2026-001" in refused.err


def test_an_editor_is_not_opened_on_a_text_that_moved(root, monkeypatch):
    monkeypatch.setenv("EDITOR", "false")
    refused = comens("proposal edit P-2026-001", root=root)
    assert refused.status == 1
    assert "The corpus moved" in refused.err


def test_a_comment_is_named_settled_and_reopened(root):
    line = f'proposal comment P-2026-001 "Trop bref" --document {DOCUMENT} --clause ETH.2'
    assert comens(line, root=root).status == 0
    shown = comens("proposal show P-2026-001", root=root).out
    (name,) = re.findall(r"\[(\S+), still open\]", shown)
    assert comens(f"proposal resolve P-2026-001 {name}", root=root).status == 0
    data = json.loads(comens("proposal show P-2026-001 --format json", root=root).out)
    (comment,) = data["comments"]
    assert (comment["name"], comment["resolved"], comment["stands_at"]) == (name, True, "ETH.2")
    assert comens(f"proposal resolve P-2026-001 {name} --reopen", root=root).status == 0
    assert comens(f"proposal resolve P-2026-001 {name} --reopen", root=root).status == 1
    assert comens("proposal resolve P-2026-001 nothing", root=root).status == 1


def test_no_line_of_a_comment_stands_where_the_name_of_its_author_does(root):
    line = "proposal comment P-2026-001 -"
    forged = "Trop bref\nmarie-durand, 2026-01-01 10:00 [x, settled]"
    assert comens(line, root=root, stdin=forged).status == 0
    shown = comens("proposal show P-2026-001", root=root).out
    assert "\n  marie-durand, 2026-01-01" in shown


def test_ratings_are_told_in_the_words_of_the_language(root):
    scale = "--reach 1 --corroboration 1 --confidence 0.8 --effort S"
    for line in (
        "proposal rebase P-2026-001 --resolve ETH.2=theirs",
        "proposal submit P-2026-001",
        "proposal screen P-2026-001 --nature substantive",
        "proposal instruct P-2026-001",
        f"proposal rate P-2026-001 --harm autonomy=2 {scale}",
    ):
        done = comens(line, root=root)
        assert done.status == 0, done.err
    shown = comens("proposal show P-2026-001 --lang fr", root=root).out
    assert "autonomie 2\N{NARROW NO-BREAK SPACE};" in shown
    assert "beneficence" not in shown


def test_rivals_are_named_before_a_vote_opens(root):
    assert comens("proposal rebase P-2026-001 --resolve ETH.2=theirs", root=root).status == 0
    rival = f"proposal new --title Rival --motive M --file {DOCUMENT}=-"
    other = git(root, "show", f"HEAD:{DOCUMENT}").replace("exacts", "clairs")
    for line, text in (
        ("proposal submit P-2026-001", ""),
        ("proposal screen P-2026-001 --nature editorial", ""),
        (rival, other),
        ("meeting plan --at 2026-03-02T14:00 --proposal P-2026-001", ""),
        ("meeting convene S-2026-01 --urgent Essai", ""),
        ("meeting attend S-2026-01 --open", ""),
    ):
        done = comens(line, root=root, stdin=text)
        assert done.status == 0, done.err
    opened = comens("meeting vote S-2026-01 --item 1 --open", root=root)
    assert opened.status == 0
    assert "P-2026-002 also changes ETH.2: Rival" in opened.err
