"""A Markdown text as a Word document: real headings, tables with head rows, a language.

The same text gives the same bytes: no clock, no author's machine.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from comens_tui.exchange.prose import Part, Run, parts_of
from comens_tui.text.visible import shown

_LANGUAGES: Final = {"fr": "fr-FR", "en": "en-GB"}
_STYLES: Final = {"bullet": "List Bullet", "number": "List Number", "quote": "Quote"}
_DEEPEST_LIST: Final = 3
#: The earliest moment that a zip can say.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def prose_docx(
    title: str,
    notes: Sequence[str],
    text: str,
    *,
    spoken: str,
    author: str,
    when: datetime,
) -> bytes:
    """Return the document.

    Args:
        title: What the document says that it is, in its properties.
        notes: Said above the text, such as where it stands.
        text: Markdown.
        spoken: The language of the text, `fr` or `en`.
        author: Whose document it is: the committee.
        when: Said to be when it was made; never the clock, so that bytes are the same.
    """
    # Word is asked for now and then: nothing pays for its library before.
    import docx
    from docx.oxml.ns import qn

    document = docx.Document()
    properties = document.core_properties
    moment = when.astimezone(UTC).replace(tzinfo=None)
    properties.title, properties.author, properties.language = shown(title), shown(author), spoken
    properties.last_modified_by, properties.comments = shown(author), ""
    properties.created = properties.modified = moment
    properties.revision = 1
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), _LANGUAGES.get(spoken, spoken))
    for note in notes:
        document.add_paragraph(style="Intense Quote").add_run(shown(note))
    for part in parts_of(text):
        _add(document, part)
    return _same_bytes(document)


def _add(document: Any, part: Part) -> None:
    if part.kind == "heading":
        _write(document.add_heading(level=min(part.level, 9)), part.runs)
    elif part.kind == "table":
        _add_table(document, part)
    else:
        style = _STYLES.get(part.kind)
        if style and part.kind != "quote" and part.level > 1:
            style = f"{style} {min(part.level, _DEEPEST_LIST)}"
        _write(document.add_paragraph(style=style), part.runs)


def _add_table(document: Any, part: Part) -> None:
    from docx.oxml import OxmlElement

    width = max(len(row) for row in part.cells)
    table = document.add_table(rows=len(part.cells), cols=width, style="Table Grid")
    for number, row in enumerate(part.cells):
        cells = table.rows[number].cells
        for cell, runs in zip(cells, row, strict=False):
            _write(cell.paragraphs[0], runs, bold=number == 0)
    head = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no word for it
    head.append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def _write(paragraph: Any, runs: Iterable[Run], *, bold: bool = False) -> None:
    for run in runs:
        added = paragraph.add_run(run.text)
        if bold or run.style == "strong":
            added.bold = True
        if run.style == "em":
            added.italic = True
        if run.style == "code":
            added.font.name = "Courier New"


def _same_bytes(document: Any) -> bytes:
    """Return the file with the clock taken out of it."""
    saved, again = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(again, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return again.getvalue()
