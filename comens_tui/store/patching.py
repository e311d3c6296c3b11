"""A patch applied to the corpus as it stands, beside the workspace.

Git itself applies it, to an index and objects in a folder that is removed afterwards: the
working tree, the index and the objects of the workspace are never touched.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from comens_tui.errors import RefusedError
from comens_tui.i18n import _, ngettext
from comens_tui.store.git import Git, tree_change
from comens_tui.store.incoming import CORPUS, Incoming, changed_file
from comens_tui.store.records import MAX_BYTES
from comens_tui.text.visible import shown

_FIRST_FILE: Final = re.compile(rb"^(?:---|\+\+\+) \"?(?!/dev/null)(\S+)", re.MULTILINE)
_NO_SUCH_HUNK: Final = re.compile(r"^error: patch failed: (.+):(\d+)$", re.MULTILINE)
_FAILED_FILE: Final = re.compile(r"^error: (corpus/[^\n]*): ([^\n:]+)$", re.MULTILINE)
_HUNK: Final = re.compile(r"@@ -(\d+)")
#: Places that are named in one refusal.
_MOST_NAMED: Final = 10


def patched_files(git: Git, patch: bytes, name: str) -> tuple[Incoming, ...]:
    """Return the texts of the corpus that a patch makes of those of HEAD.

    Raises:
        RefusedError: It is no patch, touches a file outside the corpus, or does not apply: the
            hunk and the file are named.
    """
    with TemporaryDirectory(prefix="comens-") as folder:
        scratch = _scratch(git, Path(folder))
        strip = _strip(patch)
        _require_corpus(git, patch, strip, scratch, name)
        git.run("read-tree", "HEAD", environment=scratch)
        done = git.run(
            "apply", "--cached", "--whitespace=nowarn", strip, "-",
            data=patch, environment=scratch, accept=range(256),
        )  # fmt: skip
        if done.returncode:
            raise _does_not_apply(patch, done.stderr.decode(errors="replace"), name)
        return tuple(_results(git, scratch))


def _scratch(git: Git, folder: Path) -> Mapping[str, str]:
    """Return the variables that keep what git writes in `folder`."""
    objects = folder / "objects"
    objects.mkdir()
    quoted = str(git.object_folder).replace("\\", "\\\\").replace('"', '\\"')
    return {
        "GIT_INDEX_FILE": str(folder / "index"),
        "GIT_OBJECT_DIRECTORY": str(objects),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": f'"{quoted}"',
    }


def _strip(patch: bytes) -> str:
    """Return how many parts of its paths a patch has before ours: git writes `a/` and `b/`."""
    first = _FIRST_FILE.search(patch)
    return "-p0" if first and first[1].startswith(CORPUS.encode()) else "-p1"


def _require_corpus(
    git: Git, patch: bytes, strip: str, scratch: Mapping[str, str], name: str
) -> None:
    done = git.run(
        "apply", "--numstat", "-z", strip, "-",
        data=patch, environment=scratch, accept=range(256),
    )  # fmt: skip
    if done.returncode:
        raise _does_not_apply(patch, done.stderr.decode(errors="replace"), name)
    records = done.stdout.decode(errors="surrogateescape").split("\x00")
    paths = [record.split("\t", 2)[-1] for record in records if record]
    outside = [path for path in paths if not path.startswith(CORPUS)]
    if outside:
        raise RefusedError(
            _("The patch changes what is not the corpus: {paths}.").format(
                paths=shown(", ".join(outside[:_MOST_NAMED]))
            ),
            hint=_("A proposal changes texts below corpus/ only: leave the rest out."),
        )


def _results(git: Git, scratch: Mapping[str, str]) -> Iterator[Incoming]:
    raw = git.run(
        "diff-index", "--cached", "-z", "--raw", "--no-renames", "--no-abbrev", "HEAD",
        environment=scratch,
    ).stdout.split(b"\x00")  # fmt: skip
    for header, path in zip(raw[:-1:2], raw[1::2], strict=True):
        change = tree_change(header, path)
        content = None
        if change.new_blob is not None:
            content = git.run("cat-file", "blob", change.new_blob, environment=scratch).stdout
        is_huge = content is not None and len(content) > MAX_BYTES
        yield changed_file(change, None if is_huge else content)


def _does_not_apply(patch: bytes, said: str, name: str) -> RefusedError:
    """Return the refusal that fits what git said of a patch."""
    places = [_hunk_said(patch, path, int(line)) for path, line in _NO_SUCH_HUNK.findall(said)]
    hunks = set(_NO_SUCH_HUNK.findall(said))
    broken = {path for path, _line in hunks}
    places += [
        _file_said(path, why) for path, why in _FAILED_FILE.findall(said) if path not in broken
    ]
    if places:
        return RefusedError(
            ngettext(
                "The patch does not apply; nothing was written.",
                "The patch does not apply in {count} places; nothing was written.",
                len(places),
            ).format(count=len(places)),
            hint="\n".join(
                [
                    *places[:_MOST_NAMED],
                    _(
                        "Make it again on the text as it stands, or give the branch it comes "
                        "from: --from-branch REV"
                    ),
                ]
            ),
        )
    lines = said.strip().splitlines() or [""]
    return RefusedError(
        _("{name} is no patch that git can read: {said}").format(
            name=name, said=shown(lines[-1].removeprefix("error: "))
        ),
        hint=_("Make one with: git diff > FILE"),
    )


def _file_said(path: str, why: str) -> str:
    known = {
        "does not exist in index": _("{path}: there is no such file in the corpus."),
        "already exists in index": _("{path}: this file is in the corpus already."),
    }
    return known.get(why, _("{path}: {said}.")).format(path=shown(path), said=shown(why))


def _hunk_said(patch: bytes, path: str, line: int) -> str:
    """Name a hunk by its number in its file and the line where the patch looks for it."""
    number = 0
    current = ""
    for text in patch.decode(errors="replace").splitlines():
        if text.startswith(("--- ", "+++ ")):
            current = text[4:].split("\t")[0].strip().strip('"')
            number = number if text.startswith("+++ ") else 0
        elif found := _HUNK.match(text):
            number += 1
            if current.endswith(path) and int(found[1]) == line:
                break
    return _("{path}: hunk {number}, at line {line}, does not fit the text.").format(
        path=shown(path), number=number, line=line
    )
