"""What a working group made elsewhere, seen file by file before it becomes a proposal."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from comens_tui.errors import ComensError, RecordError, RefusedError, UsageError
from comens_tui.exchange.encodings import decode
from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.document import Document
from comens_tui.model.places import GLOSSARY
from comens_tui.operations.desk import Desk
from comens_tui.operations.proposed import require_fit
from comens_tui.store.incoming import CORPUS, Incoming, branch_files, folder_files
from comens_tui.store.layout import identify, is_ignored
from comens_tui.store.parsing import document_path
from comens_tui.store.patching import patched_files
from comens_tui.text.markdown import parse_document
from comens_tui.text.redline import redline
from comens_tui.text.visible import one_line

#: More than any patch of a person.
MAX_PATCH: Final = 1 << 24
_MOST_SUBJECTS: Final = 50
_LONGEST_TITLE: Final = 200
_TEXTS: Final = (".md", ".markdown", ".yaml")


class Fate(StrEnum):
    """What becomes of a file."""

    CHANGED = "changed"
    NEW = "new"
    SAME = "same"
    LEFT = "left_out"
    REFUSED = "refused"


#: What a person reads for each; translated when drawn.
FATE_LABELS: Final[Mapping[Fate, str]] = {
    Fate.CHANGED: N_("changed text"),
    Fate.NEW: N_("new text"),
    Fate.SAME: N_("unchanged text"),
    Fate.LEFT: N_("left out"),
    Fate.REFUSED: N_("refused file"),
}


class SourceLine(NamedTuple):
    """One file: its name there, the text of the corpus that it is, and what becomes of it.

    `reason` is a whole sentence where it is left out or refused; the counts are of words.
    """

    name: str
    fate: Fate
    path: str = ""
    reason: str = ""
    inserted: int = 0
    deleted: int = 0


def line_words(line: SourceLine) -> str:
    """Return what a file changes in which text, or why it is not proposed."""
    if line.reason:
        return line.reason
    if line.fate is Fate.SAME:
        return line.path
    return _("{path}: {inserted} words in, {deleted} words out").format(
        path=line.path, inserted=line.inserted, deleted=line.deleted
    )


class Offer(NamedTuple):
    """What would be proposed; `texts` and `bases` are by path of the corpus.

    `title` and `motive` are what the source itself says, empty where it says nothing.
    """

    lines: tuple[SourceLine, ...]
    texts: Mapping[str, str]
    bases: Mapping[str, str | None]
    requirements: tuple[str, ...]
    title: str = ""
    motive: str = ""

    def count(self, fate: Fate) -> int:
        """Return the number of files with that fate."""
        return sum(line.fate is fate for line in self.lines)


def require_texts(offer: Offer, *, strict: bool = False) -> None:
    """Do nothing when there is something to propose, and with `strict` nothing was refused.

    Raises:
        RefusedError: There is not.
    """
    if strict and offer.count(Fate.REFUSED):
        raise RefusedError(
            _("A file is refused, so nothing is proposed."),
            hint=_("Mend it, or leave --strict out to propose the others."),
        )
    if not offer.texts:
        raise RefusedError(
            _("Nothing there differs from the corpus."),
            hint=_("See what became of each file with --dry-run."),
        )


def offer_of_folder(desk: Desk, folder: Path) -> Offer:
    """Return what the edited texts of a folder would change; nothing is written.

    A file is the text whose path it mirrors, below `corpus/` or not; else the document whose
    id is in its front matter; else a new document.

    Raises:
        UsageError: The folder cannot be read.
    """
    documents = desk.workspace.snapshot().documents

    def path_of(file: Incoming, text: str) -> str:
        mirrored = file.name if file.name.startswith(CORPUS) else CORPUS + file.name
        place = identify(mirrored)
        if place is not None and place.kind in ("document", "glossary"):
            return mirrored
        return _own_path(file.name, text, documents)

    return _offer(desk, folder_files(folder), path_of, knows_bases=False)


def _own_path(name: str, text: str, documents: Mapping[str, Document]) -> str:
    """Return the path that the front matter of a document asks for.

    Raises:
        RefusedError: It has none.
        RecordError: It has one that does not fit.
    """
    if not text.startswith("---"):
        raise RefusedError(
            _("It matches no text: it has no path of the corpus, and no front matter with an id."),
        )
    document = parse_document(text, name)
    standing = documents.get(document.id)
    return standing.path if standing is not None else document_path(document)


def offer_of_patch(desk: Desk, patch: bytes, name: str) -> Offer:
    """Return what a patch would change in the corpus as it stands; nothing is written.

    Raises:
        RefusedError: It is no patch, leaves the corpus, or does not apply: hunk and file are
            named.
        UsageError: It is empty or huge.
    """
    if not patch.strip() or len(patch) > MAX_PATCH:
        raise UsageError(
            _("{name} is empty, or too large to be a patch.").format(name=name),
            hint=_("Make one with: git diff > FILE"),
        )
    files = patched_files(desk.workspace.git, _plain_patch(patch), name)
    return _offer(desk, files, _same_path, knows_bases=True)


def _plain_patch(patch: bytes) -> bytes:
    """Return a patch as git wrote it, where an editor or a shell encoded it anew."""
    try:
        text = patch.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = decode(patch).text
    if text.count("\r\n") == text.count("\n"):
        text = text.replace("\r\n", "\n")
    return text.encode()


def offer_of_branch(desk: Desk, revision: str) -> Offer:
    """Return the texts that a branch changed since it left this one; nothing is written.

    Each text is based on the one where the branch left, so that a corpus that moved since is
    seen, and merged.

    Raises:
        RefusedError: There is no such revision, or no common ancestor.
    """
    branch = branch_files(desk.workspace.git, revision)
    offer = _offer(desk, branch.files, _same_path, knows_bases=True)
    lines = offer.lines
    if branch.others:
        others = ngettext("{count} other file", "{count} other files", branch.others)
        reason = _("A proposal changes texts below corpus/ only.")
        lines = (*lines, SourceLine(others.format(count=branch.others), Fate.LEFT, reason=reason))
    subjects = [one_line(subject) for subject in reversed(branch.subjects[:_MOST_SUBJECTS])]
    title = subjects[0] if len(subjects) == 1 else ""
    motive = "\n".join(f"- {subject}" for subject in subjects)
    return offer._replace(lines=lines, title=title[:_LONGEST_TITLE], motive=motive)


def _same_path(file: Incoming, _text: str) -> str:
    return file.name


def _offer(
    desk: Desk,
    files: Iterable[Incoming],
    path_of: Callable[[Incoming, str], str],
    *,
    knows_bases: bool,
) -> Offer:
    """Sort out files; `knows_bases` tells that each says the blob it was written on."""
    sorting = _Sorting(desk, knows_bases=knows_bases)
    lines = tuple(sorting.judged(file, path_of) for file in files)
    return Offer(lines, sorting.texts, sorting.bases, tuple(sorting.requirements))


class _Sorting:
    """Files being sorted out against the corpus as it stands."""

    def __init__(self, desk: Desk, *, knows_bases: bool) -> None:
        self.texts: dict[str, str] = {}
        self.bases: dict[str, str | None] = {}
        self.requirements: dict[str, None] = {}
        self._workspace = desk.workspace
        self._blobs = desk.workspace.snapshot().files
        self._knows_bases = knows_bases
        self._names: dict[str, str] = {}

    def judged(self, file: Incoming, path_of: Callable[[Incoming, str], str]) -> SourceLine:
        """Return what becomes of a file, and keep its text where it is proposed."""
        name = one_line(file.name)
        if is_ignored(file.name) or not file.name.lower().endswith(_TEXTS):
            return SourceLine(name, Fate.LEFT, reason=_("It is no text of a corpus."))
        if file.content is None:
            return SourceLine(name, Fate.REFUSED, reason=file.problem)
        try:
            text = _text(file.content)
            return self._placed(file, name, path_of(file, text), text)
        except RecordError as error:
            reason = error.message
            if error.line:
                reason = _("Line {line}: {reason}").format(line=error.line, reason=reason)
        except ComensError as error:
            reason = error.message
        return SourceLine(name, Fate.REFUSED, reason=reason)

    def _placed(self, file: Incoming, name: str, path: str, text: str) -> SourceLine:
        """Return the line of a file that is the text at `path`.

        Raises:
            RefusedError: Another file is that text already, or the path does not fit it.
            RecordError: The text does not fit its format.
        """
        if path in self._names:
            raise RefusedError(
                _("{other} gives that text already.").format(other=self._names[path])
            )
        self._names[path] = name
        standing = self._text_of(self._blobs.get(path))
        if path in self._blobs and _gist(standing) == _gist(text):
            return SourceLine(name, Fate.SAME, path)
        if "\r\n" in standing:
            text = text.replace("\n", "\r\n")
        require_fit(path, text)
        base = file.base if self._knows_bases else self._blobs.get(path)
        self.texts[path], self.bases[path] = text, base
        change = redline(self._text_of(base), text)
        if path != GLOSSARY:
            known = {item.id for item in parse_document(text, path).requirements}
            touched = (item.id for item in change.clauses if item.change != "same")
            self.requirements.update((item, None) for item in touched if item in known)
        fate = Fate.NEW if base is None else Fate.CHANGED
        inserted, deleted = change.inserted_words, change.deleted_words
        return SourceLine(name, fate, path, inserted=inserted, deleted=deleted)

    def _text_of(self, blob: str | None) -> str:
        content = self._workspace.blob(blob) if blob else None
        return (content or b"").decode(errors="replace")


def _text(content: bytes) -> str:
    """Return the text of a file, its lines ended as ours are, whatever wrote it.

    Raises:
        RefusedError: It is empty or binary.
    """
    text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip() or "\x00" in text:
        raise RefusedError(_("It is empty, or no text."))
    return text if text.endswith("\n") else f"{text}\n"


def _decoded(content: bytes) -> str:
    """Return what UTF-8 says to the letter; another encoding is guessed, as for tables."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(content).text
    return decode(content).text if "\x00" in text else text


def _gist(text: str) -> str:
    """Return a text without what encodings and editors change by themselves."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return unicodedata.normalize("NFC", plain).rstrip("\n")
