"""The two matrices, and what they miss."""

from hypothesis import given
from hypothesis import strategies as st

from comens_tui.model.link import Link, Progress, Relation
from comens_tui.model.words import Level, Principle, ReportState
from comens_tui.rules.trace_matrix import (
    Cell,
    Rule,
    bar,
    chain_matrix,
    coverage,
    principle_matrix,
)

RULES = (
    Rule("ETH.10", "REF-A", Level.OPTIONAL, (Principle.JUSTICE,)),
    Rule("ETH.9", "REF-A", Level.MANDATORY, (Principle.AUTONOMY, Principle.JUSTICE)),
    Rule("TLC.1", "REF-B", Level.RECOMMENDED, (Principle.AUTONOMY,)),
)


def test_a_requirement_counts_under_each_principle_and_once_in_its_document():
    matrix = principle_matrix(["REF-B", "REF-A", "GUI-C"], RULES)
    assert list(matrix.documents) == ["GUI-C", "REF-A", "REF-B"]
    assert matrix.documents["REF-A"] == Cell(1, 0, 1)
    assert matrix.cell(Principle.JUSTICE, "REF-A") == Cell(1, 0, 1)
    assert matrix.principles[Principle.AUTONOMY] == Cell(1, 1, 0)
    assert matrix.cell(Principle.JUSTICE, "GUI-C") == Cell()
    assert [rule.id for rule in matrix.rules_of(Principle.JUSTICE, "REF-A")] == ["ETH.9", "ETH.10"]
    assert len(matrix.rules_of(None, None)) == 3


@given(
    st.lists(
        st.builds(
            Rule,
            st.integers(1, 99).map("ETH.{}".format),
            st.sampled_from(["REF-A", "REF-B"]),
            st.sampled_from(Level),
            st.sets(st.sampled_from(Principle), min_size=1).map(tuple),
        )
    )
)
def test_each_cell_counts_the_requirements_that_it_lists(rules):
    matrix = principle_matrix(["REF-A", "REF-B"], rules)
    for principle in Principle:
        for document in matrix.documents:
            listed = matrix.rules_of(principle, document)
            assert matrix.cell(principle, document).total == len(listed)
        assert matrix.principles[principle].total == sum(
            matrix.cell(principle, document).total for document in matrix.documents
        )
    assert sum(cell.total for cell in matrix.documents.values()) == len(rules)


@given(st.tuples(*[st.integers(0, 500)] * 3), st.integers(1, 60), st.integers(0, 900))
def test_a_bar_shows_all_there_is_and_keeps_its_width(counts, width, more):
    cell = Cell(*counts)
    drawn = bar(cell, cell.total + more, width)
    assert len(drawn) <= width + 2
    assert [sign in drawn for sign in "#=-"] == [bool(count) for count in counts]
    assert drawn == "".join(sorted(drawn, key="#=-".index))


def link(source, relation, target):
    return Link(source, relation, target, "p", 1)


LINKS = (
    link("P-2026-001", Relation.ANSWERS, "EV-2026-0001"),
    link("P-2026-001", Relation.ANSWERS, "EV-2026-0002"),
    link("P-2026-002", Relation.ANSWERS, "EV-2026-0002"),
    link("D-2026-001", Relation.DECIDES, "P-2026-001"),
    link("cens-v1.0.0", Relation.CARRIES, "D-2026-001"),
    link("D-2026-002", Relation.DECIDES, "P-2026-003"),
    link("EV-2026-0004", Relation.ANSWERED_ON, "2026-01-01"),
    link("EV-2026-0005", Relation.REPEATS, "EV-2026-0001"),
)
STATES = {
    f"EV-2026-000{number}": ReportState.RECEIVED if number != 6 else ReportState.NO_ACTION
    for number in (1, 2, 3, 4, 5, 6)
}


def test_each_report_has_its_chain_and_each_lone_proposal_its_own():
    rows = chain_matrix(STATES, ["P-2026-001", "P-2026-002", "P-2026-003", "P-2026-004"], LINKS)
    assert [(row.name, row.progress) for row in rows] == [
        ("EV-2026-0001", Progress.RELEASED),
        ("EV-2026-0002", Progress.RELEASED),
        ("EV-2026-0003", Progress.UNANSWERED),
        ("EV-2026-0004", Progress.ANSWERED),
        ("EV-2026-0005", Progress.REPEATED),
        ("EV-2026-0006", Progress.CLOSED),
        ("P-2026-003", Progress.DECIDED),
        ("P-2026-004", Progress.PROPOSED),
    ]
    assert rows[1].proposals == ("P-2026-001", "P-2026-002")
    assert rows[0].releases == ("cens-v1.0.0",)


def test_what_is_missing_is_named():
    matrix = principle_matrix(["REF-A", "REF-B", "GUI-C"], RULES)
    rows = chain_matrix(STATES, [], LINKS)
    found = coverage(matrix, {"ETH.9"}, rows)
    assert found.principles_without_mandatory == (
        Principle.BENEFICENCE,
        Principle.NON_MALEFICENCE,
        Principle.ECO_RESPONSIBILITY,
    )
    assert found.documents_without_evidence == ("REF-B",)
    assert found.unanswered == ("EV-2026-0003",)
