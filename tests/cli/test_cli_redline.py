"""The redline on the command line: read without colour, and exact in JSON."""

import json

import pytest

from tests.cli.running import comens
from tests.support import commit_all, git, write_files

OLD = """# Texte

## Refus

Le Système DOIT consigner le motif d'un refus dans le dossier.

## Délai

La réponse vient en 30 jours.
"""
NEW = OLD.replace("DOIT consigner", "DEVRAIT consigner").replace("30 jours", "60\u00a0jours")


@pytest.fixture
def files(tmp_path):
    (tmp_path / "old.md").write_bytes(OLD.encode())
    (tmp_path / "new.md").write_bytes(NEW.encode())
    return f"--files {tmp_path / 'old.md'} {tmp_path / 'new.md'}"


def _rebuilt(clauses, signs, order):
    chosen = sorted((item for item in clauses if item[order] is not None), key=lambda x: x[order])
    return "".join(text for item in chosen for sign, text in item["ops"] if sign in signs)


def test_json_gives_both_texts_back_to_the_byte(files):
    answer = json.loads(comens(f"redline {files} --format json").out)

    assert set(answer) >= {"from", "to", "inserted_words", "deleted_words", "clauses"}
    assert _rebuilt(answer["clauses"], "=-", "old_order") == OLD
    assert _rebuilt(answer["clauses"], "=+", "new_order") == NEW
    for clause in answer["clauses"]:
        assert set(clause) >= {
            "id",
            "old_id",
            "old_order",
            "new_order",
            "change",
            "nature",
            "effects",
            "ops",
        }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"", b"x\n"),
        (b"a\r\nb\r\n", b"a\nb\n"),
        ("\ufeff# A\n".encode(), b"# A\n"),
        (b"no end of line", b"no end of line\n"),
        ("e\u0301\u202e\x1b[0m".encode(), "é\x00".encode()),
    ],
)
def test_odd_files_are_compared_to_the_byte(tmp_path, old, new):
    (tmp_path / "a").write_bytes(old)
    (tmp_path / "b").write_bytes(new)

    outcome = comens(f"redline --files {tmp_path / 'a'} {tmp_path / 'b'} --format json")

    clauses = json.loads(outcome.out)["clauses"]
    assert _rebuilt(clauses, "=-", "old_order").encode() == old
    assert _rebuilt(clauses, "=+", "new_order").encode() == new


def test_without_colour_the_words_are_between_marks(files):
    text = comens(f"redline {files}").out

    assert "Le Système [-DOIT-]{+DEVRAIT+} consigner le motif" in text
    assert "[-30-]{+60+}" in text
    assert "\x1b" not in text


def test_what_weakens_the_norm_is_said(files):
    assert "WEAKENED" in comens(f"redline {files}").out


