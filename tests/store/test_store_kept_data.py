"""What is kept beside the index is given back whole, or not at all."""

from pathlib import Path

import pytest

from comens_tui.store import kept_data
from comens_tui.store.kept_data import read_kept, write_kept


def test_what_was_kept_is_given_back(tmp_path: Path) -> None:
    write_kept(tmp_path, "found", {"é": ["\ud800", None, 3]})

    assert read_kept(tmp_path, "found") == {"é": ["\ud800", None, 3]}
    assert read_kept(tmp_path, "other") is None


def test_another_program_is_given_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_kept(tmp_path, "found", [1])
    monkeypatch.setattr(kept_data, "program_stamp", lambda: "another")

    assert read_kept(tmp_path, "found") is None


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff\n{}", b"PROGRAM\n{", b"PROGRAM\n" + b"[" * 10**5]
)
def test_what_is_damaged_is_nothing(tmp_path: Path, content: bytes) -> None:
    write_kept(tmp_path, "found", [1])
    file = next(tmp_path.rglob("*.json"))
    file.write_bytes(content.replace(b"PROGRAM", file.read_bytes().split(b"\n")[0]))

    assert read_kept(tmp_path, "found") is None


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder would be", encoding="utf-8")

    write_kept(tmp_path, "found", [1])

    assert read_kept(tmp_path, "found") is None
