"""The one door to git: every process on the repository starts here or in `objects`.

The calls are sealed (see `sealing`) and speak git's stable machine formats only.
"""

import os
import re
import subprocess
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, NamedTuple, Self

from comens_tui.errors import WorkspaceError
from comens_tui.i18n import _
from comens_tui.store.git_failures import disk_note, explain_failure, missing_folder
from comens_tui.store.objects import ObjectReader
from comens_tui.store.sealing import OPTIONS, sealed_environment, settings_environment
from comens_tui.store.stamps import moment, read_stamp

#: SSH signatures came with it.
OLDEST_GIT = (2, 34)

_CHUNK = 1 << 16

_TRAILER = re.compile(r"([A-Za-z][A-Za-z0-9-]*): (.+)")


class TreeEntry(NamedTuple):
    """A file of a tree: `mode` is `100644`, `100755`, `120000` (symlink) or `160000`."""

    mode: str
    blob: str
    path: str


class TreeChange(NamedTuple):
    """A path that differs between two trees; None where it is absent."""

    path: str
    old_blob: str | None
    new_blob: str | None
    new_mode: str | None


class LogEntry(NamedTuple):
    """A commit as the log shows it; the trailers are those of its last paragraph."""

    commit: str
    when: datetime
    author: str
    subject: str
    trailers: Mapping[str, str]


class SignatureVerdict(NamedTuple):
    """What ssh-keygen says of a signature: `signer` is whose key of the given file made it."""

    is_good: bool
    signer: str | None
    detail: str


