"""Read the YAML subset of the workspace fast, and refuse whatever is outside it.

The subset is the core schema of YAML 1.2 without what two readers could understand in two
ways: no anchors, tags, merge keys, repeated keys, keys that are not text, or numbers in
anything but plain decimal notation. What is read equals what ruamel.yaml reads with its
timestamps left as text; what would differ is refused. Files are written elsewhere.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NoReturn

import yaml

from comens_tui.errors import RecordError
from comens_tui.i18n import N_, _
from comens_tui.text.yaml_plain import plain_record
from comens_tui.text.yaml_scalars import AMBIGUOUS, STR, Scalar, scalar_tag, scalar_value

MAX_CHARACTERS: Final = 4_000_000
#: The C composer recurses without a guard: forty thousand brackets would end the process.
MAX_DEPTH: Final = 40

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_ILLEGAL = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
#: Seven equal signs alone may underline a title.
_CONFLICT = re.compile(r"^(?:<{7}(?: |$)|>{7} \S)", re.MULTILINE)
#: A possible anchor, alias, tag or directive; only a closer look tells.
_INDICATOR = re.compile(r"(?:^|[\s\[{,:?-])[&*!]|^%", re.MULTILINE)
#: libyaml takes `>#x`, or a first line of blanks only, for a folded text; YAML does not.
_BLOCK_HEADER = re.compile(
    r"[|>](?<![^\s:?-].)(?:[-+0-9]*#|[-+0-9]*(?:[ ]+#[^\n]*|[ ]*)\n\n*[ ]+(?:\n|\Z))"
)
_COMPACT_NESTING = re.compile(r"^(?:[ \t]*[-?:](?=[ \t])){6,}", re.MULTILINE)
_DEEP = " " * 48
_DEEP_INDENT = re.compile(f"^{_DEEP}", re.MULTILINE)

#: What the parser says, and what the person can do about it.
_PROBLEMS: Final[tuple[tuple[str, str], ...]] = (
    (
        "mapping values are not allowed",
        N_("Put the value between quotes: it holds a colon and a space."),
    ),
    (
        "cannot start any token",
        N_("Put the value between quotes, and indent with spaces, not tabs."),
    ),
    (
        "could not find expected ':'",
        N_("Write `key: value`, and check the quotes and indentation above."),
    ),
    ("while scanning a quoted scalar", N_("Close the quotes that were opened here.")),
    (
        "unknown escape character",
        N_("Use single quotes: inside double quotes a backslash is special."),
    ),
    ("expected <block end>", N_("Align this line with the ones of the same list or record.")),
    ("expected ',' or", N_("Close the bracket, or separate the values by commas.")),
    ("but found another document", N_("Keep one record in a file: remove the `---` line.")),
)


def load_yaml(text: str) -> Any:
    """Return the plain data written in `text`; dates and times stay text.

    Raises:
        RecordError: The text is not YAML, or not in the subset; `line` is 1-based in `text`.
    """
    is_printable = len(text) <= MAX_CHARACTERS and _is_printable(text)
    plain = plain_record(text) if is_printable else None
    if plain is not None:
        return plain
    _refuse_bad_text(text, is_printable=is_printable)
    _refuse_bad_structure(text)
    node = _compose(text)
    if node is None:
        return None
    if isinstance(node, yaml.ScalarNode):
        data_keys(node.value)
    return _value(node)


def line_of(text: str, location: Sequence[str | int]) -> int:
    """Return the 1-based line of the key or item at `location`, or of its nearest parent.

    `text` must be one that `load_yaml` accepts.
    """
    node = _compose(text)
    line = 1 if node is None else node.start_mark.line + 1
    for step in location:
        found = _child(node, step)
        if found is None:
            return int(line)
        line, node = found
    return int(line)


class _Loader(_BASE):  # type: ignore[misc]
    """The C parser with our resolver: called for every scalar, so kept short."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        if kind is not yaml.ScalarNode:
            return "tag:yaml.org,2002:map" if kind is yaml.MappingNode else "tag:yaml.org,2002:seq"
        if not implicit[0]:
            return STR
        return scalar_tag(value)

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Do nothing: no tag depends on a path."""

    def ascend_resolver(self) -> None:
        """Do nothing: no tag depends on a path."""


def _compose(text: str) -> Any:
    loader = _Loader(text)
    try:
        return loader.get_single_node()
    except yaml.YAMLError as error:
        _refuse_syntax(error, text)
    finally:
        loader.dispose()


def _value(node: Any) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if key_node.tag != STR:
            raise RecordError(
                _("A key is not plain text."),
                _("Put the key between quotes."),
                line=key_node.start_mark.line + 1,
            )
        if key in result:
            raise RecordError(
                _("The key {key} is written twice.").format(key=key),
                _("Keep one of the two."),
                line=key_node.start_mark.line + 1,
            )
        result[key] = _value(value_node)
    return result


def _scalar(node: Any) -> Scalar:
    if node.tag == AMBIGUOUS:
        raise RecordError(
            _("{value} can be understood in several ways.").format(value=node.value),
            _("Put it between quotes if it is text; write a plain decimal number otherwise."),
            line=node.start_mark.line + 1,
        )
    return scalar_value(node.value, node.tag)


def _child(node: Any, step: str | int) -> tuple[int, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            if key_node.value == str(step):
                return key_node.start_mark.line + 1, value_node
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item.start_mark.line + 1, item
    return None


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _is_printable(text: str) -> bool:
    """Tell by a look that a text holds no illegal character: the search for one is dear."""
    return text.replace("\n", "").replace("\xa0", "").replace("\u202f", "").isprintable()


def _refuse_bad_text(text: str, *, is_printable: bool) -> None:
    if len(text) > MAX_CHARACTERS:
        raise RecordError(
            _("The YAML is too large: {size} characters.").format(size=len(text)),
            _("A record holds at most {most} characters: split it.").format(most=MAX_CHARACTERS),
            line=1,
        )
    illegal = None if is_printable else _ILLEGAL.search(text)
    if illegal:
        refuse_character(illegal.group(), line=_line_at(text, illegal.start()))
    conflict = _CONFLICT.search(text) if "<<<<<<<" in text or ">>>>>>>" in text else None
    if conflict:
        refuse_conflict(line=_line_at(text, conflict.start()))
    header = _BLOCK_HEADER.search(text)
    if header:
        raise RecordError(
            _("A text block starts with blanks, or a comment touches its | or > sign."),
            _("Start the text on the next line, and leave a space before a comment."),
            line=_line_at(text, header.start()),
        )


def refuse_character(character: str, *, line: int, path: str = "") -> NoReturn:
    """Say which character has no place in a text file of the workspace.

    Raises:
        RecordError: Always.
    """
    if character == "\r":
        message = _("The file has Windows line ends (CRLF).")
        hint = _("Save it with Unix line ends (LF).")
    elif character == "\ufeff":
        message = _("The file holds a byte order mark (BOM).")
        hint = _("Save it as UTF-8 without a BOM.")
    elif character == "\t":
        message = _("The YAML holds a tab.")
        hint = _("Replace it by spaces.")
    elif character == "\x00":
        message = _("The file holds a NUL character: it is binary, or damaged.")
        hint = _("Replace it by a text file in UTF-8.")
    else:
        message = _("The file holds the character U+{code}, which has no place in a text.").format(
            code=f"{ord(character):04X}"
        )
        hint = _("Remove it: an editor may not show it.")
    raise RecordError(message, hint, path=path, line=line)


def refuse_conflict(*, line: int, path: str = "") -> NoReturn:
    """Say that the marks of a merge conflict are still there.

    Raises:
        RecordError: Always.
    """
    raise RecordError(
        _("The marks of a merge conflict are still in the file."),
        _("Choose what to keep and remove the lines that start with <<<<<<<, ======= and >>>>>>>."),
        path=path,
        line=line,
    )


def _refuse_bad_structure(text: str) -> None:
    """Look at the parser's events, which never recurse, when something asks for a closer look."""
    if (
        text.count("[") + text.count("{") > MAX_DEPTH // 2
        # The search is dear, and most records hold none of these signs.
        or (any(sign in text for sign in "&*!%") and _INDICATOR.search(text))
        or (_DEEP in text and _DEEP_INDENT.search(text))
        or _COMPACT_NESTING.search(text)
    ):
        depth = 0
        for event in _events(text):
            _refuse_event(event)
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                raise RecordError(
                    _("The YAML is nested more than {depth} levels deep.").format(depth=MAX_DEPTH),
                    _("Flatten it: no record of the workspace needs so many levels."),
                    line=event.start_mark.line + 1,
                )


