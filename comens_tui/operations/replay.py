"""Acts of this clone done again on top of what others shared, one commit at a time.

Each keeps its author, its date, its words and its trailers. What cannot be done again is
refused whole: half an act has no meaning.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from comens_tui.errors import ComensError, RefusedError
from comens_tui.i18n import _
from comens_tui.model.finding import Finding
from comens_tui.model.places import meeting_path
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.desk import Desk, demo_key
from comens_tui.operations.joining import joined
from comens_tui.operations.record_words import called
from comens_tui.operations.renumbering import Renumbered, Renumbering
from comens_tui.operations.replay_guards import ActAgain, governance_errors, require_possible
from comens_tui.store.git import TreeChange, parse_message
from comens_tui.store.git_writing import Identity, write_commit
from comens_tui.store.layout import identify
from comens_tui.store.sharing import Unshared
from comens_tui.store.stamps import moment, read_stamp
from comens_tui.store.trees import NewFile, build_tree

_PLAIN_FILES = (None, "100644", "100755")
_TRAILER = re.compile(r"[A-Za-z][A-Za-z0-9-]*: .+")
#: What is signed has its signature beside it.
_SIGNATURE = ".sig"
RENUMBERED = "Comens-Renumbered"


class Refused(NamedTuple):
    """An act that could not be done again: its words, who did it, on what, and why."""

    commit: str
    subject: str
    author: str
    records: tuple[str, ...]
    reason: str
    hint: str


@dataclass
class Replay:
    """What became of the acts of this clone on top of `tip`."""

    desk: Desk
    tip: str
    numbers: Renumbering
    sent: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    #: What was renumbered, and the words of the act that made it.
    renumbered: list[tuple[Renumbered, str]] = field(default_factory=list)
    #: Acts of which nothing was left to do: somebody did the same.
    already: list[str] = field(default_factory=list)
    _known_errors: dict[str, dict[tuple[str, str], Finding]] = field(default_factory=dict)

    def again(self, commit: Unshared) -> None:
        """Do one act again, or keep it among the refused.

        Raises:
            RefusedError: It is not ours to write again: signed by somebody else, or a merge.
        """
        subject, trailers = parse_message(commit.message)
        key = self._key(commit, trailers)
        try:
            learnt, files = self._files(commit, trailers)
        except ComensError as error:
            self.refused.append(
                Refused(
                    commit.id, subject, _name(commit), self._records(commit), error.message,
                    error.hint,
                )
            )  # fmt: skip
            return
        if not files and not self._is_empty(commit):
            self.already.append(subject)
            return
        message = _with_trailers(self.numbers.text(commit.message), learnt)
        made = self._written(commit, files, message, key)
        fault = self._fault(commit, files, made)
        if fault is not None:
            self.refused.append(
                Refused(
                    commit.id, subject, _name(commit), self._records(commit), fault.message,
                    fault.hint,
                )
            )  # fmt: skip
            return
        self.renumbered += [(one, subject) for one in learnt]
        self.tip = made
        self.sent.append(parse_message(message)[0])

    def _fault(self, commit: Unshared, files: Iterable[str], made: str) -> Finding | None:
        """Return an error of governance that stands in neither side, but in what joins them.

        It is looked for where both sides changed one meeting.
        """
        workspace = self.desk.workspace
        before, shared = workspace.snapshot(f"{commit.id}^"), workspace.snapshot(self.tip)
        was = {new: old for old, new in self.numbers.ids.items()}
        places = (identify(path) for path in files)
        meetings = {place.id for place in places if place and place.kind in ("meeting", "ballot")}
        if all(
            shared.files.get(meeting_path(name))
            == before.files.get(meeting_path(was.get(name, name)))
            for name in meetings
        ):
            return None
        known = self._errors(self.tip) | self._errors(commit.id)
        new = self._errors(made)
        return next((new[gist] for gist in new if gist not in known), None)

    def _errors(self, commit: str) -> dict[tuple[str, str], Finding]:
        """Return the errors of governance at a commit, by what they say."""
        if commit not in self._known_errors:
            found = governance_errors(self.desk.workspace.snapshot(commit), self.desk.today())
            self._known_errors[commit] = {
                (finding.code, finding.message): finding for finding in found
            }
        return self._known_errors[commit]

    def _is_empty(self, commit: Unshared) -> bool:
        return not self.desk.workspace.git.changes(f"{commit.id}^", commit.id)

    def _key(self, commit: Unshared, trailers: Mapping[str, str]) -> Identity:
        """Return who signs the act again: whoever did it, if that is who is here.

        Raises:
            RefusedError: It is signed by somebody else.
        """
        desk = self.desk
        here = desk.actor
        email = desk.workspace.config("user.email") or ""
        name = desk.workspace.config("user.name") or (here.name if here else "") or _name(commit)
        me = Identity(name, email or (here.email if here else "") or commit.email)
        is_mine = commit.email.casefold() in {
            email.casefold(), here.email.casefold() if here else "",
        }  # fmt: skip
        if is_mine and commit.is_signed and desk.key is None and not desk.is_demo:
            raise RefusedError(
                _("“{subject}” is signed, and your key is not here to sign it again.").format(
                    subject=parse_message(commit.message)[0]
                ),
                _("Name it with `git config user.signingkey PATH`, then synchronise again."),
            )
        if is_mine:
            return me._replace(key=desk.key)
        if desk.is_demo:
            return me._replace(key=demo_key(desk.workspace, trailers.get("Comens-Actor", "")))
        if commit.is_signed:
            raise RefusedError(
                _("“{subject}” is signed by {author}, and was not shared in time.").format(
                    subject=parse_message(commit.message)[0], author=_name(commit)
                ),
                _("Only {author} can put it on top of what others shared: let them synchronise "
                  "from their own clone.").format(author=_name(commit)),
            )  # fmt: skip
        return me

    def _files(
        self, commit: Unshared, trailers: Mapping[str, str]
    ) -> tuple[tuple[Renumbered, ...], dict[str, NewFile | None]]:
        """Return what the act writes on top of the tip, under the numbers that are free.

        Raises:
            RefusedError: It can no longer be done, or clashes with what others did.
        """
        workspace = self.desk.workspace
        changes = workspace.git.changes(f"{commit.id}^", commit.id)
        before, after = workspace.snapshot(f"{commit.id}^"), workspace.snapshot(commit.id)
        shared = workspace.snapshot(self.tip)
        paths = tuple(change.path for change in changes)
        learnt = self.numbers.learn(before, after, shared, paths)
        require_possible(
            ActAgain(
                trailers.get("Comens-Operation", ""),
                trailers.get("Comens-Actor", ""),
                _day(commit),
                self._records(commit),
                paths,
                before,
                after,
                shared,
                self.numbers,
            )
        )
        files: dict[str, NewFile | None] = {}
        for change in changes:
            self._join(change, shared, files)
        return learnt, files

    def _join(self, change: TreeChange, shared: Snapshot, files: dict[str, NewFile | None]) -> None:
        workspace, numbers = self.desk.workspace, self.numbers
        names = shared.committee.names()
        if change.new_mode not in _PLAIN_FILES:
            raise RefusedError(
                _("{what} is not a plain file.").format(what=called(change.path, names)),
                _("Links and other repositories are shared by git alone."),
            )
        path = numbers.path(change.path)
        signed = change.path.removesuffix(_SIGNATURE)
        if signed != change.path and numbers.path(signed) != signed:
            raise RefusedError(
                _("{what} is signed, and cannot take another number.").format(
                    what=called(signed, names)
                )
            )
        base, ours = (
            numbers.content(change.path, workspace.blob(blob) if blob else None)
            for blob in (change.old_blob, change.new_blob)
        )
        there = workspace.read(path, shared.revision)
        labels = (_("here"), "base", _("there"))
        result = joined(
            path,
            base,
            ours,
            there,
            lambda old, one, other: workspace.three_way(old, one, other, labels),
            names=names,
        )
        if result != there:
            mode = change.new_mode or "100644"
            files[path] = None if result is None else NewFile(mode, result)

    def _written(
        self, commit: Unshared, files: Mapping[str, NewFile | None], message: str, me: Identity
    ) -> str:
        git = self.desk.workspace.git
        return write_commit(
            git,
            build_tree(git, self.tip, files),
            self.tip,
            message=message,
            identity=me,
            when=self.desk.now(),
            author=commit.author,
        )

    def _records(self, commit: Unshared) -> tuple[str, ...]:
        """Return the records of an act; of a commit by hand, those whose files it changed."""
        named = re.findall(r"^Comens-Record: (\S+)$", commit.message, re.MULTILINE)
        if named:
            return tuple(named)
        changes = self.desk.workspace.git.changes(f"{commit.id}^", commit.id)
        places = (identify(change.path) for change in changes)
        return tuple(dict.fromkeys(place.id for place in places if place))


def _name(commit: Unshared) -> str:
    return commit.author.partition("<")[0].strip() or commit.email


def _day(commit: Unshared) -> date:
    return moment(*read_stamp(commit.author.rpartition(">")[2].strip())).date()


def _with_trailers(message: str, learnt: tuple[Renumbered, ...]) -> str:
    """Return a message that also says which numbers were taken meanwhile."""
    if not learnt:
        return message
    lines = "".join(f"{RENUMBERED}: {one.old} > {one.new}\n" for one in learnt)
    body = message.rstrip("\n")
    has_trailers = all(_TRAILER.fullmatch(line) for line in body.split("\n\n")[-1].splitlines())
    gap = "\n" if has_trailers and "\n\n" in body else "\n\n"
    return f"{body}{gap}{lines}"
