"""What befell the vote on an item, in `comens meeting show`."""

from collections.abc import Callable
from typing import Any

from comens_tui.cli.printing import answer
from comens_tui.i18n import ngettext
from comens_tui.model.meeting import Meeting
from comens_tui.operations.meeting_views import ItemView
from comens_tui.rules.vote_events import VoteEvents, event_sentences, events_on


def _events(meeting: Meeting, view: ItemView) -> VoteEvents:
    return events_on(meeting, view.item.number, {ballot.member for ballot in view.ballots})


def print_events(meeting: Meeting, view: ItemView, name: Callable[[str], str]) -> None:
    """Print the amendments, the void ballots, the secret ballot and the sealed ones.

    `name` gives the name of a member.
    """
    events = _events(meeting, view)
    for sentence in event_sentences(events, name):
        answer(f"   {sentence}")
    if events.received and view.item.state == "open":
        answer(
            "   "
            + ngettext(
                "{count} signed ballot is kept sealed until the vote closes: {members}.",
                "{count} signed ballots are kept sealed until the vote closes: {members}.",
                len(events.received),
            ).format(
                count=len(events.received),
                members=", ".join(name(entry.member) for entry in events.received),
            )
        )


def events_data(meeting: Meeting, view: ItemView) -> dict[str, Any]:
    """Return the same for a program; `awaited` are void and not cast anew.

    No void ballot shows its digest: records may hold one that tells a choice by trial.
    """
    events = _events(meeting, view)

    def plain(entries: tuple[Any, ...], *hidden: str) -> list[dict[str, Any]]:
        return [entry.model_dump(mode="json", exclude={"item", *hidden}) for entry in entries]

    return {
        "amendments": plain(events.amendments),
        "void_ballots": plain(events.void, "digest"),
        "void_awaited": [entry.member for entry in events.awaited],
        "secret_requests": plain(events.requests),
        "sealed": [entry.member for entry in events.received],
        "refused_ballots": plain(events.refused),
    }
