"""What the meeting is held on: the demonstration, a committee of fifteen, proposals made ready.

All of it is done by commands; what is done by keys begins with the agenda.
"""

import json
import os
import shlex
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

#: What the editor of the secretary does, by the file it is given: amend the text in the room
#: (a sed script), and complete the minutes (a sentence after what is drawn).
_EDITOR = """#!/bin/sh
case "$1" in
*/REF-MES.md) sed -i 's/au moins 65 points/au moins 60 points/' "$1" ;;
*/S-*.md) printf '\\n%s\\n' {sentence} >> "$1" ;;
esac
"""
#: The sentence that a person writes into the minutes.
BY_HAND = "La présidente rappelle que le calendrier est public."
#: Who joins the committee of the demonstration, to make fifteen voices.
_JOINING = (
    ("Ondine Roseraie", "roseraie@example.org", "ex_officio", "administration"),
    ("Basile Chenaie", "chenaie@example.org", "elected", "users"),
    ("Irma Saulaie", "saulaie@example.org", "qualified", "qualified"),
)
#: Changes of form: the document, the sed script that changes it, the title, the group, and a
#: subject in which a member declared an interest.
_OF_FORM = (
    (
        "guides/GUI-FND.md",
        "s/^Ce document présente/Le présent guide présente/",
        "Alléger une phrase du guide",
        "GT2",
        "SOL-04",
    ),
    (
        "guides/GUI-EBD.md",
        "s/^Une règle simple/Une simple règle/",
        "Relire une phrase des recommandations",
        "GT3",
        "",
    ),
    (
        "guides/GUI-SIA.md",
        "s/^Ce guide/Le présent guide/",
        "Relire la première phrase du guide",
        "GT3",
        "",
    ),
    (
        "guides/GUI-TLS.md",
        "s/^Ce guide/Le présent guide/",
        "Relire le guide de la télésanté",
        "GT3",
        "",
    ),
)


class Place:
    """Where a meeting is played: the workspace, and beside it what goes in and comes out."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.root = top / "comite"
        self.papers = top / "convocation"
        self.editor = top / "editeur.sh"
        #: The words by which the acts name records, days and places.
        self.names = {
            "meeting": "",
            "today": datetime.now(ZoneInfo("Europe/Paris")).date().isoformat(),
            "papers": str(self.papers),
        }

    def comens(self, *words: str, root: Path | None = None) -> str:
        """Run a command and return its answer; a refusal ends the play."""
        command = [sys.executable, "-m", "comens_tui", "--workspace", str(root or self.root)]
        done = subprocess.run(
            [*command, *words],
            check=False,
            capture_output=True,
            text=True,
            env=os.environ | {"COMENS_LANG": "fr"},
        )
        if done.returncode:
            raise AssertionError(f"{shlex.join(words)}\n{done.stdout}{done.stderr}")
        return done.stdout

    def asked(self, *words: str) -> Any:
        """Run a command and return its answer in JSON."""
        return json.loads(self.comens("--format", "json", *words))

    def clone(self, member: str) -> Path:
        """Make the clone of a member, who signs there with their own key."""
        clone = self.top / member
        subprocess.run(["git", "clone", "--quiet", str(self.root), str(clone)], check=True)
        for key, value in (
            ("user.email", f"{member}@example.org"),
            ("gpg.format", "ssh"),
            ("user.signingkey", str(self.root / ".git/comens/keys" / member)),
        ):
            subprocess.run(["git", "-C", str(clone), "config", key, value], check=True)
        return clone


def prepare(top: Path) -> Place:
    """Build in `top`, a new folder, the committee and the proposals that wait for a meeting."""
    top.mkdir(parents=True)
    place = Place(top.resolve())
    place.comens("demo", str(place.root), "--no-open")
    for name, address, kind, college in _JOINING:
        place.comens("member", "add", name, address, "--kind", kind, "--college", college)
    made = [_propose(place, change) for change in _OF_FORM]
    place.comens("proposal", "submit", *made)
    place.comens("proposal", "screen", *made, "--nature", "editorial")
    place.comens("proposal", "rebase", "P-2025-013", "--resolve", "ETH.14=theirs")
    place.comens("proposal", "rebase", "P-2025-018")
    place.comens("proposal", "instruct", "P-2025-018")
    for member in ("verveine", "galet", "verglas"):
        rating = "--harm autonomy=2 --reach 2 --corroboration 1 --confidence 0.8 --effort S"
        place.comens("proposal", "rate", "P-2025-018", *rating.split(), "--as", member)
    place.comens("proposal", "prioritise", "P-2025-018")
    place.editor.write_text(_EDITOR.format(sentence=shlex.quote(BY_HAND)), encoding="utf-8")
    place.editor.chmod(0o755)
    place.names |= {"minutes": _minuted(place), "meeting": _next_meeting(place)}
    return place


def _minuted(place: Place) -> str:
    return str(place.asked("meeting", "list", "--state", "minuted")[0]["id"])


def _next_meeting(place: Place) -> str:
    """Return the id that the next meeting planned today takes."""
    prefix, _dash, number = place.asked("meeting", "list")[-1]["id"].rpartition("-")
    return f"{prefix}-{int(number) + 1:02}"


def _propose(place: Place, change: tuple[str, str, str, str, str]) -> str:
    """Propose one change of form; return its id."""
    document, script, title, group, subject = change
    path = f"corpus/{document}"
    changed = subprocess.run(
        ["sed", script, str(place.root / path)], check=True, capture_output=True, text=True
    ).stdout
    text = place.top / "texte.md"
    text.write_text(changed, encoding="utf-8")
    words = ["--file", f"{path}={text}", "--title", title, "--motive", "Relecture."]
    subjects = ["--subjects", subject] if subject else []
    answer = place.asked("proposal", "new", *words, "--group", group, *subjects)
    return str(answer["record"])
