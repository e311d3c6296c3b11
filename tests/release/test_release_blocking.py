"""What each finding blocks, and in which order they are listed."""

from comens_tui.checks.base import Context
from comens_tui.checks.running import Report, run
from comens_tui.checks.waivers import Waived
from comens_tui.model.finding import Finding
from comens_tui.model.waiver import Waiver
from comens_tui.model.words import Blocks, Severity
from comens_tui.release.blocking import listed
from comens_tui.release.gate import GateReason, gate
from tests.checks.workspaces import TODAY
from tests.release.scenarios import CONSULTATION, MEETING, REF, ready_files, released, scene


def _finding(code: str, severity: Severity, path: str = "a.md", line: int = 0) -> Finding:
    return Finding(code, severity, path, line, f"{code} is wrong.")


def _reason(finding: Finding) -> GateReason:
    return GateReason(
        finding.code, finding.message, "Mend it.", "X", "show.checks", finding.path, finding.clause
    )


def test_what_shuts_the_gate_comes_first_then_consultations_then_advice() -> None:
    window = _finding("C002", Severity.WARNING)
    advice = _finding("Q026", Severity.WARNING)
    remark = _finding("Q041", Severity.INFO, line=1)
    error = _finding("Q030", Severity.ERROR, "z.md")
    minutes = _finding("G006", Severity.WARNING)
    found = listed(
        Report((remark, advice, window, minutes, error)), [_reason(error), _reason(minutes)]
    )
    assert [(item.finding.code, item.blocks) for item in found] == [
        ("Q030", Blocks.RELEASE),
        ("G006", Blocks.RELEASE),
        ("C002", Blocks.CONSULTATION),
        ("Q026", Blocks.NOTHING),
        ("Q041", Blocks.NOTHING),
    ]


def test_a_reason_that_no_standing_finding_gives_is_listed_all_the_same() -> None:
    minutes = _finding("G006", Severity.WARNING)
    waiver = Waiver(
        id="W-2026-001",
        code="G006",
        path="a.md",
        digest="0" * 64,
        reason="Les vacances.",
        granted_by="anne-petit",
        granted=TODAY,
        expires=TODAY,
    )
    found = listed(Report((), (Waived(minutes, waiver),)), [_reason(minutes)])
    assert [(item.blocks, item.waiver) for item in found] == [
        (Blocks.RELEASE, ""),
        (Blocks.NOTHING, "W-2026-001"),
    ]
    assert found[0].finding.severity is Severity.ERROR


def test_every_reason_of_a_real_gate_is_one_line_of_the_list() -> None:
    files = ready_files()
    files[MEETING] = files[MEETING].replace("state: approved", "state: minuted")
    files[CONSULTATION] = files[CONSULTATION].replace('summary: "Deux avis."\n', "")
    files[REF] = files[REF].replace("sous 24 heures", "sous 48 heures")
    shut = scene(files)
    report = run(shut.snapshot, Context(TODAY, released()))
    found = listed(report, gate(shut.plan, shut.snapshot, report, Context(TODAY, released())))
    blocking = [item.finding.code for item in found if item.blocks is Blocks.RELEASE]
    assert sorted(blocking) == sorted(reason.code for reason in shut.reasons)
    assert len(found) >= len(report.findings)
