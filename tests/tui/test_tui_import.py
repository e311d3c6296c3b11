"""Import of reports from the inbox: file, columns, preview, confirmation; at 80 by 24."""

from pathlib import Path

from comens_tui.operations.desk import Desk
from tests.tui.driving import driven

TABLE = (
    "Réf;Objet;Faits;Niveau\n"
    "A-1;Refus sans motif;Le service refuse.;3\n"
    "A-2;Trop;de;cellules;ici\n"
    "A-3;Niveau faux;Il y en a.;9\n"
)


def _table(tmp_path: Path, text: str = TABLE) -> str:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


async def _open(app, path: str) -> str:
    await app.press("I")
    await app.type(path)
    return await app.press("enter", "enter", "enter", "enter")


async def test_a_file_becomes_reports_in_one_commit(desk: Desk, tmp_path: Path) -> None:
    before = len(desk.workspace.snapshot().reports)
    async with driven(desk) as app:
        text = await _open(app, _table(tmp_path))
        assert "Columns of t.csv" in text
        assert "Columns left out: Niveau" in text
        assert "Faits" in app.line("  Description")
        text = await app.press("enter")
        assert "2 to create, 1 refused" in text
        assert "The row has 5 cells where the header has 4." in text
        text = await app.press("enter")
        assert "2 reports are registered in one commit" in text
        assert "> Cancel" in text
        await app.press("down", "enter")
    found = desk.workspace.snapshot().reports
    assert len(found) == before + 2
    assert {"A-1", "A-3"} <= {report.external_ref for report in found.values()}


async def test_a_column_is_changed_and_a_refused_row_opened(desk: Desk, tmp_path: Path) -> None:
    async with driven(desk) as app:
        await _open(app, _table(tmp_path))
        await app.press(*["down"] * 7)
        assert "> Severity" in app.text()
        text = await app.press("enter")
        assert "Column for “Severity”" in text
        await app.press("end", "enter")
        assert "Niveau" in app.line("Severity")
        text = await app.press("home", "enter")
        assert "1 to create, 2 refused" in text
        await app.press("home", "down", "down", "down")
        text = await app.press("enter")
        assert "“9” is not a number from 0 to 4." in text
        assert "A-3 | Niveau faux | Il y en a. | 9" in text
        assert "1 to create" in await app.press("enter")


async def test_leaving_any_step_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    head = desk.workspace.head()
    async with driven(desk) as app:
        await _open(app, _table(tmp_path))
        await app.press("escape")
        await _open(app, _table(tmp_path))
        await app.press("enter", "escape")
        await _open(app, _table(tmp_path))
        await app.press("enter", "enter", "enter")
    assert desk.workspace.head() == head


async def test_a_file_that_cannot_be_read_says_so(desk: Desk, tmp_path: Path) -> None:
    async with driven(desk) as app:
        text = await _open(app, str(tmp_path / "absent.csv"))
    assert "Not done" in text
    assert "cannot be read" in text


async def test_hostile_cells_stay_text(desk: Desk, tmp_path: Path) -> None:
    table = "Titre;Description\n[bold]x[/]\x1b[31m;y\n\u202eenvers;[red]z\n"
    async with driven(desk) as app:
        await _open(app, _table(tmp_path, table))
        text = await app.press("enter")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "U+001B" in text
