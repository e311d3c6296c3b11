"""Every text of a workspace that people write and read."""

from collections.abc import Iterator

from comens_tui.model.places import minutes_path, proposed_text_path
from comens_tui.model.snapshot import Snapshot


def all_prose(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    """Yield path, record id and text of every text that people write and read.

    These are the documents, the texts proposed for them, and the minutes.
    """
    for document in snapshot.documents.values():
        yield document.path, document.id, document.text
    for proposal_id, texts in snapshot.texts.items():
        for path, text in texts.items():
            yield proposed_text_path(proposal_id, path), proposal_id, text
    for meeting_id, text in snapshot.minutes.items():
        yield minutes_path(meeting_id), meeting_id, text
