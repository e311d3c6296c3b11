"""One file that two clones changed: joined where it can be, else refused in words.

Records are joined field by field, a proposed text clause by clause, other texts by their
lines. A text in force is never joined: it would be a text that nobody voted.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from comens_tui.errors import RecordError, RefusedError
from comens_tui.i18n import _
from comens_tui.model.record import Record
from comens_tui.operations.record_words import called, field_words, value_words
from comens_tui.rules.record_merge import Clash, merge_values
from comens_tui.store.layout import identify
from comens_tui.store.parsing import MODELS
from comens_tui.store.records import decode_text, read_record, updated_text
from comens_tui.text.clause_merge import WHOLE, merge_clauses
from comens_tui.text.validation import record_error

#: Merges (base, ours, shared) by lines: the content, and whether it is in conflict.
ByLines = Callable[[bytes, bytes, bytes], tuple[bytes, bool]]

_MOST_TOLD = 3


def joined(
    path: str,
    base: bytes | None,
    ours: bytes | None,
    shared: bytes | None,
    by_lines: ByLines,
    *,
    names: Mapping[str, str],
) -> bytes | None:
    """Return the file at `path` as both sides want it; None where it is removed.

    `names` are those of the members by id, for the words of a refusal.

    Raises:
        RefusedError: Both changed one and the same thing; the message says what, in words.
    """
    if ours in (base, shared):
        return shared
    if shared == base:
        return ours
    place = identify(path)
    kind = place.kind if place else ""
    what = called(path, names)
    if ours is None or shared is None:
        raise RefusedError(
            _("{what} was removed here and changed there.").format(what=what)
            if ours is None
            else _("{what} was changed here and removed there.").format(what=what)
        )
    if kind == "document":
        raise RefusedError(
            _("{what} was changed there: what was voted here was another text.").format(what=what)
        )
    if kind == "proposed_text":
        return _joined_clauses(path, (base or b"", ours, shared), by_lines, what)
    if kind in MODELS:
        return _joined_records(path, MODELS[kind], (base, ours, shared), names)
    content, is_conflict = by_lines(base or b"", ours, shared)
    if is_conflict:
        raise RefusedError(_("{what}: both sides changed the same lines.").format(what=what))
    return content


def _joined_clauses(
    path: str, sides: tuple[bytes, bytes, bytes], by_lines: ByLines, what: str
) -> bytes:
    def lines(old: str, one: str, other: str) -> tuple[str, bool]:
        content, is_conflict = by_lines(old.encode(), one.encode(), other.encode())
        return content.decode(), is_conflict

    old, mine, theirs = (decode_text(content, path) for content in sides)
    merged = merge_clauses(old, mine, theirs, lines)
    if merged.text is None:
        clauses = [item.clause for item in merged.conflicts if item.clause != WHOLE]
        raise RefusedError(
            _("{what} was changed on both sides in: {clauses}").format(
                what=what, clauses=", ".join(clauses)
            )
            if clauses
            else _("{what}: both sides changed the same lines.").format(what=what)
        )
    return merged.text.encode()


def _joined_records(
    path: str,
    model: type[Record],
    sides: tuple[bytes | None, bytes, bytes],
    names: Mapping[str, str],
) -> bytes:
    base, ours, shared = sides
    what = called(path, names)
    try:
        old: Mapping[str, Any] = read_record(model, base, path).to_full_data() if base else {}
        mine = read_record(model, ours, path).to_full_data()
        theirs = read_record(model, shared, path).to_full_data()
    except RecordError as error:
        raise RefusedError(
            _("{what} cannot be read, line {line}: {message}").format(
                what=what, line=error.line or 1, message=error.message
            )
        ) from error
    if model.KIND == "ballot":
        # A voice is one thing: what each side says of when and by whom goes with it.
        clashes = [
            Clash((field,), mine[field], theirs[field])
            for field in ("choice", "digest")
            if mine[field] != theirs[field]
        ]
        if clashes:
            raise RefusedError(_told(what, model.KIND, clashes, names))
        return shared
    merged = merge_values(old, mine, theirs)
    if merged.clashes:
        raise RefusedError(_told(what, model.KIND, merged.clashes, names))
    try:
        record = model.model_validate(merged.value)
    except ValidationError as error:
        raise RefusedError(
            _("{what} would not hold together: {message}").format(
                what=what, message=record_error(error).message
            )
        ) from error
    return updated_text(shared, record)


def _told(what: str, kind: str, clashes: Sequence[Clash], names: Mapping[str, str]) -> str:
    told = [
        _("{field}: “{ours}” here, “{shared}” there").format(
            field=field_words(clash.path, names),
            ours=value_words(clash.ours, clash.path, kind, names),
            shared=value_words(clash.shared, clash.path, kind, names),
        )
        for clash in clashes[:_MOST_TOLD]
    ]
    return _("{what} was changed on both sides. {fields}").format(what=what, fields="; ".join(told))
