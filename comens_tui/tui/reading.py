"""What the screens read for their lists; all of it runs in a thread."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from comens_tui.model.consultation import Consultation, ConsultationComment
from comens_tui.model.document import Document
from comens_tui.model.meeting import Meeting
from comens_tui.model.proposal import Proposal
from comens_tui.model.report import Report
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.desk import Desk
from comens_tui.rules.waiting import Task, waiting_for
from comens_tui.rules.waits import WaitingRow
from comens_tui.store.layout import consultation_comment_path, meeting_path, report_path
from comens_tui.tui.prose import QUIET, STRONG, Block, Span


class ReportPage(NamedTuple):
    """A report as shown, and the blob that guards later writes."""

    report: Report
    seen: str | None


def proposals(desk: Desk) -> tuple[Proposal, ...]:
    """Return every proposal, latest first."""
    return tuple(desk.workspace.snapshot().proposals.values())[::-1]


def reports(desk: Desk) -> tuple[Report, ...]:
    """Return every report, latest first."""
    return tuple(desk.workspace.snapshot().reports.values())[::-1]


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


def tasks(desk: Desk) -> tuple[Task, ...]:
    """Return what waits for who sits at the desk, the most pressing first."""
    if desk.actor is None:
        return ()
    return waiting_for(desk.actor, _waiting_rows(desk.workspace.snapshot()), desk.today())


def _waiting_rows(snapshot: Snapshot) -> Iterator[WaitingRow]:
    for report in snapshot.reports.values():
        yield WaitingRow(
            "report",
            report.id,
            report.title,
            report.state,
            report.assignee,
            report.received,
            {"due": report.due},
        )
    for proposal in snapshot.proposals.values():
        moved = any(snapshot.files.get(base.path) != base.blob for base in proposal.bases)
        yield WaitingRow(
            "proposal",
            proposal.id,
            proposal.title,
            proposal.state,
            proposal.author,
            proposal.created,
            {"nature": proposal.nature, "due": proposal.legal_deadline, "stale": moved},
        )
        for rating in snapshot.ratings.get(proposal.id, ()):
            yield WaitingRow("rating", proposal.id, owner=rating.member)
    for meeting in snapshot.meetings.values():
        notice = {"notice_days": snapshot.committee.rules.notice_days}
        yield WaitingRow(
            "meeting",
            meeting.id,
            meeting.title,
            meeting.state,
            meeting.secretary,
            meeting.planned.date(),
            notice,
        )
    for consultation in snapshot.consultations.values():
        yield WaitingRow(
            "consultation",
            consultation.id,
            consultation.title,
            consultation.state,
            consultation.owner,
            consultation.closes,
            {"opens": consultation.opens},
        )


def meeting(desk: Desk, meeting_id: str) -> tuple[Meeting, str | None]:
    """Return one meeting, and the blob that guards later writes."""
    snapshot = desk.workspace.snapshot()
    return snapshot.meetings[meeting_id], snapshot.files.get(meeting_path(meeting_id))


def minutes(desk: Desk, meeting_id: str) -> str:
    """Return the text of the minutes of a meeting, empty before they are drafted."""
    return desk.workspace.snapshot().minutes.get(meeting_id, "")


def history(desk: Desk, path: str, limit: int) -> Iterator[Block]:
    """Yield the acts that changed a file, latest first."""
    for entry in desk.workspace.log(limit=limit, path=path):
        decision = entry.trailers.get("Comens-Decision", "")
        yield Block(
            (
                Span(f"{entry.when:%Y-%m-%d}  ", QUIET),
                Span(entry.subject),
                Span(f"  {decision}" if decision else "", STRONG),
            ),
            hang=12,
        )


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
