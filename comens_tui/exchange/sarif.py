"""Findings as SARIF 2.1.0, which forges and editors show beside the text.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, sections 3.13
to 3.58. Columns and offsets are counted in code points, and the log says so.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from comens_tui.checks.base import Rule
from comens_tui.checks.explanations import paragraphs
from comens_tui.checks.fingerprints import fingerprints
from comens_tui.checks.running import Report
from comens_tui.i18n import _
from comens_tui.model.finding import Edit, Finding
from comens_tui.model.words import Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif_log(
    findings: Iterable[Finding],
    report: Report,
    rules: Mapping[str, Rule],
    texts: Mapping[str, str],
    version: str,
) -> dict[str, Any]:
    """Return a log of one run.

    Args:
        findings: What stands; the waived ones of `report` come as suppressed results.
        report: Where they come from.
        rules: The rules by code.
        texts: The text of each file that a finding with edits is about.
        version: The version of this program.
    """
    found = (*findings, *(item.finding for item in report.waived))
    reasons = {item.finding: item.waiver.reason for item in report.waived}
    codes = sorted({item.code for item in found})
    places = {code: place for place, code in enumerate(codes)}
    results = []
    for finding, mark in zip(found, fingerprints(found), strict=True):
        result = _result(finding, mark, texts.get(finding.path, ""))
        result["ruleIndex"] = places[finding.code]
        if finding in reasons:
            result["suppressions"] = [
                {"kind": "external", "status": "accepted", "justification": reasons[finding]}
            ]
        results.append(result)
    driver = {
        "name": "comens",
        "semanticVersion": version,
        "rules": [_rule(code, rules.get(code)) for code in codes],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    parts = [_(part) for part in paragraphs(rule)]
    return {
        "id": code,
        "shortDescription": {"text": _(rule.TITLE)},
        "fullDescription": {"text": next((part for part in parts if part[:1] != "#"), code)},
        "help": {
            "text": "\n\n".join(part.lstrip("# ") for part in parts) or code,
            "markdown": "\n\n".join(parts) or code,
        },
        "defaultConfiguration": {"level": _LEVELS[rule.SEVERITY]},
    }


def _result(finding: Finding, mark: str, text: str) -> dict[str, Any]:
    file = {"uri": quote(finding.path)}
    place: dict[str, Any] = {"artifactLocation": file}
    region = _region(finding, text)
    if region:
        place["region"] = region
    location: dict[str, Any] = {"physicalLocation": place}
    name = "#".join(filter(None, (finding.record, finding.clause)))
    if name:
        location["logicalLocations"] = [{"fullyQualifiedName": name}]
    said = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": said},
        "locations": [location],
        "partialFingerprints": {"comensFinding/v1": mark},
    }
    if finding.edits:
        replacements = [_replacement(edit) for edit in finding.edits]
        result["fixes"] = [
            {
                "description": {"text": finding.hint or finding.message},
                "artifactChanges": [{"artifactLocation": file, "replacements": replacements}],
            }
        ]
    return result


def _region(finding: Finding, text: str) -> dict[str, int]:
    """Return where a finding is: to the column where an edit tells it, else its whole line."""
    if finding.edits and text:
        start, end = finding.edits[0].start, finding.edits[0].end
        return {
            "startLine": text.count("\n", 0, start) + 1,
            "startColumn": start - text.rfind("\n", 0, start),
            "endLine": text.count("\n", 0, end) + 1,
            "endColumn": end - text.rfind("\n", 0, end),
        }
    return {"startLine": finding.line} if finding.line else {}


def _replacement(edit: Edit) -> dict[str, Any]:
    return {
        "deletedRegion": {"charOffset": edit.start, "charLength": edit.end - edit.start},
        "insertedContent": {"text": edit.text},
    }
