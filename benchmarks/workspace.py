"""Make a workspace of a given number of reports, by one commit."""

import subprocess
from pathlib import Path

from comens_tui.demo.source import read_source

REPORT = """schema: 1
id: "EV-{year}-{number:04d}"
title: "Accès injustifié aux données, cas {index}"
received: "{year}-03-{day:02d}"
state: {state}
reporter: patient
solution_category: teleconsultation
solution: SOL-{solution:02d}
description: |
  Une personne constate, cas {index}, que son dossier a été consulté sans motif de soin.
  Elle a demandé au service la liste des accès et n'a reçu qu'une réponse partielle.
  La trace montre trois consultations par un profil qui ne participe pas à la prise en charge.
type: data_access
principles: [non_maleficence, autonomy]
severity: {severity}
reach: 1
requirements:
  - ETH.14
"""
STATES = ("received", "admissible", "under_instruction", "instructed", "closed")


def make(folder: Path, records: int) -> None:
    """Write the demonstration's texts and `records` reports into a new repository."""
    folder.mkdir(parents=True)
    for path, content in read_source().items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for index in range(records):
        year, number = 2000 + index // 1000, index % 1000 + 1
        target = folder / f"proposals/reports/{year}/EV-{year}-{number:04d}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(
            REPORT.format(
                year=year,
                number=number,
                index=index,
                day=index % 28 + 1,
                state=STATES[index % len(STATES)],
                severity=index % 5,
                solution=index % 40,
            ),
            encoding="utf-8",
        )
    commit_all(folder)


def commit_all(folder: Path) -> None:
    """Make a repository of a folder, with one commit."""
    for command in (
        ["init", "-q", "-b", "main"],
        ["config", "user.email", "bench@example.org"],
        ["config", "user.name", "Bench"],
        ["add", "."],
        ["commit", "-q", "-m", "Make a workspace to measure"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)
