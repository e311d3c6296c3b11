"""Two secretaries on two clones of the demonstration, and a projector on each.

They work at the same time, each by the real command line, and synchronise often; then they
do one thing in two ways, on purpose. What a person is told must be words, both clones must
end the same, and the checks must find no error. Run it by hand: python -m benchmarks.pair
"""

import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.support import git

COMENS = (sys.executable, "-m", "comens_tui", "--lang", "en")
MEETING = "S-2026-05"
FILE = f"decisions/meetings/2026/{MEETING}/meeting.yaml"
SECRETARIES = {"one": "clairbois", "other": "galet"}
HERE = ("aubepine", "galet", "rivesable", "verglas", "feuillard", "brindille", "lanterne")
#: What a person should never be shown: marks of a conflict, Python, a bug.
_NO_WORDS = re.compile(r"<{7}|>{7}|={7}|Traceback|\{'|\bNone\b")

Words = tuple[str, ...]


class Clone:
    """One secretary's clone; every answer of the command line is kept and looked through."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.syncs = self.refused = self.acts = 0

    def comens(self, *words: str) -> str:
        """Run one command and return all that it said; a bug ends the run."""
        done = subprocess.run(
            [*COMENS, "--workspace", str(self.root), *words],
            check=False,
            capture_output=True,
            text=True,
        )
        said = done.stdout + done.stderr
        assert done.returncode in (0, 1), (words, said)
        assert not _NO_WORDS.search(said), (words, said)
        self.acts += words[0] != "sync" and done.returncode == 0
        return said

    def sync(self) -> str:
        """Synchronise, and return what was said."""
        self.syncs += 1
        said = self.comens("sync")
        told = re.search(r"(\d+) acts? of yours could not", said)
        self.refused += int(told[1]) if told else 0
        return said

    def edit(self, pattern: str, text: str) -> None:
        """Change the file of the meeting in a text editor, and commit it by hand."""
        file = self.root / FILE
        file.write_text(re.sub(pattern, text, file.read_text(), count=1, flags=re.MULTILINE))
        git(self.root, "commit", "--quiet", "--all", "--message", f"By hand: {text}")


def _meeting(verb: str, *words: str) -> Words:
    return ("meeting", verb, MEETING, *words)


AT_ONCE: dict[str, Sequence[Words]] = {
    "one": [
        _meeting("attend", "--video", "rivesable"),
        _meeting("discuss", "--item", "2"),
        _meeting("vote", "--item", "2", "--open"),
        *[_meeting("vote", "--item", "2", f"{member}=for") for member in HERE[:4]],
        _meeting("vote", "--item", "2", "feuillard=against"),
        _meeting("correct"),
        _meeting("vote", "--item", "2", "feuillard=abstain"),
    ],
    "other": [
        ("report", "new", "--title", "Note", "--description", "Vu.", "--type", "technical"),
        _meeting("plan", "--information", "Calendrier"),
        ("meeting", "minutes", "S-2026-04", "--correct", "Dire « seuil ».", "--by", "verglas"),
        ("proposal", "comment", "P-2025-016", "Vu en séance."),
        _meeting("plan", "--information", "Questions diverses"),
    ],
}
#: One thing done in two ways: what each does, and what the second one to share is told.
CLASHES: Sequence[tuple[Words, Words, str]] = (
    (_meeting("vote", "--item", "2", "lanterne=for"),
     _meeting("vote", "--item", "2", "lanterne=against"), "vote: “against” here, “for” there"),
    (("proposal", "edit", "P-2025-016", "--title", "Sans alerte"),
     ("proposal", "edit", "P-2025-016", "--title", "Sans notification"),
     "title: “Sans notification” here, “Sans alerte” there"),
    (_meeting("plan", "--information", "Budget"), _meeting("plan", "--information", "Colloque"),
     "is now item"),
    (_meeting("order", "--item", "3", "--place", "1", "--reason", "Invité"),
     _meeting("order", "--item", "4", "--place", "1", "--reason", "Urgence"),
     "order of the agenda: “4,"),
    (_meeting("attend", "--recuse", "1:lanterne:Autrice"),
     _meeting("attend", "--recuse", "1:lanterne:Lien"),
     "Noémie Lanterne, reason: “Lien” here, “Autrice” there"),
    (_meeting("suspend", "--reason", "Pause"), _meeting("suspend", "--reason", "Pause"),
     "Done there already"),
    (_meeting("resume"), _meeting("resume"), "Done there already"),
    (_meeting("decide", "--item", "2", "--sense", "defer", "--reason", "Attendre"),
     _meeting("vote", "--item", "2", "brindille=for"), "The vote on item 2"),
    (_meeting("attend", "--close"), _meeting("plan", "--information", "Tard"), "meeting closed"),
)  # fmt: skip


@contextmanager
def _clones(folder: Path) -> Iterator[dict[str, Clone]]:
    """Make the demonstration, a second secretary, a bare repository and two clones of it."""
    demo = folder / "demo"
    subprocess.run([*COMENS, "demo", str(demo), "--no-open"], check=True, capture_output=True)
    committee = demo / "decisions/committee.yaml"
    committee.write_text(
        re.sub(r"(- id: galet\n(?:.*\n)*?    roles:\n)", r"\1      - secretary\n",
               committee.read_text(), count=1)
    )  # fmt: skip
    git(demo, "commit", "--quiet", "--all", "--message", "Name a second secretary")
    git(folder, "clone", "--quiet", "--bare", str(demo), "hub.git")
    clones = {}
    for name, who in SECRETARIES.items():
        git(folder, "clone", "--quiet", str(folder / "hub.git"), name)
        for key, value in (
            ("user.email", f"{who}@example.org"), ("user.name", who), ("gpg.format", "ssh"),
            ("user.signingkey", str(demo / ".git/comens/keys" / who)),
        ):  # fmt: skip
            git(folder / name, "config", key, value)
        clones[name] = Clone(folder / name)
    yield clones


def _work(clone: Clone, acts: Sequence[Words], chance: random.Random) -> None:
    for act in acts:
        clone.comens(*act)
        if chance.random() < 0.6:
            clone.sync()


def _clash(clones: dict[str, Clone], one: Callable[[], object], other: Callable[[], object]) -> str:
    """Do two things at once and share them; return what the second one to share is told."""
    one()
    other()
    clones["one"].sync()
    told = clones["other"].sync()
    clones["one"].sync()
    heads = {git(clone.root, "rev-parse", "HEAD^{tree}") for clone in clones.values()}
    assert len(heads) == 1, "the two clones differ"
    return told


def measure_pair(seed: int = 1) -> None:
    """Play and check; marks, a difference or an error of the checks end the run."""
    with (
        tempfile.TemporaryDirectory() as name,
        _clones(Path(name)) as clones,
        ExitStack() as projectors,
    ):
        one, other = clones["one"], clones["other"]
        one.comens(*_meeting("attend", "--open", "--present", ",".join(HERE)))
        one.sync()
        other.sync()
        watching = [
            projectors.enter_context(
                subprocess.Popen(
                    [*COMENS, "--workspace", str(clone.root), "watch", MEETING, "--format", "text"],
                    stdout=subprocess.PIPE, text=True,
                )
            )
            for clone in clones.values()
        ]  # fmt: skip
        with ThreadPoolExecutor() as pool:
            list(pool.map(
                lambda at: _work(clones[at[1]], AT_ONCE[at[1]], random.Random(seed + at[0])),
                enumerate(clones),
            ))  # fmt: skip
        _clash(clones, lambda: None, lambda: None)
        told = _clash(
            clones,
            lambda: one.edit("^title: .*$", 'title: "Séance plénière"'),
            lambda: other.edit("^title: .*$", 'title: "Séance de rentrée"'),
        )
        assert "title: “Séance de rentrée” here, “Séance plénière” there" in told, told
        for mine, theirs, words in CLASHES:
            told = _clash(
                clones, lambda act=mine: one.comens(*act), lambda act=theirs: other.comens(*act)
            )
            assert words in told, told
        lines = [len(projector.communicate()[0].splitlines()) for projector in watching]
        for clone in clones.values():
            git(clone.root, "fsck", "--strict")
            assert "0 errors" in clone.comens("check", "--path", "decisions")
    acts, syncs = one.acts + other.acts, one.syncs + other.syncs
    print(
        f"\ntwo secretaries: {acts} commands, {syncs} syncs, {len(CLASHES) + 1} clashes, "
        f"{one.refused + other.refused} acts kept aside, each told in words; "
        f"both clones the same; projectors told {lines[0]} and {lines[1]} lines"
    )


if __name__ == "__main__":
    measure_pair()
