"""Minutes: complete by the law, in both languages, completed by hand, handed out."""

import os
import re
from pathlib import Path

import pytest

from comens_tui.errors import RecordError, RefusedError
from comens_tui.i18n import speaking
from comens_tui.model.words import Sense
from comens_tui.operations.deliberation import decide_item, open_item
from comens_tui.operations.meetings import close_meeting, draft_minutes
from comens_tui.operations.minutes.copies import decision_extract, minutes_copy
from comens_tui.operations.minutes.drawing import blocks, minutes_text
from comens_tui.operations.minutes.editing import edit_minutes, opened_minutes
from comens_tui.operations.minutes_approval import approve_minutes
from comens_tui.operations.secret_ballots import HandCount
from tests.operations import minuted
from tests.operations.support import MEETING, unchanged

ROOT = Path(__file__).parents[2]
GOLDENS = Path(__file__).parent / "goldens"
#: Read before the environment of the tests is sealed.
UPDATE = os.environ.get("COMENS_UPDATE_GOLDENS")
#: Each line of the checklist of docs/minutes.md -> what must be read in its part.
CHECKLIST = {
    "Names and quality": r"\| Bruno Leroy \| infirmier \\\| libéral \| present by video, present \| from 14:06 to 14:50 \(present by video\), then from 14:55 to 16:00 \(present\) \|",
    "The questions treated": r"\| 5 \| Point non examiné \| P-2026-003 \| not examined \|",
    "The sense of each": r"\*\*Decision D-2026-001: adoption\.\*\*",
    "Mandates": r"\| Bruno Leroy \| Anne Petit \| 14:05 \| 14:06 \|\n\| Claire Morel \| Anne Petit \| 14:05 \| the end \|",
    "A disagreement": r"Disagreement of Bruno Leroy: Le délai est trop court\. \\# Non",
    "Date, place": r"\| Place \| Paris, salle 2 \|\n\| Opened \| 14:05 \|\n\| Closed \| 16:45 \|\n\| Suspended \| from 15:30 to 15:45: Pause \|",
    "Chair and secretary": r"\| Chair \| Anne Petit \|\n\| Secretary \| Samir Benali \|",
    "Excused and absent": r"Excused: Claire Morel \(médecin\)\.\n\nAbsent: Emma Noël \(juriste, with",
    "Substitutes": r"Zoé Martin, of the same service, sits in the place of René Lopez \(CRPA R133-3\)",
    "Convocation, days": r"sent on March 30, 2026\.\n\nNotice: 2 days; 5 due \(CRPA R133-8\)\.\n\nThe notice.*urgency \(CRPA R133-8\): Saisine du ministre",
    "Second convocation": r"agenda of S-2026-02, closed for want of quorum on April 1st, 2026; .+ required \(CRPA R133-10\)",
    "A meeting closed": r"At 14:40 .+ want of quorum\. 1 member is recused.+ \+ 0 represented = 1 out of 5, 3 needed: not reached\.\n\nLeft undecided: items 1, 2\.",
    "The very text": r"P-2026-001, digest a{64}\.[\s\S]+GUI-TLS\.md \| d{64} \|[\s\S]+ETH\.1\.",
    "Interests": r"René Lopez declared an interest \(SOL-1\).+Lien ancien",
    "Recusals": r"Bruno Leroy takes no part .+R133-12\): Conseil d'un éditeur concerné\.",
    "Vote by name": r"For \(3\): Anne Petit, Claire Morel \(mandate to Anne Petit\), Samir",
    "Vote by totals": r"show of hands[\s\S]+\| for \| 5 \|",
    "Secret ballot": r"Secret ballot, counted by Anne Petit, Samir Benali",
    "Quorum of each item": r"Quorum \(CRPA R133-10\): 4 present \+ 1 represented = 5 out of 5, 3 needed: reached\. Vote \(CRPA R133-11\): for 3, against 1",
    "A decision taken": r"Decided at 15:05, without a vote\.\n\nQuorum \(CRPA R133-10\): .+ reached\.\n\n\*\*Decision D-2026-005: deferral",
    "The other reading": r"The other reading, not applied: Were abstentions left out",
    "Follow-ups": r"Follow-up: Diffuser le calendrier\.",
    "Order of the agenda": r"On March 31, 2026 at 09:00, item 3.+\n\nAt 14:06, item 1 .+ Les invités",
    "Time spent": r"Discussed for 7 minutes; the agenda allotted 5\.",
    "Amendments": r"14:09: .+ of Bruno Leroy \(Plus .+digest 1{12}, now a{12}\.",
    "Ballots void": r"void, as the text was amended: Bruno Leroy, Anne Petit\.\n\n.+again: Anne",
    "Ballots refused": r"in the name of Emma Noël was refused \(e{12}\): Elle n'a pas",
    "A vote opened again": r"The vote was opened 3 times",
    "Signed ballots": r"Signed ballots sent by their voters: René Lopez\.",
    "Ballots entered": r"Ballots entered by Samir Benali, as said in the room: Claire Morel\.",
    "An item taken out": r"René Lopez asked that this item be voted apart",
    "Who asked for": r"14:18: secret ballot requested by René Lopez\.\n\n.+secret: Samir Benali\.",
    "Blank and null": r"\| blank papers \| 1 \|\n\| null papers \| 0 \|",
    "Who took part": r"Took part in the secret ballot: Anne Petit, Claire Morel, René Lopez \(substitute: Zoé Martin\), Samir",
    "Mere information": r"majority of .+: 3\. The majority is reached\.",
    "Corrections": r"D-2026-009 corrects D-2026-002 \(Durcir le délai\).+Motif précisé\.\n- Reason, as D-2026-009 corrects it: .+ dit le groupe\.",
    "End of the meeting": r"closed at 16:45\.[\s\S]+The chair: Anne Petit",
}


