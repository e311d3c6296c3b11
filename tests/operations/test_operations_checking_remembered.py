"""Any run of states is judged as by a run that remembers nothing: of this process or another.

The states differ in what the checks are told of besides the files too: the day, the last
release (released text is not blamed by a rule younger than it), the texts put to consultation
that this clone has, and the tags that hold others.
"""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comens_tui.checks import running
from comens_tui.checks.base import Context
from comens_tui.errors import ComensError
from comens_tui.i18n import speaking
from comens_tui.model.finding import Finding
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.ballot_proofs import ballot_proofs
from comens_tui.operations.checking import checked
from comens_tui.operations.desk import Desk
from comens_tui.store.workspace import Workspace
from comens_tui.text.digests import text_digest
from tests.checks.workspaces import TODAY, base_files, build, frozen

_REF, _GUIDE = "corpus/referentials/REF-TST.md", "corpus/guides/GUI-TST.md"
_CONSULTATION = "proposals/consultations/2026/C-2026-001/consultation.yaml"
_RELEASE = "decisions/releases/cens-v1.0.0.yaml"
_CONSULTED = "C-2026-001"


def _texts() -> dict[str, str]:
    """Return two texts that were put to consultation, by blob: as it stands, and another."""
    text = base_files()[_REF]
    other = text.replace("en consigner le motif.", "en informer le patient.")
    return {text_digest(item)[:40]: item for item in (text, other)}


TEXTS = _texts()


def _start() -> dict[str, str]:
    """Return the workspace, its digests fixed, its consultation on the text as it stands."""
    files = base_files()
    kept = {path: frozen(text, files) for path, text in files.items()}
    asked = f"[{{proposal: P-2026-001, path: {_REF}, blob: {next(iter(TEXTS))}}}]"
    kept[_CONSULTATION] += f"texts: {asked}\n"
    # What a rule finds that is younger than this release (R004).
    kept[_RELEASE] = kept[_RELEASE].replace('version: "1.0.0"', 'version: "1.0.1"')
    return kept


START = _start()
_SAME, _OTHER = TEXTS
EDITS = (
    (_REF, "", ""),
    (_REF, "ses menus en français", "ses menus en breton"),
    (_REF, "DEVRAIT proposer", "DOIT proposer"),
    (_GUIDE, "ETH.1.", "ZZZ.9."),
    (_GUIDE, "status: final", "status: draft"),
    (_GUIDE, "L'ANS publie", "L'ANS a publié"),
    (_CONSULTATION, _SAME, _OTHER),
    (_CONSULTATION, "state: reported", "state: closed"),
)
#: One more release, made when every rule of today was there.
_LATER = (
    START[_RELEASE]
    .replace("cens-v1.0.0", "cens-v1.0.2")
    .replace('version: "1.0.1"', 'version: "1.0.2"')
    .replace('date: "2026-05-12"', 'date: "2027-01-12"')
)
#: The last release: none, one older than the young rules, one that came after them.
BASELINES = (
    None,
    build(START),
    build({**START, "decisions/releases/cens-v1.0.2.yaml": _LATER}),
)


class Step(NamedTuple):
    """What is looked at, besides the files, and whether another process does (`anew`)."""

    edit: int = 0
    baseline: int = 0
    days: int = 0
    has_texts: bool = True
    is_wrong: bool = False
    is_english: bool = False
    anew: bool = False


#: One thing that is different from the step before.
_MOVES = st.one_of(
    st.tuples(st.just("edit"), st.integers(0, len(EDITS) - 1)),
    st.tuples(st.just("baseline"), st.integers(0, len(BASELINES) - 1)),
    st.tuples(st.just("days"), st.integers(0, 1)),
    st.tuples(st.sampled_from(["has_texts", "is_wrong", "is_english", "anew"]), st.booleans()),
)


@pytest.fixture
def workspace(tmp_path: Path, bare_stage: Path) -> Iterator[Workspace]:
    """Any clone: it only keeps what is remembered."""
    opened = Workspace.open(shutil.copytree(bare_stage, tmp_path / "w", symlinks=True))
    yield opened
    opened.close()


def _desk(workspace: Workspace) -> Desk:
    return Desk(workspace, workspace.snapshot().committee, None)


def _context(step: Step) -> Context:
    return Context(
        TODAY + timedelta(step.days),
        BASELINES[step.baseline],
        ballot_texts=TEXTS if step.has_texts else {},
        wrong_ballots=frozenset({_CONSULTED} if step.is_wrong else ()),
    )


def _remembered(desk: Desk, snapshot: Snapshot, step: Step) -> tuple[Finding, ...]:
    """Return what is found in a state, after it was found to be what a full run finds."""
    context = _context(step)
    with speaking("en" if step.is_english else "fr"):
        proofs = ballot_proofs(desk, snapshot, remembers=False)
        whole = running.run(snapshot, context._replace(ballots=proofs))
        told = checked(desk, snapshot, context)
    assert told == whole
    return told.findings


@given(st.lists(_MOVES, max_size=8))
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_is_remembered_is_what_a_full_run_finds(
    workspace: Workspace, moves: list[tuple[str, int]]
) -> None:
    shutil.rmtree(workspace.private / "kept", ignore_errors=True)
    files, step, desk = START, Step(), _desk(workspace)
    for name, value in moves:
        step = step._replace(**{name: value})
        path, old, new = EDITS[step.edit]
        changed = {**files, path: files[path].replace(old, new, 1) if old else files[path]}
        try:
            snapshot = build(changed)
        except (ComensError, KeyError, StopIteration):
            continue  # no workspace that can be built
        files = changed
        desk = _desk(workspace) if step.anew else desk
        _remembered(desk, snapshot, step)


@pytest.mark.parametrize("anew", [False, True])
def test_each_thing_that_a_verdict_rests_on_is_part_of_what_is_remembered(
    workspace: Workspace, anew: bool
) -> None:
    """One thing at a time, and back: each of them changes what is found."""
    desk, snapshot = _desk(workspace), build(START)
    first = Step(anew=anew)
    moved = build({**START, _CONSULTATION: START[_CONSULTATION].replace(_SAME, _OTHER)})
    for state, other in (
        (snapshot, first._replace(is_wrong=True)),
        (moved, first._replace(has_texts=False)),
        (snapshot, first._replace(baseline=1)),
        (snapshot, first._replace(is_english=True)),
    ):
        told = []
        for step in (first, other, first):
            desk = _desk(workspace) if anew else desk
            told.append(_remembered(desk, state, step))
        assert told[0] == told[2] != told[1]

    by_age = [
        {item.severity for item in _remembered(desk, snapshot, step) if item.code == "R004"}
        for step in (Step(baseline=1), Step(baseline=2), Step(baseline=1))
    ]
    assert by_age == [{"warning"}, {"error"}, {"warning"}]
