"""Digests of texts: what a vote, a manifest or a waiver is bound to."""

import hashlib
import json
from collections.abc import Iterable

from comens_tui.model.decision import VotedText


def text_digest(text: str) -> str:
    """Return the SHA-256 of the UTF-8 bytes of `text`, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def change_digest(texts: Iterable[VotedText]) -> str:
    """Return the digest of a set of voted texts, whatever the order they come in.

    It is the SHA-256 of their canonical JSON: sorted by path, keys sorted, no spaces.
    """
    entries = sorted(
        ({"base": text.base, "digest": text.digest, "path": text.path} for text in texts),
        key=lambda entry: str(entry["path"]),
    )
    return data_digest(entries)


def data_digest(data: object) -> str:
    """Return the SHA-256 of plain data as canonical JSON: keys sorted, no spaces."""
    return text_digest(json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True))
