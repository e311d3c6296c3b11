"""A meeting held by keys, its minutes, a consultation answered, and the gate of the release."""

from dataclasses import replace
from datetime import timedelta

import pytest

from comens_tui.errors import RefusedError
from comens_tui.model.words import Choice, Nature
from comens_tui.operations import (
    consultations,
    convocation,
    deliberation,
    meetings,
    proposal_steps,
    proposals,
)
from comens_tui.operations.desk import Desk
from comens_tui.operations.ready_agenda import proposed_agenda
from comens_tui.tui import reading
from comens_tui.tui.screens.meeting import MeetingScreen
from tests.operations.meeting_scenes import GUIDE
from tests.support import CHAIR, MEMBERS, commit_all
from tests.tui.driving import WIDE, Driven, driven

MEETING, EDITORIAL = "S-2026-01", "P-2026-002"


@pytest.fixture
def room(desk: Desk) -> Desk:
    """The meeting open, everybody present but Bruno, the editorial proposal on its agenda."""
    convocation.convene_meeting(desk, MEETING)
    meetings.open_meeting(desk, MEETING)
    meetings.attend(desk, MEETING, MEMBERS[:4], "present")
    return desk


async def confirm(app: Driven) -> str:
    """Choose the act of a confirmation, which stands on Cancel."""
    return await app.press("down", "enter")


def next_key(app: Driven) -> str:
    """Return the key that the key line puts first, with its label."""
    return app.text().splitlines()[-1].split("  ")[0]


