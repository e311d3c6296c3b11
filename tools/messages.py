"""Keep the translations in step with the code.

`python -m tools.messages` extracts every message into `comens.po`, keeping what is
translated; `--check` says what is missing, stale, or has other fields than its source,
and compiles nothing. `--compile` writes the `.mo` beside each `.po`.
"""

import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from comens_tui.checks.explanations import paragraphs as check_paragraphs
from comens_tui.checks.registry import ALL_CHECKS

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "comens_tui/locale/fr/LC_MESSAGES/comens.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
FIELD = re.compile(r"\{(\w*)[^{}]*\}")


def extracted() -> Catalog:
    """Return every message of the package, in order of first appearance."""
    catalog = Catalog(project="comens-tui", charset="utf-8")
    found = extract_from_dir(
        ROOT / "comens_tui", method_map=[("**.py", "python")], keywords=KEYWORDS
    )
    for path, _line, message, _comments, context in found:
        catalog.add(message, locations=[(f"comens_tui/{path}", 1)], context=context)
    for check in ALL_CHECKS:
        for paragraph in check_paragraphs(check):
            catalog.add(paragraph, locations=[("comens_tui/checks", 1)])
    return catalog


def translated() -> Catalog:
    """Return the French catalogue as it is kept, empty if there is none."""
    if not CATALOGUE.exists():
        return Catalog(locale="fr", project="comens-tui", charset="utf-8")
    with CATALOGUE.open("rb") as lines:
        return read_po(lines, locale="fr")


def faults(source: Catalog, target: Catalog) -> list[str]:
    """Return what is wrong with the translations, one sentence each."""
    said = []
    for message in source:
        if not message.id:
            continue
        known = target.get(message.id)
        if known is None or not _complete(known):
            said.append(f"not translated: {message.id!r}")
        elif _fields(known.id) != _fields(known.string):
            said.append(f"other fields than its source: {message.id!r}")
    said += [
        f"no longer used: {message.id!r}"
        for message in target
        if message.id and source.get(message.id) is None
    ]
    return said


def _complete(message: Message) -> bool:
    forms = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return all(forms) and "fuzzy" not in message.flags


def _fields(text: str | list[str] | tuple[str, ...] | None) -> set[str]:
    forms = [text] if isinstance(text, str) else list(text or ())
    return {name for form in forms for name in FIELD.findall(form)}


def main(arguments: list[str]) -> int:
    """Update, check or compile the French catalogue; return 1 when a check fails."""
    target = translated()
    if "--compile" in arguments:
        with CATALOGUE.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, target)
        return 0
    source = extracted()
    if "--check" in arguments:
        said = faults(source, target)
        print("\n".join(said), file=sys.stderr)
        return 1 if said else 0
    target.update(source, no_fuzzy_matching=True)
    target.obsolete.clear()
    # A date that changes by itself would set two branches against each other.
    target.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
    buffer = io.BytesIO()
    write_po(buffer, target, width=100, no_location=True, omit_header=False, sort_output=True)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(buffer.getvalue())
    print(f"{len(faults(source, target))} messages wait for their translation")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
