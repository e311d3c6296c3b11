"""Documents out and in again: every requirement keeps its words, whatever the format."""

import csv
import io
import re

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comens_tui.errors import RecordError, RefusedError
from comens_tui.exchange import requirement_files
from comens_tui.exchange.assembly import assembled
from comens_tui.exchange.ciso_assistant import read_ciso_assistant, written_ciso_assistant
from comens_tui.exchange.formulas import neutral, undone
from comens_tui.exchange.guess import guessed
from comens_tui.exchange.html_page import written_html
from comens_tui.exchange.markdown_source import read_markdown
from comens_tui.exchange.oscal import read_oscal, written_oscal
from comens_tui.exchange.requirement_rows import (
    REQUIREMENT,
    exported_rows,
    source_of,
)
from comens_tui.exchange.source import Item, Section, Source
from comens_tui.exchange.tables import read_table
from comens_tui.model.document import Document
from comens_tui.text.markdown import parse_document
from tests.exchange.sourced import FRONT, FULL, PATH, WHEN, document_of


def _table_source(content: bytes, *, marked: bool) -> Source:
    table = read_table(content, "x")
    return source_of(table, guessed(table, REQUIREMENT), "Essai", marked=marked)


ROUNDS = {
    "csv": lambda given: _table_source(requirement_files.written_csv(given), marked=True),
    "xlsx": lambda given: _table_source(requirement_files.written_xlsx(given), marked=True),
    "json": lambda given: _table_source(requirement_files.written_json(given), marked=False),
    "oscal": lambda given: read_oscal(written_oscal(given, modified=WHEN, version="1.0.0"), "x"),
    "ciso-assistant": lambda given: read_ciso_assistant(
        written_ciso_assistant(given, version="1.0.0"), "x"
    ),
}

#: Words that formulas, Markdown, HTML, YAML and separators are made of.
WORD = st.one_of(
    st.from_regex(r"[a-zéœ’'0-9]{1,6}", fullmatch=True),
    st.sampled_from(
        ["=1+1", "@x", "-", "+3", "#", "##", "```", "~~~", "<!--", "-->", "<b>", "<p>x</p>", "&amp;",
         '"', "'", "'=x", ";", ",", "|", ":", "{{", "[a](b)", "---", "===", "*", "1.", "$", "!", "%"]
    ),
)  # fmt: skip
LINE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
ITEM = st.builds(
    Item,
    ref=st.just(""),
    depth=st.integers(0, 4),
    title=st.lists(st.from_regex(r"[a-zéœ]{1,8}", fullmatch=True), min_size=1, max_size=4).map(" ".join),
    statement=TEXT,
    details=st.one_of(st.just(""), st.lists(TEXT, min_size=1, max_size=2).map("\n\n".join)),
    fields=st.fixed_dictionaries(
        {
            "level": st.sampled_from(["mandatory", "recommended", "optional"]),
            "principles": st.just(("justice", "autonomy")),
            "evidence": st.lists(LINE, max_size=2).map(tuple),
        }
    ),
)  # fmt: skip
PART = st.one_of(
    ITEM,
    st.builds(
        Section, st.integers(1, 3), st.from_regex(r"[A-Z][a-z]{1,6}", fullmatch=True), st.just("")
    ),
)
SOURCE = st.builds(
    lambda parts, last: Source("Essai", (*parts, last)), st.lists(PART, max_size=4), ITEM
)


def _words(document: Document) -> dict[str, list[str]]:
    return {
        row["id"]: f"{row['title']} {row['statement']} {row['details']}".replace("\\", "").split()
        for row in exported_rows((document,))
    }


