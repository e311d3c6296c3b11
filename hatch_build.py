"""Compile the translations, and put the demonstration's texts into a wheel."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DEMO_FOLDERS = ("corpus", "proposals", "decisions")


class ContentHook(BuildHookInterface[Any]):
    """Write one `.mo` beside each `.po`; a build without its translations fails."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile each catalogue under `comens_tui/locale`."""
        for source in sorted(Path(self.root, "comens_tui/locale").rglob("*.po")):
            with source.open("rb") as lines:
                catalog = read_po(lines, locale=source.parent.parent.name)
            with source.with_suffix(".mo").open("wb") as target:
                write_mo(target, catalog)
        if self.target_name == "wheel" and version == "standard":
            for folder in DEMO_FOLDERS:
                target_folder = f"comens_tui/workspace/{folder}"
                build_data["force_include"][str(Path(self.root, folder))] = target_folder
