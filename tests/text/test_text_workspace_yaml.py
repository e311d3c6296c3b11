"""Every piece of YAML of this repository's own workspace is read as ruamel reads it."""

from pathlib import Path

import pytest

from comens_tui.text.markdown import fenced_blocks, front_matter_text
from comens_tui.text.yaml_fast import load_yaml
from tests.text.ruamel_reading import read_by_ruamel

ROOT = Path(__file__).parent.parent.parent
RECORDS = sorted(
    path
    for folder in ("corpus", "proposals", "decisions")
    for path in (ROOT / folder).rglob("*.yaml")
)
DOCUMENTS = sorted((ROOT / "corpus").rglob("*.md"))


def test_there_is_a_workspace_to_read() -> None:
    assert len(RECORDS) > 200
    assert len(DOCUMENTS) >= 12


@pytest.mark.parametrize("start", range(0, len(RECORDS), 20))
def test_records_are_read_as_ruamel_reads_them(start: int) -> None:
    for path in RECORDS[start : start + 20]:
        text = path.read_text(encoding="utf-8")
        assert load_yaml(text) == read_by_ruamel(text), path


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_blocks_of_documents_are_read_as_ruamel_reads_them(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = [front_matter_text(text)[0], *(block.content for block in fenced_blocks(text))]
    assert len(blocks) >= 1
    for block in blocks:
        assert load_yaml(block) == read_by_ruamel(block)
