"""What a file of the workspace becomes, and the path its content asks for."""

from collections.abc import Callable
from typing import Any

from comens_tui.model import places
from comens_tui.model.clearance import Clearance
from comens_tui.model.committee import Committee
from comens_tui.model.consultation import Consultation, ConsultationComment
from comens_tui.model.decision import Decision
from comens_tui.model.document import Document
from comens_tui.model.follow_up import FollowUp
from comens_tui.model.glossary import Glossary
from comens_tui.model.meeting import Ballot, Meeting
from comens_tui.model.own_rules import OwnRules
from comens_tui.model.programme import Programme
from comens_tui.model.proposal import Proposal, ProposalComment, Rating
from comens_tui.model.record import Record
from comens_tui.model.release import Release
from comens_tui.model.report import Report
from comens_tui.model.waiver import Waiver
from comens_tui.store import layout
from comens_tui.store.records import decode_text, read_record
from comens_tui.text.markdown import parse_document

#: The model of each kind that is a YAML file.
MODELS: dict[str, type[Record]] = {
    model.KIND: model
    for model in (
        Ballot,
        Clearance,
        Committee,
        Consultation,
        ConsultationComment,
        Decision,
        FollowUp,
        Glossary,
        Meeting,
        OwnRules,
        Programme,
        Proposal,
        ProposalComment,
        Rating,
        Release,
        Report,
        Waiver,
    )
}

_HOMES: dict[str, Callable[[Any], str]] = {
    "ballot": lambda ballot: places.ballot_path(ballot.meeting, ballot.item, ballot.member),
    "consultation_comment": lambda comment: places.consultation_comment_path(
        comment.consultation, comment.number
    ),
    "rating": lambda rating: places.rating_path(rating.proposal, rating.member),
    "comment": lambda comment: places.comment_path(comment.proposal, comment.at, comment.author),
    "programme": lambda programme: places.programme_path(programme.cycle),
    "release": lambda release: places.release_path(release.tag),
}


def parse_file(path: str, content: bytes) -> tuple[Any, str]:
    """Return what a file holds, and the path its content says it should have.

    A record or a document is its model; proposed texts, minutes and signatures are text.

    Raises:
        RecordError: The content does not fit its format.
    """
    place = layout.identify(path)
    if place is None:
        raise ValueError(path)
    if place.kind in {"proposed_text", "minutes", "ballot_signature"}:
        return decode_text(content, path), path
    if place.kind == "document":
        document = parse_document(decode_text(content, path), path)
        return document, document_path(document)
    record = read_record(MODELS[place.kind], content, path)
    return record, home(record, path)


def document_path(document: Document) -> str:
    """Return where a document belongs by its kind and id."""
    return f"{places.DOCUMENT_FOLDERS[document.front.kind]}/{document.id}.md"


def home(record: Any, path: str) -> str:
    """Return where a record belongs by its content; `path` where its kind has one place."""
    if record.KIND in _HOMES:
        return _HOMES[record.KIND](record)
    if record.KIND in places.PATHS:
        return places.PATHS[record.KIND](record.id)
    return path
