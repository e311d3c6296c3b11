"""`comens meeting plan --ready`: an agenda proposed from what is ready, for a person to take."""

from comens_tui.cli.arguments import number
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import Column, print_list, talk
from comens_tui.cli.session import Session
from comens_tui.i18n import _, ngettext
from comens_tui.operations.desk import Desk
from comens_tui.operations.ready_agenda import Proposed
from comens_tui.rules.agenda_order import MINUTES, Ready, reasons


def add_ready_arguments(parser: CommandParser) -> None:
    """Ask whether an agenda is to be proposed, for how long, and whether it is taken."""
    parser.add_argument(
        "--ready",
        action="store_true",
        help=_("propose an agenda from what is ready, ranked, with the reason for each place"),
    )
    parser.add_argument(
        "--minutes", type=number(1), metavar="N", help=_("with --ready: how long the meeting lasts")
    )
    parser.add_argument(
        "--take", action="store_true", help=_("with --ready: plan what is proposed")
    )


def show_proposed(session: Session, desk: Desk, found: Proposed) -> int:
    """Print an agenda in its order, with the reason for each place; nothing is written."""
    today, names = desk.today(), desk.committee.names()
    rows: list[dict[str, object]] = [
        {
            "subject": meeting.id,
            "title": meeting.title,
            "minutes": MINUTES["minutes"],
            "why": _("The minutes of the last meeting come first."),
        }
        for meeting in found.minutes_of
    ]
    rows += [_row(item, reasons(item, today)) for item in found.proposals]
    rows += [
        {
            "subject": item.id,
            "title": item.text,
            "minutes": MINUTES["information"],
            "why": _("Overdue since {day}, {member}.").format(
                day=item.due.isoformat(), member=names[item.owner]
            ),
        }
        for item in found.overdue
    ]
    columns = [
        Column("subject", _("SUBJECT")),
        Column("minutes", _("MINUTES")),
        Column("why", _("WHY"), flexible=True),
        Column("title", _("TITLE"), flexible=True),
    ]
    nothing = _("Nothing is ready for an agenda.")
    print_list(rows, columns, as_json=session.wants_json, nothing=nothing)
    if rows and not session.wants_json:
        _talk_of_it(found)
    return 0


def _row(item: Ready, why: tuple[str, ...]) -> dict[str, object]:
    return {
        "subject": item.id,
        "title": item.title,
        "minutes": item.minutes,
        "why": " ".join(why),
    }


def _talk_of_it(found: Proposed) -> None:
    talk(_("About {minutes} minutes in all.").format(minutes=found.minutes))
    if found.left:
        count = len(found.left)
        talk(
            ngettext(
                "{count} proposal that is ready does not fit: {ids}",
                "{count} proposals that are ready do not fit: {ids}",
                count,
            ).format(count=count, ids=", ".join(item.id for item in found.left))
        )
    talk(_("Plan it with: comens meeting plan --ready --take --at DATE-TIME, or with an id."))
