"""Whole answers of the main commands, in both languages, on the small workspace."""

import pytest

from tests.cli.goldens import FOLDER, UPDATING, assert_golden
from tests.cli.running import comens

CASES = {
    "help": "--help",
    "help_noun": "report --help",
    "status": "status",
    "status_json": "status --format json",
    "report_list": "report list",
    "report_list_json": "report list --format json",
    "report_list_none": "report list --state closed",
    "report_search": "report list --search ACCES",
    "report_show": "report show EV-2026-0001",
    "report_show_json": "report show EV-2026-0001 --format json",
    "report_unknown": "report show EV-2026-0010",
    "report_new_dry": 'report new --title "Un titre" --type other --description x --dry-run',
    "report_new_incomplete": 'report new --title "Un titre"',
    "report_new_bad_type": "report new --title x --type y --description z",
    "report_new_bad_date": "report new --title x --type other --description z --received 3/4",
    "triage": "report triage EV-2026-0001 admissible",
    "triage_json": "report triage EV-2026-0001 admissible --format json",
    "triage_no_reason": "report triage EV-2026-0001 inadmissible",
    "triage_impossible": "report triage EV-2026-0001 closed",
    "triage_nowhere": "report triage EV-2026-0001",
    "document_list": "document list",
    "document_list_json": "document list --format json",
    "document_show": "document show REF-ESS",
    "document_show_text": "document show ETH.2 --text",
    "requirement_show": "document show ETH.1",
    "document_history": "document history REF-ESS",
    "proposal_list": "proposal list",
    "proposal_new_dry": "proposal new --title t --motive m "
    "--path corpus/referentials/REF-ESS.md --dry-run",
    "meeting_list_json": "meeting list --format json",
    "decision_list": "decision list",
    "priority_list": "priority list",
    "consultation_list": "consultation list",
    "waiver_list": "waiver list",
    "check": "check",
    "check_json": "check --format json --only Q001",
    "explain": "explain Q001",
    "explain_unknown": "explain Q999",
    "release_plan": "release plan",
    "release_tag_refused": "release tag",
    "release_verify_none": "release verify",
    "redline_unknown": "redline P-2026-001",
    "redline_none": "redline HEAD..HEAD",
    "log": "log",
    "log_json": "log EV-2026-0001 --format json",
    "as_refused": "report list --as claire-morel",
}
LANGUAGES = [item for item in ("en", "fr") if UPDATING or (FOLDER / item).is_dir()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_the_whole_answer_is_the_one_kept(name, language, workspace_root):
    outcome = comens(CASES[name], root=workspace_root, language=language)

    assert "Traceback" not in outcome.err
    assert outcome.status != 3
    assert_golden(f"{language}/{name}", CASES[name], outcome, workspace_root)


def test_no_golden_is_left_of_a_case_that_is_gone():
    assert [
        path.name for path in FOLDER.glob("*/*.txt") if path.stem not in CASES and not UPDATING
    ] == []


def test_every_golden_answers_in_english():
    assert "en" in LANGUAGES
