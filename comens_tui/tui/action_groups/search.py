"""The search over everything."""

from comens_tui.i18n import N_
from comens_tui.tui.action import SEARCH, Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "search.kind",
        "ctrl+t,t",
        SEARCH,
        N_("kind"),
        N_("Only the next kind of record, then all again; t alone does in the list"),
        "comens document search TEXT --kind KIND",
        weight=50,
    ),
    Action(
        "search.links",
        "i",
        SEARCH,
        N_("links"),
        N_("Where this comes from and what it leads to"),
        "comens trace {id}",
        weight=40,
    ),
)
