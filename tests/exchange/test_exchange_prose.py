"""A text as a page and as a Word document: structured, inert, the same bytes each time."""

import io
import zipfile
from datetime import UTC, datetime

import docx
from docx.oxml.ns import qn

from comens_tui.exchange.prose_docx import prose_docx
from comens_tui.exchange.prose_html import prose_page
from comens_tui.operations.minutes.drawing import minutes_text
from tests.operations import minuted

WHEN = datetime(2026, 4, 1, 16, 45, tzinfo=UTC)
HOSTILE = (
    "# Title <script>x()</script>\n\n[a](javascript:x) ![b](http://c/d.png) <b>bold</b>\n\n"
    "<!-- hidden -->\n\n- one\n- *two*\n\n| A | B |\n| --- | --- |\n| 1 | \\| 2 |\n\n> said\n"
)


def word(text, **changes):
    values = {"spoken": "fr", "author": "Comité", "when": WHEN, **changes}
    return prose_docx("PV", ("Projet",), text, **values)


def test_a_page_has_structure_and_nothing_that_acts():
    page = prose_page("PV <x>", ("Projet & co",), HOSTILE, spoken="fr")
    assert '<html lang="fr">' in page
    assert "<title>PV &lt;x&gt;</title>" in page
    assert "<h1>Title &lt;script&gt;x()&lt;/script&gt;</h1>" in page
    assert "<ul><li>one</li><li><em>two</em></li></ul>" in page
    assert '<th scope="col">A</th>' in page
    assert "<td>| 2</td>" in page
    assert "<blockquote><p>said</p></blockquote>" in page
    assert "<!-- hidden" not in page
    assert not {"<script>", "<img", "<b>", '<a href="j'} & set(page.split("\n"))
    assert "<img" not in page
    assert 'href="java' not in page


def test_a_document_is_read_back_with_headings_head_rows_and_language():
    document = docx.Document(io.BytesIO(word(minutes_text(minuted.account()))))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:3] == ["Minutes of meeting S-2026-04", "Sitting", "Convocation"]
    assert len(document.tables) == 7
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert document.tables[1].cell(3, 1).text == "infirmier | libéral"
    language = next(document.styles.element.iter(qn("w:lang")))
    assert language.get(qn("w:val")) == "fr-FR"
    assert (document.core_properties.title, document.core_properties.author) == ("PV", "Comité")
    assert document.core_properties.created == WHEN


def test_the_same_text_gives_the_same_bytes():
    content = word(HOSTILE)
    assert content == word(HOSTILE)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_no_xml_can_hold_is_named_in_a_document():
    text = "# A\x0b\n\nb\ufffe\n\n| c\uffff |\n| --- |\n| \x1b |\n"
    made = prose_docx("PV\x1b", ("n\x00",), text, spoken="fr", author="C\ufffe", when=WHEN)
    document = docx.Document(io.BytesIO(made))
    assert [p.text for p in document.paragraphs][:3] == ["n‹NUL›", "A‹VT›", "b‹U+FFFE›"]
    assert document.core_properties.author == "C‹U+FFFE›"
