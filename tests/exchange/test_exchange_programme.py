"""Reports of several tables: Markdown and HTML in which no text is more than text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from comens_tui.exchange.figures_table import HIDDEN, bars, figures_tables
from comens_tui.exchange.markdown_table import markdown_report
from comens_tui.exchange.trace_html import Part, html_report
from comens_tui.exchange.trace_table import Table
from comens_tui.rules.figures import Awaited, CrossTab, Figures, Spent, date

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


def table(word="x", number=3):
    return Table("Titre", ("Une note.",), ("Id", "Mot", "Jours"), (("GT1", word, number),))


@given(WORDS)
def test_no_text_leaves_its_cell_of_markdown(word):
    text = markdown_report("Titre", (word,), [table(word)])
    plain = markdown_report("Titre", ("x",), [table()])
    assert len(text.splitlines()) == len(plain.splitlines())
    row = text.splitlines()[-1]
    assert len(re.findall(r"(?<!\\)\|", row.replace("\\\\", ""))) == 4
    assert not re.search(r"(?<!\\)<", text.replace("\\\\", ""))
    assert not any(char in text for char in "\u202e\u200b\x1b")


def test_markdown_of_a_table():
    assert markdown_report("T", (), [table("a|b")]) == (
        "# T\n\n## Titre\n\n- Une note.\n\n"
        "| Id | Mot | Jours |\n| --- | --- | --- |\n| GT1 | a\\|b | 3 |\n"
    )


def test_a_bar_says_nothing_that_its_number_does_not():
    page = html_report("T", ("Note <b>",), [Part(table(number=4), (2,))])
    assert '<td>4<svg aria-hidden="true"' in page
    assert 'width="100" height="8"' in page
    assert "<li>Note &lt;b&gt;</li>" in page
    assert page.count("<h1>") == page.count("<h2>") == 1
    assert "<svg" not in html_report("T", (), [Part(table(number=0), (2,))])


FIGURES = Figures(
    date(2026, 3, 2),
    CrossTab(("2026-02", "2026-03"), ("technical", "other"), ((1, 20), (30, 40))),
    CrossTab(("30", "earlier"), ("",), ((2,), (9,))),
    CrossTab(("30", "earlier"), ("",), ((0,), (0,))),
    (Spent("report", "received", 7.5, 3, 1), Spent("report", "admissible", 2.0, 8, 0)),
    (Awaited("anne-petit", "Anne Petit", 2, 1, (("report.triage", 2),)),),
)


def published_rows(exact):
    return {key: found.rows for key, found in figures_tables(FIGURES, exact=exact)}


def test_what_is_published_hides_small_counts_and_who_is_waited_for():
    rows = published_rows(exact=False)
    assert rows["months"][0][:2] == ("2026-02", HIDDEN)
    assert sum(cell == HIDDEN for row in rows["months"] for cell in row) == 4
    assert rows["report_ages"] == (
        ("up to 30 days", HIDDEN), ("earlier", HIDDEN), ("All", 11)
    )  # fmt: skip
    assert rows["states"] == (("Report", "admissible", 2),)
    assert "waiting" not in rows
    assert "Anne" not in str(rows)


def test_the_committee_reads_every_count():
    rows = published_rows(exact=True)
    assert rows["months"] == (
        ("2026-02", 1, 20, 21), ("2026-03", 30, 40, 70), ("All", 31, 60, 91)
    )  # fmt: skip
    assert rows["states"][0] == ("Report", "received", "7.5", 3, 1)
    assert rows["waiting"] == (("Anne Petit", "triage a report (2)", 1, 2),)
    assert rows["proposal_ages"] == ()


def test_a_bar_is_as_long_as_its_number_and_totals_have_none():
    months = dict(figures_tables(FIGURES, exact=True))["months"]
    assert list(bars(months, 10)) == ["###", "##########", ""]
