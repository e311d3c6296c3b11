"""Records as files: read fast and strictly, written so that a person's file stays theirs.

Reading goes through one YAML subset and the record's model. Writing an existing file
touches the changed keys only: comments, order and quoting of the rest stay byte for byte.
"""

from typing import TypeVar

from comens_tui.errors import RecordError
from comens_tui.i18n import _
from comens_tui.model.document import FrontMatter
from comens_tui.model.record import Record
from comens_tui.text.markdown import front_matter_text
from comens_tui.text.validation import validated
from comens_tui.text.yaml_fast import data_keys, load_yaml

R = TypeVar("R", bound=Record)

#: A record or a document is prose; what is larger is something else.
MAX_BYTES = 4_000_000


def decode_text(content: bytes, path: str) -> str:
    """Return the text of a file of the workspace.

    Raises:
        RecordError: The file is huge, binary or not UTF-8.
    """
    if len(content) > MAX_BYTES:
        raise huge_file(path)
    if b"\x00" in content:
        raise RecordError(
            _("{path} is not a text: it holds NUL bytes.").format(path=path),
            _("Restore its last good version with `git checkout -- {path}`.").format(path=path),
            path=path,
            line=content.count(b"\n", 0, content.index(b"\x00")) + 1,
        )
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise RecordError(
            _("{path} is not written in UTF-8.").format(path=path),
            _("Convert it: `iconv -f LATIN1 -t UTF-8` if it comes from an old editor."),
            path=path,
            line=content.count(b"\n", 0, error.start) + 1,
        ) from error


def huge_file(path: str) -> RecordError:
    """Return the error for a file too large to be a record."""
    return RecordError(
        _("{path} is too large: over {limit} bytes.").format(path=path, limit=MAX_BYTES),
        _("Records are short texts: split it, and keep attachments elsewhere."),
        path=path,
    )


def read_record(model: type[R], content: bytes, path: str) -> R:
    """Return the record that `content` holds.

    Raises:
        RecordError: It does not fit its format; the error has path, line and remedy.
    """
    text = decode_text(content, path)
    try:
        data = data_keys(load_yaml(text))
    except RecordError as error:
        raise RecordError(error.message, error.hint, path=path, line=error.line) from error
    return validated(model, data, source=text, path=path)


def new_text(record: Record) -> bytes:
    """Return the content of a new file for `record`.

    Keys come in the order of the model and what has its default is left out. Whatever any
    YAML reader could take for something else than text is quoted.
    """
    from comens_tui.store import yaml_writing

    return yaml_writing.emit(record.to_data()).encode()


def updated_text(old: bytes, record: Record) -> bytes:
    """Return `old` changed so that it holds `record`; unchanged means the same bytes.

    Raises:
        RecordError: `old` does not fit the format itself.
    """
    before = read_record(type(record), old, "")
    if before == record:
        return old
    from comens_tui.store import yaml_writing

    text = yaml_writing.updated(
        old.decode(), before.to_full_data(), record.to_full_data(), record.to_data()
    )
    changed = text.encode()
    return changed if _holds(changed, record) else new_text(record)


def updated_document(old: bytes, front: FrontMatter) -> bytes:
    """Return a document with its front matter changed to `front`, its text untouched.

    Raises:
        RecordError: The document has no front matter that fits.
    """
    text = decode_text(old, "")
    source, _offset = front_matter_text(text)
    start = text.index(source)
    changed = updated_text(source.encode(), front).decode()
    return (text[:start] + changed + text[start + len(source) :]).encode()


def _holds(content: bytes, record: Record) -> bool:
    """Tell whether the file reads back as the record: comments never cost correctness."""
    try:
        return read_record(type(record), content, "") == record
    except RecordError:
        return False
