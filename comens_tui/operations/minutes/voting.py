"""The vote on one item in the minutes: its course, what befell it, its detail, its arithmetic.

Never a choice beside a name but in a vote by name that counted.
"""

from collections.abc import Iterator, Sequence

from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.meeting import AgendaItem, Totals
from comens_tui.model.voting import VoidBallot
from comens_tui.model.words import Choice
from comens_tui.operations.minutes.account import Account, Part
from comens_tui.rules.clock import time_spent
from comens_tui.rules.vote_events import event_sentences, events_on
from comens_tui.text.days import hour
from comens_tui.text.markdown_words import as_words, table_lines

_CHOICES = {
    Choice.FOR: N_("For ({count}): {names}."),
    Choice.AGAINST: N_("Against ({count}): {names}."),
    Choice.ABSTAIN: N_("Abstentions ({count}): {names}."),
}
#: Why ballots are void, in the order in which it is said.
_VOID = {
    "amended": N_("Ballots void, as the text was amended: {names}."),
    "reopened": N_("Ballots void, as the vote was opened again: {names}."),
    "secret": N_("Ballots void, as the vote became secret: {names}."),
    "own_ballot": N_("Ballots entered in the room, and void as signed ones came: {names}."),
}


def _block(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield that an item was voted together with others, or taken out of its block."""
    numbers = [str(entry.number) for entry in account.meeting.block_of(item.number)]
    if len(numbers) > 1:
        yield _("Voted in one block: items {items}.").format(items=", ".join(numbers))
    if item.taken_out:
        yield _("{name} asked that this item be voted apart from its block.").format(
            name=account.name(item.taken_out)
        )


def _floor(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield how long the item was discussed, suspensions taken out, and what it was allotted."""
    meeting = account.meeting
    if meeting.closed is None or all(turn.item != item.number for turn in meeting.turns):
        return
    spent = round(time_spent(meeting, item.number, meeting.closed).total_seconds() / 60)
    if not spent and item.allotted is None:
        said = _("Discussed for less than a minute.")
    elif not spent:
        said = _("Discussed for less than a minute; the agenda allotted {allotted}.")
    elif item.allotted is None:
        said = ngettext("Discussed for {spent} minute.", "Discussed for {spent} minutes.", spent)
    else:
        said = ngettext(
            "Discussed for {spent} minute; the agenda allotted {allotted}.",
            "Discussed for {spent} minutes; the agenda allotted {allotted}.",
            spent,
        )
    yield said.format(spent=spent, allotted=item.allotted)


def _times(account: Account, item: AgendaItem) -> Iterator[str]:
    if account.is_without_vote(item):
        yield _("Decided at {hour}, without a vote.").format(hour=hour(item.closed) or "—")
    elif item.opened and not item.closed:
        yield _("Vote opened at {opened}, and not closed: no ballot counts.").format(
            opened=hour(item.opened)
        )
    elif item.opened and item.closed:
        yield _("Vote opened at {opened}, closed at {closed}.").format(
            opened=hour(item.opened), closed=hour(item.closed)
        )


def _befell(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield what befell the vote: amendments, requests, refused and void ballots, new openings."""
    events = events_on(account.meeting, item.number)
    told = events._replace(void=(), totals=None)
    yield from map(as_words, event_sentences(told, account.bare_name))
    yield from _void(account, events.void)
    if item.openings > 1 and not account.is_without_vote(item):
        yield _(
            "The vote was opened {count} times: only the ballots of the last opening count."
        ).format(count=item.openings)


def _void(account: Account, void: Sequence[VoidBallot]) -> Iterator[str]:
    """Yield whose ballots are void and why.

    Their digests stay out of what is handed out: a choice could be found from one by trial.
    """
    for reason, said in _VOID.items():
        members = dict.fromkeys(entry.member for entry in void if entry.reason == reason)
        if members:
            yield _(said).format(names=account.names(list(members)))


def _vote(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield the detail of the vote: by name, by totals, or secret."""
    decision = account.decisions.get(item.number)
    if decision is None or decision.count is None or account.is_without_vote(item):
        return
    totals = next((entry for entry in account.meeting.totals if entry.item == item.number), None)
    if totals is not None:
        yield from _by_totals(account, item, totals)
    elif account.ballots_on(item.number):
        yield from _by_name(account, item)


def _by_name(account: Account, item: AgendaItem) -> Iterator[str]:
    yield _("Vote by roll call.")
    holders = account.electorate(item).represented
    ballots = account.ballots_on(item.number)
    lines = []
    for choice, said in _CHOICES.items():
        names = [
            _("{giver} (mandate to {holder})").format(
                giver=account.name(ballot.member), holder=account.name(holders[ballot.member])
            )
            if ballot.member in holders
            else account.seated(ballot.member, item.closed)
            for ballot in ballots
            if ballot.choice is choice
        ]
        if names:
            words = _(said).format(count=len(names), names=", ".join(names))
            lines.append(f"- {words}")
    yield "\n".join(lines)
    yield from _how_they_came(account, item)
    verdict = account.verdict(item)
    if verdict and verdict.silent:
        yield _("Did not vote: {names}.").format(names=account.names(verdict.silent))


def _how_they_came(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield which of the ballots counted were signed from afar, and who entered the others."""
    decision = account.decisions.get(item.number)
    signed = {ballot.member for ballot in decision.ballots if ballot.signature} if decision else ()
    ballots = account.ballots_on(item.number)
    afar = [ballot.member for ballot in ballots if ballot.member in signed]
    if afar:
        yield _("Signed ballots sent by their voters: {names}.").format(names=account.names(afar))
    entered: dict[str, list[str]] = {}
    for ballot in ballots:
        if ballot.recorded_by and ballot.member not in signed:
            entered.setdefault(ballot.recorded_by, []).append(ballot.member)
    for clerk, members in entered.items():
        yield _("Ballots entered by {clerk}, as said in the room: {names}.").format(
            clerk=account.name(clerk), names=account.names(members)
        )


def _by_totals(account: Account, item: AgendaItem, totals: Totals) -> Iterator[str]:
    if totals.scrutineers:
        yield _("Secret ballot, counted by {names}: only the totals are kept.").format(
            names=account.names(totals.scrutineers)
        )
    else:
        yield _("Vote by show of hands, counted by totals.")
    rows: list[tuple[str | int, ...]] = [
        (_("for"), totals.votes_for),
        (_("against"), totals.votes_against),
        (_("abstentions"), totals.abstentions),
    ]
    if totals.scrutineers:
        rows += [(_("blank papers"), totals.blank), (_("null papers"), totals.spoiled)]
    yield table_lines((_("Choice"), _("Votes")), rows)
    if totals.participants:
        names = [account.seated(member, item.closed) for member in totals.participants]
        yield _("Took part in the secret ballot: {names}.").format(names=", ".join(names))


def _arithmetic(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield quorum, majority and outcome as arithmetic, then the other reading of the base."""
    decision = account.decisions.get(item.number)
    if decision is None:
        return
    verdict = account.verdict(item)
    if verdict is not None and account.is_without_vote(item):
        yield as_words(verdict.room)
    elif verdict is not None:
        yield as_words(verdict.sentence)
        if verdict.other_reading and verdict.count.abstentions:
            yield _("The other reading, not applied: {reading}").format(
                reading=as_words(verdict.other_reading)
            )
    elif decision.verdict:
        yield as_words(decision.verdict)


#: What is said of a vote, in the order in which it is read.
PARTS: tuple[Part, ...] = (_block, _floor, _befell, _times, _vote, _arithmetic)
