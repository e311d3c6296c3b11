"""The review screen: what it says first, where one is, comments at their clause, the merge."""

import re
from pathlib import Path
from threading import Event

import pytest

from comens_tui.i18n import set_language
from comens_tui.operations import convocation, meetings, proposals, views
from comens_tui.operations.desk import Desk
from comens_tui.text.redline import Reading, Redline
from comens_tui.tui import app as comens_app
from comens_tui.tui.terminal import Options
from tests.support import MEMBERS, REFERENTIAL_MD, commit_all, write_files
from tests.tui.driving import NARROW, WIDE, Driven, SubstantiveText, driven
from tests.tui.goldens_of_text import compare

DOCUMENT = "corpus/referentials/REF-ESS.md"
SUBSTANTIVE, EDITORIAL, RICH = "P-2026-001", "P-2026-002", "P-2026-004"


@pytest.fixture
def rich(desk: Desk) -> Desk:
    """A proposal with three changes, a hidden one of typography, and comments at two clauses."""
    text = SubstantiveText.weakened(REFERENTIAL_MD)
    text = text.replace("Le Système DEVRAIT informer l'usager", "Le Système DOIT informer l’usager")
    text = text.replace("PEUT proposer une aide", "PEUT proposer par mois 2 formes d'aide")
    proposals.new_proposal(
        desk, title="Tout revoir", motive="Un lot.", texts={DOCUMENT: text}
    )  # fmt: skip
    for clause, words in (("ETH.1", "Trop faible."), ("ETH.99", "Et celle-ci ?")):
        proposals.comment_proposal(desk, RICH, words, document=DOCUMENT, clause=clause)
        desk = tick(desk)
    proposals.comment_proposal(desk, RICH, "Merci du travail.")
    return desk


def tick(desk: Desk) -> Desk:
    """Let a second pass: comments are filed by their second."""
    from dataclasses import replace
    from datetime import timedelta

    now = desk.now() + timedelta(seconds=1)
    return replace(desk, clock=lambda: now)


def move_corpus(desk: Desk, old: str, new: str) -> None:
    root = Path(desk.workspace.root)
    write_files(root, {DOCUMENT: (root / DOCUMENT).read_text().replace(old, new)})
    commit_all(root, "Move the corpus.")


async def opened(app: Driven, words: str = "revoir") -> str:
    await app.press("2", "slash")
    await app.type(words)
    return await app.press("enter", "enter")


async def confirm(app: Driven) -> None:
    await app.press("j", "enter")


def joined(text: str) -> str:
    return " ".join(text.split())


async def test_the_gravest_effect_comes_first_and_hidden_typography_is_counted(rich: Desk) -> None:
    async with driven(rich) as app:
        text = await opened(app)
        assert text.index("WEAKENED") < text.index("strengthened") < text.index("State")
        assert app.line("!   WEAKENED").endswith("ETH.1")
        assert "1 change of typography hidden: T shows it." in text
        assert "hidden: T" not in await app.press("T")


async def test_n_goes_from_change_to_change_and_the_title_counts_them(rich: Desk) -> None:
    async with driven(rich) as app:
        assert "3 changes" in (await opened(app)).splitlines()[0]
        for number, name in enumerate(("ETH.1", "ETH.2", "ETH.10"), 1):
            lines = (await app.press("n")).splitlines()
            assert f"change {number}/3" in lines[0]
            assert lines[1].startswith(f"{name} — ")
        assert "change 2/3" in (await app.press("N")).splitlines()[0]
        assert "final text" in await app.press("v")
        assert "change 2/3" in app.line("COMENS")


async def test_the_list_of_clauses_is_a_window_when_narrow(rich: Desk) -> None:
    async with driven(rich) as app:
        await opened(app)
        text = await app.press("l")
        assert "~ ETH.1 " in text
        assert "WEAKENED" in app.line("> ~ ETH.1")
        assert "change 3/3" in (await app.press("G", "enter")).splitlines()[0]
        assert "> ~ ETH.10" in await app.press("l")


async def test_the_list_of_clauses_is_a_column_when_broad_and_follows(rich: Desk) -> None:
    async with driven(rich, size=WIDE) as app:
        text = await opened(app)
        assert "> ~ ETH.1 " in text
        assert "Text in force" in text
        assert "> ~ ETH.2 " in await app.press("n", "n")
        assert "change 3/3" in await app.press("l", "j")
        assert "> ~ ETH.10" in app.text()
        await app.press("escape")
        assert app.app.base.focused is app.app.base.query_one("#detail")
        await app.pilot.resize_terminal(*NARROW)
        await app.rest()
        assert "change 3/3" in app.line("COMENS")


