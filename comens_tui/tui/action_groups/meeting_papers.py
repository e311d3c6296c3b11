"""The papers of a meeting: what is ready for its agenda, its convocation, its minutes."""

from comens_tui.i18n import N_
from comens_tui.tui.action import MEETING, Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "meeting.ready",
        "r",
        MEETING,
        N_("what is ready"),
        N_("An agenda proposed from what is ready, each place with its reason"),
        "comens meeting plan {id} --ready --take",
        weight=26,
    ),
    Action(
        "meeting.papers",
        "w",
        MEETING,
        N_("papers"),
        N_("Write the convocation, its calendar file and folder, or a copy of the minutes"),
        "comens meeting convene {id} -o DIR; comens meeting minutes {id} --format docx -o FILE",
        weight=25,
    ),
    Action(
        "meeting.read",
        "v",
        MEETING,
        N_("minutes"),
        N_("Read the minutes as they stand, and whether their signatures hold"),
        "comens meeting minutes {id} --show; comens meeting minutes {id} --verify",
        weight=24,
    ),
    Action(
        "meeting.edit",
        "E",
        MEETING,
        N_("complete"),
        N_("Complete the draft of the minutes, outside what is drawn from the record"),
        "comens meeting minutes {id} --edit",
        weight=23,
    ),
    Action(
        "meeting.rectify",
        "Z",
        MEETING,
        N_("rectify"),
        N_("Correct the words of a decision, or a draft of minutes as a member asks, on record"),
        "comens decision correct DECISION --reason {reason}; "
        "comens meeting minutes {id} --correct {text} --by {member}",
        weight=32,
    ),
)
