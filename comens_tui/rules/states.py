"""What state a record may go to next, who may send it there, and when a reason is due.

One table a kind of record; the drawings of the documentation come from the same tables.
Whether the content is fit for the next state (a nature confirmed, a valid vote, a finished
consultation) is for the operations and the checks.
"""

from collections import deque
from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.words import (
    ConsultationState,
    FollowUpState,
    MeetingState,
    ProposalState,
    ReleaseState,
    ReportState,
    Role,
)
from comens_tui.rules.authority import BUREAU, INSTRUCTORS, NOBODY, PUBLISHERS, SECRETARY
from comens_tui.text.labels import label, state_label

#: Proposals whose text may still reach the vote.
BEFORE_THE_VOTE = (
    ProposalState.DRAFT,
    ProposalState.SUBMITTED,
    ProposalState.SCREENED,
    ProposalState.INSTRUCTED,
    ProposalState.PRIORITISED,
    ProposalState.ON_AGENDA,
    ProposalState.RETURNED,
    ProposalState.DEFERRED,
)
#: Meetings whose agenda may still change, in the order of their lives.
OPEN_AGENDAS = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.OPEN)


class Transition(NamedTuple):
    """One step that a record may take.

    `by_author` lets the record's own author take it whatever their roles. A `detour` is
    legal but never proposed as the way to a farther state: a fast track, or a way back.
    """

    source: StrEnum
    target: StrEnum
    roles: frozenset[Role]
    needs_reason: bool = False
    by_author: bool = False
    detour: bool = False


def _report_table() -> tuple[Transition, ...]:
    state = ReportState
    return (
        Transition(state.RECEIVED, state.ADMISSIBLE, INSTRUCTORS),
        Transition(state.RECEIVED, state.INADMISSIBLE, INSTRUCTORS, needs_reason=True),
        Transition(state.ADMISSIBLE, state.UNDER_INSTRUCTION, INSTRUCTORS),
        Transition(state.UNDER_INSTRUCTION, state.AWAITING_PUBLISHER, INSTRUCTORS),
        Transition(state.AWAITING_PUBLISHER, state.UNDER_INSTRUCTION, INSTRUCTORS),
        Transition(state.UNDER_INSTRUCTION, state.INSTRUCTED, INSTRUCTORS),
        Transition(state.INSTRUCTED, state.FORWARDED, INSTRUCTORS),
        Transition(state.INSTRUCTED, state.NO_ACTION, INSTRUCTORS, needs_reason=True),
        Transition(state.FORWARDED, state.CLOSED, INSTRUCTORS),
        Transition(state.NO_ACTION, state.CLOSED, INSTRUCTORS),
        Transition(state.INADMISSIBLE, state.CLOSED, INSTRUCTORS),
    )


def _proposal_table() -> tuple[Transition, ...]:
    state = ProposalState
    return (
        Transition(state.DRAFT, state.SUBMITTED, SECRETARY, by_author=True),
        Transition(state.SUBMITTED, state.SCREENED, SECRETARY),
        Transition(state.SUBMITTED, state.RETURNED, SECRETARY, needs_reason=True),
        Transition(state.SUBMITTED, state.CLOSED, SECRETARY, needs_reason=True),
        Transition(state.SCREENED, state.INSTRUCTED, INSTRUCTORS),
        # Editorial changes skip instruction and scoring; the operation checks the nature.
        Transition(state.SCREENED, state.ON_AGENDA, BUREAU, detour=True),
        Transition(state.INSTRUCTED, state.PRIORITISED, BUREAU),
        Transition(state.PRIORITISED, state.ON_AGENDA, BUREAU),
        Transition(state.ON_AGENDA, state.ADOPTED, BUREAU),
        Transition(state.ON_AGENDA, state.REJECTED, BUREAU, needs_reason=True),
        Transition(state.ON_AGENDA, state.DEFERRED, BUREAU),
        Transition(state.ON_AGENDA, state.RETURNED, BUREAU, needs_reason=True),
        Transition(state.ON_AGENDA, state.PRIORITISED, BUREAU, detour=True),
        Transition(state.RETURNED, state.SUBMITTED, SECRETARY, by_author=True),
        Transition(state.DEFERRED, state.ON_AGENDA, BUREAU),
        Transition(state.DEFERRED, state.INSTRUCTED, INSTRUCTORS),
        *(
            Transition(source, state.WITHDRAWN, NOBODY, by_author=True)
            for source in BEFORE_THE_VOTE
        ),
    )


