"""Synchronising from the app: what is to be sent is on the status line, the answer is a page."""

from pathlib import Path

from comens_tui.model.words import ReportState
from comens_tui.operations import reports
from comens_tui.operations.desk import Desk, open_desk
from comens_tui.operations.sync import kept_aside, sync
from tests.support import SECRETARY, git
from tests.tui.conftest import at_noon
from tests.tui.followed import followed


def new_report(desk: Desk, title: str) -> None:
    reports.new_report(desk, title=title, description="On ne lit rien.", type="technical")


async def test_one_key_takes_and_sends_and_shows_what_came_of_it(
    desk: Desk, busy_root: Path, tmp_path: Path
):
    git(tmp_path, "clone", "--quiet", "--bare", str(busy_root), "hub.git")
    git(tmp_path, "clone", "--quiet", "hub.git", "other")
    git(tmp_path / "other", "config", "comens.demo", "true")
    git(busy_root, "remote", "add", "origin", str(tmp_path / "hub.git"))
    other = open_desk(tmp_path / "other", acting_as=SECRETARY, clock=at_noon)
    new_report(other, "Ailleurs")
    reports.triage_report(other, "EV-2026-0001", ReportState.ADMISSIBLE)
    sync(other)
    other.workspace.close()
    async with followed(desk) as app:
        new_report(desk, "Ici")
        reports.triage_report(desk, "EV-2026-0001", ReportState.INADMISSIBLE, reason="Non")
        # Nothing of this clone was ever shared under that name.
        await app.until(lambda text: "to send" in text)
        text = await app.press("Y")
        assert "EV-2026-0003 is now EV-2026-0004" in " ".join(text.split())
        text = " ".join((await app.press("G")).split())
        assert "f finds EV-2026-0001: do it again if it still holds. U shows what you" in text
        assert "comens" not in text.lower().replace("comens 1", "")
        await app.press("escape")
        text = await app.until(lambda text: "to send" not in text)
        assert "EV-2026-0001" in await app.press("U")
        text = await app.press("enter", "enter")
        assert "state: received -> inadmissible" in text
        await app.press("escape", "U", "enter", "down", "enter")
        assert "No longer kept aside: " in app.text()
        assert "Nothing is kept aside" in await app.press("U")
    assert kept_aside(desk) == ()
    titles = [item.title for item in desk.workspace.snapshot().reports.values()]
    assert titles[-2:] == ["Ailleurs", "Ici"]
