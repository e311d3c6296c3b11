"""What the screens read for their lists; all of it runs in a thread."""

from collections.abc import Mapping
from typing import NamedTuple

from comens_tui.errors import UnknownRecordError
from comens_tui.i18n import _
from comens_tui.model.consultation import Consultation, ConsultationComment
from comens_tui.model.decision import Decision
from comens_tui.model.document import Document
from comens_tui.model.meeting import Meeting
from comens_tui.model.places import consultation_comment_path, meeting_path, report_path
from comens_tui.model.proposal import Proposal
from comens_tui.model.report import Report
from comens_tui.operations.decision_correction import superseded_by
from comens_tui.operations.desk import Desk
from comens_tui.operations.known import known_record
from comens_tui.operations.ready_agenda import can_go
from comens_tui.text.markdown import parse_document


class ReportPage(NamedTuple):
    """A report as shown, and the blob that guards later writes."""

    report: Report
    seen: str | None


def proposals(desk: Desk) -> tuple[Proposal, ...]:
    """Return every proposal, latest first."""
    return tuple(desk.workspace.snapshot().proposals.values())[::-1]


def ready_for_an_agenda(desk: Desk) -> tuple[Proposal, ...]:
    """Return the proposals that can go on an agenda as they stand, latest first."""
    snapshot = desk.workspace.snapshot()
    return tuple(item for item in proposals(desk) if can_go(snapshot, item))


def meetings(desk: Desk) -> tuple[Meeting, ...]:
    """Return every meeting, latest first."""
    return tuple(desk.workspace.snapshot().meetings.values())[::-1]


def documents(desk: Desk) -> tuple[Document, ...]:
    """Return every document in force."""
    return tuple(desk.workspace.snapshot().documents.values())


def report(desk: Desk, report_id: str) -> ReportPage:
    """Return one report."""
    snapshot = desk.workspace.snapshot()
    return ReportPage(snapshot.reports[report_id], snapshot.files.get(report_path(report_id)))


def proposed_texts(desk: Desk, proposal_id: str) -> Mapping[str, str]:
    """Return the proposed texts of a proposal by path."""
    return desk.workspace.snapshot().texts.get(proposal_id, {})


def document(desk: Desk, path: str) -> Document:
    """Return the document in force at `path`.

    Raises:
        UnknownRecordError: There is none.
        RecordError: It does not fit its format.
    """
    content = desk.workspace.read(path)
    if content is None:
        raise UnknownRecordError(_("There is no record {id}.").format(id=path))
    return parse_document(content.decode(), path)


def meeting(desk: Desk, meeting_id: str) -> tuple[Meeting, str | None]:
    """Return one meeting, and the blob that guards later writes."""
    snapshot = desk.workspace.snapshot()
    return snapshot.meetings[meeting_id], snapshot.files.get(meeting_path(meeting_id))


def decision(desk: Desk, decision_id: str) -> Decision:
    """Return a decision as it was last corrected; of a ring made by hand, one of it.

    Raises:
        UnknownRecordError: There is none.
    """
    snapshot = desk.workspace.snapshot()
    passed: set[str] = set()
    while decision_id not in passed:
        passed.add(decision_id)
        decision_id = superseded_by(snapshot, decision_id) or decision_id
    return known_record(snapshot.decisions, decision_id)


def minutes(desk: Desk, meeting_id: str) -> str:
    """Return the text of the minutes of a meeting, empty before they are drafted."""
    return desk.workspace.snapshot().minutes.get(meeting_id, "")


class ConsultationPage(NamedTuple):
    """A consultation, its comments, and the blob of each comment as shown."""

    consultation: Consultation
    comments: tuple[ConsultationComment, ...]
    seen: Mapping[int, str]


def consultations(desk: Desk) -> tuple[ConsultationPage, ...]:
    """Return every consultation, latest first."""
    snapshot = desk.workspace.snapshot()
    pages = []
    for consultation in snapshot.consultations.values():
        comments = snapshot.consultation_comments.get(consultation.id, ())
        paths = {
            comment.number: consultation_comment_path(consultation.id, comment.number)
            for comment in comments
        }
        seen = {
            number: snapshot.files[path] for number, path in paths.items() if path in snapshot.files
        }
        pages.append(ConsultationPage(consultation, comments, seen))
    return tuple(pages)[::-1]
