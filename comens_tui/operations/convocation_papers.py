"""The papers of a convocation: the message to the members, and the file for their diaries."""

from typing import NamedTuple

from comens_tui.exchange.calendar_file import Event, calendar_file
from comens_tui.exchange.prose_html import prose_page
from comens_tui.i18n import _, ngettext, speaking
from comens_tui.model.meeting import Meeting
from comens_tui.model.places import meeting_path
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Role
from comens_tui.operations.desk import Desk
from comens_tui.operations.known import known_record
from comens_tui.operations.ready_agenda import place_reasons
from comens_tui.rules.notice import days_of_notice, last_sending_day, local_day
from comens_tui.rules.profiles import articles
from comens_tui.text.days import day_and_hour, hour, long_day
from comens_tui.text.digests import text_digest
from comens_tui.text.markdown_words import as_words, table_lines

#: How long a meeting is taken to last in a diary.
DIARY_MINUTES = 180


class Papers(NamedTuple):
    """The message as Markdown and as a page, and the calendar file, by the name of each."""

    text: str
    files: dict[str, bytes]


def convocation_papers(desk: Desk, meeting_id: str, *, has_folder: bool = False) -> Papers:
    """Return the papers of a meeting in the committee's language; same record, same bytes.

    With `has_folder`, the message says that the folder of the meeting comes with it.

    Raises:
        UnknownRecordError: There is no such meeting.
    """
    snapshot = desk.workspace.snapshot()
    meeting = known_record(snapshot.meetings, meeting_id)
    language = snapshot.committee.language
    with speaking(language):
        text = _message(snapshot, meeting, has_folder=has_folder)
        title = _("Convocation to meeting {id}").format(id=meeting.id)
        page = prose_page(title, (), text, spoken=language)
        event = calendar_file(_event(desk, snapshot, meeting))
    files = {
        "convocation.md": text.encode(),
        "convocation.html": page.encode(),
        f"{meeting.id}.ics": event,
    }
    return Papers(text, files)


def item_page_name(meeting: Meeting, number: int) -> str:
    """Return the name of the page of one item in the folder of a meeting."""
    item = meeting.item(number)
    subject = f"-{item.subject}" if item and item.subject else ""
    return f"item-{number:02}{subject}.html"


def _message(snapshot: Snapshot, meeting: Meeting, *, has_folder: bool) -> str:
    parts = [
        _("# Convocation to meeting {id}").format(id=meeting.id),
        f"**{as_words(snapshot.committee.name)}**",
        _("The members of the committee are convened to the meeting of {day}.").format(
            day=day_and_hour(meeting.planned)
        ),
        _practical(snapshot, meeting),
        _("## Agenda"),
        _agenda(snapshot, meeting, has_folder=has_folder),
        _("## What to know"),
        *_rules(snapshot, meeting),
        *_signed(snapshot, meeting),
    ]
    return "\n\n".join(parts) + "\n"


def _practical(snapshot: Snapshot, meeting: Meeting) -> str:
    rows: list[tuple[str | int, ...]] = [
        (_("Title"), meeting.title),
        (_("Date"), long_day(meeting.planned.date())),
        (_("Time"), f"{hour(meeting.planned)} ({snapshot.committee.timezone})"),
        (_("Place"), meeting.place or "—"),
    ]
    if meeting.convened:
        rows.append((_("Sent on"), long_day(meeting.convened)))
    return table_lines((_("Meeting"), _("Detail")), rows)


def _agenda(snapshot: Snapshot, meeting: Meeting, *, has_folder: bool) -> str:
    columns = [_("Number"), _("Question"), _("Subject"), _("Why it is there")]
    if has_folder:
        columns.append(_("Document"))
    day = meeting.convened or meeting.planned.date()
    rows: list[tuple[str | int, ...]] = []
    for item in meeting.agenda:
        if item.state == "withdrawn":
            continue
        why = " ".join(place_reasons(snapshot, item, day))
        row: tuple[str | int, ...] = (item.number, item.title, item.subject or "—", why)
        rows.append((*row, item_page_name(meeting, item.number)) if has_folder else row)
    return table_lines(tuple(columns), rows) if rows else _("The agenda is empty.")