class Git:
    """Git in one folder. Close it, or use it as a context."""

    def __init__(self, folder: Path) -> None:
        require_git()
        self.folder = folder
        self._environment = sealed_environment(os.environ)
        self.objects = ObjectReader(["git", *OPTIONS], folder, self._environment)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()

    def close(self) -> None:
        """End the reading process."""
        self.objects.close()

    @cached_property
    def object_folder(self) -> Path:
        """The folder of loose objects."""
        return Path(self.line("rev-parse", "--path-format=absolute", "--git-path", "objects"))

    def run(
        self,
        *arguments: str,
        data: bytes | None = None,
        settings: Mapping[str, str] | None = None,
        environment: Mapping[str, str] | None = None,
        accept: Container[int] = (0,),
    ) -> subprocess.CompletedProcess[bytes]:
        """Run one git command without a terminal and return what it said.

        Raises:
            GitError: Its exit status is not among those accepted.
        """
        command = ["git", *OPTIONS, *arguments]
        chosen = settings_environment(settings or {})
        try:
            done = subprocess.run(
                command,
                cwd=self.folder,
                env={**self._environment, **chosen, **(environment or {})},
                input=data if data is not None else b"",
                capture_output=True,
                check=False,
                start_new_session=True,
            )
        except (FileNotFoundError, NotADirectoryError) as error:
            raise missing_folder(self.folder) from error
        if done.returncode not in accept:
            said = done.stderr.decode(errors="replace")
            raise explain_failure(done.returncode, said + disk_note(self.folder))
        return done

    def stream(self, *arguments: str, settings: Mapping[str, str] | None = None) -> Iterator[bytes]:
        """Yield what one git command writes, as it writes it; leaving early ends the command.

        Raises:
            GitError: It failed; what it had written was yielded before.
        """
        chosen = settings_environment(settings or {})
        with TemporaryFile() as said, self._started(arguments, chosen, said) as process:
            assert process.stdout is not None  # noqa: S101 - opened as a pipe
            try:
                while chunk := process.stdout.read(_CHUNK):
                    yield chunk
            except BaseException:
                process.kill()
                raise
            if process.wait() != 0:
                said.seek(0)
                raise explain_failure(process.returncode, said.read().decode(errors="replace"))

    def _started(
        self, arguments: Sequence[str], environment: Mapping[str, str], said: IO[bytes]
    ) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(
                ["git", *OPTIONS, *arguments],
                cwd=self.folder,
                env={**self._environment, **environment},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=said,
                start_new_session=True,
            )
        except (FileNotFoundError, NotADirectoryError) as error:
            raise missing_folder(self.folder) from error

    def line(self, *arguments: str, accept: Container[int] = (0,)) -> str:
        """Run one git command and return its output without the final newline."""
        return self.run(*arguments, accept=accept).stdout.decode(errors="replace").rstrip("\n")

    def commit_of(self, revision: str) -> str | None:
        """Return the id of the commit that `revision` means, if any."""
        found = self.objects.read(f"{revision}^{{commit}}")
        return found.id if found else None

    def files(self, tree: str, folders: Sequence[str] = ()) -> list[TreeEntry]:
        """Return every file below `folders` (everywhere if none) in a tree or commit."""
        listed = self.run("ls-tree", "-r", "-z", "--full-tree", tree, "--", *folders).stdout
        return [_tree_entry(record) for record in listed.split(b"\x00")[:-1]]

    def changes(self, old: str, new: str, folders: Sequence[str] = ()) -> list[TreeChange]:
        """Return the paths that differ between two trees or commits."""
        raw = self.run(
            "diff-tree",
            "-r",
            "-z",
            "--raw",
            "--no-renames",
            "--no-abbrev",
            old,
            new,
            "--",
            *folders,
        ).stdout.split(b"\x00")
        return [
            tree_change(header, path) for header, path in zip(raw[:-1:2], raw[1::2], strict=True)
        ]

    def log(
        self, revision: str, limit: int | None = None, path: str | None = None
    ) -> list[LogEntry]:
        """Return the commits reachable from `revision`, newest first."""
        count = [] if limit is None else [f"--max-count={limit}"]
        paths = [] if path is None else [path]
        fields = self.run(
            "log", "-z", "--date=raw", "--format=%H%x00%ad%x00%an%x00%B", *count,
            "--end-of-options", revision, "--", *paths,
        ).stdout.decode(errors="replace").split("\x00")  # fmt: skip
        return [
            LogEntry(commit, moment(*read_stamp(when)), author, *parse_message(message))
            for commit, when, author, message in _fours(fields)
        ]

    def fields(self, *arguments: str, settings: Mapping[str, str] | None = None) -> Iterator[bytes]:
        """Yield the fields, ended by NUL, that one git command writes, as it writes them.

        Raises:
            GitError: It failed, maybe after some of them.
        """
        rest = b""
        for chunk in self.stream(*arguments, settings=settings):
            *whole, rest = (rest + chunk).split(b"\x00")
            yield from whole
        if rest:
            yield rest

    def refs(self, prefix: str) -> list[tuple[str, str]]:
        """Return the name and the commit of each ref below `prefix`, tags peeled."""
        listed = self.line(
            "for-each-ref", "--sort=version:refname",
            "--format=%(refname)%00%(objectname)%00%(*objectname)", prefix,
        )  # fmt: skip
        rows = (row.split("\x00") for row in listed.splitlines())
        return [(name, peeled or target) for name, target, peeled in rows]

    def config(self, key: str) -> str | None:
        """Return a setting of the repository or the person, None where it is unset."""
        done = self.run("config", "--get", key, accept=(0, 1))
        return done.stdout.decode(errors="replace").rstrip("\n") if done.returncode == 0 else None

    def configs(self, *keys: str) -> dict[str, str]:
        """Return those of these settings that are set, asked for at once.

        A key is in small letters and has one point, such as `user.email`.
        """
        pattern = "|".join(key.replace(".", "[.]") for key in keys)
        said = self.run("config", "-z", "--get-regexp", f"^({pattern})$", accept=(0, 1)).stdout
        rows = said.decode(errors="replace").split("\x00")[:-1]
        return {key: value for key, _newline, value in (row.partition("\n") for row in rows)}

    def merge_file(
        self, base: bytes, ours: bytes, theirs: bytes, labels: tuple[str, str, str]
    ) -> tuple[bytes, bool]:
        """Return the three-way merge and whether it has conflicts.

        `labels` name ours, the base and theirs in the conflict marks.
        """
        with TemporaryDirectory(prefix="comens-") as folder:
            names = []
            for name, content in (("ours", ours), ("base", base), ("theirs", theirs)):
                file = Path(folder, name)
                file.write_bytes(content)
                names.append(str(file))
            marks = [word for label in labels for word in ("-L", label)]
            done = self.run("merge-file", "-p", "-q", *marks, *names, accept=range(128))
        return done.stdout, done.returncode > 0

    def verify_tag(self, name: str, allowed_signers: Path) -> SignatureVerdict:
        """Judge the signature of a tag by one file of allowed signers and nothing else."""
        done = self.run(
            "verify-tag", "--raw", f"refs/tags/{name}",
            settings={
                "gpg.ssh.allowedSignersFile": str(allowed_signers),
                "gpg.ssh.revocationFile": "",
                "gpg.minTrustLevel": "fully",
            },
            accept=range(256),
        )  # fmt: skip
        said = (done.stdout + done.stderr).decode(errors="replace").strip()
        signer = re.search(r'^Good "git" signature for (\S+) with ', said, re.MULTILINE)
        is_good = done.returncode == 0 and signer is not None and self._is_named(name)
        return SignatureVerdict(is_good, signer[1] if signer and is_good else None, said)

    def _is_named(self, name: str) -> bool:
        """Tell whether the tag object bears its ref's name: the signature covers that one."""
        found = self.objects.read(f"refs/tags/{name}^{{tag}}")
        return found is not None and f"\ntag {name}\n".encode() in (found.content or b"")


