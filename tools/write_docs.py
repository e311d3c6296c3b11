"""Write every generated page of `docs/`, or with `--check` say which is out of date.

A page is a function without arguments that returns its text; add it to `PAGES`.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from comens_tui.i18n import set_language
from tools import commands_page, format_page, keys_page, states_page, write_check_docs

ROOT = Path(__file__).parent.parent
PAGES: dict[str, Callable[[], str]] = {
    "docs/commands.md": commands_page.page,
    "docs/checks.md": write_check_docs.page,
    "docs/format.md": format_page.page,
    "docs/keys.md": keys_page.page,
    "docs/states.md": states_page.page,
}


def main(arguments: list[str]) -> int:
    """Write the pages, or check them; return 1 when a checked page is out of date."""
    set_language("en")
    stale = [path for path, page in PAGES.items() if _current(path) != page()]
    if "--check" not in arguments:
        for path in stale:
            (ROOT / path).write_text(PAGES[path](), encoding="utf-8")
            print(f"wrote {path}")
        return 0
    for path in stale:
        print(f"{path} is out of date: run python -m tools.write_docs", file=sys.stderr)
    return 1 if stale else 0


def _current(path: str) -> str:
    target = ROOT / path
    return target.read_text(encoding="utf-8") if target.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