def test_on_a_terminal_the_words_are_coloured(files, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")

    text = comens(f"redline {files}", terminal=True).out

    assert "\x1b[31;9mDOIT\x1b[0m\x1b[32;4mDEVRAIT\x1b[0m" in text


def test_no_color_is_heard_on_a_terminal(files, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")

    assert "\x1b" not in comens(f"redline {files}", terminal=True).out


def test_a_hostile_text_cannot_drive_the_terminal(tmp_path):
    (tmp_path / "a").write_text("# A\n\nun\n", encoding="utf-8")
    (tmp_path / "b").write_text("# A\n\n\x1b]0;pris\x07\u202e\n", encoding="utf-8")

    for form in ("text", "html"):
        text = comens(f"redline --files {tmp_path / 'a'} {tmp_path / 'b'} --format {form}").out
        assert "pris" in text
        assert not set(text) & set("\x1b\x07\u202e")


def test_typography_is_hidden_until_it_is_asked_for(tmp_path):
    (tmp_path / "a").write_text("# A\n\nl'avis : oui\n", encoding="utf-8")
    (tmp_path / "b").write_text("# A\n\nl’avis\u00a0: oui\n", encoding="utf-8")
    line = f"redline --files {tmp_path / 'a'} {tmp_path / 'b'}"

    assert "{+" not in comens(line).out
    assert "{+" in comens(f"{line} --typography").out


def test_a_page_of_html_marks_words_by_elements_and_escapes_the_text(tmp_path):
    (tmp_path / "a").write_text("# A\n\nun <b>\n", encoding="utf-8")
    (tmp_path / "b").write_text("# A\n\ndeux <b>\n", encoding="utf-8")

    page = comens(f"redline --files {tmp_path / 'a'} {tmp_path / 'b'} --format html").out

    assert '<html lang="en">' in page
    assert '<del><span class="unseen" lang="en">removed: </span>un</del>' in page
    assert '<ins><span class="unseen" lang="en">added: </span>deux</ins>' in page
    assert "&lt;b&gt;" in page


def _second_commit(root):
    path = "corpus/referentials/REF-ESS.md"
    text = (root / path).read_text(encoding="utf-8")
    write_files(root, {path: text.replace("DEVRAIT informer", "DOIT informer")})
    commit_all(root, "Harden by hand.")
    return git(root, "rev-parse", "HEAD~1").strip()


def test_two_revisions_are_compared_document_by_document(workspace_root):
    before = _second_commit(workspace_root)

    answer = json.loads(comens(f"redline {before}..HEAD --format json", root=workspace_root).out)

    changed = [clause for clause in answer["clauses"] if clause["change"] != "same"]
    assert [clause["id"] for clause in changed] == ["ETH.2"]
    assert "strengthened" in changed[0]["effects"]


def test_one_requirement_may_be_seen_alone(workspace_root):
    before = _second_commit(workspace_root)

    text = comens(f"redline {before}..HEAD eth.2", root=workspace_root).out

    assert "[-DEVRAIT-]{+DOIT+} informer" in text
    assert "ETH.1 " not in text


def test_an_id_that_is_not_there_is_refused_with_what_changed(workspace_root):
    before = _second_commit(workspace_root)

    outcome = comens(f"redline {before}..HEAD ETH.99", root=workspace_root)

    assert outcome.status == 1
    assert "corpus/referentials/REF-ESS.md" in outcome.err


@pytest.mark.parametrize(
    "line",
    ["redline", "redline P-2026-001 --files a b", "redline --files /nowhere/a /nowhere/b"],
)
def test_a_redline_of_nothing_is_a_usage_error(line):
    outcome = comens(line)

    assert outcome.status == 2
    assert outcome.out == ""


def test_an_unknown_revision_is_said(workspace_root):
    outcome = comens("redline v9..HEAD", root=workspace_root)

    assert outcome.status == 2
    assert "v9" in outcome.err


def test_a_requirement_is_shown_through_its_history(workspace_root):
    _second_commit(workspace_root)

    text = comens("redline eth.2", root=workspace_root).out
    steps = json.loads(comens("redline ETH.2 --format json", root=workspace_root).out)
    page = comens("redline ETH.2 --format html", root=workspace_root).out

    assert text.index("Open the workspace.") < text.index("Harden by hand.")
    assert "[-DEVRAIT-]{+DOIT+} informer" in text
    assert [step["subject"] for step in steps] == ["Open the workspace.", "Harden by hand."]
    assert steps[1]["clauses"][0]["effects"] == ["strengthened"]
    assert page.count("<section") == 2


def test_a_requirement_seen_alone_has_its_own_counts(workspace_root):
    before = _second_commit(workspace_root)
    line = f"redline {before}..HEAD ETH.1 --format json"

    answer = json.loads(comens(line, root=workspace_root).out)

    assert (answer["inserted_words"], answer["deleted_words"]) == (0, 0)
    assert [clause["change"] for clause in answer["clauses"]] == ["same"]


def test_a_history_takes_nothing_else(workspace_root):
    assert comens("redline ETH.2 REF-ESS", root=workspace_root).status == 2


def test_blanks_that_change_are_named_when_typography_is_shown(tmp_path):
    (tmp_path / "a").write_bytes(b"# A\n\noui non\n")
    (tmp_path / "b").write_bytes("# A\n\noui\u00a0non".encode())

    text = comens(f"redline --files {tmp_path / 'a'} {tmp_path / 'b'} --typography").out

    assert "oui[-‹SP›-]{+‹NBSP›+}non[-¶-]" in text
