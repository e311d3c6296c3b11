"""The gate before git: what an act would write is scanned, and a person answers for each hit.

Nothing is on the disk when the scan is made. The answers of the person who acts (mask these
words, write that instead, let this through for a reason) hold for one act: `answering`.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import NamedTuple

from comens_tui.errors import RefusedError
from comens_tui.i18n import _, ngettext
from comens_tui.model.committee import Member
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import PersonalKind
from comens_tui.rules.personal_data import Cleared, Exposure, exposures, public_values
from comens_tui.store.layout import identify
from comens_tui.store.workspace import Workspace
from comens_tui.text.labels import label
from comens_tui.text.passages import Passage, passages_of
from comens_tui.text.personal_data import replaced, scan
from comens_tui.text.suspects import signs

#: What stands for a commit's message and a tag's where a file's path would.
COMMIT, TAG = "commit", "tag"

_MOST_SHOWN = 20
_EXACT = frozenset({"document", "glossary", "minutes", "ballot", "ballot_signature"})
_SALT_BYTES = 16

Key = tuple[PersonalKind, str]


class Named(NamedTuple):
    """A clearing asked for by kind and place, as the command line names it."""

    kind: PersonalKind
    place: str
    reason: str


@dataclass(frozen=True)
class Answers:
    """What the person who acts answered for each hit. Values stay in memory."""

    #: What is masked -> the words that take its place.
    masks: Mapping[Key, str] = field(default_factory=dict)
    #: What is let through -> why.
    clearings: Mapping[Key, str] = field(default_factory=dict)
    #: A whole passage -> what is written instead.
    rewordings: Mapping[str, str] = field(default_factory=dict)
    named: tuple[Named, ...] = ()

    def __repr__(self) -> str:
        """Return nothing of what they hold."""
        return "Answers(…)"

    def applied(self, text: str) -> str:
        """Return a text reworded and masked."""
        text = self.rewordings.get(text, text)
        if not self.masks:
            return text
        words = ((hit, self.masks.get((hit.kind, hit.value))) for hit in scan(text))
        return replaced(text, ((hit, other) for hit, other in words if other is not None))

    def reason(self, exposure: Exposure) -> str | None:
        """Return why this one is let through, None where it is not."""
        for item in self.named:
            if item.kind is exposure.hit.kind and exposure.is_at(item.place):
                return item.reason
        return self.clearings.get(exposure.key)


_ANSWERS: ContextVar[Answers | None] = ContextVar("answers", default=None)


@contextmanager
def answering(answers: Answers) -> Iterator[None]:
    """Do what follows, in this thread, with these answers."""
    token = _ANSWERS.set(answers)
    try:
        yield
    finally:
        _ANSWERS.reset(token)


def current_answers() -> Answers:
    """Return the answers in force; none by default."""
    return _ANSWERS.get() or Answers()


class PersonalDataError(RefusedError):
    """An act would put personal data into git; `exposures` are what is not answered for."""

    def __init__(self, found: Iterable[Exposure]) -> None:
        self.exposures = tuple(found)
        lines = [
            _("{place}: {kind}, {shown}").format(
                place=item.place, kind=label(item.hit.kind), shown=item.hit.shown
            )
            for item in self.exposures[:_MOST_SHOWN]
        ]
        more = len(self.exposures) - len(lines)
        if more:
            lines.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
        lines.append(_remedy(self.exposures))
        super().__init__(
            _("Personal data would enter git, which never forgets; nothing was written."),
            "\n".join(lines),
        )


def _remedy(found: Iterable[Exposure]) -> str:
    free = next((item for item in found if not item.hit.is_proven_nir), None)
    if free is None:
        return _("Write it without them: a social security number is never let through.")
    return _(
        "Write it without them; what is no personal data is let through with: "
        '--cleared "{kind}:{spot}=WHY"'
    ).format(kind=free.hit.kind.value, spot=free.spot)


def can_mask(path: str) -> bool:
    """Tell whether an act may change the text it writes at `path`.

    A record and a proposed text are the person's own words; the corpus and the minutes are
    what was voted or drawn up, word for word, and a ballot is what its member signed.
    """
    place = identify(path)
    return place is None or place.kind not in _EXACT


def screen(
    workspace: Workspace,
    snapshot: Snapshot,
    changes: Mapping[str, bytes | None],
    messages: Mapping[str, str],
) -> tuple[tuple[Exposure, str], ...]:
    """Return what is let through for the first time, each with its reason.

    `changes` are the files to write (None: removed), `messages` the texts of the commit and
    its tag. What the files replaced held already is no news, but for a NIR with its key:
    that must have stood in the very file.

    Raises:
        PersonalDataError: Something is not answered for.
    """
    public = public_values(snapshot.committee)
    in_files = [
        exposure
        for path, content in changes.items()
        if content is not None
        for exposure in _exposed(path, content, public)
    ]
    here = {exposure.key for exposure in in_files}
    in_messages = [
        exposure
        for name, text in messages.items()
        for exposure in exposures(name, [Passage("", text)], public)
        if exposure.hit.is_proven_nir or exposure.key not in here
    ]
    if not in_files and not in_messages:
        return ()
    return _judged([*in_files, *in_messages], _Before(workspace, changes, public), snapshot)


def require_nothing_personal(files: Mapping[str, bytes], founder: Member) -> None:
    """Refuse the first files of a workspace where they tell more than who founds it.

    Raises:
        PersonalDataError: They do.
    """
    public = frozenset({signs(founder.name), signs(founder.email)})
    found = [item for path, content in files.items() for item in _exposed(path, content, public)]
    if found:
        raise PersonalDataError(found)


def proven_nirs(path: str, content: bytes) -> frozenset[Key]:
    """Return the NIRs with their key that a file, or a message, holds."""
    found = _exposed(path, content, frozenset())
    return frozenset(item.key for item in found if item.hit.is_proven_nir)


def _exposed(path: str, content: bytes, public: frozenset[str]) -> list[Exposure]:
    place = identify(path)
    if place is not None and place.kind == "ballot_signature":
        # Base64 of a signature that was verified: nothing in it is anybody's word.
        return []
    passages = passages_of(path, content.decode(errors="replace"))
    return list(exposures(path, [*passages, Passage("path", path)], public))


class _Before:
    """What the files that an act replaces held."""

    def __init__(
        self, workspace: Workspace, changes: Mapping[str, bytes | None], public: frozenset[str]
    ) -> None:
        self._by_path: dict[str, set[Key]] = {}
        for path in changes:
            place = identify(path)
            sources = [path, *(place.extra if place and place.kind == "proposed_text" else ())]
            for source in sources:
                content = workspace.read(source)
                if content is not None:
                    held = {item.key for item in _exposed(source, content, public)}
                    self._by_path.setdefault(source, set()).update(held)
        self._everywhere = set().union(*self._by_path.values())

    def held(self, exposure: Exposure) -> bool:
        if exposure.hit.is_proven_nir:
            return exposure.key in self._by_path.get(exposure.path, ())
        return exposure.key in self._everywhere


def _judged(
    found: list[Exposure], before: _Before, snapshot: Snapshot
) -> tuple[tuple[Exposure, str], ...]:
    cleared, answers = Cleared(snapshot.clearances.values()), current_answers()
    let_through: dict[Key, tuple[Exposure, str]] = {}
    refused = []
    for exposure in found:
        if before.held(exposure) or cleared.holds(exposure.hit):
            continue
        reason = answers.reason(exposure)
        if reason and not exposure.hit.is_proven_nir:
            let_through.setdefault(exposure.key, (exposure, reason))
        else:
            refused.append(exposure)
    refused = [item for item in refused if item.key not in let_through]
    if refused:
        raise PersonalDataError(refused)
    for _exposure, reason in let_through.values():
        _refuse_telling(reason)
    return tuple(let_through.values())


def _refuse_telling(reason: str) -> None:
    """A reason that holds personal data would keep for ever what it lets through once."""
    if scan(reason):
        raise RefusedError(
            _("The reason for letting a passage through holds personal data itself."),
            _("Say why it is no personal data, without repeating it."),
        )


def salt_of(snapshot: Snapshot) -> str:
    """Return the salt of this workspace's clearances: that of the first, or a new one."""
    salts = Cleared(snapshot.clearances.values()).salts
    return salts[0] if salts else secrets.token_hex(_SALT_BYTES)
