"""The redline as it is read: marks, words, views."""

from comens_tui.text.redline import redline
from comens_tui.tui.prose import PageItem, Row, text_of
from comens_tui.tui.redline_items import ClauseItem, Look, View, cycle, items
from tests.support import REFERENTIAL_MD
from tests.tui.driving import SubstantiveText

PATH = "corpus/referentials/REF-ESS.md"


def rows(parts: list[PageItem], width: int = 70) -> list[Row]:
    return [row for part in parts for row in part.rows(width)]


def text(new: str, look: Look, width: int = 70) -> str:
    parts = list(items(redline(REFERENTIAL_MD, new), look, PATH))
    return "\n".join(f"{row.mark} {text_of(row.spans)}".rstrip() for row in rows(parts, width))


def test_a_weakened_duty_is_marked_in_words_and_in_the_gutter() -> None:
    page = text(SubstantiveText.weakened(REFERENTIAL_MD), Look())
    assert "~ ETH.1  changed: WEAKENED" in page
    assert "~ level: mandatory recommended" in page
    assert any(line.startswith("~ ") and "DEVRAIT" in line for line in page.splitlines())


def test_without_colour_what_goes_and_what_comes_is_bracketed() -> None:
    page = text(SubstantiveText.weakened(REFERENTIAL_MD), Look(monochrome=True))
    joined = " ".join(line[2:] for line in page.splitlines())
    assert "[-DOIT-]" in joined.replace("[-DOIT -]", "[-DOIT-]")
    assert "DEVRAIT" in joined


def test_changes_only_counts_what_it_leaves_out() -> None:
    new = SubstantiveText.weakened(REFERENTIAL_MD)
    assert "(3 unchanged clauses)" in text(new, Look())
    assert "unchanged" not in text(new, Look(changes_only=False))


def test_typography_is_hidden_until_asked_for() -> None:
    new = REFERENTIAL_MD.replace("d'un refus", "d’un refus")
    hidden = text(new, Look())
    assert "changed" not in hidden.replace("unchanged", "")
    assert "typography" in text(new, Look(typography=True)) or "changed" in text(
        new, Look(typography=True)
    ).replace("unchanged", "")


def test_the_final_text_has_no_mark() -> None:
    look = Look(view=View.FINAL)
    new = SubstantiveText.weakened(REFERENTIAL_MD)
    page = list(items(redline(REFERENTIAL_MD, new), look, PATH))
    final = [row for part in page if isinstance(part, ClauseItem) for row in part.rows(70)]
    assert all(row.mark == " " for row in final)
    whole = " ".join(text_of(row.spans) for row in final)
    assert "DEVRAIT" in whole
    assert "DOIT" not in whole


def test_side_by_side_puts_both_texts_on_one_row() -> None:
    look = Look(view=View.SIDE)
    page = text(SubstantiveText.weakened(REFERENTIAL_MD), look, 150)
    line = next(line for line in page.splitlines() if "DEVRAIT" in line)
    left, right = line.split(" │ ")
    assert "DOIT" in left
    assert "DEVRAIT" in right


def test_an_added_clause_is_marked_on_every_line() -> None:
    new = REFERENTIAL_MD + "\n### ETH.11 — Nouvelle\n\nLe Système DOIT répondre.\n"
    page = text(new, Look()).splitlines()
    start = next(n for n, line in enumerate(page) if "ETH.11" in line)
    assert all(line.startswith("+") for line in page[start:] if line.strip())


def test_a_bidirectional_override_is_shown_as_what_it_is() -> None:
    new = REFERENTIAL_MD.replace("termes simples", "termes \u202esimples")
    assert "‹RLO›" in text(new, Look())


def test_views_follow_each_other_and_side_by_side_needs_room() -> None:
    look = Look()
    assert cycle(look, 200).view is View.SIDE
    assert cycle(look, 80).view is View.FINAL
    assert cycle(cycle(cycle(look, 200), 200), 200).view is View.INLINE