SCENES = {
    "minutes": minuted.account,
    "minutes_adjourned": minuted.adjourned,
    "minutes_second": minuted.second,
}
#: The lines of the checklist that no ordinary meeting has -> the scene that does.
ELSEWHERE = {"Second convocation": "minutes_second", "A meeting closed": "minutes_adjourned"}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("scene", SCENES)
def test_full_minutes_are_those_expected(scene, language):
    with speaking(language):
        text = minutes_text(SCENES[scene]())
    golden = GOLDENS / f"{scene}_{language}.md"
    if UPDATE:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_every_point_of_the_checklist_stands_where_the_docs_say():
    page = (ROOT / "docs/minutes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| `([a-z0-9-]+)` \|$", page, re.MULTILINE)
    parts = {
        scene: {block.name: block.text for block in blocks(account())}
        for scene, account in SCENES.items()
    }
    expected = dict(CHECKLIST)
    for asked, part in rows:
        name = next(name for name in expected if asked.startswith(name))
        text = parts[ELSEWHERE.get(name, "minutes")][part]
        assert re.search(expected.pop(name), text), (asked, text)
    assert not expected


def test_a_secret_ballot_names_no_choice():
    (item,) = (block for block in blocks(minuted.account()) if block.name == "item-2")
    assert "For (" not in item.text
    # A choice could be found by trial from the digest of a void ballot.
    assert "f" * 12 not in item.text


def closed(room):
    room.vote()
    decide_item(room.desk(), MEETING, 1)
    open_item(room.desk(), MEETING, 3)
    decide_item(room.desk(), MEETING, 3, sense=Sense.TAKE_NOTE, hands=HandCount(5, 0, 0))
    close_meeting(room.desk(), MEETING)
    draft_minutes(room.desk(), MEETING)


def test_a_draft_is_completed_outside_its_parts_and_keeps_that_when_drawn_again(sitting):
    closed(sitting)
    text, seen = opened_minutes(sitting.desk(), MEETING)
    place = text.index("<!-- comens:closing")
    new = f"{text[:place]}La présidente remercie les membres.\n\n{text[place:]}"
    edit_minutes(sitting.desk(), MEETING, new, seen=seen)
    assert "remercie les membres" in sitting.snapshot().minutes[MEETING]
    with unchanged(sitting), pytest.raises(RefusedError, match="changed while"):
        edit_minutes(sitting.desk(), MEETING, new + "Encore.\n", seen=seen)
    with unchanged(sitting), pytest.raises(RefusedError, match="attendance"):
        edit_minutes(sitting.desk(), MEETING, new.replace("Anne Petit", "Anne Grand", 1))
    with unchanged(sitting), pytest.raises(RecordError, match="too large"):
        edit_minutes(sitting.desk(), MEETING, new + "é" * 2_100_000)
    with unchanged(sitting), pytest.raises(RefusedError, match="Nothing would change"):
        draft_minutes(sitting.desk(), MEETING)


def test_approved_minutes_are_no_longer_completed(sitting):
    closed(sitting)
    text = sitting.snapshot().minutes[MEETING]
    approve_minutes(sitting.desk(), MEETING, HandCount(5, 0, 0))
    with unchanged(sitting), pytest.raises(RefusedError, match="are approved"):
        edit_minutes(sitting.desk(), MEETING, text + "\nAjout.\n")


def test_a_copy_says_where_the_minutes_stand_and_what_is_a_translation(sitting):
    closed(sitting)
    own = minutes_copy(sitting.desk(), MEETING)
    assert own.notes == ("Draft: these minutes are not approved yet.",)
    assert "<!--" not in own.text
    approve_minutes(sitting.desk(), MEETING, HandCount(5, 0, 0))
    french = minutes_copy(sitting.desk(), MEETING, "fr")
    assert french.text.startswith("# Procès-verbal de la séance S-2026-01")
    assert french.notes[0].startswith("Approuvé par D-2026-003 le 12\u00a0mars\u00a02026")
    assert "anglais" in french.notes[1]


def test_what_puts_a_text_off_never_says_that_it_is_adopted(sitting):
    open_item(sitting.desk(), MEETING, 1)
    decide_item(sitting.desk(), MEETING, 1, sense=Sense.DEFER, reason="Le groupe relit.")
    open_item(sitting.desk(), MEETING, 2)
    hands = HandCount(5, 0, 0)
    decide_item(sitting.desk(), MEETING, 2, sense=Sense.DEFER, reason="Trop tôt.", hands=hands)
    without, voted = (sitting.snapshot().decisions[f"D-2026-00{number}"] for number in (1, 2))
    assert re.fullmatch(r"Quorum \(CRPA R133-10\): .+ needed: reached\.", without.verdict)
    assert without.other_reading is None
    assert voted.verdict.endswith("3. The majority is reached.")
    close_meeting(sitting.desk(), MEETING)
    draft_minutes(sitting.desk(), MEETING)
    text = sitting.snapshot().minutes[MEETING]
    assert re.search(r"Decided at \d\d:\d\d, without a vote\.\n\nQuorum", text)
    assert "adopted" not in text


def test_an_extract_is_one_deliberation(sitting):
    closed(sitting)
    extract = decision_extract(sitting.desk(), "D-2026-001")
    assert "### Item 1: Clarifier" in extract.text
    assert "D-2026-002" not in extract.text
    assert extract.title == "Extract of the deliberations: D-2026-001"
