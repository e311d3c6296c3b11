"""Where a finding is mended: its own record, or the open proposals on the text that it is in.

A text in force is changed by a proposal only. A text that somebody proposes is edited there,
as long as its proposal is not on an agenda.
"""

from typing import NamedTuple

from comens_tui.model.finding import Finding
from comens_tui.model.places import proposal_path, proposed_text_path
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.desk import Desk
from comens_tui.operations.passages import line_at, line_in, working_text
from comens_tui.operations.proposals import EDITABLE
from comens_tui.operations.text_checks import findings_of_text, gist
from comens_tui.rules.states import BEFORE_THE_VOTE
from comens_tui.text.mentions import kind_of


class WayOut(NamedTuple):
    """A record that can end a finding: its id, its title, and whether it does as it stands.

    `clears` is None where that cannot be told, as of a meeting that has to act.
    """

    record: str
    title: str
    clears: bool | None


class Editable(NamedTuple):
    """A proposed text that may be edited, and the line to edit, 1-based."""

    proposal: str
    path: str
    text: str
    line: int
    seen: str | None


def ways_out(desk: Desk, finding: Finding) -> tuple[WayOut, ...]:
    """Return the records that can end the finding; those that do come first."""
    snapshot = desk.workspace.snapshot()
    found = [
        WayOut(proposal, snapshot.proposals[proposal].title, _clears(desk, finding, text))
        for proposal, text in _proposed(snapshot, finding.path)
    ]
    found.sort(key=lambda item: not item.clears)
    title = _title(snapshot, finding.record)
    own = [WayOut(finding.record, title, None)] if title else []
    return (*own, *(item for item in found if item.record != finding.record))


def _proposed(snapshot: Snapshot, path: str) -> list[tuple[str, str]]:
    """Return the open proposals that have a text for a corpus file, and that text."""
    return [
        (proposal, texts[path] or "")
        for proposal, texts in snapshot.texts.items()
        if path in texts
        and proposal in snapshot.proposals
        and snapshot.proposals[proposal].state in BEFORE_THE_VOTE
    ]


def _clears(desk: Desk, finding: Finding, text: str) -> bool:
    known = {gist(item) for item in findings_of_text(desk, finding.path, text)}
    return gist(finding) not in known


def _title(snapshot: Snapshot, record: str) -> str:
    match kind_of(record):
        case "proposal" if record in snapshot.proposals:
            return snapshot.proposals[record].title
        case "meeting" if record in snapshot.meetings:
            return snapshot.meetings[record].title
        case "consultation" if record in snapshot.consultations:
            return snapshot.consultations[record].title
        case "report" if record in snapshot.reports:
            return snapshot.reports[record].title
    return ""


def editable_texts(desk: Desk, finding: Finding) -> tuple[Editable, ...]:
    """Return the proposed texts where the passage of a finding may be edited, with its line.

    That is the text it was found in, else the texts that are proposed for that file.
    """
    snapshot = desk.workspace.snapshot()
    passage = line_at(working_text(desk, finding.path), finding.line)
    found = []
    for proposal, texts in snapshot.texts.items():
        record = snapshot.proposals.get(proposal)
        if record is None or record.state not in EDITABLE:
            continue
        seen = snapshot.files.get(proposal_path(proposal))
        for path, text in texts.items():
            own = finding.path == proposed_text_path(proposal, path)
            if text is None or not (own or finding.path == path):
                continue
            line = finding.line if own else line_in(text, passage, finding.line, finding.clause)
            found.append(Editable(proposal, path, text, max(1, line), seen))
    return tuple(found)
