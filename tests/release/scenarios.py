"""A release in the making: one hardened requirement, consulted, decided, minuted."""

from typing import NamedTuple

from comens_tui.checks import running
from comens_tui.checks.base import Context
from comens_tui.model.snapshot import Snapshot
from comens_tui.release.gate import GateReason, gate
from comens_tui.release.plan import ReleasePlan, plan
from tests.checks.workspaces import TODAY, base_files, build

REF = "corpus/referentials/REF-TST.md"
GUIDE = "corpus/guides/GUI-TST.md"
OLD, NEW = "DOIT en consigner le motif.", "DOIT en consigner le motif sous 24 heures."
PROPOSAL = "proposals/updates/2026/P-2026-002/proposal.yaml"
CONSULTATION = "proposals/consultations/2026/C-2026-002/consultation.yaml"
COMMENT = "proposals/consultations/2026/C-2026-002/comments/1.yaml"
OTHER_COMMENT = COMMENT.replace("/1.yaml", "/2.yaml")
MEETING = "decisions/meetings/2026/S-2026-03/meeting.yaml"
MINUTES = "decisions/meetings/2026/S-2026-03/minutes.md"
DECISION = "decisions/2026/D-2026-003.yaml"

_ADDED = {
    PROPOSAL: """\
schema: 1
id: P-2026-002
title: "Consigner *vite*"
state: adopted
nature: substantive
author: anne-petit
created: "2026-05-13"
motive: "Un signalement."
answers: [EV-2026-0001]
requirements: [ETH.1]
consultation: C-2026-002
meeting: S-2026-03
decision: D-2026-003
""",
    CONSULTATION: """\
schema: 1
id: C-2026-002
title: "Vite"
state: reported
proposals: [P-2026-002]
ballot_tag: cens-v2.0.0-ballot.1
opens: "2026-05-14"
closes: "2026-06-04"
notice: {purpose: "Avis.", audiences: [professionals], planned_effect: "2026-09-01"}
colleges:
  - {college: health_professionals, invited: "2026-05-14"}
  - {college: users, invited: "2026-05-14"}
  - {college: health_facilities, invited: "2026-05-14"}
  - {college: social_facilities, invited: "2026-05-14"}
  - {college: publishers, invited: "2026-05-14"}
summary: "Deux avis."
summary_date: "2026-06-05"
""",
    COMMENT: """\
schema: 1
consultation: C-2026-002
number: 1
author: "A1"
college: users
received: "2026-05-20"
text: "Oui."
acknowledged: true
disposition: accepted
disposed_by: samir-benali
""",
    OTHER_COMMENT: """\
schema: 1
consultation: C-2026-002
number: 2
author: "A2"
college: health_professionals
received: "2026-05-20"
text: "Oui."
acknowledged: true
disposition: accepted
disposed_by: samir-benali
""",
    MEETING: """\
schema: 1
id: S-2026-03
title: "Séance de juin"
state: approved
planned: "2026-06-12T10:00:00+02:00"
convened: "2026-06-05"
chair: claire-morel
agenda:
  - number: 1
    kind: proposal
    title: "Consigner vite"
    subject: P-2026-002
    state: decided
    digest: "=change D-2026-003"
    vote: show_of_hands
    decision: D-2026-003
minutes_digest: "=text decisions/meetings/2026/S-2026-03/minutes.md"
minutes_approved: D-2026-004
""",
    MINUTES: "# Séance de juin\n",
    DECISION: """\
schema: 1
id: D-2026-003
title: "Consigner vite"
date: "2026-06-12"
sense: adopt
subject: P-2026-002
meeting: S-2026-03
item: 1
nature: substantive
digest: "=change D-2026-003"
texts:
  - {path: corpus/referentials/REF-TST.md, digest: "=text corpus/referentials/REF-TST.md"}
clauses:
  - {path: corpus/referentials/REF-TST.md, clause: ETH.1, digest: "=clause corpus/referentials/REF-TST.md#ETH.1"}
rules: {profile: crpa}
count: {composition: 4, present: 4, represented: 0, votes_for: 4}
""",
    "decisions/meetings/2026/S-2026-04/meeting.yaml": """\
schema: 1
id: S-2026-04
title: "Suite"
state: open
planned: "2026-06-15T14:00:00+02:00"
convened: "2026-06-09"
agenda:
  - number: 1
    kind: minutes
    title: "Procès-verbal de S-2026-03"
    subject: S-2026-03
    state: decided
    digest: "=text decisions/meetings/2026/S-2026-03/minutes.md"
    decision: D-2026-004
""",
    "decisions/2026/D-2026-004.yaml": """\
schema: 1
id: D-2026-004
title: "Procès-verbal de S-2026-03"
date: "2026-06-15"
sense: adopt
subject: S-2026-03
meeting: S-2026-04
item: 1
digest: "=text decisions/meetings/2026/S-2026-03/minutes.md"
rules: {profile: crpa}
count: {composition: 4, present: 3, represented: 0, votes_for: 3}
""",
}


class Scene(NamedTuple):
    """The plan and the gate of one state of the files."""

    snapshot: Snapshot
    plan: ReleasePlan
    reasons: tuple[GateReason, ...]

    def codes(self) -> list[str]:
        """Return the codes of the reasons, in order."""
        return [reason.code for reason in self.reasons]


def released() -> Snapshot:
    """Return the state that the last release tagged."""
    return build(base_files())


def ready_files() -> dict[str, str]:
    """Return the files of a workspace whose gate is open."""
    before = build(base_files())
    whole = before.decisions["D-2026-001"].texts[0].digest
    clause = before.decisions["D-2026-001"].clauses[0].digest
    files = {
        path: content.replace(f"=text {REF}", str(whole)).replace(
            f"=clause {REF}#ETH.1", str(clause)
        )
        for path, content in base_files().items()
    }
    files[REF] = files[REF].replace(OLD, NEW)
    return {**files, **_ADDED}


def scene(files: dict[str, str], ballot_texts: dict[str, str] | None = None) -> Scene:
    """Return the plan and the gate of `files` after the last release.

    `ballot_texts` are the texts that were put to consultation, by blob.
    """
    snapshot, baseline = build(files), released()
    planned = plan(snapshot, baseline, baseline.releases["cens-v1.0.0"])
    context = Context(TODAY, baseline, ballot_texts=ballot_texts or {})
    report = running.run(snapshot, context)
    return Scene(snapshot, planned, gate(planned, snapshot, report, context))
