"""Every action of the app, once: its keys, its words, its scope and its command.

Bindings, the key line, the palette, the help page, `docs/keys.md` and the name of the
command that does the same are all made from this table. Labels are messages marked for
translation: they are translated when they are drawn, never when this module is loaded.
"""

from comens_tui.tui.action import Action
from comens_tui.tui.action_groups import (
    checks,
    consultation,
    corpus,
    everywhere,
    inbox,
    meeting,
    meeting_papers,
    moving,
    priorities,
    release,
    review,
    search,
    trace,
    windows,
)

ACTIONS: tuple[Action, ...] = (
    *everywhere.ACTIONS,
    *moving.ACTIONS,
    *inbox.ACTIONS,
    *review.ACTIONS,
    *meeting.ACTIONS,
    *meeting_papers.ACTIONS,
    *priorities.ACTIONS,
    *corpus.ACTIONS,
    *checks.ACTIONS,
    *release.ACTIONS,
    *consultation.ACTIONS,
    *trace.ACTIONS,
    *search.ACTIONS,
    *windows.ACTIONS,
)
