"""An OSCAL catalog in JSON, read as a source and written from documents."""

import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from comens_tui.errors import RecordError
from comens_tui.exchange.oscal_shapes import faults, is_token
from comens_tui.exchange.requirement_rows import (
    LISTS,
    SECTION_SEPARATOR,
    exported_rows,
)
from comens_tui.exchange.source import Item, Lost, Section, Source
from comens_tui.exchange.table import require_size
from comens_tui.i18n import _
from comens_tui.model.document import Document

OSCAL_VERSION: Final = "1.1.2"
#: Marks the properties that are fields of ours.
NAMESPACE: Final = "urn:comens:requirement"
_UUIDS: Final = uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)
_INSERT: Final = re.compile(r"\{\{\s*insert:\s*param,\s*([^\s}]+)\s*\}\}")
_STATEMENT: Final = "statement"
_EVIDENCE: Final = "evidence"
_DETAILS: Final = "guidance"
#: Fields of ours that are properties; the others are the control itself or its parts.
_PROPERTIES: Final = (
    "level",
    "principles",
    "applies_to",
    "condition",
    "sources",
    "phase",
    "step",
    "introduced",
    "modified",
    "status",
    "repealed_by",
    "replaced_by",
    "original_ref",
)


def read_oscal(content: bytes, name: str) -> Source:
    """Return the référentiel that a catalog holds.

    Raises:
        RecordError: It is no catalog, or fields do not fit; each is named in the message.
    """
    require_size(content, name)
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise RecordError(
            _("This is not JSON that can be read."), _("Check the file."), path=name
        ) from error
    wrong = faults(data)
    if wrong:
        raise RecordError(
            " ".join(wrong),
            _("Correct these fields: this is not a valid OSCAL catalog."),
            path=name,
        )
    catalog = data["catalog"]
    reader = _Reader(catalog)
    parts = tuple(reader.parts(catalog, 1))
    metadata = catalog["metadata"]
    return Source(
        title=metadata["title"],
        parts=parts,
        version=metadata["version"],
        introduction=metadata.get("remarks", ""),
        lost=tuple(reader.lost),
        document=_own(metadata.get("props", ())).get("document", ""),
    )


class _Reader:
    """Walks a catalog, keeping what it could not place."""

    def __init__(self, catalog: Mapping[str, Any]) -> None:
        self.lost: list[Lost] = []
        self._params: dict[str, str] = {}
        self._collect(catalog)
        self._leave("metadata", catalog["metadata"], _PLACED["metadata"])
        self._leave("catalog", catalog, _PLACED["catalog"])

    def _collect(self, holder: Mapping[str, Any]) -> None:
        for param in holder.get("params", ()):
            self._params[param["id"]] = _param_words(param)
        for key in ("groups", "controls"):
            for inner in holder.get(key, ()):
                self._collect(inner)

    def _leave(self, place: str, holder: Mapping[str, Any], placed: frozenset[str]) -> None:
        """List the keys that find no place."""
        for key, value in holder.items():
            if key not in placed:
                self.lost.append(Lost(place, f"{key}: {_brief(value)}"))

    def parts(self, holder: Mapping[str, Any], depth: int) -> Iterator[Section | Item]:
        """Yield the groups and controls of a group or of the catalog, in order."""
        for control in holder.get("controls", ()):
            yield from self._control(control, depth)
        for group in holder.get("groups", ()):
            place = group.get("id", group["title"])
            self._leave(place, group, _PLACED["group"])
            label = self._props(place, group).get("label", "")
            title = f"{label} {self._words(group['title'])}".strip()
            text = "\n\n".join(self._part(part, place) for part in group.get("parts", ()))
            yield Section(depth, title, text)
            yield from self.parts(group, depth + 1)

    def _control(self, control: Mapping[str, Any], depth: int) -> Iterator[Item]:
        place = control["id"]
        self._leave(place, control, _PLACED["control"])
        own = _own(control.get("props", ()))
        label = self._props(place, control).get("label", "")
        fields: dict[str, Any] = {
            key: tuple(value.split("\n")) if key in LISTS else value for key, value in own.items()
        }
        parts = control.get("parts", ())
        evidence = tuple(
            part.get("prose", "") for part in parts if part["name"] == _EVIDENCE and own
        )
        if evidence:
            fields["evidence"] = evidence
        statement = "\n\n".join(
            self._part(part, place) for part in parts if part["name"] == _STATEMENT
        )
        details = "\n\n".join(
            self._part(part, place)
            for part in parts
            if part["name"] != _STATEMENT and not (part["name"] == _EVIDENCE and own)
        )
        ref = control["id"] if own else label or control["id"]
        yield Item(ref, self._words(control["title"]), statement, details, fields, depth)
        for inner in control.get("controls", ()):
            yield from self._control(inner, depth)

    def _props(self, place: str, holder: Mapping[str, Any]) -> dict[str, str]:
        """Return the label; list the properties that are neither it nor ours."""
        found: dict[str, str] = {}
        for prop in holder.get("props", ()):
            if prop["name"] == "label" and "label" not in found:
                found["label"] = prop["value"]
            elif prop.get("ns") != NAMESPACE:
                self.lost.append(Lost(place, f"props: {prop['name']} = {prop['value']}"))
        return found

    def _part(self, part: Mapping[str, Any], place: str) -> str:
        """Return the words of a part: its label and title, its prose, then its own parts."""
        self._leave(part.get("id", place), part, _PLACED["part"])
        label = self._props(part.get("id", place), part).get("label", "")
        head = " ".join(word for word in (label, part.get("title", "")) if word)
        pieces = [f"**{head}**"] if head else []
        if part.get("prose"):
            pieces.append(self._words(part["prose"]))
        pieces += [self._part(inner, place) for inner in part.get("parts", ())]
        return "\n\n".join(pieces)

    def _words(self, text: str) -> str:
        """Return a text with each parameter in its place."""
        for _turn in range(3):
            if "{{" not in text:
                break
            text = _INSERT.sub(
                lambda found: f"[{self._params.get(found.group(1), found.group(1))}]", text
            )
        return text


