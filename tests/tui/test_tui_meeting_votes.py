"""The vote in the app: an amendment with its redline, a secret ballot, a signed one taken in."""

import os
from contextlib import nullcontext
from dataclasses import replace

import pytest

from comens_tui.operations import convocation, deliberation, meetings
from comens_tui.operations.desk import Desk, open_desk
from comens_tui.tui import app as comens_app
from tests.operations.voting import COMMITTEE, with_keys
from tests.support import MEMBERS, commit_all, git, make_ssh_key, write_files
from tests.tui.conftest import at_noon
from tests.tui.driving import driven

MEETING, EDITORIAL = "S-2026-01", "P-2026-002"
ANNE = "anne-petit"


def joined(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def room(desk: Desk) -> Desk:
    """The meeting open, everybody present, the editorial proposal open to the vote."""
    convocation.convene_meeting(desk, MEETING)
    meetings.open_meeting(desk, MEETING)
    meetings.attend(desk, MEETING, MEMBERS, "present")
    deliberation.open_item(desk, MEETING, 1)
    return desk


async def test_an_amendment_shows_its_redline_and_the_void_ballots(
    room: Desk, monkeypatch, tmp_path
) -> None:
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\nsed -i 's/service PEUT/service PEUT si possible/' \"$1\"\n")
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setattr(comens_app.ComensApp, "suspend", lambda _app: nullcontext())
    async with driven(room) as app:
        await app.press("3", "enter", "j", "enter", "p")
        text = joined(await app.press("e"))
        assert "si possible" in text
        assert "Q025 line" in text
        assert "The ballots already cast are void" in text
        await app.press("right", "right", "tab")
        await app.type("Plus prudent")
        await app.press("enter", "enter")
        text = joined(app.text())
        assert "VOID, cast anew" in text
        assert "Amended 1 Void 1" in text
        text = joined(await app.press("W"))
        assert "text amended on the motion of Samir Benali (Plus prudent)" in text
        assert "The ballot of Claire Morel is void" in text
        await app.press("escape")
        text = await app.press("p", "p", "p")
        assert "For 3" in text
        assert "VOID, cast anew" not in text
        text = joined(await app.press("C"))
        assert "adoption with amendments" in text
        await app.press("escape")
        assert "back to the former text" in await app.press("e")
    meeting = room.workspace.snapshot().meetings[MEETING]
    assert [entry.reason for entry in meeting.amendments] == ["Plus prudent"]


async def test_a_secret_ballot_is_asked_for_and_its_papers_counted(room: Desk) -> None:
    async with driven(room) as app:
        await app.press("3", "enter", "j", "enter", "p", "X")
        assert "who asks for it?" in app.text()
        assert "ballots already cast by name are void" in joined(app.text())
        await app.press("enter")
        assert "VOID, on paper" in app.text()
        await app.press("p")
        assert "secret ballot" in app.text()
        await app.press("enter", "C")
        assert "5 members have a voice" in app.text()
        await app.press("3", "tab", "tab", "2", "tab", "tab", "tab", "right")
        await app.press("tab", "right", "tab", "tab", "enter")
        assert "counted by two scrutineers" in app.text()
        await app.press("shift+tab", "shift+tab", "right")
        text = joined(await app.press("tab", "tab", "enter"))
        assert "Blank papers 2" in text
        await app.press("enter", "down", "enter")
        text = joined(await app.press("W"))
        assert "Secret ballot counted by" in text
        assert "blank papers 2, null papers 0" in text
    meeting = room.workspace.snapshot().meetings[MEETING]
    (totals,) = meeting.totals
    assert (totals.votes_for, totals.blank, len(totals.participants)) == (3, 2, 5)
    assert len(set(totals.scrutineers)) == 2


async def test_a_member_votes_from_afar_and_the_ballot_stays_sealed_until_the_vote_closes(
    room: Desk, tmp_path, monkeypatch
) -> None:
    root, key = room.workspace.root, make_ssh_key(tmp_path, ANNE)
    text = (root / COMMITTEE).read_text()
    write_files(root, {COMMITTEE: with_keys(text, {ANNE: key})})
    commit_all(root, "Record the keys.")
    deliberation.open_item(room, MEETING, 1)
    theirs = tmp_path / "theirs"
    git(root, "clone", "-q", ".", str(theirs))
    git(theirs, "config", "user.email", "anne@example.org")
    desk = open_desk(theirs, clock=at_noon)
    (tmp_path / "post").mkdir()
    monkeypatch.chdir(tmp_path / "post")
    head = desk.workspace.head()
    async with driven(replace(desk, key=key)) as app:
        text = await app.press("3", "enter")
        assert text.splitlines()[-1].startswith("M vote from afar")
        assert "M signs your own ballot" in await app.press("p")
        assert "good for this text" in joined(await app.press("M"))
        text = joined(await app.press("down", "enter", "enter"))
        assert "Your ballot on item 1 is signed: against." in text
        assert "takes it in with B" in text
    assert desk.workspace.head() == head
    desk.workspace.close()
    (written,) = (tmp_path / "post").iterdir()
    assert written.name == f"{MEETING}-1-{ANNE}.ballot"
    written.with_name("other.ballot").write_bytes(b"\x1b[2J")
    os.mkfifo(written.with_name("pipe.ballot"))
    async with driven(room) as app:
        await app.press("3", "enter", "j", "enter", "B")
        await app.type(str(tmp_path / "post"))
        text = joined(await app.press("enter", "enter"))
        assert f"{written.name}: received from anne-petit on item 1, sealed" in text
        assert "other.ballot: refused, and kept aside." in text
        text = await app.press("enter")
        assert "SEALED" in app.line("Anne Petit")
        assert "For 0   Against 0" in text
        assert "Sealed 1" in joined(text)
        await app.press("p", "p", "c", "c")
        text = joined(await app.press("C"))
        assert "1 sealed ballot is opened by this act" in text
        assert "as the vote says" in text
        await app.press("enter", "down", "enter")
        assert "For 2   Against 3" in app.text()
        text = joined(await app.press("Z", "enter"))
        assert "Rectify the words of D-2026-001" in text
        await app.press(*"Bref", "tab", "tab", *"Mal", "tab", "enter")
    decisions = room.workspace.snapshot().decisions
    assert decisions["D-2026-001"].sense == "reject"
    assert (decisions["D-2026-002"].correction, decisions["D-2026-002"].supersedes) == (
        "Mal",
        "D-2026-001",
    )
