"""Identifiers: their shapes, their natural order, and the next free one."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Annotated

from pydantic import StringConstraints

REQUIREMENT_ID = r"^[A-Z]{2,6}\.\d{1,2}(\.\d+)*$"
DOCUMENT_ID = r"^[A-Z]{2,6}(-[A-Z0-9]{2,8})+$"
MEMBER_ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
RELEASE_TAG = r"^cens-v\d+\.\d+\.\d+$"
VERSION = r"^\d+\.\d+\.\d+$"
SHA256 = r"^[0-9a-f]{64}$"
BLOB = r"^[0-9a-f]{40}([0-9a-f]{24})?$"

RequirementId = Annotated[str, StringConstraints(pattern=REQUIREMENT_ID)]
DocumentId = Annotated[str, StringConstraints(pattern=DOCUMENT_ID)]
MemberId = Annotated[str, StringConstraints(pattern=MEMBER_ID, max_length=40)]
ReportId = Annotated[str, StringConstraints(pattern=r"^(EV|JR)-\d{4}-\d{4}$")]
ProposalId = Annotated[str, StringConstraints(pattern=r"^P-\d{4}-\d{3,}$")]
ConsultationId = Annotated[str, StringConstraints(pattern=r"^C-\d{4}-\d{3,}$")]
MeetingId = Annotated[str, StringConstraints(pattern=r"^S-\d{4}-\d{2,}$")]
DecisionId = Annotated[str, StringConstraints(pattern=r"^D-\d{4}-\d{3,}$")]
WaiverId = Annotated[str, StringConstraints(pattern=r"^W-\d{4}-\d{3,}$")]
ReleaseTag = Annotated[str, StringConstraints(pattern=RELEASE_TAG)]
Version = Annotated[str, StringConstraints(pattern=VERSION)]
Sha256 = Annotated[str, StringConstraints(pattern=SHA256)]
BlobId = Annotated[str, StringConstraints(pattern=BLOB)]

#: Digits of the number in the id of each kind of record.
NUMBER_WIDTH = {"EV": 4, "JR": 4, "P": 3, "C": 3, "S": 2, "D": 3, "W": 3}


@lru_cache(maxsize=1 << 17)
def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key in which ETH.9 comes before ETH.10."""
    return tuple(
        (1, int(part), "") if part.isdigit() else (0, 0, part)
        for part in re.split(r"(\d+)", text)
        if part
    )


def next_id(prefix: str, year: int, existing: Iterable[str]) -> str:
    """Return the id after the highest one of that prefix and year; numbers are never reused."""
    start = f"{prefix}-{year}-"
    numbers = (int(item[len(start) :]) for item in existing if item.startswith(start))
    return f"{start}{max(numbers, default=0) + 1:0{NUMBER_WIDTH[prefix]}d}"
