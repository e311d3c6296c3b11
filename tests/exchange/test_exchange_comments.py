"""Comments in and out: headers of the ISO template, forms, the table of dispositions, letters."""

import csv
import io
from datetime import date

import pytest

from comens_tui.exchange.comment_fields import COMMENT
from comens_tui.exchange.comment_form import form_workbook, read_comments
from comens_tui.exchange.disposition_table import FORMATS, letter, report_file
from comens_tui.exchange.guess import guessed
from comens_tui.exchange.rows import read_rows
from comens_tui.exchange.tables import read_table
from comens_tui.i18n import LANGUAGES, speaking
from comens_tui.model.consultation import ConsultationComment
from comens_tui.model.words import Disposition
from tests.support import consulted
from tests.support.consulted import COMMITTEE

CONSULTATION = consulted.CONSULTATION.model_copy(update={"title": "Guide | essai"})
ISO = {
    "author": ("MB/NC", "MB/NC¹"),
    "line": ("Line number (e.g. 17)", "Numéro de ligne (par ex. 17)"),
    "clause": ("Clause/ Subclause (e.g. 3.1)", "Article (par ex. 3.1)"),
    "paragraph": ("Paragraph/ Figure/ Table (e.g. Table 1)", "Paragraphe/ Figure/ Tableau"),
    "type": ("Type of comment", "Type de commentaire"),
    "text": ("Comments", "Commentaires"),
    "proposed_change": ("Proposed change", "Modification proposée"),
    "observations": ("Observations of the secretariat", "Observations du secrétariat"),
}


def comment(number, **changes):
    values = {
        "consultation": "C-2026-001",
        "number": number,
        "author": f"CTB-{number:03}",
        "college": "users",
        "received": date(2026, 2, 3),
        "text": "Un avis.",
        "disposition": Disposition.ACCEPTED,
    }
    return ConsultationComment(**values | changes)


@pytest.mark.parametrize("place", [0, 1], ids=["en", "fr"])
def test_the_columns_of_the_iso_template_are_known(place):
    header = ";".join(names[place] for names in ISO.values())
    table = read_table(f"{header}\n{';'.join('x' * 8)}\n".encode(), "iso.csv")
    found = guessed(table, COMMENT)
    assert found.columns == {field: names[place] for field, names in ISO.items()}


@pytest.mark.parametrize(
    ("said", "kind"),
    [("ge", "ge"), ("Technical", "te"), ("rédactionnel", "ed"), ("TE (technique)", "te")],
)
def test_types_and_colleges_are_read_as_people_write_them(said, kind):
    table = read_table(f"Type;Collège;Avis\n{said};Éditeurs;Oui.\n".encode(), "a.csv")
    (row,) = read_rows(table, COMMENT, guessed(table, COMMENT))
    assert row.refusals == ()
    assert (row.values["type"], row.values["college"]) == (kind, "publishers")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_columns_of_our_own_form_are_known_in_both_languages(language):
    with speaking(language):
        table = read_comments(form_workbook(CONSULTATION), "avis.xlsx")
        found = guessed(table, COMMENT)
    assert found.used() == set(table.header)


HOSTILE = '=HYPERLINK("http://x") | <script>alert(1)</script>\n\x1b[31m'


@pytest.mark.parametrize("how", FORMATS)
def test_words_of_strangers_cannot_run_and_names_without_consent_are_withheld(how):
    comments = [
        comment(1, text=HOSTILE.replace("\x1b", ""), author="Jeanne Dupont"),
        comment(2, author="Ligue 1901 des usagers", consent=True, reason="@SUM(A1)"),
    ]
    content = report_file(CONSULTATION, comments, COMMITTEE, how)
    if how == "xlsx":
        import openpyxl

        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert all(cell.data_type != "f" for cell in cells)
        text = "\n".join(str(cell.value) for cell in cells)
    else:
        text = content.decode("utf-8-sig")
    assert "Dupont" not in text
    assert "Ligue 1901 des usagers" in text
    if how == "csv":
        rows = list(csv.reader(io.StringIO(text)))
        assert rows[1][6].startswith("'=HYPERLINK")
        assert rows[2][9].startswith("'@SUM")
    if how == "html":
        assert "<script>" not in text


def test_the_summary_stays_a_text_in_the_pages():
    summary = "Reçus.\n\n| A | B |\n| --- | --- |\n| <b> | 2 |\n\n## Objections\n\n- <script>"
    given = CONSULTATION.model_copy(update={"summary": summary})
    page = report_file(given, [comment(1)], COMMITTEE, "markdown").decode()
    assert "\n| A | B |\n" in page
    assert "\n### Objections\n" in page
    assert "<script>" not in page
    page = report_file(given, [comment(1)], COMMITTEE, "html").decode()
    assert '<th scope="col">A</th>' in page
    assert "<h3>Objections</h3>" in page
    assert "<script>" not in page


def test_a_letter_says_what_became_of_the_comment():
    told = comment(
        7,
        clause="ETH.1",
        disposition=Disposition.DUPLICATE,
        duplicate_of=3,
        reason="Même point.",
        reply="Merci.",
    )
    text = letter(CONSULTATION, told)
    assert "> Un avis." in text
    assert "duplicate of comment 3" in text
    assert text.endswith("Même point.\n\nMerci.\n")
