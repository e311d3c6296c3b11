"""What can be done with the ranking: draw up a programme, move an entry, record its adoption."""

import re
from collections.abc import Mapping
from pathlib import Path

from comens_tui.exchange.programme_files import FORMS, programme_text
from comens_tui.exchange.programme_table import programme_title
from comens_tui.i18n import _
from comens_tui.model.programme import CYCLE
from comens_tui.model.words import ProgrammeState, Sense
from comens_tui.operations import programmes
from comens_tui.operations.programmes import Move, ProgrammeView
from comens_tui.operations.written_papers import write_answer
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.prose import paragraph
from comens_tui.tui.screens.list_screen import ListScreen
from comens_tui.tui.typed_paths import typed_path
from comens_tui.tui.widgets.rows import ListRow

_CAPACITY = re.compile(r"\s*([^=,\s]+)\s*=\s*(\d{1,4})\s*")


class PriorityActs(ListScreen):
    """The acts of the screen of priorities, on the programme that it shows."""

    programme: ProgrammeView | None = None
    is_programme: bool = False

    # -- drawing up

    def action_priority_plan(self) -> None:
        """Ask for the cycle and the capacities, then draw the programme up."""
        desk = self.session.desk
        view = self.programme
        days = {
            group.id: group.capacity
            for group in desk.committee.working_groups
            if group.capacity is not None
        }
        cycle = programmes.cycle_of(desk.today())
        if view is not None and view.sheet.programme.state is ProgrammeState.DRAFT:
            cycle = view.sheet.programme.cycle
            days |= {item.group: item.days for item in view.sheet.programme.capacities}
        fields = [
            Field("cycle", _("Cycle"), cycle, required=True),
            Field(
                "capacities",
                _("Days of each group"),
                ", ".join(f"{group}={count}" for group, count in days.items()),
            ),
        ]
        said = _(
            "Proposals are served by score, each from the days of its own group. A draft keeps "
            "its departures. Write the days as GT4=40, GT6=25."
        )

        def answered(values: Mapping[str, str] | None) -> None:
            if values is None:
                return
            given = _capacities(values["capacities"])
            self.act(
                lambda: programmes.plan_programme(
                    desk, values["cycle"].strip(), capacities=given or {}
                ),
                lambda _receipt: self.show_programme(),
            )

        form = Form(
            _("Draw up the work programme"),
            fields,
            blocks=(paragraph(said),),
            save=_("Draw it up"),
            check=_complaint,
        )
        self.app.push_screen(form, answered)

    def show_programme(self) -> None:
        """Turn to the programme, which is read again after the act."""
        self.is_programme = True

    # -- exporting

    def action_priority_export(self) -> None:
        """Ask for a file, and write the programme shown into it."""
        desk, view = self.session.desk, self.programme
        if view is None:
            self.say(_("There is no work programme yet: x draws it up."), is_problem=True)
            return
        sheet = view.sheet

        def write(path: Path) -> str:
            form = FORMS[path.suffix.lower()]
            encoding = "utf-8-sig" if form == "csv" else "utf-8"
            write_answer(path, programme_text(sheet, form).encode(encoding), desk.workspace)
            return _("Written: {path}").format(path=path)

        def wrong(values: Mapping[str, str]) -> str:
            ending = Path(values["path"].strip()).suffix.lower()
            return "" if ending in FORMS else _("The name of the file ends in .md, .html or .csv.")

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                path = typed_path(values["path"])
                self.read(lambda: write(path), self.say, group="export")

        name = f"programme-{sheet.programme.cycle}.md"
        asked = [Field("path", _("File: .md, .html or .csv"), name, required=True)]
        form = Form(programme_title(sheet), asked, save=_("Write the file"), check=wrong)
        self.app.push_screen(form, answered)

    # -- moving

    def action_priority_later(self) -> None:
        """Move the proposal one place down."""
        self._move(1)

    def action_priority_sooner(self) -> None:
        """Move the proposal one place up."""
        self._move(-1)

    def _move(self, step: int) -> None:
        view, proposal = self.programme, self.subject()
        if view is None or not self.is_programme or not proposal:
            self.say(_("Only the work programme has an order to change: u shows it."))
            return
        programme = view.sheet.programme
        order = [entry.proposal for entry in programme.entries]
        place = order.index(proposal) + 1 + step
        if not 1 <= place <= len(order):
            self.say(_("{id} cannot go farther.").format(id=proposal))
            return
        former = next((item for item in programme.departures if item.proposal == proposal), None)
        fields = [Field("reason", _("Reason"), former.reason if former else "", required=True)]
        title = _("Place {id} at {place}, of {count}").format(
            id=proposal, place=place, count=len(order)
        )
        said = _("It departs from the ranking: the reason appears in the programme.")
        desk = self.session.desk

        def answered(values: Mapping[str, str] | None) -> None:
            if values is None:
                return
            move = Move(proposal, place, values["reason"])
            self.act(
                lambda: programmes.plan_programme(
                    desk, programme.cycle, moves=(move,), seen=view.seen
                )
            )

        self.app.push_screen(Form(title, fields, blocks=(paragraph(said),)), answered)

    # -- adopting

    def action_priority_adopt(self) -> None:
        """Ask which decision adopts the programme."""
        view = self.programme
        if view is None:
            self.say(_("There is no work programme yet: x draws it up."))
            return
        desk, cycle = self.session.desk, view.sheet.programme.cycle

        def read() -> list[ListRow]:
            decisions = desk.workspace.snapshot().decisions.values()
            return [
                ListRow(item.id, (item.id, item.title))
                for item in decisions
                if item.sense is Sense.PRIORITISE
            ][::-1]

        def choose(rows: list[ListRow]) -> None:
            if not rows:
                self.say(
                    _(
                        "No decision prioritises: take one at a meeting, on an information item, "
                        "with the sense “prioritisation”."
                    ),
                    is_problem=True,
                )
                return

            def answered(decision: str | None) -> None:
                if decision is not None:
                    self.act(
                        lambda: programmes.adopt_programme(desk, cycle, decision, seen=view.seen)
                    )

            title = _("{programme}: adopted by").format(programme=programme_title(view.sheet))
            self.app.push_screen(Choose(title, rows, first_width=14), answered)

        self.read(read, choose, group="decisions")


def _complaint(values: Mapping[str, str]) -> str:
    if not re.match(CYCLE, values["cycle"].strip()):
        return _("“{text}” is not a cycle; write it like 2026, 2026-S2 or 2026-T3.").format(
            text=values["cycle"]
        )
    if _capacities(values["capacities"]) is None:
        return _("“{text}” should be written {form}.").format(
            text=values["capacities"], form="GT4=40, GT6=25"
        )
    return ""


def _capacities(text: str) -> dict[str, int] | None:
    """Return the days by group that a person typed, None where it is not written so."""
    found = [_CAPACITY.fullmatch(part) for part in text.split(",") if part.strip()]
    if not all(found):
        return None
    return {item[1]: int(item[2]) for item in found if item}
