"""Sharing: take what others shared, put what is not shared yet on top of it, and send it.

Only what is not shared is written again. The branch moves at once, with the refs of what was
refused, before anything is sent: a process killed at any moment leaves the state before or
the state after, and the next sync goes on from there.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import NamedTuple

from comens_tui.errors import BusyError, RefusedError, UnknownRecordError, WorkspaceError
from comens_tui.i18n import _
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import identity as person_of
from comens_tui.operations.renumbering import Renumbering
from comens_tui.operations.replay import Refused, Replay
from comens_tui.operations.sync_screening import require_nothing_to_hide, require_readable
from comens_tui.store.git_writing import Identity, TagText, write_tag
from comens_tui.store.sharing import (
    ASIDE,
    Aside,
    Unshared,
    Upstream,
    asides,
    common_base,
    fetch,
    forget_aside,
    push,
    unshared,
    upstream_of,
)
from comens_tui.store.writing import Checkpoint, Writer, writing

#: How many times a sync begins again when somebody else was faster.
ATTEMPTS = 8
#: Acts received that are told one by one.
MOST_TOLD = 50
_NOBODY = Identity("comens", "comens@localhost")


class Received(NamedTuple):
    """An act that others shared."""

    author: str
    subject: str


class NewNumber(NamedTuple):
    """A number of ours that was taken there: `old` became `new`, in the act of that subject."""

    old: str
    new: str
    subject: str


class KeptAside(NamedTuple):
    """An act that was refused: `name` is what it is kept under, empty in a dry run."""

    name: str
    act: Refused


@dataclass
class Outcome:
    """What one sync did, or would do; acts are told in the order they were done."""

    upstream: Upstream
    is_dry: bool
    received: list[Received] = field(default_factory=list)
    #: How many were received in all.
    count: int = 0
    sent: list[str] = field(default_factory=list)
    renumbered: list[NewNumber] = field(default_factory=list)
    refused: list[KeptAside] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    #: How often somebody else was faster.
    outrun: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether both sides were the same."""
        return not (self.count or self.sent or self.refused or self.already)


def sync(
    desk: Desk,
    remote: str = "",
    *,
    checkpoint: Checkpoint = lambda _step: None,
    between: Callable[[], None] = lambda: None,
) -> Outcome:
    """Take what others shared, and share what this clone has; in a dry run, say what would be.

    Args:
        desk: Who synchronises; a reader only takes.
        remote: The name of a remote, a path or an address; by default the branch's own.
        checkpoint: Called with the name of each step of the move of the branch passed.
        between: Called between taking and sending, where others may be faster.

    Raises:
        WorkspaceError: The other side cannot be reached: nothing changed.
        UsageError: Nothing says who to share with.
        RefusedError: The other side refuses what is sent, or something here is not ours to
            write again: nothing changed, or what was taken stays.
        BusyError: Others were faster each time, or a lock is held on the other side.
    """
    upstream = upstream_of(desk.workspace, remote)
    outcome = Outcome(upstream, desk.dry_run)
    clean: set[str] = set()
    locked: BusyError | None = None
    for _attempt in range(ATTEMPTS):
        tip = fetch(desk.workspace, upstream)
        head = _brought_together(desk, tip, outcome, checkpoint, clean)
        between()
        try:
            if desk.dry_run or head == tip or push(desk.workspace, upstream, head):
                return outcome
        except BusyError as error:
            locked = error
        else:
            locked = None
        outcome.outrun += 1
    raise locked or BusyError(
        _("Others shared something each of the {count} times this was tried.").format(
            count=ATTEMPTS
        ),
        _("Everything you wrote is kept in this clone: synchronise again in a moment."),
    )


def _brought_together(
    desk: Desk, tip: str | None, outcome: Outcome, checkpoint: Checkpoint, clean: set[str]
) -> str:
    """Put what is not shared on top of `tip`, move the branch there, and return it.

    `clean` is what a former attempt found to hold no social security number.
    """
    workspace = desk.workspace
    holder = desk.actor.id if desk.actor else _("Synchronisation")
    lock = (
        nullcontext(None)
        if desk.dry_run
        else writing(workspace, holder, desk.lock_timeout, checkpoint)
    )
    with lock as writer:
        head = writer.base if writer else workspace.head()
        waiting = unshared(workspace, tip, head)
        require_nothing_to_hide(workspace, tip, head, clean)
        require_readable(workspace, waiting, head)
        if tip is not None:
            _tell_received(desk, tip, head, outcome)
        if tip is None or common_base(workspace, tip, head) == tip:
            outcome.sent = [_subject(commit) for commit in waiting]
            return head
        replay = _replayed(desk, tip, head, waiting)
        _tell_replayed(desk, replay, outcome, writer)
        return replay.tip


def _subject(commit: Unshared) -> str:
    return commit.message.partition("\n")[0]


