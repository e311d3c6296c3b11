"""The vote of an item: put to the vote, called by single keys, counted by hands."""

from collections.abc import Iterator, Mapping
from functools import partial

from comens_tui.errors import RefusedError
from comens_tui.i18n import _, ngettext
from comens_tui.model.committee import Committee, Member
from comens_tui.model.words import Choice
from comens_tui.operations import blocks, deliberation
from comens_tui.operations.meeting_views import ItemView, MeetingView, verdict_of
from comens_tui.operations.rivals import Rival, rival_sentence, rivals_at
from comens_tui.operations.secret_ballots import HandCount
from comens_tui.tui import prose
from comens_tui.tui.meeting_items import sealed_on
from comens_tui.tui.modals.choose import Confirm, Problem
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.prose import Block, Span
from comens_tui.tui.screens.meeting_decisions import MeetingDecisions


class MeetingRollCall(MeetingDecisions):
    """Votes typed as they are called: shown at once, written one by one in their order."""

    #: Whether the vote on the item is being opened: votes typed meanwhile come after it.
    _is_opening = False

    # -- roll call

    def _vote(self, choice: Choice) -> None:
        if self._is_opening:
            self.once_written(partial(self._vote, choice))
            return
        found = self._voter()
        if found is None:
            return
        view, item, member = found
        cast = blocks.cast_on_block if item.item.block else deliberation.cast_ballot
        job = partial(
            cast,
            self.session.desk,
            view.meeting.id,
            item.item.number,
            choice,
            member_id=member.id,
        )
        shown = self.shown_item() or item
        if any((one.member, one.choice) == (member.id, choice) for one in shown.ballots):
            self.say(_("This vote of {name} is recorded already.").format(name=member.name))
        else:
            for number in self._voted_with(view, item, member.id):
                self.typed_votes[number, member.id] = choice
            self.write(member.name, job)
        self._to_next_voice(member.id)

    def _voter(self) -> tuple[MeetingView, ItemView, Member] | None:
        """Return who is called, on what; or say why no vote is entered for them."""
        if not self.holds_meeting():
            self.say(_("p, c and a enter the votes of the room: M signs your own ballot."))
            return None
        found = self.need_item_in_sitting(votes=True)
        member = self.member()
        if found is None or member is None:
            return None
        view, item = found
        if view.meeting.suspended is not None:
            self.say(_("The meeting is suspended: u resumes it."), is_problem=True)
        elif item.item.vote == "secret":
            self._refuse(_("The secret ballot is on paper: nothing is filed by name."))
        elif member.id in sealed_on(view, item):
            said = _("{name} sent a signed ballot, which is opened when the vote closes.")
            self._refuse(said.format(name=member.name))
        elif member.id not in item.electorate.voices():
            self.say(_("{name} has no voice on this item.").format(name=member.name))
        else:
            return view, item, member
        return None

    def _refuse(self, said: str) -> None:
        self.say(said, is_problem=True)
        self.app.push_screen(Problem(said, ""))

    def _voted_with(self, view: MeetingView, item: ItemView, member: str) -> Iterator[int]:
        """Yield the items that one vote of the member is for: its block, or itself."""
        for entry in view.meeting.block_of(item.item.number) or (item.item,):
            found = view.item(entry.number)
            if found is not None and member in found.electorate.voices():
                yield entry.number

    def awaited(self) -> frozenset[str]:
        """Return the members whose vote on the item is still to be called."""
        item = self.shown_item()
        if item is None or self.view is None:
            return frozenset()
        heard = {ballot.member for ballot in item.ballots} | sealed_on(self.view, item)
        return item.electorate.voices() - heard

    def _to_next_voice(self, voted: str) -> None:
        """Put the cursor on the next member whose vote is still awaited, if any."""
        awaited = self.awaited() - {voted}
        order = [member.id for member in self.sitting()]
        place = order.index(voted) if voted in order else 0
        following = [*order[place + 1 :], *order[:place]]
        target = next((member_id for member_id in following if member_id in awaited), None)
        if target is not None:
            self.members.select(target)

    def to_first_voice(self) -> None:
        """Put the cursor on the first member whose vote is awaited, where a vote is open."""
        item = self.item_view()
        if item is None or item.item.state != "open":
            return
        awaited = self.awaited()
        first = next((member.id for member in self.sitting() if member.id in awaited), None)
        if first is not None:
            self.members.select(first)

    def action_meeting_for(self) -> None:
        """Record a vote for."""
        self._vote(Choice.FOR)

    def action_meeting_against(self) -> None:
        """Record a vote against."""
        self._vote(Choice.AGAINST)

    def action_meeting_abstain(self) -> None:
        """Record an abstention."""
        self._vote(Choice.ABSTAIN)

    # -- opening

    def action_meeting_item(self) -> None:
        """Put the item to the vote, after saying what that freezes."""
        found = self.need_item_in_sitting()
        if found is None:
            return
        view, item = found
        desk = self.session.desk
        meeting_id, number = view.meeting.id, item.item.number
        opened = blocks.open_block if item.item.block else deliberation.open_item

        def answered(yes: bool | None) -> None:
            if yes:
                self._is_opening = True
                self.once_written(write)

        def write() -> None:
            # What stands on the screen by now, if acts of ours came between.
            shown = self.view if self.view and self.view.meeting.id == meeting_id else view
            self.write(item.item.title, partial(opened, desk, meeting_id, number, seen=shown.seen))
            self.once_written(self._opened)

        def confirm(found: tuple[Rival, ...]) -> None:
            details = [
                Block((Span(rival_sentence(rival), prose.WARNING),), mark="!", hang=2)
                for rival in found
            ]
            if item.item.is_text:
                title, act = _("Put item {number} to the vote"), _("Open the vote")
            else:
                title, act = _("Open item {number}"), _("Open the item")
            title = title.format(number=number)
            self.app.push_screen(
                Confirm(title, _opening(view, item), act, details=details), answered
            )

        self.read(lambda: rivals_at(desk, meeting_id, number), confirm, group="rivals")

    def _opened(self) -> None:
        self._is_opening = False
        self.to_first_voice()

    # -- hands

    def action_meeting_hands(self) -> None:
        """Ask for the totals of a show of hands, checked against the voices as they are typed."""
        self.once_written(self._ask_hands)

    def _ask_hands(self) -> None:
        found = self.need_item_in_sitting(votes=True)
        if found is None:
            return
        view, item = found
        if item.ballots or sealed_on(view, item):
            self.say(
                _("A roll call has begun on this item: hands cannot be added to it."),
                is_problem=True,
            )
            return
        counting = _Counting(view, item, self.session.desk.committee)

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.ask_decision(view, item, _hands(values))

        asked = [
            Field("votes_for", _("For"), required=True),
            Field("votes_against", _("Against"), "0"),
            Field("abstentions", _("Abstentions"), "0"),
        ]
        title = ngettext(
            "Item {number}: hands raised, {count} voice",
            "Item {number}: hands raised, {count} voices",
            counting.voices,
        ).format(number=item.item.number, count=counting.voices)
        form = Form(
            title,
            asked,
            save=_("Go on to the decision"),
            check=counting.complaint,
            live=counting.outcome,
        )
        self.app.push_screen(form, answered)


