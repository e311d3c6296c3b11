"""The trace: principles by document, and the chain of each report."""

from comens_tui.i18n import N_
from comens_tui.tui.action import TRACE, Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "trace.other",
        "u",
        TRACE,
        N_("other matrix"),
        N_("Principles by document, or from report to release"),
        "comens trace --matrix chain",
        weight=58,
    ),
    Action(
        "trace.progress",
        "s",
        TRACE,
        N_("progress"),
        N_("Keep the reports of one progress, such as the unanswered"),
        weight=57,
    ),
    Action("trace.right", "l,right", TRACE, N_("next principle"), N_("Next principle"), weight=45),
    Action("trace.left", "h,left", TRACE, N_("former principle"), N_("Former principle")),
)
