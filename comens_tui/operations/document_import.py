"""A référentiel imported as a draft proposal: only decisions change the corpus."""

import hashlib
import re
from typing import Final, NamedTuple

from comens_tui.errors import RefusedError, UsageError
from comens_tui.exchange.assembly import Assumptions, assembled
from comens_tui.exchange.source import Lost, Source
from comens_tui.i18n import N_, _, speaking
from comens_tui.model.document import Document, FrontMatter, Legal
from comens_tui.model.ids import DOCUMENT_ID, VERSION
from comens_tui.model.places import DOCUMENT_FOLDERS
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import DocumentKind, DocumentStatus, LegalState, ProposalState
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt
from comens_tui.operations.proposals import new_proposal
from comens_tui.store.records import updated_document
from comens_tui.text.markdown import parse_document

_FIRST_VERSION: Final = "0.1.0"
_MOST_LOST: Final = 100
#: States in which an earlier import of the same file no longer counts.
_OVER: Final = frozenset({ProposalState.WITHDRAWN, ProposalState.REJECTED, ProposalState.CLOSED})


class Wanted(NamedTuple):
    """What a person says of the document; None leaves it to the source or to what stands."""

    id: str | None = None
    title: str | None = None
    kind: DocumentKind | None = None
    owner: str | None = None
    prefix: str | None = None
    language: str | None = None
    assumptions: Assumptions = Assumptions()


class Import(NamedTuple):
    """A document ready to be proposed: its text, and what of the source is not in it."""

    document: Document
    lost: tuple[Lost, ...]
    source: str
    digest: str


def prepare_import(
    desk: Desk, source: Source, wanted: Wanted, *, file: str, content: bytes
) -> Import:
    """Return the document that a source becomes in this workspace; nothing is written.

    A document that stands under the same id is revised: its front matter stays, and a
    requirement with a known original label keeps its id.

    Args:
        desk: Where it is to be proposed.
        source: What was read.
        wanted: What the person says of it.
        file: The name of the file, for the proposal.
        content: Its bytes, so that the same file is not proposed twice.

    Raises:
        UsageError: Nothing gives the document an id.
        RecordError: What is read does not fit the format of a document.
    """
    snapshot = desk.workspace.snapshot()
    digest = hashlib.sha256(content).hexdigest()
    name = wanted.id or source.document
    if not re.match(DOCUMENT_ID, name):
        raise UsageError(
            _("The source does not say which document it is."),
            hint=_("Give it an id: --id REF-XXX"),
        )
    standing = snapshot.documents.get(name)
    front = _front(source, wanted, name, standing, snapshot)
    path = f"{DOCUMENT_FOLDERS[front.kind]}/{name}.md"
    if source.text:
        text = updated_document(source.text.encode(), front).decode()
        return Import(parse_document(text, path), source.lost, file, digest)
    others = [item for item in snapshot.documents.values() if item.id != name]
    built = assembled(
        source,
        front,
        path=path,
        prefix=wanted.prefix or _prefix(name, standing),
        taken={item.id for document in others for item in document.requirements},
        known={} if standing is None else _labels(standing),
        assumptions=wanted.assumptions,
    )
    return Import(parse_document(built.text, path), built.lost, file, digest)


def _labels(document: Document) -> dict[str, str]:
    return {
        item.fields.original_ref: item.id
        for item in document.requirements
        if item.fields.original_ref
    }


def _prefix(name: str, standing: Document | None) -> str:
    if standing is not None and standing.requirements:
        return standing.requirements[0].id.split(".", 1)[0]
    letters = re.sub(r"[^A-Z]", "", name.rsplit("-", 1)[1])[:6]
    return letters if len(letters) > 1 else "REQ"


def _front(
    source: Source, wanted: Wanted, name: str, standing: Document | None, snapshot: Snapshot
) -> FrontMatter:
    """Return the front matter: what is wanted, else what stands, else what the source says."""
    if source.text:
        own = parse_document(source.text, name).front
    elif standing is not None:
        own = standing.front
    else:
        groups = snapshot.committee.working_groups
        own = FrontMatter(
            id=name,
            kind=DocumentKind.REFERENTIAL,
            title=source.title or name,
            status=DocumentStatus.DRAFT,
            version=_version(source.version),
            legal=Legal(state=LegalState.NON_BINDING),
            audiences=("publishers",),
            owner=groups[0].id if groups else "COMENS",
            language=source.language if re.match(r"^[a-z]{2}$", source.language) else "fr",
        )
    given = {
        "id": name,
        "title": wanted.title,
        "kind": wanted.kind,
        "owner": wanted.owner,
        "language": wanted.language,
    }
    return own.model_copy(update={key: value for key, value in given.items() if value is not None})


def _version(said: str) -> str:
    """Return a version in three numbers; what has none of them is a first draft."""
    numbers = re.match(r"v?(\d{1,9}(?:\.\d{1,9}){0,2})(?![\d.])", said.strip())
    if numbers is None:
        return _FIRST_VERSION
    padded = [str(int(part)) for part in f"{numbers.group(1)}.0.0".split(".")[:3]]
    version = ".".join(padded)
    return version if re.match(VERSION, version) else _FIRST_VERSION


def import_document(desk: Desk, found: Import) -> Receipt:
    """Propose the document as a draft, with what is not in it told in the motive.

    Raises:
        RefusedError: The same file is proposed already, or the document says the same.
    """
    mark = f"sha256:{found.digest}"
    snapshot = desk.workspace.snapshot()
    path = found.document.path
    for proposal in snapshot.proposals.values():
        same = proposal.external_ref == mark and path in {base.path for base in proposal.bases}
        if same and proposal.state not in _OVER:
            raise RefusedError(
                _("This file is proposed already as {id}.").format(id=proposal.id),
                hint=_("See it with: comens proposal show {id}").format(id=proposal.id),
            )
    standing = snapshot.documents.get(found.document.id)
    if standing is not None and standing.text == found.document.text:
        raise RefusedError(
            _("{id} says exactly that already.").format(id=found.document.id),
            hint=_("See it with: comens document show {id}").format(id=found.document.id),
        )
    with speaking(desk.committee.language):
        title = _("Import {id}: {title}").format(
            id=found.document.id, title=found.document.front.title
        )
        motive = _motive(found)
    return new_proposal(
        desk,
        title=title if len(title) <= 200 else title[:199] + "…",  # noqa: PLR2004
        motive=motive,
        texts={path: found.document.text},
        external_ref=mark,
    )


_INTRODUCTION: Final = N_("Imported from {file}: {count} requirements.")


def _motive(found: Import) -> str:
    lines = [_(_INTRODUCTION).format(file=found.source, count=len(found.document.requirements))]
    if found.lost:
        lines += ["", _("What the source holds and this text does not, or the reverse:"), ""]
        lines += [
            f"- {item.place}: {' '.join(item.what.split())[:300]}"
            for item in found.lost[:_MOST_LOST]
        ]
        if len(found.lost) > _MOST_LOST:
            lines.append(f"- … {len(found.lost) - _MOST_LOST}")
    return "\n".join(lines)
