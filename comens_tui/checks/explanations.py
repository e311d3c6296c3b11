"""The documentation of a check: its docstring, as paragraphs translated one by one."""

import re

from comens_tui.checks import own_rules
from comens_tui.checks.base import Rule
from comens_tui.checks.registry import find
from comens_tui.i18n import _
from comens_tui.model.own_rules import OwnRules


def paragraphs(check: Rule) -> tuple[str, ...]:
    """Return the documentation of a check as the paragraphs that are translated one by one.

    A heading is a paragraph that starts with `## `; lines of a paragraph are joined. The
    first line of the docstring is left out: it is the title.
    """
    _title, _blank, source = (check.__doc__ or "").partition("\n\n")
    parts = re.split(r"\n\s*\n", source.strip())
    found: list[str] = []
    for part in parts:
        first, _newline, rest = part.strip().partition("\n")
        if first.startswith("## "):
            found += [first, " ".join(rest.split())] if rest.strip() else [first]
        elif part.strip():
            found.append(" ".join(part.split()))
    return tuple(found)


def explain(code: str, own: OwnRules | None = None) -> str:
    """Return the documentation of a check, or of a rule of the workspace, in the language in force.

    Raises:
        UsageError: No check has that code.
    """
    rule = own_rules.rule_of(own, code) if own else None
    if rule:
        return own_rules.explanation(rule)
    check = find(code)
    head = f"# {check.CODE} — {_(check.TITLE)}"
    return "\n\n".join([head, *(_(part) for part in paragraphs(check))]) + "\n"