def _rules(snapshot: Snapshot, meeting: Meeting) -> list[str]:
    """Return notice, quorum, mandates and interests, each as a line with its article."""
    rules = meeting.rules or snapshot.committee.rules
    names = articles(rules.profile)
    composition = len(snapshot.committee.voters(meeting.planned.date()))
    needed = -(-rules.quorum_numerator * composition // rules.quorum_denominator)
    lines = []
    if meeting.urgency:
        lines.append(
            _("The notice is shortened for urgency: {reason}").format(
                reason=as_words(meeting.urgency)
            )
        )
    elif meeting.convened:
        day = local_day(meeting.planned, snapshot.committee.timezone)
        days = days_of_notice(meeting.convened, day, rules.notice_count)
        lines.append(
            ngettext(
                "Notice ({article}): {count} day; the rules ask for {needed}.",
                "Notice ({article}): {count} days; the rules ask for {needed}.",
                days,
            ).format(article=names.notice, count=days, needed=rules.notice_days)
        )
    else:
        day = local_day(meeting.planned, snapshot.committee.timezone)
        last = last_sending_day(day, rules.notice_days, rules.notice_count)
        lines.append(
            _("Notice ({article}): this convocation leaves on {day} at the latest.").format(
                article=names.notice, day=long_day(last)
            )
        )
    if meeting.second_convocation:
        lines.append(
            _(
                "This is a second convocation on the agenda of {first}: no quorum will be"
                " required ({article})."
            ).format(first=meeting.second_of or "—", article=names.second)
        )
    else:
        said = (
            _("Quorum ({article}): {needed} of the {composition} members, present or represented.")
            if rules.proxies_count_for_quorum
            else _("Quorum ({article}): {needed} of the {composition} members, present.")
        )
        lines.append(said.format(article=names.quorum, needed=needed, composition=composition))
    lines.append(
        _("Those who take part by telephone or video, and can be identified, count as present.")
    )
    lines.append(_mandates(rules.proxies_held_max, names.proxies))
    lines.append(
        _(
            "A member with a personal interest in an item says so at the opening at the latest,"
            " and takes no part in it ({article})."
        ).format(article=names.recusal)
    )
    return ["\n".join(f"- {line}" for line in lines)]


def _mandates(most: int, article: str) -> str:
    if not most:
        return _("No mandate to vote can be given.")
    return ngettext(
        "A member who cannot come and has no substitute may give a mandate to vote to another"
        " one, who holds {count} at most ({article}): write to the secretary before the meeting.",
        "A member who cannot come and has no substitute may give a mandate to vote to another"
        " one, who holds {count} at most ({article}): write to the secretary before the meeting.",
        most,
    ).format(count=most, article=article)


def _signed(snapshot: Snapshot, meeting: Meeting) -> list[str]:
    day = meeting.planned.date()
    sitting = [member for member in snapshot.committee.members if member.sits_on(day)]
    chair = next((member.name for member in sitting if Role.CHAIR in member.roles), "")
    secretary = next((member.name for member in sitting if Role.SECRETARY in member.roles), "")
    lines = []
    if chair:
        lines.append(_("For the committee, the chair: {name}").format(name=as_words(chair)))
    if secretary:
        lines.append(_("The secretary: {name}").format(name=as_words(secretary)))
    return lines


def _event(desk: Desk, snapshot: Snapshot, meeting: Meeting) -> Event:
    """Return the event, whose sequence is the count of commits on the meeting's file."""
    log = desk.workspace.log(path=meeting_path(meeting.id))
    items = [f"{item.number}. {item.title}" for item in meeting.agenda if item.state != "withdrawn"]
    committee = snapshot.committee
    return Event(
        uid=f"{meeting.id.lower()}.{text_digest(committee.name)[:12]}@comens",
        sequence=max(len(log) - 1, 0),
        stamp=log[0].when if log else meeting.planned,
        starts=meeting.planned,
        minutes=DIARY_MINUTES,
        timezone=committee.timezone,
        title=_("{committee}: {title}").format(committee=committee.name, title=meeting.title),
        place=meeting.place,
        description="\n".join((_("Agenda"), *items)),
    )
