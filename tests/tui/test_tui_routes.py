"""Which screen shows a record or a place."""

import pytest

from comens_tui.tui.routes import visit_of

COMMENTS = "proposals/consultations/2026/C-2026-002/comments"


@pytest.mark.parametrize(
    ("record", "path", "shown"),
    [
        ("C-2026-002", f"{COMMENTS}/6.yaml", ("consultation", "C-2026-002/6")),
        (
            "C-2026-002",
            COMMENTS.replace("comments", "consultation.yaml"),
            ("consultation", "C-2026-002"),
        ),
        ("C-2026-001", f"{COMMENTS}/6.yaml", ("consultation", "C-2026-001")),
        ("S-2026-04", f"{COMMENTS}/6.yaml", ("meeting", "S-2026-04")),
    ],
)
def test_a_file_of_a_comment_leads_to_that_comment(
    record: str, path: str, shown: tuple[str, str]
) -> None:
    visit = visit_of(record, path)
    assert visit is not None
    assert (visit.scope, visit.record) == shown
