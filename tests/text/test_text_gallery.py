"""Small French texts before and after, and what the redline says of each pair.

Set COMENS_UPDATE_GOLDENS=1 to write what it says now; read the difference before keeping it.
"""

import os
from pathlib import Path

import pytest

from comens_tui.text.effects import EFFECTS
from comens_tui.text.redline import redline

GALLERY = Path(__file__).parent / "gallery"
# Read when the module is collected: the tests themselves run without COMENS_ variables.
UPDATE = os.environ.get("COMENS_UPDATE_GOLDENS") == "1"
MARKS = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
PAIRS = sorted(GALLERY.iterdir())


def visible(text):
    return "".join(
        sign if sign == "\n" or (sign.isprintable() and sign.isascii()) or sign.isalpha() or sign in "«»’—…"
        else f"⟨{ord(sign):04X}⟩"
        for sign in text
    )  # fmt: skip


def described(old, new):
    result = redline(old, new)
    lines = [f"{result.inserted_words} in, {result.deleted_words} out"]
    for change in result.clauses:
        lines.append(
            f"@@ {change.old_id} -> {change.id} [{change.old_order} -> {change.new_order}]"
            f" line {change.line}: {change.change}, {change.nature}: {', '.join(change.effects)}"
        )
        if change.change != "same":
            lines.append(
                "".join(
                    f"{MARKS[op.sign][0]}{visible(op.text)}{MARKS[op.sign][1]}" for op in change.ops
                )
            )
    return "\n".join(lines).rstrip("\n") + "\n"


def read(path):
    return path.read_bytes().decode()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_the_redline_says(pair):
    found = described(read(pair / "before.md"), read(pair / "after.md"))
    expected = pair / "expected.txt"
    if UPDATE:
        expected.write_text(found, encoding="utf-8")
    assert found == read(expected)


def test_every_effect_has_its_pair():
    everything = "".join(read(pair / "expected.txt") for pair in PAIRS)
    assert {effect for effect in EFFECTS if effect not in everything} == set()
    assert len(PAIRS) >= 40


def test_typography_pairs_change_no_word():
    for pair in PAIRS:
        expected = read(pair / "expected.txt")
        if pair.name.startswith("typography"):
            assert expected.startswith("0 in, 0 out")
            assert "substantive" not in expected
        if pair.name.startswith("editorial"):
            assert ", editorial:" in expected
            assert "substantive" not in expected
        if pair.name.startswith("substantive"):
            assert ", substantive:" in expected
