"""`docs/checks.md`: what each check looks for, why, and how to mend it.

Written from the docstrings of the checks, which `comens explain CODE` also shows.
"""

from comens_tui.checks.explanations import paragraphs
from comens_tui.checks.registry import ALL_CHECKS

FAMILIES = {
    "Q": "Quality of the texts",
    "C": "Consultations",
    "G": "Governance",
    "R": "Releases",
}
INTRODUCTION = (
    "Written from `comens_tui/checks`. An error blocks a release. In a draft, and in text "
    "that was released as it is, a fault of writing is only a warning. A finding can be "
    "waived for a time, with a reason, on exactly the text it is about."
)


def page() -> str:
    """Return the page in English: a table of all checks, then each one in full."""
    parts = ["# The checks", INTRODUCTION, _table()]
    family = ""
    for check in ALL_CHECKS:
        if check.CODE[0] != family:
            family = check.CODE[0]
            parts.append(f"## {FAMILIES[family]}")
        parts.append(f"### {check.CODE} — {check.TITLE}")
        parts += [
            f"**{part.removeprefix('## ')}.**" if part.startswith("## ") else part
            for part in paragraphs(check)
        ]
    return "\n\n".join(parts) + "\n"


def _table() -> str:
    rows = ["| Code | Severity | What is wrong |", "|---|---|---|"]
    rows += [
        f"| [{check.CODE}](#{_anchor(check.CODE, check.TITLE)}) | {check.SEVERITY} "
        f"| {check.TITLE} |"
        for check in ALL_CHECKS
    ]
    return "\n".join(rows)


def _anchor(code: str, title: str) -> str:
    kept = "".join(char for char in f"{code} — {title}".lower() if char.isalnum() or char in " -")
    return kept.replace(" ", "-")
