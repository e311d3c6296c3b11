"""Tables as offices really send them: every cell at its place, every bad row named."""

import csv
import io
import json
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comens_tui.errors import RecordError
from comens_tui.exchange import csv_table, table
from comens_tui.exchange.tables import read_table


def senate(bad: bool = True) -> bytes:
    """As a chamber exports it: Windows-1252, tabs, sep=, CRLF, HTML, one tab inside a cell."""
    lines = ["sep=\t", "Numéro \tDate de dépôt \tDispositif \tObjet "]
    lines += [
        f"COM-{number}\t2014-06-05\t<body><p>&#224; l'alinéa {number}</p></body>\t<p>Visée</p>"
        for number in range(1, 31)
    ]
    if bad:
        lines.insert(10, 'COM-99\t2014-06-05\tLe mot "\taccès"\tUn onglet est entré')
    return "\r\n".join([*lines, ""]).encode("cp1252")


def test_the_odd_row_is_named_and_the_others_stay_in_place():
    found = read_table(senate(), "x.csv")

    assert found.header == ("Numéro", "Date de dépôt", "Dispositif", "Objet")
    assert len(found.rows) == 30
    assert [row.cells[0] for row in found.rows] == [f"COM-{n}" for n in range(1, 31)]
    assert [(fault.line, fault.content) for fault in found.faults] == [
        (11, 'COM-99 | 2014-06-05 | Le mot " | accès" | Un onglet est entré')
    ]
    assert [row.line for row in found.rows][7:10] == [10, 12, 13]
    assert "cp1252" in found.notes[0]


TEXT = 'Réf;Objet\n1;"Été; à\nŒuvrer"\n2;"dit ""non"""\n'


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        ("sep=;\n" + TEXT).encode(),
        TEXT.replace(";", "\t").replace("Été\t", "Été;").encode(),
        TEXT.replace("Été;", "Été#").replace(";", ",").replace("#", ";").encode(),
        TEXT.replace("Été;", "Été#").replace(";", "|").replace("#", ";").encode(),
    ],
)
def test_every_encoding_separator_and_line_end_gives_the_same_table(content):
    found = read_table(content, "x.csv")

    rows = [
        tuple(cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row.cells)
        for row in found.rows
    ]
    assert found.header == ("Réf", "Objet")
    assert rows == [("1", "Été; à\nŒuvrer"), ("2", 'dit "non"')]
    assert not found.faults
    assert [row.line - found.rows[0].line for row in found.rows] == [0, 2]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_old_encodings_are_told_from_the_letters(encoding):
    words = "réf;objet\n1;L'élève a dû être gêné à l'hôpital, où ça s'est passé déjà\n" * 4

    assert (
        read_table(words.encode(encoding), "x.csv").rows[0].cells[1].startswith("L'élève a dû être")
    )


def test_an_unclosed_quote_costs_its_own_line_only():
    content = b'a;b\n1;x\n2;"never closed\n3;y\n4;"closed"\n5;"bad"end\n6;z\n'

    found = read_table(content, "x.csv")

    assert [(row.line, row.cells[0]) for row in found.rows] == [
        (2, "1"),
        (4, "3"),
        (5, "4"),
        (7, "6"),
    ]
    assert [(fault.line, fault.content) for fault in found.faults] == [
        (3, '2;"never closed'),
        (6, '5;"bad"end'),
    ]


def test_too_few_too_many_blank_and_nul():
    content = b"a;b;c\n1;2\n\n;;\n1;2;3;4\n1;\x00;3\n1;2;3\n"

    found = read_table(content, "x.csv")

    assert [fault.line for fault in found.faults] == [2, 5]
    assert [row.line for row in found.rows] == [6, 7]
    assert found.rows[0].cells[1] == "\x00"


def test_headers_are_told_apart():
    found = read_table(b"Date;Date;\n1;2;3\n", "x.csv")

    assert found.header == ("Date", "Date (2)", "")


@pytest.mark.parametrize("content", [b"", b"\n\n", b";;;\n", b"{}", b"[]", b"[1, 2]"])
def test_nothing_to_read_is_refused(content):
    with pytest.raises(RecordError):
        read_table(content, "x.csv")


def test_a_file_of_broken_quotes_is_refused_before_it_costs_much():
    with pytest.raises(RecordError, match="do not pair"):
        csv_table.read_csv(b"a;b\n" + b'1;"x"y\n' * 1000, "x.csv")


def test_bounds(monkeypatch):
    for module in (csv_table, table):
        monkeypatch.setattr(module, "MAX_ROWS", 3)
    with pytest.raises(RecordError, match="more than 3 rows"):
        read_table(b"a;b\n" + b"1;2\n" * 4, "x.csv")
    with pytest.raises(RecordError, match="columns"):
        read_table(b";".join([b"a"] * 501), "x.csv")
    long = read_table(b"a;b\n1;" + b"x" * (table.MAX_CELL + 1) + b"\n2;y\n", "x.csv")
    assert [fault.line for fault in long.faults] == [2]
    assert [row.cells[0] for row in long.rows] == ["2"]


CELLS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=12
).map(lambda text: text.strip("\ufeff"))


