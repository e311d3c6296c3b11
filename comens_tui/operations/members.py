"""Acts on the committee file: who sits, until when, and in which groups and colleges."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.committee import College, Committee, Mandate, Member, WorkingGroup
from comens_tui.model.places import COMMITTEE
from comens_tui.model.words import Role
from comens_tui.operations import workspaces
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Draft, Receipt, drafting
from comens_tui.rules import authority

_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+")
_KEY = re.compile(r"(?:ssh-|ecdsa-|sk-)[a-z0-9@.-]+ [A-Za-z0-9+/=]+")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")


def add_member(
    desk: Desk,
    *,
    name: str,
    email: str,
    college: str | None = None,
    kind: str = "qualified",
    title: str = "",
    voting: bool = True,
    roles: tuple[Role, ...] = (Role.MEMBER,),
    working_groups: tuple[str, ...] = (),
    start: date | None = None,
    end: date | None = None,
    key: str | None = None,
) -> Receipt:
    """Seat somebody: the mandate starts today, and has no end, where nothing else is said.

    The id is made of the name, and is the record of the receipt. `college` may be left out
    where there is one; `key` is an SSH public key.

    Raises:
        RefusedError: Somebody has that id or e-mail, or the address, the key, the dates, the
            college or a working group are not right.
    """
    with drafting(desk, "member.edit") as draft:
        committee = draft.snapshot.committee
        name, email = " ".join(name.split()), email.strip()
        new_id = workspaces.member_id(name)
        _require_new(committee, new_id, email)
        first = start or desk.today()
        if end is not None and end < first:
            raise RefusedError(_("A mandate cannot end before it starts."))
        member = Member(
            id=new_id,
            name=name,
            email=email,
            title=title.strip(),
            college=_college(committee, college),
            kind=kind,
            voting=voting,
            roles=roles,
            mandate=Mandate(start=first, end=end),
            working_groups=_groups(committee, working_groups),
            keys=() if key is None else (_public_key(key),),
        )
        _put(draft, members=(*committee.members, member))
        return draft.commit(
            N_("Seat {member} on the committee, as {id}"),
            record=new_id,
            others=("committee",),
            member=member.name,
        )


def end_mandate(desk: Desk, member_id: str, last_day: date | None = None) -> Receipt:
    """Say on which day the mandate of a member ends, that day included; by default today.

    Raises:
        RefusedError: Nobody has that id, the day is before the mandate, or nobody would be
            left to keep the committee.
    """
    with drafting(desk, "member.edit") as draft:
        leaving = draft.known_member(member_id)
        day = last_day or desk.today()
        if day < leaving.mandate.start:
            raise RefusedError(
                _("The mandate of {name} starts on {start} only.").format(
                    name=leaving.name, start=leaving.mandate.start.isoformat()
                )
            )
        ended = leaving.model_copy(
            update={"mandate": Mandate(start=leaving.mandate.start, end=day)}
        )
        members = tuple(
            ended if item.id == member_id else item for item in draft.snapshot.committee.members
        )
        _require_bureau(members, day)
        _put(draft, members=members)
        return draft.commit(
            N_("End the mandate of {member} on {day}"),
            record="committee",
            member=leaving.name,
            day=day.isoformat(),
        )


def set_group(
    desk: Desk,
    group: str,
    *,
    name: str | None = None,
    lead: str | None = None,
    capacity: int | None = None,
) -> Receipt:
    """Found a working group, or change what is given of one: days of work in a cycle, lead.

    Raises:
        RefusedError: The id is not one, a new group has no name, or its lead is nobody.
    """
    with drafting(desk, "member.edit") as draft:
        if lead is not None:
            draft.known_member(lead)
        given = {"name": name, "lead": lead, "capacity": capacity}
        groups = _with(draft.snapshot.committee.working_groups, WorkingGroup, group, given)
        _put(draft, working_groups=groups)
        return draft.commit(N_("Set up working group {group}"), record="committee", group=group)


def set_college(desk: Desk, college: str, name: str) -> Receipt:
    """Found a college, or give it another name.

    Raises:
        RefusedError: The id is not one.
    """
    with drafting(desk, "member.edit") as draft:
        colleges = _with(draft.snapshot.committee.colleges, College, college, {"name": name})
        _put(draft, colleges=colleges)
        return draft.commit(N_("Set up college {college}"), record="committee", college=college)


def _with(
    items: tuple[Any, ...], model: Callable[..., Any], key: str, given: dict[str, Any]
) -> Any:
    """Return the items with one changed by what is given, or added at the end."""
    told = {field: value for field, value in given.items() if value is not None}
    if any(item.id == key for item in items):
        return tuple(item.model_copy(update=told) if item.id == key else item for item in items)
    if not _ID.fullmatch(key):
        raise RefusedError(
            _("“{id}” is no id: letters, digits, hyphens.").format(id=key),
            hint=_("Write it like GT1 or users."),
        )
    if not told.get("name"):
        raise RefusedError(_("{id} is new: it needs a name.").format(id=key))
    return (*items, model(id=key, **told))


def _put(draft: Draft, **changes: Any) -> None:
    draft.put(COMMITTEE, draft.snapshot.committee.model_copy(update=changes))


def _require_new(committee: Committee, new_id: str, email: str) -> None:
    if not _EMAIL.fullmatch(email):
        raise RefusedError(_("“{email}” is no e-mail address.").format(email=email))
    for member in committee.members:
        if member.id == new_id or member.email.casefold() == email.casefold():
            raise RefusedError(
                _("{name} is in the committee already, as {id}.").format(
                    name=member.name, id=member.id
                ),
                hint=_("See the members with: comens member list"),
            )


def _college(committee: Committee, college: str | None) -> str:
    known = [item.id for item in committee.colleges]
    if college is None and len(known) == 1:
        return known[0]
    if college not in known:
        raise RefusedError(
            _("There is no college “{college}”.").format(college=college or "—"),
            hint=_("Colleges: {ids}. Found another with: comens member college ID NAME").format(
                ids=", ".join(known)
            ),
        )
    return str(college)


def _groups(committee: Committee, groups: tuple[str, ...]) -> tuple[str, ...]:
    known = [item.id for item in committee.working_groups]
    for group in groups:
        if group not in known:
            raise RefusedError(
                _("There is no working group {group}.").format(group=group),
                hint=_("Groups: {ids}. Found it with: comens member group ID --name NAME").format(
                    ids=", ".join(known) or "—"
                ),
            )
    return groups


def _public_key(text: str) -> str:
    words = " ".join(text.split()[:2])
    if not _KEY.fullmatch(words):
        raise RefusedError(
            _("This is no SSH public key."),
            hint=_("It is in a file like ~/.ssh/id_ed25519.pub; never give the private one."),
        )
    return words


def _require_bureau(members: tuple[Member, ...], day: date) -> None:
    """Refuse that nobody is left who may change the committee after `day`."""
    after = date.fromordinal(day.toordinal() + 1)
    if not any(
        authority.may("member.edit", item.roles) and item.sits_on(after) for item in members
    ):
        raise RefusedError(
            _("Nobody would be left to keep the committee after {day}.").format(
                day=day.isoformat()
            ),
            hint=_("Seat another chair or secretary first: comens member add … --role secretary"),
        )
