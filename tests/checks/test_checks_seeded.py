"""No defect put into the small workspace is missed, and each is named where it is.

`make bench` does the same to the demonstration, with every kind of defect of a text in several
requirements (docs/checks-measured.md).
"""

import pytest

from tests.checks.seeded import Outcome, run_record_defects, run_text_defects
from tests.checks.workspaces import base_files, build

OUTCOMES = (*run_record_defects(), *run_text_defects(build(base_files()), every=1))


def _name(outcome: Outcome) -> str:
    return f"{outcome.defect.code}-{outcome.defect.name}".replace(" ", "-")


@pytest.mark.parametrize("outcome", OUTCOMES, ids=_name)
def test_the_defect_is_caught_and_well_placed(outcome: Outcome) -> None:
    assert outcome.is_caught
    assert outcome.is_placed, outcome.findings


def test_there_are_as_many_kinds_of_defect_as_a_workspace_can_have() -> None:
    assert len(OUTCOMES) >= 75
    assert len({outcome.defect.code for outcome in OUTCOMES}) >= 60
