"""One long-lived `git cat-file --batch` that answers every read of an object."""

import subprocess
import threading
import weakref
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from comens_tui.errors import WorkspaceError
from comens_tui.i18n import _

#: Requests written before their answers are read: far under the size of a pipe.
_AHEAD = 64


class GitObject(NamedTuple):
    """An object of the repository; `content` is None when it is larger than was asked for."""

    id: str
    type: str
    size: int
    content: bytes | None


class ObjectReader:
    """Reads objects by name (`<id>`, `HEAD:corpus/glossary.yaml`, `v1^{commit}`).

    Safe to share between threads; the process starts on first use, is started again if it
    died, and ends with `close` or when the reader is no longer referenced.
    """

    def __init__(
        self, command: Sequence[str], folder: Path, environment: Mapping[str, str]
    ) -> None:
        self._command = [*command, "cat-file", "--batch"]
        self._folder = folder
        self._environment = dict(environment)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._end: weakref.finalize[[subprocess.Popen[bytes]], ObjectReader] | None = None

    def close(self) -> None:
        """End the process; a later read starts another."""
        with self._lock:
            self._stop()

    def read(self, name: str, limit: int | None = None) -> GitObject | None:
        """Return the object that `name` means now, or None where there is none."""
        return next(self.read_many([name], limit))

    def read_many(
        self, names: Sequence[str], limit: int | None = None
    ) -> Iterator[GitObject | None]:
        """Yield the object of each name, in order; ask for many at once to wait only once.

        Raises:
            WorkspaceError: The repository's objects cannot be read.
        """
        for start in range(0, len(names), _AHEAD):
            asked = names[start : start + _AHEAD]
            with self._lock:
                try:
                    answers = self._ask(asked, limit)
                except (BrokenPipeError, EOFError):
                    self._stop()
                    answers = self._ask_again(asked, limit)
            yield from answers

    def _ask_again(self, names: Sequence[str], limit: int | None) -> list[GitObject | None]:
        try:
            return self._ask(names, limit)
        except (BrokenPipeError, EOFError) as error:
            self._stop()
            raise WorkspaceError(
                _("The objects of the git repository cannot be read."),
                _("Run `git fsck` to see what is damaged; a fresh clone repairs it."),
            ) from error

    def _ask(self, names: Sequence[str], limit: int | None) -> list[GitObject | None]:
        process = self._running()
        assert process.stdin is not None  # noqa: S101 - opened as a pipe
        possible = [name for name in names if name and "\n" not in name]
        request = "".join(f"{name}\n" for name in possible)
        process.stdin.write(request.encode(errors="surrogateescape"))
        process.stdin.flush()
        answers = dict.fromkeys(names) | {name: self._answer(process, limit) for name in possible}
        return [answers[name] for name in names]

    def _answer(self, process: subprocess.Popen[bytes], limit: int | None) -> GitObject | None:
        assert process.stdout is not None  # noqa: S101 - opened as a pipe
        header = process.stdout.readline()
        if not header:
            raise EOFError
        words = header.rsplit(b" ", 2)
        if len(words) != 3 or not words[2].strip().isdigit():  # noqa: PLR2004 - id, type, size
            return None
        size = int(words[2])
        content = self._content(process, size, keep=limit is None or size <= limit)
        return GitObject(words[0].decode(), words[1].decode(), size, content)

    @staticmethod
    def _content(process: subprocess.Popen[bytes], size: int, *, keep: bool) -> bytes | None:
        assert process.stdout is not None  # noqa: S101 - opened as a pipe
        content = process.stdout.read(size) if keep else None
        left = 1 if keep else size + 1
        while left:
            skipped = process.stdout.read(min(left, 1 << 20))
            if not skipped:
                raise EOFError
            left -= len(skipped)
        return content

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._process = subprocess.Popen(
                self._command,
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._end = weakref.finalize(self, _end_process, self._process)
        return self._process

    def _stop(self) -> None:
        if self._end is not None:
            self._end()
        self._process, self._end = None, None


def _end_process(process: subprocess.Popen[bytes]) -> None:
    """Close the pipes, upon which cat-file ends by itself, and collect it."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue
    process.wait()
