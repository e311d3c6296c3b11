"""Windows: what their controls do by themselves, too."""

from comens_tui.i18n import N_
from comens_tui.tui.action import CHOICE, FORM, MERGE, MODAL, Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "modal.cancel",
        "escape,ctrl+c",
        MODAL,
        N_("close"),
        N_("Close without doing anything"),
        weight=91,
        pinned=True,
    ),
    Action("choice.take", "enter", CHOICE, N_("choose"), N_("Choose the line"), weight=60),
    Action("choice.move", "down,up", CHOICE, N_("another"), N_("Next or previous"), weight=50),
    Action(
        "merge.ours",
        "f",
        MERGE,
        N_("in force"),
        N_("Keep the text in force of the clause shown"),
        "comens proposal rebase {id} --resolve {clause}=ours",
        weight=60,
    ),
    Action(
        "merge.theirs",
        "p",
        MERGE,
        N_("proposed"),
        N_("Keep the proposed text of the clause shown"),
        "comens proposal rebase {id} --resolve {clause}=theirs",
        weight=59,
    ),
    Action(
        "merge.edit",
        "e",
        MERGE,
        N_("edit"),
        N_("Write the text of the clause shown"),
        "comens proposal rebase {id} --text {file}",
        weight=58,
    ),
    Action(
        "merge.write",
        "x",
        MERGE,
        N_("write"),
        N_("Write the merge, once every conflict is settled"),
        "comens proposal rebase {id}",
        weight=57,
    ),
    Action("form.next", "tab,enter", FORM, N_("next field"), N_("Next field"), weight=60),
    Action("form.former", "shift+tab", FORM, N_("former field"), N_("Former field"), weight=40),
    Action("form.change", "left,right", FORM, N_("change"), N_("Change the choice"), weight=50),
)
