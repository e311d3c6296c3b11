"""Where records live."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from comens_tui.model import places
from comens_tui.store import layout
from comens_tui.store.layout import Place

AT = datetime(2026, 2, 14, 11, 15, 30, tzinfo=timezone(timedelta(hours=1)))

PLACES = [
    (places.COMMITTEE, Place("committee", "committee")),
    (places.GLOSSARY, Place("glossary", "glossary")),
    ("corpus/referentials/REF-TLC.md", Place("document", "REF-TLC")),
    ("corpus/tools/ECO-SCORE.md", Place("document", "ECO-SCORE")),
    (places.report_path("JR-2026-0042"), Place("report", "JR-2026-0042")),
    (places.proposal_path("P-2026-014"), Place("proposal", "P-2026-014")),
    (
        places.proposed_text_path("P-2026-014", "corpus/guides/GUI-A1.md"),
        Place("proposed_text", "P-2026-014", ("corpus/guides/GUI-A1.md",)),
    ),
    (places.rating_path("P-2026-014", "anne"), Place("rating", "P-2026-014", ("anne",))),
    (
        places.comment_path("P-2026-014", AT, "anne-petit"),
        Place("comment", "P-2026-014", ("20260214T101530Z-anne-petit",)),
    ),
    (
        places.comment_path("P-2026-014", AT.replace(microsecond=7), "anne-petit"),
        Place("comment", "P-2026-014", ("20260214T101530.000007Z-anne-petit",)),
    ),
    (places.consultation_path("C-2026-003"), Place("consultation", "C-2026-003")),
    (
        places.consultation_comment_path("C-2026-003", 12),
        Place("consultation_comment", "C-2026-003", ("12",)),
    ),
    (places.meeting_path("S-2026-04"), Place("meeting", "S-2026-04")),
    (places.ballot_path("S-2026-04", 3, "anne"), Place("ballot", "S-2026-04", ("3", "anne"))),
    (places.minutes_path("S-2026-04"), Place("minutes", "S-2026-04")),
    (places.decision_path("D-2026-031"), Place("decision", "D-2026-031")),
    (places.follow_up_path("A-2026-002"), Place("follow_up", "A-2026-002")),
    (places.waiver_path("W-2026-002"), Place("waiver", "W-2026-002")),
    (places.clearance_path("CL-2026-002"), Place("clearance", "CL-2026-002")),
    (places.release_path("cens-v1.2.0"), Place("release", "cens-v1.2.0")),
]


@pytest.mark.parametrize(("path", "place"), PLACES)
def test_what_is_filed_at_a_path_is_found_again_from_it(path, place):
    assert layout.identify(path) == place
    assert not layout.is_misfiled(path)


@pytest.mark.parametrize(
    "path",
    [
        "corpus/REF-TLC.md",
        "corpus/referentials/REF-TLC.yaml",
        "proposals/reports/2026/EV-2026-42.yaml",
        "proposals/updates/2026/P-2026-014/ratings/Anne.yaml",
        "proposals/updates/2026/P-2026-014/text/decisions/committee.yaml",
        "decisions/2026/D-2026-031.yaml.bak",
        "decisions/2026/D-2026-031.yaml\n",
        "proposals/consultations/2026/C-2026-003/comments/012.yaml",
    ],
)
def test_no_record_has_a_shape_of_its_own_making(path):
    assert layout.identify(path) is None


def test_a_record_in_the_folder_of_another_year_is_misfiled():
    assert layout.is_misfiled("proposals/reports/2025/EV-2026-0001.yaml")
    assert layout.is_misfiled("decisions/2027/D-2026-001.yaml")
    assert layout.is_misfiled("decisions/meetings/2025/S-2026-01/ballots/1/anne.yaml")


def test_a_comment_is_filed_under_utc_whatever_its_offset():
    here = places.comment_path("P-2026-014", AT, "anne")
    there = places.comment_path("P-2026-014", AT.astimezone(UTC), "anne")
    assert here == there


def test_a_readme_beside_records_is_ignored():
    assert layout.is_ignored("corpus/README.md")
    assert not layout.is_ignored("corpus/NOTES.md")


def test_the_ids_taken_include_those_of_files_nobody_can_read():
    paths = [
        "proposals/updates/2026/P-2026-010/proposal.yaml",
        "proposals/updates/2026/P-2026-9999/proposal.yaml",
        "proposals/updates/2026/P-2026-010/ratings/anne.yaml",
        "unrelated.txt",
    ]
    assert layout.taken_ids(paths, "proposal") == ["P-2026-010", "P-2026-9999"]
