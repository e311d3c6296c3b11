import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comens_tui.errors import RecordError
from comens_tui.model.words import Level
from comens_tui.text.markdown import (
    fenced_blocks,
    front_matter_text,
    parse_document,
    slug,
    split_clauses,
)

FRONT = """---
schema: 1
id: REF-ESS
kind: referential
title: "Un essai"
status: draft
version: "1.0.0"
legal:
  state: non_binding
audiences: [users]
owner: GT1
---

"""
BLOCK = """```yaml requirement
level: mandatory
principles: [autonomy]
applies_to: [publisher]
evidence:
  - Capture d'écran
introduced: "1.0.0"
```
"""
REQUIREMENT = f"### ETH.1 — Consigner\n\n{BLOCK}\nLe Système DOIT consigner.\n\nNote : libre.\n"


def refusal(text):
    with pytest.raises(RecordError) as caught:
        parse_document(text, "corpus/x.md")
    assert caught.value.path == "corpus/x.md"
    assert caught.value.hint
    return caught.value


def test_a_document_gives_its_front_matter_clauses_and_requirements():
    text = f"{FRONT}# Un essai\n\nTexte.\n\n## Partie\n\n{REQUIREMENT}"
    document = parse_document(text, "corpus/x.md")
    assert document.id == "REF-ESS"
    assert [clause.id for clause in document.clauses] == ["---", "#", "un-essai", "partie", "ETH.1"]
    assert "".join(clause.text for clause in document.clauses) == text
    (requirement,) = document.requirements
    assert requirement.title == "Consigner"
    assert requirement.fields.level is Level.MANDATORY
    assert requirement.statement == "Le Système DOIT consigner."
    assert text.splitlines()[requirement.line - 1].startswith("### ETH.1")


def test_a_statement_keeps_the_list_it_introduces():
    text = f"{FRONT}### ETH.1 — T\n\n{BLOCK}\nLe Système DOIT :\n\n- un ;\n- deux.\n\nNote.\n"
    (requirement,) = parse_document(text, "x.md").requirements
    assert requirement.statement == "Le Système DOIT :\n\n- un ;\n- deux."


def test_headings_are_named_by_the_path_above_them():
    text = "# Titre\n## Ça & là\n### Détail\n## Œuvre\n### Détail\n### ETH.9.1 : T\n#### Note\n"
    assert [clause.id for clause in split_clauses(text)] == [
        "titre",
        "ca-la",
        "ca-la/detail",
        "oeuvre",
        "oeuvre/detail",
        "ETH.9.1",
        "oeuvre/ETH.9.1/note",
    ]


def test_repeated_names_get_a_number_that_nothing_else_has():
    text = "## A\n## A-2\n## A\n## A\n### ETH.1 x\n### ETH.1 y\n"
    ids = [clause.id for clause in split_clauses(text)]
    assert ids == ["a", "a-2", "a-3", "a-4", "ETH.1", "ETH.1-2"]


def test_renaming_the_document_renames_no_clause():
    one = [clause.id for clause in split_clauses("# Avant\n## A\n### B\n")]
    other = [clause.id for clause in split_clauses("# Après\n## A\n### B\n")]
    assert one[1:] == other[1:]


@pytest.mark.parametrize(
    "text",
    [
        "```\n# code\n```\n",
        "~~~~ sh\n```\n# code\n~~~\n~~~~\n",
        "```\n# never closed\n",
        "<!--\n# hidden\n-->\n",
        "Setext\n======\n\nAutre\n------\n",
        "    # indented code\n",
        "#no-space\n",
        "####### seven\n",
    ],
)
def test_what_only_looks_like_a_heading_is_text(text):
    assert [clause.id for clause in split_clauses(text)] == ["#"]


def test_a_heading_after_closed_code_is_a_heading():
    text = "```\n# code\n```\n# Vrai #\n<!-- x -->\n## Autre\n"
    assert [(clause.id, clause.title, clause.line) for clause in split_clauses(text)] == [
        ("#", "", 1),
        ("vrai", "Vrai", 4),
        ("autre", "Autre", 6),
    ]


TITLE = re.compile(r" {0,3}#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\r?\n?\Z", re.DOTALL)


@settings(max_examples=200, deadline=None)
@given(st.text("# \ta\r\u00a0", max_size=8), st.sampled_from(["", "\n", "\r\n"]))
@example(" a # #", "\n")
@example(" # #", "")
@example("", "\r\n")
def test_a_title_is_what_stands_between_its_marks(words, end):
    heading = TITLE.match(f"#{words}{end}")
    titles = [clause.title for clause in split_clauses(f"#{words}{end}") if clause.level]
    assert titles == ([(heading[1] or "").strip()] if heading else [])


