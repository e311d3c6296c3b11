"""The lines of the checks screen: findings by what they block, waivers, and which are kept.

All of it is made in a thread; a line is drawn from its entry when it comes into sight.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from comens_tui.checks.waiver_ages import AgedWaiver
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Blocks, Severity, WaiverAge
from comens_tui.operations.blocked import CheckedState
from comens_tui.release.blocking import Listed
from comens_tui.text.labels import label
from comens_tui.tui import prose
from comens_tui.tui.widgets.rows import ListRow, folded

_STYLES = {Severity.ERROR: prose.BAD, Severity.WARNING: prose.PLAIN, Severity.INFO: prose.QUIET}


class Order(StrEnum):
    """How the lines stand within what they block."""

    SEVERITY = "severity"
    PLACE = "place"
    CODE = "code"


ORDER_NAMES = {
    Order.SEVERITY: N_("by severity"),
    Order.PLACE: N_("by place"),
    Order.CODE: N_("by code"),
}


class Entry(NamedTuple):
    """A line: a finding, or a waiver. `key` stays the same when lines of its text move."""

    key: str
    item: Listed | AgedWaiver

    @property
    def finding(self) -> Finding | None:
        """The finding, if it is one."""
        return self.item.finding if isinstance(self.item, Listed) else None

    @property
    def gist(self) -> str:
        """Its code, path and clause, by which the gate names it."""
        clause = self.item.finding.clause if isinstance(self.item, Listed) else ""
        return f"{self.code}\n{self.path}\n{clause}"

    @property
    def code(self) -> str:
        """The code of the check."""
        return self.item.finding.code if isinstance(self.item, Listed) else self.item.waiver.code

    @property
    def path(self) -> str:
        """The path of its file."""
        return self.item.finding.path if isinstance(self.item, Listed) else self.item.waiver.path

    @property
    def owner(self) -> str:
        """What it is filed under: the record, else the file."""
        finding = self.finding
        return (finding.record if finding else "") or self.path

    @property
    def is_put_away(self) -> bool:
        """Whether it is shown on demand only: what is waived, and a waiver that simply holds."""
        if isinstance(self.item, Listed):
            return bool(self.item.waiver)
        return self.item.age is WaiverAge.HOLDING

    @property
    def place(self) -> str:
        """Where it is, in one word."""
        finding = self.finding
        if finding is None:
            return self.item.waiver.clause or self.path if isinstance(self.item, AgedWaiver) else ""
        return finding.clause or finding.record or finding.path.rpartition("/")[2]


class Kept(NamedTuple):
    """Which lines are kept, and in which order; what is empty keeps all."""

    severity: Severity | None = None
    code: str = ""
    owner: str = ""
    put_away: bool = False
    order: Order = Order.SEVERITY

    @property
    def is_narrowed(self) -> bool:
        """Whether some lines are left out that a person may want back."""
        return bool(self.severity or self.code or self.owner)

    def has(self, entry: Entry) -> bool:
        """Tell whether the entry is kept."""
        finding = entry.finding
        return (
            (self.put_away or not entry.is_put_away)
            and (not self.severity or (finding is not None and finding.severity is self.severity))
            and (not self.code or entry.code == self.code)
            and (not self.owner or self.owner in (entry.owner, entry.path))
        )

    def words(self) -> str:
        """Say what is kept, in a few words."""
        parts = (label(self.severity) if self.severity else "", self.code, self.owner)
        return ", ".join(part for part in parts if part)


def entries(state: CheckedState, proposed: Iterable[Finding] = ()) -> tuple[Entry, ...]:
    """Return the lines of what was found, and of what was found in proposed texts."""
    items: list[Listed | AgedWaiver] = [item for item in state.listed if not item.waiver]
    items += [Listed(finding, Blocks.NOTHING) for finding in proposed]
    items += state.waivers
    items += [item for item in state.listed if item.waiver]
    counts: Counter[str] = Counter()
    made = []
    for item in items:
        name = _name(item)
        counts[name] += 1
        made.append(Entry(f"{name}\n{counts[name]}", item))
    return tuple(made)


def _name(item: Listed | AgedWaiver) -> str:
    if isinstance(item, AgedWaiver):
        return item.waiver.id
    finding = item.finding
    place = f"{finding.code}\n{finding.path}\n{finding.clause}"
    return f"{place}\n{finding.record}\n{finding.message}"


def arranged(found: Sequence[Entry], kept: Kept) -> tuple[Entry, ...]:
    """Return the entries kept, in order; the groups never mix."""
    chosen = [entry for entry in found if kept.has(entry)]
    if kept.order is Order.SEVERITY:
        return tuple(chosen)
    by_code = kept.order is Order.CODE

    def rank(entry: Entry) -> tuple[int, str, str, int, str]:
        line = entry.finding.line if entry.finding else 0
        return _group(entry), entry.code if by_code else "", entry.path, line, entry.code

    return tuple(sorted(chosen, key=rank))


def _group(entry: Entry) -> int:
    if isinstance(entry.item, AgedWaiver):
        return len(Blocks)
    if entry.item.waiver:
        return len(Blocks) + 1
    return tuple(Blocks).index(entry.item.blocks)


class FindingRows:
    """A source of lines over entries; what is searched in each is made once, with it."""

    def __init__(self, kept: Sequence[Entry], known: Mapping[str, str]) -> None:
        """Hold these entries; `known` are the folded words of some, by key."""
        self._entries = kept
        self.words = {entry.key: known.get(entry.key) or _words(entry) for entry in kept}
        self._places = {entry.key: place for place, entry in enumerate(kept)}
        self._text = ""
        self._found = kept

    def _matching(self, text: str) -> Sequence[Entry]:
        if text == self._text:
            return self._found
        asked = folded(text).split()
        self._text = text
        self._found = [
            entry for entry in self._entries if all(word in self.words[entry.key] for word in asked)
        ]
        return self._found

    def count(self, text: str) -> int:
        """Return how many lines hold every word of `text`."""
        return len(self._matching(text))

    def rows(self, text: str, offset: int, limit: int) -> Sequence[ListRow]:
        """Return at most `limit` of them from `offset` on."""
        return [row(entry) for entry in self._matching(text)[offset : offset + limit]]

    def position(self, text: str, key: str) -> int | None:
        """Return where the line `key` stands among them."""
        if not text.split():
            return self._places.get(key)
        return next((i for i, one in enumerate(self._matching(text)) if one.key == key), None)

    def entry(self, key: str) -> Entry | None:
        """Return the entry of a line."""
        place = self._places.get(key)
        return None if place is None else self._entries[place]


def _words(entry: Entry) -> str:
    finding = entry.finding
    more = (finding.hint,) if finding else ()
    return folded(" ".join((*row(entry).cells, entry.path, entry.owner, *more)))


def row(entry: Entry) -> ListRow:
    """Return the line of an entry."""
    item = entry.item
    if isinstance(item, AgedWaiver):
        said = _("{id}: {reason}").format(
            id=item.waiver.id, reason=item.reason or item.waiver.reason
        )
        cells = (_("waiver"), label(item.age), item.waiver.code, said, entry.place)
        is_bad = item.age in (WaiverAge.VOID, WaiverAge.ENDING)
        return ListRow(entry.key, cells, prose.WARNING if is_bad else prose.QUIET)
    finding = item.finding
    severity = label(finding.severity)
    if finding.severity is Severity.ERROR:
        severity = severity.upper()
    blocks = label(item.blocks)
    if item.waiver:
        blocks = _("waived")
    elif item.blocks is not Blocks.NOTHING:
        blocks = blocks.upper()
    cells = (blocks, severity, finding.code, finding.message, entry.place)
    return ListRow(entry.key, cells, prose.QUIET if item.waiver else _STYLES[finding.severity])