def _tell_received(desk: Desk, tip: str, head: str, outcome: Outcome) -> None:
    git = desk.workspace.git
    spread = f"{head}..{tip}"
    count = int(git.line("rev-list", "--count", spread))
    room = MOST_TOLD - len(outcome.received)
    if count and room > 0:
        latest = git.log(spread, room)
        outcome.received += [Received(entry.author, entry.subject) for entry in reversed(latest)]
    outcome.count += count


def _replayed(desk: Desk, tip: str, head: str, waiting: list[Unshared]) -> Replay:
    """Do again on top of `tip` what is not shared.

    Raises:
        RefusedError: Something of it cannot be written again, whatever others did.
        WorkspaceError: The two sides have no history in common.
    """
    workspace = desk.workspace
    if common_base(workspace, tip, head) is None:
        raise WorkspaceError(
            _("What is shared there is another workspace: the two have no act in common."),
            _("Check the address; to share this workspace, begin with an empty repository."),
        )
    _require_ours(desk, waiting)
    replay = Replay(desk, tip, Renumbering(workspace.snapshot(head)))
    for commit in waiting:
        replay.again(commit)
    return replay


def _require_ours(desk: Desk, waiting: list[Unshared]) -> None:
    """Refuse to write again what git merged by hand, and what a release tag stands on."""
    merge = next((commit for commit in waiting if len(commit.parents) != 1), None)
    if merge is not None:
        raise RefusedError(
            _("“{subject}” is a merge made by hand, and not shared.").format(
                subject=_subject(merge)
            ),
            _("Go back before it with `git reset --keep ORIG_HEAD`, or finish by hand: git push."),
        )
    ids = {commit.id for commit in waiting}
    tag = next(
        (name for name, commit in desk.workspace.git.refs("refs/tags") if commit in ids), None
    )
    if tag is not None:
        name = tag.removeprefix("refs/tags/")
        raise RefusedError(
            _("{tag} was tagged here on what others have changed meanwhile.").format(tag=name),
            _("A tag never moves. Remove it with `git tag -d {tag}`, synchronise, look at the "
              "release plan, and tag again.").format(tag=name),
        )  # fmt: skip


def _tell_replayed(desk: Desk, replay: Replay, outcome: Outcome, writer: Writer | None) -> None:
    """Move the branch to what was replayed, and add what became of each act to the outcome."""
    names = _names_for(desk, replay.refused) if replay.refused else []
    if writer is not None:
        refs = {
            f"{ASIDE}/{name}": _sealed(desk, name, act)
            for name, act in zip(names, replay.refused, strict=True)
        }
        writer.advance(replay.tip, "sync", refs)
    outcome.sent = replay.sent
    outcome.already += replay.already
    outcome.refused += [
        KeptAside("" if writer is None else name, act)
        for name, act in zip(names, replay.refused, strict=True)
    ]
    for number, subject in replay.renumbered:
        first = next((one for one in outcome.renumbered if one.new == number.old), None)
        if first is not None:
            outcome.renumbered.remove(first)
        old = first.old if first else number.old
        outcome.renumbered.append(NewNumber(old, number.new, subject))


def _names_for(desk: Desk, refused: list[Refused]) -> list[str]:
    """Return a short name for each act to be kept aside."""
    taken = {one.name for one in asides(desk.workspace)}
    names: list[str] = []
    number = len(taken)
    for _act in refused:
        number += 1
        while f"{desk.now():%Y%m%d}-{number}" in taken:
            number += 1
        names.append(f"{desk.now():%Y%m%d}-{number}")
    return names


def _sealed(desk: Desk, name: str, act: Refused) -> str:
    """Return an object that keeps a refused act, and says why it was."""
    who = person_of(desk)._replace(key=None) if desk.actor else _NOBODY
    words = "\n\n".join(text for text in (act.subject, act.reason, act.hint) if text)
    return write_tag(
        desk.workspace.git,
        TagText(f"aside-{name}", words),
        act.commit,
        identity=who,
        when=desk.now(),
    )


def kept_aside(desk: Desk) -> tuple[Aside, ...]:
    """Return the acts that were refused by a sync and are still kept, oldest first."""
    return tuple(asides(desk.workspace))


def kept_under(desk: Desk, name: str) -> Aside:
    """Return the act kept aside under a name.

    Raises:
        UnknownRecordError: There is none.
    """
    found = next((one for one in asides(desk.workspace) if one.name == name), None)
    if found is None:
        raise UnknownRecordError(
            _("Nothing is kept aside under {name}.").format(name=name),
            _("See what is: comens sync --kept"),
        )
    return found


def forget(desk: Desk, name: str) -> Aside:
    """Let go of an act kept aside, and return it.

    Raises:
        UnknownRecordError: Nothing is kept under that name.
    """
    found = kept_under(desk, name)
    if not desk.dry_run:
        forget_aside(desk.workspace, (name,))
    return found
