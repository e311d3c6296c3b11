"""Who may do what: one table of operations and roles.

A member acts only while their mandate runs. Which step a record may take is in
`rules.states`; what a vote needs is in `rules.votes`.
"""

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.committee import Member
from comens_tui.model.words import Role
from comens_tui.text.labels import label

#: The circles of people that the tables of rights and of states speak of.
EVERYONE = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()
SECRETARY = frozenset({Role.SECRETARY})
BUREAU = frozenset({Role.SECRETARY, Role.CHAIR})
INSTRUCTORS = frozenset({Role.SECRETARY, Role.EXPERT})
PUBLISHERS = frozenset({Role.RELEASE_MANAGER})


class Right(NamedTuple):
    """Who may perform one operation.

    `own` opens it to a member of any role, over what is their own: the proposal they
    wrote, their own ballot or one whose proxy they hold, their own recusal. `voice` asks
    the owner to be a voting member.
    """

    act: str
    roles: frozenset[Role]
    own: bool = False
    voice: bool = False


RIGHTS: Mapping[str, Right] = MappingProxyType(
    {
        "report.new": Right(N_("record a report"), EVERYONE),
        "report.import": Right(N_("import reports"), EVERYONE),
        "report.triage": Right(N_("triage a report"), INSTRUCTORS),
        "report.assign": Right(N_("assign a report"), INSTRUCTORS),
        "report.link": Right(N_("link a report to what it concerns"), INSTRUCTORS),
        "report.answer": Right(N_("answer the person who reported"), INSTRUCTORS),
        "report.merge": Right(N_("say which report another repeats"), INSTRUCTORS),
        "proposal.new": Right(N_("open a proposal"), EVERYONE),
        "proposal.import": Right(N_("import proposals"), EVERYONE),
        "proposal.edit": Right(N_("amend a proposal"), SECRETARY, own=True),
        "proposal.submit": Right(N_("submit a proposal"), SECRETARY, own=True),
        "proposal.screen": Right(N_("screen a proposal"), SECRETARY),
        "proposal.instruct": Right(N_("instruct a proposal"), INSTRUCTORS),
        "proposal.rate": Right(N_("rate a proposal"), EVERYONE),
        "proposal.prioritise": Right(N_("give a proposal its priority"), BUREAU),
        "proposal.comment": Right(N_("comment on a proposal"), EVERYONE),
        "proposal.resolve": Right(N_("resolve a comment"), SECRETARY, own=True),
        "proposal.withdraw": Right(N_("withdraw a proposal"), NOBODY, own=True),
        "proposal.rebase": Right(N_("rebase a proposal"), SECRETARY, own=True),
        "priority.plan": Right(N_("draw up the work programme"), BUREAU),
        "priority.adopt": Right(N_("record the adoption of the work programme"), BUREAU),
        "meeting.plan": Right(N_("plan a meeting"), BUREAU),
        "meeting.convene": Right(N_("convene a meeting"), BUREAU),
        "meeting.open": Right(N_("open a meeting"), BUREAU),
        "meeting.attend": Right(N_("record attendance"), BUREAU),
        "meeting.proxy": Right(N_("record a proxy"), BUREAU, own=True, voice=True),
        "meeting.recuse": Right(N_("record a recusal"), BUREAU, own=True, voice=True),
        "meeting.interest": Right(N_("judge a declared interest"), BUREAU),
        "meeting.floor": Right(N_("give the floor to an item"), BUREAU),
        "meeting.order": Right(N_("change the order of the agenda"), BUREAU),
        "meeting.suspend": Right(N_("suspend a meeting"), BUREAU),
        "meeting.block": Right(N_("put items in a block"), BUREAU),
        "meeting.take_out": Right(N_("take an item out of a block"), BUREAU, own=True, voice=True),
        "meeting.correct": Right(N_("correct an act of a meeting"), EVERYONE),
        "meeting.item": Right(N_("change the agenda"), BUREAU),
        "meeting.amend": Right(N_("amend a text in the room"), BUREAU),
        "meeting.secret": Right(N_("put an item to a secret ballot"), BUREAU),
        "meeting.ballots": Right(N_("take in signed ballots"), BUREAU),
        "meeting.vote": Right(N_("record a ballot"), BUREAU, own=True, voice=True),
        "meeting.decide": Right(N_("record a decision"), BUREAU),
        "meeting.close": Right(N_("close a meeting"), BUREAU),
        "meeting.minutes": Right(N_("write the minutes"), BUREAU),
        "meeting.rules": Right(N_("change the voting rules"), BUREAU),
        "meeting.sign": Right(N_("sign the minutes"), BUREAU),
        "decision.correct": Right(N_("correct the words of a decision"), BUREAU),
        "decision.actions": Right(N_("say that a follow-up is done"), SECRETARY, own=True),
        "consultation.open": Right(N_("open a consultation"), BUREAU),
        "consultation.extend": Right(N_("extend a consultation"), BUREAU),
        "consultation.comment": Right(N_("record a consultation comment"), INSTRUCTORS),
        "consultation.import": Right(N_("import consultation comments"), INSTRUCTORS),
        "consultation.process": Right(N_("process consultation comments"), INSTRUCTORS),
        "consultation.dispose": Right(N_("dispose of a consultation comment"), INSTRUCTORS),
        "consultation.close": Right(N_("close a consultation"), BUREAU),
        "consultation.report": Right(N_("report on a consultation"), BUREAU),
        "waiver.grant": Right(N_("grant a waiver"), BUREAU),
        "release.tag": Right(N_("tag a release"), PUBLISHERS),
        "member.edit": Right(N_("change the members"), BUREAU),
    }
)


