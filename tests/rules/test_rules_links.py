"""The links of each kind of file, and what is reached through them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comens_tui.model.link import Link, Relation
from comens_tui.rules.impact import impact
from comens_tui.rules.link_graph import changes_of, changes_to
from comens_tui.rules.links import Filed, clause_digests, document_at, links_of, owner_of
from comens_tui.rules.trace import trace
from comens_tui.store.layout import identify
from comens_tui.store.parsing import parse_file
from comens_tui.text.markdown import split_clauses
from tests.support.link_table import LinkTable
from tests.support.traced import CHANGED, FILES, PATH, REFERENTIAL, proposal


def links_in(files):
    found = []
    for path, text in files.items():
        place = identify(path)
        if place is not None:
            parsed, _home = parse_file(path, text.encode())
            found += links_of(Filed(place.kind, place.id, place.extra, path, text), parsed)
    return found


def table(**changes):
    """The links of the small workspace, some files changed; None takes one away."""
    files = {**FILES, **changes}
    return LinkTable(links_in({path: text for path, text in files.items() if text is not None}))


def written(texts):
    """Read older texts by blob."""

    def digests(blob):
        if blob not in texts:
            return None
        found = clause_digests(split_clauses(texts[blob]))
        return {name: digest for name, (digest, _line) in found.items()}

    return digests


NONE_OLDER = written({})
TEXT = f"proposals/updates/2026/P-2026-002/text/{PATH}"
RECORD = "proposals/updates/2026/P-2026-002/proposal.yaml"


def said(link):
    return link.source, link.relation, link.target


def test_a_document_says_what_it_holds_and_each_line_is_right():
    found = links_in({PATH: REFERENTIAL})
    lines = REFERENTIAL.split("\n")
    assert [link.target for link in found if link.relation is Relation.HOLDS] == [
        "ETH.1",
        "ETH.2",
        "ETH.3",
        "ETH.10",
    ]
    for link in found:
        assert link.target in lines[link.line - 1], link
    assert {said(link) for link in found} >= {
        ("ETH.2", Relation.REFERS_TO, "ETH.1"),
        ("ETH.1", Relation.RESTS_ON, "EV-2026-0001"),
        ("ETH.1", Relation.RESTS_ON, "GT1"),
        ("ETH.1", Relation.PROVED_BY, "Capture d'écran du formulaire"),
        ("ETH.3", Relation.REPLACED_BY, "ETH.1"),
        ("ETH.3", Relation.REPEALED_BY, "D-2026-001"),
        ("REF-ESS", Relation.RESTS_ON, "GT1"),
    }


def test_a_record_names_once_what_it_is_linked_to():
    found = [said(link) for link in links_in(FILES)]
    assert ("P-2026-001", Relation.ANSWERS, "EV-2026-0001") in found
    assert ("EV-2026-0001", Relation.NAMES, "P-2026-001") not in found
    assert ("C-2026-001/1", Relation.COMMENTS_ON, "ETH.1") in found
    assert ("W-2026-001", Relation.WAIVES, "ETH.1") in found
    assert ("EV-2026-0003", Relation.ANSWERED_ON, "2026-02-05") in found
    assert ("GUI-ESS", Relation.NAMES, "REF-ESS") in found


def test_a_rating_writes_no_link():
    text = "schema: 1\nnote: ETH.1\n"
    assert links_of(Filed("rating", "P-2026-001", ("anne-petit",), "x", text), None) == ()


@pytest.mark.parametrize(
    ("clause", "owner"),
    [("ETH.1", "ETH.1"), ("autonomie/ETH.1", "ETH.1"), ("ETH.1/notes", "ETH.1"), ("notes", "")],
)
def test_a_clause_belongs_to_the_requirement_above_it(clause, owner):
    assert owner_of(clause) == owner


def test_a_path_out_of_the_corpus_is_no_document():
    assert document_at(PATH) == "REF-ESS"
    assert document_at("docs/REF-ESS.md") == ""
    assert document_at("corpus/glossary.yaml") == ""


def touched(links, requirement="ETH.1", written_on=NONE_OLDER):
    found = impact(requirement, links, written_on)
    return found, {(item.id, item.relation) for item in found.touches}


def test_the_impact_reaches_every_kind_and_says_why():
    found, reached = touched(table())
    assert reached >= {
        ("ETH.2", Relation.REFERS_TO),
        ("REF-ESS", Relation.HOLDS),
        ("GUI-ESS", Relation.NAMES),
        ("Capture d'écran du formulaire", Relation.PROVED_BY),
        ("GT1", Relation.RESTS_ON),
        ("EV-2026-0001", Relation.CONCERNS),
        ("P-2026-001", Relation.DECIDES),
        ("P-2026-002", Relation.CHANGES),
        ("C-2026-001", Relation.CONSULTS_ON),
        ("C-2026-001/1", Relation.COMMENTS_ON),
        ("D-2026-001", Relation.ENACTS),
        ("cens-v1.0.0", Relation.CARRIES),
        ("W-2026-001", Relation.WAIVES),
    }
    assert list(found.by_kind()) == [
        "requirement", "document", "evidence", "source", "report", "proposal", "consultation",
        "decision", "release", "waiver", "comment", "consultation_comment",
    ]  # fmt: skip
    release = next(item for item in found.touches if item.kind == "release")
    assert (release.through, release.line) == ("D-2026-001", 7)


def test_what_names_the_requirement_replaced_is_reached_through_it():
    found, _reached = touched(table())
    assert found.replaces == ("ETH.3",)
    assert touched(table(), "ETH.3")[0].replaced_by == ("ETH.1",)
    guide = "corpus/guides/GUI-ESS.md"
    only_former = FILES[guide].replace("ETH.1", "le texte")
    found, _reached = touched(table(**{guide: only_former}))
    assert [item.through for item in found.touches if item.id == "GUI-ESS"] == ["ETH.3"]


def test_requirements_that_replace_each_other_end():
    text = REFERENTIAL.replace("condition: null", "condition: null\nreplaced_by: ETH.3", 1)
    found, _reached = touched(table(**{PATH: text}))
    assert found.replaced_by == ("ETH.3",)
    assert found.replaces == ("ETH.3",)


def test_a_text_that_leaves_a_requirement_out_changes_it():
    start, end = CHANGED.index("### ETH.10"), len(CHANGED)
    links = table(**{TEXT: CHANGED[:start] + CHANGED[end:]})
    assert [said(link) for link in changes_to("ETH.10", links, NONE_OLDER)] == [
        ("P-2026-002", Relation.CHANGES, "ETH.10")
    ]


def test_a_text_that_adds_a_requirement_changes_it():
    added = CHANGED + CHANGED[CHANGED.index("### ETH.10") :].replace("ETH.10", "ETH.11")
    links = table(**{TEXT: added})
    assert [link.source for link in changes_to("ETH.11", links, NONE_OLDER)] == ["P-2026-002"]


def test_a_text_written_on_an_older_state_changes_only_what_it_touched():
    older = REFERENTIAL.replace("PEUT proposer", "PEUT offrir")
    mine = older.replace("ALORS le Système DOIT lui", "ALORS le Système DEVRAIT lui")
    blob = proposal(2, "draft", base=older).split('blob: "')[1][:40]
    links = table(**{TEXT: mine, RECORD: proposal(2, "draft", base=older)})
    found = {link.target for link in changes_of("P-2026-002", links, written({blob: older}))}
    assert found == {"ETH.1"}
    assert list(changes_to("ETH.10", links, written({blob: older}))) == []


def test_a_proposal_whose_text_left_the_tree_changes_nothing():
    links = table(**{TEXT: None})
    assert list(changes_of("P-2026-002", links, NONE_OLDER)) == []


def test_the_chain_goes_both_ways():
    links = table()
    up = [
        (step.depth, step.reached.id) for step in trace("cens-v1.0.0", links, NONE_OLDER).comes_from
    ]
    assert up == [(1, "D-2026-001"), (2, "P-2026-001"), (3, "EV-2026-0001")]
    down = {
        step.reached.id: step.depth for step in trace("EV-2026-0001", links, NONE_OLDER).leads_to
    }
    assert down["P-2026-001"] == 1
    assert down["D-2026-001"] == 2
    assert down["cens-v1.0.0"] == 3
    beside = trace("P-2026-002", links, NONE_OLDER).beside
    assert ("ETH.1", Relation.CHANGES) in {(item.id, item.relation) for item in beside}


NAMES = ["ETH.1", "ETH.2", "REF-A", "EV-2026-0001", "P-2026-001", "D-2026-001", "cens-v1.0.0"]
ANY_LINKS = st.lists(
    st.builds(
        Link,
        st.sampled_from(NAMES),
        st.sampled_from(Relation),
        st.sampled_from(NAMES),
        st.just("p"),
        st.integers(0, 3),
    ),
    max_size=30,
)


@given(ANY_LINKS)
def test_links_forwards_are_links_backwards(links):
    source = LinkTable(links)
    forwards = sorted(link for name in NAMES for link in source.links_from(name))
    backwards = sorted(link for name in NAMES for link in source.links_to(name))
    assert forwards == backwards == sorted(links)


@given(ANY_LINKS, st.sampled_from(NAMES))
def test_whatever_leads_to_a_record_comes_from_it(links, name):
    """What is downstream of a record has that record upstream; circles end."""
    source = LinkTable(links)
    down = trace(name, source, NONE_OLDER)
    for step in down.leads_to:
        above = trace(step.reached.id, source, NONE_OLDER).comes_from
        assert name in {item.reached.id for item in above}
    ids = [step.reached.id for step in down.leads_to]
    assert len(ids) == len(set(ids))


@given(
    st.lists(st.tuples(st.sampled_from(["ETH.1", "ETH.2", "ETH.10"]), st.booleans()), max_size=4)
)
def test_a_change_is_seen_alike_from_both_ends(edits):
    text = REFERENTIAL
    for name, removes in edits:
        start = text.find(f"### {name} ")
        if start >= 0:
            end = text.find("\n#", start + 1)
            block = text[start : end if end > 0 else len(text)]
            text = text.replace(block, "" if removes else block + "\nNote.\n")
    links = table(**{TEXT: text})
    changed = {link.target for link in changes_of("P-2026-002", links, NONE_OLDER)}
    for name in ("ETH.1", "ETH.2", "ETH.3", "ETH.10"):
        seen = [link.source for link in changes_to(name, links, NONE_OLDER)]
        assert (name in changed) == (seen == ["P-2026-002"])
