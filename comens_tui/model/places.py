"""Where the file of each record is, from its id.

The folders are those of the format (`docs/format.md`). Paths are relative to the workspace,
with `/`; nothing here looks at the disk.
"""

from collections.abc import Callable
from datetime import UTC, datetime

COMMITTEE = "decisions/committee.yaml"
GLOSSARY = "corpus/glossary.yaml"
OWN_RULES = "decisions/checks.yaml"

#: Folder of each kind of document.
DOCUMENT_FOLDERS = {
    "referential": "corpus/referentials",
    "guide": "corpus/guides",
    "awareness": "corpus/awareness",
    "tool": "corpus/tools",
}


def year_of(record_id: str) -> str:
    """Return the year written in an id such as `P-2026-014`."""
    return record_id.split("-")[1]


def report_path(report_id: str) -> str:
    """Return the path of a report."""
    return f"proposals/reports/{year_of(report_id)}/{report_id}.yaml"


def proposal_folder(proposal_id: str) -> str:
    """Return the folder of a proposal, without a final slash."""
    return f"proposals/updates/{year_of(proposal_id)}/{proposal_id}"


def proposal_path(proposal_id: str) -> str:
    """Return the path of a proposal's own record."""
    return f"{proposal_folder(proposal_id)}/proposal.yaml"


def proposed_text_path(proposal_id: str, path: str) -> str:
    """Return where a proposal keeps the text it proposes for the corpus file `path`."""
    return f"{proposal_folder(proposal_id)}/text/{path}"


def rating_path(proposal_id: str, member: str) -> str:
    """Return the path of a member's rating of a proposal."""
    return f"{proposal_folder(proposal_id)}/ratings/{member}.yaml"


def comment_path(proposal_id: str, at: datetime, member: str) -> str:
    """Return the path of a remark; `at` carries its offset and is filed under UTC."""
    moment = at.astimezone(UTC)
    fraction = f".{moment.microsecond:06d}" if moment.microsecond else ""
    return (
        f"{proposal_folder(proposal_id)}/comments/{moment:%Y%m%dT%H%M%S}{fraction}Z-{member}.yaml"
    )


def consultation_folder(consultation_id: str) -> str:
    """Return the folder of a consultation, without a final slash."""
    return f"proposals/consultations/{year_of(consultation_id)}/{consultation_id}"


def consultation_path(consultation_id: str) -> str:
    """Return the path of a consultation's own record."""
    return f"{consultation_folder(consultation_id)}/consultation.yaml"


def consultation_comment_path(consultation_id: str, number: int) -> str:
    """Return the path of one comment of a consultation."""
    return f"{consultation_folder(consultation_id)}/comments/{number}.yaml"


def meeting_folder(meeting_id: str) -> str:
    """Return the folder of a meeting, without a final slash."""
    return f"decisions/meetings/{year_of(meeting_id)}/{meeting_id}"


def meeting_path(meeting_id: str) -> str:
    """Return the path of a meeting's own record."""
    return f"{meeting_folder(meeting_id)}/meeting.yaml"


def ballot_path(meeting_id: str, item: int, member: str) -> str:
    """Return the path of a member's ballot on one item."""
    return f"{meeting_folder(meeting_id)}/ballots/{item}/{member}.yaml"


def signature_path(path: str) -> str:
    """Return the path of the detached signature of the file at `path`."""
    return f"{path}.sig"


def minutes_path(meeting_id: str) -> str:
    """Return the path of a meeting's minutes."""
    return f"{meeting_folder(meeting_id)}/minutes.md"


def decision_path(decision_id: str) -> str:
    """Return the path of a decision."""
    return f"decisions/{year_of(decision_id)}/{decision_id}.yaml"


def follow_up_path(follow_up_id: str) -> str:
    """Return the path of a follow-up."""
    return f"decisions/actions/{year_of(follow_up_id)}/{follow_up_id}.yaml"


def waiver_path(waiver_id: str) -> str:
    """Return the path of a waiver."""
    return f"decisions/waivers/{waiver_id}.yaml"


def clearance_path(clearance_id: str) -> str:
    """Return the path of a clearance."""
    return f"decisions/clearances/{clearance_id}.yaml"


def programme_path(cycle: str) -> str:
    """Return the path of the work programme of a cycle."""
    return f"decisions/programmes/{cycle}.yaml"


def release_path(tag: str) -> str:
    """Return the path of a release."""
    return f"decisions/releases/{tag}.yaml"


#: The path of a record of each kind that has one id and one file.
PATHS: dict[str, Callable[[str], str]] = {
    "report": report_path,
    "proposal": proposal_path,
    "consultation": consultation_path,
    "meeting": meeting_path,
    "decision": decision_path,
    "follow_up": follow_up_path,
    "waiver": waiver_path,
    "clearance": clearance_path,
    "release": release_path,
}