@pytest.mark.parametrize("form", sorted(ROUNDS))
@given(source=SOURCE)
@settings(max_examples=8)
def test_every_form_gives_every_requirement_back(form, source):
    document = document_of(source)

    back = ROUNDS[form]((document,))

    again = document_of(back)
    assert _words(again) == _words(document)
    if form != "ciso-assistant":
        # In a catalog the controls of a group come before the groups in it.
        before, after = (
            sorted(exported_rows((item,)), key=lambda row: row["id"]) for item in (document, again)
        )
        kept = ("id", "level", "principles", "applies_to", "introduced", "status")
        assert [[row[key] for key in kept] for row in after] == [
            [row[key] for key in kept] for row in before
        ]
        assert [" ".join(row["evidence"]).split() for row in after] == [
            " ".join(row["evidence"]).split() for row in before
        ]


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "oscal"])
def test_sections_and_fields_come_back(form):
    document = document_of(FULL)

    again = document_of(ROUNDS[form]((document,)))

    assert exported_rows((again,)) == exported_rows((document,))
    assert [clause.id for clause in again.clauses] == [clause.id for clause in document.clauses]


@pytest.mark.parametrize("form", sorted(ROUNDS))
def test_the_same_documents_give_the_same_bytes(form):
    document = document_of(FULL)
    write = {
        "csv": requirement_files.written_csv,
        "xlsx": requirement_files.written_xlsx,
        "json": requirement_files.written_json,
        "oscal": lambda given: written_oscal(given, modified=WHEN, version="1.0.0"),
        "ciso-assistant": lambda given: written_ciso_assistant(given, version="1.0.0"),
    }[form]

    assert write((document,)) == write((document,))


def test_no_spreadsheet_runs_a_cell():
    source = Source("Essai", (Item("", "Titre", '=HYPERLINK("http://x";"y")', "@SUM(1)"),))
    document = document_of(source)

    cells = [
        cell
        for row in csv.reader(
            io.StringIO(requirement_files.written_csv((document,)).decode("utf-8-sig")),
            delimiter=";",
        )
        for cell in row
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(requirement_files.written_xlsx((document,)))).active

    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert not [
        c for row in sheet.iter_rows(values_only=True) for c in row if str(c or "").startswith("=")
    ]


@given(st.text(alphabet="'=+-@\t\rab ", max_size=8))
def test_marks_of_formulas_come_off_exactly(text):
    assert undone(neutral(text)) == text
    assert not re.match(r"[=+\-@\t\r\n]", neutral(text))


def test_a_cell_too_long_for_a_workbook_is_refused_not_cut():
    document = document_of(Source("Essai", (Item("", "Titre", "mot " * 9000),)))

    with pytest.raises(RefusedError, match="longer than a cell"):
        requirement_files.written_xlsx((document,))


def test_the_page_escapes_what_it_holds():
    document = document_of(Source("Essai", (Item("", "T", "<script>alert(1)</script> & suite"),)))

    page = written_html((document,)).decode()

    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; suite" in page
    assert '<html lang="fr">' in page


# -- labels and ids


def test_labels_survive_and_sort_naturally():
    content = "Section;N°;Titre\nB;2.10;Dix\nA;1.2;Deux\nB;2.9;Neuf\nA;1.10;Encore\n".encode()

    document = document_of(_table_source(content, marked=True))

    rows = exported_rows((document,))
    assert [(row["id"], row["original_ref"], row["section"]) for row in rows] == [
        ("ESS.1.2", "1.2", "A"),
        ("ESS.1.10", "1.10", "A"),
        ("ESS.2.9", "2.9", "B"),
        ("ESS.2.10", "2.10", "B"),
    ]


def test_ids_are_kept_given_by_label_or_the_next_and_never_taken_from_others():
    items = (
        Item("ETH.4", "Garde son id", "x"),
        Item("ETH.5", "Est pris ailleurs", "x"),
        Item("ac-1", "Numéro du label", "x"),
        Item("at-1", "Même numéro", "x"),
        Item("", "Sans label", "x"),
        Item("v7", "Déjà connue", "x"),
    )

    document = document_of(Source("E", items), taken={"ETH.5"}, known={"v7": "ETH.9"})

    assert [(item.id, item.fields.original_ref) for item in document.requirements] == [
        ("ETH.4", None),
        ("ESS.5", "ETH.5"),
        ("ESS.1", "ac-1"),
        ("ESS.1.1", "at-1"),
        ("ESS.1.2", None),
        ("ETH.9", "v7"),
    ]


