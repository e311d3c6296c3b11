"""What an armoured SSH signature says of itself, without judging it: no process, no key ring."""

import base64
import binascii
from typing import Final, NamedTuple

_BEGIN: Final = "-----BEGIN SSH SIGNATURE-----"
_END: Final = "-----END SSH SIGNATURE-----"
_MAGIC: Final = b"SSHSIG"
_LENGTH: Final = 4


class Claim(NamedTuple):
    """The public key that a signature says made it, in base64 as key files have it, and why."""

    key: str
    namespace: str


def claim_of(signature: str) -> Claim | None:
    """Return the key and the namespace of a signature, None where it is none.

    That the signature is good is not looked at: only ssh-keygen can tell.
    """
    lines = signature.strip().splitlines()
    if len(lines) < 3 or (lines[0], lines[-1]) != (_BEGIN, _END):  # noqa: PLR2004 - armour and more
        return None
    try:
        content = base64.b64decode("".join(lines[1:-1]), validate=True)
        key, rest = _field(content.removeprefix(_MAGIC)[_LENGTH:])
        namespace, _rest = _field(rest)
        said = Claim(base64.b64encode(key).decode(), namespace.decode("ascii"))
    except (binascii.Error, ValueError):
        return None
    return said if content.startswith(_MAGIC) else None


def _field(content: bytes) -> tuple[bytes, bytes]:
    """Return a string of the format, which its length precedes, and what follows it."""
    size = int.from_bytes(content[:_LENGTH], "big")
    end = _LENGTH + size
    if len(content) < end:
        raise ValueError(size)
    return content[_LENGTH:end], content[end:]


def is_of_key(claim: Claim, public_key: str) -> bool:
    """Tell whether a public key, as a line of a key file, is the one that a signature names."""
    words = public_key.split()
    return len(words) > 1 and words[1] == claim.key