_PLACED: Final = {
    "metadata": frozenset({"title", "version", "oscal-version", "last-modified", "remarks"}),
    "catalog": frozenset({"uuid", "metadata", "params", "controls", "groups"}),
    "group": frozenset({"id", "title", "props", "params", "parts", "groups", "controls"}),
    "control": frozenset({"id", "title", "props", "params", "parts", "controls"}),
    "part": frozenset({"id", "name", "title", "props", "prose", "parts"}),
}


def _own(props: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return our own fields among properties; several of one name are a list, one a line."""
    found: dict[str, str] = {}
    for prop in props:
        if prop.get("ns") == NAMESPACE:
            name = prop["name"]
            found[name] = f"{found[name]}\n{prop['value']}" if name in found else prop["value"]
    return found


def _param_words(param: Mapping[str, Any]) -> str:
    if param.get("values"):
        return ", ".join(param["values"])
    if param.get("select"):
        return " / ".join(param["select"].get("choice", [])) or str(param.get("label", param["id"]))
    return str(param.get("label", param["id"]))


def _brief(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else text[:299] + "…"  # noqa: PLR2004


def written_oscal(documents: Iterable[Document], *, modified: datetime, version: str) -> bytes:
    """Return a catalog of the requirements of `documents`: a group a document, then sections.

    The same documents, moment and version always give the same bytes.

    Args:
        documents: In the order of the catalog.
        modified: When the revision was committed.
        version: The version of the whole.
    """
    given = list(documents)
    catalog: dict[str, Any] = {"groups": [_group(document) for document in given]}
    if not any(group.get("groups") or group.get("controls") for group in catalog["groups"]):
        catalog["groups"] = [{"title": document.front.title} for document in given]
    if len(given) == 1:
        catalog = {
            key: value
            for key, value in catalog["groups"][0].items()
            if key in ("groups", "controls")
        }
    metadata: dict[str, Any] = {
        "title": given[0].front.title if len(given) == 1 else _("Requirements"),
        "last-modified": modified.astimezone(UTC).isoformat(),
        "version": version,
        "oscal-version": OSCAL_VERSION,
    }
    if len(given) == 1:
        metadata["props"] = [{"name": "document", "ns": NAMESPACE, "value": given[0].id}]
    told = json.dumps([metadata, catalog], ensure_ascii=False, sort_keys=True)
    whole = {"uuid": str(uuid.uuid5(_UUIDS, told)), "metadata": metadata, **catalog}
    return (json.dumps({"catalog": whole}, ensure_ascii=False, indent=2) + "\n").encode()


def _group(document: Document) -> dict[str, Any]:
    """Return a document as a group: each section a group in it, each requirement a control."""
    top: dict[str, Any] = {"id": document.id, "title": document.front.title}
    groups: dict[tuple[str, ...], dict[str, Any]] = {(): top}
    for row in exported_rows((document,)):
        path = tuple(row["section"].split(SECTION_SEPARATOR)) if row["section"] else ()
        for depth in range(1, len(path) + 1):
            if path[:depth] not in groups:
                group: dict[str, Any] = {
                    "id": f"{document.id}-{len(groups)}",
                    "title": path[depth - 1],
                }
                groups[path[:depth]] = group
                groups[path[: depth - 1]].setdefault("groups", []).append(group)
        groups[path].setdefault("controls", []).append(_written_control(row))
    return top


def _written_control(row: Mapping[str, Any]) -> dict[str, Any]:
    props = [{"name": "label", "value": row["id"]}]
    parts: list[dict[str, Any]] = []
    extra: list[str] = []
    for key in _PROPERTIES:
        values = row[key] if key in LISTS else [row[key]]
        for value in values:
            if value in (None, ""):
                continue
            props.append({"name": key, "ns": NAMESPACE, "value": " ".join(str(value).split())})
    if row["statement"]:
        parts.append({"id": f"{row['id']}_smt", "name": _STATEMENT, "prose": row["statement"]})
    parts += [
        {"id": f"{row['id']}_ev.{number}", "name": _EVIDENCE, "prose": item}
        for number, item in enumerate(row["evidence"], start=1)
    ]
    if row["details"]:
        extra.append(row["details"])
    parts += [{"id": f"{row['id']}_gdn", "name": _DETAILS, "prose": text} for text in extra if text]
    control: dict[str, Any] = {
        "id": row["id"] if is_token(row["id"]) else f"_{row['id']}",
        "title": row["title"] or row["id"],
        "props": props,
    }
    if parts:
        control["parts"] = parts
    return control