class _Counting:
    """Hands as they are typed, held against the voices of the item."""

    def __init__(self, view: MeetingView, item: ItemView, committee: Committee) -> None:
        self._view = view
        self._item = item
        self._committee = committee
        self.voices = len(item.electorate.voices())

    def complaint(self, values: Mapping[str, str]) -> str:
        """Return what is wrong with the totals, or nothing."""
        if not all(value.strip().isdecimal() for value in values.values() if value.strip()):
            return _("Hands are whole numbers.")
        given = sum(_hands(values)[:3])
        if given <= self.voices:
            return ""
        return _("{given} hands for {voices} voices: count again.").format(
            given=given, voices=self.voices
        )

    def outcome(self, values: Mapping[str, str]) -> str:
        """Return what the totals would decide."""
        hands = _hands(values)
        try:
            adopted = verdict_of(self._view, self._item, self._committee, hands=hands).adopted
        except RefusedError as error:
            return error.message
        words = (
            _("{given} hands of {voices} voices: ADOPTED")
            if adopted
            else _("{given} hands of {voices} voices: NOT ADOPTED")
        )
        return words.format(given=sum(hands[:3]), voices=self.voices)


def _opening(view: MeetingView, item: ItemView) -> str:
    """Say what opening the vote freezes."""
    block = view.meeting.block_of(item.item.number)
    if block:
        return _("Items {numbers} are put to one vote, each on its text as it stands.").format(
            numbers=", ".join(str(entry.number) for entry in block)
        )
    if item.ballots:
        return _("“{title}” is put to the vote again: the ballots already cast are void.").format(
            title=item.item.title
        )
    if not item.item.is_text:
        said = _("“{title}” has no text: once it is open, C takes note of it without a vote.")
    else:
        said = _("“{title}” is put to the vote on the text as it stands.")
    return said.format(title=item.item.title)


def _hands(values: Mapping[str, str]) -> HandCount:
    votes_for, votes_against, abstentions = (
        int(text) if (text := values[name].strip()).isdecimal() else 0
        for name in ("votes_for", "votes_against", "abstentions")
    )
    return HandCount(votes_for, votes_against, abstentions)
