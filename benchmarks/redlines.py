"""The redline against its floor, for edits of every size and for the worst texts we know.

The floor is to read both texts: decode them, cut them into clauses and into words. Every
measure runs in a process of its own, so that nothing is remembered from another. The same
edits are given to fast-diff-match-patch, by characters, where it happens to be installed.
"""

import importlib
import importlib.util
import multiprocessing
import random
import statistics
import time
from collections.abc import Callable, Iterator

from benchmarks.timing import RUNS
from comens_tui.text.markdown import split_clauses
from comens_tui.text.redline import Reading, redline
from comens_tui.text.tokens import tokenize

#: What no text under 1 MB may exceed, and what small edits aim at beside the fastest peer.
MOST_TIMES_FLOOR = 40
MOST_TIMES_PEER = 3
SMALL, LARGE = 100_000, 1_000_000
PEER = "fast_diff_match_patch"

Texts = tuple[str, str]

_WORDS = [
    "le",
    "la",
    "de",
    "un",
    "une",
    "et",
    "les",
    "des",
    "en",
    "pour",
    "que",
    "dans",
    "par",
    "sur",
    "au",
    "avec",
    "il",
    "qui",
    "ne",
    "pas",
    "se",
    "ce",
    "son",
    "Système",
    "DOIT",
    "devrait",
    "peut",
    "consigner",
    "motif",
    "refus",
    "patient",
    "professionnel",
    "service",
    "délai",
    "jours",
    "deux",
    "mois",
    "données",
    "santé",
    "accès",
    "chaque",
    "tout",
    "sans",
    "SI",
    "ALORS",
    "lorsque",
    "comité",
    "avis",
    "dossier",
    "registre",
]


