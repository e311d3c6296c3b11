"""What a word of YAML means where no quotes say that it is text: the core schema, narrowed."""

import re
from typing import Final

STR: Final = "tag:yaml.org,2002:str"
NULL: Final = "tag:yaml.org,2002:null"
BOOL: Final = "tag:yaml.org,2002:bool"
INT: Final = "tag:yaml.org,2002:int"
FLOAT: Final = "tag:yaml.org,2002:float"
#: What some YAML reader takes for a number and another one for a text.
AMBIGUOUS: Final = "ambiguous"

Scalar = str | int | float | bool | None

_WORDS: Final = {
    "": NULL,
    "~": NULL,
    "null": NULL,
    "Null": NULL,
    "NULL": NULL,
    "true": BOOL,
    "True": BOOL,
    "TRUE": BOOL,
    "false": BOOL,
    "False": BOOL,
    "FALSE": BOOL,
}
_PLAIN_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_PLAIN_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}\Z")
#: Whatever some YAML reader takes for a number: other bases, separators, exponents, infinities.
_NUMBER_LIKE = re.compile(
    r"[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
    r"|[-+]_[0-9_]*|\.[0-9_]+(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF))\Z|\.(?:nan|NaN|NAN)\Z|<<\Z|=\Z"
)
_NUMBER_START: Final = frozenset("+-.0123456789<=")


def scalar_tag(value: str) -> str:
    """Return the tag of a scalar written without quotes; `AMBIGUOUS` is to be refused."""
    tag = _WORDS.get(value)
    if tag is not None:
        return tag
    if value[0] not in _NUMBER_START:
        return STR
    if _PLAIN_INT.match(value):
        return INT
    if _PLAIN_FLOAT.match(value):
        return FLOAT
    return AMBIGUOUS if _NUMBER_LIKE.match(value) else STR


def scalar_value(value: str, tag: str) -> Scalar:
    """Return what a scalar says; its tag is one of the five that can be read."""
    if tag == NULL:
        return None
    if tag == BOOL:
        return value in ("true", "True", "TRUE")
    if tag == INT:
        return int(value)
    if tag == FLOAT:
        return float(value)
    return str(value)
