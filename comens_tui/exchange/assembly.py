"""A source written as one document of the corpus, its words kept and its labels remembered."""

import re
from collections.abc import Collection, Mapping
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from comens_tui.exchange.source import Item, Lost, Section, Source
from comens_tui.i18n import _
from comens_tui.model.document import FrontMatter
from comens_tui.model.ids import REQUIREMENT_ID
from comens_tui.model.requirement import RequirementFields
from comens_tui.model.words import Level
from comens_tui.store import yaml_writing
from comens_tui.store.records import new_text
from comens_tui.text.markdown import parse_document
from comens_tui.text.strength import strongest
from comens_tui.text.validation import record_error

_ID: Final = re.compile(REQUIREMENT_ID)
_TAIL: Final = re.compile(r"(?<!\d)(\d{1,2}(?:\.\d+)*)\Z")
#: A line that would open or close something in a document.
_STRUCTURE: Final = re.compile(
    r"^( {0,3})(#{1,6}(?=[ \t\r\n]|\Z)|```|~~~|<!--|<{7}(?= |$)|>{7}(?= \S))", re.MULTILINE
)
_DEEPEST: Final = 6
_FEW: Final = 5
_LONGEST_TITLE: Final = 120
_FIRST_VERSION: Final = "0.1.0"
_ENGLISH: Final = (
    (re.compile(r"\b(?:must|shall)\b", re.IGNORECASE), Level.MANDATORY),
    (re.compile(r"\bshould\b", re.IGNORECASE), Level.RECOMMENDED),
    (re.compile(r"\bmay\b"), Level.OPTIONAL),
)


class Assumptions(NamedTuple):
    """What is written where the source says nothing; the person is told each time."""

    principles: tuple[str, ...] = ("beneficence",)
    applies_to: tuple[str, ...] = ("publisher",)
    level: Level = Level.RECOMMENDED


class Assembled(NamedTuple):
    """The text of a document, and what of the source is not in it or was supplied."""

    text: str
    lost: tuple[Lost, ...]


class _Listed(NamedTuple):
    """What is not in the document, and which requirements lack the same things."""

    lost: list[Lost]
    supplied: dict[str, list[str]]


def assembled(
    source: Source,
    front: FrontMatter,
    *,
    path: str,
    prefix: str,
    taken: Collection[str] = frozenset(),
    known: Mapping[str, str] | None = None,
    assumptions: Assumptions = Assumptions(),  # noqa: B008 - a frozen value
) -> Assembled:
    """Return the document that a source becomes.

    Args:
        source: What was read.
        front: Its front matter.
        path: Where it will stand; named in errors.
        prefix: The letters of its new requirement ids.
        taken: Requirement ids that other documents have, now or in the past.
        known: The id of each original label in the document that this one revises.
        assumptions: What stands where the source says nothing.

    Raises:
        RecordError: A field of the source does not fit the format of a requirement.
    """
    ids = _identified(source, prefix, taken, known or {})
    listed = _Listed(list(source.lost), {})
    parts = [f"---\n{new_text(front).decode()}---\n", f"# {_line(front.title)}\n"]
    if source.introduction.strip():
        parts.append(_safe(source.introduction) + "\n")
    depth = 1
    place = 0
    for part in source.parts:
        if isinstance(part, Section):
            depth = min(part.depth + 1, depth + 1, _DEEPEST - 1)
            parts.append(f"{'#' * depth} {_line(part.title) or '—'}\n")
            if part.text.strip():
                parts.append(_safe(part.text) + "\n")
        else:
            depth = min(depth, part.depth) if part.depth else depth
            written = _requirement(part, ids[place], depth + 1, assumptions, listed)
            parts.append(written)
            place += 1
    text = "\n".join(parts)
    parse_document(text, path)
    supplied = (Lost(_some(names), what) for what, names in listed.supplied.items())
    return Assembled(text, (*listed.lost, *supplied))


