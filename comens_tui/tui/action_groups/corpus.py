"""The corpus: documents in force."""

from comens_tui.i18n import N_
from comens_tui.tui.action import CORPUS, Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "document.history",
        "h",
        CORPUS,
        N_("history"),
        N_("What changed in this document or requirement, and by which decision"),
        "comens document history {id}",
        weight=45,
    ),
    Action(
        "requirement.impact",
        "i",
        CORPUS,
        N_("impact"),
        N_("What a change to this requirement would touch, and why"),
        "comens trace {id}",
        weight=44,
    ),
)
