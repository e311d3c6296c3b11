"""Acts on a consultation: open its window, take comments, answer each, close, report."""

from datetime import date

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.consultation import (
    LEGAL_COLLEGES,
    Consultation,
    ConsultationComment,
    Invitation,
    Notice,
)
from comens_tui.model.places import consultation_comment_path, consultation_path, proposal_path
from comens_tui.model.words import ConsultationState, Disposition, ProposalState
from comens_tui.operations.consultation_window import (
    ballot_name,
    consulted_texts,
    tag_to_make,
)
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.rules import states
from comens_tui.store.layout import identify

#: Proposals on which the committee will not vote any more.
_OVER = frozenset(
    {
        ProposalState.ADOPTED,
        ProposalState.REJECTED,
        ProposalState.WITHDRAWN,
        ProposalState.CLOSED,
    }
)


def open_consultation(
    desk: Desk,
    *,
    title: str,
    purpose: str,
    proposals: tuple[str, ...],
    closes: date,
    opens: date | None = None,
    ballot_tag: str | None = None,
    audiences: tuple[str, ...] = (),
    planned_effect: date | None = None,
    comments_public: bool = True,
    follows: str | None = None,
) -> Receipt:
    """Open a window on proposed texts, and invite the five colleges of CSP L1470-5 today.

    `purpose`, `audiences`, `planned_effect` and `comments_public` are what the public is told
    (CRPA R*132-5). `ballot_tag` names the text under comment: by default the next one of the
    release that the proposals lead to. It is made with the commit, and the record keeps the
    blob of each text. `follows` is the consultation after which the text moved; by default
    the one that every proposal had before.

    Raises:
        UnknownRecordError: A proposal or the consultation to follow does not exist.
        RefusedError: The window ends before it starts, a proposal is decided or left, or the
            tag is there and holds other texts.
    """
    with drafting(desk, "consultation.open") as draft:
        start = opens or desk.today()
        if closes < start:
            raise RefusedError(
                _("The consultation would close on {closes}, before it opens on {opens}.").format(
                    closes=closes.isoformat(), opens=start.isoformat()
                ),
                hint=_("Give a later --closes."),
            )
        found = tuple(draft.find(draft.snapshot.proposals, item) for item in proposals)
        if follows is not None:
            draft.find(draft.snapshot.consultations, follows)
        earlier = {item.consultation for item in found}
        consultation_id = draft.new_id("consultation", "C", desk.today().year)
        consultation = Consultation(
            id=consultation_id,
            title=title,
            state=ConsultationState.OPEN,
            proposals=proposals,
            ballot_tag=ballot_tag or ballot_name(draft, found),
            texts=consulted_texts(draft, proposals),
            follows=follows or (earlier.pop() if len(earlier) == 1 else None),
            opens=start,
            closes=closes,
            notice=Notice(
                purpose=purpose,
                audiences=audiences,
                comments_public=comments_public,
                planned_effect=planned_effect,
            ),
            colleges=tuple(
                Invitation(college=college, invited=desk.today()) for college in LEGAL_COLLEGES
            ),
            owner=draft.member.id,
        )
        for proposal in found:
            if proposal.state in _OVER:
                raise RefusedError(
                    _("{id} is over: there is nothing left to consult on.").format(id=proposal.id),
                    hint=_("See where it stands with: comens proposal show {id}").format(
                        id=proposal.id
                    ),
                )
            draft.put(
                proposal_path(proposal.id),
                proposal.model_copy(update={"consultation": consultation_id}),
            )
        draft.put(consultation_path(consultation_id), consultation)
        return draft.commit(
            N_("Open consultation {id} until {closes}: {title}"),
            record=consultation_id,
            others=proposals,
            tag=tag_to_make(draft, consultation),
            closes=closes.isoformat(),
            title=title,
        )


def _consultation(draft: Draft, consultation_id: str) -> Consultation:
    return draft.find(draft.snapshot.consultations, consultation_id)


