"""The first parts of minutes: which meeting, when and where, how it was convened."""

from collections.abc import Iterator
from datetime import date, datetime

from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.meeting import AgendaItem
from comens_tui.operations.minutes.account import Account
from comens_tui.rules.notice import days_of_notice, local_day
from comens_tui.text.days import day_and_hour, hour, long_day
from comens_tui.text.generated_blocks import Block
from comens_tui.text.labels import label
from comens_tui.text.markdown_words import as_words, table_lines

#: What became of an item, where no decision says it.
_LEFT = {
    "open": N_("vote not closed"),
    "decided": N_("decided"),
}


def heading(account: Account) -> Block:
    """Return the title: the meeting, and the committee."""
    meeting = account.meeting
    return Block(
        "heading",
        "\n\n".join(
            (
                _("# Minutes of meeting {id}").format(id=meeting.id),
                f"**{as_words(account.committee.name)}**",
                as_words(meeting.title),
            )
        ),
    )


def sitting(account: Account) -> Block:
    """Return the date, the place, the times and who held the chair (CRPA R133-13)."""
    meeting = account.meeting
    rows: list[tuple[str | int, ...]] = [
        (_("Date"), long_day((meeting.opened or meeting.planned).date())),
        (_("Place"), meeting.place or "—"),
        (_("Opened"), hour(meeting.opened) or "—"),
        (_("Closed"), _closed(account)),
    ]
    rows += [
        (_("Suspended"), _suspension(pause.began, pause.ended, pause.reason))
        for pause in meeting.suspensions
    ]
    if meeting.chair:
        rows.append((_("Chair"), account.bare_name(meeting.chair)))
    if meeting.secretary:
        rows.append((_("Secretary"), account.bare_name(meeting.secretary)))
    text = table_lines((_("Sitting"), _("Detail")), rows)
    return Block("sitting", "\n\n".join((_("## Sitting"), text)))


def _suspension(began: datetime, ended: datetime | None, reason: str | None) -> str:
    """Return when a meeting was suspended, until when, and why where it is said."""
    until = hour(ended) or "—"
    if reason:
        return _("from {began} to {ended}: {reason}").format(
            began=hour(began), ended=until, reason=reason
        )
    return _("from {began} to {ended}").format(began=hour(began), ended=until)


def _closed(account: Account) -> str:
    opened, closed = account.meeting.opened, account.meeting.closed
    if closed is None:
        return "—"
    if opened is not None and opened.date() != closed.date():
        return day_and_hour(closed)
    return hour(closed)


def convocation(account: Account) -> Block:
    """Return how the meeting was convened: the day, urgency, a second convocation (R133-8, -10)."""
    meeting = account.meeting
    lines = []
    if meeting.convened:
        lines.append(
            _("The convocation, the agenda and the documents were sent on {day}.").format(
                day=long_day(meeting.convened)
            )
        )
        lines.append(_notice(account, meeting.convened))
    else:
        lines.append(_("No convocation is recorded."))
    if meeting.urgency:
        lines.append(
            _("The notice was shortened for urgency ({article}): {reason}").format(
                article=account.articles.notice, reason=as_words(meeting.urgency)
            )
        )
    if meeting.second_convocation:
        lines.append(_second(account))
    return Block("convocation", "\n\n".join((_("## Convocation"), *lines)))


def _notice(account: Account, convened: date) -> str:
    """Return how many days the members had, and how many are due."""
    meeting = account.meeting
    rules = meeting.rules or account.committee.rules
    day = local_day(meeting.planned, account.committee.timezone)
    days = days_of_notice(convened, day, rules.notice_count)
    said = (
        ngettext(
            "Notice: {days} clear day; {needed} due ({article}).",
            "Notice: {days} clear days; {needed} due ({article}).",
            days,
        )
        if rules.notice_count == "clear"
        else ngettext(
            "Notice: {days} day; {needed} due ({article}).",
            "Notice: {days} days; {needed} due ({article}).",
            days,
        )
    )
    return said.format(days=days, needed=rules.notice_days, article=account.articles.notice)


def _second(account: Account) -> str:
    """Return that no quorum is required, and after which meeting."""
    meeting, first = account.meeting, account.first
    said = (
        _(
            "This is a second convocation on the agenda of {first}, closed for want of quorum on"
            " {day}; it stated that no quorum would be required ({article})."
        )
        if first is not None and first.no_quorum is not None
        else _(
            "This is a second convocation on the agenda of {first}, which stated that no"
            " quorum would be required ({article})."
        )
    )
    return said.format(
        first=meeting.second_of or "—",
        day=long_day(first.no_quorum.at.date()) if first and first.no_quorum else "—",
        article=account.articles.second,
    )


def want_of_quorum(account: Account) -> Block | None:
    """Return that the meeting was closed for want of quorum, and the arithmetic of it."""
    found = account.meeting.no_quorum
    if found is None:
        return None
    return Block(
        "quorum",
        "\n\n".join(
            (
                _("## Want of quorum"),
                _("At {hour} the meeting was closed for want of quorum. {verdict}").format(
                    hour=hour(found.at),
                    verdict=as_words(account.want_of_quorum(found.items[0]) or found.verdict),
                ),
                ngettext(
                    "Left undecided: item {items}.",
                    "Left undecided: items {items}.",
                    len(found.items),
                ).format(items=", ".join(map(str, found.items))),
            )
        ),
    )


def agenda(account: Account) -> Block:
    """Return the questions treated, each with what became of it (CRPA R133-13)."""
    rows: list[tuple[str | int, ...]] = []
    for item in account.meeting.agenda:
        decision = account.decisions.get(item.number)
        outcome = label(decision.sense) if decision else _left(account, item)
        rows.append((item.number, item.title, item.subject or "—", outcome))
    text = (
        table_lines((_("Number"), _("Question"), _("Subject"), _("What became of it")), rows)
        if rows
        else _("The agenda is empty.")
    )
    return Block("agenda", "\n\n".join((_("## Questions treated"), text, *_moves(account))))


def _left(account: Account, item: AgendaItem) -> str:
    """Return what became of an item on which no decision was taken."""
    meeting = account.meeting
    if meeting.no_quorum and item.number in meeting.no_quorum.items:
        return _("not decided, for want of quorum")
    if item.state in _LEFT:
        return _(_LEFT[item.state])
    if any(turn.item == item.number for turn in meeting.turns):
        return _("discussed, not decided")
    return _("not examined")


def _moves(account: Account) -> Iterator[str]:
    """Yield the changes of the order of the agenda, with their reasons."""
    meeting = account.meeting
    for move in meeting.reorderings:
        is_that_day = move.at.date() == (meeting.opened or meeting.planned).date()
        said = (
            _("At {moment}, item {item} was moved to place {place}: {reason}")
            if is_that_day
            else _("On {moment}, item {item} was moved to place {place}: {reason}")
        )
        yield said.format(
            moment=hour(move.at) if is_that_day else day_and_hour(move.at),
            item=move.item,
            place=move.place,
            reason=as_words(move.reason),
        )
