"""The consultations and their comments."""

from comens_tui.i18n import N_
from comens_tui.tui.action import CONSULTATION, Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "consultation.dispose",
        "d",
        CONSULTATION,
        N_("answer"),
        N_("Say what becomes of the comment, and why"),
        "comens consultation dispose {id} {number} {disposition}",
        weight=56,
    ),
    Action(
        "consultation.step",
        "x",
        CONSULTATION,
        N_("next step"),
        N_("Close the consultation, or publish its summary"),
        "comens consultation close {id}; comens consultation report {id}",
        weight=55,
    ),
    Action(
        "consultation.comment",
        "c",
        CONSULTATION,
        N_("add comment"),
        N_("Register a comment that was received"),
        "comens consultation comment {id}",
        weight=45,
    ),
    Action(
        "consultation.open",
        "P",
        CONSULTATION,
        N_("new consultation"),
        N_("Open a consultation on proposals"),
        "comens consultation open",
        weight=40,
    ),
)
