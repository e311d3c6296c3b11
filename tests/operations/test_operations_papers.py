"""Convocation, diary file, folder to read, and the agenda proposed from what is ready."""

from datetime import date

import pytest
from pydantic import ValidationError

from comens_tui.errors import RefusedError
from comens_tui.model.meeting import AgendaItem
from comens_tui.model.words import Sense
from comens_tui.operations.convocation_papers import convocation_papers
from comens_tui.operations.deliberation import decide_item, open_item
from comens_tui.operations.follow_ups import Task
from comens_tui.operations.meetings import add_to_agenda, close_meeting, draft_minutes
from comens_tui.operations.proposals import comment_proposal
from comens_tui.operations.reading_folder import reading_folder
from comens_tui.operations.ready_agenda import overdue_title, proposed_agenda
from comens_tui.operations.secret_ballots import HandCount
from comens_tui.operations.written_papers import write_folder
from tests.operations.support import ANNE, BRUNO, FIRST, MEETING, SECOND


def test_the_convocation_says_all_that_a_member_must_know(tabled):
    papers = convocation_papers(tabled.desk(), MEETING, has_folder=True)
    for words in (
        "March 12, 2026 at 14:00",
        f"| 1 | Clarifier | {FIRST} | Editorial: no score is due. Proposed",
        f"item-01-{FIRST}.html",
        "Notice (CRPA R133-8): 10 days; the rules ask for 5.",
        "Quorum (CRPA R133-10): 3 of the 5 members, present or represented.",
        "may give a mandate to vote to another one, who holds 1 at most (CRPA R133-9)",
        "takes no part in it (CRPA R133-12)",
        "the chair: Claire Morel",
    ):
        assert words in papers.text
    assert set(papers.files) == {"convocation.md", "convocation.html", f"{MEETING}.ics"}
    assert b'<html lang="en">' in papers.files["convocation.html"]
    assert convocation_papers(tabled.desk(), MEETING, has_folder=True) == papers


def test_the_diary_file_keeps_its_uid_and_counts_its_changes(tabled):
    def of(name):
        lines = convocation_papers(tabled.desk(), MEETING).files[f"{MEETING}.ics"].decode()
        return next(line for line in lines.split("\r\n") if line.startswith(name))

    uid, sequence = of("UID:"), of("SEQUENCE:")
    add_to_agenda(tabled.desk(), MEETING, information=("Calendrier 2027",))
    assert of("UID:") == uid
    assert int(of("SEQUENCE:")[9:]) == int(sequence[9:]) + 1


def test_the_folder_has_a_page_an_item_with_what_is_to_be_read(tabled):
    comment_proposal(tabled.desk(BRUNO), FIRST, text="Et <b>la</b> suite ?")
    pages = reading_folder(tabled.desk(), MEETING)
    assert sorted(pages) == [
        "index.html", f"item-01-{FIRST}.html", f"item-02-{SECOND}.html", "item-03.html",
    ]  # fmt: skip
    assert f'href="item-01-{FIRST}.html"'.encode() in pages["index.html"]
    page = pages[f"item-01-{FIRST}.html"].decode()
    for words in (
        "<ins>",
        "Effects on the norm",
        "Checks on the proposed text",
        "Et &lt;b&gt;la&lt;/b&gt; suite",
        "Earlier decisions on the same requirements",
        "default-src 'none'",
    ):
        assert words in page
    assert not any(word in page for word in ("http://", "https://", "<script", "<img"))
    assert reading_folder(tabled.desk(), MEETING) == pages


def test_an_earlier_decision_on_the_same_requirement_is_found(sitting):
    sitting.vote()
    decide_item(sitting.desk(), MEETING, 1)
    pages = reading_folder(sitting.desk(), MEETING)
    assert b"D-2026-001" not in pages[f"item-01-{FIRST}.html"]
    page = pages[f"item-02-{SECOND}.html"].decode()
    assert ("D-2026-001" in page) == ("There is none." not in page)


def test_minutes_come_first_then_what_was_put_off_then_what_is_overdue(sitting):
    open_item(sitting.desk(), MEETING, 3)
    decide_item(
        sitting.desk(), MEETING, 3, sense=Sense.TAKE_NOTE, hands=HandCount(5, 0, 0),
        actions=(Task("Publier", ANNE, date(2026, 4, 1)),),
    )  # fmt: skip
    assert proposed_agenda(sitting.desk()).proposals == ()
    close_meeting(sitting.desk(), MEETING)
    draft_minutes(sitting.desk(), MEETING)
    sitting.later(days=60)
    found = proposed_agenda(sitting.desk())
    assert [meeting.id for meeting in found.minutes_of] == [MEETING]
    assert [(item.id, item.deferrals) for item in found.proposals] == [(FIRST, 1), (SECOND, 1)]
    title = overdue_title(sitting.snapshot(), found.overdue)
    assert title == "Follow-ups overdue: A-2026-001 (Anne Petit, 2026-04-01)"
    short = proposed_agenda(sitting.desk(), found.minutes - 5)
    assert ([item.id for item in short.proposals], [item.id for item in short.left]) == (
        [FIRST], [SECOND],
    )  # fmt: skip


def test_no_record_names_a_page_outside_the_folder(tabled, tmp_path):
    item = tabled.meeting().item(1).model_dump()
    with pytest.raises(ValidationError):
        AgendaItem.model_validate(item | {"subject": "/../../out"})
    for name in ("../out.html", "a/../../out.html", str(tmp_path / "out.html")):
        with pytest.raises(RefusedError):
            write_folder(tmp_path / "folder", {"in.html": b"", name: b""}, tabled.workspace)
    assert not [*tmp_path.rglob("*.html")]
