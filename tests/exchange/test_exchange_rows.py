"""From columns to fields: what is guessed, what is mapped, what each row becomes."""

from datetime import date

import pytest

from comens_tui.errors import RecordError, UsageError
from comens_tui.exchange.column_map import ColumnMap, column_map_text, read_column_map
from comens_tui.exchange.fields import PROPOSAL, REPORT
from comens_tui.exchange.guess import guessed
from comens_tui.exchange.row_judgement import judge
from comens_tui.exchange.rows import read_rows, unused_columns
from comens_tui.exchange.tables import read_table

LONG = (
    "Le service refuse l'accès au dossier de soins sans dire pourquoi, et personne ne répond. " * 2
)


def _table(text):
    return read_table(text.encode(), "x.csv")


def test_french_and_english_headers_are_recognised():
    french = _table(
        "N° ticket;Titre;Description du fait;Date de réception;Gravité;Type;Principes;Région\n"
        "1;t;d;14/03/2026;2;autre;autonomie;Bretagne\n"
    )
    english = _table("Reference,Subject,Message,Received,Severity\n1,t,d,2026-03-14,2\n")

    assert guessed(french, REPORT).columns == {
        "external_ref": "N° ticket",
        "title": "Titre",
        "description": "Description du fait",
        "received": "Date de réception",
        "type": "Type",
        "principles": "Principes",
        "severity": "Gravité",
        "region": "Région",
    }
    found = guessed(english, REPORT)
    assert list(found.columns) == ["external_ref", "title", "description", "received", "severity"]
    assert found.constants == {"type": "other"}


def test_a_column_of_names_or_an_empty_one_is_never_guessed():
    found = guessed(_table("Auteur;Titre;Description;Commentaire\nM. X;t;;c\n"), REPORT)

    assert found.columns == {"title": "Titre", "description": "Commentaire"}


def test_prose_without_a_name_becomes_the_long_text_and_a_phrase_stands_in():
    table = _table(
        f"Num;Objet;Réponse;Sort\n1;{LONG};{LONG};ok\n2;;;Retiré par son auteur avant la séance\n"
    )
    found = guessed(table, REPORT)

    assert found.columns == {
        "external_ref": "Num",
        "title": "Objet",
        "description": ("Objet", "Réponse"),
    }
    assert found.fallbacks == {"title": "Sort", "description": "Sort"}
    rows = list(read_rows(table, REPORT, found))
    assert rows[0].values["description"] == f"{LONG.strip()}\n\n{LONG.strip()}"
    assert rows[1].values["title"] == "Retiré par son auteur avant la séance"
    assert unused_columns(table, found) == ()


def test_a_mapping_is_kept_and_read_back():
    kept = ColumnMap(
        kind="report",
        sheet="Mars",
        columns={"title": "Objet", "description": ("Objet", "Suite")},
        fallbacks={"title": "Sort"},
        constants={"type": "technical"},
        translations={"severity": {"grave": "3", "Très grave": "4"}},
        dates=("MM/DD/YYYY",),
    )

    assert read_column_map(column_map_text(kept), "m.yaml", "report") == kept
    with pytest.raises(RecordError, match="for “report”"):
        read_column_map(column_map_text(kept), "m.yaml", "proposal")


def test_a_hand_written_mapping_needs_no_quotes():
    text = b"kind: report\ncolumns: {title: Objet}\ntranslations: {severity: {grave: 3, non: 0}}\n"

    found = read_column_map(text, "m.yaml", "report")

    assert found.translations == {"severity": {"grave": "3", "non": "0"}}


def test_a_mapping_names_its_fault_and_line():
    with pytest.raises(RecordError) as refused:
        read_column_map(b"schema: 1\nkind: report\ncolumn: {}\n", "m.yaml", "report")

    assert refused.value.path == "m.yaml"
    assert refused.value.line == 3


