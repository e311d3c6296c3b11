"""What the checks are told of ballots: their bytes as they stand, and whose key signed them.

Judging a signature costs a process; a verdict is remembered in `.git/comens` under the digest
of the bytes, the signature and the keys, so that it can be no other's.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from comens_tui.checks.ballots import BallotProof
from comens_tui.errors import ComensError, SigningError
from comens_tui.model.committee import Committee
from comens_tui.model.meeting import AgendaItem, Meeting
from comens_tui.model.places import COMMITTEE, ballot_path, signature_path
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.carried_ballots import ballot_signers, opening_committee
from comens_tui.operations.desk import Desk
from comens_tui.rules.ballot_terms import electorate_digest
from comens_tui.store.kept_data import read_kept, write_kept
from comens_tui.store.records import MAX_BYTES
from comens_tui.store.signing import signer_of
from comens_tui.store.working_tree import read_working
from comens_tui.store.workspace import WORKING_TREE
from comens_tui.text.digests import data_digest, text_digest

_KEPT, _MOST_REMEMBERED = "ballots", 20_000


class _Filed(NamedTuple):
    """One ballot in the tree, with its signature's path where there is one."""

    meeting: Meeting
    item: AgendaItem | None
    member: str
    path: str
    signature: str | None


def ballot_proofs(
    desk: Desk, snapshot: Snapshot, *, remembers: bool = True
) -> Mapping[str, BallotProof]:
    """Return, by path, what is known of each ballot in the tree of `snapshot`.

    A signature is judged by the committee that the opening of its vote names, which must
    have stood in the history; by no other, and by no setting of git. What is itself signed
    rests on no memory: it is asked for without `remembers`.
    """
    filed = list(_filed(snapshot))
    paths = [path for item in filed for path in (item.path, item.signature) if path]
    contents = dict(zip(paths, _contents(desk, snapshot, paths), strict=True))
    judge = _Judge(desk, snapshot.revision, remembers=remembers)
    proofs = {
        ballot.path: judge.proof(ballot, contents[ballot.path], contents[ballot.signature])
        if ballot.signature
        else BallotProof(text_digest(contents[ballot.path]))
        for ballot in filed
    }
    judge.verdicts.keep()
    return proofs


def tip_of(revision: str) -> str:
    """Return the commit in whose history a committee must have stood, for a state's revision."""
    return "HEAD" if revision == WORKING_TREE else revision


def _filed(snapshot: Snapshot) -> Iterable[_Filed]:
    for meeting in snapshot.meetings.values():
        for ballot in snapshot.ballots.get(meeting.id, ()):
            path = ballot_path(meeting.id, ballot.item, ballot.member)
            signature = signature_path(path)
            yield _Filed(
                meeting,
                meeting.item(ballot.item),
                ballot.member,
                path,
                signature if signature in snapshot.files else None,
            )


def _contents(desk: Desk, snapshot: Snapshot, paths: list[str]) -> list[str]:
    """Return each file's text; one that is in no commit is read from the working tree."""
    found = desk.workspace.git.objects.read_many(
        [snapshot.files[path] or path for path in paths], limit=MAX_BYTES
    )
    contents = (
        item.content if item else read_working(desk.workspace.root, path)
        for path, item in zip(paths, found, strict=True)
    )
    return [(content or b"").decode(errors="replace") for content in contents]


class _Judge:
    """Judges signatures in one clone; the history is read when the first one is met."""

    def __init__(self, desk: Desk, revision: str, *, remembers: bool) -> None:
        self._desk = desk
        self._tip = tip_of(revision)
        self.verdicts = _Verdicts(desk.workspace.private, remembers=remembers)

    @cached_property
    def _stood(self) -> frozenset[str]:
        return self._desk.workspace.versions(COMMITTEE, at=self._tip)

    def proof(self, ballot: _Filed, text: str, signature: str) -> BallotProof:
        """Return what is known of a signed ballot."""
        proof = BallotProof(text_digest(text), text_digest(signature))
        committee = self._committee(ballot.item)
        if committee is None:
            return proof
        day = ballot.meeting.planned.date()
        proof = proof._replace(electorate=electorate_digest(committee, day))
        allowed = ballot_signers(committee)
        try:
            signer = self.verdicts.signer(text, signature, ballot.member, allowed)
        except SigningError:
            return proof._replace(is_judged=False)
        return proof._replace(signer=signer)

    def _committee(self, item: AgendaItem | None) -> Committee | None:
        if item is None or item.committee not in self._stood:
            return None
        with suppress(ComensError):
            return opening_committee(self._desk.workspace, item)
        return None


class _Verdicts:
    """Whose key made which signature; what was judged before is remembered where one may."""

    def __init__(self, private: Path, *, remembers: bool) -> None:
        self._private = private
        self._remembers = remembers
        self._is_new = False

    @cached_property
    def _known(self) -> dict[str, str]:
        kept = read_kept(self._private, _KEPT) if self._remembers else None
        if not isinstance(kept, dict) or len(kept) > _MOST_REMEMBERED:
            return {}
        return {key: name for key, name in kept.items() if isinstance(name, str)}

    def signer(self, text: str, signature: str, claimed: str, allowed: str) -> str | None:
        """Return whose key made a signature, judged now or before.

        Raises:
            SigningError: It was never judged, and ssh-keygen is not installed.
        """
        key = data_digest([text, signature, claimed, allowed])
        if key not in self._known:
            self._known[key] = signer_of(text.encode(), signature, claimed, allowed) or ""
            self._is_new = True
        return self._known[key] or None

    def keep(self) -> None:
        """Remember what was judged anew."""
        if self._is_new and self._remembers:
            write_kept(self._private, _KEPT, self._known)
