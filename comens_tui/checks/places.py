"""Where the file of a record is, so that a finding can name it.

The folders are those of the format (`docs/format.md`); nothing here looks at the disk.
"""

from collections.abc import Iterator

from comens_tui.model.snapshot import Snapshot

COMMITTEE = "decisions/committee.yaml"
GLOSSARY = "corpus/glossary.yaml"


def _year(record_id: str) -> str:
    return record_id.split("-")[1]


def report(report_id: str) -> str:
    """Return the path of a report."""
    return f"proposals/reports/{_year(report_id)}/{report_id}.yaml"


def proposal(proposal_id: str) -> str:
    """Return the path of a proposal."""
    return f"proposals/updates/{_year(proposal_id)}/{proposal_id}/proposal.yaml"


def consultation(consultation_id: str) -> str:
    """Return the path of a consultation."""
    return f"proposals/consultations/{_year(consultation_id)}/{consultation_id}/consultation.yaml"


def consultation_comment(consultation_id: str, number: int) -> str:
    """Return the path of one comment of a consultation."""
    folder = f"proposals/consultations/{_year(consultation_id)}/{consultation_id}"
    return f"{folder}/comments/{number}.yaml"


def meeting(meeting_id: str) -> str:
    """Return the path of a meeting."""
    return f"decisions/meetings/{_year(meeting_id)}/{meeting_id}/meeting.yaml"


def minutes(meeting_id: str) -> str:
    """Return the path of the minutes of a meeting."""
    return f"decisions/meetings/{_year(meeting_id)}/{meeting_id}/minutes.md"


def ballot(meeting_id: str, item: int, member: str) -> str:
    """Return the path of one ballot."""
    folder = f"decisions/meetings/{_year(meeting_id)}/{meeting_id}"
    return f"{folder}/ballots/{item}/{member}.yaml"


def decision(decision_id: str) -> str:
    """Return the path of a decision."""
    return f"decisions/{_year(decision_id)}/{decision_id}.yaml"


def waiver(waiver_id: str) -> str:
    """Return the path of a waiver."""
    return f"decisions/waivers/{waiver_id}.yaml"


def release(tag: str) -> str:
    """Return the path of a release."""
    return f"decisions/releases/{tag}.yaml"


def prose(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    """Yield path, record id and text of every text that people write and read.

    These are the documents, the texts proposed for them, and the minutes.
    """
    for document in snapshot.documents.values():
        yield document.path, document.id, document.text
    for proposal_id, texts in snapshot.texts.items():
        folder = proposal(proposal_id).removesuffix("proposal.yaml")
        for path, text in texts.items():
            yield f"{folder}text/{path}", proposal_id, text
    for meeting_id, text in snapshot.minutes.items():
        yield minutes(meeting_id), meeting_id, text
