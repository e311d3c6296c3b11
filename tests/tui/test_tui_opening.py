"""The first frame: true or empty, drawn before what reads records is loaded, no key lost."""

import asyncio
import json
import os
import sys
import threading
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path

import ptyprocess
import pytest

from comens_tui.errors import RefusedError
from comens_tui.operations.desk import Desk
from comens_tui.store.answers import Answers
from comens_tui.tui import glimpse, inbox_page
from comens_tui.tui.app import ComensApp
from comens_tui.tui.glimpse import Glimpse
from comens_tui.tui.prose import Span
from comens_tui.tui.screens.inbox import InboxScreen
from comens_tui.tui.screens.opening import OpeningScreen
from comens_tui.tui.screens.registry import open_screens, screens_of
from comens_tui.tui.session import Session
from comens_tui.tui.terminal import Options
from comens_tui.tui.widgets.rows import ListRow
from tests.support import SECRETARY, commit_all
from tests.tui.driving import NARROW, WIDE, Driven

OPTIONS = Options(theme="ansi-dark")
#: What takes longer to load than the first frame to draw.
HEAVY = ("pydantic", "yaml", "ruamel", "sqlite3", "dulwich", "git")
HEAVY_OURS = ("operations", "rules", "text", "checks", "release", "exchange", "demo")
LIGHT_OURS = {"text", "text.visible"}
PROBE = """
import json, os, sys
from comens_tui.tui import hardware
from comens_tui.tui.app import ComensApp

def stop(self):
    hardware.release_painting(self)
    with open(sys.argv[1], "w") as file:
        json.dump({"modules": sorted(sys.modules), "screen": self.screen.__class__.__name__}, file)
    os._exit(0)

ComensApp._open = stop
sys.argv[1:], arguments = sys.argv[1:2], sys.argv[2:]
from comens_tui.__main__ import open_app, prepare
from comens_tui.cli.main import main
main(prepare(os.environ, arguments), open_app=open_app)
"""


@pytest.fixture
def session(desk: Desk) -> Session:
    answers = around(desk.workspace.root)
    return Session(desk=desk, options=OPTIONS, acting_as=SECRETARY, person=answers.person)


def around(root: Path) -> Answers:
    found = Answers.around(root)
    assert found is not None
    return found


def recalled(desk: Desk, acting_as: str | None = SECRETARY) -> Glimpse | None:
    return glimpse.recall(around(desk.workspace.root), acting_as, desk.now())


def keep(session: Session) -> inbox_page.InboxRead:
    read = inbox_page.read_inbox(session)
    inbox_page.keep_for_next_time(session, read)
    return read


@pytest.mark.terminal
def test_nothing_that_reads_records_is_loaded_before_the_first_frame(
    busy_root: Path, tmp_path: Path
) -> None:
    seen = tmp_path / "seen.json"
    words = ["--workspace", str(busy_root), "--as", SECRETARY]
    process = ptyprocess.PtyProcess.spawn(
        [sys.executable, "-c", PROBE, str(seen), *words],
        env={**os.environ, "TERM": "xterm-256color"},
    )
    while process.isalive():
        try:
            process.read(65536)
        except EOFError:
            break
    process.close()
    found = json.loads(seen.read_text())
    assert found["screen"] == OpeningScreen.__name__
    modules = found["modules"]
    assert [name for name in modules if name.partition(".")[0] in HEAVY] == []
    ours = [name.split(".") for name in modules if name.startswith("comens_tui.")]
    heavy = {".".join(name[1:]) for name in ours if name[1] in HEAVY_OURS}
    assert heavy <= LIGHT_OURS
    assert {name[2] for name in ours if name[1] == "model" and len(name) > 2} == {"places"}


def test_the_page_kept_is_the_page_shown(session: Session) -> None:
    read = keep(session)
    assert recalled(session.desk) == read.page
    assert read.page.rows


def test_nothing_is_recalled_for_somebody_else(session: Session) -> None:
    keep(session)
    assert recalled(session.desk, None) is None


