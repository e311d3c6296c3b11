"""Files, fields and values of records as a person calls them: nobody has to read YAML."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from comens_tui.i18n import N_, _
from comens_tui.rules.record_merge import ABSENT, IDENTITIES
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
    "agenda": N_("order of the agenda"),
    "arrived": N_("arrival"),
    "left": N_("departure"),
    "opened": N_("vote opened"),
    "closed": N_("vote closed"),
    "given": N_("mandate given"),
    "substitute": N_("substitute"),
    "member": N_("member"),
    "subjects": N_("subjects"),
    "ended": N_("end"),
    "vote": N_("way of voting"),
    "follow_up": N_("follow-up"),
    "owner": N_("owner"),
}
#: Those that mean something else in a value of a list: the place of a meeting is where it is.
_INNER_FIELDS = {"place": N_("place in the order")}
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)[-+Z]\S*")


def field_words(path: Sequence[str], names: Mapping[str, str]) -> str:
    """Return the words for a field: its name, after the value of a list that it belongs to.

    `names` are those of the members by id.
    """
    if not path:
        return _("all of it")
    name = _field_name(path[-1], is_inner=len(path) > 1)
    if len(path) == 1:
        return name
    whose = _identity_words(path[0], path[1], names)
    if len(path) == 2:  # noqa: PLR2004 - a list and one of its values
        return ", ".join(whose)
    return ", ".join([*whose, *path[2:-1], name])


def _field_name(field: str, *, is_inner: bool) -> str:
    """Return how a field is called; `is_inner` is true for one of a value of a list."""
    if is_inner and field in _INNER_FIELDS:
        return _(_INNER_FIELDS[field])
    return _(_FIELDS[field]) if field in _FIELDS else field


def _identity_words(field: str, identity: str, names: Mapping[str, str]) -> list[str]:
    """Return what a value of a list stands for: an item, a person, a moment."""
    if field == "suspensions":
        return [_("suspension {number}").format(number=identity)]
    kinds = ("item",) if field == "agenda" else IDENTITIES.get(field, ())
    parts = identity.split(" ") if len(kinds) > 1 else [identity]
    return [
        _("item {number}").format(number=part) if kind == "item" else _one_word(part, names)
        for kind, part in zip((*kinds, *[""] * len(parts)), parts, strict=False)
    ]


def value_words(value: Any, path: Sequence[str], kind: str, names: Mapping[str, str]) -> str:
    """Return the value of a field of a record of that kind, on one line, cut where it is long.

    A dash stands for a value that is not there. `names` are those of the members by id.
    """
    if value is not None and tuple(path) == ("state",) and kind in TRANSITIONS:
        value = state_label(kind, str(value))
    if isinstance(value, Mapping) and path:
        # What tells the value apart is said before it.
        known = IDENTITIES.get(path[0], ())
        value = {key: one for key, one in value.items() if key not in known}
    text = " ".join(_words(value, names).split())
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def _words(value: Any, names: Mapping[str, str]) -> str:
    if value is ABSENT or value is None or value in ("", [], {}, ()):
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        said = {key: one for key, one in value.items() if one is not None}
        return ", ".join(
            f"{_field_name(key, is_inner=True)} {_words(said[key], names)}" for key in said
        )
    if isinstance(value, list | tuple):
        return ", ".join(_words(one, names) for one in value)
    return _one_word(str(value), names)


def _one_word(text: str, names: Mapping[str, str]) -> str:
    """Return a person by name, a moment without its offset, a closed word by its label."""
    moment = _MOMENT.fullmatch(text)
    return names.get(text) or (f"{moment[1]} {moment[2]}" if moment else label(text))


def called(path: str, names: Mapping[str, str]) -> str:
    """Return what a person calls the file at `path`; `names` are those of the members by id."""
    place = identify(path)
    if place is None or place.kind in ("document", "glossary", "committee"):
        return path
    words = _PARTS.get(place.kind)
    if words is None:
        return place.id
    return _(words).format(**_parts(place, names))


_PARTS = {
    "ballot": N_("The ballot of {member} on item {item} of {id}"),
    "rating": N_("The rating of {id} by {member}"),
    "proposed_text": N_("The text that {id} proposes for {path}"),
    "minutes": N_("The minutes of {id}"),
    "consultation_comment": N_("Comment {number} of {id}"),
}


def _parts(place: Place, names: Mapping[str, str]) -> dict[str, str]:
    fields = {
        "ballot": ("item", "member"),
        "rating": ("member",),
        "proposed_text": ("path",),
        "consultation_comment": ("number",),
    }.get(place.kind, ())
    parts = dict(zip(fields, place.extra, strict=True))
    if "member" in parts:
        parts["member"] = names.get(parts["member"]) or parts["member"]
    return {"id": place.id, **parts}
