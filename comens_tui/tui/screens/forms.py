"""Forms that several screens ask for, and what becomes of their values."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from comens_tui.i18n import N_, _
from comens_tui.model.proposal import Rating
from comens_tui.model.words import Effort, Nature, Principle
from comens_tui.operations import convocation, meetings, proposals
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt
from comens_tui.operations.views import Review
from comens_tui.text.labels import label
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.screens.base import BaseScreen

Job = Callable[[], Receipt]

_HARMS = (N_("none"), N_("slight"), N_("real"), N_("serious"), N_("very serious"))
_REACHES = (
    N_("nobody"),
    N_("a few people"),
    N_("one kind of users"),
    N_("most users"),
    N_("everybody"),
)
_SOURCES = (N_("none"), N_("one"), N_("two"), N_("three"), N_("four or more"))
_CONFIDENCES = (("0.5", N_("low")), ("0.8", N_("fair")), ("1", N_("high")))
_NATURES = {
    Nature.EDITORIAL: N_("fast track: no scoring, no consultation"),
    Nature.SUBSTANTIVE: N_("instructed, rated, prioritised, then voted"),
}
#: The effects on the norm that an editorial change cannot have.
_MEETING_FORMAT = "%Y-%m-%d %H:%M"
_USUAL_NOTICE = timedelta(days=14)


def nature_meaning(nature: Nature) -> str:
    """Return what a nature leads to."""
    return _(_NATURES[nature])


def proposed_nature(review: Review) -> Nature:
    """Return the nature that the redline suggests; a person confirms it."""
    changed = [
        clause
        for change in review.changes
        for clause in change.redline.clauses
        if clause.change != "same"
    ]
    substantive = any(clause.effects or clause.nature == Nature.SUBSTANTIVE for clause in changed)
    return Nature.SUBSTANTIVE if substantive else Nature.EDITORIAL


# -- rating


def _scale(words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(number), _(word)) for number, word in enumerate(words))


def rating_fields(own: Rating | None) -> list[Field]:
    """Return the fields of a rating, filled with one's former one."""
    fields = [
        Field(
            f"harm_{principle}",
            _("Harm to {principle}").format(principle=label(principle)),
            str(own.harms.get(principle, 0)) if own else "0",
            _scale(_HARMS),
        )
        for principle in Principle
    ]
    efforts = tuple((effort.value, effort.value) for effort in Effort)
    return [
        *fields,
        Field("reach", _("People concerned"), str(own.reach) if own else "0", _scale(_REACHES)),
        Field(
            "corroboration",
            _("Independent sources"),
            str(own.corroboration) if own else "0",
            _scale(_SOURCES),
        ),
        Field(
            "confidence",
            _("Confidence"),
            f"{own.confidence.normalize():f}" if own else "0.8",
            tuple((key, _(words)) for key, words in _CONFIDENCES),
        ),
        Field("effort", _("Effort"), own.effort.value if own else Effort.M.value, efforts),
        Field("note", _("Note"), (own.note or "") if own else ""),
    ]


def rate(desk: Desk, proposal_id: str, values: Mapping[str, str]) -> Receipt:
    """Record the rating that the form holds."""
    return proposals.rate_proposal(
        desk,
        proposal_id,
        harms={principle: int(values[f"harm_{principle}"]) for principle in Principle},
        reach=int(values["reach"]),
        corroboration=int(values["corroboration"]),
        confidence=Decimal(values["confidence"]),
        effort=Effort(values["effort"]),
        note=values["note"].strip() or None,
    )


# -- proposal

_NO_GROUP = "none"


def group_field(desk: Desk, value: str | None = None) -> Field:
    """Return the field that asks which working group is in charge."""
    groups = {item.id: item.name for item in desk.committee.working_groups}
    known = {_NO_GROUP: _("none yet"), **groups}
    chosen = value or _NO_GROUP
    choices = tuple(({chosen: chosen} | known).items())
    return Field("group", _("Working group"), chosen, choices=choices)


def group_of(values: Mapping[str, str]) -> str | None:
    """Return the working group that was picked, None for none."""
    return None if values["group"] == _NO_GROUP else values["group"]


# -- meeting


def ask_meeting(
    screen: BaseScreen,
    proposal_ids: tuple[str, ...] = (),
    *,
    second_of: str | None = None,
    then: Callable[[Receipt], None] | None = None,
) -> None:
    """Ask when and where, then plan a meeting with these proposals on its agenda.

    With `second_of` it is the second meeting after that one, on what it left. `then` is called
    once it is planned.
    """
    desk = screen.session.desk
    zone = ZoneInfo(desk.committee.timezone)
    usual = (desk.now() + _USUAL_NOTICE).replace(hour=14, minute=0)

    def when(values: Mapping[str, str]) -> datetime:
        return datetime.strptime(values["planned"].strip(), _MEETING_FORMAT).replace(tzinfo=zone)

    def wrong(values: Mapping[str, str]) -> str:
        try:
            when(values)
        except ValueError:
            return _("The date is written like {example}.").format(
                example=usual.strftime(_MEETING_FORMAT)
            )
        return ""

    def answered(values: Mapping[str, str] | None) -> None:
        if values is None:
            return
        planned, title = when(values), values["title"].strip() or None
        place = values["place"].strip()
        if second_of is not None:
            screen.act(
                lambda: convocation.plan_second_meeting(
                    desk, second_of, planned=planned, title=title, place=place
                ),
                then,
            )
            return
        screen.act(
            lambda: meetings.plan_meeting(
                desk, planned=planned, title=title, place=place, proposals=proposal_ids
            ),
            then,
        )

    fields = [
        Field("planned", _("Date and time"), usual.strftime(_MEETING_FORMAT), required=True),
        Field("title", _("Title")),
        Field("place", _("Place")),
    ]
    heading = (
        _("Plan a second meeting after {id}, without a quorum").format(id=second_of)
        if second_of
        else _("Plan a meeting")
    )
    form = Form(heading, fields, save=_("Plan the meeting"), check=wrong)
    screen.app.push_screen(form, answered)
