"""What befell the vote on one item, as values and as whole sentences.

The command line, the app and the minutes say it in the same words.
"""

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from comens_tui.i18n import _
from comens_tui.model.meeting import Meeting, Totals
from comens_tui.model.voting import (
    Amendment,
    ReceivedBallot,
    RefusedBallot,
    SecretRequest,
    VoidBallot,
)
from comens_tui.text.days import hour

#: How much of a digest is shown: enough to tell two apart, short enough to be read aloud.
_SHOWN = 12


class VoteEvents(NamedTuple):
    """What befell the vote on one item.

    `void` are all the ballots that were made void, `awaited` those of them whose voter has
    cast none since; `received` are signed ballots kept sealed until the vote closes.
    """

    amendments: tuple[Amendment, ...]
    void: tuple[VoidBallot, ...]
    awaited: tuple[VoidBallot, ...]
    requests: tuple[SecretRequest, ...]
    received: tuple[ReceivedBallot, ...]
    refused: tuple[RefusedBallot, ...]
    totals: Totals | None


def events_on(meeting: Meeting, number: int, cast: Collection[str] = ()) -> VoteEvents:
    """Return what befell the vote on an item; `cast` are the members with a ballot on it."""
    received = tuple(entry for entry in meeting.received_ballots if entry.item == number)
    heard = {*cast, *(entry.member for entry in received)}
    void = tuple(entry for entry in meeting.void_ballots if entry.item == number)
    latest = {entry.member: entry for entry in void}
    return VoteEvents(
        amendments=tuple(entry for entry in meeting.amendments if entry.item == number),
        void=void,
        awaited=tuple(entry for member, entry in latest.items() if member not in heard),
        requests=tuple(entry for entry in meeting.secret_requests if entry.item == number),
        received=received,
        refused=tuple(entry for entry in meeting.refused_ballots if entry.item == number),
        totals=next((entry for entry in meeting.totals if entry.item == number), None),
    )


def event_sentences(events: VoteEvents, name: Callable[[str], str]) -> Iterator[str]:
    """Yield what befell a vote, one sentence each; `name` gives the name of a member."""
    for amendment in events.amendments:
        yield _amended(amendment).format(
            time=hour(amendment.at),
            name=name(amendment.moved_by),
            reason=_flat(amendment.reason),
            before=amendment.before[:_SHOWN],
            after=amendment.after[:_SHOWN],
        )
    for request in events.requests:
        yield _("{time}: secret ballot requested by {names}.").format(
            time=hour(request.at), names=_names(request.members, name)
        )
    yield from (void_sentence(entry, name) for entry in events.void)
    for entry in events.refused:
        yield _("A ballot in the name of {name} was refused ({digest}): {reason}").format(
            name=name(entry.claimed), digest=entry.digest[:_SHOWN], reason=_flat(entry.reason)
        )
    if events.totals is not None and events.totals.scrutineers:
        yield from _secret_count(events.totals, name)


def _amended(amendment: Amendment) -> str:
    if amendment.undoes is None:
        return _(
            "{time}: text amended on the motion of {name} ({reason}); digest {before}, now {after}."
        )
    return _(
        "{time}: back to the former text on the motion of {name} ({reason});"
        " digest {before}, now {after}."
    )


def void_sentence(entry: VoidBallot, name: Callable[[str], str]) -> str:
    """Return that a ballot is void, and why; its digest could tell what it chose."""
    message = {
        "amended": _("The ballot of {name} is void: the text was amended."),
        "reopened": _("The ballot of {name} is void: the vote was opened again."),
        "secret": _("The ballot of {name} is void: the vote became secret."),
        "own_ballot": _("The ballot entered for {name} is void: {name} sent a signed one."),
    }[entry.reason]
    return message.format(name=name(entry.member))


def _secret_count(totals: Totals, name: Callable[[str], str]) -> Iterator[str]:
    yield _(
        "Secret ballot counted by {names}: blank papers {blank}, null papers {spoiled}."
    ).format(names=_names(totals.scrutineers, name), blank=totals.blank, spoiled=totals.spoiled)
    if totals.participants:
        yield _("Took part in the secret ballot: {names}.").format(
            names=_names(totals.participants, name)
        )


def _names(members: Collection[str], name: Callable[[str], str]) -> str:
    return ", ".join(name(member) for member in members)


def _flat(text: str) -> str:
    return " ".join(text.split())
