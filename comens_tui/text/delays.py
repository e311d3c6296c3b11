"""How a due date and the wait for a publisher are said, the same on every face."""

from datetime import date

from comens_tui.i18n import _, ngettext


def due_words(due: date | None, *, is_overdue: bool) -> str:
    """Return a due date, said to be over where it is; nothing where there is none."""
    if due is None:
        return ""
    text = _("{day}, overdue") if is_overdue else "{day}"
    return text.format(day=due.isoformat())


def awaited_words(days: int | None) -> str:
    """Return for how long a publisher has been awaited; nothing where nobody awaits it."""
    if days is None:
        return ""
    return ngettext("awaited for {count} day", "awaited for {count} days", days).format(count=days)
