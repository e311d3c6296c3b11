"""Release: what the next one would hold, why the gate is shut, and the signed tag."""

from typing import ClassVar

from textual.binding import BindingType

from comens_tui.i18n import N_
from comens_tui.operations.releases import Outlook
from comens_tui.release.gate import GateReason
from comens_tui.tui.action_table import RELEASE
from comens_tui.tui.actions import bindings
from comens_tui.tui.screens.base import ListScreen
from comens_tui.tui.session import Session
from comens_tui.tui.widgets.rows import Column

_PLAN = "plan"


class ReleaseScreen(ListScreen):
    """The plan on the first line, then each reason that keeps the gate shut."""

    SCOPE = RELEASE
    BINDINGS: ClassVar[list[BindingType]] = bindings(RELEASE)
    COLUMNS = (
        Column("", 6),
        Column(N_("What stands in the way"), 40, grows=True),
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._outlook: Outlook | None = None
        self._reasons: dict[str, GateReason] = {}

    def load(self) -> None:
        """Read the plan and the gate."""
        desk = self.session.desk
        self.query_one("#summary", SummaryBar).show(_("Reading the gate…"))
        self.read(lambda: releases.outlook(desk), self._show)

    def _show(self, outlook: Outlook) -> None:
        self._outlook = outlook
