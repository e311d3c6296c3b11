"""The checks run on a workspace, reading again only what has changed since the last time.

Two things are kept beside the index: the findings of the last state seen whole, for a state
asked about again, and those of each document, for one that differs a little.
"""

from contextlib import suppress

from comens_tui.checks.base import Context
from comens_tui.checks.memory import Last, Memory, finding_of, key_of
from comens_tui.checks.running import Report, all_findings, judge
from comens_tui.i18n import language
from comens_tui.model.finding import Finding
from comens_tui.model.places import COMMITTEE
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.ballot_proofs import ballot_proofs, tip_of
from comens_tui.operations.ballot_texts import ballot_texts
from comens_tui.operations.desk import Desk
from comens_tui.store.kept_data import read_kept, write_kept

#: What a file that is not what we wrote may raise on being read.
_MISREAD = (KeyError, TypeError, ValueError, AttributeError)


def checked(desk: Desk, snapshot: Snapshot, context: Context) -> Report:
    """Return what the checks find in a whole revision or the working tree, as `judging` says.

    The report is that of a run which remembers nothing.
    """
    state = _state(desk, snapshot, context)
    found = _recall(desk, state)
    if found is None:
        ballots = ballot_proofs(desk, snapshot)
        found = _look(desk, snapshot, context._replace(ballots=ballots))
        # What could not be judged here today is asked again, not remembered.
        if all(proof.is_judged for proof in ballots.values()):
            _keep(desk, state, found)
    return judge(found, snapshot, context)


def judging(desk: Desk, snapshot: Snapshot, baseline: Snapshot | None) -> Context:
    """Return what verdicts on `snapshot` depend on besides it: today, and texts kept by git."""
    texts = ballot_texts(desk, snapshot, baseline)
    return Context(
        desk.today(), baseline, ballot_texts=texts.by_blob, wrong_ballots=texts.wrong_tags
    )


def _state(desk: Desk, snapshot: Snapshot, context: Context) -> str:
    """Return a digest of all that the findings depend on besides the program.

    Signed ballots are judged by a committee that must have stood: then history counts too.
    """
    is_signed = any(path.endswith(".yaml.sig") for path in snapshot.files)
    tip = tip_of(snapshot.revision)
    stood = sorted(desk.workspace.versions(COMMITTEE, at=tip)) if is_signed else []
    files = [f"{path}\0{blob}" for path, blob in snapshot.files.items()]
    released = context.baseline.files.items() if context.baseline else ()
    before = [f"{path}\0{blob}" for path, blob in released]
    ballots = [*sorted(context.ballot_texts), "wrong", *sorted(context.wrong_ballots)]
    parts = (*sorted(files), "released", *sorted(before), "ballots", *ballots, "stood", *stood)
    return key_of(context.today.isoformat(), *parts)


def _recall(desk: Desk, state: str) -> tuple[Finding, ...] | None:
    memory = desk.memories.get(language())
    if memory is not None and memory.last is not None:
        return memory.last.found if memory.last.state == state else None
    kept = read_kept(desk.workspace.private, f"findings-{language()}")
    with suppress(*_MISREAD):
        if kept["state"] == state:
            return tuple(finding_of(item) for item in kept["findings"])
    return None


def _keep(desk: Desk, state: str, found: tuple[Finding, ...]) -> None:
    data = {"state": state, "findings": [list(item) for item in found]}
    write_kept(desk.workspace.private, f"findings-{language()}", data)
    _memory(desk).last = Last(state, found)


def _look(desk: Desk, snapshot: Snapshot, context: Context) -> tuple[Finding, ...]:
    memory = _memory(desk)
    found = all_findings(snapshot, context._replace(memory=memory))
    if memory.is_worth_writing:
        memory.learned = 0
        write_kept(desk.workspace.private, f"pages-{language()}", memory.to_data())
    return found


def _memory(desk: Desk) -> Memory:
    """Return the memory of this desk in the language in force, from the disk at first."""
    found = desk.memories.get(language())
    if found is None:
        found = Memory()
        kept = read_kept(desk.workspace.private, f"pages-{language()}")
        with suppress(*_MISREAD):
            found = Memory.from_data(kept)
        desk.memories[language()] = found
    return found
