"""What the screens read for their lists."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

import pytest

from comens_tui.model.decision import Decision
from comens_tui.operations.desk import Desk
from comens_tui.tui import reading


def desk_on(*decisions: Sequence[str]) -> Desk:
    """Return a desk on decisions, each an id and the one that it supersedes."""
    known = {
        name: Decision.model_construct(id=name, supersedes=before) for name, before in decisions
    }
    workspace = SimpleNamespace(snapshot=lambda: SimpleNamespace(decisions=known))
    return cast(Desk, SimpleNamespace(workspace=workspace))


@pytest.mark.parametrize("asked", ["D-1", "D-2", "D-3"])
def test_a_decision_is_read_as_it_was_last_corrected(asked: str) -> None:
    desk = desk_on(("D-1", ""), ("D-2", "D-1"), ("D-3", "D-2"))
    assert reading.decision(desk, asked).id == "D-3"


def test_decisions_that_supersede_each_other_are_no_way_without_end() -> None:
    desk = desk_on(("D-1", "D-2"), ("D-2", "D-1"))
    assert reading.decision(desk, "D-1").id in ("D-1", "D-2")
