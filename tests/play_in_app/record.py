"""What must be on record once the meeting is over, asked of the commands and of git."""

import subprocess
from typing import Any

from tests.play_in_app.prepared import BY_HAND, Place

#: What was decided on each item, by its number, and how it was voted.
_DECIDED = {
    2: ("reject", "roll_call"),
    3: ("prioritise", "show_of_hands"),
    4: ("adopt", "secret"),
    5: ("return", "show_of_hands"),
    6: ("adopt", "show_of_hands"),
    7: ("adopt", "show_of_hands"),
    8: ("defer", "show_of_hands"),
    9: ("adopt", "roll_call"),
    10: ("take_note", None),
    1: ("adopt", "show_of_hands"),
    11: ("take_note", None),
}
#: What the minutes say of what befell the meeting.
_SAID = (
    "Saisine de la ministre",
    "Ivan Sorbier",
    "L'invitée part à 21 h",
    "Quorum perdu",
    "Salariée de l'éditeur de cette solution",
    "Un palier",
    "Soixante points suffisent.",
    "Si les abstentions étaient exclues de la base",
    "sans toucher au vote : Mal recopié",
    "Diffuser le calendrier",
    "Dire « seuil » et non « palier ».",
    BY_HAND,
)
#: The copies that were written by keys, and how each begins.
_COPIES = {"md": b"> ", "html": b"<!DOCTYPE html>", "docx": b"PK"}


def check_record(place: Place) -> None:
    """Hold the record against what was done at the keyboard.

    Raises:
        AssertionError: Something is not on record as it was done.
    """
    meeting = place.asked("meeting", "show", place.names["meeting"])
    decided = {
        item["number"]: place.asked("decision", "show", item["decision"])
        for item in meeting["agenda"]
        if item["number"] in _DECIDED
    }
    _check_votes(meeting, decided)
    _check_room(meeting)
    _check_minutes(place)
    place.comens("check", "--path", "decisions")
    place.comens("check", "--path", "corpus")
    subprocess.run(["git", "-C", str(place.root), "fsck", "--no-progress"], check=True)


def _check_votes(meeting: dict[str, Any], decided: dict[int, dict[str, Any]]) -> None:
    votes = {item["number"]: item["vote"] for item in meeting["agenda"]}
    for number, (sense, vote) in _DECIDED.items():
        assert decided[number]["sense"] == sense, number
        assert vote is None or votes[number] == vote, number
    roll = decided[2]
    count = roll["count"]
    assert (count["votes_for"], count["votes_against"], count["abstentions"]) == (5, 4, 3)
    assert (count["present"], count["represented"], count["recused"]) == (11, 1, 1)
    assert "serait adopté" in roll["other_reading"]
    assert [ballot["member"] for ballot in roll["ballots"] if ballot["signature"]] == ["verveine"]
    assert [one["member"] for one in roll["opinions"]] == ["verglas"]
    assert len(decided[9]["ballots"]) == decided[9]["count"]["votes_for"] == 13
    assert decided[4]["count"]["blank"] == 1
    assert not decided[4]["ballots"]


def _check_room(meeting: dict[str, Any]) -> None:
    assert meeting["state"] == "signed"
    assert [entry["item"] for entry in meeting["amendments"]] == [2]
    assert [entry["member"] for entry in meeting["interests_kept"]] == ["beletoile"]
    assert [entry["member"] for entry in meeting["recusals"]] == ["pommeraie"]
    assert [entry["reason"] for entry in meeting["suspensions"]] == ["Quorum perdu"]
    assert {entry["member"] for entry in meeting["minutes_signatures"]} == {"clairbois", "aubepine"}


def _check_minutes(place: Place) -> None:
    """Read the minutes and their copies, and judge their signatures by the command too."""
    meeting = place.names["meeting"]
    minutes = place.comens("meeting", "minutes", meeting, "--show")
    words = " ".join(minutes.split())
    for said in _SAID:
        assert said in words, said
    for suffix, start in _COPIES.items():
        assert (place.papers / f"pv.{suffix}").read_bytes().startswith(start), suffix
    place.comens("meeting", "minutes", meeting, "--verify")
