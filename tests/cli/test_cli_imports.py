"""What a command imports: measured in real interpreters."""

import json
import subprocess
import sys

import pytest

PROBE = """
import json, sys
{code}
print(json.dumps(sorted(name for name in sys.modules)))
"""


def _modules(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(code=code)], capture_output=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_command_line_starts_without_textual_git_or_any_noun():
    loaded = _modules("import comens_tui.cli.main")

    heavy = ("textual", "git", "pydantic", "ruamel", "sqlite3", "yaml", "subprocess")
    assert [name for name in heavy if name in loaded] == []
    ours = {name for name in loaded if name.startswith("comens_tui.cli.")}
    assert ours == {
        "comens_tui.cli.catalogue",
        "comens_tui.cli.failures",
        "comens_tui.cli.main",
        "comens_tui.cli.overview",
        "comens_tui.cli.parsing",
        "comens_tui.cli.session",
    }


@pytest.mark.parametrize("line", ["status", "report list", "check", "redline P-2026-001"])
def test_a_command_loads_no_textual_and_no_gitpython(line, workspace_root):
    code = f"""
from comens_tui.cli.main import main
import contextlib, io
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    main(["--lang", "en", "--workspace", {str(workspace_root)!r}, *{line.split()!r}],
         open_app=lambda *a, **k: 0)
"""
    loaded = _modules(code)

    assert "textual" not in loaded
    assert "git" not in loaded
    assert f"comens_tui.cli.{line.split()[0]}" in loaded
