"""A small workspace in which every kind of record is linked to ETH.1, one way or another."""

import hashlib

from tests.support import REFERENTIAL_MD, REPORT_YAML, WORKSPACE_FILES

PATH = "corpus/referentials/REF-ESS.md"
_TOMBSTONE = """\
### ETH.3 — Consigner un refus

```yaml requirement
level: recommended
principles: [autonomy]
applies_to: [publisher]
sources: ["GT1"]
introduced: "1.0.0"
status: repealed
repealed_by: D-2026-001
replaced_by: ETH.1
```

Le Système DEVRAIT consigner un refus.

"""
#: The referential: ETH.2 refers to ETH.1, which took the place of ETH.3.
REFERENTIAL = (
    REFERENTIAL_MD.replace("en termes simples.", "en termes simples, comme ETH.1 le prévoit.")
    .replace('sources: ["GT1"]\nintroduced', 'sources: ["GT1", "EV-2026-0001"]\nintroduced', 1)
    .replace("## Bienfaisance", _TOMBSTONE + "## Bienfaisance")
)
CHANGED = REFERENTIAL.replace("ALORS le Système DOIT lui", "ALORS le Système DEVRAIT lui")
GUIDE = """\
---
schema: 1
id: GUI-ESS
kind: guide
title: "Guide d'essai"
status: final
version: "1.0.0"
legal: {state: non_binding}
audiences: [publishers]
owner: GT1
review_by: "2028-01-01"
---

# Guide d'essai

Le motif se consigne (voir ETH.1), et [le référentiel](../referentials/REF-ESS.md) dit comment.
L'ancienne règle ETH.3 le recommandait ; ISO-27001 et ZZZ.9 n'existent pas ici.
"""
DIGEST = "0" * 64


def blob_of(text: str) -> str:
    """Return the id that git gives to a text."""
    content = text.encode()
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def proposal(number: int, state: str, *lines: str, base: str = REFERENTIAL) -> str:
    """Return a proposal on the referential, written on the text `base`."""
    return "\n".join(
        (
            "schema: 1",
            f'id: "P-2026-{number:03d}"',
            f'title: "Proposition {number}"',
            f"state: {state}",
            "author: anne-petit",
            'created: "2026-02-03"',
            'motive: "Le motif manque."',
            "bases:",
            f'  - path: "{PATH}"',
            f'    blob: "{blob_of(base)}"',
            *lines,
            "",
        )
    )


FILES = {
    **WORKSPACE_FILES,
    PATH: REFERENTIAL,
    "corpus/guides/GUI-ESS.md": GUIDE,
    "proposals/reports/2026/EV-2026-0001.yaml": REPORT_YAML.replace("received\n", "forwarded\n")
    + 'requirements: [ETH.1]\nproposals: ["P-2026-001"]\n',
    "proposals/reports/2026/EV-2026-0002.yaml": REPORT_YAML.replace("0001", "0002").replace(
        "Un refus d'accès sans motif", "=HYPERLINK(1)"
    ),
    "proposals/reports/2026/EV-2026-0003.yaml": REPORT_YAML.replace("0001", "0003").replace(
        "received\n", "instructed\n"
    )
    + 'answer:\n  text: "Merci."\n  date: "2026-02-05"\n',
    "proposals/updates/2026/P-2026-001/proposal.yaml": proposal(
        1, "adopted", 'answers: ["EV-2026-0001"]', 'decision: "D-2026-001"'
    ),
    "proposals/updates/2026/P-2026-001/comments/20260204T090000Z-anne-petit.yaml": (
        'schema: 1\nproposal: "P-2026-001"\nauthor: anne-petit\nat: "2026-02-04T09:00:00+00:00"\n'
        f'text: "Oui."\ndocument: "{PATH}"\nclause: "ETH.1"\n'
    ),
    "proposals/updates/2026/P-2026-002/proposal.yaml": proposal(
        2, "draft", "requirements: [ETH.1]"
    ),
    f"proposals/updates/2026/P-2026-002/text/{PATH}": CHANGED,
    "proposals/consultations/2026/C-2026-001/consultation.yaml": (
        'schema: 1\nid: "C-2026-001"\ntitle: "Concertation"\nstate: open\n'
        'proposals: ["P-2026-001"]\nopens: "2026-02-10"\ncloses: "2026-03-10"\n'
        'notice:\n  purpose: "Entendre."\n'
    ),
    "proposals/consultations/2026/C-2026-001/comments/1.yaml": (
        'schema: 1\nconsultation: "C-2026-001"\nnumber: 1\nauthor: "A"\ncollege: users\n'
        'received: "2026-02-11"\ndocument: REF-ESS\nclause: "ETH.1"\ntext: "Bien."\n'
    ),
    "decisions/2026/D-2026-001.yaml": (
        'schema: 1\nid: "D-2026-001"\ntitle: "Adopter"\ndate: "2026-02-20"\nsense: adopt\n'
        f'subject: "P-2026-001"\ntexts:\n  - path: "{PATH}"\n    digest: "{DIGEST}"\n'
        f'clauses:\n  - path: "{PATH}"\n    clause: "ETH.1"\n    digest: "{DIGEST}"\n'
    ),
    "decisions/waivers/W-2026-001.yaml": (
        f'schema: 1\nid: "W-2026-001"\ncode: Q026\npath: "{PATH}"\nclause: "ETH.1"\n'
        f'digest: "{DIGEST}"\nreason: "Provisoire."\ngranted_by: claire-morel\n'
        'granted: "2026-02-20"\nexpires: "2026-05-20"\n'
    ),
    "decisions/releases/cens-v1.0.0.yaml": (
        'schema: 1\ntag: cens-v1.0.0\nversion: "1.0.0"\ndate: "2026-02-25"\nbump: initial\n'
        'manager: rene-lopez\ndecisions: ["D-2026-001"]\nwaivers: ["W-2026-001"]\n'
    ),
}
