"""`comens member`, as a secretary runs it on a new workspace."""

import json

from tests.cli.running import comens
from tests.support import git


def test_a_committee_is_made_without_editing_its_file(workspace_root):
    git(workspace_root, "config", "user.email", "samir@example.org")

    def run(line):
        return comens(line, root=workspace_root)

    assert run('member college sages "Sages"').status == 0
    assert run('member group GT9 --name "Essai" --capacity 30').status == 0
    added = run('member add "Zoé Vidal" zoe@example.org --college sages --groups GT9')
    # An act is said in the language of the committee.
    assert added.out.startswith("Fait siéger Zoé Vidal au comité, sous l'identifiant zoe-vidal (")
    assert run("member end zoe-vidal --on 2026-12-31").status == 0
    found = {row["id"]: row for row in json.loads(run("member list --format json").out)}
    assert found["zoe-vidal"]["end"] == "2026-12-31"
    assert found["zoe-vidal"]["working_groups"] == ["GT9"]
    assert "zoe@example.org" in run("member list").out
    assert "GT9  30" in run("member list --groups").out
    other = run('member add "Léa Noé" lea@example.org --college sages --format json')
    assert json.loads(other.out)["record"] == "lea-noe"
    refused = run('member add "Zoé Vidal" zoe2@example.org --college sages')
    assert refused.status == 1
    assert "already, as zoe-vidal" in refused.err