@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8),
    separator=st.sampled_from(";,\t|"),
)
def test_what_the_csv_module_writes_is_read_back(rows, separator):
    import unicodedata

    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(["un", "deux", "trois"])
    writer.writerows(rows)

    found = read_table(out.getvalue().encode(), "x.csv")

    kept = [tuple(unicodedata.normalize("NFC", cell) for cell in row) for row in rows]
    assert [row.cells for row in found.rows] == [
        row for row in kept if any(map(str.strip, row)) or any(row)
    ]
    assert not found.faults


# -- JSON


def test_json_lists_and_objects_that_hold_one():
    rows = [{"ref": "1", "n": 3, "tags": ["a", "b"], "ok": True}, {"ref": "2", "more": None}]
    plain = read_table(json.dumps(rows).encode(), "x.json")
    held = read_table(
        json.dumps({"count": 2, "tags": ["x"], "items": rows}, indent=1).encode(), "x.json"
    )

    assert plain.header == held.header == ("ref", "n", "tags", "ok", "more")
    assert plain.rows[0].cells == ("1", "3", "a\nb", "true", "")
    assert [row.cells for row in plain.rows] == [row.cells for row in held.rows]
    assert held.rows[0].line == 7
    assert held.rows[1].line > held.rows[0].line


@pytest.mark.parametrize(
    "content",
    [
        b'[{"a": 1}',
        b'[{"a": 1}] x',
        b'[{"a": NaN}]',
        b"[" * 100_000,
        b'{"a": [{"b": 1}], "c": [{"b": 1}]}',
        b'{"a": 1' + b"0" * 5000 + b', "b": [{"c": 1}]}',
    ],
)
def test_json_that_is_no_table_is_refused(content):
    with pytest.raises(RecordError):
        read_table(content, "x.json")


def test_an_item_that_is_no_object_is_a_fault():
    found = read_table(b'[{"a": 1},\n 3,\n {"a": 2}]', "x.json")

    assert [row.cells for row in found.rows] == [("1",), ("2",)]
    assert [(fault.line, fault.content) for fault in found.faults] == [(2, "3")]


# -- XLSX


def workbook(rows, *, sheets=(), merge=()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Mars"
    for row in rows:
        sheet.append(row)
    for area in merge:
        sheet.merge_cells(area)
    for name in sheets:
        book.create_sheet(name).append(["a", "b"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_gives_dates_booleans_numbers_and_text():
    import datetime as dt

    content = workbook(
        [
            ["Signalements de mars"],
            [],
            ["Réf", "Date", "Grave", "Note", "Texte"],
            ["A-1", dt.date(2026, 3, 14), True, 3.0, "Deux\nlignes"],
            ["A-2", dt.datetime.fromisoformat("2026-03-14T09:30"), False, 2.5, None],
            [None, None],
            ["A-3", None, None, None, None, "de trop"],
        ]
    )

    found = read_table(content, "x.xlsx")

    assert found.header == ("Réf", "Date", "Grave", "Note", "Texte")
    assert found.rows[0] == (4, ("A-1", "2026-03-14", "true", "3", "Deux\nlignes"))
    assert found.rows[1].cells == ("A-2", "2026-03-14 09:30:00", "false", "2.5", "")
    assert [fault.line for fault in found.faults] == [7]


def test_a_formula_without_a_value_is_named_never_run():
    content = workbook([["a", "b"], ["1", "=1+1"], ["2", "x"]])

    found = read_table(content, "x.xlsx")

    assert [row.cells for row in found.rows] == [("2", "x")]
    assert "B2" in found.faults[0].message


def test_a_formula_that_was_computed_gives_its_value():
    content = workbook([["a", "b"], ["1", "=1+1"], ["2", "x"]])
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for item in source.infolist():
            data = source.read(item)
            if item.filename.endswith("sheet1.xml"):
                data = (
                    data.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
                    .replace(b"<f>1+1</f><v/>", b"<f>1+1</f><v>2</v>")
                    .replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
                )
            archive.writestr(item, data)

    assert read_table(target.getvalue(), "x.xlsx").rows[0].cells == ("1", "2")


def test_merged_cells_are_filled_downwards():
    content = workbook(
        [["Thème", "Texte"], ["Accès", "un"], [None, "deux"], ["Autre", "trois"]], merge=["A2:A3"]
    )

    found = read_table(content, "x.xlsx")

    assert [row.cells for row in found.rows] == [
        ("Accès", "un"),
        ("Accès", "deux"),
        ("Autre", "trois"),
    ]
    assert len(found.notes) == 2


def test_the_sheet_is_chosen():
    content = workbook([["c", "d"], ["1", "2"]], sheets=["Avril"])

    with pytest.raises(RecordError) as refused:
        read_table(content, "x.xlsx")
    assert "Mars, Avril" in refused.value.hint
    assert read_table(content, "x.xlsx", "Mars").header == ("c", "d")
    with pytest.raises(RecordError, match="no sheet"):
        read_table(content, "x.xlsx", "Mai")


def test_an_empty_second_sheet_asks_for_no_choice():
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.create_sheet("vide")
    out = io.BytesIO()
    book.save(out)

    assert read_table(out.getvalue(), "x.xlsx").header == ("a", "b")


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        _zip({"xl/workbook.xml": b" " * 20_000_000}),
        _zip({"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}),
        _zip({"readme.txt": b"x"}),
        b"PK\x03\x04 torn",
        b"\xd0\xcf\x11\xe0 old",
    ],
)
def test_bombs_and_what_is_no_workbook_are_refused(content):
    with pytest.raises(RecordError):
        read_table(content, "x.xlsx")
