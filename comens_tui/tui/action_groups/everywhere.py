"""What can be asked everywhere."""

from comens_tui.i18n import N_
from comens_tui.tui.action import DIGIT_KEYS, GLOBAL, Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "show.inbox", DIGIT_KEYS[1], GLOBAL, N_("Inbox"), N_("What waits for me"), "comens status"
    ),
    Action(
        "show.review",
        DIGIT_KEYS[2],
        GLOBAL,
        N_("Review"),
        N_("Proposals and their redline"),
        "comens proposal list",
    ),
    Action(
        "show.meeting",
        DIGIT_KEYS[3],
        GLOBAL,
        N_("Meeting"),
        N_("Agenda, attendance, votes and decisions"),
        "comens meeting list",
    ),
    Action(
        "show.priorities",
        DIGIT_KEYS[4],
        GLOBAL,
        N_("Priorities"),
        N_("Proposals by score, each score explained"),
        "comens priority list",
    ),
    Action(
        "show.corpus",
        DIGIT_KEYS[5],
        GLOBAL,
        N_("Corpus"),
        N_("Documents and requirements in force"),
        "comens document list",
    ),
    Action(
        "show.checks",
        DIGIT_KEYS[6],
        GLOBAL,
        N_("Checks"),
        N_("What the checks found, and how to mend it"),
        "comens check",
    ),
    Action(
        "show.release",
        DIGIT_KEYS[7],
        GLOBAL,
        N_("Release"),
        N_("Plan of the next release and its gate"),
        "comens release plan",
    ),
    Action(
        "show.consultation",
        DIGIT_KEYS[8],
        GLOBAL,
        N_("Consultations"),
        N_("Public consultations and the answers to their comments"),
        "comens consultation list",
    ),
    Action("palette", "colon,ctrl+p", GLOBAL, N_("command"), N_("Find an action by its name")),
    Action("reload", "R", GLOBAL, N_("reload"), N_("Read the workspace again")),
    Action("copy", "y", GLOBAL, N_("copy"), N_("Copy the id or the quote shown to the clipboard")),
    Action("act.as", "A", GLOBAL, N_("act as"), N_("In a demo: act as another member")),
    Action("theme", "", GLOBAL, N_("colours"), N_("Next set of colours")),
    Action("journal", "", GLOBAL, N_("messages"), N_("What the app has said since it was opened")),
    Action("back", "escape", GLOBAL, N_("back"), N_("Close what is open, or leave the filter")),
    Action(
        "help",
        "question_mark",
        GLOBAL,
        N_("help"),
        N_("Keys and commands of this screen"),
        "comens --help",
        weight=90,
        pinned=True,
    ),
    Action(
        "leave",
        "q",
        GLOBAL,
        N_("quit"),
        N_("Go back; at the first page, quit"),
        weight=91,
        pinned=True,
    ),
    Action("quit", "ctrl+q,ctrl+c", GLOBAL, N_("quit at once"), N_("Leave the app from anywhere")),
)
