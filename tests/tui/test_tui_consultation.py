"""Comments of a consultation at 80 by 24: imported, marked, grouped, answered in bulk, judged."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from comens_tui.exchange.comment_fields import COMMENT
from comens_tui.exchange.guess import guessed
from comens_tui.exchange.tables import read_table
from comens_tui.model.words import Disposition
from comens_tui.operations.consultation_import import import_comments, preview_comments
from comens_tui.operations.consultations import close_consultation, open_consultation
from comens_tui.operations.desk import Desk
from tests.tui.driving import driven

TEXT = "Le motif du refus doit rester lisible pour les professionnels et les usagers."


def _table(desk: Desk) -> bytes:
    day = (desk.today() - timedelta(days=5)).isoformat()
    lines = ["Identifiant;Date;Collège;MB/NC;Article;Type;Commentaire"]
    for number in range(1, 7):
        college = "users" if number % 2 else "publishers"
        clause = "ETH.1" if number < 5 else "ETH.77"
        text = TEXT if number < 4 else f"Autre remarque numéro {number} sur les délais."
        lines.append(f"W-{number};{day};{college};X;{clause};te;{text}")
    return "\n".join(lines).encode()


@pytest.fixture
def opened(desk: Desk) -> str:
    """A consultation whose last day was yesterday, still open."""
    return open_consultation(
        desk,
        title="Assouplir le motif",
        purpose="Recueillir les avis.",
        proposals=("P-2026-001",),
        opens=desk.today() - timedelta(days=40),
        closes=desk.today() - timedelta(days=1),
    ).record


@pytest.fixture
def processing(desk: Desk, opened: str) -> str:
    """The same, closed, with six comments."""
    table = read_table(_table(desk), "avis.csv")
    found = preview_comments(desk, opened, table, guessed(table, COMMENT))
    import_comments(desk, opened, found.records, "avis.csv")
    close_consultation(desk, opened)
    return opened


async def test_a_table_of_comments_is_seen_then_imported(
    desk: Desk, opened: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(_table(desk))
    async with driven(desk) as app:
        await app.press("8", "I")
        await app.type(str(path))
        text = await app.press(*["enter"] * 6)
        assert "Columns of a.csv" in text
        text = await app.press("enter")
        assert "6 to create" in text
        assert "No clause “ETH.77” in the text" in text
        text = await app.press("enter")
        assert "6 comments are registered in one commit" in text
        await app.press("down", "enter")
        assert "0/6 answered" in await app.press("enter")
    assert len(desk.workspace.snapshot().consultation_comments[opened]) == 6


async def test_marked_comments_and_a_group_are_answered_at_once(
    desk: Desk, processing: str
) -> None:
    async with driven(desk) as app:
        text = await app.press("8", "enter")
        assert "0/6 answered" in text
        assert "? ETH.77" in text
        text = await app.press("l")
        assert "3 × ETH.1" in text
        text = await app.press("enter")
        assert "same clause ETH.1; 100 % alike" in " ".join(text.split())
        await app.press("enter")
        text = await app.press("d")
        assert "The whole group" in text
        await app.press("enter", "enter", "tab", "tab", "tab", "enter")
        assert "3/6 answered" in app.text()
        await app.press("G", "space", "k", "space")
        assert "2 marked" in app.text()
        await app.press("d", "down", "down", "enter")
        await app.type("Hors du texte.")
        await app.press("tab", "tab", "enter")
        text = app.text()
        assert "5/6 answered" in text
        assert "marked" not in app.line("5/6")
        text = await app.press("u", "down", "enter", "u")
        assert "Every comment was acknowledged already." in text
    comments = desk.workspace.snapshot().consultation_comments[processing]
    kinds = [item.disposition for item in comments]
    assert kinds.count(Disposition.ACCEPTED) == 3
    assert kinds.count(Disposition.NOT_ACCEPTED) == 2
    assert {item.reason for item in comments if item.reason} == {"Hors du texte."}


async def test_a_comment_is_read_beside_its_clause_sifted_and_the_conditions_are_shown(
    desk: Desk, processing: str
) -> None:
    async with driven(desk) as app:
        for key in "slamvu":
            assert "Enter shows those of the consultation" in await app.press("8", key)
        await app.press("enter", "a", "enter")
        text = await app.press("enter")
        assert "Claire Morel" in app.line("Assigned to")
        assert "Clause ETH.1, as consulted on" in text
        assert "yaml requirement" in text
        await app.press("escape", "s", *["shift+tab"] * 5, "right")
        text = await app.press(*["tab"] * 5, "enter")
        assert "only: health professionals" in text
        assert "No comment is so" in text
        text = await app.press("o")
        assert "1. Notice: NOT MET" in text
        assert "does not say whom it is for" in text
        await app.press("escape")
        text = await app.press("q")
        assert "to answer" in text


async def test_the_notice_is_completed_and_the_form_written(
    desk: Desk, opened: str, tmp_path: Path
) -> None:
    form = tmp_path / "avis.md"
    async with driven(desk) as app:
        text = await app.press("8", "e")
        assert f"Notice of {opened}" in text
        assert "Recueillir les avis." in text
        await app.type("Usagers, éditeurs")
        await app.press("tab")
        await app.type("le 1er juin")
        text = await app.press("tab", "tab", "tab", "enter")
        assert "The date is written like" in text
        await app.press(*["shift+tab"] * 3, "ctrl+u")
        await app.type("2027-06-01")
        text = await app.press("tab", "right", "tab", "tab", "enter")
        assert "Complete the notice" not in text
        text = await app.press("w")
        assert "table of dispositions" in text
        await app.press("enter", "shift+tab", "ctrl+u")
        await app.type(str(form))
        text = await app.press("tab", "enter")
        assert "1 file written in" in text
    notice = desk.workspace.snapshot().consultations[opened].notice
    assert notice.audiences == ("Usagers", "éditeurs")
    assert notice.planned_effect == date(2027, 6, 1)
    assert not notice.comments_public
    assert notice.purpose == "Recueillir les avis."
    assert f"<!-- comens consultation form {opened} -->" in form.read_text()