def _consultation_table() -> tuple[Transition, ...]:
    state = ConsultationState
    return (
        Transition(state.PLANNED, state.OPEN, BUREAU),
        Transition(state.OPEN, state.CLOSED, BUREAU),
        Transition(state.CLOSED, state.PROCESSING, INSTRUCTORS),
        Transition(state.PROCESSING, state.REPORTED, BUREAU),
    )


def _meeting_table() -> tuple[Transition, ...]:
    state = MeetingState
    return (
        Transition(state.PLANNED, state.CONVENED, BUREAU),
        Transition(state.CONVENED, state.OPEN, BUREAU),
        Transition(state.OPEN, state.CLOSED, BUREAU),
        Transition(state.CLOSED, state.MINUTED, BUREAU),
        Transition(state.MINUTED, state.APPROVED, BUREAU),
        Transition(state.APPROVED, state.SIGNED, BUREAU),
    )


def _follow_up_table() -> tuple[Transition, ...]:
    state = FollowUpState
    return (
        Transition(state.OPEN, state.DONE, SECRETARY, by_author=True),
        Transition(state.OPEN, state.DROPPED, SECRETARY, needs_reason=True, by_author=True),
        Transition(state.DONE, state.OPEN, SECRETARY, needs_reason=True, detour=True),
    )


def _release_table() -> tuple[Transition, ...]:
    state = ReleaseState
    return (
        Transition(state.PLANNED, state.IN_CONSULTATION, PUBLISHERS),
        Transition(state.IN_CONSULTATION, state.TAGGED, PUBLISHERS),
        # Changes that need no consultation go straight to the tag; the gate says which.
        Transition(state.PLANNED, state.TAGGED, PUBLISHERS, detour=True),
        Transition(state.TAGGED, state.PUBLISHED, PUBLISHERS),
    )


TRANSITIONS: Mapping[str, tuple[Transition, ...]] = MappingProxyType(
    {
        "report": _report_table(),
        "proposal": _proposal_table(),
        "consultation": _consultation_table(),
        "meeting": _meeting_table(),
        "follow_up": _follow_up_table(),
        "release": _release_table(),
    }
)


class _Words(NamedTuple):
    """The refusals of one kind of record, as whole sentences."""

    impossible: str
    forbidden: str
    reasonless: str


_WORDS: Mapping[str, _Words] = MappingProxyType(
    {
        "report": _Words(
            N_("A report in state “{source}” cannot go to state “{target}”."),
            N_("You may not take a report from state “{source}” to state “{target}”."),
            N_("A report goes to state “{target}” only with a reason."),
        ),
        "proposal": _Words(
            N_("A proposal in state “{source}” cannot go to state “{target}”."),
            N_("You may not take a proposal from state “{source}” to state “{target}”."),
            N_("A proposal goes to state “{target}” only with a reason."),
        ),
        "consultation": _Words(
            N_("A consultation in state “{source}” cannot go to state “{target}”."),
            N_("You may not take a consultation from state “{source}” to state “{target}”."),
            N_("A consultation goes to state “{target}” only with a reason."),
        ),
        "meeting": _Words(
            N_("A meeting in state “{source}” cannot go to state “{target}”."),
            N_("You may not take a meeting from state “{source}” to state “{target}”."),
            N_("A meeting goes to state “{target}” only with a reason."),
        ),
        "follow_up": _Words(
            N_("A follow-up in state “{source}” cannot go to state “{target}”."),
            N_("You may not take a follow-up from state “{source}” to state “{target}”."),
            N_("A follow-up goes to state “{target}” only with a reason."),
        ),
        "release": _Words(
            N_("A release in state “{source}” cannot go to state “{target}”."),
            N_("You may not take a release from state “{source}” to state “{target}”."),
            N_("A release goes to state “{target}” only with a reason."),
        ),
    }
)


def initial(kind: str) -> StrEnum:
    """Return the state in which a new record of `kind` starts."""
    return TRANSITIONS[kind][0].source


def all_states(kind: str) -> tuple[StrEnum, ...]:
    """Return every state of `kind`, in the order of its life."""
    return tuple(type(initial(kind)))


