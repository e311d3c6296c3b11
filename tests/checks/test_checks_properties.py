"""Whatever a person writes, the checks answer with findings that have a place."""

from hypothesis import given, settings
from hypothesis import strategies as st

from comens_tui.checks import running
from comens_tui.checks.base import Context
from comens_tui.checks.coverage import ChangedClause, Record, Standing, Voted, cover
from comens_tui.checks.sentences import count_words, split_sentences
from comens_tui.errors import RecordError
from comens_tui.text.markdown import parse_document
from tests.checks.workspaces import TODAY, base_files, build

REF = "corpus/referentials/REF-TST.md"
BASE = build(base_files())
TEXT = BASE.documents["REF-TST"].text
PIECES = st.sampled_from(
    [
        "DOIT ",
        "## ",
        "\n\n",
        "- ",
        "| a | 12 écrans |\n",
        "```\n",
        "<!-- ",
        " -->",
        "> ",
        "ETH.1",
        "ETH.77 ",
        "[x](../y.md)",
        "[x](",
        "CISIS",
        "« ",
        "\u00a0",
        "e\u0301",
        "12 écrans ",
        "13 écrans ",
        "SI ",
        ", ALORS ",
        "(HAS)",
        "…",
        "etc. ",
        "\u200b",
        "*",
        "`",
    ]
)


@given(st.lists(st.tuples(st.integers(250, len(TEXT)), PIECES), min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_any_edit_of_a_document_gives_findings_with_a_place(edits: list[tuple[int, str]]) -> None:
    text = TEXT
    for place, piece in sorted(edits, reverse=True):
        text = text[:place] + piece + text[place:]
    try:
        document = parse_document(text, REF)
    except RecordError:
        return
    snapshot = BASE._replace(documents={**BASE.documents, document.id: document})
    report = running.run(snapshot, Context(TODAY, BASE))
    last = text.count("\n") + 1
    for finding in report.findings:
        assert finding.path in snapshot.files
        assert finding.path != REF or 0 <= finding.line <= last
        assert finding.message
        assert "{" not in finding.message + finding.hint
    assert running.run(snapshot, Context(TODAY, BASE)) == report


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_sentences_split_a_text_without_losing_a_word(text: str) -> None:
    sentences = list(split_sentences(text))
    assert "".join("".join(sentences).split()) == "".join(text.split())
    assert sum(count_words(sentence) for sentence in sentences) == count_words(text)


def test_words_are_counted_on_both_sides_of_an_apostrophe() -> None:
    example = (
        "Le Système DOIT être intuitif, c'est-à-dire simple d'usage pour tous les publics,"
        " facilement compréhensible et ne demandant aucune formation particulière"
    )
    assert count_words(example) == 22


def test_a_decision_to_remove_a_file_covers_no_file_that_stands_there() -> None:
    path = "corpus/guides/GUI-X.md"
    record = Record({path: Voted("D-2026-001", None)}, {})
    standing = ChangedClause(path, "", "", 0, "a" * 40)
    assert cover(standing, record, None).standing is Standing.UNCOVERED
    assert cover(standing._replace(digest=None), record, None).standing is Standing.COVERED
