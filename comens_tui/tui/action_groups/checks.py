"""The checks: findings and waivers."""

from comens_tui.i18n import N_
from comens_tui.tui.action import CHECKS, Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "finding.place",
        "o",
        CHECKS,
        N_("see the text"),
        N_("Open the document at the place found"),
        "comens explain {id}",
        weight=50,
    ),
    Action(
        "finding.waive",
        "w",
        CHECKS,
        N_("waive"),
        N_("Accept the finding for a time, with a reason"),
        "comens waiver grant {id} {file}",
        weight=45,
    ),
    Action(
        "findings.fix",
        "m",
        CHECKS,
        N_("mend"),
        N_("Propose what can be mended for certain, such as spaces"),
        "comens check --fix --as-proposal",
        weight=40,
    ),
)