async def test_comments_stand_at_their_clause_or_say_that_it_is_gone(rich: Desk) -> None:
    async with driven(rich, size=(100, 60)) as app:
        text = await opened(app)
        where = [text.index(part) for part in ("### ETH.1 ", "Trop faible.", "### ETH.2 ")]
        assert where == sorted(where)
        assert "on ETH.99, which is in no text any more" in text
        assert text.index("Comments") < text.index("Et celle-ci ?") < text.index("Merci du travail")


async def test_a_comment_is_on_the_clause_that_is_read_and_says_so(rich: Desk) -> None:
    async with driven(tick(rich)) as app:
        await opened(app)
        assert "Comment on the whole of P-2026-004" in await app.press("c")
        await app.press("escape")
        assert "Comment on ETH.2, in P-2026-004" in await app.press("n", "n", "c")
        await app.type("Enfin")
        await app.press("tab", "enter")
        assert "Enfin" in app.text()
    added = [item for item in rich.workspace.snapshot().comments[RICH] if item.text == "Enfin"]
    assert [(item.document, item.clause, item.blob is None) for item in added] == [
        (DOCUMENT, "ETH.2", False)
    ]


async def test_a_comment_is_settled_and_opened_again(rich: Desk) -> None:
    async with driven(rich) as app:
        await opened(app)
        text = await app.press("n", "C")
        assert "ETH.1  Samir Benali, still open" in text
        assert "(settled)" in await app.press("enter")
        assert "settled" in await app.press("n", "C")
        assert "(settled)" not in await app.press("enter")


async def test_a_clause_is_quoted_with_its_source(rich: Desk, monkeypatch) -> None:
    async with driven(rich) as app:
        await opened(app)
        sent: list[str] = []
        monkeypatch.setattr(app.app, "copy_to_clipboard", sent.append)
        text = await app.press("n", "y")
        assert "Sent to the terminal's clipboard: ETH.1, P-2026-004 (REF-ESS.md:21)" in text
        assert sent[0].startswith(f"“ETH.1, P-2026-004 ({DOCUMENT}, line 21): ### ETH.1 — ")
        assert "ALORS le Système DEVRAIT lui permettre" in sent[0]
        monkeypatch.setattr(comens_app, "LONGEST_COPY", 100)
        text = await app.press("y")
        assert "Too long for the terminal's clipboard: see ETH.1, P-2026-004" in joined(text)
        assert len(sent) == 1


async def test_the_rivals_are_named_before_a_vote_opens(desk: Desk) -> None:
    convocation.convene_meeting(desk, "S-2026-01")
    meetings.open_meeting(desk, "S-2026-01")
    meetings.attend(desk, "S-2026-01", MEMBERS, "present")
    async with driven(desk) as app:
        text = await app.press("3", "enter", "j", "enter", "o")
        assert "P-2026-001 also changes ETH.1: Assouplir" in joined(text)
        await confirm(app)
    assert desk.workspace.snapshot().meetings["S-2026-01"].item(1).state == "open"


# -- the merge


async def test_nothing_else_happens_before_the_merge(desk: Desk) -> None:
    move_corpus(desk, "d'en consigner le motif.", "d'en dire le motif.")
    async with driven(desk) as app:
        text = await opened(app, "assouplir")
        assert "in conflict on ETH.1: b merges" in joined(text)
        for key in ("x", "a", "e"):
            assert "Merge P-2026-001 with the text in force" in await app.press(key)
            await app.press("escape")
        assert "What you rate" not in await app.press("escape")


async def test_a_conflict_is_three_redlines_and_a_choice_writes_one_rebase(desk: Desk) -> None:
    move_corpus(desk, "d'en consigner le motif.", "d'en dire le motif.")
    head = desk.workspace.head()
    options = Options(theme="ansi-dark", monochrome=True)
    async with driven(desk, size=(100, 60), options=options) as app:
        await opened(app, "assouplir")
        text = joined(await app.press("b"))
        for title in ("What came into force since", "What the proposal changes",
                      "From the text in force to the proposed one"):  # fmt: skip
            assert title in text
        assert "[-consigner-]{+dire+}" in text
        assert "[-DOIT-]{+DEVRAIT+}" in text
        assert "[-dire-]{+consigner+}" in text
        assert "1 clause to settle" in text
        await app.press("x")
        assert desk.workspace.head() == head
        assert "kept: the proposed text" in await app.press("p")
        assert "kept: the text in force" in await app.press("f")
        await app.press("escape")
        assert "kept: the text in force" in await app.press("b")
        assert "b merges" not in await app.press("x")
    proposed = desk.workspace.snapshot().texts[SUBSTANTIVE][DOCUMENT]
    assert "DOIT lui permettre d'en dire le motif" in proposed
    assert desk.workspace.log(limit=1)[0].trailers["Comens-Operation"] == "proposal.rebase"
    assert desk.workspace.snapshot(f"{desk.workspace.head()}^").revision == head


