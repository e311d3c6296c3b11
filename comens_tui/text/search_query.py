"""What a person types to search, as a value: words, phrases, exclusions, filters, an id.

    refus motif            both words, each of which may go on
    "motif de refus"       these words in this order; « … » and “ … ” do as well
    -mobile                not this word
    type:exigence principe:autonomie état:ouvert document:REF-TLC
                           filters, in French or in English (`search_names`)
    eth 14                 an id, however it is written: that record comes first

Nothing that can be typed is an error: what has no meaning is a word or is nothing. A phrase
without its closing quote is still being typed, so its last word may go on.
"""

import re
from typing import Final, NamedTuple, TypeVar

from comens_tui.model.numbering import NUMBER_WIDTH
from comens_tui.text.folding import folded, sort_key, words
from comens_tui.text.search_names import (
    FIELDS,
    State,
    kinds_named,
    principles_named,
    states_named,
)

T = TypeVar("T")

#: A question is a line; what is pasted beyond this is not looked at.
MAX_TYPED, MAX_TERMS = 1_000, 24
#: No id has more parts than these.
_ID_PARTS = 12

_BLANK = r"[ \t\xa0\u2009\u202f]?"
_FIELD = "|".join(FIELDS).replace("etat", "[eé]\u0301?tat")
_PIECE = re.compile(
    rf"(?P<minus>-)?(?:(?P<field>{_FIELD}){_BLANK}:{_BLANK})?"
    r'(?:"(?P<quoted>[^"]*)(?P<closed>"?)|(?P<bare>[^\s"]+))',
    re.IGNORECASE,
)
_QUOTES = str.maketrans(dict.fromkeys("«»“”„＂", '"'))
_ELISION = re.compile(r"\b(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)'")
_ELIDED: Final = frozenset({"c", "d", "j", "l", "m", "n", "s", "t", "qu"})
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+\Z")

#: The sort key of an id such as P-2026-014.
_DATED_KEY = re.compile(r"(?P<prefix>[a-z]+) (?P<year>[0-9]+) (?P<number>[0-9]+)\Z")


class Term(NamedTuple):
    """Words that must follow each other, in any one of their `forms`.

    The last word of an `is_open` term may go on.
    """

    forms: tuple[tuple[str, ...], ...]
    is_open: bool


class Query(NamedTuple):
    """What is asked: every `wanted` term, no `unwanted` one, and every filter.

    `identifier` is the sort key of the id that was perhaps typed: a record that has it is
    found whatever its words. `mention` is that id as texts write it, found too. A filter is
    None where it was not asked; `document` is what the sort key of the document begins with.
    """

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    identifier: str = ""
    mention: Term | None = None
    kinds: frozenset[str] | None = None
    principles: frozenset[str] | None = None
    states: frozenset[State] | None = None
    document: str = ""

    @property
    def asks_nothing(self) -> bool:
        """Whether there is neither a word nor a filter."""
        return self == Query()

    @property
    def terms(self) -> tuple[Term, ...]:
        """What is to be marked in a text that was found."""
        return (*self.wanted, self.mention) if self.mention else self.wanted


def parse(typed: str) -> Query:
    """Return what is asked by `typed`."""
    query = Query()
    wanted: list[Term] = []
    unwanted: list[Term] = []
    free: list[str] | None = []
    for piece in _PIECE.finditer(typed[:MAX_TYPED].translate(_QUOTES)):
        narrowed = _narrowed(query, piece)
        if narrowed is not None:
            query = narrowed
            continue
        term = _term(piece)
        if term is None or len(wanted) + len(unwanted) == MAX_TERMS:
            continue
        (unwanted if piece["minus"] else wanted).append(term)
        if piece["minus"] or piece["bare"] is None:
            free = None
        elif free is not None:
            free.append(piece[0])
    identifier = _identifier(" ".join(free or ()))
    return query._replace(
        wanted=_telling(wanted),
        unwanted=tuple(unwanted),
        identifier=identifier,
        mention=_mention(identifier),
    )


def narrowed_by(
    query: Query,
    *,
    kinds: frozenset[str] | None = None,
    principles: frozenset[str] | None = None,
    states: frozenset[State] | None = None,
    document: str = "",
) -> Query:
    """Return `query` with these filters besides its own."""
    return query._replace(
        kinds=_both(query.kinds, kinds),
        principles=_both(query.principles, principles),
        states=_both(query.states, states),
        document=sort_key(document) or query.document,
    )


def _both(first: frozenset[T] | None, second: frozenset[T] | None) -> frozenset[T] | None:
    if first is None or second is None:
        return second if first is None else first
    return first & second


def _narrowed(query: Query, piece: re.Match[str]) -> Query | None:
    """Return the query with the filter that `piece` is, None where it is none.

    A filter asked twice takes either value; one that has no value yet asks nothing.
    """
    value = piece["quoted"] if piece["bare"] is None else piece["bare"]
    if piece["field"] is None:
        name = folded(value)
        return query if name.endswith(":") and name[:-1] in FIELDS else None
    if piece["minus"]:
        return None
    field = FIELDS[folded(piece["field"])]
    if field == "document":
        return query._replace(document=sort_key(value)) if sort_key(value) else None
    return _with_names(query, field, value)


def _with_names(query: Query, field: str, name: str) -> Query | None:
    """Return the query narrowed to what has that name, None where nothing has."""
    match field:
        case "kind" if kinds := kinds_named(name):
            return query._replace(kinds=kinds | (query.kinds or frozenset()))
        case "principle" if principles := principles_named(name):
            return query._replace(principles=principles | (query.principles or frozenset()))
        case "state" if states := states_named(name):
            return query._replace(states=states | (query.states or frozenset()))
    return None


def _term(piece: re.Match[str]) -> Term | None:
    """Return the words of a piece that is no filter; None where there is none."""
    is_excluded = piece["minus"] is not None
    if piece["field"] is None and piece["bare"] is None:
        found = tuple(words(folded(piece["quoted"])))
        return Term((found,), not piece["closed"] and not is_excluded) if found else None
    text = folded(piece[0]).removeprefix("-")
    found = tuple(words(_ELISION.sub(" ", text)) or words(text))
    if not found:
        return None
    forms = [found]
    if _COMPOUND.match(text):
        forms.append((text.replace("-", ""),))
    return Term(tuple(forms), not is_excluded)


def _telling(wanted: list[Term]) -> tuple[Term, ...]:
    """Return the terms without the elided words, unless there is nothing else."""
    telling = [term for term in wanted if not (term.is_open and _is_elided(term.forms[0]))]
    return tuple(telling or wanted)


def _is_elided(form: tuple[str, ...]) -> bool:
    return len(form) == 1 and form[0] in _ELIDED


def _identifier(text: str) -> str:
    key = sort_key(text)
    return key if key.count(" ") < _ID_PARTS else ""


def _mention(identifier: str) -> Term | None:
    """Return a record's id as texts write it, its number in full: `p-2026-14` is P-2026-014."""
    found = _DATED_KEY.match(identifier)
    width = NUMBER_WIDTH.get(found["prefix"].upper()) if found else None
    if found is None or width is None:
        return None
    year, number = str(int(found["year"])), str(int(found["number"]))
    return Term(((found["prefix"], year, number.zfill(width)),), is_open=False)
