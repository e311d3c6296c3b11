"""How the app gives the screen back when a signal, or a closed terminal, tells it to leave."""

import asyncio
import signal
from functools import partial

from textual.app import App

#: A process that a signal ended has this and the number of the signal as its status.
_KILLED = 128


def leave_on_signals(app: App[int]) -> None:
    """Leave in good order when told to, or when the terminal is closed; call it in the loop."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, partial(app.exit, return_code=_KILLED + number))
