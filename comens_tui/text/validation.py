"""Turn what pydantic says of a record into one error that names the key and its line."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from comens_tui.errors import RecordError
from comens_tui.i18n import N_, _
from comens_tui.text.yaml_fast import line_of

M = TypeVar("M", bound=BaseModel)

#: pydantic's error type -> what the person reads. Named fields come from the error's context.
_MESSAGES: Final[Mapping[str, str]] = {
    "missing": N_("The key {key} is missing."),
    "extra_forbidden": N_("The key {key} is not known here."),
    "enum": N_("{key} is {value}, which is none of: {expected}."),
    "literal_error": N_("{key} is {value}, which is none of: {expected}."),
    "string_pattern_mismatch": N_("{key} is {value}, which does not have the expected form."),
    "string_type": N_("{key} must be text."),
    "string_too_short": N_("{key} is empty."),
    "string_too_long": N_("{key} is longer than {max_length} characters."),
    "too_short": N_("{key} needs at least {min_length} entry."),
    "tuple_type": N_("{key} must be a list."),
    "dict_type": N_("{key} must be a record of keys and values."),
    "model_type": N_("{key} must be a record of keys and values."),
    "int_type": N_("{key} must be a whole number."),
    "int_parsing": N_("{key} must be a whole number."),
    "bool_type": N_("{key} must be true or false."),
    "bool_parsing": N_("{key} must be true or false."),
    "greater_than_equal": N_("{key} is {value}; it must be at least {ge}."),
    "less_than_equal": N_("{key} is {value}; it must be at most {le}."),
    "date_type": N_("{key} must be a date such as 2026-03-14."),
    "date_parsing": N_("{key} must be a date such as 2026-03-14."),
    "date_from_datetime_parsing": N_("{key} must be a date such as 2026-03-14."),
    "date_from_datetime_inexact": N_("{key} must be a date such as 2026-03-14."),
    "datetime_type": N_("{key} must be a date and time such as 2026-03-14T09:30:00+01:00."),
    "datetime_parsing": N_("{key} must be a date and time such as 2026-03-14T09:30:00+01:00."),
    "datetime_from_date_parsing": N_(
        "{key} must be a date and time such as 2026-03-14T09:30:00+01:00."
    ),
    "own_rule_question": N_(
        "{key} must ask one thing: forbid, section, front_matter or pattern, and only one."
    ),
    "own_rule_key": N_("{key} names {given}, which is no key of a front matter."),
    "own_rule_pattern": N_(
        "{key} is not a pattern: up to 12 words, of which the first and the last are no gap, 2 "
        "gaps and 3 signs * in a word, which has letters besides."
    ),
    "own_rule_many": N_("{key} hold {given} patterns; all of them together hold 1000 at most."),
    "own_rule_code": N_("{key}: the code {given} is given twice."),
}

_HINTS: Final[Mapping[str, str]] = {
    "missing": N_("Add it: docs/format.md lists the keys of each kind of record."),
    "extra_forbidden": N_("Correct its name, or remove it: docs/format.md lists the known keys."),
    "string_type": N_("Put the value between quotes."),
    "string_pattern_mismatch": N_("docs/format.md gives the form of each key."),
}


def validated(model: type[M], data: Any, *, source: str, path: str, first_line: int = 1) -> M:
    """Return `data` as a `model`.

    Args:
        model: The class to build.
        data: What `load_yaml(source)` returned.
        source: The YAML text, to find the line of what does not fit.
        path: The file it comes from.
        first_line: The 1-based line of the file on which `source` starts.

    Raises:
        RecordError: It does not fit; the first fault is named with its key and line.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise record_error(error, source=source, path=path, first_line=first_line) from error


def record_error(
    error: ValidationError, *, source: str | None = None, path: str = "", first_line: int = 1
) -> RecordError:
    """Return what pydantic says as an error for a person; without a source, without a line."""
    faults = error.errors(include_url=False)
    fault = faults[0]
    kind, location = fault["type"], fault["loc"]
    value = fault.get("input")
    # What a record finds wrong as a whole says where in it.
    location = (*location, *fault.get("ctx", {}).get("place", ()))
    fields = {"key": _dotted(location), "value": value, **fault.get("ctx", {})}
    message = _MESSAGES.get(kind)
    said = _(message).format(**fields) if message else _("{key} is not valid.").format(**fields)
    hint = _HINTS.get(kind)
    return RecordError(
        said,
        _(hint) if hint else _("Correct it: docs/format.md describes each key."),
        path=path,
        line=0 if source is None else first_line - 1 + line_of(source, location),
    )


def _dotted(location: Sequence[str | int]) -> str:
    """Return the way to a key as a person reads it: `evidence[2]`, items counted from 1."""
    text = ""
    for step in location:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.lstrip(".") or "schema"
