"""How the screens look: whole screens as text, in both languages and at two sizes.

`COMENS_UPDATE_GOLDENS=1` writes them again; read the difference before committing it.
"""

import pytest

from comens_tui.i18n import set_language
from comens_tui.operations.desk import Desk
from tests.tui.driving import NARROW, WIDE, driven
from tests.tui.goldens_of_text import compare

#: What is pressed before the picture is taken.
PICTURES = {
    "inbox": [],
    "triage": ["G", "t"],
    "review": ["2", "G", "enter"],
    "review-change": ["2", "k", "enter", "n"],
    "review-final": ["v"],
    "rating": ["2", "r"],
    "agenda": ["3", "enter"],
    "priorities": ["4"],
    "corpus": ["5"],
    "checks": ["6"],
    "finding": ["6", "enter"],
    "search": ["f", *"motif"],
    "help": ["question_mark"],
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "200x60"])
async def test_the_screens_look_as_they_did(
    desk: Desk, language: str, size: tuple[int, int]
) -> None:
    set_language(language)
    columns, lines = size
    async with driven(desk, size=size) as app:
        for name, keys in PICTURES.items():
            text = await app.press("1", *keys)
            compare(f"{name}.{columns}x{lines}.{language}.txt", text)
            await app.press("escape")
