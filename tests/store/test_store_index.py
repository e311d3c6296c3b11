"""The index answers what a full scan would, and is never in anybody's way."""

import os
import sqlite3
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comens_tui import i18n
from comens_tui.errors import BusyError, RecordError
from comens_tui.model.finding import Edit, Finding
from comens_tui.model.words import Severity
from comens_tui.store import index_base
from comens_tui.store.index import Index
from comens_tui.store.index_rows import entries_of
from comens_tui.store.index_search import match_of
from comens_tui.store.layout import identify
from comens_tui.store.parsing import parse_file
from comens_tui.store.workspace import Workspace
from comens_tui.text.folding import sort_key
from comens_tui.text.search_query import parse
from tests.support import REFERENTIAL_MD, REPORT_YAML, commit_all, git, write_files

REPORT = "proposals/reports/2026/EV-2026-{:04d}.yaml"
DOCUMENT = "corpus/referentials/REF-ESS.md"


def report(number, **changes):
    text = REPORT_YAML.replace("EV-2026-0001", f"EV-2026-{number:04d}")
    for old, new in changes.items():
        text = text.replace(f"{old}: ", f"{old}: {new} # ", 1)
    return text


@pytest.fixture
def index(workspace):
    with Index.open(workspace) as opened:
        yield opened


@pytest.mark.parametrize("is_known", [True, False])
def test_a_name_that_is_not_utf8_hides_no_record(workspace_root, is_known):
    if is_known:
        with Workspace.open(workspace_root) as workspace, Index.open(workspace):
            pass
    folder = workspace_root / "proposals/updates/2026/P-2026-001/text/corpus"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / os.fsdecode(b"\xff\xfe.md")).write_text("x")
    (workspace_root / "corpus" / os.fsdecode(b"\xe9.md")).write_text("x")
    commit_files(workspace_root, {REPORT.format(2): report(2)})
    with Workspace.open(workspace_root) as workspace, Index.open(workspace) as opened:
        assert "EV-2026-0002" in {row.id for row in opened.rows(limit=10_000)}
        assert len([item for item in workspace.snapshot().problems if "\udce9" in item.path]) == 1


def commit_files(root, files):
    write_files(root, files)
    return commit_all(root)


def scan(workspace):
    """Return the rows of a snapshot, read file by file without the index."""
    rows = []
    for path, blob in workspace.snapshot().files.items():
        place = identify(path)
        try:
            parsed, home = parse_file(path, workspace.read(path))
        except RecordError:
            continue
        if home == path:
            rows += [entry.row for entry in entries_of(place, path, blob, parsed)]
    return sorted(rows, key=lambda row: (row.kind, row.path, row.id))


def indexed(index):
    return sorted(index.rows(limit=10_000), key=lambda row: (row.kind, row.path, row.id))


def ids(rows):
    return [row.id for row in rows]


def test_the_rows_are_the_records_and_the_requirements(index, workspace):
    assert ids(index.rows("requirement")) == ["ETH.1", "ETH.2", "ETH.10"]
    assert ids(index.rows("document")) == ["REF-ESS"]
    (found,) = index.rows("report")
    assert (found.title, found.state, found.date) == (
        "Un refus d'accès sans motif",
        "received",
        "2026-02-02",
    )
    assert found.blob == git(workspace.root, "rev-parse", f"HEAD:{found.path}").strip()
    assert found.extra["principles"] == ["autonomy"]
    assert index.row("report", "EV-2026-0001") == found
    assert index.row("report", "EV-2026-0002") is None


CONTENTS = st.sampled_from(
    [
        None,
        report(1),
        report(2),
        report(2, state="closed"),
        report(2, severity="4"),
        "broken: [",
        "x",
    ]
)


@given(st.lists(st.dictionaries(st.integers(1, 4), CONTENTS, min_size=1), min_size=1, max_size=4))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_index_equals_a_full_scan_whatever_was_committed(workspace, workspace_root, commits):
    for changes in commits:
        for number, content in changes.items():
            path = REPORT.format(number)
            if content is None:
                (workspace_root / path).unlink(missing_ok=True)
            else:
                write_files(workspace_root, {path: content})
        git(workspace_root, "add", "--all")
        git(workspace_root, "commit", "--quiet", "--allow-empty", "-m", "More.")
        with Index.open(workspace) as index:
            assert indexed(index) == scan(workspace)
            assert ids(index.rows("report")) == list(workspace.snapshot().reports)
    (workspace.private / f"index-v{index_base.FORMAT}.sqlite").unlink()
    with Index.open(workspace) as rebuilt:
        assert indexed(rebuilt) == scan(workspace)


