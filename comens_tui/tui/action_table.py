"""Every action of the app, once: its keys, its words, its scope and its command.

Bindings, the key line, the palette, the help page, `docs/keys.md` and the name of the
command that does the same are all made from this table. Labels are messages marked for
translation: they are translated when they are drawn, never when this module is loaded.

Keys hold their AZERTY twins: there the digits need Shift, so the unshifted key is bound too.
"""

from typing import NamedTuple

from comens_tui.i18n import N_

# Scopes. The keys of `GLOBAL` are live everywhere, those of `LIST` and `TEXT` where a list
# or a text has the focus; the others belong to one screen each.
GLOBAL, LIST, TEXT = "global", "list", "text"
# In a window. Those of `CHOICE` and `FORM` are what its controls do by themselves.
MODAL, CHOICE, FORM = "modal", "choice", "form"
INBOX, REVIEW, MEETING, PRIORITIES = "inbox", "review", "meeting", "priorities"
CORPUS, CHECKS, RELEASE, CONSULTATION = "corpus", "checks", "release", "consultation"
SCREENS = (INBOX, REVIEW, MEETING, PRIORITIES, CORPUS, CHECKS, RELEASE, CONSULTATION)

#: The keys that type 0 to 4 and so on, on QWERTY and on AZERTY.
DIGIT_KEYS = ("0,à", "1,ampersand", "2,é", "3,quotation_mark", "4,apostrophe")
_DIGITS = (*DIGIT_KEYS, "5,left_parenthesis", "6,minus", "7,è", "8,underscore")


class Action(NamedTuple):
    """One thing a person can ask for."""

    id: str
    keys: str
    scope: str
    label: str
    help: str
    #: The commands that do the same, the record shown as `{id}`; several are parted by `; `.
    twin: str = ""
    #: Place in the key line: higher stays longer when the window is narrow; 0 is never shown.
    weight: int = 0
    #: Whether the key line always has room for it.
    pinned: bool = False

    @property
    def method(self) -> str:
        """The name of the Textual action."""
        return self.id.replace(".", "_")


