"""Hypothesis strategies that build any record from its model's own constraints."""

import re
import types
import typing
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from comens_tui.model.clearance import Clearance
from comens_tui.model.committee import Committee
from comens_tui.model.consultation import Consultation, ConsultationComment
from comens_tui.model.decision import Decision
from comens_tui.model.document import FrontMatter
from comens_tui.model.follow_up import FollowUp
from comens_tui.model.glossary import Glossary
from comens_tui.model.ids import BLOB, SHA256
from comens_tui.model.meeting import Ballot, Meeting
from comens_tui.model.programme import Programme
from comens_tui.model.proposal import Proposal, ProposalComment, Rating
from comens_tui.model.release import Release
from comens_tui.model.report import Report
from comens_tui.model.waiver import Waiver

RECORD_MODELS = (
    Ballot,
    Clearance,
    Committee,
    Consultation,
    ConsultationComment,
    Decision,
    FollowUp,
    FrontMatter,
    Glossary,
    Meeting,
    Programme,
    Proposal,
    ProposalComment,
    Rating,
    Release,
    Report,
    Waiver,
)

#: Words that one YAML reader or another does not take for text.
TRAPS = (
    "no", "on", "Y", "null", "~", "", " ", "012", "1:30", "0x1f", "1e3", ".inf", "2026-01-01",
    "<<", "=", "- a", "a: b", "# note", "{a}", "[a]", "&a", "*a", "!a", "%a", "@a", "`a", "'", '"',
    "\\", "\t", "a\n", "\na", "a\n\n", " a\n b", "a\n  b\n", "a \nb", "\x00", "\x1b[31m", "\x85",
    "\u2028", "\ufeff", "\r\n", "---", "...", "a\n---\nb", "<<<<<<< HEAD", "l’été — œuvre", "😀",
    "a\u00a0: b", "x" * 200, ("mot " * 60).strip(), "première ligne\n\n  retrait\n\nfin\n", "?", ":",
)  # fmt: skip


_DIGITS = {SHA256: 64, BLOB: 40}


def texts(minimum: int, maximum: int | None) -> st.SearchStrategy[str]:
    """Any text that UTF-8 can hold, traps included."""
    anything = st.text(
        st.characters(exclude_categories=("Cs",)), min_size=minimum, max_size=maximum or 80
    )
    fitting = [trap for trap in TRAPS if minimum <= len(trap) <= (maximum or 1000)]
    return st.sampled_from(fitting) | anything


@cache
def records(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    """Build `model` with every field drawn from its annotation and constraints."""
    fields = {
        field.alias or name: _field(field)
        for name, field in model.model_fields.items()
        if name != "schema_version"
    }
    return st.fixed_dictionaries(fields).map(model.model_validate)


def _field(field: FieldInfo) -> st.SearchStrategy[Any]:
    return _annotated(field.annotation, field.metadata)


def _annotated(annotation: Any, metadata: list[Any]) -> st.SearchStrategy[Any]:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _annotated(arguments[0], [*metadata, *arguments[1:]])
    if origin in (types.UnionType, typing.Union):
        return st.one_of(
            st.none() if option is type(None) else _annotated(option, metadata)
            for option in arguments
        )
    if origin is tuple:
        minimum = _constraint(metadata, "min_length") or 0
        return st.lists(_annotated(arguments[0], []), min_size=minimum, max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(
            _annotated(arguments[0], []), _annotated(arguments[1], []), max_size=3
        )
    return _plain(annotation, metadata)


def _plain(annotation: type, metadata: list[Any]) -> st.SearchStrategy[Any]:
    if annotation is str:
        pattern = _constraint(metadata, "pattern")
        if pattern:
            return _patterned(pattern, _constraint(metadata, "max_length") or 300)
        return texts(_constraint(metadata, "min_length") or 0, _constraint(metadata, "max_length"))
    if annotation is int:
        low, high = _constraint(metadata, "ge"), _constraint(metadata, "le")
        return st.integers(
            low if low is not None else -(10**6), high if high is not None else 10**6
        )
    if issubclass(annotation, BaseModel):
        return records(annotation)
    if issubclass(annotation, Enum):
        return st.sampled_from(annotation)
    return {
        bool: st.booleans(),
        date: st.dates(),
        datetime: st.datetimes(timezones=st.just(UTC)),
        Decimal: st.sampled_from([Decimal("0.5"), Decimal("0.8"), Decimal(1)]),
    }[annotation]


def _patterned(pattern: str, limit: int) -> st.SearchStrategy[str]:
    if pattern in _DIGITS:
        # One number rather than 64 letters: a meeting holds many digests.
        return st.integers(0, 16**40 - 1).map(lambda number: f"{number:0{_DIGITS[pattern]}x}")
    # Cut rather than thrown away: a record with many ids would be drawn for ever.
    return (
        st.from_regex(pattern.removesuffix("$") + r"\Z")
        .map(lambda text: text[:limit].rstrip("-"))
        .filter(re.compile(pattern).search)
    )


def _constraint(metadata: list[Any], name: str) -> Any:
    for item in metadata:
        if getattr(item, name, None) is not None:
            return getattr(item, name)
        for inner in getattr(item, "metadata", None) or ():
            if getattr(inner, name, None) is not None:
                return getattr(inner, name)
        general = getattr(item, "__dict__", {})
        if general.get(name) is not None:
            return general[name]
    return None