lines = st.lists(
    st.sampled_from(
        [
            "# A",
            "## ETH.1 — x",
            "### ",
            "```",
            "~~~",
            "---",
            "texte",
            "",
            "<!--",
            "-->",
            "a\r",
            "    # x",
        ]
    )
    | st.text(max_size=6),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(lines.map("\n".join))
@example("---\n---")
@example("---\na: 1\n---\n# x")
@example("")
def test_clauses_joined_are_the_text_and_their_names_are_unique(text):
    clauses = split_clauses(text)
    assert "".join(clause.text for clause in clauses) == text
    assert len({clause.id for clause in clauses}) == len(clauses)
    position = 0
    for clause in clauses:
        assert clause.line == text.count("\n", 0, position) + 1
        position += len(clause.text)


def test_front_matter_comes_with_the_lines_before_it():
    assert front_matter_text("---\na: 1\nb: 2\n---\ntexte") == ("a: 1\nb: 2\n", 1)
    assert front_matter_text("---\n---\n") == ("\n", 1)


def test_blocks_know_their_words_and_their_place():
    text = "a\n```yaml  requirement\nx: 1\n```\n~~~\ny"
    first, second = fenced_blocks(text)
    assert (first.info, first.content, first.line, first.closed) == (
        "yaml requirement",
        "x: 1\n",
        2,
        True,
    )
    assert text[first.start : first.end] == "```yaml  requirement\nx: 1\n```\n"
    assert not second.closed


def test_slugs_are_plain():
    assert slug("L'œuvre « Été » n° 2") == "l-oeuvre-ete-n-2"
    assert slug("…") == "clause"


def test_no_front_matter():
    assert "no front matter" in refusal("# Titre\n").message


def test_unclosed_front_matter():
    assert "never closed" in refusal("---\nid: x\n").message


def test_windows_line_ends():
    error = refusal(FRONT.replace("\n", "\r\n"))
    assert "CRLF" in error.message
    assert error.line == 1


def test_a_byte_order_mark():
    assert "BOM" in refusal("\ufeff" + FRONT).message


def test_a_binary_file():
    error = refusal(FRONT + "a\n\x00b")
    assert "NUL" in error.message
    assert error.line == FRONT.count("\n") + 2


def test_conflict_marks():
    text = f"{FRONT}a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> autre\n"
    error = refusal(text)
    assert "conflict" in error.message
    assert error.line == FRONT.count("\n") + 2


def test_a_title_underlined_with_seven_signs_is_no_conflict():
    assert parse_document(f"{FRONT}Sept mo\n=======\n", "x.md")


def test_an_id_written_twice():
    error = refusal(FRONT + REQUIREMENT + "\n" + REQUIREMENT)
    assert "ETH.1 is written twice" in error.message
    assert error.line == (FRONT + REQUIREMENT).count("\n") + 2


def test_broken_yaml_in_a_block_is_named_at_its_line_in_the_file():
    text = FRONT + REQUIREMENT.replace("level: mandatory", "level: a: b")
    error = refusal(text)
    assert text.splitlines()[error.line - 1] == "level: a: b"


def test_a_value_that_does_not_fit_is_named_at_its_line_in_the_file():
    text = FRONT + REQUIREMENT.replace("level: mandatory", "level: obligatoire")
    error = refusal(text)
    assert error.message.startswith("level is obligatoire, which is none of:")
    assert text.splitlines()[error.line - 1] == "level: obligatoire"


def test_an_item_that_does_not_fit_is_counted_from_one():
    error = refusal(FRONT + REQUIREMENT.replace("[autonomy]", "[autonomy, luck]"))
    assert error.message.startswith("principles[2] is luck")


def test_a_key_unknown_to_the_front_matter_is_named_at_its_line():
    text = FRONT.replace("owner: GT1", "owner: GT1\nowners: GT2")
    error = refusal(text)
    assert error.message == "The key owners is not known here."
    assert text.splitlines()[error.line - 1] == "owners: GT2"


def test_a_missing_key_is_named():
    error = refusal(FRONT.replace("owner: GT1\n", ""))
    assert error.message == "The key owner is missing."


def test_a_requirement_without_block():
    error = refusal(FRONT + "### ETH.1 — T\n\nTexte.\n")
    assert "no block" in error.message
    assert error.line == FRONT.count("\n") + 1


def test_a_requirement_with_two_blocks():
    error = refusal(FRONT + "### ETH.1 — T\n\n" + BLOCK + "\n" + BLOCK)
    assert "more than one block" in error.message


def test_a_block_under_a_heading_that_names_no_requirement():
    error = refusal(FRONT + "## Partie\n\n" + BLOCK)
    assert "names no requirement" in error.message
    assert error.line == FRONT.count("\n") + 3


def test_a_block_never_closed():
    error = refusal(FRONT + REQUIREMENT + "```\ncode")
    assert "never closed" in error.message


def test_deep_yaml_in_a_block():
    error = refusal(FRONT + "### ETH.1 — T\n\n```yaml requirement\na: " + "[" * 50_000 + "\n```\n")
    assert "nested" in error.message


def test_a_huge_document():
    assert "too large" in refusal(FRONT + "x" * 4_000_000).message
