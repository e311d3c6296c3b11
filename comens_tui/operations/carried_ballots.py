"""A signed ballot as it is carried from a member to the secretary: one small text.

It is the very file that is filed once the vote closes, followed by its detached signature.
The bytes signed are those of the file, so that stock OpenSSH can judge them years later:
`ssh-keygen -Y verify -n comens-ballot`.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from comens_tui.errors import RecordError, RefusedError
from comens_tui.i18n import _
from comens_tui.model.committee import Committee
from comens_tui.model.meeting import AgendaItem, Ballot
from comens_tui.model.places import COMMITTEE
from comens_tui.store.held_ballots import digest_of
from comens_tui.store.records import new_text, read_record
from comens_tui.store.signing import allowed_signers, signer_of
from comens_tui.store.workspace import Workspace

#: What ballots are signed under: a signature made for anything else is none here.
NAMESPACE = "comens-ballot"
#: More than any ballot with the longest of signatures.
MAX_BYTES = 16_384

_SIGNATURE = re.compile(
    r"-----BEGIN SSH SIGNATURE-----\n(?:[A-Za-z0-9+/=]{1,80}\n)+-----END SSH SIGNATURE-----\n"
)


class Carried(NamedTuple):
    """A ballot, the exact text of its file, and the signature of that text."""

    ballot: Ballot
    text: str
    signature: str

    @property
    def content(self) -> bytes:
        """The bytes that are carried and kept."""
        return (self.text + self.signature).encode()

    @property
    def digest(self) -> str:
        """The digest of those bytes, which nobody without the member's key can foresee."""
        return digest_of(self.content)


def file_name(meeting_id: str, number: int, member_id: str) -> str:
    """Return the usual name of the file of a ballot."""
    return f"{meeting_id}-{number}-{member_id}.ballot"


def read_carried(content: bytes) -> Carried:
    """Return the ballot that a handed-in file holds; its signature is not judged here.

    Raises:
        RecordError: It is no ballot as this program writes one.
    """
    try:
        # A mail program may have changed the ends of lines; nothing else may have changed.
        whole = content.decode("ascii").replace("\r\n", "\n") if len(content) <= MAX_BYTES else ""
    except UnicodeDecodeError:
        whole = ""
    start = whole.find("-----BEGIN SSH SIGNATURE-----\n")
    text, signature = whole[:start], whole[start:]
    if start < 0 or not _SIGNATURE.fullmatch(signature):
        raise _no_ballot()
    try:
        ballot = read_record(Ballot, text.encode(), "")
    except RecordError as error:
        # What is wrong would be said with the value, and that may be the choice.
        raise _no_ballot() from error
    if new_text(ballot).decode() != text:
        raise _no_ballot()
    return Carried(ballot, text, signature)


def _no_ballot() -> RecordError:
    return RecordError(
        _("This is no signed ballot."),
        _("Members make one with: comens meeting ballot"),
    )


def opening_committee(workspace: Workspace, item: AgendaItem) -> Committee:
    """Return the committee by which the vote on an item was opened.

    Raises:
        RefusedError: The opening names none, or this clone does not hold it.
        RecordError: It cannot be read.
    """
    content = workspace.blob(item.committee) if item.committee else None
    if content is None:
        raise RefusedError(
            _("The committee by which item {number} was opened is not known here.").format(
                number=item.number
            ),
            hint=_("Fetch the whole history, or open the item again."),
        )
    return _committee(content)


@lru_cache(maxsize=8)
def _committee(content: bytes) -> Committee:
    return read_record(Committee, content, COMMITTEE)


def ballot_signers(committee: Committee) -> str:
    """Return the allowed signers of ballots: each member by their own keys."""
    return allowed_signers({member.id: member.keys for member in committee.members}, NAMESPACE)


def signature_fault(carried: Carried, committee: Committee) -> str:
    """Return why a signature does not hold, as a sentence; empty where it does.

    Raises:
        SigningError: ssh-keygen is not installed: nothing can be judged.
    """
    member = carried.ballot.member
    signer = signer_of(carried.text.encode(), carried.signature, member, ballot_signers(committee))
    if signer == member:
        return ""
    names = committee.names()
    if signer is not None:
        return _("It names {member}, and is signed with a key of {signer}.").format(
            member=names[member], signer=names[signer]
        )
    return _("Its signature is of no key that {member} had when the vote was opened.").format(
        member=names[member]
    )
