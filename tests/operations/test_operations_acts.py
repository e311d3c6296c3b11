"""Every act is one commit that reads like a line of minutes, and touches nothing else."""

from datetime import timedelta

import pytest

from tests.operations.every_act import ACTS, Act
from tests.operations.support import (
    witness,
)
from tests.support import git, write_files


def _leave_things_undone(root) -> None:
    """Leave what people leave: staged, changed after staging, and not tracked."""
    write_files(root, {"README.md": "à moitié écrit\n"})
    git(root, "add", "README.md")
    write_files(
        root,
        {
            "README.md": "et changé encore\n",
            "corpus/glossary.yaml": "terms: [\n",
            "corpus/referentials/REF-NEUF.md": "brouillon\n",
        },
    )


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_an_act_is_one_commit_that_says_it(stage, act: Act):
    room = stage(act.stage)
    act.before(room)
    assert room.status() == ""
    _leave_things_undone(room.root)
    foreign, head = room.status(), room.workspace.head()

    rehearsed = act.run(room.desk(act.by, dry_run=True))
    assert (room.workspace.head(), room.status()) == (head, foreign)
    assert rehearsed.commit is None
    assert rehearsed.paths == tuple(sorted(act.paths))

    room.now -= timedelta(minutes=1)
    receipt = act.run(room.desk(act.by))
    member = room.snapshot().committee.member(act.by)
    assert receipt._replace(commit=None) == rehearsed
    assert witness(room, receipt) == {
        "commit": room.workspace.head(),
        "parents": [head],
        "author": f"{member.name} <{member.email}>",
        "authored": room.now.isoformat(),
        "committed": room.now.isoformat(),
        "subject": act.subject,
        "paths": sorted(act.paths),
        "Comens-Operation": [act.operation],
        "Comens-Record": list(act.records),
        "Comens-Actor": [act.by],
        **({"Comens-Decision": [act.decision]} if act.decision else {}),
    }
    assert receipt == (act.subject, act.records[0], room.workspace.head(), tuple(sorted(act.paths)))
    assert room.status() == foreign
    assert git(room.root, "show", ":README.md") == "à moitié écrit\n"
    assert (room.root / "README.md").read_text() == "et changé encore\n"
    assert not room.snapshot().problems


def test_every_right_of_the_table_is_exercised():
    from comens_tui.rules.authority import RIGHTS

    # Nobody edits members yet; tagging, adopting and signed ballots have tests of their own; an
    # act taken back has a trailer more.
    elsewhere = {
        "member.edit", "release.tag", "priority.adopt", "meeting.correct", "meeting.sign",
        "meeting.ballots",
    }  # fmt: skip
    assert {act.operation for act in ACTS} == RIGHTS.keys() - elsewhere
