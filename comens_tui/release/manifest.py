"""The manifest of a release: each published file and its digest, and one digest of them all.

What is published is the corpus. The digest of the manifest stands in the signed tag, so that
whoever holds a copy can prove it, file by file, without us.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping

from comens_tui.i18n import _
from comens_tui.model.finding import Finding
from comens_tui.model.release import ManifestEntry
from comens_tui.model.words import Severity

#: The code under which a file that does not match is reported; see `checks.r003…`.
CODE = "R003"
PUBLISHED = "corpus/"


def entries(files: Mapping[str, bytes]) -> tuple[ManifestEntry, ...]:
    """Return the entries of the published files among `files`, in order of path."""
    return tuple(
        ManifestEntry(path=path, sha256=_digest(files[path]))
        for path in sorted(files)
        if path.startswith(PUBLISHED)
    )


def canonical_json(manifest: Iterable[ManifestEntry]) -> bytes:
    """Return the one JSON form of a manifest: by path, keys sorted, no spaces, UTF-8."""
    listed = [{"path": entry.path, "sha256": entry.sha256} for entry in sorted_entries(manifest)]
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def manifest_digest(manifest: Iterable[ManifestEntry]) -> str:
    """Return the SHA-256 of the canonical JSON, whatever the order of the entries."""
    return _digest(canonical_json(manifest))


def sorted_entries(manifest: Iterable[ManifestEntry]) -> tuple[ManifestEntry, ...]:
    """Return the entries in order of path."""
    return tuple(sorted(manifest, key=lambda entry: entry.path))


def verify(
    manifest: Iterable[ManifestEntry], files: Mapping[str, bytes], *, record: str = ""
) -> tuple[Finding, ...]:
    """Return what differs between a manifest and the files of a copy; nothing if it is proved.

    Files outside the corpus are not published and are not looked at. `record` is the tag.
    """
    told = {entry.path: entry.sha256 for entry in manifest}
    here = {path: content for path, content in files.items() if path.startswith(PUBLISHED)}
    return tuple(
        Finding(CODE, Severity.ERROR, path, 0, message, _hint(), record)
        for path, message in _differences(told, here)
    )


def _differences(told: Mapping[str, str], here: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for path in sorted(told.keys() | here.keys()):
        if path not in here:
            yield path, _("{path} is in the manifest and is missing.").format(path=path)
        elif path not in told:
            yield path, _("{path} is not in the manifest.").format(path=path)
        elif _digest(here[path]) != told[path]:
            yield path, _("{path} is not the file that was released.").format(path=path)


def _hint() -> str:
    return _("Take this copy for another text than the release, and fetch it again.")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