def may(operation: str, roles: Collection[Role], *, own: bool = False) -> bool:
    """Tell whether someone with these roles may perform `operation`, on their own if `own`."""
    right = RIGHTS[operation]
    return (own and right.own) or not right.roles.isdisjoint(roles)


def require(operation: str, member: Member, day: date) -> None:
    """Do nothing when `member` may perform `operation` on `day`, at least over what is theirs.

    This is the door, passed before the record is known; `require_over` then judges the
    record itself.

    Raises:
        RefusedError: The mandate does not run on that day, or no role of theirs allows it.
    """
    if not member.sits_on(day):
        raise RefusedError(
            _("{name} does not sit on the committee on {day}.").format(
                name=member.name, day=day.isoformat()
            ),
            _mandate(member),
        )
    require_over(operation, member, (member.id,))


def require_over(operation: str, member: Member, owners: Collection[str]) -> None:
    """Do nothing when `member` may perform `operation` on what belongs to `owners`.

    `owners` are member ids: the author of a proposal; the voter of a ballot, and the holder
    of that voter's proxy; the member recused; the giver of a proxy.

    Raises:
        RefusedError: It is somebody else's, and no role of theirs reaches that far.
    """
    entitled = member.voting or not RIGHTS[operation].voice
    if not may(operation, member.roles, own=entitled and member.id in owners):
        raise _refusal(operation, member)


def _mandate(member: Member) -> str:
    start = member.mandate.start.isoformat()
    if member.mandate.end is None:
        return _("The mandate starts on {start}.").format(start=start)
    return _("The mandate runs from {start} to {end}; the committee file can renew it.").format(
        start=start, end=member.mandate.end.isoformat()
    )


def _refusal(operation: str, member: Member) -> RefusedError:
    right = RIGHTS[operation]
    message = _("{name} may not do this: {act}.").format(name=member.name, act=_(right.act))
    roles = ", ".join(label(role) for role in Role if role in right.roles)
    if right.voice:
        hint = _("It is for the voting member concerned, or for these roles: {roles}.")
        return RefusedError(message, hint.format(roles=roles))
    if not right.own:
        return RefusedError(message, _("It is for these roles: {roles}.").format(roles=roles))
    if not roles:
        return RefusedError(message, _("Only the one whose it is may do it."))
    return RefusedError(
        message,
        _("It is for the one whose it is, or for these roles: {roles}.").format(roles=roles),
    )
