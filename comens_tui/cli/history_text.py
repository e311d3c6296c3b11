"""Acts as people and programs read them: a table of all, or one block an act."""

from collections.abc import Iterable, Sequence
from typing import Any

from comens_tui.cli.printing import (
    Column,
    answer,
    print_json,
    table_lines,
    talk,
    terminal_width,
    written,
)
from comens_tui.cli.redline_text import print_redline
from comens_tui.cli.session import Session
from comens_tui.i18n import _
from comens_tui.operations.histories import Act, Histories
from comens_tui.operations.history_words import happened, odd
from comens_tui.text.redline import to_json
from comens_tui.text.visible import one_line

_OPERATION, _RECORD, _ACTOR = "Comens-Operation", "Comens-Record", "Comens-Actor"
_INDENT = "    "


def act_row(act: Act) -> dict[str, Any]:
    """Return an act as JSON shows it, with what its trailers say."""
    commit, trailers = act.commit, act.commit.trailers
    return {
        "commit": commit.id,
        "when": commit.when,
        "author": commit.author,
        "actor": trailers.get(_ACTOR),
        "operation": trailers.get(_OPERATION),
        "record": trailers.get(_RECORD),
        "decision": act.behind.decision,
        "subject": commit.subject,
        "oddities": [oddity.value for oddity in act.oddities],
    }


def change_row(act: Act) -> dict[str, Any]:
    """Return an act on a file or a requirement as JSON shows it."""
    row = act_row(act)
    row |= {
        "verdict": act.behind.verdict,
        "proposal": act.behind.proposal,
        "reports": list(act.behind.reports),
    }
    if act.change is not None:
        row |= {
            "happening": act.change.happening.value,
            "path": act.change.path,
            "requirement": act.change.requirement or None,
            "former": act.change.former or None,
        }
    return row


def print_table(session: Session, acts: Sequence[Act]) -> None:
    """Print acts as a table; what is odd about one stands in words on the line below it."""
    rows = [act_row(act) for act in acts]
    if session.wants_json:
        print_json(rows)
        return
    if not rows:
        talk(_("Nothing is recorded there."))
        return
    columns = [
        Column("when", _("WHEN")),
        Column("commit", _("COMMIT"), lambda commit: str(commit)[:10]),
        Column("actor", _("WHO")),
        Column("subject", _("ACT"), flexible=True),
    ]
    shown = [{**row, "actor": row["actor"] or row["author"]} for row in rows]
    titles, *lines = table_lines(shown, columns, terminal_width())
    print(titles)
    for act, line in zip(acts, lines, strict=True):
        print(line)
        if act.oddities:
            answer(_INDENT + odd(act))


def print_acts(
    session: Session, questions: Histories, acts: Iterable[Act], *, with_redline: bool
) -> None:
    """Print one block an act, and the words it changed where they are asked for."""
    found = list(acts)
    if session.wants_json:
        print_json([_full_row(questions, act, with_redline=with_redline) for act in found])
        return
    if not found:
        talk(_("Nothing is recorded there."))
    for place, act in enumerate(found):
        if place:
            answer()
        _print_act(act)
        if with_redline and act.change is not None:
            answer()
            print_redline(questions.redline_of(act), show_typography=False, changes_only=True)


def _full_row(questions: Histories, act: Act, *, with_redline: bool) -> dict[str, Any]:
    row = change_row(act)
    if with_redline and act.change is not None:
        row["redline"] = to_json(questions.redline_of(act))
    return row


def _print_act(act: Act) -> None:
    commit = act.commit
    who = commit.trailers.get(_ACTOR) or commit.author
    answer(one_line(f"{written(commit.when)}  {commit.id[:10]}  {who}"))
    if act.oddities:
        answer(_INDENT + odd(act))
    answer(_INDENT + one_line(commit.subject))
    if act.change is not None:
        answer(_INDENT + one_line(happened(act.change)))
    behind = act.behind
    for title, value in (
        (_("Decision"), behind.decision),
        (_("Vote"), behind.verdict),
        (_("Proposal"), behind.proposal),
        (_("Reports"), ", ".join(behind.reports)),
    ):
        if value:
            answer(_INDENT + one_line(_("{title}: {value}").format(title=title, value=value)))
