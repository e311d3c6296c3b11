"""What a failure becomes: one sentence, a way out, and its exit status."""

import errno
import io
import os
import tempfile

import pytest

from comens_tui import errors
from comens_tui.cli import failures
from comens_tui.model.places import (
    consultation_path,
    decision_path,
    meeting_path,
    proposal_path,
    report_path,
)
from tests.cli.running import comens
from tests.support import commit_all, write_files


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.RefusedError("No.", "Wait."), 1),
        (errors.UnknownRecordError("No.", "Wait."), 1),
        (errors.StaleRecordError("No.", "Wait."), 1),
        (errors.BusyError("No.", "Wait."), 1),
        (errors.SigningError("No.", "Wait."), 1),
        (errors.UsageError("No.", "Wait."), 2),
        (errors.WorkspaceError("No.", "Wait."), 2),
    ],
)
def test_an_error_is_a_sentence_and_a_way_out(error, status, capsys):
    assert failures.status_of(error, []) == status
    assert capsys.readouterr() == ("", "comens: No.\n  Wait.\n")


def test_a_broken_file_is_named_with_its_line(capsys):
    error = errors.RecordError("The key x is missing.", "Add it.", path="decisions/a.yaml", line=3)

    assert failures.status_of(error, []) == 1
    assert capsys.readouterr().err == (
        "comens: decisions/a.yaml:3: The key x is missing.\n  Add it.\n"
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "may not"),
        (errno.ENOENT, "no such file"),
    ],
)
def test_what_the_system_refuses_is_a_sentence_too(number, words, capsys, monkeypatch):
    monkeypatch.setattr(failures, "_silence_outputs", lambda: None)

    assert failures.status_of(OSError(number, os.strerror(number), "/some/file"), []) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "/some/file" in said
    assert "Traceback" not in said


def test_an_interruption_is_130(capsys):
    assert failures.status_of(KeyboardInterrupt(), []) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_reader_that_went_away_is_told_nothing(capsys, monkeypatch):
    monkeypatch.setattr(failures, "_silence_outputs", lambda: None)

    assert failures.status_of(BrokenPipeError(), []) == 141
    assert capsys.readouterr() == ("", "")


def test_a_bug_is_one_sentence_and_a_log_with_the_traceback(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    assert failures.status_of(ZeroDivisionError("boom"), ["report", "list"]) == 3

    said = capsys.readouterr().err
    (log,) = (tmp_path / "comens").iterdir()
    assert said == (
        f"comens: This is a bug of comens (ZeroDivisionError); what happened is in {log}\n"
    )
    assert "ZeroDivisionError: boom" in log.read_text(encoding="utf-8")
    assert "comens report list" in log.read_text(encoding="utf-8")


def test_a_bug_without_a_folder_to_log_in_is_logged_elsewhere(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "tmp"))

    assert failures.status_of(ZeroDivisionError(), []) == 3
    assert str(tmp_path / "tmp") in capsys.readouterr().err


def test_a_message_cannot_drive_the_terminal(capsys):
    failures.say(errors.RefusedError("a\x1b[2Jb", "c\u202ed"))

    assert capsys.readouterr().err == "comens: a‹ESC›[2Jb\n  c‹RLO›d\n"


def test_outside_a_workspace_the_way_out_is_said(tmp_path):
    outcome = comens("report list", root=tmp_path)

    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err.startswith("comens: There is no workspace in ")


def test_an_output_that_cannot_write_a_letter_writes_its_code(monkeypatch, workspace_root):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    monkeypatch.setattr("sys.stdout", stream)
    from comens_tui.cli.main import main

    status = main(
        ["--lang", "en", "--workspace", str(workspace_root), "report", "list"],
        open_app=lambda *_args, **_kw: 0,
    )

    assert status == 0
    assert rb"Un refus d'acc\xe8s sans motif" in raw.getvalue()


def test_a_record_that_cannot_be_read_is_not_said_to_be_missing(workspace_root):
    places = {
        "report EV-2026-0009": report_path("EV-2026-0009"),
        "proposal P-2026-009": proposal_path("P-2026-009"),
        "consultation C-2026-009": consultation_path("C-2026-009"),
        "meeting S-2026-09": meeting_path("S-2026-09"),
        "decision D-2026-009": decision_path("D-2026-009"),
    }
    write_files(workspace_root, dict.fromkeys(places.values(), "title: [\n"))
    commit_all(workspace_root)
    for named, path in places.items():
        noun, record = named.split()
        for asked in (record, record.lower()):
            refused = comens(f"{noun} show {asked}", root=workspace_root)
            assert refused.status == 1
            assert f"{record} cannot be read, line " in refused.err
            assert f"Mend it in {path}, then commit it." in refused.err
    missing = comens("meeting show S-2026-08", root=workspace_root)
    assert "There is no record S-2026-08." in missing.err
