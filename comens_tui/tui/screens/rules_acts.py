"""The rules of notice, quorum and vote: read with their articles, and changed one at a time."""

from collections.abc import Mapping

from comens_tui.i18n import _
from comens_tui.model.committee import VotingRules
from comens_tui.operations.voting_rules import change_rules, possible
from comens_tui.rules.profiles import PROFILES, Described, described
from comens_tui.tui.modals.choose import Choose, Confirm
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.prose import paragraph
from comens_tui.tui.screens.base import BaseScreen
from comens_tui.tui.widgets.rows import ListRow

_PROFILE = "profile:"


class RulesActs(BaseScreen):
    """The act on the rules themselves, whatever the meeting."""

    def action_meeting_rules(self) -> None:
        """Show each value of the rules with its source, and offer to change it."""
        desk = self.session.desk
        self.read(
            lambda: desk.workspace.snapshot().committee.rules, self._choose_rule, group="rules"
        )

    def _choose_rule(self, rules: VotingRules) -> None:
        lines = {line.key: line for line in described(rules)}
        rows = [
            ListRow(line.key, (line.value, f"{line.meaning} ({line.article})"))
            for line in lines.values()
        ]
        rows += [
            ListRow(_PROFILE + name, (name, _("take this profile whole")))
            for name in PROFILES
            if name != rules.profile
        ]

        def answered(key: str | None) -> None:
            if key is not None and key.startswith(_PROFILE):
                self._ask_profile(key.removeprefix(_PROFILE))
            elif key is not None:
                self._ask_value(lines[key])

        title = _("Rules of votes: profile {profile}").format(profile=rules.profile)
        self.app.push_screen(Choose(title, rows, first_width=20), answered)

    def _ask_profile(self, name: str) -> None:
        desk = self.session.desk

        def answered(yes: bool | None) -> None:
            if yes:
                self.act(lambda: change_rules(desk, profile=name))

        title = _("Take the profile {profile}").format(profile=name)
        consequence = _(
            "Every value becomes that of the profile, from now on: what was decided or convened"
            " stays under its own rules."
        )
        self.app.push_screen(Confirm(title, consequence, _("Take the profile")), answered)

    def _ask_value(self, line: Described) -> None:
        desk = self.session.desk

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                given = values["value"].strip()
                self.act(lambda: change_rules(desk, values={line.key: given}))

        meaning = _("{meaning} ({article}): {values}").format(
            meaning=line.meaning, article=line.article, values=possible(line.key)
        )
        fields = [Field("value", line.key, line.value, required=True)]
        self.app.push_screen(
            Form(_("Change a rule"), fields, blocks=(paragraph(meaning),), save=_("Change it")),
            answered,
        )
