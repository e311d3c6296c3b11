"""The whole meeting, act by act, in the order in which a secretary holds it."""

from collections.abc import Sequence

from tests.play_in_app import after, before, items, room
from tests.play_in_app.playing import Act

ACTS: Sequence[Act] = (*before.ACTS, *room.ACTS, *items.ACTS, *after.ACTS)
