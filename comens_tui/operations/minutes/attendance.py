"""Who sat, in what quality and when; who was excused or absent; who mandated whom."""

from collections.abc import Sequence

from comens_tui.i18n import N_, _
from comens_tui.model.meeting import Attendance
from comens_tui.operations.minutes.account import Account
from comens_tui.text.days import hour
from comens_tui.text.generated_blocks import Block
from comens_tui.text.labels import label
from comens_tui.text.markdown_words import as_words, table_lines

_HERE = ("present", "video")
#: By where the substitute comes from, as the bureau found it (R133-3).
_SUBSTITUTES = {
    "": N_("{substitute} sits in the place of {name} (CRPA R133-3)."),
    "service": N_("{substitute}, of the same service, sits in the place of {name} (CRPA R133-3)."),
    "assembly": N_(
        "{substitute}, elected of the same assembly, sits in the place of {name} (CRPA R133-3)."
    ),
    "elsewhere": N_(
        "{substitute}, of another body, is there in the place of {name} (CRPA R133-3)."
    ),
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
    parts += [_substitute(account, line) for line in here if line.substitute]
    return Block("attendance", "\n\n".join(parts))


def _present(account: Account, lines: Sequence[Attendance]) -> str:
    columns = (_("Name"), _("Quality"), _("Mode of attendance"), _("Arrived at"), _("Left at"))
    rows = []
    for line in lines:
        cells = (
            account.name(line.member),
            account.quality(line.member),
            label(line.mode),
            hour(line.arrived) or "—",
            hour(line.left) or _("stayed to the end"),
        )
        rows.append("| " + " | ".join(cells) + " |")
    head = table_lines(columns, [])
    return "\n".join((head, *rows))


def _substitute(account: Account, line: Attendance) -> str:
    said = _SUBSTITUTES.get(line.substitute_from or "", _SUBSTITUTES[""])
    return _(said).format(
        substitute=as_words(line.substitute or ""), name=account.name(line.member)
    )


def mandates(account: Account) -> Block:
    """Return who gave a mandate to whom (CRPA R133-9, R133-13)."""
    given = account.meeting.proxies
    if given:
        rows = [f"| {account.name(item.giver)} | {account.name(item.holder)} |" for item in given]
        text = "\n".join((table_lines((_("Mandate given by"), _("Held by")), []), *rows))
    else:
        text = _("No mandate was given.")
    ended = [
        _("The mandate of {giver} to {holder} ended at {hour}.").format(
            giver=account.name(item.giver), holder=account.name(item.holder), hour=hour(item.ended)
        )
        for item in account.meeting.past_proxies
    ]
    return Block("mandates", "\n\n".join((_("## Mandates"), text, *ended)))
