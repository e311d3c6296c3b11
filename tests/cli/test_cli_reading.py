"""Text given to a command: from files, standard input and the editor."""

import io
import stat

import pytest

from comens_tui.cli import reading
from comens_tui.errors import UsageError


def test_a_file_is_read_without_its_byte_order_mark(tmp_path):
    (tmp_path / "a.md").write_bytes("\ufeffà\r\n".encode())

    assert reading.file_text(str(tmp_path / "a.md")) == "à\r\n"


def test_a_file_in_another_encoding_is_refused_with_its_line(tmp_path):
    (tmp_path / "a.md").write_bytes(b"un\ndeux \xe9\n")

    with pytest.raises(UsageError) as refusal:
        reading.file_text(str(tmp_path / "a.md"))

    assert "line 2" in refusal.value.message
    assert "iconv" in refusal.value.hint


@pytest.mark.parametrize("name", ["missing.md", "."])
def test_a_file_that_cannot_be_read_is_a_usage_error(tmp_path, name):
    with pytest.raises(UsageError, match="cannot be read"):
        reading.file_text(str(tmp_path / name))


def test_a_file_without_end_is_refused():
    with pytest.raises(UsageError, match="too large"):
        reading.file_text("/dev/zero")


def test_a_dash_reads_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("é".encode())))

    assert reading.text_given("-") == "é"


def test_a_dash_on_a_terminal_is_refused_rather_than_waited_for(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr("sys.stdin", Terminal())

    with pytest.raises(UsageError, match="terminal"):
        reading.text_given("-")


@pytest.fixture
def at_a_terminal(monkeypatch):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)


def _editor(tmp_path, body):
    path = tmp_path / "my editor"
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return f"'{path}' -x"


def test_the_editor_returns_the_text_as_it_was_left(tmp_path, monkeypatch, at_a_terminal):
    monkeypatch.setenv("EDITOR", _editor(tmp_path, 'printf "deux\\n" >> "$2"'))

    assert reading.edited("un\r\n", "REF.md") == "un\r\ndeux\n"


def test_an_editor_that_fails_writes_nothing(tmp_path, monkeypatch, at_a_terminal):
    monkeypatch.setenv("EDITOR", _editor(tmp_path, "exit 1"))

    with pytest.raises(UsageError, match="nothing was written"):
        reading.edited("un", "REF.md")


@pytest.mark.parametrize("editor", ["", "/nowhere/editor"])
def test_without_an_editor_the_way_out_is_said(monkeypatch, at_a_terminal, editor):
    monkeypatch.setenv("EDITOR", editor)

    with pytest.raises(UsageError) as refusal:
        reading.edited("un", "REF.md")

    assert "EDITOR" in refusal.value.hint
