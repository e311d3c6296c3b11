"""The board of priorities and the work programme."""

from comens_tui.i18n import N_
from comens_tui.tui.action import PRIORITIES, Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "priority.review",
        "r",
        PRIORITIES,
        N_("review"),
        N_("Open the proposal in the review"),
        "comens priority explain {id}",
        weight=50,
    ),
    Action(
        "priority.other",
        "u",
        PRIORITIES,
        N_("other view"),
        N_("The proposals by score, or the work programme"),
        "comens priority list; comens priority programme",
        weight=58,
    ),
    Action(
        "priority.plan",
        "x",
        PRIORITIES,
        N_("draw up"),
        N_("Draw up the work programme from the ranking and the groups' capacities"),
        "comens priority plan",
        weight=57,
    ),
    Action(
        "priority.later",
        "J",
        PRIORITIES,
        N_("later"),
        N_("Move the proposal one place down the programme, with a reason"),
        "comens priority plan --move {id}:PLACE --reason TEXT",
        weight=46,
    ),
    Action(
        "priority.sooner",
        "K",
        PRIORITIES,
        N_("sooner"),
        N_("Move the proposal one place up the programme, with a reason"),
        "comens priority plan --move {id}:PLACE --reason TEXT",
        weight=45,
    ),
    Action(
        "priority.adopt",
        "a",
        PRIORITIES,
        N_("adopt"),
        N_("Record the decision that adopts the programme"),
        "comens priority adopt CYCLE --decision DECISION",
        weight=44,
    ),
    Action(
        "priority.export",
        "E",
        PRIORITIES,
        N_("export"),
        N_("Write the work programme to a file: .md, .html or .csv"),
        "comens priority programme -o PATH",
        weight=20,
    ),
    Action(
        "priority.links",
        "i",
        PRIORITIES,
        N_("links"),
        N_("Where this comes from and what it leads to"),
        "comens trace {id}",
        weight=28,
    ),
)
