"""`docs/states.md`: the life of each kind of record, drawn from the transition tables."""

from comens_tui.rules.states import diagram

KINDS = ("report", "proposal", "consultation", "meeting", "follow_up", "release")


def page() -> str:
    """Return the page in English, one diagram a kind."""
    parts = [
        "# Life of the records",
        "Drawn from `comens_tui/rules/states.py`; an impossible step cannot be made by any face.",
    ]
    parts += [
        f"## {kind.capitalize().replace('_', '-')}\n\n```mermaid\n{diagram(kind).strip()}\n```"
        for kind in KINDS
    ]
    return "\n\n".join(parts) + "\n"
