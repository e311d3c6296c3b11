"""What a sync did, and what it keeps aside, in words: both faces show these same parts."""

from collections.abc import Iterator
from typing import NamedTuple

from comens_tui.errors import RecordError
from comens_tui.i18n import _, ngettext
from comens_tui.operations.desk import Desk
from comens_tui.operations.record_words import called, field_words, value_words
from comens_tui.operations.replay import Refused
from comens_tui.operations.sync import MOST_TOLD, KeptAside, Outcome
from comens_tui.rules.record_merge import differences
from comens_tui.store.git import TreeChange
from comens_tui.store.layout import identify
from comens_tui.store.parsing import MODELS
from comens_tui.store.records import decode_text, read_record
from comens_tui.store.sharing import Aside
from comens_tui.text.redline import redline

#: The command that shows a record of each kind, by the prefix of its id.
_SHOWN_BY = {
    "S": "meeting",
    "P": "proposal",
    "EV": "report",
    "JR": "report",
    "C": "consultation",
    "D": "decision",
}
_SIGNS = {"-": "[-{}-]", "+": "{{+{}+}}", "=": "{}"}


class Part(NamedTuple):
    """A title and the lines under it; a line may have lines of its own."""

    title: str
    lines: tuple[str, ...] = ()
    is_problem: bool = False


class Ways(NamedTuple):
    """How a person goes on from an act kept aside, in the face that tells of it.

    `record` is said of one of its records, with `{noun}` and `{id}`; `written` of what it had
    written, with `{name}`, under which it is kept.
    """

    record: str
    written: str


def by_commands() -> Ways:
    """Return the ways of the command line."""
    return Ways(
        _("See it as it is now, and do it again if it still holds: {command}").format(
            command="comens {noun} show {id}"
        ),
        _("What you had written: comens sync --kept {name}"),
    )


def parts_of(outcome: Outcome, ways: Ways) -> Iterator[Part]:
    """Yield what a sync did, or in a dry run would do."""
    name = outcome.upstream.name
    if outcome.is_nothing:
        yield Part(_("Nothing to take from {name}, nothing to send.").format(name=name))
        return
    if outcome.count:
        yield _received(outcome)
    if outcome.sent:
        yield _sent(outcome)
    if outcome.renumbered:
        yield Part(
            _("Renumbered, because the number was taken there meanwhile:"),
            tuple(
                _("{old} is now {new}: {subject}").format(
                    old=_number(one.old), new=_number(one.new), subject=one.subject
                )
                for one in outcome.renumbered
            ),
        )
    if outcome.already:
        yield Part(_("Done there already:"), tuple(outcome.already))
    if outcome.refused:
        yield _refused(outcome, ways)


def _number(text: str) -> str:
    """Return a number as it is said: that of a record, an item or a comment."""
    meeting, colon, item = text.partition(":")
    if colon:
        return _("item {number} of {id}").format(number=item, id=meeting)
    consultation, slash, number = text.partition("/")
    if slash:
        return _("comment {number} of {id}").format(number=number, id=consultation)
    return text


def _received(outcome: Outcome) -> Part:
    count, name = outcome.count, outcome.upstream.name
    title = (
        ngettext(
            "Would take {count} act from {name}:", "Would take {count} acts from {name}:", count
        )
        if outcome.is_dry
        else ngettext("{count} act taken from {name}:", "{count} acts taken from {name}:", count)
    )
    lines = [f"{act.subject} ({act.author})" for act in outcome.received]
    return Part(title.format(count=count, name=name), _bounded(lines, count))


def _sent(outcome: Outcome) -> Part:
    count, name = len(outcome.sent), outcome.upstream.name
    title = (
        ngettext("Would send {count} act to {name}:", "Would send {count} acts to {name}:", count)
        if outcome.is_dry
        else ngettext("{count} act sent to {name}:", "{count} acts sent to {name}:", count)
    )
    return Part(title.format(count=count, name=name), _bounded(outcome.sent, count))


def _bounded(lines: list[str], count: int) -> tuple[str, ...]:
    shown = lines[-MOST_TOLD:]
    more = count - len(shown)
    if more > 0:
        shown = [
            ngettext("({count} more before)", "({count} more before)", more).format(count=more),
            *shown,
        ]
    return tuple(shown)


def _refused(outcome: Outcome, ways: Ways) -> Part:
    count = len(outcome.refused)
    title = (
        ngettext("Would refuse {count} act of yours:", "Would refuse {count} acts of yours:", count)
        if outcome.is_dry
        else ngettext(
            "{count} act of yours could not be done on top, and is kept aside:",
            "{count} acts of yours could not be done on top, and are kept aside:",
            count,
        )
    )
    return Part(
        title.format(count=count),
        tuple(line for kept in outcome.refused for line in _refusal(kept, ways)),
        is_problem=True,
    )


def _refusal(kept: KeptAside, ways: Ways) -> Iterator[str]:
    act = kept.act
    yield act.subject
    yield "  " + act.reason
    if act.hint:
        yield "  " + act.hint
    yield "  " + _way_on(act, ways)
    if kept.name:
        yield "  " + ways.written.format(name=kept.name)


def _way_on(act: Refused, ways: Ways) -> str:
    for record_id in act.records:
        noun = _SHOWN_BY.get(record_id.split("-", 1)[0])
        if noun is not None:
            return ways.record.format(noun=noun, id=record_id)
    return _("See what was done there with `comens log`, and do it again if it still holds.")


class KeptFile(NamedTuple):
    """A file of an act kept aside: what a person calls it, and what it was to become."""

    what: str
    lines: tuple[str, ...]


def kept_files(desk: Desk, aside: Aside) -> tuple[KeptFile, ...]:
    """Return, in words, what an act kept aside would have written."""
    changes = desk.workspace.git.changes(f"{aside.commit}^", aside.commit)
    names = desk.committee.names()
    return tuple(
        KeptFile(called(change.path, names), tuple(_file_lines(desk, change))) for change in changes
    )


def _file_lines(desk: Desk, change: TreeChange) -> Iterator[str]:
    blobs = (change.old_blob, change.new_blob)
    old, new = (desk.workspace.blob(blob) if blob else None for blob in blobs)
    names = desk.committee.names()
    place = identify(change.path)
    try:
        if new is None:
            yield _("removed")
        elif place is not None and place.kind in MODELS:
            model = MODELS[place.kind]
            before = read_record(model, old, change.path).to_full_data() if old else {}
            after = read_record(model, new, change.path)
            written = after.to_full_data() if old else after.to_data()
            for one in differences(before, written):
                yield _("{field}: {old} -> {new}").format(
                    field=field_words(one.path, names),
                    old=value_words(one.shared, one.path, place.kind, names),
                    new=value_words(one.ours, one.path, place.kind, names),
                )
        else:
            yield from _text_lines(decode_text(old or b"", ""), decode_text(new, ""))
    except RecordError as error:
        yield error.message


def _text_lines(old: str, new: str) -> Iterator[str]:
    for clause in redline(old, new).clauses:
        if clause.change != "same":
            yield f"{clause.id}:"
            words = "".join(_SIGNS[sign].format(text) for sign, text in clause.ops)
            yield from ("  " + line for line in words.strip().splitlines())
