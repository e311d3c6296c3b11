"""The board, the work programme and the figures in the app."""

import shutil
from pathlib import Path

import pytest

from comens_tui.i18n import set_language
from comens_tui.operations.desk import DEMO_SETTING, open_desk
from comens_tui.tui.terminal import Options
from tests.support import CHAIR, SECRETARY, git, make_repository
from tests.support.ranked import FILES
from tests.tui.conftest import at_noon
from tests.tui.driving import NARROW, WIDE, driven
from tests.tui.goldens_of_text import compare


@pytest.fixture(scope="module")
def ranked_template(tmp_path_factory, sealed_environment):
    root = make_repository(tmp_path_factory.mktemp("ranked") / "workspace", FILES)
    git(root, "config", DEMO_SETTING, "true")
    return root


@pytest.fixture
def ranked(ranked_template, tmp_path):
    root = Path(shutil.copytree(ranked_template, tmp_path / "ranked", symlinks=True))
    desk = open_desk(root, acting_as=SECRETARY, clock=at_noon)
    yield desk
    desk.workspace.close()


async def draw_up(app):
    return await app.press("4", "x", "enter", "enter", "enter")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "200x60"])
async def test_the_board_the_programme_and_the_figures_look_as_they_did(ranked, language, size):
    set_language(language)
    columns, lines = size
    async with driven(ranked, size=size) as app:
        pictures = [("board", await app.press("4"))]
        pictures.append(("board_line", await app.press("down", "enter")))
        await app.press("escape")
        await draw_up(app)
        pictures.append(("programme", await app.press("g")))
        pictures.append(("programme_line", await app.press("down", "enter")))
        await app.press("escape")
        pictures.append(("figures", await app.press("1", "F")))
        for name, text in pictures:
            compare(f"programme_{name}.{columns}x{lines}.{language}.txt", text)


async def test_x_draws_the_programme_up_by_groups(ranked):
    async with driven(ranked, options=Options(theme="ansi-dark", monochrome=True)) as app:
        assert "no work programme yet" in await app.press("4", "u")
        text = await draw_up(app)
    assert "Work programme 2026-S1" in text.splitlines()[0]
    assert "2 taken   4 wait" in text
    assert "GT1    ###################. 19 of 20 days" in text
    assert "GT2    .................... 0 of 10 days" in text


async def test_a_move_asks_its_reason_and_is_marked(ranked):
    async with driven(ranked) as app:
        await draw_up(app)
        await app.press("G", "K")
        assert "must be filled in" in await app.press("enter", "enter")
        await app.type("Recours attendu")
        text = await app.press("enter", "enter")
        assert "5*  P-2026-006" in text
        assert "1 departure" in text
        text = await app.press("enter")
    assert "Recours attendu" in text
    programme = ranked.workspace.snapshot().programmes["2026-S1"]
    assert [(item.rank, item.place) for item in programme.departures] == [(6, 5)]


async def test_nothing_moves_on_the_board_or_beyond_the_ends(ranked):
    async with driven(ranked) as app:
        assert "u shows it" in await app.press("4", "J")
        await draw_up(app)
        assert "cannot go farther" in await app.press("g", "K")


async def test_a_capacity_that_is_badly_written_is_said_in_the_form(ranked):
    async with driven(ranked) as app:
        await app.press("4", "x", "enter")
        await app.type("x")
        assert "GT4=40, GT6=25" in await app.press("enter", "enter")


async def test_the_chair_is_told_to_rate_first(ranked):
    chair = ranked.acting_as(CHAIR)
    async with driven(chair) as app:
        text = await app.press("4")
        assert "Blind until you rate it" in text
        assert "blind to you" in await draw_up(app)


async def test_the_decision_that_adopts_it_is_chosen(ranked):
    async with driven(ranked) as app:
        await draw_up(app)
        text = await app.press("a")
        assert "D-2026-001" in text
        assert "D-2026-002" not in text
        assert "programme adopted" in await app.press("enter")


async def test_the_figures_are_charts_that_read_without_colour(ranked):
    async with driven(ranked, options=Options(theme="ansi-dark", monochrome=True)) as app:
        text = await app.press("F")
        assert "Figures of the committee's work" in text
        assert "do not publish them" in text
        assert "2026-02" in text
        text = await app.press("n", "n", "n", "n")
        assert "What waits for whom" in text
        assert "Samir Benali" in text


async def test_the_programme_is_written_to_a_new_file(ranked, tmp_path):
    target = tmp_path / "p.md"
    async with driven(ranked) as app:
        assert "x draws it up" in await app.press("4", "E")
        await draw_up(app)
        await app.press("E", *["backspace"] * 25)
        await app.type(str(target))
        await app.press("enter", "enter")
    assert target.read_text(encoding="utf-8").startswith("# Work programme 2026-S1")