def test_nothing_is_recalled_after_a_commit(session: Session) -> None:
    keep(session)
    root = session.desk.workspace.root
    (root / "README.md").write_text("Another.\n")
    commit_all(root, "Change")
    assert recalled(session.desk) is None


def test_what_was_read_before_a_commit_is_not_kept_after_it(session: Session) -> None:
    read = inbox_page.read_inbox(session)
    root = session.desk.workspace.root
    (root / "README.md").write_text("Another.\n")
    commit_all(root, "Change")
    inbox_page.keep_for_next_time(session, read)
    assert recalled(session.desk) is None


@pytest.mark.parametrize("text", ["", "{}", "[]", "[1, 2, 3, 4, 5, 6, 7]", '["a", 1]', "null"])
def test_what_is_no_page_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Glimpse.from_text(text)


PAGE = Glimpse(
    who="DEMO  Anne",
    summary=(Span("1 report"),),
    aside="meeting S-2026-01 is open",
    rows=(ListRow("EV-1999-0001", ("EV-1999-0001", "to triage", "Un vieux titre", "")),),
    total=41,
    empty="",
    hidden=(),
)


class Opening:
    """A workspace that opens when it is told to."""

    def __init__(self, session: Session, failure: Exception | None = None) -> None:
        self.session = session
        self.failure = failure
        self.may_open = threading.Event()

    def __call__(self) -> Mapping[str, object]:
        assert self.may_open.wait(20)
        if self.failure is not None:
            raise self.failure
        first = partial(InboxScreen, self.session, inbox_page.read_inbox(self.session))
        return screens_of(self.session) | {"inbox": first}


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "200x60"])
async def test_the_first_frame_shows_what_was_kept_then_the_inbox_itself(
    session: Session, size: tuple[int, int]
) -> None:
    opening = Opening(session)
    app = ComensApp(OPTIONS, opening, PAGE)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        driver = Driven(app, pilot)
        text = driver.text()
        assert "COMENS  1 Inbox" in text
        assert "DEMO  Anne" in text
        assert "> EV-1999-0001  to triage" in text
        assert "1/41" in text
        opening.may_open.set()
        await driver.rest()
        text = driver.text()
        assert "EV-1999-0001" not in text
        assert "EV-2026-0001" in text
    session.close()


async def test_without_anything_kept_the_first_frame_says_that_it_reads(session: Session) -> None:
    opening = Opening(session)
    app = ComensApp(OPTIONS, opening)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        text = Driven(app, pilot).text()
        assert "Reading the workspace…" in text
        assert "2026" not in text
        opening.may_open.set()
        await Driven(app, pilot).rest()
    session.close()


@pytest.mark.parametrize(("key", "answer"), [("2", "2 Review"), ("j", "  2/")])
async def test_a_key_typed_during_the_opening_is_answered_after_it(
    session: Session, key: str, answer: str
) -> None:
    opening = Opening(session)
    app = ComensApp(OPTIONS, opening, PAGE)
    async with app.run_test(size=NARROW) as pilot:
        driver = Driven(app, pilot)
        driver._send(key)
        await pilot.pause()
        assert answer not in driver.text()
        opening.may_open.set()
        await driver.rest()
        assert answer in driver.text()
    session.close()


async def test_what_keeps_the_workspace_closed_ends_the_app(session: Session) -> None:
    opening = Opening(session, RefusedError("Nobody has that id."))
    opening.may_open.set()
    app = ComensApp(OPTIONS, opening)
    assert await asyncio.wait_for(app.run_async(headless=True, size=NARROW), 20) is None
    assert app.failure is opening.failure
    assert app.return_code == 1
    session.close()


def test_the_inbox_is_read_before_it_is_shown(busy_root: Path) -> None:
    with ExitStack() as closing:
        screens = open_screens(busy_root, OPTIONS, closing, acting_as=SECRETARY)
        assert set(screens) >= {"inbox", "review", "release"}
        inbox = screens["inbox"]()
        assert inbox._first is not None


def test_the_day_counts(session: Session) -> None:
    keep(session)
    tomorrow = datetime.fromisoformat("2026-03-03T12:00:00+01:00")
    assert glimpse.recall(around(session.desk.workspace.root), SECRETARY, tomorrow) is None
