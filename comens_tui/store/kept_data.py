"""Plain values kept beside the index from one run to the next; anything in doubt is a miss.

They are worth nothing to another version of the program, whose own files sign what it keeps,
nor to another user, on this machine or another: see `own_seal`.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from comens_tui.store.kept_files import keep_file
from comens_tui.store.own_seal import seal

_PACKAGE = Path(__file__).parent.parent
#: Items of a list written at once.
_PART = 200


def read_kept(private: Path, name: str) -> Any:
    """Return what this very program kept for this user under `name`, None if nothing."""
    try:
        head, text = _file(private, name).read_bytes().split(b"\n", 1)
        return json.loads(text) if head.decode() == _head(name, text) else None
    except (OSError, ValueError, RecursionError):
        return None


def write_kept(private: Path, name: str, data: Any) -> None:
    """Keep `data` under `name`, whole or not at all; a disk that refuses keeps nothing."""
    target = _file(private, name)
    text = "".join(_pieces(data)).encode(errors="surrogatepass")
    with suppress(OSError):
        keep_file(target, f"{_head(name, text)}\n".encode() + text)


def _head(name: str, text: bytes) -> str:
    """Return the line above what this user's program keeps under `name`."""
    stamp = program_stamp()
    return f"{stamp} {seal(stamp.encode(), name.encode(), text)}"


def _pieces(data: Any) -> Iterator[str]:
    """Yield `data` as JSON, long lists and mappings by parts: no other thread waits for it all."""
    if isinstance(data, dict) and data:
        lead = "{"
        for name, value in data.items():
            yield f"{lead}{json.dumps(name)}:"
            yield from _pieces(value) if isinstance(value, dict | list) else (_written(value),)
            lead = ","
        yield "}"
    elif isinstance(data, list):
        parts = (data[start : start + _PART] for start in range(0, len(data), _PART))
        yield f"[{','.join(_written(part)[1:-1] for part in parts)}]"
    else:
        yield _written(data)


def _written(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _file(private: Path, name: str) -> Path:
    return private / "kept" / f"{name}.json"


@cache
def program_stamp() -> str:
    """Return what the files of this program are signed by: name, size and time of each."""
    sign = hashlib.sha256()
    for file in sorted(_program_files(str(_PACKAGE)), key=lambda item: item.path):
        status = file.stat()
        sign.update(f"{file.path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return sign.hexdigest()[:32]


def _program_files(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _program_files(entry.path)
            elif entry.name.endswith((".py", ".mo")):
                yield entry
