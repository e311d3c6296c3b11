"""The natural order of identifiers, and the next free one."""

import re
from collections.abc import Iterable
from functools import lru_cache

#: Digits of the number in the id of each kind of record.
NUMBER_WIDTH = {"EV": 4, "JR": 4, "P": 3, "C": 3, "S": 2, "D": 3, "W": 3, "CL": 3, "A": 3}

_DIGITS = re.compile(r"(\d+)")


@lru_cache(maxsize=1 << 17)
def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key in which ETH.9 comes before ETH.10."""
    return tuple(
        (1, int(part), "") if part.isdigit() else (0, 0, part)
        for part in _DIGITS.split(text)
        if part
    )


def next_id(prefix: str, year: int, existing: Iterable[str]) -> str:
    """Return the id after the highest one of that prefix and year; numbers are never reused."""
    start = f"{prefix}-{year}-"
    numbers = (int(item[len(start) :]) for item in existing if item.startswith(start))
    return f"{start}{max(numbers, default=0) + 1:0{NUMBER_WIDTH[prefix]}d}"
