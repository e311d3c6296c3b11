"""Throwaway SSH keys for the people of a demonstration. They protect nothing."""

import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from comens_tui.errors import SigningError
from comens_tui.i18n import _


def make_keys(folder: Path, members: Iterable[str]) -> dict[str, str]:
    """Make one key a member in `folder`, without passphrase; return the public keys.

    Raises:
        SigningError: There is no `ssh-keygen`, or it refused.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with ThreadPoolExecutor(max_workers=4) as pool:
        names = list(members)
        return dict(zip(names, pool.map(lambda name: _make(folder / name), names), strict=True))


def _make(path: Path) -> str:
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", path.name, "-f", str(path)]
    try:
        subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    except FileNotFoundError as error:
        raise SigningError(
            _("ssh-keygen is not installed: nothing can be signed."),
            hint=_("Install OpenSSH's client tools, then try again."),
        ) from error
    except subprocess.CalledProcessError as error:
        raise SigningError(
            _("ssh-keygen refused to make a key: {reason}").format(
                reason=error.stderr.decode(errors="replace").strip()
            ),
            hint=_("Check that the folder can be written."),
        ) from error
    kind, key = path.with_name(path.name + ".pub").read_text(encoding="utf-8").split()[:2]
    return f"{kind} {key}"
