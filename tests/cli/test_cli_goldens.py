"""Whole answers of the main commands, in both languages, on the small workspace."""

import shutil
from pathlib import Path

import pytest

from tests.cli.goldens import FOLDER, UPDATING, assert_golden
from tests.cli.running import comens
from tests.support import git

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
    "assign": "report assign EV-2026-0001 samir-benali --due 2099-12-31",
    "assign_member": "report assign EV-2026-0001 anne-petit",
    "assign_nobody_named": "report assign EV-2026-0001",
    "link": "report link EV-2026-0001 --requirement eth.1 --principle justice --solution SOL-04",
    "link_unknown": "report link EV-2026-0001 --requirement ETH.11",
    "link_nothing": "report link EV-2026-0001",
    "answer": 'report answer EV-2026-0001 --text "Merci." --public',
    "close_refused": "report close EV-2026-0001",
    "duplicates_none": "report duplicates EV-2026-0001",
    "duplicates_unknown": "report duplicates EV-2026-0009",
    "duplicates_json": "report duplicates EV-2026-0001 --format json",
    "merge_itself": "report merge EV-2026-0001 EV-2026-0001",
    "unmerge_nothing": "report unmerge EV-2026-0001",
    "apart_unknown": "report apart EV-2026-0001 EV-2026-0002",
    "document_list": "document list",
    "document_list_json": "document list --format json",
    "document_show": "document show REF-ESS",
    "document_show_text": "document show ETH.2 --text",
    "requirement_show": "document show ETH.1",
    "document_history": "document history REF-ESS",
    "search": "document search l\\'acces motif --limit 2",
    "search_json": "document search eth.10 --format json",
    "search_filters": "document search type:exigence principe:autonomie 'motif -mobile'",
    "search_kind": "document search systeme --kind term",
    "search_none": "document search motfi --kind report",
    "search_signs": "document search '*** ('",
    "search_bad_kind": "document search motif --kind chose",
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


#: The only ones that write.
WRITING = ("triage", "triage_json", "assign", "link", "answer")


@pytest.fixture(scope="module")
def reading_root(workspace_template, tmp_path_factory):
    """One workspace for all that reads, used by its secretary."""
    root = tmp_path_factory.mktemp("reading") / "workspace"
    return _secretarys(Path(shutil.copytree(workspace_template, root, symlinks=True)))


def _secretarys(root):
    git(root, "config", "user.email", "samir@example.org")
    return root


def _check(name, language, root):
    outcome = comens(CASES[name], root=root, language=language)

    assert "Traceback" not in outcome.err
    assert outcome.status != 3
    assert_golden(f"{language}/{name}", CASES[name], outcome, root)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in CASES if name not in WRITING])
def test_the_whole_answer_is_the_one_kept(name, language, reading_root):
    before = git(reading_root, "rev-parse", "HEAD")

    _check(name, language, reading_root)

    assert git(reading_root, "rev-parse", "HEAD") == before
    assert git(reading_root, "status", "--porcelain") == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WRITING)
def test_the_whole_answer_of_an_act_is_the_one_kept(name, language, workspace_root):
    _check(name, language, _secretarys(workspace_root))


def test_no_golden_is_left_of_a_case_that_is_gone():
    assert [
        path.name for path in FOLDER.glob("*/*.txt") if path.stem not in CASES and not UPDATING
    ] == []


def test_every_golden_answers_in_english():
    assert "en" in LANGUAGES
