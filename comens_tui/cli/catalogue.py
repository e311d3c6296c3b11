"""Which commands there are: each noun, its verbs, and one line that says what it is for.

The overview and the refusal of an unknown word come from here without importing any
noun's module; a test proves that each module has exactly the verbs written here.
"""

from typing import NamedTuple

from comens_tui.i18n import N_


class Noun(NamedTuple):
    """The first word of a command; without verbs it is the whole command."""

    name: str
    summary: str
    verbs: tuple[str, ...] = ()

    @property
    def module(self) -> str:
        """The module that holds its commands."""
        return f"comens_tui.cli.{self.name}"


NOUNS: tuple[Noun, ...] = (
    Noun("demo", N_("Build a workspace with people, history and work in flight, and open it")),
    Noun("init", N_("Make an empty workspace")),
    Noun("status", N_("What waits for you, the next meeting and the state of the gate")),
    Noun(
        "document",
        N_("The documents of the corpus and their history"),
        ("list", "show", "import", "history", "search"),
    ),
    Noun(
        "report",
        N_("Reports from the field, already expurgated"),
        (
            "list",
            "show",
            "new",
            "import",
            "triage",
            "assign",
            "link",
            "answer",
            "close",
            "duplicates",
            "merge",
            "unmerge",
            "apart",
            "figures",
        ),
    ),
    Noun(
        "proposal",
        N_("Proposals to change the corpus, from draft to agenda"),
        (
            "list",
            "show",
            "new",
            "import",
            "edit",
            "submit",
            "screen",
            "instruct",
            "rate",
            "prioritise",
            "comment",
            "resolve",
            "rebase",
            "withdraw",
        ),
    ),
    Noun(
        "priority",
        N_("Proposals by score, each score explained, and the work programme"),
        ("list", "explain", "plan", "programme", "adopt"),
    ),
    Noun(
        "consultation",
        N_("Public consultations, their comments and the answers"),
        (
            "list",
            "show",
            "open",
            "comment",
            "remind",
            "close",
            "notice",
            "extend",
            "form",
            "import",
            "comments",
            "dispose",
            "assign",
            "group",
            "acknowledge",
            "reply",
            "anchor",
            "report",
            "letters",
        ),
    ),
    Noun(
        "meeting",
        N_("Meetings: agenda, attendance, votes, decisions and minutes"),
        (
            "list",
            "show",
            "plan",
            "convene",
            "folder",
            "attend",
            "vote",
            "decide",
            "amend",
            "secret",
            "ballot",
            "ballots",
            "adjourn",
            "interests",
            "discuss",
            "order",
            "suspend",
            "resume",
            "block",
            "correct",
            "minutes",
            "rules",
        ),
    ),
    Noun("watch", N_("Follow a meeting on another screen, without writing anything")),
    Noun(
        "decision",
        N_("Decisions, with the arithmetic of each vote"),
        ("list", "show", "extract", "correct", "actions", "ask"),
    ),
    Noun("redline", N_("What changes between two texts, word by word")),
    Noun("trace", N_("What a record comes from and leads to, and what a change would touch")),
    Noun("check", N_("Find what does not fit the rules of text and procedure")),
    Noun("explain", N_("What a check looks for, why, and how to mend it")),
    Noun("hook", N_("Checks that git runs by itself"), ("pre-commit",)),
    Noun("release", N_("Plan, sign and prove a release"), ("plan", "tag", "verify")),
    Noun("waiver", N_("Findings accepted for a time, with a reason"), ("list", "grant")),
    Noun(
        "member",
        N_("Who sits on the committee, its working groups and its colleges"),
        ("list", "add", "end", "group", "college"),
    ),
    Noun("export", N_("Write the requirements as a table, a catalog, Markdown or a page")),
    Noun("sync", N_("Take what others shared, and share what this clone has")),
    Noun("log", N_("The acts recorded in the workspace, or on one record")),
)

BY_NAME = {noun.name: noun for noun in NOUNS}