def add_comment(
    desk: Desk,
    consultation_id: str,
    *,
    author: str,
    college: str,
    text: str,
    received: date | None = None,
    type: str = "ge",
    document: str | None = None,
    clause: str | None = None,
    proposed_change: str | None = None,
) -> Receipt:
    """Register and acknowledge one comment; `author` is a pseudonym.

    Raises:
        RefusedError: The comment came outside the window, both days included.
    """
    with drafting(desk, "consultation.comment") as draft:
        consultation = _consultation(draft, consultation_id)
        day = received or desk.today()
        if not consultation.opens <= day <= consultation.closes:
            raise RefusedError(
                _("A comment of {day} is outside the window, {opens} to {closes}.").format(
                    day=day.isoformat(),
                    opens=consultation.opens.isoformat(),
                    closes=consultation.closes.isoformat(),
                ),
                hint=_("If it arrived in time, give its day with --received."),
            )
        number = next_comment_number(draft, consultation_id)
        comment = ConsultationComment(
            consultation=consultation_id,
            number=number,
            author=author,
            college=college,
            received=day,
            type=type,
            document=document,
            clause=clause,
            text=text,
            proposed_change=proposed_change,
            acknowledged=True,
        )
        draft.put(consultation_comment_path(consultation_id, number), comment)
        return draft.commit(
            N_("Register comment {number} on {id}"), record=consultation_id, number=number
        )


def next_comment_number(draft: Draft, consultation_id: str) -> int:
    """Return the number after the highest filed, also of a comment that cannot be read."""
    places = (identify(path) for path in draft.snapshot.files if f"/{consultation_id}/" in path)
    numbers = (
        int(place.extra[0])
        for place in places
        if place is not None and place.kind == "consultation_comment"
    )
    return max(numbers, default=0) + 1


def remind_colleges(desk: Desk, consultation_id: str, colleges: tuple[str, ...]) -> Receipt:
    """Record a reminder sent today to some of the invited colleges."""
    with drafting(desk, "consultation.open") as draft:
        consultation = _consultation(draft, consultation_id)
        updated = tuple(
            item.model_copy(update={"reminded": (*item.reminded, desk.today())})
            if item.college in colleges
            else item
            for item in consultation.colleges
        )
        draft.put(
            consultation_path(consultation_id),
            consultation.model_copy(update={"colleges": updated}),
        )
        return draft.commit(
            N_("Remind the colleges about {id}: {title}"),
            record=consultation_id,
            title=consultation.title,
        )


def close_consultation(desk: Desk, consultation_id: str) -> Receipt:
    """Close the window once its last day is over.

    Raises:
        RefusedError: The last day is not over.
    """
    with drafting(desk, "consultation.close") as draft:
        consultation = _consultation(draft, consultation_id)
        states.require(
            "consultation",
            consultation.state,
            ConsultationState.CLOSED,
            roles=draft.member.roles,
        )
        if desk.today() <= consultation.closes:
            raise RefusedError(
                _("Consultation {id} runs until {closes}, that day included.").format(
                    id=consultation_id, closes=consultation.closes.isoformat()
                ),
                hint=_("Close it the day after, at the earliest."),
            )
        draft.put(
            consultation_path(consultation_id),
            consultation.model_copy(update={"state": ConsultationState.CLOSED}),
        )
        return draft.commit(
            N_("Close consultation {id}: {title}"),
            record=consultation_id,
            title=consultation.title,
        )


def report_consultation(desk: Desk, consultation_id: str, summary: str) -> Receipt:
    """Publish the summary that ends a consultation (CRPA L132-2).

    Raises:
        RefusedError: A comment still waits for its disposition, or there is no summary.
    """
    with drafting(desk, "consultation.report") as draft:
        consultation = _consultation(draft, consultation_id)
        waiting = [
            item.number
            for item in draft.snapshot.consultation_comments.get(consultation_id, ())
            if item.disposition is Disposition.UNRESOLVED
        ]
        if waiting:
            raise RefusedError(
                _("Comment {number} of {id} has had no answer yet.").format(
                    number=waiting[0], id=consultation_id
                ),
                hint=_("Answer it: comens consultation dispose {id} {number} accepted").format(
                    id=consultation_id, number=waiting[0]
                ),
            )
        # Without a single comment there is nothing to process.
        source = consultation.state
        if source is ConsultationState.CLOSED:
            source = ConsultationState.PROCESSING
        states.require("consultation", source, ConsultationState.REPORTED, roles=draft.member.roles)
        if not summary.strip():
            raise RefusedError(
                _("The summary of {id} is empty.").format(id=consultation_id),
                hint=_("Say what came of the consultation: it is made public (CRPA L132-2)."),
            )
        draft.put(
            consultation_path(consultation_id),
            consultation.model_copy(
                update={
                    "state": ConsultationState.REPORTED,
                    "summary": summary,
                    "summary_date": desk.today(),
                }
            ),
        )
        return draft.commit(
            N_("Report on consultation {id}: {title}"),
            record=consultation_id,
            title=consultation.title,
        )
