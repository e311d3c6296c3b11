"""Play the whole meeting: `python -m benchmarks.meeting_in_app DIR`, DIR being made anew."""

import resource
import shutil
import sys
import time
from pathlib import Path

from tests.play_in_app.acts import ACTS
from tests.play_in_app.playing import table
from tests.play_in_app.prepared import prepare
from tests.play_in_app.record import check_record


def main(top: Path) -> None:
    """Prepare, play every act and say how long it took, then read the record."""
    if top.exists():
        shutil.rmtree(top)
    begun = time.monotonic()
    place = prepare(top)
    print(f"{time.monotonic() - begun:6.1f} s  prepared by commands", flush=True)
    with table(place) as at_work:
        for act in ACTS:
            start = time.monotonic()
            at_work.play(act)
            print(f"{time.monotonic() - start:6.1f} s  {act.name}", flush=True)
        keys, steps = at_work.keys, at_work.steps
    check_record(place)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{len(ACTS)} acts, {steps} steps, {keys} keys, all seen and on record in"
        f" {time.monotonic() - begun:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of processor."
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
