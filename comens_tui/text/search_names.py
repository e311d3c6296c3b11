"""What a search can be narrowed by: kinds of record, principles and states, by any name.

Each is known by its key in the files and by its label in French and in English, whatever
the language in force; accents, case and signs do not matter, and the beginning of a name is
enough.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from comens_tui.i18n import LANGUAGES, N_, _, speaking
from comens_tui.model.words import Disposition, Level, Principle
from comens_tui.text.folding import folded, words
from comens_tui.text.labels import label, state_label, states_of

#: Every kind that a search looks through; of two answers of one worth, the former kind's first.
KINDS: Final[Mapping[str, str]] = {
    "requirement": N_("requirement"),
    "term": N_("glossary term"),
    "document": N_("document"),
    "clause": N_("clause"),
    "proposal": N_("proposal"),
    "decision": N_("decision"),
    "report": N_("field report"),
    "consultation": N_("consultation"),
    "meeting": N_("meeting"),
    "minutes": N_("minutes"),
    "release": N_("release"),
    "follow_up": N_("follow-up"),
    "waiver": N_("waiver"),
    "member": N_("member"),
    "comment": N_("remark"),
    "consultation_comment": N_("contribution"),
}
#: What may stand before a colon, in both languages, and the filter that it is.
FIELDS: Final[Mapping[str, str]] = {
    "kind": "kind",
    "type": "kind",
    "genre": "kind",
    "principle": "principle",
    "principe": "principle",
    "state": "state",
    "etat": "state",
    "level": "state",
    "niveau": "state",
    "document": "document",
    "doc": "document",
    "texte": "document",
}
_REPEALED: Final = "repealed"


class State(NamedTuple):
    """A state of one kind of record."""

    kind: str
    state: str


def kind_label(kind: str) -> str:
    """Return what a person reads for a kind of record."""
    return _(KINDS[kind])


def found_state_label(kind: str, state: str) -> str:
    """Return what a person reads for the state of a record that a search found."""
    if kind == "requirement" and state != _REPEALED:
        return label(Level(state))
    if kind == "consultation_comment":
        return label(Disposition(state))
    return state_label(kind, state)


def kinds_named(name: str) -> frozenset[str]:
    """Return the kinds of that name, or whose name begins so; none where there is no such."""
    return frozenset(_named(_kind_names(), name))


def principles_named(name: str) -> frozenset[str]:
    """Return the principles of that name, or whose name begins so."""
    return frozenset(_named(_principle_names(), name))


def states_named(name: str) -> frozenset[State]:
    """Return the states of that name, or whose name begins so, of every kind that has them."""
    return frozenset(State(*key.split("/")) for key in _named(_state_names(), name))


#: Pairs of a key and one of its names, folded.
_Names = tuple[tuple[str, str], ...]


def _named(names: _Names, name: str) -> Iterator[str]:
    wanted = _form(name)
    if wanted:
        exact = [key for key, known in names if known == wanted]
        yield from exact or (key for key, known in names if known.startswith(wanted))


def _form(name: str) -> str:
    return " ".join(words(folded(name)))


def _names(keys: Mapping[str, str], label_of: Callable[[str], str]) -> _Names:
    """Return the names of each key: the word it has in the files, then its labels."""
    pairs = [(key, _form(word)) for key, word in keys.items()]
    for language in LANGUAGES:
        with speaking(language):
            pairs += [(key, _form(label_of(key))) for key in keys]
    return tuple(pairs)


@lru_cache(maxsize=1)
def _kind_names() -> _Names:
    return _names({kind: kind for kind in KINDS}, kind_label)


@lru_cache(maxsize=1)
def _principle_names() -> _Names:
    return _names({item.value: item.value for item in Principle}, lambda key: label(Principle(key)))


@lru_cache(maxsize=1)
def _state_names() -> _Names:
    states = [State(kind, state) for kind in KINDS for state in states_of(kind)]
    states += [State("requirement", state) for state in (*Level, _REPEALED)]
    states += [State("consultation_comment", item.value) for item in Disposition]
    keys = {f"{kind}/{state}": str(state) for kind, state in states}
    return _names(keys, lambda key: found_state_label(*key.split("/")))