async def test_the_first_key_of_the_line_leads_through_a_whole_meeting(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("3")
        assert next_key(app) == "S convene"
        assert "7 days ahead" in await app.press("S")
        await confirm(app)
        assert next_key(app) == "S open the meeting"
        await app.press("S")
        assert "in session" in await confirm(app)
        assert next_key(app) == "Enter go in"
        assert "NO QUORUM YET 0/3" in await app.press("enter")
        assert next_key(app) == "Enter attendance"
        await app.press("enter")
        assert next_key(app) == "s attendance"
        await app.press("s", "G", "enter", "escape")
        assert next_key(app) == "j first item"
        await app.press("j")
        assert next_key(app) == "t take up"
        assert "under discussion" in await app.press("t")
        assert next_key(app) == "o open vote"
        await app.press("o")
        await confirm(app)
        assert next_key(app) == "Enter roll call"
        await app.press("enter")
        assert next_key(app) == "p for"
        await app.press("p", "p", "p", "p", "p")
        assert next_key(app) == "C DECIDE"
        await app.press("C", "enter")
        await confirm(app)
        assert next_key(app) == "Esc to the agenda"
        await app.press("escape")
        assert next_key(app) == "S close the meeting"
        await app.press("S")
        await confirm(app)
        assert next_key(app) == "S draft the minutes"
        await app.press("S")
        await confirm(app)
        assert next_key(app) == "S approve the minutes"
    assert desk.workspace.snapshot().meetings[MEETING].state == "minuted"


async def test_votes_typed_faster_than_they_are_written_are_shown_and_kept_in_order(
    room: Desk,
) -> None:
    meetings.attend(room, MEETING, MEMBERS, "present")
    deliberation.open_item(room, MEETING, 1)
    head = room.workspace.head()
    async with driven(room) as app:
        await app.press("3", "enter", "j", "enter")
        screen = app.app.base
        assert isinstance(screen, MeetingScreen)
        with screen.session.work:
            counted = "For 3   Against 1   Abstentions 1"
            assert counted in await app.typed_ahead("p", "p", "c", "a", "p", until=counted)
            assert room.workspace.head() == head
        await app.rest()
    ballots = {one.member: one.choice for one in room.workspace.snapshot().ballots[MEETING]}
    assert [ballots[member] for member in MEMBERS] == ["for", "for", "against", "abstain", "for"]
    written = [entry.subject for entry in room.workspace.log(5)][::-1]
    names = [room.committee.member(member).name for member in MEMBERS]  # type: ignore[union-attr]
    assert [name in subject for name, subject in zip(names, written, strict=True)] == [True] * 5


async def test_an_interest_is_answered_and_the_meeting_comes_back_where_it_was_cut(
    room: Desk,
) -> None:
    root = room.workspace.root
    path = root / "decisions/committee.yaml"
    line = '    interests: [{subject: "SOL-03", note: "Salariée de l\'éditeur."}]\n'
    path.write_text(path.read_text().replace("  - id: anne-petit\n", f"  - id: anne-petit\n{line}"))
    proposal = root / f"proposals/updates/2026/{EDITORIAL}/proposal.yaml"
    proposal.write_text(proposal.read_text() + 'subjects: ["SOL-03"]\n')
    commit_all(root, "Déclarer un lien")
    desk = replace(room, committee=room.workspace.snapshot().committee)
    async with driven(desk) as app:
        text = await app.press("3", "enter", "j")
        assert "INTEREST TO ANSWER" in text
        assert next_key(app) == "x interests"
        assert "SOL-03: Salariée de l'éditeur (P-2026-002)" in await app.press("x")
        await app.press("enter")
        await app.press("enter")
        assert "RECUSED" in await app.press("enter", "j", "j")
        assert desk.workspace.snapshot().meetings[MEETING].recusals[0].member == "anne-petit"
        await app.press("s", "down", "enter")
    async with driven(desk) as app:
        assert "Back where the meeting was left." in app.text()
        assert app.line("> ").startswith("> Anne Petit")


async def test_hands_are_checked_as_they_are_typed_and_a_disagreement_is_kept(room: Desk) -> None:
    deliberation.open_item(room, MEETING, 1)
    async with driven(room) as app:
        await app.press("3", "enter", "j", "h")
        assert "5 hands for 4 voices: count again." in await app.type("5")
        await app.press("backspace")
        assert "3 hands of 4 voices: ADOPTED" in await app.type("3")
        text = await app.press("enter", "enter", "enter", "enter", "enter")
        assert "> Cancel: nothing is written" in text
        await app.press("down", "down", "enter", "enter")
        await app.type("Trop tôt.")
        text = await app.press("tab", "enter")
        assert "Disagreement of Claire Morel: Trop tôt." in text
        assert "Who is to do it" in await app.press("end", "enter")
        await app.press("enter")
        await app.type("Prévenir")
        text = await app.press("tab", "tab", "enter")
        assert "To be done next by" in text
        assert ": Prévenir" in text
        await confirm(app)
        assert "is not taken back" in await app.press("z")
    decision = room.workspace.snapshot().decisions["D-2026-001"]
    assert decision.count is not None
    assert decision.count.votes_for == 3
    assert [(one.member, one.text) for one in decision.opinions] == [("claire-morel", "Trop tôt.")]
    (task,) = room.workspace.snapshot().follow_ups.values()
    assert (task.text, task.decision) == ("Prévenir", "D-2026-001")
    assert (task.due - decision.date).days == 30


async def test_what_is_typed_right_after_a_field_goes_to_the_next_one(room: Desk) -> None:
    deliberation.open_item(room, MEETING, 1)
    async with driven(room) as app:
        await app.press("3", "enter", "j", "h")
        fast = ("2", "down", "1", "enter", "1", "tab", "up", "up")
        text = await app.typed_ahead(*fast, until="4 hands of 4 voices")
        assert "  For                           2\n" in text
        assert "4 hands of 4 voices" in text
        assert "> Against                       0" in await app.press("0")


async def test_editorial_items_are_voted_in_a_block_by_keys(room: Desk) -> None:
    guide = "corpus/guides/GUI-NEUF.md"
    other = proposals.new_proposal(room, title="Ouvrir", motive="Lu.", texts={guide: GUIDE}).record
    proposal_steps.submit_proposal(room, other)
    proposal_steps.screen_proposal(room, other, nature=Nature.EDITORIAL)
    meetings.add_to_agenda(room, MEETING, proposals=(other,))
    async with driven(room) as app:
        text = await app.press("3", "enter", "j", "b", "enter")
        assert text.count("block of 1") == 2
        assert "Items 1, 2 are put to one vote" in await app.press("o")
        await confirm(app)
        await app.press("enter", "p", "p", "p", "p", "C", "enter")
        assert "for each of the items 1, 2" in app.text()
        await confirm(app)
    taken = room.workspace.snapshot().decisions
    assert [(one.block, one.sense) for one in taken.values()] == [((1, 2), "adopt")] * 2


async def test_a_slip_is_taken_back_and_the_redline_is_one_key_away_and_back(room: Desk) -> None:
    meetings.attend(room, MEETING, MEMBERS[2:4], "absent")
    async with driven(room) as app:
        text = await app.press("3", "enter")
        assert text.splitlines()[0].startswith("COMENS  3 Meeting  S-2026-01  QUORUM LOST 2/3")
        assert "René Lopez, Anne Petit" in " ".join((await app.press("z")).split())
        assert "QUORUM LOST" not in await confirm(app)
        assert "2 Review  P-2026-002" in await app.press("j", "d")
        text = await app.press("q")
        assert text.splitlines()[0].startswith("COMENS  3 Meeting  S-2026-01  item 1/1")


async def test_the_cursor_goes_to_the_meeting_just_planned(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("3", "P", "tab")
        await app.type("Séance d'avril")
        await app.press("enter", "enter", "enter")
        assert app.line("> ").startswith("> S-2026-02")


async def test_a_meeting_without_quorum_is_closed_for_want_of_it(room: Desk) -> None:
    meetings.attend(room, MEETING, MEMBERS[2:4], "absent")
    async with driven(room) as app:
        await app.press("3", "S")
        assert "for want of quorum" in app.text()
        await confirm(app)
        text = await app.press("S")
        assert "on what was left, without a quorum" in text
        text = await app.press("enter")
        assert "Plan a second meeting after S-2026-01" in text
        await app.press("enter", "enter", "enter", "enter")
    again = room.workspace.snapshot().meetings["S-2026-02"]
    assert (again.second_of, again.agenda[0].subject) == (MEETING, EDITORIAL)
    held = room.workspace.snapshot().meetings[MEETING]
    assert (held.state, held.no_quorum.count.present) == ("closed", 2)


async def test_a_subject_without_a_text_is_added_and_the_room_says_how_to_open(desk: Desk) -> None:
    async with driven(desk) as app:
        await app.press("3", "enter", "i", "G", "enter")
        await app.type("Calendrier")
        text = await app.press("enter", "enter")
        assert "Calendrier" in text
        assert "information" in text
        await app.press("S")
        await confirm(app)
        assert "S opens the meeting" in await app.press("g", "enter")
        text = await app.press("escape", "j", "enter")
        assert "The meeting is not open: S leads to it." in text
        assert "o opens" not in text
    (item,) = [
        entry
        for entry in desk.workspace.snapshot().meetings[MEETING].agenda
        if entry.kind == "information"
    ]
    assert (item.title, item.subject) == ("Calendrier", None)


async def test_the_rules_are_read_with_their_articles_and_one_is_changed(desk: Desk) -> None:
    async with driven(desk) as app:
        text = await app.press("3", "V")
        assert "CRPA R133-8" in text
        text = await app.press("j", "enter")
        assert "calendar, clear" in " ".join(text.split())
        await app.press(*["backspace"] * len("calendar"), *"clear", "enter", "enter")
    assert desk.workspace.snapshot().committee.rules.notice_count == "clear"


async def test_attendance_is_marked_for_everybody_at_once_and_a_substitute_seated(
    desk: Desk, monkeypatch
) -> None:
    convocation.convene_meeting(desk, MEETING)
    meetings.open_meeting(desk, MEETING)
    async with driven(desk) as app:
        await app.press("3", "enter", "enter", "s")
        assert "all 5 marked absent" in app.text()
        with monkeypatch.context() as broken:
            broken.setattr(meetings, "attend", dict)
            assert "Something broke" in await app.press("enter")
        await app.press("enter", "s", "G", "enter")
        assert app.text().count("present") >= 5
        text = await app.press("G", "k", "s")
        assert "leaves now: the time is recorded" in text
        await app.press("G", "enter")
        await app.type("Ivan Sorbier")
        assert "elected member of the same assembly" in await app.press(
            "tab", "left", "tab", "enter"
        )
        await app.press("shift+tab", "right", "tab", "enter")
        assert "seat of Ivan Sorbier" in app.text()
        assert "only who is absent gives a mandate" in await app.press("m")
    (line,) = [
        line
        for line in desk.workspace.snapshot().meetings[MEETING].attendance
        if line.substitute is not None
    ]
    assert (line.substitute, line.substitute_from) == ("Ivan Sorbier", "assembly")


async def test_a_roll_call_by_single_keys_adopts_and_writes_the_corpus(room: Desk) -> None:
    async with driven(room) as app:
        await app.press("3", "enter", "j", "enter", "o")
        await confirm(app)
        assert "majority of the 4" in " ".join(app.text().split())
        text = await app.press("p", "p", "p", "c")
        assert "For 3   Against 1" in text
        assert "quorum 4/3" in text
        text = await app.press("C")
        assert "The text is adopted" in " ".join(text.split())
        await app.press("down", "enter", *"Avis", "tab", "enter")
        text = " ".join(app.text().split())
        assert "deferral: it comes back" in text
        assert "majority is reached" in text
        assert "adopted" not in text
        await app.press("escape")
        text = await app.press("C", "enter")
        assert "> Cancel: nothing is written" in text
        await confirm(app)
    snapshot = room.workspace.snapshot()
    assert snapshot.proposals[EDITORIAL].state == "adopted"
    assert "ALORS le service" in snapshot.documents["REF-ESS"].text


async def test_a_roll_call_starts_at_the_first_voice_awaited(room: Desk) -> None:
    deliberation.open_item(room, MEETING, 1)
    deliberation.cast_ballot(room, MEETING, 1, Choice.FOR, member_id="claire-morel")
    async with driven(room) as app:
        await app.press("3", "enter", "j", "enter", "G", "q")
        text = await app.press("enter")
        (line,) = [line for line in text.splitlines() if line.startswith("> ")]
        assert line.split()[-1] == "-"
        assert "Claire Morel" not in line
        assert text.index("FOR") < text.index(line)


def test_what_can_be_added_to_an_agenda_is_what_no_act_refuses(desk: Desk) -> None:
    offered = {item.id for item in reading.ready_for_an_agenda(desk)}
    assert {one.id for one in proposed_agenda(desk).proposals} <= offered
    for proposal in desk.workspace.snapshot().proposals.values():
        if proposal.id not in offered:
            with pytest.raises(RefusedError):
                meetings.add_to_agenda(desk, MEETING, proposals=(proposal.id,))


async def test_a_refused_vote_offers_no_adoption(room: Desk) -> None:
    async with driven(room) as app:
        await app.press("3", "enter", "j", "enter", "o")
        await confirm(app)
        await app.press("c", "c", "c", "c")
        text = await app.press("C")
        assert "rejection" in text
        assert "adoption" not in text


async def test_who_has_no_voice_is_told_without_a_window(room: Desk) -> None:
    async with driven(room) as app:
        await app.press("3", "enter", "j", "enter", "o")
        await confirm(app)
        text = await app.press("G", "p")
        assert "Bruno Leroy has no voice on this item." in text
    assert not room.workspace.snapshot().ballots.get(MEETING)


async def test_a_recusal_asks_for_its_reason(room: Desk) -> None:
    async with driven(room) as app:
        await app.press("3", "enter", "j", "enter", "x")
        await app.press("enter", "enter")
        assert "must be filled in" in app.text()
        await app.type("Lien avec un éditeur")
        await app.press("enter", "enter")
        assert "RECUSED" in app.text()


async def test_list_and_room_stand_side_by_side_when_there_is_room(room: Desk) -> None:
    async with driven(room, size=WIDE) as app:
        text = await app.press("3", "enter")
        assert "Attendance" in text
        assert "Claire Morel (chair)" in text


async def test_minutes_are_approved_by_an_electronic_vote(room: Desk) -> None:
    meetings.close_meeting(room, MEETING)
    async with driven(room) as app:
        await app.press("3", "S")
        await confirm(app)
        await app.press("S", "down", "enter")
        await app.type("4")
        await app.press("enter", "enter", "enter", "enter")
    assert room.workspace.snapshot().meetings[MEETING].state == "approved"


async def test_a_stale_act_offers_to_reload_and_writes_nothing(room: Desk) -> None:
    async with driven(room) as app:
        await app.press("3", "enter", "j")
        meetings.attend(room, MEETING, ("bruno-leroy",), "present")
        head = room.workspace.head()
        await app.press("o")
        text = await confirm(app)
        assert "changed since you opened it" in text
        assert "Reload, then act again" in text
        assert room.workspace.head() == head
        await app.press("enter", "o")
        assert "VOTE OPEN" in await confirm(app)


async def test_a_comment_of_a_consultation_is_answered_with_a_reason(desk: Desk) -> None:
    consultation = consultations.open_consultation(
        desk,
        title="Assouplir le motif",
        purpose="Recueillir les avis.",
        proposals=("P-2026-001",),
        opens=desk.today() - timedelta(days=40),
        closes=desk.today() - timedelta(days=1),
    ).record
    consultations.add_comment(
        desk,
        consultation,
        author="CONTRIB-1",
        college="users",
        text="Gardez l'obligation.",
        received=desk.today() - timedelta(days=3),
    )
    consultations.close_consultation(desk, consultation)
    async with driven(desk) as app:
        assert "0/1" not in await app.press("8")
        await app.press("enter", "d", "down", "down", "enter")
        await app.type("Le motif reste facultatif.")
        await app.press("tab", "tab", "enter")
        assert "not accepted" in app.text()
    comments = desk.workspace.snapshot().consultation_comments[consultation]
    assert comments[0].disposition == "not_accepted"


async def test_a_shut_gate_names_its_reasons_and_leads_to_their_cure(desk: Desk) -> None:
    async with driven(desk) as app:
        text = await app.press("7")
        assert "GATE SHUT" in text
        assert "The gate is shut" in await app.press("T")
        text = await app.press("G", "o")
        assert "5 Corpus" in text or "leads" in text or "comens" in text


async def test_the_board_explains_a_score_term_by_term(desk: Desk) -> None:
    async with driven(desk) as app:
        assert "P-2026-001" in await app.press("4")
        text = await app.press("enter")
        assert "Nobody has rated it yet" in text


async def test_a_moved_base_is_said_before_anything_else(room: Desk) -> None:
    chair = room.acting_as(CHAIR)
    meetings.attend(room, MEETING, MEMBERS, "present")
    proposals.comment_proposal(chair, EDITORIAL, "D'accord.")
    async with driven(room) as app:
        await app.press("3", "enter", "j", "enter", "o")
        await confirm(app)
        await app.press("p", "p", "p", "p", "p", "C", "enter")
        await confirm(app)
        await app.press("2", "G", "enter")
        assert "has changed since, in conflict on ETH.1: b merges" in " ".join(app.text().split())
