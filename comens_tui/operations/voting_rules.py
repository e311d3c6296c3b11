"""Change the rules under which the committee is convened and votes.

What was convened, closed or decided keeps its own copy: a change moves nothing past.
"""

from collections.abc import Mapping

from pydantic import ValidationError

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.committee import Committee, VotingRules
from comens_tui.model.places import COMMITTEE
from comens_tui.model.words import MeetingState
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.rules.profiles import PROFILES


def change_rules(
    desk: Desk,
    *,
    profile: str | None = None,
    values: Mapping[str, str | int | bool] | None = None,
    seen: str | None = None,
) -> Receipt:
    """Take a profile whole, or change some values of the rules; first the one, then the other.

    `values` are named as in `VotingRules`; words are read as its files are.

    Raises:
        RefusedError: A name or a value is not of the rules, or a meeting is open.
    """
    with drafting(desk, "meeting.rules") as draft:
        committee = draft.snapshot.committee
        draft.check_seen(COMMITTEE, seen, Committee)
        _require_no_open_meeting(draft)
        rules = _changed(committee.rules if profile is None else _profile(profile), values or {})
        before, after = committee.rules.model_dump(), rules.model_dump()
        changes = [
            f"{key} {written(before[key])} → {written(after[key])}"
            for key in after
            if after[key] != before[key]
        ]
        draft.put(COMMITTEE, committee.model_copy(update={"rules": rules}))
        return draft.commit(
            N_("Change the voting rules: {changes}"),
            record="committee",
            changes=", ".join(changes),
        )


def written(value: str | int | bool) -> str:
    """Return a value as files have it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _require_no_open_meeting(draft: Draft) -> None:
    meeting = next(
        (item for item in draft.snapshot.meetings.values() if item.state is MeetingState.OPEN), None
    )
    if meeting is not None:
        raise RefusedError(
            _("Meeting {id} is open: its rules cannot change under it.").format(id=meeting.id),
            hint=_("Close it first: comens meeting attend {id} --close").format(id=meeting.id),
        )


def _profile(name: str) -> VotingRules:
    if name not in PROFILES:
        raise RefusedError(
            _("There is no profile {profile}.").format(profile=name),
            hint=_("The profiles are: {profiles}.").format(profiles=", ".join(PROFILES)),
        )
    return PROFILES[name]


def _changed(rules: VotingRules, values: Mapping[str, str | int | bool]) -> VotingRules:
    known = [key for key in VotingRules.model_fields if key != "profile"]
    for key in values:
        if key not in known:
            raise RefusedError(
                _("The rules have no value named {key}.").format(key=key),
                hint=_("Their names are: {names}.").format(names=", ".join(known)),
            )
    try:
        return VotingRules.model_validate(rules.model_dump() | dict(values))
    except ValidationError as error:
        key = str(error.errors()[0]["loc"][0])
        raise RefusedError(
            _("{key} cannot be “{value}”.").format(key=key, value=values[key]),
            hint=_("What it can be: {values}").format(values=possible(key)),
        ) from error


def possible(key: str) -> str:
    """Return what a value of the rules can be, as it is written in `--set`."""
    field = VotingRules.model_json_schema()["properties"][key]
    if field["type"] == "boolean":
        return "true, false"
    if field["type"] == "integer":
        return _("a whole number from {lowest} to {highest}").format(
            lowest=field["minimum"], highest=field["maximum"]
        )
    return str(field["pattern"]).strip("^$()").replace("|", ", ")
