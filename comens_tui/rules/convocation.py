"""Whether a meeting lacks its quorum, and whether a second one may do without (CRPA R133-10).

When the quorum is missed, the committee deliberates validly without one after a new
convocation on the same agenda, which states that no quorum will be required.
"""

from collections.abc import Collection, Iterator

from comens_tui.i18n import _
from comens_tui.model.committee import Committee, VotingRules
from comens_tui.model.decision import Count
from comens_tui.model.meeting import AgendaItem, Meeting
from comens_tui.rules.notice import last_second_day, local_day
from comens_tui.rules.profiles import articles
from comens_tui.rules.verdicts import QuorumState, explain_room
from comens_tui.rules.votes import Electorate, electorate, quorum


def undecided(meeting: Meeting) -> tuple[AgendaItem, ...]:
    """Return the items that still wait for a decision, in order."""
    return tuple(item for item in meeting.agenda if item.state in ("pending", "open"))


def with_quorum(meeting: Meeting, committee: Committee) -> tuple[AgendaItem, ...]:
    """Return the undecided items on which the room could decide as it stands."""
    return tuple(
        item
        for item in undecided(meeting)
        if quorum(
            electorate(meeting, committee, item.number),
            committee.rules,
            second_convocation=meeting.second_convocation,
        )[0]
    )


def counted(who: Electorate, rules: VotingRules) -> tuple[Count, str]:
    """Return the room as numbers, and how its quorum stands, in words."""
    reached, voices, needed = quorum(who, rules, second_convocation=False)
    count = Count(
        composition=len(who.composition),
        present=len(who.present_voices()),
        represented=len(who.proxy_voices()),
        recused=len(who.recused),
    )
    state = QuorumState(
        reached,
        voices,
        needed,
        second_convocation=False,
        silenced=len(who.silenced()),
        unheld=len(who.unheld - who.recused),
    )
    return count, explain_room(count, rules, state)


def second_faults(
    second: Meeting,
    first: Meeting | None,
    rules: VotingRules,
    timezone: str,
    withdrawn: Collection[str] = (),
) -> Iterator[str]:
    """Yield, as sentences, why `second` cannot do without a quorum after `first`.

    `withdrawn` are the proposals that their authors took back: they need not be there.
    """
    if first is None or first.no_quorum is None:
        yield _("{id} was not closed for want of quorum: {second} needs one.").format(
            id=first.id if first else second.second_of, second=second.id
        )
        return
    if not _same_agenda(second, first, withdrawn):
        yield _(
            "The agenda of {second} is not what {id} left undecided ({article}): {subjects}."
        ).format(
            second=second.id,
            id=first.id,
            article=articles(rules.profile).second,
            subjects=", ".join(name for _kind, name in left_by(first, withdrawn)),
        )
    day = local_day(first.no_quorum.at, timezone)
    limit = last_second_day(day, rules)
    if limit is not None and local_day(second.planned, timezone) > limit:
        yield _(
            "{second} sits after {limit}, the last day for a second meeting ({article})."
        ).format(second=second.id, limit=limit.isoformat(), article=articles(rules.profile).second)
    if second.convened is not None and second.convened < day:
        yield _("{second} was convened before {id} lacked its quorum.").format(
            second=second.id, id=first.id
        )


def left_by(first: Meeting, withdrawn: Collection[str] = ()) -> tuple[tuple[str, str], ...]:
    """Return the kind and subject of what a meeting left undecided for want of quorum."""
    items = first.no_quorum.items if first.no_quorum else ()
    return tuple(
        (item.kind, item.subject or item.title)
        for item in first.agenda
        if item.number in items and item.subject not in withdrawn
    )


def _same_agenda(second: Meeting, first: Meeting, withdrawn: Collection[str]) -> bool:
    """Compare what there is to decide.

    A text taken back since does not count on either side, nor the approval of the second
    meeting's own minutes, which is filed on its agenda afterwards.
    """
    found = tuple(
        (item.kind, item.subject or item.title)
        for item in second.agenda
        if item.subject not in withdrawn and item.subject != second.id
    )
    return found == left_by(first, withdrawn)
