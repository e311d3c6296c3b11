"""The release: its gate and its tag."""

from comens_tui.i18n import N_
from comens_tui.tui.action import RELEASE, Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "release.cure",
        "o",
        RELEASE,
        N_("mend"),
        N_("Go where this reason can be mended"),
        weight=55,
    ),
    Action(
        "release.finding",
        "c",
        RELEASE,
        N_("finding"),
        N_("The finding behind this reason, explained, and back"),
        "comens check",
        weight=50,
    ),
    Action(
        "release.tag",
        "T",
        RELEASE,
        N_("TAG"),
        N_("Make the signed tag, by typing its name"),
        "comens release tag",
        weight=56,
    ),
)
