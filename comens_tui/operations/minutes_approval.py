"""Approve minutes by an electronic vote of those who sat, without waiting for a meeting.

The usual way is an item of the next meeting (`deliberation`). This one is the remote
deliberation of ordonnance 2014-1329, added to the agenda of the very meeting minuted.
"""

from comens_tui.i18n import N_, speaking
from comens_tui.model.decision import Decision
from comens_tui.model.meeting import AgendaItem, Meeting, Totals
from comens_tui.model.places import decision_path, meeting_path
from comens_tui.model.words import MeetingState, Sense
from comens_tui.operations.deliberation import require_adopted
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.operations.secret_ballots import HandCount
from comens_tui.rules import states
from comens_tui.rules.votes import electorate, tally
from comens_tui.text.digests import text_digest


def approve_minutes(
    desk: Desk, meeting_id: str, hands: HandCount, *, seen: str | None = None
) -> Receipt:
    """Record the vote of those who sat on the minutes as drafted, and approve them.

    Raises:
        RefusedError: The minutes are not drafted, or the vote does not approve them.
        StaleRecordError: The meeting changed since it was shown.
    """
    with drafting(desk, "meeting.minutes") as draft:
        meeting = draft.find(draft.snapshot.meetings, meeting_id)
        draft.check_seen(meeting_path(meeting_id), seen, Meeting)
        states.require("meeting", meeting.state, MeetingState.APPROVED, roles=draft.member.roles)
        item = _item(draft, meeting)
        totals = Totals(item=item.number, **hands._asdict())
        voting = meeting.model_copy(update={"agenda": (*meeting.agenda, item)})
        with speaking(desk.committee.language):
            verdict = tally(
                electorate(voting, draft.snapshot.committee, item.number),
                (),
                draft.snapshot.committee.rules,
                digest=item.digest,
                chair=meeting.chair,
                totals=totals,
            )
        require_adopted(verdict)
        decision = Decision(
            id=draft.new_id("decision", "D", desk.today().year),
            title=item.title,
            date=desk.today(),
            sense=Sense.ADOPT,
            subject=meeting_id,
            meeting=meeting_id,
            item=item.number,
            digest=item.digest,
            rules=verdict.rule,
            count=verdict.count,
            verdict=verdict.sentence,
            other_reading=verdict.other_reading,
            follow_up=draft.say(N_("Electronic vote under ordonnance 2014-1329.")),
        )
        approved = meeting.model_copy(
            update={
                "state": MeetingState.APPROVED,
                "agenda": (*meeting.agenda, item.model_copy(update={"decision": decision.id})),
                "totals": (*meeting.totals, totals),
                "minutes_digest": item.digest,
                "minutes_approved": decision.id,
            }
        )
        draft.put(meeting_path(meeting_id), approved)
        draft.put(decision_path(decision.id), decision)
        return draft.commit(
            N_("Approve the minutes of {meeting} by electronic vote: {id}"),
            record=decision.id,
            others=(meeting_id,),
            decision=decision.id,
            meeting=meeting_id,
        )


def _item(draft: Draft, meeting: Meeting) -> AgendaItem:
    """Return the item under which the vote is filed, closed as it is opened."""
    now = draft.desk.now()
    return AgendaItem(
        number=max((item.number for item in meeting.agenda), default=0) + 1,
        kind="minutes",
        title=draft.say(N_("Approval of the minutes of {id}"), id=meeting.id),
        subject=meeting.id,
        state="decided",
        digest=text_digest(draft.snapshot.minutes.get(meeting.id, "")),
        vote="show_of_hands",
        opened=now,
        closed=now,
    )
