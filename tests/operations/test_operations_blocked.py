"""What blocks what, one place of it, and where it is mended."""

from datetime import timedelta

import pytest

from comens_tui.checks.running import Report
from comens_tui.errors import UsageError
from comens_tui.model.words import Blocks, WaiverAge
from comens_tui.operations.blocked import checked_state, place_named, waivers_by_age
from comens_tui.operations.proposals import new_proposal
from comens_tui.operations.text_checks import findings_brought
from comens_tui.operations.waivers import grant_waiver
from comens_tui.operations.ways_out import editable_texts, ways_out
from tests.operations.support import CHAIR, FIRST, REFERENTIAL, SECRETARY, Room
from tests.support import REFERENTIAL_MD, commit_all

_PLAIN = "Le Système DEVRAIT informer l'usager en termes simples."
_LONG = _PLAIN[:-1] + ", " + "et de la même façon toujours " * 6 + "claire."


def _lengthened(text: str) -> str:
    return text.replace(_PLAIN, _LONG)


def test_a_finding_is_placed_waived_and_void_again_when_its_text_moves(room: Room) -> None:
    (room.root / REFERENTIAL).write_text(_lengthened(REFERENTIAL_MD), encoding="utf-8")
    commit_all(room.root, "Lengthen")
    desk = room.desk(SECRETARY)
    long = next(item for item in checked_state(desk).listed if item.finding.code == "Q026")
    assert long.finding.clause == "ETH.2"
    for name in (REFERENTIAL, "REF-ESS", "ETH.2", "corpus/", f"./{REFERENTIAL}"):
        assert place_named(desk, name).has(long.finding), name
    for name in ("ETH.1", "EV-2026-0001", "decisions"):
        assert not place_named(desk, name).has(long.finding), name
    with pytest.raises(UsageError):
        place_named(desk, "REF-XXX")

    grant_waiver(
        room.desk(CHAIR),
        code="Q026",
        path=REFERENTIAL,
        clause="ETH.2",
        reason="Une citation.",
        expires=desk.today() + timedelta(days=200),
    )
    state = checked_state(desk)
    accepted = next(item for item in state.listed if item.finding.code == "Q026")
    assert (accepted.waiver, accepted.blocks) == ("W-2026-001", Blocks.NOTHING)
    assert [item.age for item in state.waivers] == [WaiverAge.HOLDING]

    (room.root / REFERENTIAL).write_text(REFERENTIAL_MD, encoding="utf-8")
    assert [item.age for item in waivers_by_age(desk)] == [WaiverAge.VOID]


def test_a_proposed_text_has_findings_of_its_own_and_may_end_those_in_force(room: Room) -> None:
    (room.root / REFERENTIAL).write_text(_lengthened(REFERENTIAL_MD), encoding="utf-8")
    commit_all(room.root, "Lengthen")
    worse = _lengthened(REFERENTIAL_MD).replace("\n\n## Bienfaisance", "\n\nVoir ETH.99.\n\n## B")
    for title, text in (("Pire", worse), ("Mieux", REFERENTIAL_MD)):
        new_proposal(room.desk(SECRETARY), title=title, motive="x", texts={REFERENTIAL: text})
    desk = room.desk(SECRETARY)
    (found,) = findings_brought(desk, FIRST)
    assert (found.code, found.record) == ("Q030", FIRST)
    assert place_named(desk, FIRST).has(found)
    assert findings_brought(desk, "P-2026-002") == ()
    (own,) = editable_texts(desk, found)
    assert (own.proposal, own.path, own.line) == (FIRST, REFERENTIAL, found.line)
    assert own.text.split("\n")[own.line - 1].startswith("Voir ETH.99")

    state = checked_state(desk)
    long = next(item.finding for item in state.listed if item.finding.code == "Q026")
    assert [(way.record, way.clears) for way in ways_out(desk, long)] == [
        ("P-2026-002", True),
        ("P-2026-001", False),
    ]
    first, second = editable_texts(desk, long)
    assert first.text.split("\n")[first.line - 1] == _LONG
    assert second.text.split("\n")[second.line - 1].startswith("### ETH.2")


def test_a_check_that_is_told_to_stop_stops(room: Room) -> None:
    class SupersededError(Exception):
        pass

    calls: list[int] = []

    def between() -> None:
        calls.append(1)
        if len(calls) > 2:
            raise SupersededError

    with pytest.raises(SupersededError):
        checked_state(room.desk(SECRETARY), between)
    assert isinstance(checked_state(room.desk(SECRETARY)).report, Report)