def test_the_level_comes_from_the_verbs_and_what_is_supplied_is_said():
    source = Source(
        "E",
        (
            Item("1", "a", "Il DOIT lire."),
            Item("2", "b", "It should read."),
            Item("3", "c", "Rien."),
        ),
    )

    built = assembled(source, FRONT, path=PATH, prefix="ESS")

    levels = [item.fields.level for item in parse_document(built.text, PATH).requirements]
    assert levels == ["mandatory", "recommended", "recommended"]
    assert [item.place for item in built.lost] == ["ESS.1", "ESS.2, ESS.3"]
    assert "principles = beneficence" in built.lost[0].what


def test_a_field_that_does_not_fit_names_its_requirement():
    source = Source("E", (Item("1.1", "a", "x", fields={"introduced": "demain"}),))

    with pytest.raises(RecordError) as refused:
        assembled(source, FRONT, path=PATH, prefix="ESS")

    assert refused.value.path == "1.1"
    assert "introduced" in refused.value.message


def test_rows_and_columns_that_find_no_place_are_listed():
    content = "N°;Titre;Prix;Vide\n1;a;12;\n2;b\n;;9;\n".encode()

    source = _table_source(content, marked=True)

    assert [(item.place, item.what.split(".")[0]) for item in source.lost] == [
        ("line 3", "The row has 2 cells where the header has 4"),
        ("Prix", "this column is left out"),
        ("line 4", "It has neither title nor statement"),
    ]


# -- Markdown

FOREIGN = """Un chapeau.

Guide de sécurité
=================

Une introduction.

## 1. Accès

Du contexte.

### Critère 1.1 : Mots de passe

Le Système DOIT :

- saler ;
- hacher.

Une précision.

### 1.2 Sessions

It must expire.

## Annexe

Sans obligation.
"""


def test_foreign_headings_become_sections_and_requirements():
    source = read_markdown(FOREIGN.replace("\n", "\r\n").encode("cp1252"), "x.md")

    assert source.title == "Guide de sécurité"
    assert "Un chapeau." in source.introduction
    assert "Une introduction." in source.introduction
    assert [(part.title, getattr(part, "ref", None)) for part in source.parts] == [
        ("1. Accès", None),
        ("Mots de passe", "1.1"),
        ("Sessions", "1.2"),
        ("Annexe", None),
    ]
    assert source.items[0].statement == "Le Système DOIT :\n\n- saler ;\n- hacher."
    assert source.items[0].details == "Une précision."
    text = document_of(source).text
    assert [
        word
        for word in re.findall(r"\w+", FOREIGN)
        if word not in text and word not in source.title + "Critère"
    ] == []


def test_a_requirement_outside_any_section_stays_outside():
    text = "# T\n\n## 1 Accès\n\n### 1.1 Clé\n\nIl DOIT.\n\n## 2 Journal\n\nIl DOIT.\n"

    document = document_of(read_markdown(text.encode(), "x.md"))

    assert [row["section"] for row in exported_rows((document,))] == ["1 Accès", ""]
    for form in ("csv", "json", "ciso-assistant"):
        again = document_of(ROUNDS[form]((document,)))
        assert [row["section"] for row in exported_rows((again,))] == ["1 Accès", ""]


def test_our_own_document_comes_back_byte_for_byte():
    text = document_of(FULL).text

    source = read_markdown(text.encode(), "x.md")

    assert source.text == text
    assert source.document == "REF-ESS"


def test_a_text_without_obligation_says_so():
    source = read_markdown(b"# Titre\n\n## Un\n\nRien.\n", "x.md")

    assert source.lost[-1].what == "no heading holds an obligation"
