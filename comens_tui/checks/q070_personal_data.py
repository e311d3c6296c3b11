"""Personal data.

## What it checks
E-mails, phones, social security numbers, births, names after titles, addresses, links that
identify, bank and patient numbers, passwords: in every text and record, except the members' names
and e-mails, which are public. What is only likely warns. A passage that a person has let through
is left alone.

## Why
The workspace is published and git never forgets: personal data must not enter it (CRPA L312-1-2).

## How to fix
Mask the passage in the file; it stays in history, and `comens check --history` says where. If it
tells nothing of anybody, write it again in an act and let it through with a reason.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from comens_tui.checks.base import Context
from comens_tui.checks.memory import key_of
from comens_tui.checks.prose import all_prose
from comens_tui.i18n import N_, _
from comens_tui.model import places
from comens_tui.model.finding import Finding
from comens_tui.model.record import Record
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Certainty, Severity
from comens_tui.rules.personal_data import Cleared, Exposure, exposures, public_values
from comens_tui.text.labels import label
from comens_tui.text.passages import Passage, passages_in

CODE = "Q070"
SEVERITY = Severity.ERROR
TITLE = N_("Personal data")

_WEIGHTS = {Certainty.CERTAIN: Severity.ERROR, Certainty.LIKELY: Severity.WARNING}


def check(snapshot: Snapshot, context: Context) -> Iterator[Finding]:
    """Yield one finding for each passage."""
    public = public_values(snapshot.committee)
    names = key_of(*sorted(public))
    cleared = Cleared(snapshot.clearances.values())
    for path, record, passages in _passages(snapshot):
        blob = snapshot.files.get(path, "")
        key = key_of(path, blob, names) if blob else ""
        if context.memory and key and context.memory.is_clean(key):
            continue
        found = list(exposures(path, passages(), public))
        if context.memory and key and not found:
            context.memory.keep_clean(key)
        yield from (_finding(item, record) for item in found if not cleared.holds(item.hit))


def _finding(found: Exposure, record: str) -> Finding:
    kind, shown = label(found.hit.kind), found.hit.shown
    field = found.passage.field
    message = (
        _("In {field}, line {line}, {kind}: {shown}").format(
            field=field, line=found.hit.line, kind=kind, shown=shown
        )
        if field
        else _("Here is what looks like personal data ({kind}): {shown}").format(
            kind=kind, shown=shown
        )
    )
    return Finding(
        CODE,
        _WEIGHTS[found.hit.certainty],
        found.path,
        0 if field else found.hit.line,
        message,
        _("Mask it here; what history keeps is told by: comens check --history"),
        record,
    )


def _passages(snapshot: Snapshot) -> Iterator[tuple[str, str, Callable[[], Iterable[Passage]]]]:
    """Yield path, record id and what gives the passages, of every file that can be read."""
    for path, record, text in all_prose(snapshot):
        yield path, record, partial(_whole, text)
    yield places.GLOSSARY, "glossary", partial(_fields, snapshot.glossary)
    yield places.COMMITTEE, "committee", partial(_fields, snapshot.committee)
    for path, record_id, item in _records(snapshot):
        yield path, record_id, partial(_fields, item)


def _whole(text: str) -> Iterable[Passage]:
    return (Passage("", text),)


def _fields(record: Record) -> Iterable[Passage]:
    return passages_in(record.to_full_data())


def _records(snapshot: Snapshot) -> Iterator[tuple[str, str, Record]]:
    kept: dict[str, Mapping[str, Any]] = {
        "report": snapshot.reports,
        "proposal": snapshot.proposals,
        "consultation": snapshot.consultations,
        "meeting": snapshot.meetings,
        "decision": snapshot.decisions,
        "follow_up": snapshot.follow_ups,
        "waiver": snapshot.waivers,
        "clearance": snapshot.clearances,
        "release": snapshot.releases,
    }
    for kind, records in kept.items():
        for record_id, record in records.items():
            yield places.PATHS[kind](record_id), record_id, record
    for proposal_id, ratings in snapshot.ratings.items():
        for rating in ratings:
            yield places.rating_path(proposal_id, rating.member), proposal_id, rating
    for proposal_id, remarks in snapshot.comments.items():
        for remark in remarks:
            yield places.comment_path(proposal_id, remark.at, remark.author), proposal_id, remark
    for consultation_id, comments in snapshot.consultation_comments.items():
        for comment in comments:
            path = places.consultation_comment_path(consultation_id, comment.number)
            yield path, consultation_id, comment
