"""`comens check --history`: personal data that git remembers."""

from comens_tui.cli.printing import answer, print_json, talk
from comens_tui.errors import EXIT_OK, EXIT_REFUSED
from comens_tui.i18n import _, ngettext
from comens_tui.model.words import Certainty
from comens_tui.operations.desk import Desk
from comens_tui.operations.history_scan import PastExposure, Unread, scan_history
from comens_tui.text.labels import label


def check_history(desk: Desk, *, as_json: bool) -> int:
    """Say each passage as it is found, or all as JSON; return 1 where one is certain."""
    found: list[dict[str, object]] = []
    certain = unread = 0
    for item in scan_history(desk):
        if isinstance(item, Unread):
            unread += 1
            continue
        certain += item.exposure.hit.certainty is Certainty.CERTAIN
        if as_json:
            found.append(_data(item))
        else:
            found.append({})
            _say(item)
    if as_json:
        print_json({"findings": found, "unread": unread})
    _conclude(len(found), unread)
    return EXIT_REFUSED if certain else EXIT_OK


def _data(item: PastExposure) -> dict[str, object]:
    hit = item.exposure.hit
    return {
        "commit": item.commit,
        "path": item.exposure.path,
        "field": item.exposure.passage.field,
        "line": hit.line,
        "kind": hit.kind,
        "certainty": hit.certainty,
        "shown": hit.shown,
    }


def _say(item: PastExposure) -> None:
    hit = item.exposure.hit
    answer(
        _("{commit} {place}: {kind} ({certainty}): {shown}").format(
            commit=item.commit[:12],
            place=item.exposure.place,
            kind=label(hit.kind),
            certainty=label(hit.certainty),
            shown=hit.shown,
        )
    )


def _conclude(count: int, unread: int) -> None:
    talk(
        ngettext("{count} passage in history.", "{count} passages in history.", count).format(
            count=count
        )
    )
    if unread:
        talk(
            ngettext(
                "{count} file is no text and was not read.",
                "{count} files are no texts and were not read.",
                unread,
            ).format(count=unread)
        )
    if count:
        talk(
            _(
                "Masking a file does not change history. To rewrite it voids every later signature "
                "and decision: it is for the committee to decide, with its data protection officer "
                "(docs/privacy.md)."
            )
        )