def test_words_are_translated_dates_and_scales_read():
    table = _table(
        "Objet;Texte;Quand;Grave;Quoi;Principes\n"
        "a;t;03/14/2026;Très grave;Lack of transparency;Autonomie, justice et équité\n"
    )
    mapping = ColumnMap(
        kind="report",
        columns={
            "title": "Objet",
            "description": "Texte",
            "received": "Quand",
            "severity": "Grave",
            "type": "Quoi",
            "principles": "Principes",
        },
        translations={"severity": {"très grave": "4"}},
        dates=("MM/DD/YYYY",),
    )

    (row,) = read_rows(table, REPORT, mapping)

    assert not row.refusals
    assert row.values["received"] == date(2026, 3, 14)
    assert row.values["severity"] == 4
    assert row.values["type"] == "transparency"
    assert row.values["principles"] == ("autonomy", "justice")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-14", date(2026, 3, 14)),
        ("2026-03-14 09:30:00", date(2026, 3, 14)),
        ("2026-03-14T09:30:00Z", date(2026, 3, 14)),
        ("14/03/2026", date(2026, 3, 14)),
        ("1.2.2026", date(2026, 2, 1)),
        ("14/03/2026 à 9h30", date(2026, 3, 14)),
        ("31/02/2026", None),
        ("03/14/2026", None),
        ("14/03/26", None),
        ("46095", None),
        ("demain", None),
    ],
)
def test_dates_are_understood_or_refused_never_guessed(written, read):
    table = _table(f"Titre;Description;Date\nt;d;{written}\n")
    (row,) = read_rows(table, REPORT, guessed(table, REPORT))

    assert row.values.get("received") == read
    assert bool(row.refusals) is (read is None)


def test_a_row_says_everything_that_stops_it():
    table = _table("Titre;Description;Date;Gravité;Type\n;d;x;9;bizarre\n;d;;;\nt;d;;;\n")
    rows = list(read_rows(table, REPORT, guessed(table, REPORT)))

    assert [reason.split(":")[0] for reason in rows[0].refusals] == [
        "Column “Date”",
        "Column “Type”",
        "Column “Gravité”",
    ]
    assert rows[1].refusals == ("“Title” is empty.",)


@pytest.mark.parametrize(
    "wrong",
    [
        {"columns": {"titre": "Titre"}},
        {"columns": {"title": "Titres"}},
        {"columns": {"title": "Titre"}},
        {"columns": {"title": "Titre", "description": "Texte"}, "constants": {"type": "x"}},
    ],
)
def test_a_mapping_that_does_not_fit_is_refused_whole(wrong):
    table = _table("Titre;Texte\nt;d\n")

    with pytest.raises(UsageError):
        list(read_rows(table, REPORT, ColumnMap(kind="report", **wrong)))


def test_proposals_are_recognised():
    table = _table("Réf;Titre;Motif;Exigence;Texte proposé;Groupe de travail\n1;t;m;ETH.1;x;GT1\n")

    assert list(guessed(table, PROPOSAL).columns) == [
        "external_ref", "title", "motive", "working_group", "requirement", "text",
    ]  # fmt: skip


def test_what_no_text_may_hold_is_named():
    assert judge({"title": "Été\n\tà l'hôpital", "description": "d'accord"}) == ()
    assert judge({"title": "a\x00", "description": "\x1b[31m"}) == (
        "“title” holds the character U+0000, which has no place in a text.",
        "“description” holds the character U+001B, which has no place in a text.",
    )
    assert judge({"title": "\ud800"})


def test_personal_data_is_named_masked_unless_public_or_let_through():
    texts = {"description": "Écrire à lea.fontaine@exemple.fr", "external_ref": "A-12"}

    (said,) = judge(texts)

    assert said.startswith("“description” holds personal data: ")
    assert "lea.fontaine" not in said
    assert judge(texts, is_cleared=lambda _hit: True) == ()
    assert judge({"description": "« M. X » et la ministre", "external_ref": "EV-2026-0042"}) == ()
