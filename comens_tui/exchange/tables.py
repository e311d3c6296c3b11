"""Which reader a table asks for, told by its content and never by its name."""

from comens_tui.errors import RecordError
from comens_tui.exchange.csv_table import read_csv
from comens_tui.exchange.json_table import read_json
from comens_tui.exchange.table import Table
from comens_tui.exchange.xlsx_table import read_xlsx
from comens_tui.i18n import _

_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def read_table(content: bytes, name: str, sheet: str | None = None) -> Table:
    """Return the table in a CSV, XLSX or JSON file; `sheet` is for a workbook only.

    Raises:
        RecordError: It cannot be read as a table; `name` is told with the remedy.
    """
    if content.startswith(b"PK\x03\x04"):
        return read_xlsx(content, name, sheet)
    if content.startswith(_OLD_WORKBOOK):
        raise RecordError(
            _("This is a workbook of an old format, or one with a password."),
            _("Open it in a spreadsheet program, without a password, and save it as XLSX or CSV."),
            path=name,
        )
    if content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{"):
        return read_json(content, name)
    return read_csv(content, name)
