"""No word of either text is ever lost or moved by the way it is shown, whatever the view."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comens_tui.text.redline import redline
from comens_tui.text.tokens import forms_of
from comens_tui.tui import prose
from comens_tui.tui.prose import PageItem, Row, Span
from comens_tui.tui.redline_items import ClauseItem, Look, View, items
from tests.tui.goldens_of_text import compare
from tests.tui.redlined import NEW, OLD

WIDTH = 160
#: What stands for spaces and line ends that are shown as what they are.
_SIGNS = re.compile("‹[A-Z]+›|¶")
_WORDS = (
    "DOIT",
    "devrait",
    "l'usager",
    "l’usager",
    "SI",
    "12",
    "a\u00a0b",
    "œuvre",
    "é",
    "e\u0301",
)
_GAPS = (" ", "\n", "\n\n", "\u00a0", "  ", "\n- ")
TEXTS = st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_GAPS)), max_size=12).map(
    lambda parts: "# T\n\n" + "".join(word + gap for word, gap in parts) + "fin\n"
)


def rows(old: str, new: str, look: Look, width: int = WIDTH) -> list[Row]:
    parts: list[PageItem] = list(items(redline(old, new), look, "p"))
    return [row for part in parts if isinstance(part, ClauseItem) for row in part.rows(width)]


def words(pieces: list[str]) -> list[str]:
    return _SIGNS.sub(" ", "\n".join(pieces)).replace("\u00a0", " ").split()


def side(row: Row, *, is_new: bool) -> str:
    """Return one of the two texts of a row, which are parted by a bar."""
    text = prose.text_of(row.spans)
    left, _bar, right = text.partition(" │ ")
    return right[2:] if is_new else left


def without(row: Row, style: str) -> str:
    """Return a row without the words of one style, a space where they were."""
    return "".join(" " if span.style == style else span.text for span in row.spans)


def kept(spans: list[Span], style: str) -> list[Span]:
    return [span for span in spans if span.style != style]


@given(TEXTS, TEXTS)
def test_side_by_side_holds_every_word_of_each_text_in_its_order(old, new):
    look = Look(view=View.SIDE, changes_only=False, typography=True)
    found = rows(old, new, look)
    assert words([side(row, is_new=False) for row in found]) == words([old])
    assert words([side(row, is_new=True) for row in found]) == words([new])


@given(TEXTS, TEXTS)
def test_the_final_text_is_the_new_one(old, new):
    look = Look(view=View.FINAL, changes_only=False, typography=True)
    assert words([prose.text_of(row.spans) for row in rows(old, new, look)]) == words([new])


@given(TEXTS, TEXTS)
def test_inline_holds_every_letter_of_both_texts(old, new):
    """Without its inserted words the page is the old text, without the others the new one."""
    look = Look(view=View.INLINE, changes_only=False, typography=True)
    found = rows(old, new, look)
    for style, text in ((prose.INSERTED, old), (prose.DELETED, new)):
        shown = "".join(words([without(row, style) for row in found]))
        assert shown == "".join(words([text]))


@given(TEXTS, TEXTS)
def test_with_typography_hidden_the_words_are_still_there(old, new):
    look = Look(view=View.SIDE, changes_only=False)
    found = rows(old, new, look)
    for is_new, text in ((False, old), (True, new)):
        shown = " ".join(side(row, is_new=is_new) for row in found)
        assert "".join(forms_of(shown)) == "".join(forms_of(text))


@given(TEXTS, TEXTS)
def test_lines_of_both_sides_that_share_words_stand_on_one_row(old, new):
    """Equal texts are equal rows: nothing slips by one line."""
    look = Look(view=View.SIDE, changes_only=False, typography=True)
    for row in rows(old, old, look):
        assert side(row, is_new=False).strip() == side(row, is_new=True).strip()


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("width", [78, 164])
def test_each_view_of_a_rich_change_looks_as_it_did(view, width):
    if view is View.SIDE and width < 140:
        pytest.skip("side by side needs room")
    parts = []
    for changes_only, typography in product((True, False), (False, True)):
        look = Look(view=view, changes_only=changes_only, typography=typography, monochrome=True)
        parts.append(f"== {'changes only' if changes_only else 'whole text'}, "
                     f"typography {'shown' if typography else 'hidden'}")  # fmt: skip
        page = items(redline(OLD, NEW), look, "REF.md")
        parts += [
            f"{row.mark} {prose.text_of(row.spans)}".rstrip()
            for item in page
            for row in item.rows(width)
        ]
    assert all(len(line) <= width + 2 for line in parts)
    compare(f"redline.{view}.{width}.txt", "\n".join(parts))
