"""What is done to a follow-up in the inbox: say that it is done, or give it up with a reason."""

from collections.abc import Mapping

from comens_tui.i18n import _
from comens_tui.model.words import FollowUpState
from comens_tui.operations import follow_ups
from comens_tui.text.labels import state_label
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.screens.inbox_acts import InboxActs


class FollowUpActs(InboxActs):
    """The act on the follow-up under the cursor."""

    def action_decision_actions(self) -> None:
        """Ask what became of the follow-up."""
        record = self.subject()
        if self.kind_of(record) != "follow_up":
            return
        desk = self.session.desk

        def wrong(values: Mapping[str, str]) -> str:
            given_up = values["state"] == FollowUpState.DROPPED
            if given_up and not values["reason"].strip():
                return _("Say why it is given up.")
            return ""

        def answered(values: Mapping[str, str] | None) -> None:
            if values is None:
                return
            state, reason = FollowUpState(values["state"]), values["reason"].strip() or None
            self.act(lambda: follow_ups.settle_follow_up(desk, record, state, reason))

        choices = tuple(
            (str(state), state_label("follow_up", state))
            for state in (FollowUpState.DONE, FollowUpState.DROPPED)
        )
        fields = [
            Field("state", _("What became of it"), FollowUpState.DONE, choices),
            Field("reason", _("Reason, or how it was done")),
        ]
        title = _("Close {id}").format(id=record)
        self.app.push_screen(Form(title, fields, check=wrong), answered)
