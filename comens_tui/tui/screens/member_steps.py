"""The committee in a window: seat somebody, end a mandate, give a group its capacity."""

from collections.abc import Mapping

from comens_tui.i18n import _
from comens_tui.model.committee import Member, WorkingGroup
from comens_tui.model.programme import MOST_DAYS
from comens_tui.model.words import Role
from comens_tui.operations import members
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt
from comens_tui.text.labels import label
from comens_tui.tui import prose
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.screens.list_screen import ListScreen
from comens_tui.tui.typed_days import day_complaint, typed_day
from comens_tui.tui.widgets.rows import ListRow

_ADD, _GROUP = "+member", "+group"
_MEMBER, _OF_GROUP = "member:", "group:"
_NO_GROUP = "none"
_YES, _NO = "yes", "no"


class MemberSteps:
    """The committee as a list, each line of which leads to one act."""

    def __init__(self, screen: ListScreen) -> None:
        """`screen` is where the steps are asked, and what reads and acts."""
        self._screen = screen

    def start(self) -> None:
        """Read the committee as it now stands, and show it."""
        desk = self._screen.session.desk
        self._screen.read(desk.current, self._show, group="committee")

    def _show(self, desk: Desk) -> None:
        self._screen.session.desk = desk
        committee = desk.committee
        rows = [
            ListRow(_ADD, (_("seat somebody"), _("their name, e-mail and role")), prose.STRONG),
            ListRow(_GROUP, (_("found a group"), _("its id, name and capacity")), prose.STRONG),
        ]
        today = desk.today()
        rows += [
            ListRow(
                f"{_MEMBER}{member.id}",
                (member.name, _said(member)),
                prose.PLAIN if member.sits_on(today) else prose.QUIET,
            )
            for member in committee.members
        ]
        rows += [
            ListRow(f"{_OF_GROUP}{group.id}", (group.id, _capacity(group)))
            for group in committee.working_groups
        ]

        def answered(key: str | None) -> None:
            if key == _ADD:
                self._ask_member(desk)
            elif key == _GROUP:
                self._ask_group(desk, None)
            elif key is not None and key.startswith(_MEMBER):
                self._ask_end(desk, key.removeprefix(_MEMBER))
            elif key is not None:
                self._ask_group(desk, key.removeprefix(_OF_GROUP))

        self._screen.app.push_screen(Choose(_("The committee"), rows, first_width=26), answered)

    def _written(self, _receipt: Receipt) -> None:
        self.start()

    def _ask_member(self, desk: Desk) -> None:
        committee = desk.committee
        roles = tuple((role.value, label(role)) for role in Role)
        colleges = tuple((item.id, item.name) for item in committee.colleges)
        groups = (
            (_NO_GROUP, _("none")),
            *((item.id, item.name) for item in committee.working_groups),
        )
        asked = [
            Field("name", _("First name and name"), required=True),
            Field("email", _("E-mail, as git knows it"), required=True),
            Field("role", _("Role"), Role.MEMBER.value, choices=roles),
            Field("voting", _("Votes"), _YES, choices=((_YES, _("yes")), (_NO, _("no")))),
            Field("college", _("College"), choices=colleges),
            Field("group", _("Working group"), _NO_GROUP, choices=groups),
            Field("title", _("Quality in the minutes")),
        ]

        def answered(values: Mapping[str, str] | None) -> None:
            if values is None:
                return
            group = values["group"]
            self._screen.act(
                lambda: members.add_member(
                    desk,
                    name=values["name"],
                    email=values["email"],
                    college=values["college"],
                    title=values["title"],
                    voting=values["voting"] == _YES,
                    roles=(Role(values["role"]),),
                    working_groups=() if group == _NO_GROUP else (group,),
                ),
                then=self._written,
            )

        form = Form(_("Seat somebody"), asked, save=_("Seat them from today"))
        self._screen.app.push_screen(form, answered)

    def _ask_end(self, desk: Desk, member_id: str) -> None:
        member = desk.committee.member(member_id)
        if member is None:
            return
        end = member.mandate.end or desk.today()

        def wrong(values: Mapping[str, str]) -> str:
            return day_complaint(values["day"], end)

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                day = typed_day(values["day"])
                self._screen.act(
                    lambda: members.end_mandate(desk, member_id, day), then=self._written
                )

        asked = [Field("day", _("Last day of the mandate"), end.isoformat(), required=True)]
        form = Form(member.name, asked, save=_("End the mandate"), check=wrong)
        self._screen.app.push_screen(form, answered)

    def _ask_group(self, desk: Desk, group_id: str | None) -> None:
        """Ask for a new group, or for what changes in one."""
        known = next((item for item in desk.committee.working_groups if item.id == group_id), None)
        capacity = "" if known is None or known.capacity is None else str(known.capacity)
        asked = [
            Field("name", _("Name"), known.name if known else "", required=True),
            Field("capacity", _("Days of work in one cycle"), capacity),
        ]
        if known is None:
            asked.insert(0, Field("id", _("Id, such as GT1"), required=True))

        def wrong(values: Mapping[str, str]) -> str:
            days = values["capacity"].strip()
            if days and not (days.isdecimal() and int(days) <= MOST_DAYS):
                return _("Days are a whole number, up to {most}.").format(most=MOST_DAYS)
            return ""

        def answered(values: Mapping[str, str] | None) -> None:
            if values is None:
                return
            days = values["capacity"].strip()
            self._screen.act(
                lambda: members.set_group(
                    desk,
                    group_id or values["id"].strip(),
                    name=values["name"].strip(),
                    capacity=int(days) if days else None,
                ),
                then=self._written,
            )

        title = _("Found a group") if known is None else known.id
        form = Form(title, asked, save=_("Write it down"), check=wrong)
        self._screen.app.push_screen(form, answered)


def _said(member: Member) -> str:
    roles = ", ".join(label(role) for role in member.roles)
    if member.mandate.end is None:
        return roles
    return _("{roles}, until {day}").format(roles=roles, day=member.mandate.end.isoformat())


def _capacity(group: WorkingGroup) -> str:
    if group.capacity is None:
        return _("{name}: capacity not known").format(name=group.name)
    return _("{name}: {count} days in a cycle").format(name=group.name, count=group.capacity)