async def test_a_conflict_is_settled_by_ones_own_words(desk: Desk, monkeypatch, tmp_path) -> None:
    move_corpus(desk, "d'en consigner le motif.", "d'en dire le motif.")
    editor(monkeypatch, tmp_path, "sed -i -e '/^<<<<<<</d' -e '/^=======/,/^>>>>>>>/d'")
    async with driven(desk, size=(100, 60)) as app:
        await opened(app, "assouplir")
        text = await app.press("b", "e")
        assert "kept: your text" in text
        assert "Your text, against the one in force" in text
        await app.press("x")
    proposed = desk.workspace.snapshot().texts[SUBSTANTIVE][DOCUMENT]
    assert "<<<<<<<" not in proposed
    assert "d'en dire le motif" in proposed
    assert "level: recommended\nprinciples: [autonomy]\n" in proposed


async def test_a_merge_without_conflict_shows_what_it_takes(desk: Desk) -> None:
    move_corpus(desk, "une aide humaine", "une aide joignable")
    async with driven(desk) as app:
        assert "without conflict: b merges" in joined(await opened(app, "assouplir"))
        text = await app.press("b")
        assert "what came into force since, and is taken" in joined(text)
        assert "joignable" in text
        assert "Nothing is left to settle: x writes the merge." in text
        assert "without conflict" not in await app.press("x")
    assert "une aide joignable" in desk.workspace.snapshot().texts[SUBSTANTIVE][DOCUMENT]


# -- editing


def editor(monkeypatch, tmp_path: Path, command: str) -> None:
    """Set an editor that is a script; the app of the tests has no terminal to leave."""
    from contextlib import nullcontext

    script = tmp_path / "editor"
    script.write_text(f'#!/bin/sh\n{command} "$1"\n')
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setattr(comens_app.ComensApp, "suspend", lambda _app: nullcontext())


async def test_what_the_checks_find_is_said_on_return_from_the_editor(
    rich: Desk, monkeypatch, tmp_path
) -> None:
    editor(monkeypatch, tmp_path, "sed -i 's/en termes simples/en termes simples si possible/'")
    async with driven(rich, size=(100, 40)) as app:
        await opened(app)
        text = joined(await app.press("e", "enter"))
        assert "the checks find" in text
        assert "Q025 line" in text
        await app.press("enter")
        assert "si possible" in app.text()


async def test_a_text_that_no_longer_fits_is_refused_named_and_kept(
    rich: Desk, monkeypatch, tmp_path
) -> None:
    editor(monkeypatch, tmp_path, "sed -i 's/^level: recommended/level: vague/'")
    head = rich.workspace.head()
    async with driven(rich, size=(100, 40)) as app:
        await opened(app)
        text = joined(await app.press("e", "enter"))
        assert "Not done" in text
        assert re.search(rf"{DOCUMENT}:\d+: ", text)
        assert "Your text is kept" in text
        assert rich.workspace.head() == head
        await app.press("enter")
        kept = app.app.base.session.refused_texts[RICH, DOCUMENT]
        assert "level: vague" in kept


# -- how it looks


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "200x60"])
async def test_the_review_looks_as_it_did(rich: Desk, language: str, size: tuple[int, int]) -> None:
    set_language(language)
    move_corpus(rich, "d'en consigner le motif.", "d'en dire le motif.")
    columns, lines = size
    options = Options(theme="ansi-dark", monochrome=True)
    async with driven(rich, size=size, options=options) as app:
        await opened(app)
        pictures = {"top": [], "change": ["n"], "whole": ["u"], "clauses": ["u", "l"],
                    "final": ["escape", "v"], "merge": ["b"]}  # fmt: skip
        for name, keys in pictures.items():
            text = await app.press(*keys)
            compare(f"reviewed-{name}.{columns}x{lines}.{language}.txt", text)


async def test_a_long_text_shows_its_first_changes_before_the_rest(rich: Desk, monkeypatch) -> None:
    """What comes last is compared only once what comes first has been seen on the screen."""
    monkeypatch.setattr(views, "LONG_TEXT", 0)
    monkeypatch.setattr(views, "FIRST_CHANGES", 1)
    seen = Event()
    whole = Reading.redline

    def late(reading: Reading) -> Redline:
        assert seen.wait(timeout=60)
        return whole(reading)

    async with driven(rich) as app:
        await app.press("2", "slash")
        await app.type("revoir")
        await app.press("enter")
        monkeypatch.setattr(Reading, "redline", late)
        app._send("enter")
        for _turn in range(1000):
            if "WEAKENED × 1" in app.text():
                break
            await app.pilot.pause()
        assert "The texts are being compared" in app.text()
        assert "Tout revoir" in app.text()
        assert "What it does" not in app.text()
        seen.set()
        await app.rest()
        assert "What it does" in app.text()
        assert "The texts are being compared" not in app.text()
