"""A check asked again reads only what changed, and says the same as one that reads it all."""

from comens_tui.checks.base import Context
from comens_tui.checks.running import run
from comens_tui.operations import checking
from comens_tui.operations.releases import check_workspace
from comens_tui.store.kept_data import read_kept, write_kept
from tests.operations.support import REFERENTIAL, SECRETARY, Room


def _agree(room: Room) -> None:
    desk = room.desk(SECRETARY)
    expected = run(desk.workspace.working_snapshot(), Context(desk.today()))
    assert check_workspace(desk) == expected


def test_states_seen_before_and_after_are_judged_alike(room: Room, monkeypatch) -> None:
    file = room.root / REFERENTIAL
    first = file.read_text(encoding="utf-8")
    for text in (first, first + "\nVoir ZZZ-999 et [rien](rien.md).\n", first):
        file.write_text(text, encoding="utf-8")
        _agree(room)

    desk = room.desk(SECRETARY)
    monkeypatch.setattr(checking, "_look", lambda *_: 1 / 0)  # nothing has to be looked at
    assert check_workspace(desk).findings is not None


def test_a_damaged_memory_is_thrown_away(room: Room) -> None:
    _agree(room)
    private = room.desk(SECRETARY).workspace.private
    for file in (private / "kept").glob("*.json"):
        write_kept(private, file.stem, {"documents": {"k": [[[1]], 3]}, "state": 1})

    _agree(room)
    assert any(read_kept(private, f"pages-{spoken}") for spoken in ("fr", "en"))
