"""Two clones where anything at all is done: they agree in the end, and no act is unaccounted for."""

import random
from collections.abc import Callable

import pytest

from comens_tui.checks.base import Context
from comens_tui.checks.registry import ALL_CHECKS
from comens_tui.checks.running import run
from comens_tui.errors import ComensError
from comens_tui.model.words import Choice, ReportState
from comens_tui.operations.deliberation import cast_ballot, decide_item, open_item, recuse
from comens_tui.operations.meetings import add_to_agenda, attend, give_proxy, plan_meeting
from comens_tui.operations.proposal_steps import submit_proposal, withdraw_proposal
from comens_tui.operations.proposals import comment_proposal, edit_proposal, new_proposal
from comens_tui.operations.reports import new_report, triage_report
from comens_tui.store.sharing import waiting
from tests.operations.sharing import Shared, clones_of, synced
from tests.operations.support import EVERYONE, MEETING, REFERENTIAL, SITTING, Room, git

#: What must be right whatever was joined.
WATCHED = [check.CODE for check in ALL_CHECKS if check.CODE.startswith("G")] + ["Q032"]


def something(room: Room, rng: random.Random) -> Callable[[], object]:
    """Return one act, which may well be refused."""
    desk, snapshot = room.desk(), room.snapshot()
    item = rng.choice(room.meeting().agenda).number
    member, other = rng.choice(EVERYONE), rng.choice(EVERYONE)
    proposal = rng.choice(list(snapshot.proposals.values()))
    report = rng.choice(list(snapshot.reports))
    name = f"N{rng.randint(0, 999)}"
    text = room.text(REFERENTIAL).replace("DOIT", rng.choice(["DEVRA", "PEUT"]), 1)
    return rng.choice(
        [
            lambda: attend(desk, MEETING, (member,), rng.choice(["present", "video", "absent"])),
            lambda: give_proxy(desk, MEETING, member, other),
            lambda: recuse(desk, MEETING, item, member, "Lien"),
            lambda: open_item(desk, MEETING, item),
            *[lambda: cast_ballot(desk, MEETING, item, rng.choice(list(Choice)), member_id=member)]
            * 2,
            lambda: decide_item(desk, MEETING, item),
            lambda: add_to_agenda(desk, MEETING, information=(name,)),
            lambda: plan_meeting(desk, planned=room.now.replace(month=5), information=(name,)),
            lambda: new_report(desk, title=name, description="D.", type="technical"),
            lambda: triage_report(desk, report, rng.choice(list(ReportState)), reason="R."),
            lambda: new_proposal(
                room.desk(member),
                title=name,
                motive=f"Voir {proposal.id}.",
                texts={REFERENTIAL: text},
            ),
            lambda: submit_proposal(desk, proposal.id),
            lambda: edit_proposal(desk, proposal.id, title=name),
            lambda: comment_proposal(desk, proposal.id, f"Oui, {proposal.id}."),
            lambda: withdraw_proposal(room.desk(proposal.author), proposal.id, reason="R."),
        ]
    )


def exchange(room: Room) -> None:
    """Synchronise, account for every act, and judge what stands."""
    before = waiting(room.workspace)
    outcome = synced(room)
    assert before == len(outcome.sent) + len(outcome.refused) + len(outcome.already)
    snapshot = room.snapshot()
    assert not list(snapshot.problems)
    assert run(snapshot, Context(SITTING.date()), WATCHED).errors == ()


@pytest.mark.parametrize("seed", [1009])
def test_whatever_two_clones_do_they_agree_and_lose_nothing(tmp_path, sitting_stage, seed):
    rng = random.Random(seed)
    folder = tmp_path / "made"
    folder.mkdir()
    both = Shared(tmp_path / "shared", clones_of(sitting_stage, folder), SITTING.replace(hour=15))
    for _round in range(2):
        for room in (both.one, both.other):
            for _act in range(8):
                try:
                    something(room, rng)()
                except ComensError:
                    continue
        for room in rng.sample([both.one, both.other], 2):
            exchange(room)
    for room in (both.one, both.other, both.one):
        exchange(room)
    assert both.one.workspace.head() == both.other.workspace.head() == both.tip()
    git(both.one.root, "fsck", "--strict")
    both.close()
