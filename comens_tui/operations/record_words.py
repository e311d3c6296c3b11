"""Files, fields and values of records as a person calls them: nobody has to read YAML."""

from collections.abc import Sequence
from typing import Any

from comens_tui.i18n import N_, _
from comens_tui.rules.record_merge import ABSENT
from comens_tui.rules.states import TRANSITIONS
from comens_tui.store.layout import Place, identify
from comens_tui.text.labels import label, state_label

_LONGEST_VALUE = 60

#: How the fields that people change are called; another one has its own name.
_FIELDS = {
    "title": N_("title"),
    "state": N_("state"),
    "planned": N_("date"),
    "place": N_("place"),
    "reason": N_("reason"),
    "nature": N_("nature"),
    "choice": N_("vote"),
    "mode": N_("attendance"),
    "holder": N_("holder"),
    "motive": N_("motive"),
    "description": N_("description"),
    "assignee": N_("person in charge"),
    "due": N_("due date"),
    "meeting": N_("meeting"),
    "decision": N_("decision"),
    "consultation": N_("consultation"),
    "disposition": N_("disposition"),
    "answer": N_("answer"),
    "chair": N_("chair"),
    "secretary": N_("secretary"),
    "text": N_("text"),
    "summary": N_("summary"),
    "roles": N_("roles"),
    "email": N_("e-mail"),
}


def field_words(path: Sequence[str]) -> str:
    """Return the words for a field: its name, after the value of a list that it belongs to."""
    if not path:
        return _("all of it")
    name = _(_FIELDS[path[-1]]) if path[-1] in _FIELDS else path[-1]
    if len(path) == 1:
        return name
    if path[0] == "agenda":
        item = _("item {number}").format(number=path[1])
        return item if len(path) == 2 else f"{item}, {name}"  # noqa: PLR2004 - list and value
    return " ".join((*path[1:-1], name))


def value_words(value: Any, path: Sequence[str], kind: str) -> str:
    """Return the value of a field of a record of that kind, on one line, cut where it is long.

    A dash stands for a value that is not there.
    """
    if value is ABSENT or value is None:
        return "—"
    text = str(value)
    if tuple(path) == ("state",) and kind in TRANSITIONS:
        text = state_label(kind, text)
    elif isinstance(value, str):
        text = label(value)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def called(path: str) -> str:
    """Return what a person calls the file at `path`."""
    place = identify(path)
    if place is None or place.kind in ("document", "glossary", "committee"):
        return path
    words = _PARTS.get(place.kind)
    if words is None:
        return place.id
    return _(words).format(**_parts(place))


_PARTS = {
    "ballot": N_("The ballot of {member} on item {item} of {id}"),
    "rating": N_("The rating of {id} by {member}"),
    "proposed_text": N_("The text that {id} proposes for {path}"),
    "minutes": N_("The minutes of {id}"),
    "consultation_comment": N_("Comment {number} of {id}"),
}


def _parts(place: Place) -> dict[str, str]:
    names = {
        "ballot": ("item", "member"),
        "rating": ("member",),
        "proposed_text": ("path",),
        "consultation_comment": ("number",),
    }.get(place.kind, ())
    return {"id": place.id, **dict(zip(names, place.extra, strict=True))}
