"""The program as a process: a reader that leaves, a full disk, an interruption."""

import os
import signal
import subprocess
import sys

import pytest

PROGRAM = [sys.executable, "-m", "comens_tui", "--lang", "en"]


def test_a_reader_that_leaves_is_told_nothing(workspace_root):
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [*PROGRAM, "explain"], stdout=write, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(write)

    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110
def test_an_output_that_is_full_is_said_in_a_sentence():
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [*PROGRAM, "explain"], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert done.returncode == 2
    assert done.stderr.startswith(b"comens: The disk is full")
    assert b"Traceback" not in done.stderr


def test_an_interruption_ends_with_130_and_no_traceback(workspace_root):
    code = (
        "import os, signal, sys; from comens_tui.cli import main as m;"
        "m._run = lambda *a: os.kill(os.getpid(), signal.SIGINT) or __import__('time').sleep(60);"
        "sys.exit(m.main(['--lang', 'en', 'status'], open_app=None))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )

    assert done.returncode == 130
    assert b"Traceback" not in done.stderr


def test_a_list_piped_through_a_latin_1_locale_is_still_json(workspace_root):
    done = subprocess.run(
        [*PROGRAM, "--workspace", str(workspace_root), "report", "list", "--format", "json"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )

    assert done.stdout.isascii()
    assert rb"Un refus d'acc\u00e8s sans motif" in done.stdout
