"""The last parts of minutes: corrections, and who signs."""

from comens_tui.i18n import _
from comens_tui.operations.minutes.account import Account
from comens_tui.operations.minutes.item import corrected
from comens_tui.text.days import hour, long_day
from comens_tui.text.generated_blocks import Block
from comens_tui.text.markdown_words import as_words


def corrections(account: Account) -> Block | None:
    """Return the decisions corrected since and what members asked to correct, None without any."""
    lines = [f"- {said}" for item in account.corrections for said in corrected(account, item)]
    lines += [
        "- "
        + _("On {day}, {name} asks for a correction: {text}").format(
            day=long_day(item.at.date()), name=account.name(item.member), text=as_words(item.text)
        )
        for item in account.meeting.minutes_corrections
    ]
    if not lines:
        return None
    return Block("corrections", "\n".join((_("## Corrections"), "", *lines)))


def closing(account: Account) -> Block:
    """Return when the meeting closed, and the names of those who sign."""
    meeting = account.meeting
    parts = [_("## End of the meeting")]
    if meeting.closed:
        if meeting.no_quorum:
            said = _("The meeting closed at {hour}, for want of quorum.")
        elif all(item.state == "decided" for item in meeting.agenda):
            said = _("The meeting closed at {hour}, the agenda being exhausted.")
        else:
            said = _("The meeting closed at {hour}.")
        parts.append(said.format(hour=hour(meeting.closed)))
    if meeting.chair:
        parts.append(_("The chair: {name}").format(name=account.name(meeting.chair)))
    if meeting.secretary:
        parts.append(_("The secretary: {name}").format(name=account.name(meeting.secretary)))
    return Block("closing", "\n\n".join(parts))
