"""The meeting that `make play-app` holds by keys: it leaves out no act that its screen offers."""

from comens_tui.tui.action import MEETING
from comens_tui.tui.actions import in_scopes, keys_of
from tests.play_in_app.acts import ACTS
from tests.play_in_app.playing import Step

#: Down the agenda is up the agenda; rules are changed before a meeting; a member votes from afar
#: in another clone, where the play uses the command.
_LEFT_OUT = {"meeting.later", "meeting.rules", "meeting.afar"}


def test_every_act_of_the_meeting_screen_is_played_by_its_key() -> None:
    pressed = {step.keys for act in ACTS for step in act.steps if isinstance(step, Step)}
    missing = {
        action.id
        for action in in_scopes(MEETING)
        if not any(key in pressed for key in keys_of(action))
    }
    assert missing == _LEFT_OUT


def test_every_step_is_seen_or_moves_the_cursor() -> None:
    blind = [
        (act.name, step.keys)
        for act in ACTS
        for step in act.steps
        if isinstance(step, Step) and not (step.shows or step.at)
    ]
    assert blind == []
