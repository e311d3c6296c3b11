"""`docs/images/*.svg`: the app as it looks on a demonstration of a fixed day.

Run `python -m tools.screenshots`; read the pictures before committing them.
"""

import asyncio
import re
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from comens_tui.demo.build import build
from comens_tui.i18n import set_language
from comens_tui.operations.desk import open_desk
from comens_tui.tui.app import ComensApp
from comens_tui.tui.screens.registry import screens_of
from comens_tui.tui.session import Session
from comens_tui.tui.terminal import DARK, Options

FOLDER = Path(__file__).parent.parent / "docs" / "images"
SECRETARY = "clairbois"
#: The meeting of the demonstration is held that day.
DAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
SIZE = (100, 28)
#: Pictures of another size.
SIZES = {"review-side-by-side": (200, 60)}
#: What is pressed, from the inbox, before each picture is taken.
PICTURES = {
    "inbox": ("1",),
    "review": ("2", "slash", *"P-2025-016", "enter", "enter", "n"),
    "review-side-by-side": ("2", "slash", *"P-2025-013", "enter", "enter", "n"),
    "meeting": ("3", "enter", "enter"),
    "release": ("7",),
}
#: The fonts that Textual names are fetched from a network; the reader's own do as well.
_FONT_FACES = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def main() -> None:
    """Write every picture."""
    set_language("en")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = build(Path(folder, "demo"), now=DAY, said=lambda _sentence: None)
        asyncio.run(_take(root))


async def _take(root: Path) -> None:
    desk = open_desk(root, acting_as=SECRETARY, clock=lambda: DAY)
    session = Session(desk=desk, options=Options(theme=DARK, mouse=False))
    try:
        for name, keys in PICTURES.items():
            app = ComensApp(session.options, lambda: screens_of(session))
            async with app.run_test(size=SIZES.get(name, SIZE)) as pilot:
                for key in keys:
                    await _settle(app, pilot)
                    await pilot.press(key)
                await _settle(app, pilot)
                await pilot.pause()
                picture = _FONT_FACES.sub("", app.export_screenshot(title="comens", simplify=True))
            path = FOLDER / f"{name}.svg"
            path.write_text(picture.rstrip() + "\n", encoding="utf-8")
    finally:
        session.close()
        desk.workspace.close()


async def _settle(app: ComensApp, pilot: Pilot[int]) -> None:
    """Wait for what is being read; a reading that a newer one silenced is no failure."""
    with suppress(WorkerCancelled):
        await app.workers.wait_for_complete()
    while any(worker.is_running for worker in app.workers):
        await pilot.pause()


if __name__ == "__main__":
    main()
