"""Builders shared by every room's tests: repositories, a small workspace, records."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

CHAIR = "claire-morel"
SECRETARY = "samir-benali"
RELEASE_MANAGER = "rene-lopez"
MEMBERS = (CHAIR, SECRETARY, RELEASE_MANAGER, "anne-petit", "bruno-leroy")

WHEN = "2026-03-02T09:00:00+01:00"

#: The whole environment of git in tests; nothing of the machine comes through.
SEALED = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Samir Benali",
    "GIT_AUTHOR_EMAIL": "samir@example.org",
    "GIT_AUTHOR_DATE": WHEN,
    "GIT_COMMITTER_NAME": "Samir Benali",
    "GIT_COMMITTER_EMAIL": "samir@example.org",
    "GIT_COMMITTER_DATE": WHEN,
    "LC_ALL": "C.UTF-8",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
}

COMMITTEE_YAML = """\
# Le comité d'essai.
schema: 1
name: "Comité d'essai"
members:
  - id: claire-morel
    name: "Claire Morel"
    email: "claire@example.org"
    college: experts
    kind: qualified
    roles: [member, chair]
    mandate: {start: "2025-01-01", end: null}
  - id: samir-benali
    name: "Samir Benali"
    email: "samir@example.org"
    college: experts
    kind: qualified
    roles: [member, secretary]
    mandate: {start: "2025-01-01", end: null}
  - id: rene-lopez
    name: "René Lopez"
    email: "rene@example.org"
    college: users
    kind: elected
    roles: [member, release_manager]
    mandate: {start: "2025-01-01", end: null}
  - id: anne-petit
    name: "Anne Petit"
    email: "anne@example.org"
    college: users
    kind: elected
    mandate: {start: "2025-01-01", end: null}
  - id: bruno-leroy
    name: "Bruno Leroy"
    email: "bruno@example.org"
    college: publishers
    kind: elected
    mandate: {start: "2025-01-01", end: null}
colleges:
  - {id: experts, name: "Experts"}
  - {id: users, name: "Usagers"}
  - {id: publishers, name: "Éditeurs"}
working_groups:
  - {id: GT1, name: "Groupe de travail 1", lead: claire-morel}
"""

GLOSSARY_YAML = """\
schema: 1
terms:
  - term: "Système"
    english: "System"
    definition: "Le service numérique évalué."
    avoid: ["logiciel"]
acronyms:
  - {acronym: "CENS", expansion: "Cadre éthique du numérique en santé"}
"""

REFERENTIAL_MD = """\
---
schema: 1
id: REF-ESS
kind: referential
title: "Référentiel d'essai"
status: final
version: "1.0.0"
legal:
  state: non_binding
audiences: [publishers]
owner: GT1
sources: ["GT1"]
review_by: "2028-01-01"
language: fr
---

# Référentiel d'essai

## Autonomie

### ETH.1 — Consigner le motif d'un refus

```yaml requirement
level: mandatory
principles: [autonomy]
applies_to: [publisher]
condition: null
evidence:
  - "Capture d'écran du formulaire"
sources: ["GT1"]
introduced: "1.0.0"
```

SI le professionnel écarte la proposition, ALORS le Système DOIT lui permettre d'en consigner le motif.

### ETH.2 — Informer l'usager

```yaml requirement
level: recommended
principles: [autonomy, justice]
applies_to: [publisher]
condition: null
evidence: []
sources: ["GT1"]
introduced: "1.0.0"
```

Le Système DEVRAIT informer l'usager en termes simples.

## Bienfaisance

### ETH.10 — Œuvrer pour l'accès

```yaml requirement
level: optional
principles: [beneficence]
applies_to: [publisher]
condition: null
evidence: []
sources: ["GT1"]
introduced: "1.0.0"
```

Le Système PEUT proposer une aide humaine.
"""

REPORT_YAML = """\
schema: 1
id: "EV-2026-0001"
title: "Un refus d'accès sans motif"
received: "2026-02-02"
state: received
description: |
  Une usagère ne peut pas lire le motif d'un refus.
  Le service ne répond pas.
type: transparency
principles: [autonomy]
severity: 2
reach: 1
"""

#: A minimal valid workspace, by path.
WORKSPACE_FILES: Mapping[str, str] = {
    "decisions/committee.yaml": COMMITTEE_YAML,
    "corpus/glossary.yaml": GLOSSARY_YAML,
    "corpus/referentials/REF-ESS.md": REFERENTIAL_MD,
    "proposals/reports/2026/EV-2026-0001.yaml": REPORT_YAML,
    "README.md": "Un espace de travail d'essai.\n",
}


def git(root: Path, *arguments: str, data: bytes | None = None) -> str:
    """Run git in `root` and return what it prints; a failure is a failed test."""
    done = subprocess.run(
        ["git", *arguments], cwd=root, input=data, capture_output=True, check=False
    )
    assert done.returncode == 0, (arguments, done.stderr.decode(errors="replace"))
    return done.stdout.decode()


def write_files(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write each file under `root`, byte for byte."""
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)


def commit_all(root: Path, message: str = "Prepare the test.") -> str:
    """Commit everything under `root` with plain git and return the commit."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)
    return git(root, "rev-parse", "HEAD").strip()


def make_repository(root: Path, files: Mapping[str, str | bytes] = WORKSPACE_FILES) -> Path:
    """Make a repository in `root` with `files` in its first commit, on branch `main`."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    write_files(root, files)
    commit_all(root, "Open the workspace.")
    return root


def require_ssh_keygen() -> None:
    """Skip the test that calls this where OpenSSH's tools are not installed."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not installed")


def make_ssh_key(folder: Path, name: str) -> Path:
    """Make a throwaway ed25519 key pair and return the private key's path."""
    require_ssh_keygen()
    key = folder / name
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(key)], check=True
    )
    return key
