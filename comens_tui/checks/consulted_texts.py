"""How a text moved between its consultation and now, and what says why.

The text consulted on is known by its blob; what those blobs hold comes with the context of
the checks. A consultation whose proposals were all decided by the last release is over: its
text is judged no more. Only changes in substance count: the rest is covered by its decision.
"""

from collections.abc import Collection, Iterator

from comens_tui.checks.base import Context
from comens_tui.checks.coverage import in_force
from comens_tui.checks.scopes import Difference, difference, norm_changes
from comens_tui.errors import RecordError
from comens_tui.model.consultation import Consultation, ConsultedText
from comens_tui.model.decision import Decision
from comens_tui.model.document import Document
from comens_tui.model.requirement import Requirement
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import ConsultationState, Level, Nature, ProposalState, Sense
from comens_tui.rules.consultation_completeness import RETAINED, UNMOVED, TextMoves, outcome_of
from comens_tui.rules.consultations import REOPENED_DAYS, window_days
from comens_tui.text.markdown import parse_document

#: States in which a second consultation has brought what it was to bring.
_OVER = frozenset(
    {ConsultationState.CLOSED, ConsultationState.PROCESSING, ConsultationState.REPORTED}
)


def text_moves(consultation: Consultation, snapshot: Snapshot, context: Context) -> TextMoves:
    """Return how the texts of a consultation moved, and whether something says why."""
    if not consultation.texts or is_released(consultation, snapshot, context.baseline):
        return UNMOVED
    judge = _Judge(consultation, snapshot, context)
    for text in consultation.texts:
        judge.read(text)
    return TextMoves(
        unexplained=tuple(judge.unexplained),
        new_mandatory=tuple(judge.new_mandatory),
        explained=tuple(judge.explained),
        unread=tuple(judge.unread),
        is_compared=judge.is_compared,
        is_other_ballot=consultation.id in context.wrong_ballots,
    )


def is_released(consultation: Consultation, snapshot: Snapshot, baseline: Snapshot | None) -> bool:
    """Tell whether the last release already holds what was decided of every proposal."""
    if baseline is None:
        return False
    found = (snapshot.proposals.get(item) for item in consultation.proposals)
    return all(item is not None and item.decision in baseline.decisions for item in found)


def current_text(text: ConsultedText, snapshot: Snapshot) -> Document | None:
    """Return the document as it is proposed, or as it stands once the proposal is adopted.

    None where it is neither any more: the proposal was rejected or withdrawn.
    """
    proposed = snapshot.texts.get(text.proposal, {}).get(text.path)
    if proposed is not None:
        return document_of(proposed, text.path)
    proposal = snapshot.proposals.get(text.proposal)
    if proposal is None or proposal.state is not ProposalState.ADOPTED:
        return None
    return next((item for item in snapshot.documents.values() if item.path == text.path), None)


def document_of(text: str, path: str) -> Document | None:
    """Return a text as a document; None where it is not one, or not readable."""
    try:
        return parse_document(text, path)
    except RecordError:
        return None


class _Judge:
    """The changes of one consultation's texts, sorted by what says why."""

    def __init__(self, consultation: Consultation, snapshot: Snapshot, context: Context) -> None:
        self.unexplained: list[str] = []
        self.new_mandatory: list[str] = []
        self.explained: list[str] = []
        self.unread: list[str] = []
        self.is_compared = False
        self._consultation = consultation
        self._snapshot = snapshot
        self._texts = context.ballot_texts
        self._decisions = in_force(snapshot.decisions)
        self._anchors = frozenset(_anchors(consultation, snapshot))

    def read(self, text: ConsultedText) -> None:
        """Sort the changes of one text."""
        content = self._texts.get(text.blob)
        if content is None:
            self.unread.append(text.path)
            return
        before, now = document_of(content, text.path), current_text(text, self._snapshot)
        if before is None or now is None:
            return
        self.is_compared = True
        found = difference(text.path, before, now)
        for change, (_effect, old, new) in zip(found.changes, norm_changes(found), strict=True):
            if change.nature == Nature.SUBSTANTIVE:
                names = tuple(dict.fromkeys((change.id, change.old_id or change.id)))
                self._sort(text, found, names, old, new)

    def _sort(
        self,
        text: ConsultedText,
        found: Difference,
        names: tuple[str, ...],
        old: Requirement | None,
        new: Requirement | None,
    ) -> None:
        place = f"{text.path}#{names[0]}"
        heard = self._heard_again(text, found, names[0])
        deciding = tuple(self._deciding(text.path, names))
        if _is_mandatory(new) and not _is_mandatory(old):
            if not heard and not any(item.reason for item in deciding):
                self.new_mandatory.append(place)
                return
        elif not (heard or self._anchors & set(names) or any(map(self._says_why, deciding))):
            self.unexplained.append(place)
            return
        self.explained.append(place)

    def _says_why(self, decision: Decision) -> bool:
        """Tell whether a decision explains more than that the consulted proposal passed."""
        is_other = decision.subject not in self._consultation.proposals
        return is_other or decision.sense is Sense.ADOPT_AMENDED or bool(decision.reason)

    def _deciding(self, path: str, names: Collection[str]) -> Iterator[Decision]:
        """Yield the decisions on a clause since the window opened; earlier ones were in it."""
        for decision in self._decisions:
            if decision.date < self._consultation.opens:
                continue
            if any(item.path == path and item.clause in names for item in decision.clauses):
                yield decision

    def _heard_again(self, text: ConsultedText, found: Difference, clause: str) -> bool:
        """Tell whether the clause as it is now was put to a later consultation."""
        now = {item.id: item.text for item in found.now.clauses} if found.now else {}
        for other in self._snapshot.consultations.values():
            if not _follows(other, self._consultation, self._snapshot) or other.state not in _OVER:
                continue
            if window_days(other.opens, other.closes) < REOPENED_DAYS:
                continue
            for item in other.texts:
                content = self._texts.get(item.blob) if item.path == text.path else None
                before = document_of(content, item.path) if content is not None else None
                if before is not None and now.get(clause) == next(
                    (part.text for part in before.clauses if part.id == clause), None
                ):
                    return True
        return False


def _follows(other: Consultation, first: Consultation, snapshot: Snapshot) -> bool:
    """Tell whether `other` comes after `first`, at one remove or several."""
    seen: set[str] = set()
    while other.follows and other.id not in seen:
        seen.add(other.id)
        if other.follows == first.id:
            return True
        before = snapshot.consultations.get(other.follows)
        if before is None:
            return False
        other = before
    return False


def _anchors(consultation: Consultation, snapshot: Snapshot) -> Iterator[str]:
    """Yield the clauses and requirements that retained comments are about, or changed."""
    for comment in snapshot.consultation_comments.get(consultation.id, ()):
        if comment.disposition in RETAINED:
            if comment.clause:
                yield comment.clause
            yield from outcome_of(comment, consultation)


def _is_mandatory(requirement: Requirement | None) -> bool:
    return (
        requirement is not None
        and requirement.fields.level is Level.MANDATORY
        and requirement.fields.status == "active"
    )
