"""The frame of a consultation: the text that it is on, its notice, and its one extension."""

from collections.abc import Iterable
from datetime import date

from comens_tui.checks.scopes import scope_of
from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _, speaking
from comens_tui.model.consultation import Consultation, ConsultedText, Extension
from comens_tui.model.places import consultation_path, proposed_text_path
from comens_tui.model.proposal import Proposal
from comens_tui.model.words import ConsultationState
from comens_tui.operations.ballot_texts import holds
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.operations.releases import last_release
from comens_tui.rules.versions import next_version
from comens_tui.store.git_writing import TagText


def consulted_texts(draft: Draft, proposals: Iterable[str]) -> tuple[ConsultedText, ...]:
    """Return the texts that these proposals put to consultation, exactly as they are now."""
    found = []
    for proposal_id in proposals:
        for path in draft.snapshot.texts.get(proposal_id, {}):
            blob = draft.snapshot.files.get(proposed_text_path(proposal_id, path))
            if blob is not None:
                found.append(ConsultedText(proposal=proposal_id, path=path, blob=blob))
    return tuple(found)


def ballot_name(draft: Draft, proposals: tuple[Proposal, ...]) -> str:
    """Return the next free ballot tag of the release that these proposals lead to."""
    last, baseline = last_release(draft.desk, draft.snapshot)
    step = scope_of(proposals, draft.snapshot, baseline).bump
    prefix = f"cens-v{next_version(last.version if last else None, step)}-ballot."
    names = {
        *draft.desk.workspace.tags(),
        *(item.ballot_tag or "" for item in draft.snapshot.consultations.values()),
    }
    taken = [int(name.removeprefix(prefix)) for name in names if name.startswith(prefix)]
    return f"{prefix}{max(taken, default=0) + 1}"


def tag_to_make(draft: Draft, consultation: Consultation) -> TagText | None:
    """Return the tag to make for a consultation; None where it is there and holds the texts.

    Raises:
        RefusedError: The tag is there and holds something else.
    """
    name = str(consultation.ballot_tag)
    if name not in draft.desk.workspace.tags():
        return TagText(name, _message(draft, consultation))
    if not holds(draft.desk, name, consultation.texts):
        raise RefusedError(
            _("{tag} does not hold the text that was put to consultation.").format(tag=name),
            hint=_("Leave out --tag: the next free one is made on the text as it is."),
        )
    return None


def _message(draft: Draft, consultation: Consultation) -> str:
    with speaking(draft.desk.committee.language):
        title = _("Text of {id}, under consultation until {closes}").format(
            id=consultation.id, closes=consultation.closes.isoformat()
        )
    lines = [f"Comens-Text: {item.blob} {item.path}" for item in consultation.texts]
    lines.append(f"Comens-Record: {consultation.id}")
    return f"{title}\n\n" + "\n".join(lines) + "\n"


def extend_consultation(desk: Desk, consultation_id: str, closes: date, reason: str) -> Receipt:
    """Move the last day of an open window, once, for a reason that the public is told.

    Raises:
        UnknownRecordError: There is no such consultation.
        RefusedError: It is not open any more, was extended before, or the day is no later.
    """
    with drafting(desk, "consultation.extend") as draft:
        consultation = draft.find(draft.snapshot.consultations, consultation_id)
        if consultation.state is not ConsultationState.OPEN or desk.today() > consultation.closes:
            raise RefusedError(
                _("The window of {id} is over: it cannot be extended.").format(id=consultation_id),
                hint=_("Consult again: comens consultation open --follows {id}").format(
                    id=consultation_id
                ),
            )
        if consultation.extension is not None:
            raise RefusedError(
                _("{id} was extended once already.").format(id=consultation_id),
                hint=_("Close it, then consult again if more time is needed."),
            )
        if closes <= consultation.closes:
            raise RefusedError(
                _("{day} is no later than {closes}, the last day as it stands.").format(
                    day=closes.isoformat(), closes=consultation.closes.isoformat()
                ),
                hint=_("Give a later day."),
            )
        extension = Extension(
            closed=consultation.closes, reason=reason, by=draft.member.id, on=desk.today()
        )
        draft.put(
            consultation_path(consultation_id),
            consultation.model_copy(update={"closes": closes, "extension": extension}),
        )
        return draft.commit(
            N_("Extend consultation {id} until {closes}: {reason}"),
            record=consultation_id,
            closes=closes.isoformat(),
            reason=reason,
        )


def require_unreported(consultation: Consultation) -> None:
    """Do nothing where what the public is told can still be completed.

    Raises:
        RefusedError: The consultation is reported.
    """
    if consultation.state is ConsultationState.REPORTED:
        raise RefusedError(
            _("{id} is reported: its notice is a matter of record.").format(id=consultation.id),
            hint=_("Consult again: comens consultation open --follows {id}").format(
                id=consultation.id
            ),
        )


def amend_notice(
    desk: Desk,
    consultation_id: str,
    *,
    purpose: str | None = None,
    audiences: tuple[str, ...] = (),
    planned_effect: date | None = None,
    comments_public: bool | None = None,
) -> Receipt:
    """Complete what the public is told (CRPA R*132-5); what is left out stays as it is.

    A consultation opened without a ballot tag gets one here, while its texts are those of now.

    Raises:
        UnknownRecordError: There is no such consultation.
        RefusedError: It is reported, or nothing would change.
    """
    with drafting(desk, "consultation.open") as draft:
        consultation = draft.find(draft.snapshot.consultations, consultation_id)
        require_unreported(consultation)
        given = {
            "purpose": purpose,
            "audiences": audiences or None,
            "planned_effect": planned_effect,
            "comments_public": comments_public,
        }
        told = {key: value for key, value in given.items() if value is not None}
        amended = consultation.model_copy(
            update={"notice": consultation.notice.model_copy(update=told)}
        )
        tag = None
        if consultation.ballot_tag is None and consultation.state is ConsultationState.OPEN:
            proposals = tuple(
                draft.find(draft.snapshot.proposals, item) for item in consultation.proposals
            )
            amended = amended.model_copy(
                update={
                    "ballot_tag": ballot_name(draft, proposals),
                    "texts": consulted_texts(draft, consultation.proposals),
                }
            )
            tag = tag_to_make(draft, amended)
        draft.put(consultation_path(consultation_id), amended)
        return draft.commit(
            N_("Complete the notice of {id}: {title}"),
            record=consultation_id,
            tag=tag,
            title=consultation.title,
        )
