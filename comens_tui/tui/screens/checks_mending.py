"""Mending what the checks are certain of, by a proposal."""

from comens_tui.i18n import _, ngettext
from comens_tui.operations import fixes
from comens_tui.tui.finding_items import place_of
from comens_tui.tui.modals.choose import Confirm
from comens_tui.tui.prose import Block, Span
from comens_tui.tui.screens.list_screen import ListScreen

#: More places than anybody reads before agreeing; the redline of the proposal has them all.
_MOST_SHOWN = 60


class MendingActs(ListScreen):
    """The act that mends all that is certain at once."""

    def action_findings_fix(self) -> None:
        """Show what can be mended for certain, and propose it."""
        desk = self.session.desk

        def show(found: tuple[fixes.Fix, ...]) -> None:
            if not found:
                self.say(_("Nothing can be mended for certain."))
                return
            mended = [finding for fix in found for finding in fix.findings]
            details = [
                Block((Span(f"{place_of(finding)}  {finding.message}"),), mark="·", hang=2)
                for finding in mended[:_MOST_SHOWN]
            ]
            consequence = ngettext(
                "A new proposal changes {count} document; no word changes.",
                "A new proposal changes {count} documents; no word changes.",
                len(found),
            ).format(count=len(found))
            self.app.push_screen(
                Confirm(
                    _("Mend what the checks found"),
                    consequence,
                    _("Open the proposal"),
                    details=details,
                ),
                lambda yes: self.act(lambda: fixes.propose_fixes(desk, found)) if yes else None,
            )

        self.read(lambda: fixes.corpus_fixes(desk), show, group="fixes")
