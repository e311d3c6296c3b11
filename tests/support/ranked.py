"""A workspace whose proposals are rated and wait for a place in a programme.

GT1 has 20 days and GT2 has 10; the chair has rated nothing, so ratings are blind to her.
"""

from collections.abc import Mapping

from tests.support import COMMITTEE_YAML, WORKSPACE_FILES

_GROUPS = """\
working_groups:
  - {id: GT1, name: "Groupe de travail 1", lead: claire-morel, capacity: 20}
  - {id: GT2, name: "Groupe de travail 2", capacity: 10}
  - {id: GT3, name: "Groupe de travail 3"}
"""
RATERS = ("samir-benali", "anne-petit", "bruno-leroy")


def proposal(number: int, title: str, group: str, state: str = "instructed", more: str = "") -> str:
    """Return the record of a substantive proposal."""
    return (
        f'schema: 1\nid: P-2026-{number:03}\ntitle: "{title}"\nstate: {state}\n'
        f'nature: substantive\nauthor: anne-petit\ncreated: "2026-01-{number:02}"\n'
        f'working_group: {group}\nmotive: "Un motif."\n{more}'
    )


def rating(number: int, member: str, harm: int, effort: str, confidence: str = "0.8") -> str:
    """Return one member's rating: the same harm to autonomy, reach and corroboration."""
    return (
        f'schema: 1\nproposal: P-2026-{number:03}\nmember: {member}\ndate: "2026-02-01"\n'
        f"harms: {{autonomy: {harm}}}\nreach: 2\ncorroboration: 1\nconfidence: {confidence}\n"
        f'effort: "{effort}"\nnote: "Une note confidentielle."\n'
    )


def _rated(number: int, harms: tuple[int, int, int], effort: str) -> dict[str, str]:
    folder = f"proposals/updates/2026/P-2026-{number:03}"
    return {
        f"{folder}/ratings/{member}.yaml": rating(number, member, harm, effort)
        for member, harm in zip(RATERS, harms, strict=True)
    }


def _proposals() -> dict[str, str]:
    records = {
        1: proposal(1, "Consigner chaque refus", "GT1"),
        2: proposal(2, "=HYPERLINK(1) | <b>gras</b>", "GT2"),
        3: proposal(3, "Écrire en termes simples", "GT2"),
        4: proposal(4, "Offrir une aide humaine", "GT1", "deferred"),
        5: proposal(5, "Informer avant le refus", "GT1"),
        6: proposal(6, "Ouvrir un recours", "GT1", "prioritised"),
        7: proposal(7, "Pas encore cotée", "GT1"),
        8: proposal(8, "Une retouche", "GT1", "on_agenda").replace("substantive", "editorial"),
    }
    return {
        f"proposals/updates/2026/P-2026-{number:03}/proposal.yaml": text
        for number, text in records.items()
    }


#: The only recusal: Bruno takes no part in P-2026-006, which he rates at nothing.
_MEETING = """\
schema: 1
id: S-2026-01
title: "Séance de février"
state: closed
planned: "2026-02-10T14:00:00+01:00"
agenda:
  - {number: 1, kind: proposal, title: "Recours", subject: P-2026-006, state: withdrawn}
recusals:
  - {item: 1, member: bruno-leroy, reason: "lien avec l'éditeur"}
"""
_DECISION = """\
schema: 1
id: D-2026-001
title: "Programme de travail"
date: "2026-02-10"
sense: {sense}
meeting: S-2026-01
"""

FILES: Mapping[str, str] = {
    **WORKSPACE_FILES,
    "decisions/committee.yaml": COMMITTEE_YAML.replace(
        "schema: 1\n", "schema: 1\nlanguage: en\n"
    ).replace(COMMITTEE_YAML[COMMITTEE_YAML.index("working_groups:") :], _GROUPS),
    **_proposals(),
    **_rated(1, (4, 4, 4), "M"),
    **_rated(2, (3, 3, 3), "M"),
    **_rated(3, (2, 3, 2), "S"),
    **_rated(4, (2, 2, 2), "S"),
    **_rated(5, (0, 2, 4), "S"),
    **_rated(6, (2, 1, 0), "S"),
    "decisions/meetings/2026/S-2026-01/meeting.yaml": _MEETING,
    "decisions/2026/D-2026-001.yaml": _DECISION.format(sense="prioritise"),
    "decisions/2026/D-2026-002.yaml": _DECISION.format(sense="take_note").replace("-001", "-002"),
}
