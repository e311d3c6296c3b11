"""Acts on proposals: write one, amend its text, rate it, comment on it, merge it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.places import comment_path, proposal_path, proposed_text_path, rating_path
from comens_tui.model.proposal import Proposal, ProposalComment, Rating
from comens_tui.model.words import Effort, Nature, Principle, ProposalState
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt, drafting
from comens_tui.operations.merging import Settled, merged_texts, require_on_base
from comens_tui.operations.proposed import corpus_text, with_texts
from comens_tui.operations.reports import forward_report
from comens_tui.rules import authority
from comens_tui.rules.states import BEFORE_THE_VOTE

#: States in which the author may still change the text.
EDITABLE = frozenset(BEFORE_THE_VOTE) - {ProposalState.ON_AGENDA}
RATEABLE = frozenset({ProposalState.SCREENED, ProposalState.INSTRUCTED, ProposalState.PRIORITISED})


def new_proposal(
    desk: Desk,
    *,
    title: str,
    motive: str,
    texts: Mapping[str, str] | None = None,
    paths: tuple[str, ...] = (),
    from_report: str | None = None,
    working_group: str | None = None,
    requirements: tuple[str, ...] = (),
    subjects: tuple[str, ...] = (),
    legal_deadline: date | None = None,
    external_ref: str | None = None,
    bases: Mapping[str, str | None] | None = None,
) -> Receipt:
    """Open a draft proposal; `paths` start as copies of the corpus, `texts` as given.

    `bases` are the blobs that texts were written against, None for a new document; that of
    a path left out is the corpus as it stands.

    With `from_report` the report is walked along its own table to “forwarded” and the two
    name each other, in the same commit.

    Raises:
        RefusedError: The report cannot be forwarded from its state or by this person, or a
            path is not corpus.
        RecordError: A proposed document does not fit its format.
    """
    with drafting(desk, "proposal.new") as draft:
        proposal_id = draft.new_id("proposal", "P", desk.today().year)
        answers: tuple[str, ...] = ()
        if from_report:
            answers = (from_report,)
            concerned = forward_report(draft, from_report, proposal_id)
            requirements = requirements or concerned
        proposal = Proposal(
            id=proposal_id,
            title=title,
            state=ProposalState.DRAFT,
            author=draft.member.id,
            created=desk.today(),
            working_group=working_group,
            motive=motive,
            answers=answers,
            requirements=requirements,
            subjects=subjects,
            legal_deadline=legal_deadline,
            external_ref=external_ref,
        )
        wanted = {path: corpus_text(draft, path) for path in paths} | dict(texts or {})
        proposal = with_texts(draft, proposal, wanted, bases)
        draft.put(proposal_path(proposal_id), proposal)
        return draft.commit(
            N_("Open proposal {id}: {title}"), record=proposal_id, others=answers, title=title
        )


def edit_proposal(
    desk: Desk,
    proposal_id: str,
    *,
    texts: Mapping[str, str] | None = None,
    title: str | None = None,
    motive: str | None = None,
    requirements: tuple[str, ...] | None = None,
    working_group: str | None = None,
    seen: str | None = None,
) -> Receipt:
    """Change the proposed texts or what is said of them, until the proposal is on an agenda.

    Raises:
        RefusedError: It is too late, or somebody else's proposal; or a text is changed while
            the corpus moved under it.
        RecordError: A proposed document does not fit its format.
        StaleRecordError: The proposal changed since it was shown.
    """
    with drafting(desk, "proposal.edit") as draft:
        proposal = draft.find(draft.snapshot.proposals, proposal_id)
        path = proposal_path(proposal_id)
        draft.check_seen(path, seen, Proposal)
        authority.require_over("proposal.edit", draft.member, (proposal.author,))
        _require_state(proposal, EDITABLE)
        if texts:
            require_on_base(draft.snapshot, proposal)
        updated = proposal.model_copy(
            update={
                "title": title or proposal.title,
                "motive": motive or proposal.motive,
                "requirements": proposal.requirements if requirements is None else requirements,
                "working_group": working_group or proposal.working_group,
            }
        )
        updated = with_texts(draft, updated, texts or {})
        draft.put(path, updated)
        return draft.commit(
            N_("Amend proposal {id}: {title}"), record=proposal_id, title=updated.title
        )


def _require_state(proposal: Proposal, allowed: frozenset[ProposalState]) -> None:
    if proposal.state not in allowed:
        raise RefusedError(
            _("Proposal {id} can no longer be changed in this way.").format(id=proposal.id),
            hint=_("See where it stands with: comens proposal show {id}").format(id=proposal.id),
        )


def rate_proposal(
    desk: Desk,
    proposal_id: str,
    *,
    harms: Mapping[Principle, int],
    reach: int,
    corroboration: int,
    confidence: Decimal,
    effort: Effort,
    note: str | None = None,
) -> Receipt:
    """Record one's own rating; a second one replaces the first until the agenda is set.

    Raises:
        RefusedError: The proposal is not open to ratings, or is editorial (fast track).
    """
    with drafting(desk, "proposal.rate") as draft:
        proposal = draft.find(draft.snapshot.proposals, proposal_id)
        if proposal.nature is Nature.EDITORIAL:
            raise RefusedError(
                _("{id} is editorial: it takes the fast track, without scoring.").format(
                    id=proposal_id
                ),
                hint=_("Put it on an agenda with: comens meeting plan"),
            )
        _require_state(proposal, RATEABLE)
        rating = Rating(
            proposal=proposal_id,
            member=draft.member.id,
            date=desk.today(),
            harms=dict(harms),
            reach=reach,
            corroboration=corroboration,
            confidence=confidence,
            effort=effort,
            note=note,
        )
        draft.put(rating_path(proposal_id, draft.member.id), rating)
        return draft.commit(
            N_("Rate proposal {id}: {member}"), record=proposal_id, member=draft.member.name
        )


def comment_proposal(
    desk: Desk,
    proposal_id: str,
    text: str,
    *,
    document: str | None = None,
    clause: str | None = None,
    reply_to: str | None = None,
) -> Receipt:
    """Add a remark to a proposal, anchored to a clause where one is named.

    The blob of the text commented is kept with it: the clause can be followed from there.
    """
    with drafting(desk, "proposal.comment") as draft:
        proposal = draft.find(draft.snapshot.proposals, proposal_id)
        now = desk.now()
        comment = ProposalComment(
            proposal=proposal_id,
            author=draft.member.id,
            at=now,
            text=text,
            document=document,
            clause=clause,
            blob=draft.snapshot.files.get(proposed_text_path(proposal_id, document or "")),
            reply_to=reply_to,
        )
        draft.put(comment_path(proposal_id, now, draft.member.id), comment)
        return draft.commit(
            N_("Comment on proposal {id}: {title}"), record=proposal_id, title=proposal.title
        )


def rebase_proposal(
    desk: Desk,
    proposal_id: str,
    *,
    texts: Mapping[str, str] | None = None,
    settled: Settled | None = None,
    seen: str | None = None,
) -> Receipt:
    """Carry a proposal over to the corpus as it stands, by a three-way merge of each file.

    `texts` are files that a person merged by hand with the present corpus, by path: they
    are taken as they are. `settled` is what a person chose for the clauses in conflict.

    Raises:
        RefusedError: Nothing moved, or a conflict is not settled; nothing is written, and
            each clause in conflict is named.
        StaleRecordError: The proposal, or the corpus, changed since it was shown.
        RecordError: The merge of a document is no document any more.
    """
    with drafting(desk, "proposal.rebase") as draft:
        proposal = draft.find(draft.snapshot.proposals, proposal_id)
        path = proposal_path(proposal_id)
        draft.check_seen(path, seen, Proposal)
        authority.require_over("proposal.rebase", draft.member, (proposal.author,))
        _require_state(proposal, EDITABLE | {ProposalState.ON_AGENDA})
        merged = merged_texts(draft, proposal, texts or {}, settled or Settled())
        kept = tuple(base for base in proposal.bases if base.path not in merged)
        updated = with_texts(draft, proposal.model_copy(update={"bases": kept}), merged)
        draft.put(path, updated)
        return draft.commit(
            N_("Carry proposal {id} over to the present text: {title}"),
            record=proposal_id,
            title=proposal.title,
        )
