"""Detached SSH signatures, made by ssh-keygen and never by a prompt."""

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from comens_tui.errors import SigningError
from comens_tui.i18n import _
from comens_tui.store.sealing import sealed_environment

#: What git signs and verifies commits and tags under.
GIT_NAMESPACE = "git"


def sign(payload: bytes, key: Path, namespace: str) -> str:
    """Return the armoured signature of `payload` by `key` under `namespace`.

    `key` is a private key without passphrase, or the public half of one held by an agent.

    Raises:
        SigningError: It could not be made; git's own signing lets this pass in silence
            (2.39 makes an unsigned tag when the key is locked), so it is not used.
    """
    if not key.is_file():
        raise SigningError(
            _("The signing key {key} does not exist.").format(key=key),
            _("Make one with `ssh-keygen -t ed25519`, or give the path of yours."),
        )
    with TemporaryDirectory(prefix="comens-") as folder:
        file = Path(folder, "payload")
        file.write_bytes(payload)
        done = _run_keygen(["-Y", "sign", "-n", namespace, "-f", str(key), str(file)])
        signature = file.with_suffix(".sig")
        if done.returncode != 0 or not signature.is_file():
            raise _refused(key, done.stderr.decode(errors="replace"))
        return signature.read_text(encoding="ascii")


def _run_keygen(arguments: list[str]) -> subprocess.CompletedProcess[bytes]:
    """Run ssh-keygen without a terminal, so that it cannot ask and spoil the screen."""
    try:
        return subprocess.run(
            ["ssh-keygen", *arguments],
            env=sealed_environment(os.environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            start_new_session=True,
        )
    except OSError as error:
        raise SigningError(
            _("ssh-keygen is not installed, so nothing can be signed."),
            _("Install OpenSSH, or act without a signing key."),
        ) from error


def _refused(key: Path, said: str) -> SigningError:
    lines = said.strip().splitlines() or [""]
    return SigningError(
        _("The signature could not be made: {said}").format(said=lines[-1]),
        _("If {key} has a passphrase, load it with `ssh-add` and name its .pub file.").format(
            key=key
        ),
    )
