"""Signed ballots: cast by a member in their own clone, taken in by the secretary, then opened.

Until the vote closes a ballot is in no commit: the secretary's clone keeps it, and the
meeting records only that it was received. The act that decides files it with its signature.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from comens_tui.errors import ComensError, RefusedError, SigningError, UnknownRecordError
from comens_tui.i18n import N_, _, speaking
from comens_tui.model.meeting import AgendaItem, Ballot, Meeting
from comens_tui.model.places import ballot_path, meeting_path, signature_path
from comens_tui.model.voting import ReceivedBallot, RefusedBallot
from comens_tui.model.words import Choice, MeetingState
from comens_tui.operations.carried_ballots import (
    NAMESPACE,
    Carried,
    opening_committee,
    read_carried,
    signature_fault,
)
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.operations.items import ballots_of, require_open_item, unsettled_item, void_ballots
from comens_tui.operations.meetings import require_open
from comens_tui.rules import authority
from comens_tui.rules.ballot_terms import flaw_of, flaw_sentence, rule_digest, terms_of
from comens_tui.rules.votes import electorate
from comens_tui.store.held_ballots import HeldBallots, digest_of
from comens_tui.store.records import new_text
from comens_tui.store.signing import sign
from comens_tui.text.days import hour


class Handed(NamedTuple):
    """What became of one file: `reason` says why it was refused, and `kept` where it is.

    `member` is whom it names, empty where it is no ballot. `again` tells that the same ballot
    was there; `beaten` that what had been entered for the member is void.
    """

    name: str
    member: str
    item: int = 0
    reason: str = ""
    kept: Path | None = None
    again: bool = False
    beaten: bool = False


class Taken(NamedTuple):
    """What became of each file; no receipt where nothing had to be recorded."""

    receipt: Receipt | None
    handed: tuple[Handed, ...]


def sign_ballot(desk: Desk, meeting_id: str, number: int, choice: Choice) -> Carried:
    """Return one's own ballot on an open item, signed; nothing is written in the workspace.

    Raises:
        UnknownRecordError: There is no such meeting in this clone.
        RefusedError: The item is not open here, or one has no vote on it, or no key is set.
        SigningError: ssh-keygen is missing, or the key is not one of the member's own.
    """
    member = desk.member()
    authority.require("meeting.vote", member, desk.today())
    snapshot = desk.workspace.snapshot()
    meeting = snapshot.meetings.get(meeting_id)
    if meeting is None:
        raise UnknownRecordError(
            _("There is no record {id}.").format(id=meeting_id),
            hint=_("Fetch what the secretary recorded, with git pull, then vote."),
        )
    require_open(meeting)
    item = unsettled_item(meeting, number)
    require_open_item(meeting, item)
    committee = opening_committee(desk.workspace, item)
    if desk.key is None:
        raise RefusedError(
            _("A remote ballot is signed, and no SSH key is set to sign with."),
            hint=_("git config gpg.format ssh; git config user.signingkey ~/.ssh/id_ed25519"),
        )
    terms = terms_of(meeting, item, committee)
    ballot = Ballot(
        meeting=meeting_id,
        item=number,
        member=member.id,
        choice=choice,
        digest=terms.digest,
        at=desk.now(),
        opening=terms.opening,
        electorate=terms.electorate,
        rule=terms.rule,
    )
    flaw = flaw_of(ballot, meeting, committee)
    recused = member.id in electorate(meeting, snapshot.committee, number).recused
    if flaw is not None or recused:
        raise RefusedError(
            flaw_sentence(flaw, ballot)
            if flaw
            else _("{name} is recused on item {item}.").format(name=member.name, item=number),
            hint=_("See where the vote stands: comens meeting show {id}").format(id=meeting_id),
        )
    text = new_text(ballot).decode()
    carried = Carried(ballot, text, sign(text.encode(), desk.key, NAMESPACE))
    if signature_fault(carried, committee):
        raise SigningError(
            _("The key you sign with is not one of yours in the committee file."),
            hint=_("The secretary records public keys there before the vote is opened."),
        )
    return carried


def held_ballots(desk: Desk, meeting_id: str) -> HeldBallots:
    """Return the ballots of a meeting that this clone keeps out of every commit."""
    return HeldBallots(desk.workspace.private, meeting_id)


def take_ballots(desk: Desk, meeting_id: str, files: Mapping[str, bytes]) -> Taken:
    """Take in signed ballots, by name of file; each one refused is kept aside, with the reason.

    A member's own ballot makes void what was entered for them. The same ballot again changes
    nothing; another choice of the same member is refused: the first one stands.

    Raises:
        RefusedError: The meeting is suspended: nothing is taken in, and no file is refused.
        SigningError: ssh-keygen is not installed: nothing is taken that cannot be judged.
    """
    with drafting(desk, "meeting.ballots") as draft:
        before = draft.find(draft.snapshot.meetings, meeting_id)
        _require_sitting(before)
        taking = _Taking(draft, before)
        with speaking(desk.committee.language):
            # A reason is written into the meeting: it is said in the language of its acts.
            handed = tuple(taking.take(name, content) for name, content in files.items())
        after = taking.meeting
        if after == before:
            return Taken(None, handed)
        draft.put(meeting_path(meeting_id), after)
        taken = [item.member for item in handed if not item.reason and not item.again]
        names = ", ".join(draft.known_member(member).name for member in taken)
        receipt = draft.commit(
            N_("At {id}, signed ballots received from {names}")
            if taken
            else N_("At {id}, refuse {count} signed ballot(s)"),
            record=meeting_id,
            names=names,
            count=sum(1 for item in handed if item.reason),
        )
        return Taken(receipt, handed)


def _require_sitting(meeting: Meeting) -> None:
    pause = meeting.suspended
    if pause is not None:
        raise RefusedError(
            _("Meeting {id} is suspended since {time}: no ballot is taken in.").format(
                id=meeting.id, time=hour(pause.began)
            ),
            hint=_(
                "Resume it first: comens meeting resume {id}. Keep the files: the ballots hold"
                " while the vote stays open."
            ).format(id=meeting.id),
        )


class _Taking:
    """The meeting as it becomes while ballots are handed in one after the other."""

    def __init__(self, draft: Draft, meeting: Meeting) -> None:
        self.meeting = meeting
        self._draft = draft
        self._held = held_ballots(draft.desk, meeting.id)

    def take(self, name: str, content: bytes) -> Handed:
        """Return what becomes of one file."""
        try:
            carried = read_carried(content)
        except ComensError as error:
            return self._refused(Handed(name, ""), content, error.message)
        ballot = carried.ballot
        handed = Handed(name, ballot.member, ballot.item)
        if any(entry.digest == carried.digest for entry in self.meeting.received_ballots):
            return self._again(handed, carried)
        fault = self._fault(carried) or self._double(carried)
        if fault:
            return self._refused(handed, carried.content, fault)
        former = self._former(ballot)
        return handed._replace(again=True) if former else self._received(handed, carried)

    def _former(self, ballot: Ballot) -> ReceivedBallot | None:
        return next(
            (
                entry
                for entry in self.meeting.received_ballots
                if (entry.item, entry.member) == (ballot.item, ballot.member)
            ),
            None,
        )

    def _fault(self, carried: Carried) -> str:
        """Return why a ballot does not count, as a sentence; empty where it does."""
        ballot, meeting = carried.ballot, self.meeting
        item = meeting.item(ballot.item) if ballot.meeting == meeting.id else None
        try:
            committee = (
                opening_committee(self._draft.desk.workspace, item)
                if item is not None and item.opened is not None
                else self._draft.snapshot.committee
            )
        except RefusedError as error:
            return error.message
        voters = electorate(meeting, self._draft.snapshot.committee, ballot.item)
        flaw = flaw_of(ballot, meeting, committee, voters)
        if flaw is not None:
            return flaw_sentence(flaw, ballot, self._draft.name_of)
        return signature_fault(carried, committee)

    def _double(self, carried: Carried) -> str:
        """Return that another choice came first, where it cannot be seen to be the same."""
        former = self._former(carried.ballot)
        if former is None:
            return ""
        content = self._held.find(former.digest)
        if content and read_carried(content).ballot.choice is carried.ballot.choice:
            return ""
        return _("Another ballot of {member} was received first, and stands.").format(
            member=self._draft.name_of(carried.ballot.member)
        )

    def _again(self, handed: Handed, carried: Carried) -> Handed:
        if not self._draft.desk.dry_run:
            # It may be missing here, where it was taken in on another clone.
            self._held.keep(carried.content)
        return handed._replace(again=True)

    def _received(self, handed: Handed, carried: Carried) -> Handed:
        meeting, ballot = self.meeting, carried.ballot
        beaten = ballot_path(meeting.id, ballot.item, ballot.member) in self._draft.snapshot.files
        if beaten:
            item = unsettled_item(meeting, ballot.item)
            meeting = void_ballots(self._draft, meeting, item, "own_ballot", member=ballot.member)
        if not self._draft.desk.dry_run:
            # Kept before it is recorded: nothing is said to be here that is not.
            self._held.keep(carried.content)
        entry = ReceivedBallot(
            item=ballot.item,
            member=ballot.member,
            digest=carried.digest,
            at=self._draft.desk.now(),
        )
        self.meeting = meeting.model_copy(
            update={"received_ballots": (*meeting.received_ballots, entry)}
        )
        return handed._replace(beaten=beaten)

    def _refused(self, handed: Handed, content: bytes, reason: str) -> Handed:
        """Keep a refused ballot aside; while the meeting is open, its record names it too.

        One on an item voted by secret ballot is not kept: it tells a name with a choice.
        """
        item = self.meeting.item(handed.item) if handed.item else None
        is_secret = item is not None and item.vote == "secret"
        if not self._draft.desk.dry_run and not is_secret:
            handed = handed._replace(kept=self._held.set_aside(content, reason))
        digest = digest_of(content)
        known = self._draft.snapshot.committee.member(handed.member) is not None
        listed = any(entry.digest == digest for entry in self.meeting.refused_ballots)
        if known and not listed and self.meeting.state is MeetingState.OPEN:
            entry = RefusedBallot(
                item=handed.item,
                claimed=handed.member,
                digest=digest,
                reason=reason,
                at=self._draft.desk.now(),
            )
            self.meeting = self.meeting.model_copy(
                update={"refused_ballots": (*self.meeting.refused_ballots, entry)}
            )
        return handed._replace(reason=reason)


def require_unsealed(meeting: Meeting, number: int, member: str) -> None:
    """Refuse to enter a ballot for a member whose own signed one was received.

    Raises:
        RefusedError: It was.
    """
    if any((entry.item, entry.member) == (number, member) for entry in meeting.received_ballots):
        raise RefusedError(
            _("{member} sent a signed ballot on item {number}, which stands.").format(
                member=member, number=number
            ),
            hint=_("It is opened when the vote closes; nothing is entered in its place."),
        )


def open_ballots(draft: Draft, meeting: Meeting, item: AgendaItem) -> tuple[Ballot, ...]:
    """Return every ballot of an item that closes: those filed, and the sealed ones, opened.

    Each sealed ballot is judged again, then filed by the act with its signature beside it.

    Raises:
        RefusedError: One is not in this clone, does not hold any more, or the rule of the vote
            changed since it was opened.
        SigningError: ssh-keygen is not installed.
    """
    sealed = [entry for entry in meeting.received_ballots if entry.item == item.number]
    opened = [_opened(draft, meeting, item, entry) for entry in sealed]
    for carried in opened:
        path = ballot_path(meeting.id, item.number, carried.ballot.member)
        draft.put_text(path, carried.text)
        draft.put_text(signature_path(path), carried.signature)
    own = {carried.ballot.member for carried in opened}
    filed = [
        ballot
        for ballot in draft.snapshot.ballots.get(meeting.id, ())
        if ballot.item == item.number and ballot.member not in own
    ]
    return (*filed, *(carried.ballot for carried in opened))


def _opened(draft: Draft, meeting: Meeting, item: AgendaItem, entry: ReceivedBallot) -> Carried:
    content = held_ballots(draft.desk, meeting.id).find(entry.digest)
    if content is None:
        raise RefusedError(
            _("The signed ballot of {member} on item {number} is not in this clone.").format(
                member=entry.member, number=item.number
            ),
            hint=_(
                "Take it in here first: comens meeting ballots take {id} FILE. Or open the vote "
                "again, and everyone votes anew."
            ).format(id=meeting.id),
        )
    carried = read_carried(content)
    committee = opening_committee(draft.desk.workspace, item)
    flaw = flaw_of(carried.ballot, meeting, committee)
    fault = flaw_sentence(flaw, carried.ballot) if flaw else signature_fault(carried, committee)
    if not fault and carried.ballot.member != entry.member:
        fault = _("It is in the name of {member}.").format(member=carried.ballot.member)
    if not fault and rule_digest(draft.snapshot.committee.rules) != carried.ballot.rule:
        fault = _("The rule of the vote changed since it was opened.")
    if fault:
        raise RefusedError(
            _("The signed ballot of {member} on item {number} does not hold: {fault}").format(
                member=entry.member, number=item.number, fault=fault
            ),
            hint=_("Open the vote again, and everyone votes anew."),
        )
    return carried


def drop_uncounted(
    draft: Draft, meeting: Meeting, item: AgendaItem, counted: Collection[str]
) -> Meeting:
    """Take out the ballots that did not count, of a voter who left for instance.

    What is filed on a decided item is what was counted; history keeps the rest, and a signed
    ballot that was not counted is named by the meeting.
    """
    for path, member in ballots_of(draft, meeting.id, item.number).items():
        if member not in counted:
            draft.remove(path)
    unheard = [
        entry
        for entry in meeting.received_ballots
        if entry.item == item.number and entry.member not in counted
    ]
    for entry in unheard:
        path = ballot_path(meeting.id, item.number, entry.member)
        draft.remove(path)
        draft.remove(signature_path(path))
    with speaking(draft.desk.committee.language):
        refused = tuple(
            RefusedBallot(
                item=item.number,
                claimed=entry.member,
                digest=entry.digest,
                reason=_("{name} had no voice any more when the vote closed.").format(
                    name=draft.name_of(entry.member)
                ),
                at=draft.desk.now(),
            )
            for entry in unheard
        )
    return meeting.model_copy(update={"refused_ballots": (*meeting.refused_ballots, *refused)})
