"""Two clones that picked one number: what is not shared yet takes the next one, everywhere.

A number is that of a record, of an item of an agenda or of a consultation comment. What was
written in this clone never spoke of the other side's, so each mention of it is of ours.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from comens_tui.errors import RecordError
from comens_tui.model.consultation import ConsultationComment
from comens_tui.model.decision import Decision
from comens_tui.model.meeting import AgendaItem, Ballot, Meeting
from comens_tui.model.numbering import next_id
from comens_tui.model.places import (
    PATHS,
    ballot_path,
    consultation_comment_path,
    year_of,
)
from comens_tui.model.record import Record
from comens_tui.model.snapshot import Snapshot
from comens_tui.store.layout import Place, identify, taken_ids
from comens_tui.store.records import read_record, updated_text

#: The kinds of record that have a number of their own; a release has its version.
NUMBERED = frozenset(PATHS) - {"release"}


class Renumbered(NamedTuple):
    """A number that was taken meanwhile: `old` and `new` as they are written in the trailer."""

    old: str
    new: str


@dataclass
class Renumbering:
    """Which number of ours became which, learnt act by act; `ours` is the last state of ours."""

    ours: Snapshot
    ids: dict[str, str] = field(default_factory=dict)
    #: Meeting as it is called now and number of ours -> number.
    items: dict[tuple[str, int], int] = field(default_factory=dict)
    #: The same of the comments of a consultation.
    comments: dict[tuple[str, int], int] = field(default_factory=dict)

    def learn(
        self, before: Snapshot, after: Snapshot, shared: Snapshot, changed: Iterable[str]
    ) -> tuple[Renumbered, ...]:
        """Find which of the numbers that one act of ours took are taken in `shared`.

        `before` and `after` are the states around the act, `changed` the files it touched.
        """
        places = [
            (path, place)
            for path in changed
            if path in after.files and (place := identify(path)) is not None
        ]
        added = [(path, place) for path, place in places if path not in before.files]
        meetings = [place.id for _path, place in places if place.kind == "meeting"]
        return (
            *self._learn_ids(after, shared, added),
            *self._learn_items(before, after, shared, meetings),
            *self._learn_comments(after, shared, added),
        )

    def _learn_ids(
        self, after: Snapshot, shared: Snapshot, added: Iterable[tuple[str, Place]]
    ) -> Iterator[Renumbered]:
        for path, place in added:
            if place.kind not in NUMBERED or place.extra or place.id in self.ids:
                continue
            if path not in shared.files or shared.files[path] == after.files[path]:
                continue
            taken = [
                *taken_ids(shared.files, place.kind),
                *taken_ids(self.ours.files, place.kind),
                *self.ids.values(),
            ]
            prefix = place.id.split("-", 1)[0]
            new = next_id(prefix, int(year_of(place.id)), taken)
            self.ids[place.id] = new
            yield Renumbered(place.id, new)

    def _learn_items(
        self, before: Snapshot, after: Snapshot, shared: Snapshot, meetings: Iterable[str]
    ) -> Iterator[Renumbered]:
        for meeting_id in meetings:
            name = self.id(meeting_id)
            ours, theirs = after.meetings.get(meeting_id), shared.meetings.get(name)
            if ours is None or theirs is None:
                continue
            known = before.meetings.get(meeting_id)
            old = {item.number for item in known.agenda} if known else set()
            for item in ours.agenda:
                key = (name, item.number)
                if item.number in old or key in self.items:
                    continue
                number = self._free_item(item, theirs, meeting_id)
                if number != item.number:
                    self.items[key] = number
                    yield Renumbered(f"{name}:{item.number}", f"{name}:{number}")

    def _free_item(self, item: AgendaItem, theirs: Meeting, meeting_id: str) -> int:
        """Return the number of an item of ours: that of the same one if it was added there."""
        subject = self.text(item.subject or "")
        for other in theirs.agenda:
            if subject and (other.kind, other.subject) == (item.kind, subject):
                return other.number
        if theirs.item(item.number) is None or _is_same_item(theirs.item(item.number), item):
            return item.number
        last = self.ours.meetings.get(meeting_id)
        numbers = [other.number for other in (*theirs.agenda, *(last.agenda if last else ()))]
        name = theirs.id
        numbers += [new for (meeting, _old), new in self.items.items() if meeting == name]
        return max(numbers) + 1

    def _learn_comments(
        self, after: Snapshot, shared: Snapshot, added: Iterable[tuple[str, Place]]
    ) -> Iterator[Renumbered]:
        for path, place in added:
            if place.kind != "consultation_comment":
                continue
            name, number = self.id(place.id), int(place.extra[0])
            there = consultation_comment_path(name, number)
            if there not in shared.files or shared.files[there] == after.files[path]:
                continue
            numbers = [
                comment.number
                for comments in (
                    shared.consultation_comments.get(name, ()),
                    self.ours.consultation_comments.get(place.id, ()),
                )
                for comment in comments
            ]
            taken = [new for (record, _old), new in self.comments.items() if record == name]
            new = max([*numbers, *taken, number]) + 1
            self.comments[name, number] = new
            yield Renumbered(f"{name}/{number}", f"{name}/{new}")

    # -- what is written under the new numbers

    def id(self, record_id: str) -> str:
        """Return what a record of ours is called now."""
        return self.ids.get(record_id, record_id)

    def text(self, text: str) -> str:
        """Return a text with every mention of a record of ours as it is called now."""
        if not self.ids:
            return text
        names = "|".join(re.escape(name) for name in self.ids)
        return re.sub(rf"(?<![\w-])(?:{names})(?![\w]|-\w)", lambda found: self.ids[found[0]], text)

    def path(self, path: str) -> str:
        """Return where a file of ours belongs now."""
        place = identify(path)
        renamed = self.text(path)
        if place is None:
            return renamed
        name = self.id(place.id)
        if place.kind == "ballot":
            number = int(place.extra[0])
            return ballot_path(name, self.items.get((name, number), number), place.extra[1])
        if place.kind == "consultation_comment":
            number = int(place.extra[0])
            return consultation_comment_path(name, self.comments.get((name, number), number))
        return renamed

    def content(self, path: str, content: bytes | None) -> bytes | None:
        """Return a file of ours, which was at `path`, under the numbers of now."""
        if content is None or not (self.ids or self.items or self.comments):
            return content
        try:
            renamed = self.text(content.decode()).encode()
        except UnicodeDecodeError:
            return content
        place = identify(path)
        try:
            return self._renumbered(place, renamed) if place else renamed
        except RecordError:
            return renamed

    def _renumbered(self, place: Place, content: bytes) -> bytes:
        name = self.id(place.id)
        numbers = {old: new for (meeting, old), new in self.items.items() if meeting == name}
        if place.kind == "meeting" and numbers:
            return _updated(content, Meeting, lambda data: _with_items(data, numbers))
        if place.kind == "ballot" and numbers:
            return _updated(content, Ballot, lambda data: _with_items(data, numbers))
        if place.kind == "decision" and self.items:
            return _updated(content, Decision, self._decision)
        if place.kind == "consultation_comment":
            return _updated(
                content,
                ConsultationComment,
                lambda data: (
                    data | {"number": self.comments.get((name, data["number"]), data["number"])}
                ),
            )
        return content

    def _decision(self, data: dict[str, Any]) -> dict[str, Any]:
        meeting, number = data.get("meeting") or "", data.get("item")
        return (
            data if number is None else data | {"item": self.items.get((meeting, number), number)}
        )


#: The fields that hold the number of an item of the agenda, wherever they are in a meeting.
_ITEM_FIELDS = frozenset({"item", "items", "block"})


def _with_items(value: Any, numbers: Mapping[int, int], key: str = "") -> Any:
    """Return the data of a meeting or a ballot with other numbers for the items of the agenda."""
    if isinstance(value, dict):
        return {
            name: _with_items(
                inner, numbers, "item" if (key, name) == ("agenda", "number") else name
            )
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_with_items(inner, numbers, key) for inner in value]
    if isinstance(value, int) and key in _ITEM_FIELDS:
        return numbers.get(value, value)
    return value


def _is_same_item(one: AgendaItem | None, other: AgendaItem) -> bool:
    return one is not None and (one.kind, one.title, one.subject) == (
        other.kind,
        other.title,
        other.subject,
    )


def _updated(
    content: bytes, model: type[Record], change: Callable[[dict[str, Any]], dict[str, Any]]
) -> bytes:
    data = change(read_record(model, content, "").to_full_data())
    return updated_text(content, model.model_validate(data))
