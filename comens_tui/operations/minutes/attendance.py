"""Who sat, in what quality and when; who was excused or absent; who mandated whom."""

from collections.abc import Iterator, Sequence

from comens_tui.i18n import N_, _
from comens_tui.model.meeting import Attendance, Meeting, PastProxy, Proxy
from comens_tui.operations.minutes.account import Account
from comens_tui.text.days import hour
from comens_tui.text.generated_blocks import Block
from comens_tui.text.labels import label
from comens_tui.text.markdown_words import as_words, table_lines

_HERE = ("present", "video")
#: By where the substitute comes from, as the bureau found it (R133-3).
_SUBSTITUTES = {
    "": N_("{substitute} sits in the place of {name} ({article})."),
    "service": N_("{substitute}, of the same service, sits in the place of {name} ({article})."),
    "assembly": N_(
        "{substitute}, elected of the same assembly, sits in the place of {name} ({article})."
    ),
    "elsewhere": N_("{substitute}, of another body, is there in the place of {name} ({article})."),
}


def attendance(account: Account) -> Block:
    """Return names and quality of those present, how, and when they came and left (R133-13)."""
    lines = account.meeting.attendance
    here = [line for line in lines if line.mode in _HERE]
    parts = [_("## Attendance")]
    parts.append(_present(account, here) if here else _("Nobody is recorded as present."))
    for mode, said in (("excused", _("Excused: {names}.")), ("absent", _("Absent: {names}."))):
        away = [
            _("{name} ({quality})").format(
                name=account.name(line.member), quality=account.quality(line.member)
            )
            for line in lines
            if line.mode == mode
        ]
        if away:
            parts.append(said.format(names=", ".join(away)))
    parts += dict.fromkeys(_substitute(account, line) for line in here if line.substitute)
    return Block("attendance", "\n\n".join(parts))


def _present(account: Account, lines: Sequence[Attendance]) -> str:
    """Return one row a person, with each of the times that they were there."""
    columns = (_("Name"), _("Quality"), _("Mode of attendance"), _("Hours of attendance"))
    spells: dict[str, list[Attendance]] = {}
    for line in lines:
        spells.setdefault(line.member, []).append(line)
    rows = []
    for member, came in spells.items():
        modes = dict.fromkeys(label(line.mode) for line in came)
        hours = [_hours(account, line, with_mode=len(modes) > 1) for line in came]
        said = hours[0]
        for later in hours[1:]:
            said = _("{hours}, then {later}").format(hours=said, later=later)
        cells = (
            account.seated(member, came[-1].arrived),
            account.quality(member),
            ", ".join(modes),
            said,
        )
        rows.append("| " + " | ".join(cells) + " |")
    head = table_lines(columns, [])
    return "\n".join((head, *rows))


def _hours(account: Account, line: Attendance, *, with_mode: bool) -> str:
    """Return from when to when a person was there, as of the end where they did not leave."""
    came = hour(line.arrived or account.meeting.opened) or "—"
    if line.left is None:
        said = _("from {arrived} to the end").format(arrived=came)
    else:
        said = _("from {arrived} to {left}").format(arrived=came, left=hour(line.left))
    if not with_mode:
        return said
    return _("{hours} ({mode})").format(hours=said, mode=label(line.mode))


def _substitute(account: Account, line: Attendance) -> str:
    said = _SUBSTITUTES.get(line.substitute_from or "", _SUBSTITUTES[""])
    return _(said).format(
        substitute=as_words(line.substitute or ""),
        name=account.name(line.member),
        article=account.articles.substitutes,
    )


def mandates(account: Account) -> Block:
    """Return who gave a mandate to whom, from when to when (CRPA R133-9, R133-13)."""
    meeting = account.meeting
    rows = [
        "| " + " | ".join((account.name(item.giver), account.name(item.holder), *times)) + " |"
        for item, times in sorted(_times(meeting), key=lambda found: found[1][0])
    ]
    if not rows:
        return Block("mandates", "\n\n".join((_("## Mandates"), _("No mandate was given."))))
    columns = (_("Mandate given by"), _("Held by"), _("From"), _("Until"))
    text = "\n".join((table_lines(columns, []), *rows))
    return Block("mandates", "\n\n".join((_("## Mandates"), text)))


def _times(meeting: Meeting) -> Iterator[tuple[Proxy | PastProxy, tuple[str, str]]]:
    """Yield each mandate with its hours; one that was not timed held from the start."""
    start = hour(meeting.opened) or "—"
    for past in meeting.past_proxies:
        yield past, (hour(past.given) or start, hour(past.ended))
    for proxy in meeting.proxies:
        yield proxy, (hour(proxy.given) or start, _("the end"))
