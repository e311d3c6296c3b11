"""The links of the index are those of a full scan, asked from both ends."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comens_tui.errors import RecordError
from comens_tui.model.link import Relation
from comens_tui.operations.tracing import impact_of
from comens_tui.rules.impact import impact
from comens_tui.rules.links import clause_digests
from comens_tui.store.index import Index
from comens_tui.store.index_links import links_in
from comens_tui.store.layout import identify
from comens_tui.store.parsing import parse_file
from comens_tui.text.markdown import split_clauses
from tests.support import commit_all, git, write_files
from tests.support.link_table import LinkTable
from tests.support.traced import CHANGED, FILES, GUIDE, PATH, REFERENTIAL

TEXT = f"proposals/updates/2026/P-2026-002/text/{PATH}"
CONTENTS = {
    PATH: [REFERENTIAL, REFERENTIAL.replace("ETH.1 le", "ETH.10 le"), CHANGED],
    TEXT: [None, CHANGED, REFERENTIAL, "no document at all\n\n### ETH.1 — a\n"],
    "corpus/guides/GUI-ESS.md": [None, GUIDE, "broken: ["],
    "proposals/reports/2026/EV-2026-0001.yaml": [
        None,
        FILES["proposals/reports/2026/EV-2026-0001.yaml"],
        FILES["proposals/reports/2026/EV-2026-0002.yaml"],
    ],
}
CHOICES = st.fixed_dictionaries(
    {}, optional={path: st.sampled_from(texts) for path, texts in CONTENTS.items()}
)


def scan(workspace):
    found = []
    for path in workspace.snapshot().files:
        content = workspace.read(path)
        try:
            parsed, home = parse_file(path, content)
        except RecordError:
            continue
        if home == path:
            found += links_in(identify(path), path, content, parsed)
    return found


def written_on(workspace):
    def digests(blob):
        content = workspace.blob(blob)
        if content is None:
            return None
        found = clause_digests(split_clauses(content.decode()))
        return {name: digest for name, (digest, _line) in found.items()}

    return digests


@given(st.lists(CHOICES, min_size=1, max_size=3))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_links_of_the_index_equal_a_full_scan(workspace, workspace_root, commits):
    write_files(workspace_root, FILES)
    for changes in commits:
        for path, text in changes.items():
            if text is None:
                (workspace_root / path).unlink(missing_ok=True)
            else:
                write_files(workspace_root, {path: text})
        git(workspace_root, "add", "--all")
        git(workspace_root, "commit", "--quiet", "--allow-empty", "-m", "More.")
        table = LinkTable(scan(workspace))
        with Index.open(workspace) as index:
            asked = index.links_by_relation(list(Relation))
            assert sorted(asked) == sorted(scan(workspace))
            for name in {link.target for link in asked} | {link.source for link in asked}:
                assert sorted(index.links_from(name)) == sorted(table.links_from(name))
                assert sorted(index.links_to(name)) == sorted(table.links_to(name))
            ours = impact("ETH.1", index, written_on(workspace))
            assert ours == impact("ETH.1", table, written_on(workspace))


def test_an_impact_reads_no_file_but_the_texts_proposals_were_written_on(
    workspace, workspace_root, monkeypatch
):
    write_files(workspace_root, FILES)
    commit_all(workspace_root)
    with Index.open(workspace) as index:
        read = []
        real = workspace.blob
        monkeypatch.setattr(
            type(workspace), "blob", lambda _self, name: (read.append(name), real(name))[1]
        )
        monkeypatch.setattr("comens_tui.store.index_base.parse_file", None)
        monkeypatch.setattr("comens_tui.store.snapshots.parse_file", None)
        found = impact_of(workspace, index, "eth.1")
    assert found.row.id == "ETH.1"
    assert len(read) == 1
    assert "ISO-27001" not in found.rows


def test_rows_are_found_by_name_whatever_their_kind(workspace, workspace_root):
    write_files(workspace_root, FILES)
    commit_all(workspace_root)
    with Index.open(workspace) as index:
        names = ["ETH.1", "GUI-ESS", "D-2026-001", "C-2026-001/1", "nothing"]
        assert [row.kind for row in index.rows_named(names).values()] == [
            "consultation_comment",
            "decision",
            "requirement",
            "document",
        ]
        assert index.rows_named([f"EV-2026-{number:04d}" for number in range(1200)]).keys() == {
            "EV-2026-0001",
            "EV-2026-0002",
            "EV-2026-0003",
        }


def test_a_rating_is_not_to_be_found_by_its_name(workspace, workspace_root):
    path = "proposals/updates/2026/P-2026-001/ratings/anne-petit.yaml"
    harms = "{beneficence: 0, non_maleficence: 0, autonomy: 1, justice: 0, eco_responsibility: 0}"
    rating = (
        'schema: 1\nproposal: "P-2026-001"\nmember: anne-petit\ndate: "2026-02-04"\n'
        f"harms: {harms}\nreach: 1\ncorroboration: 1\nconfidence: 1\neffort: S\n"
        'note: "ETH.1, en secret"\n'
    )
    write_files(workspace_root, {**FILES, path: rating})
    commit_all(workspace_root)
    with Index.open(workspace) as index:
        assert index.row("rating", "P-2026-001/anne-petit") is not None
        assert index.rows_named(["P-2026-001/anne-petit"]) == {}
        assert "P-2026-001/anne-petit" not in {link.source for link in index.links_to("ETH.1")}