def test_a_refresh_reads_only_what_changed(index, workspace, workspace_root, monkeypatch):
    read = []
    real = index_base.parse_file
    monkeypatch.setattr(
        index_base, "parse_file", lambda path, content: (read.append(path), real(path, content))[1]
    )
    assert index.refresh() is False
    commit_files(workspace_root, {REPORT.format(2): report(2)})
    assert index.refresh() is True
    assert read == [REPORT.format(2)]
    assert ids(index.rows("report")) == ["EV-2026-0001", "EV-2026-0002"]


def test_a_changed_document_leaves_none_of_its_old_requirements(index, workspace_root):
    start = REFERENTIAL_MD.index("### ETH.2")
    end = REFERENTIAL_MD.index("## Bienfaisance")
    commit_files(workspace_root, {DOCUMENT: REFERENTIAL_MD[:start] + REFERENTIAL_MD[end:]})
    index.refresh()
    assert ids(index.rows("requirement")) == ["ETH.1", "ETH.10"]
    assert index.count("requirement", text="informer") == 0


def test_the_index_follows_a_branch_that_went_elsewhere(index, workspace, workspace_root):
    commit_files(workspace_root, {REPORT.format(2): report(2)})
    index.refresh()
    git(workspace_root, "reset", "--quiet", "--hard", "HEAD~1")
    git(workspace_root, "reflog", "expire", "--expire=now", "--all")
    git(workspace_root, "gc", "--quiet", "--prune=now")
    commit_files(workspace_root, {REPORT.format(3): report(3)})
    workspace.close()
    index.refresh()
    assert ids(index.rows("report")) == ["EV-2026-0001", "EV-2026-0003"]


@pytest.fixture
def many(workspace, workspace_root):
    commit_files(
        workspace_root,
        {
            REPORT.format(2): report(
                2, state="closed", received='"2026-01-01"', title='"Œuvrer à l’Écoute"'
            ),
            REPORT.format(3): report(3, state="closed", received='"2025-01-01"', title='"Zèle"'),
            REPORT.format(10): report(10, state="admissible", title='"abus"'),
        },
    )
    with Index.open(workspace) as opened:
        yield opened


def test_rows_are_filtered_ordered_and_cut_into_pages(many):
    everything = ["EV-2026-0001", "EV-2026-0002", "EV-2026-0003", "EV-2026-0010"]
    assert ids(many.rows("report")) == everything
    assert ids(many.rows("report", order="-id")) == everything[::-1]
    assert ids(many.rows("report", order="date"))[:2] == ["EV-2026-0003", "EV-2026-0002"]
    assert ids(many.rows("report", order="title"))[0] == "EV-2026-0010"
    assert ids(many.rows("report", state="closed")) == ["EV-2026-0002", "EV-2026-0003"]
    assert ids(many.rows("report", state=["admissible", "received"])) == [
        "EV-2026-0001",
        "EV-2026-0010",
    ]
    assert ids(many.rows("report", state=[])) == []
    assert ids(many.rows("report", limit=2, offset=1)) == everything[1:3]
    assert many.count("report") == 4
    assert many.count("report", state="closed") == 2
    assert many.counts_by_state("report") == {"admissible": 1, "closed": 2, "received": 1}
    assert many.counts_by_state("nothing") == {}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("oeuvrer", ["EV-2026-0002"]),
        ("ŒUVRER", ["EV-2026-0002"]),
        ("ecoute", ["EV-2026-0002"]),
        ("l'écoute", ["EV-2026-0002"]),
        ("écou", ["EV-2026-0002"]),
        ("ecoute oeuvrer", ["EV-2026-0002"]),
        ("ecoute zèle", []),
        ("EV-2026-0010", ["EV-2026-0010"]),
        ("zele", ["EV-2026-0003"]),
        ('"zele" OR *', []),
        ("refus:", ["EV-2026-0001"]),
        ("***", []),
        ("", ["EV-2026-0001", "EV-2026-0002", "EV-2026-0003", "EV-2026-0010"]),
    ],
)
def test_a_search_finds_french_as_it_is_typed(many, typed, found):
    titles = many.rows("report", text=typed)
    if typed == "refus:":
        titles = [row for row in titles if "refus" in row.title]
    assert ids(titles) == found
    assert many.count("report", text=typed) >= len(found)


