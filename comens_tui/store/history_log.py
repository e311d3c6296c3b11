"""The whole log of a repository as a stream: each commit, its dates, and the paths it wrote.

One `git log --raw` in ancestry order. A merge lists the paths whose content is in none of
its parents: what was merely brought together was told where it was written.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from comens_tui.store.git import Git, parse_message
from comens_tui.store.stamps import Stamp, read_stamp

_FIELDS = "%H%x00%P%x00%ad%x00%cd%x00%an%x00%B"
#: Beyond as many files taken away and put in by one commit, renames are not looked for.
_RENAMES_AMONG = "-l1000"


class Written(NamedTuple):
    """A path that a commit wrote. Blobs are None where the path is absent.

    `old_blobs` has one place a parent; none for a first commit. `old_path` is where the
    file stood before, where a rename was seen (half of its lines are the same).
    """

    path: bytes
    old_path: bytes | None
    old_blobs: tuple[str | None, ...]
    new_blob: str | None


class LoggedCommit(NamedTuple):
    """A commit, its parents first to last, and what it wrote."""

    id: str
    parents: tuple[str, ...]
    authored: Stamp
    committed: Stamp
    author: str
    subject: str
    trailers: Mapping[str, str]
    written: tuple[Written, ...]


def commits(git: Git, head: str, known: str | None) -> Iterator[LoggedCommit]:
    """Yield the commits of `head` that `known` has not, every parent before its children.

    Raises:
        GitError: The history cannot be read.
    """
    exclusion = [] if known is None else [f"^{known}"]
    fields = git.fields(
        "log", "-z", "--raw", "--no-abbrev", "--topo-order", "--reverse", "-c", "-M",
        _RENAMES_AMONG, "--no-rename-empty", "--combined-all-paths", "--no-color", "--date=raw",
        f"--format={_FIELDS}", head, *exclusion, "--",
        settings={"log.showRoot": "true", "log.mailmap": "false", "diff.relative": "false"},
    )  # fmt: skip
    return _parsed(fields)


def _parsed(tokens: Iterator[bytes]) -> Iterator[LoggedCommit]:
    """Read the fields of each commit by their number, then its lines, which begin with `:`."""
    head: LoggedCommit | None = None
    written: list[Written] = []
    for token in tokens:
        line = token.removeprefix(b"\n")
        if line.startswith(b":"):
            written.append(_written(line, tokens))
        elif line:
            if head is not None:
                yield head._replace(written=tuple(written))
            head, written = _header(line, tokens), []
    if head is not None:
        yield head._replace(written=tuple(written))


def _header(commit: bytes, tokens: Iterator[bytes]) -> LoggedCommit:
    parents, authored, committed, author, message = (
        next(tokens).decode(errors="replace") for _field in range(5)
    )
    subject, trailers = parse_message(message)
    return LoggedCommit(
        commit.decode(),
        tuple(parents.split()),
        read_stamp(authored),
        read_stamp(committed),
        author,
        subject,
        trailers,
        (),
    )


def _written(line: bytes, tokens: Iterator[bytes]) -> Written:
    words = line.decode().lstrip(":").split()
    count = len(line) - len(line.lstrip(b":"))
    blobs = [blob if blob.strip("0") else None for blob in words[count + 1 : -1]]
    status = words[-1]
    # Of a merge every parent's path is named; else two paths where there was a rename.
    before = [next(tokens) for _parent in range(count)] if count > 1 or status[0] in "RC" else []
    path = next(tokens)
    renamed = [name for name, letter in zip(before, status, strict=False) if letter == "R"]
    return Written(path, renamed[0] if renamed else None, tuple(blobs[:-1]), blobs[-1])
