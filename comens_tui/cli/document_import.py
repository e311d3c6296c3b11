"""What `comens document import` runs: any format to one draft proposal."""

from argparse import Namespace
from pathlib import Path

from comens_tui.cli.acting import desk_of
from comens_tui.cli.printing import answer, print_json
from comens_tui.cli.reading import STANDARD_INPUT, bytes_given
from comens_tui.cli.receipts import receipt_data, say_receipt
from comens_tui.cli.session import Session
from comens_tui.cli.table_import import table_and_map
from comens_tui.errors import EXIT_OK
from comens_tui.exchange.assembly import Assumptions
from comens_tui.exchange.ciso_assistant import read_ciso_assistant
from comens_tui.exchange.markdown_source import read_markdown
from comens_tui.exchange.oscal import read_oscal
from comens_tui.exchange.requirement_rows import REQUIREMENT, source_of
from comens_tui.exchange.source import Source
from comens_tui.exchange.table import MAX_BYTES
from comens_tui.i18n import _, ngettext
from comens_tui.operations.document_import import (
    Import,
    Wanted,
    import_document,
    prepare_import,
)
from comens_tui.operations.draft import Receipt
from comens_tui.store.workspace import Workspace
from comens_tui.text.visible import one_line

_READERS = {
    "oscal": read_oscal,
    "ciso-assistant": read_ciso_assistant,
    "markdown": read_markdown,
}


def run(session: Session, arguments: Namespace) -> int:
    """Propose a document, saying what of the source is not in it."""
    content = bytes_given(arguments.file, most=MAX_BYTES)
    desk = desk_of(session)
    source = _source(desk.workspace, arguments, content)
    standard = Assumptions()
    wanted = Wanted(
        id=arguments.id,
        title=arguments.title,
        kind=arguments.kind,
        owner=arguments.owner,
        prefix=arguments.prefix,
        language=arguments.language,
        assumptions=Assumptions(
            tuple(arguments.principle) or standard.principles,
            arguments.applies_to or standard.applies_to,
            arguments.level or standard.level,
        ),
    )
    name = arguments.file
    file = _("standard input") if name == STANDARD_INPUT else Path(name).name
    found = prepare_import(desk, source, wanted, file=file, content=content)
    receipt = import_document(desk, found)
    if session.wants_json:
        print_json(_data(found, receipt))
    else:
        _say(found)
        say_receipt(receipt)
    return EXIT_OK


def _source(workspace: Workspace, arguments: Namespace, content: bytes) -> Source:
    form = arguments.form or guessed_form(content, arguments.file)
    reader = _READERS.get(form)
    if reader is not None:
        return reader(content, arguments.file)
    table, mapping = table_and_map(workspace, arguments, REQUIREMENT, content)
    is_json = content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[")
    return source_of(table, mapping, arguments.title or "", marked=not is_json)


def guessed_form(content: bytes, name: str) -> str:
    """Return the format that a file seems to have, by its content, then by its name."""
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return "oscal" if b'"catalog"' in start else "json"
    if content.startswith(b"PK\x03\x04"):
        return "xlsx"
    if b"requirement_nodes:" in content:
        return "ciso-assistant"
    if start.startswith((b"---", b"#")) or name.lower().endswith((".md", ".markdown")):
        return "markdown"
    return "csv"


def _say(found: Import) -> None:
    count = len(found.document.requirements)
    answer(
        ngettext("{id}: {count} requirement", "{id}: {count} requirements", count).format(
            id=found.document.id, count=count
        )
    )
    if found.lost:
        answer(_("What the source holds and this text does not, or the reverse:"))
    for item in found.lost:
        answer(f"  {one_line(item.place)}: {one_line(item.what)}")


def _data(found: Import, receipt: Receipt) -> dict[str, object]:
    return {
        "document": found.document.id,
        "path": found.document.path,
        "requirements": [item.id for item in found.document.requirements],
        "lost": [item._asdict() for item in found.lost],
        "receipt": receipt_data(receipt),
    }