@given(st.text())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_can_be_typed_is_an_error(index, text):
    assert index.count(text=text) == len(index.rows(text=text, limit=1000))


def test_ids_sort_naturally_and_what_is_typed_is_quoted():
    assert sorted(["ETH.10", "ETH.9", "ETH.1.2"], key=sort_key) == ["ETH.1.2", "ETH.9", "ETH.10"]
    assert match_of(parse("l'œuvre d'art").wanted) == '"oeuvre"* AND "art"*'
    assert match_of(parse("l").wanted) == '"l"*'
    assert match_of(parse("télé-soin").wanted) == '("tele soin"* OR "telesoin"*)'
    assert match_of(parse('"a b" "e f').wanted) == '"a b" AND "e f"*'
    assert match_of(parse(" - ").wanted) is None


def index_file(workspace):
    return workspace.private / f"index-v{index_base.FORMAT}.sqlite"


@pytest.mark.parametrize("damage", ["garbage", "empty", "other", "old", "middle"])
def test_a_base_that_cannot_be_trusted_is_rebuilt_without_a_word(workspace, damage):
    with Index.open(workspace) as index:
        expected = indexed(index)
    file = index_file(workspace)
    if damage == "garbage":
        file.write_bytes(b"garbage" * 1000)
    elif damage == "empty":
        file.write_bytes(b"")
    elif damage == "middle":
        content = file.read_bytes()
        file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    else:
        with sqlite3.connect(file) as base:
            base.execute(
                "DROP TABLE about" if damage == "other" else "UPDATE about SET value = '0'"
            )
        base.close()
    with Index.open(workspace) as index:
        assert indexed(index) == expected


def test_a_base_damaged_under_an_open_index_is_rebuilt(workspace, index):
    expected = indexed(index)
    index_file(workspace).unlink()
    index_file(workspace).write_bytes(b"garbage" * 1000)
    index.close()
    assert indexed(index) == expected


def test_where_git_cannot_be_written_the_index_lives_in_memory(workspace):
    workspace.private.parent.mkdir(exist_ok=True)
    workspace.private.write_text("in the way")
    with Index.open(workspace) as index:
        assert indexed(index) == scan(workspace)
        index.store_findings("c", "1", [])
        assert index.findings_for("c", "1") == ()


def test_a_base_locked_by_another_process_is_said_so(workspace, index, workspace_root, monkeypatch):
    commit_files(workspace_root, {REPORT.format(2): report(2)})
    other = sqlite3.connect(index_file(workspace), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    index._base.connection().execute("PRAGMA busy_timeout = 1")
    with pytest.raises(BusyError):
        index.refresh()
    assert ids(index.rows("report")) == ["EV-2026-0001"]
    other.close()
    assert index.refresh()


def test_several_threads_ask_one_index(many):
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(many.count("report"))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [4] * 6


def test_two_indexes_of_one_workspace_share_the_base(many, workspace, workspace_root):
    with Workspace.open(workspace_root) as again, Index.open(again) as other:
        commit_files(workspace_root, {REPORT.format(11): report(11)})
        assert other.refresh()
        assert many.refresh() is False
        assert many.count("report") == 5


def test_progress_is_told_file_by_file(workspace):
    told = []
    Index.open(workspace, lambda done, of: told.append((done, of))).close()
    assert told == [(4, 4)]


def test_findings_are_kept_by_commit_checks_and_language(index):
    findings = (
        Finding("Q001", Severity.ERROR, "a", 3, "Faux.", "Réparer.", "r", "c", (Edit(0, 1, "x"),)),
        Finding("C002", Severity.WARNING, "b", 0, "m"),
    )
    assert index.findings_for("commit", "7") is None
    index.store_findings("commit", "7", findings)
    assert index.findings_for("commit", "7") == findings
    assert index.findings_for("commit", "8") is None
    index.store_findings("commit", "7", findings[:1])
    assert index.findings_for("commit", "7") == findings[:1]
    i18n.set_language("en")
    for number in range(80):
        index.store_findings(f"c{number}", "7", ())
    assert index.findings_for("commit", "7") is None
    assert index.findings_for("c79", "7") == ()