ACTIONS: tuple[Action, ...] = (
    # -- everywhere
    Action("show.inbox", _DIGITS[1], GLOBAL, N_("Inbox"), N_("What waits for me"), "comens status"),
    Action(
        "show.review",
        _DIGITS[2],
        GLOBAL,
        N_("Review"),
        N_("Proposals and their redline"),
        "comens proposal list",
    ),
    Action(
        "show.meeting",
        _DIGITS[3],
        GLOBAL,
        N_("Meeting"),
        N_("Agenda, attendance, votes and decisions"),
        "comens meeting list",
    ),
    Action(
        "show.priorities",
        _DIGITS[4],
        GLOBAL,
        N_("Priorities"),
        N_("Proposals by score, each score explained"),
        "comens priority list",
    ),
    Action(
        "show.corpus",
        _DIGITS[5],
        GLOBAL,
        N_("Corpus"),
        N_("Documents and requirements in force"),
        "comens document list",
    ),
    Action(
        "show.checks",
        _DIGITS[6],
        GLOBAL,
        N_("Checks"),
        N_("What the checks found, and how to mend it"),
        "comens check",
    ),
    Action(
        "show.release",
        _DIGITS[7],
        GLOBAL,
        N_("Release"),
        N_("Plan of the next release and its gate"),
        "comens release plan",
    ),
    Action(
        "show.consultation",
        _DIGITS[8],
        GLOBAL,
        N_("Consultations"),
        N_("Public consultations and the answers to their comments"),
        "comens consultation list",
    ),
    Action("palette", "colon,ctrl+p", GLOBAL, N_("command"), N_("Find an action by its name")),
    Action("reload", "R", GLOBAL, N_("reload"), N_("Read the workspace again")),
    Action("copy", "y", GLOBAL, N_("copy"), N_("Copy the id or the quote shown to the clipboard")),
    Action("act.as", "A", GLOBAL, N_("act as"), N_("In a demo: act as another member")),
    Action("theme", "", GLOBAL, N_("colours"), N_("Next set of colours")),
    Action("journal", "", GLOBAL, N_("messages"), N_("What the app has said since it was opened")),
    Action("back", "escape", GLOBAL, N_("back"), N_("Close what is open, or leave the filter")),
    Action(
        "help",
        "question_mark",
        GLOBAL,
        N_("help"),
        N_("Keys and commands of this screen"),
        "comens --help",
        weight=90,
        pinned=True,
    ),
    Action(
        "leave",
        "q",
        GLOBAL,
        N_("quit"),
        N_("Go back; at the first page, quit"),
        weight=91,
        pinned=True,
    ),
    Action("quit", "ctrl+q,ctrl+c", GLOBAL, N_("quit at once"), N_("Leave the app from anywhere")),
    # -- in a list
    Action("list.open", "enter", LIST, N_("open"), N_("Open the line of the cursor"), weight=60),
    Action("list.down", "j,down", LIST, N_("down"), N_("Next line")),
    Action("list.up", "k,up", LIST, N_("up"), N_("Previous line")),
    Action("list.page.down", "pagedown,ctrl+d", LIST, N_("page down"), N_("Next page")),
    Action("list.page.up", "pageup,ctrl+u", LIST, N_("page up"), N_("Previous page")),
    Action("list.first", "g,home", LIST, N_("first"), N_("First line")),
    Action("list.last", "G,end", LIST, N_("last"), N_("Last line")),
    Action(
        "list.filter",
        "slash",
        LIST,
        N_("filter"),
        N_("Keep the lines with these words, accents ignored"),
        weight=40,
    ),
    # -- in a text
    Action("text.down", "j,down", TEXT, N_("down"), N_("Next line")),
    Action("text.up", "k,up", TEXT, N_("up"), N_("Previous line")),
    Action("text.page.down", "pagedown,space,ctrl+d", TEXT, N_("page down"), N_("Next page")),
    Action("text.page.up", "pageup,ctrl+u", TEXT, N_("page up"), N_("Previous page")),
    Action("text.first", "g,home", TEXT, N_("top"), N_("Top of the text")),
    Action("text.last", "G,end", TEXT, N_("bottom"), N_("Bottom of the text")),
    Action("text.next", "n", TEXT, N_("next"), N_("Next change or next part"), weight=55),
    Action("text.previous", "N", TEXT, N_("previous"), N_("Previous change or previous part")),
    # -- screens
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
        "report.all",
        "u",
        INBOX,
        N_("all reports"),
        N_("What waits for me, or every report"),
        "comens report list",
        weight=35,
    ),
    Action(
        "proposal.step",
        "x",
        REVIEW,
        N_("next step"),
        N_("Submit, screen, instruct or prioritise, after saying what happens"),
        "comens proposal submit {id}; comens proposal screen {id}; comens proposal instruct {id}; "
        "comens proposal prioritise {id}",
        weight=58,
    ),
    Action(
        "proposal.rate",
        "r",
        REVIEW,
        N_("rate"),
        N_("Rate harms, reach, corroboration, confidence and effort"),
        "comens proposal rate {id}",
        weight=57,
    ),
    Action(
        "proposal.comment",
        "c",
        REVIEW,
        N_("comment"),
        N_("Comment on the clause shown"),
        "comens proposal comment {id}",
        weight=50,
    ),
    Action(
        "proposal.edit",
        "e",
        REVIEW,
        N_("edit"),
        N_("Edit the proposed text in $EDITOR"),
        "comens proposal edit {id}",
        weight=49,
    ),
    Action(
        "proposal.agenda",
        "a",
        REVIEW,
        N_("agenda"),
        N_("Put the proposal on the agenda of a meeting"),
        "comens meeting plan {meeting} --proposal {id}",
        weight=48,
    ),
    Action(
        "proposal.view",
        "v",
        REVIEW,
        N_("view"),
        N_("Inline, side by side, or the final text"),
        "comens redline {id}",
        weight=35,
    ),
    Action(
        "proposal.whole",
        "u",
        REVIEW,
        N_("whole text"),
        N_("Whole text, or changes only"),
        weight=20,
    ),
    Action(
        "proposal.typography",
        "T",
        REVIEW,
        N_("typography"),
        N_("Show or hide changes of typography"),
        weight=18,
    ),
    Action(
        "proposal.rebase",
        "b",
        REVIEW,
        N_("rebase"),
        N_("Bring the proposal onto the text as it now stands"),
        "comens proposal rebase {id}",
        weight=17,
    ),
    Action(
        "proposal.withdraw",
        "w",
        REVIEW,
        N_("withdraw"),
        N_("Withdraw the proposal, with a reason"),
        "comens proposal withdraw {id}",
        weight=16,
    ),
    Action(
        "meeting.for",
        "p",
        MEETING,
        N_("for"),
        N_("Record a vote for, from the member of the cursor"),
        "comens meeting vote {id} --item {item} {member}=for",
        weight=59,
    ),
    Action(
        "meeting.against",
        "c",
        MEETING,
        N_("against"),
        N_("Record a vote against"),
        "comens meeting vote {id} --item {item} {member}=against",
        weight=58,
    ),
    Action(
        "meeting.abstain",
        "a",
        MEETING,
        N_("abstain"),
        N_("Record an abstention"),
        "comens meeting vote {id} --item {item} {member}=abstain",
        weight=57,
    ),
    Action(
        "meeting.attend",
        "s",
        MEETING,
        N_("attendance"),
        N_("Say how the member of the cursor takes part"),
        "comens meeting attend {id} --present {member}",
        weight=50,
    ),
    Action(
        "meeting.recuse",
        "x",
        MEETING,
        N_("recuse"),
        N_("The member takes no part in this item, with a reason"),
        "comens meeting attend {id} --recuse {item}:{member}:{reason}",
        weight=45,
    ),
    Action(
        "meeting.proxy",
        "m",
        MEETING,
        N_("proxy"),
        N_("Record the mandate an absent member gave to vote"),
        "comens meeting attend {id} --proxy {member}:{holder}",
        weight=30,
    ),
    Action(
        "meeting.item",
        "o",
        MEETING,
        N_("open item"),
        N_("Put the item to the vote, on the text as it stands"),
        "comens meeting vote {id} --item {item} --open",
        weight=53,
    ),
    Action(
        "meeting.redline",
        "d",
        MEETING,
        N_("redline"),
        N_("Read the text put to the vote"),
        "comens redline {subject}",
        weight=35,
    ),
    Action(
        "meeting.decide",
        "C",
        MEETING,
        N_("DECIDE"),
        N_("Close the vote and record the decision"),
        "comens meeting decide {id} --item {item}",
        weight=56,
    ),
    Action(
        "meeting.step",
        "S",
        MEETING,
        N_("next step"),
        N_("Convene, open, close, or draft the minutes"),
        "comens meeting convene {id}; comens meeting attend {id} --open; "
        "comens meeting attend {id} --close; comens meeting minutes {id}",
        weight=52,
    ),
    Action(
        "meeting.add",
        "i",
        MEETING,
        N_("add item"),
        N_("Add a proposal, minutes to approve or a subject to the agenda"),
        "comens meeting plan {id} --proposal {subject}",
        weight=28,
    ),
    Action(
        "meeting.plan",
        "P",
        MEETING,
        N_("new meeting"),
        N_("Plan a meeting"),
        "comens meeting plan",
        weight=27,
    ),
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
        "document.history",
        "h",
        CORPUS,
        N_("history"),
        N_("What changed in this document, and by which decision"),
        "comens document history {id}",
        weight=45,
    ),
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
        "release.cure",
        "o",
        RELEASE,
        N_("mend"),
        N_("Go where this reason can be mended"),
        weight=55,
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
    # -- in a window
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
    Action("form.next", "tab,enter", FORM, N_("next field"), N_("Next field"), weight=60),
    Action("form.former", "shift+tab", FORM, N_("former field"), N_("Former field"), weight=40),
    Action("form.change", "left,right", FORM, N_("change"), N_("Change the choice"), weight=50),
)