def _events(text: str) -> Iterator[Any]:
    loader = _BASE(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    except yaml.YAMLError as error:
        _refuse_syntax(error, text)
    finally:
        loader.dispose()


def _refuse_event(event: Any) -> None:
    if getattr(event, "anchor", None) is not None:
        message = _("Anchors and aliases (& and *) are not read.")
        hint = _("Write the value out, or put it between quotes if the sign belongs to the text.")
    elif getattr(event, "tag", None) is not None:
        message = _("Tags (!) are not read.")
        hint = _("Remove the tag, or put the value between quotes if the sign belongs to the text.")
    elif getattr(event, "tags", None) or getattr(event, "version", None):
        message = _("YAML directives (%) are not read.")
        hint = _("Remove the lines that start with %.")
    else:
        return
    raise RecordError(message, hint, line=event.start_mark.line + 1)


def _refuse_syntax(error: yaml.YAMLError, text: str) -> NoReturn:
    context, problem = (getattr(error, name, None) for name in ("context_mark", "problem_mark"))
    # What is never closed is mended where it was opened, not at the end of the file.
    open_to_the_end = "end of stream" in str(getattr(error, "problem", ""))
    mark = (context or problem) if open_to_the_end else (problem or context)
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    hint = next((hint for words, hint in _PROBLEMS if words in said), None)
    raise RecordError(
        _("The YAML cannot be read from this line on."),
        _(hint) if hint else _("Check the indentation, the quotes and the colons around it."),
        line=1 if mark is None else min(mark.line, text.count("\n")) + 1,
    ) from error


def data_keys(data: Any) -> Mapping[str, Any]:
    """Return `data` if it is a record of keys and values.

    Raises:
        RecordError: It is a list, a lone value or nothing.
    """
    if isinstance(data, dict):
        return data
    raise RecordError(
        _("A record of `key: value` lines was expected."),
        _("Write one key on each line, followed by a colon, a space and its value."),
        line=1,
    )
