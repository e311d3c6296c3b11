"""The decision on an item: its sense, its reason, what members disagree with, what follows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from comens_tui.i18n import _, ngettext
from comens_tui.model.decision import Count, Opinion
from comens_tui.model.words import Sense
from comens_tui.operations import blocks, deliberation
from comens_tui.operations.amending import is_amended
from comens_tui.operations.deliberation import Asked
from comens_tui.operations.draft import Receipt
from comens_tui.operations.follow_ups import Task
from comens_tui.operations.meeting_views import ItemView, MeetingView, verdict_of
from comens_tui.operations.secret_ballots import HandCount
from comens_tui.rules.senses import usual_sense
from comens_tui.rules.votes import Verdict
from comens_tui.text.days import long_day
from comens_tui.text.labels import label
from comens_tui.tui import prose
from comens_tui.tui.meeting_items import readings, sealed_on
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.prose import Block, paragraph
from comens_tui.tui.screens.meeting_room import MeetingRoom
from comens_tui.tui.widgets.rows import ListRow

#: What can be decided on an item, by its kind, when the vote adopts and when it does not.
_SENSES = {
    "proposal": (
        (Sense.ADOPT, Sense.DEFER, Sense.RETURN, Sense.PRIORITISE),
        (Sense.REJECT, Sense.DEFER, Sense.RETURN, Sense.PRIORITISE),
    ),
    "minutes": ((Sense.ADOPT, Sense.DEFER), (Sense.REJECT, Sense.DEFER)),
    "information": ((Sense.TAKE_NOTE,), (Sense.TAKE_NOTE,)),
}
_WITH_REASON = (Sense.REJECT, Sense.DEFER, Sense.RETURN)
#: How long somebody has, unless another day is typed.
_USUAL_TERM = timedelta(days=30)
#: The vote itself says the sense: the sealed ballots that the act opens may turn it.
_AS_VOTED = "as-voted"
_CANCEL, _RECORD, _OPINION, _FOLLOW_UP = "cancel", "record", "opinion", "follow-up"


@dataclass(frozen=True)
class _Deciding:
    """A decision being prepared; without a sense the vote says it, its ballots opened."""

    view: MeetingView
    item: ItemView
    verdict: Verdict
    sense: Sense | None
    asked: Asked


class MeetingDecisions(MeetingRoom):
    """From the verdict to the record."""

    def action_meeting_decide(self) -> None:
        """Ask for the sense of the decision, then for its confirmation."""
        self.once_written(self._ask_on_item)

    def _ask_on_item(self) -> None:
        found = self.need_item_in_sitting(votes=True)
        if found is not None and found[1].item.vote == "secret":
            self.ask_papers(*found)
        elif found is not None:
            self.ask_decision(*found)

    def ask_papers(self, view: MeetingView, item: ItemView) -> None:
        """Ask for the papers of a secret ballot."""
        raise NotImplementedError

    def ask_decision(
        self, view: MeetingView, item: ItemView, hands: HandCount | None = None
    ) -> None:
        """Ask for the sense of the decision, by the ballots or by `hands`."""
        committee = self.session.desk.committee
        verdict = verdict_of(view, item, committee, hands=hands)
        if not verdict.quorate:
            self.say(
                _("Without a quorum nothing is decided: {verdict}").format(
                    verdict=verdict.sentence
                ),
                is_problem=True,
            )
            return
        adopting, others = _SENSES[item.item.kind]
        senses = adopting if verdict.adopted else others
        if senses[0] is Sense.ADOPT and is_amended(view.meeting, item.item.number):
            senses = (Sense.ADOPT_AMENDED, *senses[1:])
        sealed = sealed_on(view, item)
        by_vote = bool(sealed) and item.item.is_text
        offered: list[Sense | None] = [None, *senses[1:]] if by_vote else [*senses]
        rows = [
            ListRow(sense or _AS_VOTED, (_sense_words(sense), _outcome(item, sense)))
            for sense in offered
        ]

        def answered(chosen: str | None) -> None:
            if chosen is None:
                return
            sense = None if chosen == _AS_VOTED else Sense(chosen)
            kept = verdict_of(view, item, committee, hands=hands, sense=sense)
            deciding = _Deciding(view, item, kept, sense, Asked(sense=sense, hands=hands))
            if sense in _WITH_REASON:
                self._ask_reason(deciding)
            else:
                self._confirm(deciding)

        title = _("Decide item {number}").format(number=item.item.number)
        usual = usual_sense(item.item)
        shown = verdict_of(view, item, committee, hands=hands, sense=usual)
        said = [*_sealed_words(len(sealed)), *readings(shown)]
        if item.item.is_text and not sealed and not _voted(verdict.count):
            text = _("Nobody has voted: Esc, then h counts hands, and Enter calls the roll.")
            said.insert(0, paragraph(text, prose.WARNING, mark="!"))
        self.app.push_screen(Choose(title, rows, blocks=said, read_first=True), answered)

    def _ask_reason(self, deciding: _Deciding) -> None:
        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                reason = values["reason"].strip()
                self._confirm(replace(deciding, asked=deciding.asked._replace(reason=reason)))

        title = _("Reason: {sense}").format(sense=_sense_words(deciding.sense))
        default = deciding.verdict.sentence if deciding.sense is Sense.REJECT else ""
        fields = [Field("reason", _("Reason"), default, long=True, required=True)]
        self.app.push_screen(Form(title, fields, save=_("Go on")), answered)

    def _confirm(self, deciding: _Deciding) -> None:
        """Restate what is about to be written; Cancel comes first."""
        rows = (
            ListRow(_CANCEL, (_("Cancel: nothing is written"), "")),
            ListRow(_RECORD, (_("Record the decision, for good"), ""), prose.STRONG),
            ListRow(_OPINION, (_("Add a disagreement in a member's words"), "")),
            ListRow(_FOLLOW_UP, (_("Add what is to be done next"), "")),
        )

        def answered(chosen: str | None) -> None:
            if chosen == _RECORD:
                self._record(deciding)
            elif chosen == _OPINION:
                self._ask_opinion(deciding)
            elif chosen == _FOLLOW_UP:
                self._ask_follow_up(deciding)

        item = deciding.item.item
        title = _("Item {number}: {title}").format(number=item.number, title=item.title)
        blocks_ = tuple(self._restated(deciding))
        window = Choose(title, rows, blocks=blocks_, first_width=56, read_first=True)
        self.app.push_screen(window, answered)

    def _restated(self, deciding: _Deciding) -> list[Block]:
        asked, names = deciding.asked, self.names()
        consequence = _("{sense}: {outcome}").format(
            sense=_sense_words(deciding.sense), outcome=_outcome(deciding.item, deciding.sense)
        )
        said = [paragraph(consequence, prose.STRONG)]
        block = deciding.view.meeting.block_of(deciding.item.item.number)
        if block:
            numbers = ", ".join(str(entry.number) for entry in block)
            said.append(
                paragraph(
                    _("One decision is written for each of the items {numbers}.").format(
                        numbers=numbers
                    )
                )
            )
        said += _sealed_words(len(sealed_on(deciding.view, deciding.item)))
        said += readings(deciding.verdict)
        if asked.reason and asked.reason != deciding.verdict.sentence:
            said.append(paragraph(_("Reason: {reason}").format(reason=asked.reason)))
        said += [
            paragraph(
                _("Disagreement of {name}: {text}").format(
                    name=names.get(opinion.member, opinion.member), text=opinion.text
                )
            )
            for opinion in asked.opinions
        ]
        said += [
            paragraph(
                _("To be done next by {name}, no later than {day}: {text}").format(
                    name=names.get(task.owner, task.owner), day=long_day(task.due), text=task.text
                )
            )
            for task in asked.actions
        ]
        return [*said, Block()]

    def _ask_opinion(self, deciding: _Deciding) -> None:
        """Ask whose disagreement it is, then for their words."""
        here = deciding.item.electorate.voices()
        rows = [
            ListRow(member.id, (member.name, member.title))
            for member in self.sitting()
            if member.id in here
        ]

        def chosen(member_id: str | None) -> None:
            if member_id is None:
                self._confirm(deciding)
            else:
                self._ask_words(deciding, member_id)

        self.app.push_screen(Choose(_("Whose disagreement"), rows, first_width=28), chosen)

    def _ask_words(self, deciding: _Deciding, member_id: str) -> None:
        def answered(values: Mapping[str, str] | None) -> None:
            if values is None:
                self._confirm(deciding)
                return
            others = [one for one in deciding.asked.opinions if one.member != member_id]
            opinion = Opinion(member=member_id, text=values["text"].strip())
            asked = deciding.asked._replace(opinions=(*others, opinion))
            self._confirm(replace(deciding, asked=asked))

        name = self.names().get(member_id, member_id)
        title = _("Disagreement of {name}, in their words").format(name=name)
        kept = {one.member: one.text for one in deciding.asked.opinions}
        fields = [Field("text", _("Words"), kept.get(member_id, ""), long=True, required=True)]
        self.app.push_screen(Form(title, fields, save=_("Go on")), answered)

    def _ask_follow_up(self, deciding: _Deciding) -> None:
        """Ask who is to do something next, then what, and by which day."""
        rows = [ListRow(member.id, (member.name, member.title)) for member in self.sitting()]

        def chosen(member_id: str | None) -> None:
            if member_id is None:
                self._confirm(deciding)
            else:
                self._ask_task(deciding, member_id)

        self.app.push_screen(Choose(_("Who is to do it"), rows, first_width=28), chosen)

    def _ask_task(self, deciding: _Deciding, owner: str) -> None:
        today = self.session.desk.today()
        usual = today + _USUAL_TERM

        def wrong(values: Mapping[str, str]) -> str:
            try:
                due = date.fromisoformat(values["due"].strip())
            except ValueError:
                return _("The date is written like {example}.").format(example=usual.isoformat())
            return "" if due >= today else _("That day is past: give a later one.")

        def answered(values: Mapping[str, str] | None) -> None:
            asked = deciding.asked
            if values is not None:
                due = date.fromisoformat(values["due"].strip())
                task = Task(" ".join(values["text"].split()), owner, due)
                asked = asked._replace(actions=(*asked.actions, task))
            self._confirm(replace(deciding, asked=asked))

        fields = [
            Field("text", _("To do"), required=True),
            Field("due", _("By which day"), usual.isoformat(), required=True),
        ]
        title = _("To be done next by {name}").format(name=self.names().get(owner, owner))
        self.app.push_screen(Form(title, fields, save=_("Go on"), check=wrong), answered)

    def _record(self, deciding: _Deciding) -> None:
        desk, view, asked = self.session.desk, deciding.view, deciding.asked
        meeting_id, number = view.meeting.id, deciding.item.item.number

        def decide() -> Receipt:
            if deciding.item.item.block:
                # The vote says the sense of each item: their counts may differ.
                by_vote = deciding.sense in (Sense.ADOPT, Sense.REJECT)
                whole = asked._replace(sense=None) if by_vote else asked
                if asked.reason == deciding.verdict.sentence:
                    whole = whole._replace(reason=None)
                return blocks.decide_block(desk, meeting_id, number, whole, seen=view.seen)
            return deliberation.decide_item(
                desk,
                meeting_id,
                number,
                sense=asked.sense,
                reason=asked.reason,
                hands=asked.hands,
                opinions=asked.opinions,
                actions=asked.actions,
                seen=view.seen,
            )

        self.act(decide)


def _voted(count: Count) -> int:
    """Return how many votes were given, papers for neither side included."""
    by_side = count.votes_for + count.votes_against + count.abstentions
    return by_side + count.blank + count.spoiled


def _sense_words(sense: Sense | None) -> str:
    return _("as the vote says") if sense is None else label(sense)


def _sealed_words(count: int) -> Iterator[Block]:
    """Say that ballots are opened by the act, so that the count shown is not the last word."""
    if count:
        text = ngettext(
            "{count} sealed ballot is opened by this act; without it the count is:",
            "{count} sealed ballots are opened by this act; without them the count is:",
            count,
        )
        yield paragraph(text.format(count=count), prose.WARNING, mark="!")


def _outcome(item: ItemView, sense: Sense | None) -> str:
    """Say what a decision does, before it is taken."""
    if sense is None:
        return _("adopted or rejected, all ballots counted")
    if item.item.kind == "minutes":
        return _("the minutes are approved") if sense is Sense.ADOPT else _("they wait")
    return {
        Sense.ADOPT: _("the corpus takes the text voted, in the same act"),
        Sense.ADOPT_AMENDED: _("the corpus takes the text voted, in the same act"),
        Sense.REJECT: _("the corpus stays as it is"),
        Sense.DEFER: _("it comes back at a later meeting"),
        Sense.RETURN: _("it goes back to its author"),
        Sense.PRIORITISE: _("it goes back to the work programme"),
    }.get(sense, _("it is written in the minutes"))