def _prose(size: int, seed: int, *, headings: bool = True, sentences: bool = True) -> str:
    """Return about `size` signs of Markdown: clauses of four paragraphs of four sentences."""
    chance = random.Random(seed)
    words = [*_WORDS, *(f"terme{number}" for number in range(2_000))]
    weights = [1 / (rank + 1) for rank in range(len(words))]
    parts: list[str] = []
    length = 0
    for count, word in enumerate(chance.choices(words, weights, k=size // 5), 1):
        end = "." if sentences and count % 15 == 0 else ""
        gap = "\n\n" if end and count % 60 == 0 else " "
        if gap != " " and headings and count % 240 == 0:
            gap = f"\n\n## Titre {count}\n\n"
        parts.append(f"{word}{end}{gap}")
        length += len(parts[-1])
        if length >= size:
            break
    return "".join(parts) + "\n"


def _edited(text: str, share: float) -> str:
    """Return `text` with that share of its words replaced, dropped or followed by another."""
    chance = random.Random(7)
    words = text.split(" ")
    for place in range(len(words)):
        if chance.random() < share:
            words[place] = chance.choice(["", chance.choice(_WORDS), f"{words[place]} encore"])
    return " ".join(words)


def _edits(size: int) -> Iterator[tuple[str, Texts]]:
    text = _prose(size, 1)
    yield "small edits", (text, _edited(text, 0.001))
    yield "heavy edits", (text, _edited(text, 0.1))
    yield "half of the words", (text, _edited(text, 0.5))
    yield "full rewrite", (text, _prose(size, 2))


def _traps(size: int) -> Iterator[tuple[str, Texts]]:
    """Yield the shapes that made some diff of ours or of others slow once."""
    chance = random.Random(3)
    lone = _prose(size, 1, headings=False, sentences=False)
    yield "one paragraph, heavy edits", (lone, _edited(lone, 0.1))
    yield "windows line ends on one side", (_prose(size, 1).replace("\n", "\r\n"), _prose(size, 1))
    clauses = _prose(size, 1).split("\n\n")
    yield (
        "paragraphs shuffled",
        ("\n\n".join(clauses), "\n\n".join(chance.sample(clauses, len(clauses)))),
    )
    yield "headings alone", ("# a\n" * (size // 4), "# b\n" * (size // 4))
    yield "fences alone", ("```\n" * (size // 4), "~~~\n" * (size // 4))
    yield "sentences of one word", ("A. " * (size // 3), "B. " * (size // 3))
    yield "two words", tuple(" ".join(chance.choices("ab", k=size // 2)) for _ in "ab")
    yield "one word repeated", ("mot " * (size // 4), "mot " * (size // 4 - 9) + "fin " * 9)
    yield (
        "no common word",
        tuple(" ".join(f"{sign}{number}" for number in range(size // 7)) for sign in "mt"),
    )
    yield "figures", ("1 000 " * (size // 6), "1.000 " * (size // 6))
    yield "blank lines", ("\n" * size, "\n\r" * (size // 2))
    yield (
        "html to markdown",
        (
            "".join(f"<p>{line}</p>" for line in _prose(size, 1, headings=False).split("\n\n")),
            _prose(size, 1),
        ),
    )


def _read(old: bytes, new: bytes) -> None:
    for content in (old, new):
        text = content.decode()
        split_clauses(text)
        tokenize(text)


def _compare(old: bytes, new: bytes) -> None:
    redline(old.decode(), new.decode())


def _first_clause(old: bytes, new: bytes) -> None:
    next(
        (change for change in Reading(old.decode(), new.decode()) if change.change != "same"), None
    )


def _peer(old: bytes, new: bytes) -> None:
    diff = importlib.import_module(PEER).diff
    diff(old.decode(), new.decode(), timelimit=0, cleanup="Semantic", counts_only=True)


def _timed(work: Callable[[bytes, bytes], None], old: bytes, new: bytes) -> float:
    start = time.process_time()
    work(old, new)
    return time.process_time() - start


def _seconds(works: list[Callable[[bytes, bytes], None]], texts: Texts, runs: int) -> list[float]:
    """Return the median time of the processor for each work, run in turns and apart."""
    old, new = (text.encode() for text in texts)
    context = multiprocessing.get_context("fork")
    with context.Pool(1, maxtasksperchild=1) as pool:
        rounds = [[pool.apply(_timed, (work, old, new)) for work in works] for _ in range(runs)]
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def _measure(name: str, texts: Texts, runs: int, *, with_peer: bool) -> float:
    works = [_compare, _read, _first_clause, *([_peer] if with_peer else [])]
    ours, floor, first, *peer = (value * 1000 for value in _seconds(works, texts, runs))
    ratio = ours / floor
    line = f"{name:<44}{ours:9.1f} ms  floor {floor:7.1f}  x{ratio:5.1f}  first clause {first:7.1f}"
    if peer:
        line += f"  {PEER} {peer[0]:7.1f}  x{ours / peer[0]:5.1f}"
    print(line + ("  OVER" if ratio > MOST_TIMES_FLOOR else ""), flush=True)
    return ratio


def main() -> None:
    """Measure every case and say the worst."""
    has_peer = importlib.util.find_spec(PEER) is not None
    print(f"\nredline (processor time; {PEER}: {'installed' if has_peer else 'not installed'})")
    if has_peer:
        importlib.import_module(PEER)  # before the processes are forked: no import is timed
    worst = 0.0
    for size, runs in ((SMALL, RUNS), (LARGE, max(1, RUNS // 7))):
        for name, texts in _edits(size):
            title = f"{size // 1000} KB, {name}"
            # Its time grows without bound with what changes: only small edits are compared.
            with_peer = has_peer and name == "small edits"
            worst = max(worst, _measure(title, texts, runs, with_peer=with_peer))
        for name, texts in _traps(size):
            title = f"{size // 1000} KB, {name}"
            # What is measured here is a matter of tens, not of hundredths.
            worst = max(worst, _measure(title, texts, max(1, runs // 3), with_peer=False))
    print(f"worst: x{worst:.1f} of its floor (at most {MOST_TIMES_FLOOR}; beside the peer, small")
    print(f"edits aim at {MOST_TIMES_PEER})")


if __name__ == "__main__":
    main()
