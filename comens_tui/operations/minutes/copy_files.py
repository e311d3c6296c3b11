"""A copy to hand out as the bytes of a file: Markdown, a page, or a Word document."""

from typing import Final

from comens_tui.i18n import speaking
from comens_tui.operations.minutes.copies import Copy

#: The forms of a copy, and how the name of its file ends.
SUFFIXES: Final = {"docx": ".docx", "html": ".html", "markdown": ".md"}


def copy_file(copy: Copy, form: str) -> bytes:
    """Return a copy in one of the forms of `SUFFIXES`; the same copy gives the same bytes."""
    # Neither pages nor documents are loaded before they are asked for.
    if form == "docx":
        from comens_tui.exchange.prose_docx import prose_docx

        return prose_docx(
            copy.title,
            copy.notes,
            copy.text,
            spoken=copy.language,
            author=copy.author,
            when=copy.when,
        )
    if form == "html":
        from comens_tui.exchange.prose_html import prose_page

        with speaking(copy.language):
            return prose_page(copy.title, copy.notes, copy.text, spoken=copy.language).encode()
    above = "".join(f"> {note}\n\n" for note in copy.notes)
    return (above + copy.text).encode()