@lru_cache(maxsize=1)
def require_git() -> None:
    """Make sure that git is there and recent enough.

    Raises:
        WorkspaceError: It is not.
    """
    try:
        said = subprocess.run(["git", "version"], capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError) as error:
        raise WorkspaceError(
            _("Git is not installed, or cannot be run."),
            _("Install git {oldest} or later, then try again.").format(
                oldest=".".join(map(str, OLDEST_GIT))
            ),
        ) from error
    found = re.search(r"(\d+)\.(\d+)", said)
    if found is None or (int(found[1]), int(found[2])) < OLDEST_GIT:
        raise WorkspaceError(
            _("This git is too old: {version}.").format(version=said.strip()),
            _("Install git {oldest} or later, then try again.").format(
                oldest=".".join(map(str, OLDEST_GIT))
            ),
        )


def _tree_entry(record: bytes) -> TreeEntry:
    header, path = record.split(b"\t", 1)
    mode, _type, blob = header.decode().split()
    return TreeEntry(mode, blob, path.decode(errors="surrogateescape"))


def tree_change(header: bytes, path: bytes) -> TreeChange:
    """Return the change that a line of `--raw` and the path after it tell."""
    _old_mode, mode, old, new, _status = header.decode().lstrip(":").split()
    return TreeChange(
        path.decode(errors="surrogateescape"),
        old if old.strip("0") else None,
        new if new.strip("0") else None,
        mode if mode.strip("0") else None,
    )


def _fours(fields: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
    for start in range(0, len(fields) - 3, 4):
        yield fields[start], fields[start + 1], fields[start + 2], fields[start + 3]


def parse_message(message: str) -> tuple[str, dict[str, str]]:
    """Return the subject and the trailers: the last paragraph, if each line is one."""
    paragraphs = message.strip("\n").split("\n\n")
    subject = " ".join(paragraphs[0].splitlines())
    lines = paragraphs[-1].splitlines() if len(paragraphs) > 1 else []
    found = [_TRAILER.fullmatch(line) for line in lines]
    return subject, {match[1]: match[2] for match in found if match} if all(found) else {}