def next_states(
    kind: str, source: str, roles: Collection[Role], *, is_author: bool = False
) -> tuple[StrEnum, ...]:
    """Return the states to which someone with these roles may send the record, usual first."""
    steps = (step for step in TRANSITIONS[kind] if step.source == source)
    return tuple(step.target for step in steps if _may(step, roles, is_author=is_author))


def needs_reason(kind: str, source: str, target: str) -> bool:
    """Tell whether that step exists and is recorded only with a reason."""
    step = _step(kind, source, target)
    return step is not None and step.needs_reason


def require(
    kind: str,
    source: str,
    target: str,
    *,
    roles: Collection[Role],
    is_author: bool = False,
    reason: str | None = None,
) -> None:
    """Do nothing when the record may go from `source` to `target`.

    Raises:
        RefusedError: The table has no such step, it is not for this person, or the reason
            is missing; the hint says what is possible instead.
    """
    words = _WORDS[kind]
    names = {
        "source": state_label(kind, _state(kind, source)),
        "target": state_label(kind, _state(kind, target)),
    }
    step = _step(kind, source, target)
    if step is None:
        raise RefusedError(_(words.impossible).format(**names), _way_on(kind, source, target))
    if not _may(step, roles, is_author=is_author):
        raise RefusedError(_(words.forbidden).format(**names), _who_may(step))
    if step.needs_reason and not (reason and reason.strip()):
        raise RefusedError(
            _(words.reasonless).format(**names),
            _("Say why in a sentence: it is kept in the record and told to those concerned."),
        )


def path(kind: str, source: str, target: str) -> tuple[StrEnum, ...] | None:
    """Return the states to go through from `source`, `target` last; none when no way leads there.

    A direct step wins; else the shortest way without detours, whoever may take each step.
    The empty way means that the record is there already.
    """
    if source == target:
        return ()
    if _step(kind, source, target):
        return (_state(kind, target),)
    usual = tuple(step for step in TRANSITIONS[kind] if not step.detour)
    queue: deque[tuple[StrEnum, tuple[StrEnum, ...]]] = deque([(_state(kind, source), ())])
    seen = {source}
    while queue:
        here, way = queue.popleft()
        for step in usual:
            if step.source != here or step.target in seen:
                continue
            if step.target == target:
                return (*way, step.target)
            seen.add(step.target)
            queue.append((step.target, (*way, step.target)))
    return None


def diagram(kind: str) -> str:
    """Return the table of `kind` as a Mermaid state diagram, in the keys that files use."""
    table = TRANSITIONS[kind]
    lines = ["stateDiagram-v2", f"    [*] --> {initial(kind)}"]
    lines += [f"    {step.source} --> {step.target}: {_caption(step)}" for step in table]
    sources = {step.source for step in table}
    lines += [f"    {state} --> [*]" for state in all_states(kind) if state not in sources]
    return "\n".join(lines) + "\n"


def _caption(step: Transition) -> str:
    who = (["author"] if step.by_author else []) + sorted(step.roles)
    return ", ".join(who) + (" (reason)" if step.needs_reason else "")


def _state(kind: str, value: str) -> StrEnum:
    return type(initial(kind))(value)


def _step(kind: str, source: str, target: str) -> Transition | None:
    return next(
        (step for step in TRANSITIONS[kind] if (step.source, step.target) == (source, target)),
        None,
    )


def _may(step: Transition, roles: Collection[Role], *, is_author: bool) -> bool:
    return (is_author and step.by_author) or not step.roles.isdisjoint(roles)


def _way_on(kind: str, source: str, target: str) -> str:
    possible = [
        state_label(kind, step.target) for step in TRANSITIONS[kind] if step.source == source
    ]
    if not possible:
        return _("This is its last state: record a new one that refers to it.")
    way = path(kind, source, target)
    if way:
        return _("It must first go through: {steps}. From here it can go to: {possible}.").format(
            steps=", ".join(state_label(kind, state) for state in way[:-1]),
            possible=", ".join(possible),
        )
    return _("From here it can go to: {possible}.").format(possible=", ".join(possible))


def _who_may(step: Transition) -> str:
    roles = ", ".join(label(role) for role in Role if role in step.roles)
    if not step.by_author:
        return _("This step is for these roles: {roles}.").format(roles=roles)
    if not roles:
        return _("Only its author may take this step.")
    return _("This step is for its author, or for these roles: {roles}.").format(roles=roles)
