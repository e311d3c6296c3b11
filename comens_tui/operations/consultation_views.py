"""What both faces show of one consultation: its comments in order, and how it stands."""

from typing import NamedTuple

from comens_tui.checks.consulted import judged
from comens_tui.i18n import speaking
from comens_tui.model.consultation import Consultation, ConsultationComment
from comens_tui.model.places import consultation_comment_path
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.ballot_texts import clause_atlas
from comens_tui.operations.checking import judging
from comens_tui.operations.desk import Desk
from comens_tui.operations.known import known_record
from comens_tui.operations.releases import last_release
from comens_tui.rules.clause_anchors import ClauseAtlas, in_order
from comens_tui.rules.consultation_standing import Standing
from comens_tui.rules.consultation_summary import summary_draft
from comens_tui.text.redline import Redline, redline


class ConsultationView(NamedTuple):
    """One consultation; `seen` is the blob of each comment as shown, by number.

    The comments are in the order of the text, those of a group together.
    """

    consultation: Consultation
    comments: tuple[ConsultationComment, ...]
    atlas: ClauseAtlas
    seen: dict[int, str]


def consultation_view(
    desk: Desk, consultation_id: str, snapshot: Snapshot | None = None
) -> ConsultationView:
    """Return one consultation as it is at the head of the branch, or in `snapshot`.

    Raises:
        UnknownRecordError: There is no such consultation.
    """
    state = snapshot or desk.workspace.snapshot()
    consultation = known_record(state.consultations, consultation_id)
    atlas = clause_atlas(desk, state, consultation)
    comments = state.consultation_comments.get(consultation_id, ())
    paths = {
        item.number: consultation_comment_path(consultation_id, item.number) for item in comments
    }
    seen = {number: state.files[path] for number, path in paths.items() if path in state.files}
    return ConsultationView(consultation, in_order(comments, atlas), atlas, seen)


def conditions(desk: Desk, consultation_id: str) -> tuple[Standing, ...]:
    """Return the seven conditions of a complete consultation, as they stand today.

    Raises:
        UnknownRecordError: There is no such consultation.
    """
    snapshot = desk.workspace.snapshot()
    consultation = known_record(snapshot.consultations, consultation_id)
    baseline = last_release(desk, snapshot)[1]
    return judged(consultation, snapshot, judging(desk, snapshot, baseline))


def clause_redline(
    desk: Desk, consultation_id: str, comment: ConsultationComment
) -> tuple[str, Redline] | None:
    """Return the path and the redline of the text that a comment is about, as consulted on.

    The text before is the one that the proposal was written against. None where the comment
    names no document that was put to consultation.

    Raises:
        UnknownRecordError: There is no such consultation.
    """
    snapshot = desk.workspace.snapshot()
    consultation = known_record(snapshot.consultations, consultation_id)
    for text in consultation.texts:
        if comment.document not in (None, text.path):
            continue
        proposal = snapshot.proposals.get(text.proposal)
        bases = proposal.bases if proposal else ()
        base = next((item.blob for item in bases if item.path == text.path), None)
        old = desk.workspace.blob(base) if base else None
        new = desk.workspace.blob(text.blob)
        if new is not None:
            return text.path, redline((old or b"").decode(), new.decode())
    return None


def drafted_summary(desk: Desk, consultation_id: str) -> str:
    """Return the public summary drafted from the comments, in the committee's language.

    Raises:
        UnknownRecordError: There is no such consultation.
    """
    snapshot = desk.workspace.snapshot()
    consultation = known_record(snapshot.consultations, consultation_id)
    comments = snapshot.consultation_comments.get(consultation_id, ())
    with speaking(desk.committee.language):
        return summary_draft(consultation, comments, snapshot.committee)
