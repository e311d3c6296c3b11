"""Short pauses of the garbage collector, however much of a workspace is held.

While it looks for garbage no thread runs, and the screen stands still. So it looks through
little at a time, and what it found to be in use is set apart: that goes when nothing refers to
it any more, as nearly everything does. The only garbage kept in this way are cycles that were
in use at that very moment: a window that is open, with what it shows, never one that was closed.
So that a long day does not keep one after the other, all is looked through again now and then.
"""

import gc
import time
from collections.abc import Mapping

#: Seconds of a whole collection from which what it found in use is set apart.
LONG = 0.002
#: A whole collection comes after so many lesser ones: the fewer, the less it has to look through.
OFTEN = 2
#: So many times things are set apart before all of them are looked through again.
AGAIN = 64
_WHOLE = 2
_began = 0.0
_times = 0


def keep_short() -> None:
    """Keep the pauses of this process short from now on."""
    first, second, _third = gc.get_threshold()
    gc.set_threshold(first, second, OFTEN)
    if _set_apart not in gc.callbacks:
        gc.callbacks.append(_set_apart)


def _set_apart(phase: str, info: Mapping[str, int]) -> None:
    global _began, _times
    if info["generation"] != _WHOLE:
        return
    if phase == "start":
        _began = time.thread_time()
    elif time.thread_time() - _began > LONG:
        _times += 1
        if _times % AGAIN:
            gc.freeze()
        else:
            gc.unfreeze()
