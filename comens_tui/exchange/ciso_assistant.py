"""A library of CISO Assistant in YAML, read as a source and written from documents."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import yaml

from comens_tui.errors import RecordError
from comens_tui.exchange.cell_values import folded
from comens_tui.exchange.encodings import decode
from comens_tui.exchange.requirement_rows import SECTION_SEPARATOR, exported_rows
from comens_tui.exchange.source import Item, Lost, Section, Source
from comens_tui.exchange.table import require_size
from comens_tui.i18n import _
from comens_tui.model.document import Document
from comens_tui.model.words import Level
from comens_tui.store import yaml_writing
from comens_tui.text.yaml_fast import load_yaml

_URN: Final = "urn:comens:risk"
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_LIBRARY: Final = frozenset({"name", "version", "locale", "description", "objects", "ref_id"})
_FRAMEWORK: Final = frozenset(
    {"name", "description", "requirement_nodes", "implementation_groups_definition", "ref_id"}
)
_NODE: Final = frozenset(
    {
        "urn",
        "parent_urn",
        "assessable",
        "depth",
        "ref_id",
        "name",
        "description",
        "annotation",
        "typical_evidence",
        "implementation_groups",
    }
)


def read_ciso_assistant(content: bytes, name: str) -> Source:
    """Return the framework that a library holds.

    Raises:
        RecordError: It is not YAML, or holds no framework, or a node without its form.
    """
    require_size(content, name)
    text = decode(content).text
    try:
        load_yaml(text)
        # Every scalar as text: the label 1.10 is no number.
        library = yaml.load(text, Loader=_LOADER)  # noqa: S506 - builds text, lists and dicts only
    except RecordError as error:
        raise RecordError(error.message, error.hint, path=name, line=error.line) from error
    framework = _framework(library, name)
    lost: list[Lost] = []
    _leave("library", library, _LIBRARY, lost)
    _leave("objects", library["objects"], frozenset({"framework", "frameworks"}), lost)
    _leave("framework", framework, _FRAMEWORK, lost)
    parts = tuple(_parts(framework["requirement_nodes"], name, lost))
    return Source(
        title=str(framework.get("name") or library.get("name") or ""),
        parts=parts,
        version=str(library.get("version", "")),
        language=str(library.get("locale", ""))[:2],
        introduction=str(framework.get("description") or library.get("description") or ""),
        lost=tuple(lost),
        document=str(framework.get("ref_id", "")),
    )


def _framework(library: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(library, dict):
        raise _missing("objects", name)
    objects = library.get("objects")
    if not isinstance(objects, dict):
        raise _missing("objects", name)
    framework = objects.get("framework")
    if framework is None and isinstance(objects.get("frameworks"), list):
        frameworks = objects["frameworks"]
        framework = frameworks[0] if len(frameworks) == 1 else None
    if not isinstance(framework, dict):
        raise _missing("objects.framework", name)
    nodes = framework.get("requirement_nodes")
    if not isinstance(nodes, list) or not all(isinstance(node, dict) for node in nodes):
        raise _missing("objects.framework.requirement_nodes", name)
    return framework


def _missing(field: str, name: str) -> RecordError:
    return RecordError(
        _("{field} is missing.").format(field=field),
        _("A library of CISO Assistant with one framework is expected."),
        path=name,
    )


def _leave(place: str, holder: Mapping[str, Any], placed: frozenset[str], lost: list[Lost]) -> None:
    lost += [Lost(place, f"{key}: {value}") for key, value in holder.items() if key not in placed]


def _parts(nodes: Iterable[Mapping[str, Any]], name: str, lost: list[Lost]) -> Iterator[Any]:
    for number, node in enumerate(nodes, start=1):
        place = str(node.get("ref_id") or node.get("urn") or number)
        _leave(place, node, _NODE, lost)
        depth = str(node.get("depth", "1"))
        if not re.fullmatch(r"[0-9]{1,3}", depth):
            raise _missing(f"requirement_nodes[{number}].depth", name)
        ref, title = str(node.get("ref_id") or ""), str(node.get("name") or "")
        text = str(node.get("description") or "")
        note = str(node.get("annotation") or "")
        if str(node.get("assessable", "")).lower() != "true":
            heading = " ".join(word for word in (ref, title) if word) or place
            body = "\n\n".join(word for word in (text, note) if word)
            yield Section(max(1, int(depth)), heading, body)
            continue
        groups = node.get("implementation_groups") or []
        level = next((word for word in Level if word in map(folded, map(str, groups))), None)
        unknown = [group for group in groups if level is None or folded(str(group)) != level]
        if unknown:
            lost.append(Lost(place, f"implementation_groups: {', '.join(map(str, unknown))}"))
        evidence = str(node.get("typical_evidence") or "")
        yield Item(
            ref,
            title or text,
            text,
            note,
            {
                "level": level,
                "evidence": tuple(line.strip() for line in evidence.split("\n") if line.strip()),
            },
            depth=max(1, int(depth)),
        )


def written_ciso_assistant(documents: Iterable[Document], *, version: str) -> bytes:
    """Return a library with one framework: sections as nodes, requirements as assessable ones."""
    given = list(documents)
    one = given[0] if len(given) == 1 else None
    ref = one.id if one else "CENS"
    title = one.front.title if one else _("Requirements")
    framework = {
        "urn": f"{_URN}:framework:{ref.lower()}",
        "ref_id": ref,
        "name": title,
        "description": title,
        "implementation_groups_definition": [
            {"ref_id": str(level), "name": str(level)} for level in Level
        ],
        "requirement_nodes": list(_nodes(given, ref)),
    }
    library = {
        "urn": f"{_URN}:library:{ref.lower()}",
        "locale": one.front.language if one else "fr",
        "ref_id": ref,
        "name": title,
        "description": title,
        "version": int(version.split(".", 1)[0]) or 1,
        "provider": "COMENS",
        "packager": "comens_tui",
        "objects": {"framework": framework},
    }
    return yaml_writing.emit(library).encode()


def _nodes(documents: list[Document], ref: str) -> Iterator[dict[str, Any]]:
    base = f"{_URN}:req_node:{ref.lower()}"
    urns: dict[tuple[str, ...], str] = {(): ""}
    for document in documents:
        above = () if len(documents) == 1 else (document.front.title,)
        for row in exported_rows((document,)):
            path = above + (
                tuple(row["section"].split(SECTION_SEPARATOR)) if row["section"] else ()
            )
            for depth in range(1, len(path) + 1):
                if path[:depth] not in urns:
                    urn = f"{base}:section-{len(urns)}"
                    urns[path[:depth]] = urn
                    yield _node(urn, urns[path[: depth - 1]], depth, {"name": path[depth - 1]})
            yield _node(
                f"{base}:{row['id'].lower()}", urns[path], len(path) + 1, _written(row), leaf=True
            )


def _node(
    urn: str, parent: str, depth: int, words: Mapping[str, Any], *, leaf: bool = False
) -> dict[str, Any]:
    node: dict[str, Any] = {"urn": urn}
    if parent:
        node["parent_urn"] = parent
    return {**node, "assessable": leaf, "depth": depth, **words}


def _written(row: Mapping[str, Any]) -> dict[str, Any]:
    words: dict[str, Any] = {"ref_id": row["id"], "name": row["title"] or row["id"]}
    if row["statement"]:
        words["description"] = row["statement"]
    if row["details"]:
        words["annotation"] = row["details"]
    if row["evidence"]:
        words["typical_evidence"] = "\n".join(row["evidence"])
    words["implementation_groups"] = [row["level"]]
    return words
