"""The history of a document, a requirement or any path, with what stands behind each act.

Read only, and of any git repository: decisions, votes and reports are there where the
repository is a workspace.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from comens_tui.errors import RecordError
from comens_tui.model import places
from comens_tui.model.decision import Decision
from comens_tui.model.proposal import Proposal
from comens_tui.model.words import Happening, Oddity
from comens_tui.rules.oddities import date_oddities
from comens_tui.store.disposable import Progress
from comens_tui.store.history import History, PastCommit, PathEntry, RequirementEntry
from comens_tui.store.parsing import parse_file
from comens_tui.store.records import MAX_BYTES
from comens_tui.store.repository import Repository
from comens_tui.text.digests import text_digest
from comens_tui.text.redline import Redline, redline
from comens_tui.text.requirement_steps import own_texts

R = TypeVar("R")

DECISION_TRAILER = "Comens-Decision"
_DECISIONS = "decisions"
#: After these no text stands under the name asked for.
_WITHOUT_TEXT = frozenset({Happening.REMOVED, Happening.BECAME})


class Behind(NamedTuple):
    """What stands behind an act: the decision, its vote as a sentence, what it answered."""

    decision: str | None = None
    verdict: str | None = None
    proposal: str | None = None
    reports: tuple[str, ...] = ()


class Change(NamedTuple):
    """What an act did to the file or requirement asked for, as far as it can be shown.

    `former` is the path or the id it had before, or the id that it took.
    """

    happening: Happening
    path: str
    requirement: str
    former: str
    old_id: str
    old_path: str
    old_blob: str | None
    new_blob: str | None


class Act(NamedTuple):
    """One act of a history. `change` is None in the history of everything or of a folder."""

    commit: PastCommit
    oddities: tuple[Oddity, ...]
    change: Change | None = None
    behind: Behind = Behind()


class Histories:
    """The questions about the history of one repository."""

    def __init__(
        self, repository: Repository, history: History, clock: Callable[[], datetime]
    ) -> None:
        self._repository = repository
        self._history = history
        self._clock = clock

    def latest(self, limit: int) -> list[Act]:
        """Return the latest acts of the whole repository."""
        return self._plain(self._history.latest(limit))

    def of_folder(self, folder: str, limit: int) -> list[Act]:
        """Return the latest acts on anything below a folder."""
        return self._plain(self._history.below(folder, limit))

    def of_path(self, path: str, limit: int) -> list[Act]:
        """Return the latest acts on a file, followed where it was renamed."""
        entries = self._history.of_path(path, limit)
        kept = {self._standing(path)}
        acts = []
        for entry in entries:
            aside = entry.happening not in _WITHOUT_TEXT and entry.new_blob not in kept
            kept.update(entry.old_blobs)
            acts.append(self._act(entry.commit, _path_change(entry), aside=aside))
        return self._with_records(acts)

    def of_requirement(
        self, requirement: str, path: str | None, limit: int, progress: Progress | None = None
    ) -> list[Act]:
        """Return the latest acts on a requirement, followed through its numbers and places.

        `path` is the document that holds it now; None where none does.
        """
        entries = self._history.of_requirement(requirement, path, limit, progress)
        blob = self._standing(path) if path is not None else None
        kept = {self._history.digest_in(blob, requirement) if blob else ""}
        acts = []
        for entry in entries:
            aside = entry.happening not in _WITHOUT_TEXT and entry.now not in kept
            kept.update(entry.was)
            acts.append(self._act(entry.commit, _requirement_change(entry), aside=aside))
        return self._with_records(acts)

    def redline_of(self, act: Act) -> Redline:
        """Return what an act did, word by word: to the requirement alone, or to the file.

        It is empty for an act that is about neither.
        """
        change = act.change
        if change is None:
            return redline("", "")
        blobs = [change.old_blob or "", change.new_blob or ""]
        contents = self._repository.contents(blobs, MAX_BYTES)
        old, new = ((content or b"").decode(errors="replace") for content in contents)
        if change.requirement:
            old, new = _own(old, change.old_id), _own(new, _new_id(change))
        commit = act.commit.id[:10]
        return redline(
            old,
            new,
            old_name=f"{commit}^:{change.old_path}",
            new_name=f"{commit}:{change.path}",
        )

    def _standing(self, path: str) -> str | None:
        """Return the blob of a path at HEAD."""
        found = self._repository.git.files(self._repository.head(), (path,))
        return next((entry.blob for entry in found if entry.path == path), None)

    def _plain(self, commits: Iterable[PastCommit]) -> list[Act]:
        return [
            self._act(commit, None)._replace(behind=Behind(commit.trailers.get(DECISION_TRAILER)))
            for commit in commits
        ]

    def _act(self, commit: PastCommit, change: Change | None, *, aside: bool = False) -> Act:
        found = list(date_oddities(commit.dates, commit.parents, self._clock()))
        found += [Oddity.CUT] if commit.is_cut else []
        found += [Oddity.SET_ASIDE] if aside else []
        return Act(commit, tuple(found), change)

    # -- what stands behind

    def _with_records(self, acts: Sequence[Act]) -> list[Act]:
        if self._repository.workspace is None:
            return list(acts)
        named = self._decisions_naming(
            act for act in acts if DECISION_TRAILER not in act.commit.trailers
        )
        return [
            act._replace(
                behind=self._behind(
                    act.commit.trailers.get(DECISION_TRAILER) or named.get(act.commit.id)
                )
            )
            for act in acts
        ]

    def _decisions_naming(self, acts: Iterable[Act]) -> dict[str, str]:
        """Return, by commit, the decision that voted the very text that an act left.

        A text is voted whole: of a requirement, only where the vote was about that clause.
        """
        waiting = {
            act.commit.id: act.change
            for act in acts
            if act.change is not None and act.change.new_blob
        }
        blobs = [change.new_blob or "" for change in waiting.values()]
        contents = self._repository.contents(blobs, MAX_BYTES)
        digests: dict[str, str] = {}
        for commit, content in zip(waiting, contents, strict=True):
            if content is not None:
                digests[commit] = text_digest(content.decode(errors="replace"))
        voted = self._voted(set(digests.values()))
        return {
            commit: voted[text].id
            for commit, text in digests.items()
            if text in voted and _is_about(voted[text], waiting[commit])
        }

    def _voted(self, digests: set[str]) -> dict[str, Decision]:
        """Return the decision that voted each of these texts, looked for among the records."""
        if not digests:
            return {}
        patterns = [word for digest in sorted(digests) for word in ("-e", digest)]
        said = self._repository.git.run(
            "grep", "-l", "-z", "-F", *patterns, "HEAD", "--", _DECISIONS, accept=(0, 1)
        ).stdout.decode(errors="surrogateescape")
        found: dict[str, Decision] = {}
        for name in said.split("\0")[:-1]:
            decision = self._record(name.removeprefix("HEAD:"), Decision, "HEAD")
            if decision is not None:
                found |= {
                    text.digest: decision
                    for text in decision.texts
                    if text.digest is not None and text.digest in digests
                }
        return found

    def _behind(self, decision_id: str | None) -> Behind:
        if decision_id is None:
            return Behind()
        decision = self._filed(places.decision_path, decision_id, Decision)
        if decision is None:
            return Behind(decision_id)
        subject = decision.subject or ""
        proposal = self._filed(places.proposal_path, subject, Proposal)
        return Behind(
            decision_id,
            decision.verdict,
            proposal.id if proposal is not None else None,
            proposal.answers if proposal is not None else (),
        )

    def _filed(self, place: Callable[[str], str], record_id: str, kind: type[R]) -> R | None:
        """Return a record by its id as it is at HEAD; None for an id that is none of that kind."""
        try:
            return self._record(place(record_id), kind, "HEAD")
        except IndexError:
            return None

    def _record(self, path: str, kind: type[R], revision: str) -> R | None:
        found = self._repository.git.objects.read(f"{revision}:{path}", limit=MAX_BYTES)
        if found is None or found.content is None or found.type != "blob":
            return None
        try:
            record = parse_file(path, found.content)[0]
        except (RecordError, ValueError):
            return None
        return record if isinstance(record, kind) else None


def _is_about(decision: Decision, change: Change) -> bool:
    """Tell whether a decision was about what changed; one that names no clause may be."""
    if not change.requirement or not decision.clauses:
        return True
    names = {change.requirement, change.old_id, _new_id(change)}
    return any(item.path == change.path and item.clause in names for item in decision.clauses)


def _path_change(entry: PathEntry) -> Change:
    return Change(
        entry.happening,
        entry.path,
        "",
        entry.path if entry.happening is Happening.BECAME else entry.old_path or "",
        "",
        entry.old_path or entry.path,
        next((blob for blob in entry.old_blobs if blob is not None), None),
        entry.new_blob,
    )


def _requirement_change(entry: RequirementEntry) -> Change:
    is_former = entry.happening is Happening.RENUMBERED
    return Change(
        entry.happening,
        entry.path,
        entry.requirement,
        entry.other or (entry.old_path if entry.happening is Happening.MOVED else ""),
        entry.other if is_former else entry.requirement,
        entry.old_path,
        entry.old_blob,
        entry.new_blob,
    )


def _new_id(change: Change) -> str:
    return change.former if change.happening is Happening.BECAME else change.requirement


def _own(text: str, requirement: str) -> str:
    found = own_texts(text).get(requirement)
    return found.text.rstrip() + "\n" if found is not None else ""