def _some(names: list[str]) -> str:
    """Return a few names, and how many there are in all."""
    if len(names) <= _FEW:
        return ", ".join(names)
    return f"{', '.join(names[:_FEW])}… ({len(names)})"


def _requirement(
    item: Item,
    name: str,
    depth: int,
    assumptions: Assumptions,
    listed: _Listed,
) -> str:
    title, statement, details = _words(item)
    fields = {key: value for key, value in item.fields.items() if value not in (None, "", ())}
    supplied = {
        "principles": assumptions.principles,
        "applies_to": assumptions.applies_to,
        "level": _level(f"{statement}\n{title}", assumptions.level),
        "introduced": _FIRST_VERSION,
    }
    missing = [key for key in supplied if key not in fields]
    if missing:
        what = _("not said there, supplied here: {fields}").format(
            fields=", ".join(f"{key} = {_shown(supplied[key])}" for key in missing)
        )
        listed.supplied.setdefault(what, []).append(name)
    if not statement:
        listed.lost.append(Lost(name, _("the source has no statement for it")))
    original = fields.get("original_ref")
    if item.ref and item.ref != name:
        if original not in (None, item.ref):
            listed.lost.append(Lost(name, _("its older label: {label}").format(label=original)))
        original = item.ref
    try:
        model = RequirementFields.model_validate({**supplied, **fields, "original_ref": original})
    except ValidationError as error:
        raise record_error(error, path=item.ref or name) from error
    block = model.model_dump(mode="json", exclude_defaults=True)
    parts = [
        f"{'#' * depth} {name} — {title}".rstrip(" —") + "\n",
        f"```yaml requirement\n{yaml_writing.emit(block)}```\n",
    ]
    parts += [_safe(text) + "\n" for text in (statement, details) if text.strip()]
    return "\n".join(parts)


def _words(item: Item) -> tuple[str, str, str]:
    """Return title, statement and details; a long title becomes the statement, or joins it."""
    title, statement = _line(item.title), item.statement.strip()
    if not statement:
        statement = item.title.strip()
    if len(title) > _LONGEST_TITLE:
        if title not in _line(statement):
            statement = f"{statement}\n\n{item.title.strip()}"
        title = title[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return title, statement, item.details.strip()


def _level(text: str, otherwise: Level) -> Level:
    """Return the level that the verbs of a statement carry, in French then in English."""
    found = strongest(text)
    if found is not None:
        return found
    return next((level for words, level in _ENGLISH if words.search(text)), otherwise)


def _shown(value: Any) -> str:
    return str(value) if isinstance(value, str) else ", ".join(map(str, value))


def _line(text: str) -> str:
    return " ".join(text.split())


def _safe(text: str) -> str:
    """Return a text in which nothing opens a heading, a block or a comment."""
    return _STRUCTURE.sub(r"\1\\\2", text.strip("\n").rstrip())


def _identified(
    source: Source, prefix: str, taken: Collection[str], known: Mapping[str, str]
) -> list[str]:
    """Return an id for each requirement: its own, that of its label, its number, or the next."""
    used = set(taken)
    ids: list[str] = []
    section = 0
    for part in source.parts:
        if isinstance(part, Section):
            section += part.depth == 1
            continue
        name = next(
            (
                candidate
                for candidate in _candidates(part, prefix, known)
                if _ID.match(candidate) and candidate not in used
            ),
            None,
        ) or _next(prefix, min(max(section, 1), 99), used)
        used.add(name)
        ids.append(name)
    return ids


def _candidates(item: Item, prefix: str, known: Mapping[str, str]) -> tuple[str, ...]:
    tail = _TAIL.search(item.ref)
    return (known.get(item.ref, ""), item.ref, f"{prefix}.{tail.group(1)}" if tail else "")


def _next(prefix: str, section: int, used: Collection[str]) -> str:
    number = 1
    while f"{prefix}.{section}.{number}" in used:
        number += 1
    return f"{prefix}.{section}.{number}"
