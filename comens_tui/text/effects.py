"""What a change does to the norm: its strength, scope, figures, negations and evidence.

The fields of a requirement are compared key by key; its prose sentence by sentence, each
changed sentence with the one it comes from. Where the direction of a change cannot be told,
both directions are given: a reviewer must never miss one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from comens_tui.model.words import Level
from comens_tui.text.clause_parts import ClauseParts
from comens_tui.text.quantities import dates, quantities
from comens_tui.text.remembering import remembered
from comens_tui.text.sentence_pairs import SentencePair, changed_sentences
from comens_tui.text.strength import folded, strongest, verbal_forms
from comens_tui.text.tokens import forms_of

#: Every effect, in the order in which a reviewer wants to see them.
EFFECTS: Final = (
    "weakened",
    "strengthened",
    "scope_narrowed",
    "scope_widened",
    "negation",
    "number",
    "date",
    "evidence_removed",
    "evidence_added",
    "split",
    "merged",
    "renumbered",
    "moved",
)

_STRENGTH: Final = {Level.OPTIONAL: 0, Level.RECOMMENDED: 1, Level.MANDATORY: 2}
_NEGATION = re.compile(
    r"\b(?:(ne\b|n')|(aucune?s?|jamais|ni|non|nulle?s?|nullement|sans|guère)\b(?!-lucratif))"
)
#: A condition, wherever it stands in the sentence, up to the comma or the « alors » after it.
_CONDITION = re.compile(
    r"\b(?:si|s'ils?|lorsqu(?:e|')|quand|dès lors qu(?:e|')|dans (?:le|les) cas où"
    r"|en cas d(?:e|')|à condition (?:que|qu'|de|d')|sous condition d(?:e|'))\b\s?"
    r"(.+?)(?:,? alors\b|, |[.;!?]*\Z)"
)
_ALL: Final = frozenset({"tout", "toute", "tous", "toutes", "chaque", "les"})
_SOME: Final = frozenset({"un", "une", "des", "le", "la", "les", "certains", "certaines"})
_UNIVERSAL = re.compile(
    r"\b(?:tout(?:e|es)?|tous|chaque|chacune?|quiconque|quelle?s? que soi(?:t|ent)|y compris)\b"
    r"|\bl'ensemble d"
)
_RESTRICTION = re.compile(
    r"\b(?:sauf|hormis|excepté|à l'exception|hors|à moins|sous réserve|dans la limite|uniquement"
    r"|seulement|exclusivement|seule?s?|certaine?s?|limitée?s? à|à l'exclusion"
    r"|dans la mesure du possible|si possible|le cas échéant)\b"
)


class _Found(NamedTuple):
    """What is counted in a sentence, for each effect."""

    negations: Counter[str]
    numbers: Counter[str]
    dates: Counter[str]


def change_effects(old: ClauseParts, new: ClauseParts) -> set[str]:
    """Return the effects of a change between two versions of one clause."""
    effects = _field_effects(old.fields or {}, new.fields or {})
    pairs = changed_sentences((old.title, old.prose), (new.title, new.prose))
    effects |= _strength_effects(pairs)
    effects |= _count_effects(pairs)
    for pair in pairs:
        if pair.old and pair.new:
            effects |= _scope_effects(folded(pair.old), folded(pair.new))
    return effects


def binding_effects(old: ClauseParts, new: ClauseParts) -> set[str]:
    """Return what the fields of two clauses that share words say of strength and scope."""
    evidence = {"evidence_added", "evidence_removed"}
    return _field_effects(old.fields or {}, new.fields or {}) - evidence


def addition_effects(added: ClauseParts) -> set[str]:
    """Return the effects of a clause that is new: what is mandatory adds to the norm."""
    return {"strengthened"} if _binds(added) else set()


def removal_effects(removed: ClauseParts) -> set[str]:
    """Return the effects of a clause that is gone."""
    return {"weakened"} if _binds(removed) else set()


def ordered(effects: Iterable[str]) -> tuple[str, ...]:
    """Return effects without repeats, in the order of `EFFECTS`."""
    return tuple(sorted(set(effects), key=EFFECTS.index))


def _binds(parts: ClauseParts) -> bool:
    if parts.fields is not None and parts.is_requirement:
        return parts.fields.get("level") == "mandatory" and _status(parts.fields) == "active"
    return strongest(parts.prose) is Level.MANDATORY


def _status(fields: Mapping[str, Any]) -> str:
    return str(fields.get("status", "active"))


def _field_effects(old: Mapping[str, Any], new: Mapping[str, Any]) -> set[str]:
    effects: set[str] = set()
    levels = [level.value for level in reversed(Level)]
    before, after = old.get("level"), new.get("level")
    if before in levels and after in levels and before != after:
        stronger = levels.index(after) > levels.index(before)
        effects.add("strengthened" if stronger else "weakened")
    if old and new and _status(old) != _status(new) and "repealed" in (_status(old), _status(new)):
        effects.add("weakened" if _status(new) == "repealed" else "strengthened")
    for key in ("applies_to", "audiences"):
        effects |= _list_effects(old.get(key), new.get(key), "scope_widened", "scope_narrowed")
    effects |= _list_effects(
        old.get("evidence"), new.get("evidence"), "evidence_added", "evidence_removed"
    )
    effects |= _condition_effects(_text(old.get("condition")), _text(new.get("condition")))
    before, after = old.get("legal"), new.get("legal")
    if isinstance(before, dict) and isinstance(after, dict):
        effects |= _legal_effects(before, after)
    return effects


def _legal_effects(old: Mapping[str, Any], new: Mapping[str, Any]) -> set[str]:
    effects = set()
    if any(old.get(key) != new.get(key) for key in ("published", "effective")):
        effects.add("date")
    binding = (old.get("state") == "binding", new.get("state") == "binding")
    if binding[0] != binding[1]:
        effects.add("strengthened" if binding[1] else "weakened")
    return effects


def _text(value: Any) -> str:
    return "" if value is None else folded(str(value))


def _list_effects(old: Any, new: Any, added: str, removed: str) -> set[str]:
    before = {_entry(item) for item in old} if isinstance(old, list) else set()
    after = {_entry(item) for item in new} if isinstance(new, list) else set()
    return ({added} if after - before else set()) | ({removed} if before - after else set())


def _entry(item: Any) -> str:
    return " ".join(forms_of(str(item))).casefold()


def _condition_effects(old: str, new: str) -> set[str]:
    """Compare two conditions; a longer one narrows, unless what it adds is an alternative."""
    if old == new:
        return set()
    before, after = forms_of(old), forms_of(new)
    if before == after:
        return set()
    if not before or not after:
        return {"scope_widened" if before else "scope_narrowed"}
    extra, gone = Counter(after) - Counter(before), Counter(before) - Counter(after)
    return _direction(extra, gone)


def _direction(extra: Counter[str], gone: Counter[str]) -> set[str]:
    widens = (extra.keys() <= _ALL and gone.keys() <= _SOME) or ("ou" in extra and not gone)
    narrows = (gone.keys() <= _ALL and extra.keys() <= _SOME) or ("ou" in gone and not extra)
    if widens or narrows:
        return {"scope_widened"} if widens else {"scope_narrowed"}
    if extra and gone:
        return {"scope_narrowed", "scope_widened"}
    return {"scope_narrowed"} if extra else {"scope_widened"}


def _strength_effects(pairs: Sequence[SentencePair]) -> set[str]:
    """Compare verbal forms within each pair; what one side lacks may stand on its own now."""
    effects: set[str] = set()
    lost, gained = _Sides(), _Sides()
    for pair in pairs:
        before = [(item.form.level, item.form.is_negative) for item in verbal_forms(pair.old)]
        after = [(item.form.level, item.form.is_negative) for item in verbal_forms(pair.new)]
        if not before and not after:
            continue
        left, right = _without_common(before, after)
        for one, other in zip(left, right, strict=False):
            effects |= _substitution(one, other)
        if pair.old and pair.new and not (before and after):
            effects |= _plainly_said(gained=after, lost=before)
        shared = min(len(left), len(right))
        lost.add(left[shared:], alone=not pair.new)
        gained.add(right[shared:], alone=not pair.old)
    if any(level is not Level.OPTIONAL for level, _ in lost.without(gained)):
        effects.add("weakened")
    if any(level is not Level.OPTIONAL for level, _ in gained.without(lost)):
        effects.add("strengthened")
    return effects


def _plainly_said(*, gained: list[tuple[Level, bool]], lost: list[tuple[Level, bool]]) -> set[str]:
    """Compare a sentence that has verbal forms with its version that has none.

    What is said plainly (« l'éditeur consigne ») may bind as the law does: « peut consigner »
    is weaker, and whether « devrait » is cannot be told.
    """
    effects: set[str] = set()
    for forms, more, less in (
        (gained, "strengthened", "weakened"),
        (lost, "weakened", "strengthened"),
    ):
        for level, is_negative in forms:
            if level is Level.RECOMMENDED:
                effects |= {more, less}
            elif level is Level.OPTIONAL and not is_negative:
                effects.add(less)
    return effects


class _Sides:
    """What one text has more of: in sentences that were changed, and in those of its own.

    Between two changed sentences nothing is set off, or a swap would go unseen; a changed
    sentence and a lone one are what splitting or merging sentences gives.
    """

    def __init__(self) -> None:
        self.changed: Counter[Any] = Counter()
        self.alone: Counter[Any] = Counter()

    def add(self, items: Iterable[Any], *, alone: bool) -> None:
        """Count `items` on their side."""
        (self.alone if alone else self.changed).update(items)

    def without(self, other: "_Sides") -> Counter[Any]:
        """Return what the other text does not have elsewhere."""
        lone = self.alone - other.alone
        return (self.changed - other.alone) + (lone - other.changed)


def _without_common(
    old: list[tuple[Level, bool]], new: list[tuple[Level, bool]]
) -> tuple[list[tuple[Level, bool]], list[tuple[Level, bool]]]:
    """Drop what is the same at both ends: what stays has changed, been added or removed."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]


def _substitution(old: tuple[Level, bool], new: tuple[Level, bool]) -> set[str]:
    effects = {"negation"} if old[1] != new[1] else set()
    change = _STRENGTH[new[0]] - _STRENGTH[old[0]]
    if change:
        effects.add("strengthened" if change > 0 else "weakened")
    return effects


def _count_effects(pairs: Sequence[SentencePair]) -> set[str]:
    """Tell which counted things changed in a sentence; a new sentence may bring its own."""
    read = [(_found(pair.old), _found(pair.new)) for pair in pairs if pair.old and pair.new]
    read = [(old, new) for old, new in read if old != new]
    effects: set[str] = set()
    if not read:
        return effects
    gone = [_found(pair.old) for pair in pairs if not pair.new]
    come = [_found(pair.new) for pair in pairs if not pair.old]
    for place, effect in enumerate(("negation", "number", "date")):
        lost = _total(old[place] - new[place] for old, new in read)
        gained = _total(new[place] - old[place] for old, new in read)
        if (lost - _total(item[place] for item in come)) or (
            gained - _total(item[place] for item in gone)
        ):
            effects.add(effect)
    return effects


def _total(counts: Iterable[Counter[str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for each in counts:
        if each:
            found.update(each)
    return found


@remembered
def _found(sentence: str) -> _Found:
    negations = Counter("ne" if ne else other for ne, other in _NEGATION.findall(folded(sentence)))
    return _Found(negations, quantities(sentence), dates(sentence))


def _scope_effects(old: str, new: str) -> set[str]:
    effects = _condition_effects(_condition(old), _condition(new))
    for pattern, more, less in (
        (_UNIVERSAL, "scope_widened", "scope_narrowed"),
        (_RESTRICTION, "scope_narrowed", "scope_widened"),
    ):
        change = len(pattern.findall(new)) - len(pattern.findall(old))
        if change:
            effects.add(more if change > 0 else less)
    return effects


def _condition(sentence: str) -> str:
    return " ; ".join(_CONDITION.findall(sentence))
