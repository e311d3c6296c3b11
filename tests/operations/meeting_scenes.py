"""What a sitting meeting may need more of: a declared interest, another text to vote."""

from comens_tui.model.words import Nature
from comens_tui.operations.meetings import add_to_agenda
from comens_tui.operations.proposal_steps import screen_proposal, submit_proposal
from comens_tui.operations.proposals import new_proposal
from tests.operations.support import ANNE, FIRST, MEETING
from tests.support import commit_all, write_files

GUIDE = """\
---
schema: 1
id: GUI-NEUF
kind: guide
title: "Guide neuf"
status: draft
version: "0.1.0"
legal:
  state: non_binding
audiences: [publishers]
owner: GT1
sources: ["GT1"]
review_by: "2028-01-01"
language: fr
---

# Guide neuf

Un guide.
"""
THIRD = "P-2026-003"


def declare(room, member="bruno-leroy", subject="SOL-03", note="Salarié de l'éditeur."):
    """Have a member declare an interest, and the first proposal name its subject."""
    path = "decisions/committee.yaml"
    line = f'interests: [{{subject: "{subject}", note: "{note}"}}]'
    text = room.text(path).replace(f"  - id: {member}\n", f"  - id: {member}\n    {line}\n")
    proposal = f"proposals/updates/2026/{FIRST}/proposal.yaml"
    write_files(
        room.root, {path: text, proposal: room.text(proposal) + f'subjects: ["{subject}"]\n'}
    )
    commit_all(room.root, "Déclarer un lien")


def with_a_guide(room):
    """Put a third editorial proposal on the agenda, as item 4, on a file of its own."""
    new_proposal(
        room.desk(ANNE), title="Ouvrir un guide", motive="Lu.",
        texts={"corpus/guides/GUI-NEUF.md": GUIDE},
    )  # fmt: skip
    submit_proposal(room.desk(ANNE), THIRD)
    screen_proposal(room.desk(), THIRD, nature=Nature.EDITORIAL)
    add_to_agenda(room.desk(), MEETING, proposals=(THIRD,))
