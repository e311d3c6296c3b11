"""The inbox: reports."""

from comens_tui.i18n import N_
from comens_tui.tui.action import INBOX, Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "report.triage",
        "t",
        INBOX,
        N_("triage"),
        N_("Move the report to its next state"),
        "comens report triage {id}",
        weight=58,
    ),
    Action(
        "report.propose",
        "P",
        INBOX,
        N_("propose"),
        N_("Make a proposal from the report"),
        "comens proposal new --from-report {id}",
        weight=57,
    ),
    Action(
        "report.new",
        "o",
        INBOX,
        N_("new report"),
        N_("Write down a report, already expurgated"),
        "comens report new",
        weight=30,
    ),
    Action(
        "report.import",
        "I",
        INBOX,
        N_("import"),
        N_("Import reports from a table, each row seen first"),
        "comens report import FILE",
        weight=25,
    ),
    Action(
        "report.all",
        "u",
        INBOX,
        N_("all reports"),
        N_("What waits for me, or every report"),
        "comens report list",
        weight=35,
    ),
    Action(
        "report.figures",
        "F",
        INBOX,
        N_("figures"),
        N_("Reports by month, ages, time in each state, and what waits for whom"),
        "comens report figures --exact",
        weight=25,
    ),
    Action(
        "report.links",
        "i",
        INBOX,
        N_("links"),
        N_("Where this comes from and what it leads to"),
        "comens trace {id}",
        weight=28,
    ),
)
