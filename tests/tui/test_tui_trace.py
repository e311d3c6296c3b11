"""The trace screen, and the impact of a requirement from the corpus and the review."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from comens_tui.i18n import set_language
from comens_tui.operations.desk import Desk, open_desk
from comens_tui.tui.terminal import Options
from tests.support import SECRETARY, git, make_repository
from tests.support.traced import FILES
from tests.tui.conftest import at_noon
from tests.tui.driving import NARROW, WIDE, driven
from tests.tui.goldens_of_text import compare


@pytest.fixture(scope="module")
def traced_root(tmp_path_factory: pytest.TempPathFactory, sealed_environment: Path) -> Path:
    """A workspace in which everything is linked; never write into it."""
    root = make_repository(tmp_path_factory.mktemp("traced") / "workspace", FILES)
    git(root, "config", "comens.demo", "true")
    return root


@pytest.fixture
def traced(traced_root: Path) -> Iterator[Desk]:
    """The secretary on that workspace."""
    opened = open_desk(traced_root, acting_as=SECRETARY, clock=at_noon)
    yield opened
    opened.workspace.close()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "200x60"])
async def test_the_matrices_and_an_impact_look_as_they_did(
    traced: Desk, language: str, size: tuple[int, int]
) -> None:
    set_language(language)
    columns, lines = size
    pictures = {
        "trace_principles": ["9", "down", "down", "l", "l"],
        "trace_chain": ["u"],
        "trace_links": ["enter"],
    }
    async with driven(traced, size=size) as app:
        for name, keys in pictures.items():
            text = await app.press(*keys)
            compare(f"{name}.{columns}x{lines}.{language}.txt", text)


async def test_the_azerty_key_and_the_words_above_the_matrix(traced: Desk) -> None:
    async with driven(traced, options=Options(theme="ansi-dark", monochrome=True)) as app:
        text = await app.press("ç")
    assert "9 Trace" in text.splitlines()[0]
    words = " ".join(text.split())
    assert "No mandatory requirement for these principles: beneficence" in words
    assert "1 report never answered: EV-2026-0002" in words
    assert "# mandatory" in text
    assert "[1 (0)]" in text


async def test_a_cell_opens_its_requirements_and_one_of_them_its_text(traced: Desk) -> None:
    async with driven(traced) as app:
        await app.press("9", "l", "l")
        text = await app.press("enter")
        assert "autonomy, every document" in text
        assert "ETH.1 " in text
        assert "ETH.10" not in text
        text = await app.press("down", "enter")
    assert "5 Corpus" in text.splitlines()[0]
    assert "ETH.2" in text.splitlines()[0]


async def test_a_row_of_the_chain_opens_its_trace_up_to_the_release(traced: Desk) -> None:
    async with driven(traced) as app:
        text = await app.press("9", "u", "enter")
        assert "Trace of EV-2026-0001" in text
        assert text.index("P-2026-001") < text.index("D-2026-001") < text.index("cens-v1.0.0")
        text = await app.press(*["down"] * 3, "enter")
        assert "Trace of D-2026-001" in text
        assert "9 Trace" in await app.press("escape")


async def test_only_the_unanswered_reports_can_be_kept(traced: Desk) -> None:
    async with driven(traced) as app:
        await app.press("9", "u", "s")
        text = await app.press("down", "enter")
    assert "EV-2026-0002" in text
    assert "EV-2026-0003" not in text
    assert "1 line" in text


async def test_i_opens_the_impact_of_the_requirement_under_the_cursor(traced: Desk) -> None:
    async with driven(traced) as app:
        await app.press("5", "slash")
        await app.type("ETH.1 motif")
        await app.press("enter")
        app.app.screen.query_one("#list").select("corpus/referentials/REF-ESS.md|ETH.1")
        text = await app.press("i")
        assert "Impact of ETH.1" in text
        assert "It took the place of: ETH.3" in text
        assert "EV-2026-0001" in text
        await app.press(*["down"] * 5)
        text = await app.press("enter")
    assert "5 Corpus  GUI-ESS" in text.splitlines()[0]


async def test_i_on_a_proposal_opens_the_impact_of_what_it_changes(traced: Desk) -> None:
    async with driven(traced) as app:
        await app.press("2", "slash")
        await app.type("P-2026-002")
        await app.press("enter", "enter")
        text = await app.press("i")
        assert "Impact of ETH.1" in text
        await app.press("escape", "escape")
        assert "Trace of P-2026-002" in await app.press("i")


async def test_i_opens_the_links_of_what_the_inbox_or_the_search_shows(traced: Desk) -> None:
    async with driven(traced) as app:
        await app.press("u")
        app.app.screen.query_one("#list").select("EV-2026-0001")
        assert "Trace of EV-2026-0001" in await app.press("i")
        await app.press("q", "f")
        await app.type("d-2026-1")
        text = await app.press("enter")
        assert "i links" in text.splitlines()[-1]
        assert "Trace of D-2026-001" in await app.press("i")
        assert "f find  D-2026-001" in await app.press("q")
        assert "decision 1" in await app.press("q")


async def test_a_title_of_a_group_leads_nowhere_and_q_leaves_the_links(traced: Desk) -> None:
    async with driven(traced) as app:
        links = await app.press("9", "u", "enter")
        assert await app.press("up") != links
        assert "Trace of EV-2026-0001" in await app.press("enter")
        text = await app.press("q")
    assert "9 Trace" in text.splitlines()[0]
    assert "Trace of" not in text


async def test_a_low_window_is_for_the_list(traced: Desk) -> None:
    async with driven(traced, size=(60, 15)) as app:
        text = await app.press("9")
    assert "never answered" not in text
    assert "REF-ESS" in text


async def test_a_decision_met_on_another_screen_is_traced_over_the_matrix(traced: Desk) -> None:
    async with driven(traced, size=WIDE) as app:
        await app.press("5")
        app.app.screen.query_one("#list").select("corpus/referentials/REF-ESS.md|ETH.1")
        text = await app.press("i")
        rows = text.splitlines()
        place = next(n for n, row in enumerate(rows) if row.strip().startswith("D-2026-001"))
        start = next(n for n, row in enumerate(rows) if row.startswith(">"))
        text = await app.press(*["down"] * (place - start), "enter")
        assert "Trace of D-2026-001" in text
        text = await app.press("escape")
    assert "9 Trace" in text.splitlines()[0]
    assert "REF-ESS" in text
