"""Detached SSH signatures, made and judged by ssh-keygen and never by a prompt.

What is judged is judged by the keys that are given and by nothing else: no configuration of
git or of the person is read.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from comens_tui.errors import SigningError
from comens_tui.i18n import _
from comens_tui.store.sealing import sealed_environment

#: What git signs and verifies commits and tags under.
GIT_NAMESPACE = "git"

#: A public key on a line of its own; more than that could let another key in beside it.
_KEY = re.compile(r"((?:ssh|ecdsa|sk)-[a-zA-Z0-9@.-]+ [A-Za-z0-9+/]+={0,2})(?:[ \t][^\r\n]*)?")


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
        done = _run_keygen(["-Y", "sign", "-n", namespace, "-f", str(key), str(file)], b"")
        signature = file.with_suffix(".sig")
        if done.returncode != 0 or not signature.is_file():
            raise _refused(key, done.stderr.decode(errors="replace"))
        return signature.read_text(encoding="ascii")


def allowed_signers(keys: Mapping[str, Iterable[str]], namespace: str) -> str:
    """Return the text of a file of allowed signers: whose keys are good under `namespace`.

    A key that is not one plain line is left out: it opens no door.
    """
    lines = [
        f'{name} namespaces="{namespace}" {found[1]}'
        for name, known in keys.items()
        for key in known
        if (found := _KEY.fullmatch(key.strip()))
    ]
    return "".join(f"{line}\n" for line in lines)


def signer_of(payload: bytes, signature: str, claimed: str, allowed: str) -> str | None:
    """Return whose key made a signature of `payload`, None where it is no good one of anybody's.

    `allowed` is the text of `allowed_signers`. Where a key of `claimed` made it, that is the
    answer, whoever else has the same key.

    Raises:
        SigningError: ssh-keygen is not installed.
    """
    namespace = _namespace(allowed)
    if namespace is None:
        return None
    with TemporaryDirectory(prefix="comens-") as folder:
        signers, file = Path(folder, "allowed_signers"), Path(folder, "signature")
        signers.write_text(allowed, encoding="utf-8")
        file.write_text(signature, encoding="utf-8")
        given = ["-f", str(signers), "-s", str(file)]

        def made_by(name: str) -> bool:
            arguments = ["-Y", "verify", "-n", namespace, "-I", name, *given]
            return _run_keygen(arguments, payload).returncode == 0

        if made_by(claimed):
            return claimed
        found = _run_keygen(["-Y", "find-principals", *given], b"")
        others = found.stdout.decode(errors="replace").split() if not found.returncode else []
        return next((name for name in others if name != claimed and made_by(name)), None)


def _namespace(allowed: str) -> str | None:
    found = re.search(r' namespaces="([a-z-]+)" ', allowed)
    return found[1] if found else None


def _run_keygen(arguments: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run ssh-keygen without a terminal, so that it cannot ask and spoil the screen."""
    try:
        return subprocess.run(
            ["ssh-keygen", *arguments],
            env=sealed_environment(os.environ),
            input=data,
            capture_output=True,
            check=False,
            start_new_session=True,
        )
    except OSError as error:
        raise SigningError(
            _("ssh-keygen is not installed, so nothing can be signed, nor any signature judged."),
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
