"""Make a workspace of a given number of requirements, by one commit."""

from pathlib import Path

from benchmarks.workspace import commit_all
from comens_tui.demo.source import read_source

#: Requirements of one document.
EACH = 20

_FRONT = """---
schema: 1
id: REF-{family}
kind: referential
title: "Référentiel de mesure {family}"
status: final
version: 1.0.0
legal:
  state: non_binding
audiences: [publisher]
owner: GT2
language: fr
---

# Référentiel de mesure {family}

Ce document fixe ce que les services numériques en santé doivent aux personnes qu'ils servent.
"""
_REQUIREMENT = """
## {family}.{number} — Rendre compte de l'usage {index}

```yaml requirement
level: {level}
principles: [autonomy]
applies_to: [publisher]
evidence:
  - "Relevé des consultations du dossier {index} sur trente jours"
introduced: 1.0.0
```

SI une personne demande qui a lu son dossier {index}, ALORS le Système {form} lui donner la
liste des accès, avec la date, le profil et le motif de chacun. La réponse est rendue dans une
langue simple, sans autre formalité. Voir {family}.{other}.
"""


def _family(index: int) -> str:
    letters = ""
    for _place in range(4):
        letters, index = chr(ord("A") + index % 26) + letters, index // 26
    return "M" + letters


def document(index: int) -> str:
    """Return the text of one document of `EACH` requirements."""
    family = _family(index)
    parts = [_FRONT.format(family=family)]
    for number in range(1, EACH + 1):
        mandatory = number % 3 != 0
        parts.append(
            _REQUIREMENT.format(
                family=family,
                number=f"{number:02d}",
                other=f"{number % EACH + 1:02d}",
                index=index * EACH + number,
                level="mandatory" if mandatory else "recommended",
                form="DOIT" if mandatory else "DEVRAIT",
            )
        )
    return "".join(parts)


def documents(requirements: int) -> list[str]:
    """Return the texts of the documents that hold so many requirements."""
    return [document(index) for index in range(requirements // EACH)]


def make_norms(folder: Path, requirements: int) -> Path:
    """Write the requirements into a new repository, and return the path of one document."""
    folder.mkdir(parents=True)
    for path, content in read_source().items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for index, text in enumerate(documents(requirements)):
        target = folder / f"corpus/referentials/REF-{_family(index)}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    commit_all(folder)
    return target
