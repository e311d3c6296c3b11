"""A small workspace with work in flight, made once through the operations themselves."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from comens_tui.model.words import Nature, ReportState, ReportType
from comens_tui.operations import meetings, proposal_steps, proposals, reports
from comens_tui.operations.desk import DEMO_SETTING, Desk, open_desk
from tests.support import CHAIR, REFERENTIAL_MD, SECRETARY, git
from tests.tui.driving import NOON, SubstantiveText

DOCUMENT = "corpus/referentials/REF-ESS.md"


def at_noon() -> datetime:
    """The moment at which every test of the app happens."""
    return NOON


@pytest.fixture(scope="session")
def busy_template(workspace_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of the tests of the app; never write into it."""
    root = tmp_path_factory.mktemp("busy") / "workspace"
    shutil.copytree(workspace_template, root, symlinks=True)
    git(root, "config", DEMO_SETTING, "true")
    desk = open_desk(root, acting_as=SECRETARY, clock=at_noon)
    _fill(desk)
    desk.workspace.close()
    return root


def _fill(desk: Desk) -> None:
    reports.new_report(
        desk,
        title="Un motif de refus illisible sur mobile",
        description="Le motif s'affiche hors de l'écran.\n\nIl faut tourner le téléphone.",
        type=ReportType.TECHNICAL,
        severity=3,
        reach=2,
    )
    reports.triage_report(desk, "EV-2026-0002", ReportState.ADMISSIBLE)
    proposals.new_proposal(
        desk,
        title="Assouplir la consignation du motif",
        motive="Le motif n'est pas toujours connu au moment du refus.",
        texts={DOCUMENT: SubstantiveText.weakened(REFERENTIAL_MD)},
    )
    proposal_steps.submit_proposal(desk, "P-2026-001")
    proposal_steps.screen_proposal(desk, "P-2026-001", nature=Nature.SUBSTANTIVE)
    proposal_steps.instruct_proposal(desk, "P-2026-001")
    proposals.comment_proposal(
        desk, "P-2026-001", "Le patient y perd une garantie.", document=DOCUMENT, clause="ETH.1"
    )
    proposals.new_proposal(
        desk,
        title="Écrire « service » plutôt que « Système »",
        motive="Le mot est plus clair.",
        texts={DOCUMENT: SubstantiveText.reworded(REFERENTIAL_MD)},
    )
    proposal_steps.submit_proposal(desk, "P-2026-002")
    proposal_steps.screen_proposal(desk, "P-2026-002", nature=Nature.EDITORIAL)
    proposals.new_proposal(desk, title="Un brouillon sans texte", motive="À écrire.")
    meetings.plan_meeting(
        desk,
        planned=NOON.replace(day=9, hour=14),
        title="Séance de mars",
        place="Paris",
        proposals=("P-2026-002",),
    )


@pytest.fixture
def busy_root(busy_template: Path, tmp_path: Path) -> Path:
    """A fresh copy of the busy workspace."""
    return Path(shutil.copytree(busy_template, tmp_path / "busy", symlinks=True))


@pytest.fixture
def desk(busy_root: Path) -> Iterator[Desk]:
    """The secretary at work on the fresh copy."""
    opened = open_desk(busy_root, acting_as=SECRETARY, clock=at_noon)
    yield opened
    opened.workspace.close()


@pytest.fixture
def chair_desk(desk: Desk) -> Desk:
    """The chair on the same copy."""
    return replace(desk.acting_as(CHAIR), dry_run=False)
