"""One revision as a value: mappings that parse a file when it is first asked for.

A bad file never raises here: it is absent from its mapping and stands among the problems.
Only the committee, without which nothing has a meaning, must be readable.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeVar

from comens_tui.errors import RecordError, WorkspaceError
from comens_tui.i18n import _
from comens_tui.model import places
from comens_tui.model.committee import Committee
from comens_tui.model.finding import Finding
from comens_tui.model.glossary import Glossary
from comens_tui.model.numbering import natural_key
from comens_tui.model.own_rules import OwnRules
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity
from comens_tui.store import layout
from comens_tui.store.git import TreeEntry
from comens_tui.store.parsing import parse_file
from comens_tui.store.records import huge_file

V = TypeVar("V")

#: A file that does not fit its format.
UNREADABLE = "Q001"
#: Two files for one id.
DUPLICATE_ID = "Q002"
#: A file that is not where its id says.
MISPLACED = "Q003"
#: A file in our folders that is no record.
UNKNOWN_FILE = "Q004"

_REGULAR = frozenset({"100644", "100755"})
_AHEAD = 64


class Source(NamedTuple):
    """Where a snapshot comes from: a commit, or the working tree on top of one."""

    revision: str
    entries: Callable[[], Iterable[TreeEntry]]
    #: The content of each blob, in order; None where it is larger than a record may be.
    contents: Callable[[Sequence[TreeEntry]], Iterator[bytes | None]]


class ParseCache:
    """What was parsed, by path and blob: the same bytes are parsed once."""

    def __init__(self, size: int = 20_000) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._parsed: OrderedDict[tuple[str, str], Any] = OrderedDict()

    def get(self, entry: TreeEntry) -> Any:
        """Return what was parsed from the entry, None if nothing was."""
        with self._lock:
            key = (entry.path, entry.blob)
            if key in self._parsed:
                self._parsed.move_to_end(key)
            return self._parsed.get(key)

    def put(self, entry: TreeEntry, parsed: Any) -> None:
        """Keep what was parsed, and forget what was unused for longest."""
        with self._lock:
            self._parsed[entry.path, entry.blob] = parsed
            while len(self._parsed) > self._size:
                self._parsed.popitem(last=False)


class _Shelf:
    """The files of one revision, sorted by kind and id, and parsed on demand."""

    def __init__(self, source: Source, cache: ParseCache) -> None:
        self._source = source
        self._cache = cache

    @cached_property
    def entries(self) -> dict[str, TreeEntry]:
        return {entry.path: entry for entry in self._source.entries()}

    @cached_property
    def by_kind(self) -> dict[str, dict[str, list[TreeEntry]]]:
        """Return kind -> id -> files, ids in natural order; links and modules left out."""
        found: dict[str, dict[str, list[TreeEntry]]] = {}
        for path, entry in self.entries.items():
            place = layout.identify(path)
            if place is not None and entry.mode in _REGULAR:
                found.setdefault(place.kind, {}).setdefault(place.id, []).append(entry)
        for kind, ids in found.items():
            found[kind] = {
                record_id: sorted(ids[record_id], key=_filing_order)
                for record_id in sorted(ids, key=natural_key)
            }
        return found

    def parsed(self, entries: Sequence[TreeEntry]) -> list[Any]:
        """Return, for each file, its record (a text for texts) or the finding against it."""
        results = {entry.path: self._cache.get(entry) for entry in entries}
        missing = [entry for entry in entries if results[entry.path] is None]
        for entry, content in zip(missing, self._source.contents(missing), strict=True):
            results[entry.path] = self._parse(entry, content)
            self._cache.put(entry, results[entry.path])
        return [results[entry.path] for entry in entries]

    def _parse(self, entry: TreeEntry, content: bytes | None) -> Any:
        try:
            if content is None:
                raise huge_file(entry.path)
            parsed, expected = parse_file(entry.path, content)
        except RecordError as error:
            return _finding(UNREADABLE, entry.path, error.message, error.hint, line=error.line)
        return parsed if expected == entry.path else self._misplaced(entry.path, expected)

    def _misplaced(self, path: str, expected: str) -> Finding:
        if expected in self.entries:
            return _same_id(path, expected)
        return _finding(
            MISPLACED,
            path,
            _("{path} is not where its content says: {expected}.").format(
                path=path, expected=expected
            ),
            _("Run `git mv {path} {expected}`, or correct the id inside.").format(
                path=path, expected=expected
            ),
        )

    def required(self, path: str) -> Any:
        """Return the record at `path`, read without listing anything else."""
        content = self.content(path)
        if content is None:
            raise WorkspaceError(
                _("{path} is not in {revision}.").format(path=path, revision=self._source.revision),
                _("Commit it: the workspace cannot be read without it."),
            )
        return _required_record(path, content)

    def content(self, path: str) -> bytes | None:
        """Return the bytes at `path`, None if there are none or too many."""
        return next(self._source.contents([TreeEntry("100644", "", path)]), None)

    def problems(self) -> tuple[Finding, ...]:
        """Return what is wrong with the files, in order of path."""
        found = [
            finding
            for path, entry in self.entries.items()
            if (finding := _place_problem(path, entry)) is not None
        ]
        for kind, ids in self.by_kind.items():
            everything = [entry for files in ids.values() for entry in files]
            for start in range(0, len(everything), _AHEAD):
                parsed = self.parsed(everything[start : start + _AHEAD])
                found += [item for item in parsed if isinstance(item, Finding)]
            if kind == "document":
                found += [twin for files in ids.values() for twin in self._twins(files)]
        return tuple(sorted(set(found), key=lambda finding: (finding.path, finding.code)))

    def _twins(self, files: Sequence[TreeEntry]) -> Iterator[Finding]:
        """Yield a finding for each good file after the first of one id."""
        parsed = zip(files, self.parsed(files), strict=True)
        good = [entry.path for entry, item in parsed if not isinstance(item, Finding)]
        for path in good[1:]:
            yield _same_id(path, good[0])


def _same_id(path: str, other: str) -> Finding:
    return _finding(
        DUPLICATE_ID,
        path,
        _("{path} has the id of {other}.").format(path=path, other=other),
        _("Give one of the two another id, and file it under that id."),
    )


def _filing_order(entry: TreeEntry) -> tuple[Any, ...]:
    return layout.is_misfiled(entry.path), natural_key(entry.path)


def _place_problem(path: str, entry: TreeEntry) -> Finding | None:
    if entry.mode not in _REGULAR:
        return _finding(
            UNREADABLE,
            path,
            _("{path} is a link, not a file; it is not followed.").format(path=path),
            _("Replace it by the file itself: a workspace holds everything it needs."),
        )
    if layout.identify(path) is None and not layout.is_ignored(path):
        return _finding(
            UNKNOWN_FILE,
            path,
            _("{path} is no record that is known here.").format(path=path),
            _("Move it out of this folder, or name it as docs/format.md says."),
            severity=Severity.WARNING,
        )
    return None


def _finding(
    code: str,
    path: str,
    message: str,
    hint: str,
    *,
    line: int = 0,
    severity: Severity = Severity.ERROR,
) -> Finding:
    place = layout.identify(path)
    return Finding(code, severity, path, line, message, hint, place.id if place else "")


class _Lazy(Mapping[str, V]):
    """Id -> what `_of` makes of its files; ids whose files are all bad are absent."""

    def __init__(self, shelf: _Shelf, kind: str) -> None:
        self._shelf = shelf
        self._kind = kind

    def _files(self) -> Mapping[str, list[TreeEntry]]:
        return self._shelf.by_kind.get(self._kind, {})

    def _of(self, files: Sequence[TreeEntry]) -> V | None:
        raise NotImplementedError

    def __getitem__(self, key: str) -> V:
        value = self._of(self._files()[key])
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key: object) -> bool:
        files = self._files().get(key) if isinstance(key, str) else None
        return files is not None and self._of(files) is not None

    def __iter__(self) -> Iterator[str]:
        files = self._files()
        keys = list(files)
        for start in range(0, len(keys), _AHEAD):
            chunk = keys[start : start + _AHEAD]
            self._shelf.parsed([entry for key in chunk for entry in files[key]])
            yield from (key for key in chunk if self._of(files[key]) is not None)

    def __len__(self) -> int:
        return sum(1 for _key in self)


class _One(_Lazy[V]):
    """Records with one file each."""

    def _of(self, files: Sequence[TreeEntry]) -> V | None:
        good = (item for item in self._shelf.parsed(files) if not isinstance(item, Finding))
        return next(good, None)


class _Many(_Lazy[tuple[V, ...]]):
    """The parts of a record, each in a file of its own, in natural order of path."""

    def _of(self, files: Sequence[TreeEntry]) -> tuple[V, ...] | None:
        good = [item for item in self._shelf.parsed(files) if not isinstance(item, Finding)]
        return tuple(good) or None


class _Texts(_Lazy[Mapping[str, str]]):
    """Proposal -> corpus path -> proposed text."""

    def _of(self, files: Sequence[TreeEntry]) -> Mapping[str, str] | None:
        found = zip(files, self._shelf.parsed(files), strict=True)
        texts = {
            place.extra[0]: text
            for entry, text in found
            if not isinstance(text, Finding) and (place := layout.identify(entry.path))
        }
        return texts or None


class _Files(Mapping[str, str]):
    """Path -> blob of every file of the three folders, listed on first use."""

    def __init__(self, shelf: _Shelf) -> None:
        self._shelf = shelf

    def __getitem__(self, path: str) -> str:
        return self._shelf.entries[path].blob

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf.entries)

    def __len__(self) -> int:
        return len(self._shelf.entries)


class _Problems(Sequence[Finding]):
    """The problems of every file; the first look reads them all."""

    def __init__(self, shelf: _Shelf) -> None:
        self._shelf = shelf

    @cached_property
    def _found(self) -> tuple[Finding, ...]:
        return self._shelf.problems()

    def __getitem__(self, index: Any) -> Any:
        return self._found[index]

    def __len__(self) -> int:
        return len(self._found)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._found == tuple(other)

    def __hash__(self) -> int:
        return hash(self._found)


def build_snapshot(source: Source, cache: ParseCache) -> Snapshot:
    """Return the snapshot of `source`.

    Raises:
        RecordError: The committee cannot be read.
        WorkspaceError: There is no committee.
    """
    shelf = _Shelf(source, cache)
    committee: Committee = shelf.required(places.COMMITTEE)
    glossary, glossary_text = _glossary(shelf)
    return Snapshot(
        revision=source.revision,
        files=_Files(shelf),
        committee=committee,
        glossary=glossary,
        documents=_One(shelf, "document"),
        reports=_One(shelf, "report"),
        proposals=_One(shelf, "proposal"),
        texts=_Texts(shelf, "proposed_text"),
        ratings=_Many(shelf, "rating"),
        comments=_Many(shelf, "comment"),
        consultations=_One(shelf, "consultation"),
        consultation_comments=_Many(shelf, "consultation_comment"),
        meetings=_One(shelf, "meeting"),
        ballots=_Many(shelf, "ballot"),
        minutes=_One(shelf, "minutes"),
        decisions=_One(shelf, "decision"),
        follow_ups=_One(shelf, "follow_up"),
        waivers=_One(shelf, "waiver"),
        releases=_One(shelf, "release"),
        programmes=_One(shelf, "programme"),
        problems=_Problems(shelf),
        glossary_text=glossary_text,
        clearances=_One(shelf, "clearance"),
        own_rules=_own_rules(shelf),
    )


@lru_cache(maxsize=4)
def _required_record(path: str, content: bytes) -> Any:
    """Return a parsed file that every snapshot needs, though it hardly ever changes."""
    return parse_file(path, content)[0]


def _glossary(shelf: _Shelf) -> tuple[Glossary, str]:
    """Return the glossary and its text; one that is missing or bad is empty."""
    entry = shelf.entries.get(places.GLOSSARY)
    parsed = shelf.parsed([entry])[0] if entry else None
    if not isinstance(parsed, Glossary):
        return Glossary(), ""
    return parsed, (shelf.content(places.GLOSSARY) or b"").decode()


def _own_rules(shelf: _Shelf) -> OwnRules:
    """Return the rules of the workspace; none where their file is missing or bad."""
    entry = shelf.entries.get(places.OWN_RULES)
    parsed = shelf.parsed([entry])[0] if entry else None
    return parsed if isinstance(parsed, OwnRules) else OwnRules()
