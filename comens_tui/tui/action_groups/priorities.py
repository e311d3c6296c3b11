"""The board of priorities."""

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
)
