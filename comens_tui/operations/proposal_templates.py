"""A proposal begun from a template: the text that its author then writes out."""

from comens_tui.errors import RefusedError, UnknownRecordError, UsageError
from comens_tui.i18n import _, speaking
from comens_tui.model.document import Document, FrontMatter, Legal
from comens_tui.model.places import DOCUMENT_FOLDERS
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import DocumentKind, DocumentStatus, LegalState
from comens_tui.operations.desk import Desk
from comens_tui.operations.proposal_sources import Fate, Offer, SourceLine
from comens_tui.store.layout import identify
from comens_tui.store.records import new_text
from comens_tui.text.proposal_templates import (
    TEMPLATES,
    Needs,
    Template,
    new_requirement,
    next_requirement,
    statement_in,
    with_requirement,
    with_section,
    with_tombstone,
)
from comens_tui.text.redline import redline

_FIRST_VERSION = "0.1.0"


def template_named(name: str) -> Template:
    """Return a template.

    Raises:
        UsageError: There is none of that name.
    """
    found = TEMPLATES.get(name)
    if found is None:
        raise UsageError(
            _("There is no template “{name}”.").format(name=name),
            hint=_("One of: {names}").format(names=", ".join(TEMPLATES)),
        )
    return found


def offer_of_template(
    desk: Desk, template: Template, *, path: str = "", requirement: str = ""
) -> Offer:
    """Return what a template proposes; nothing is written.

    `path` is the document to change, or the one to make; `requirement` the id of the one to
    change or repeal. What the template does not need is not looked at.

    Raises:
        UsageError: What it needs is not given.
        UnknownRecordError: There is no such document or requirement.
        RefusedError: The new document is there already, or its path is not of the corpus.
    """
    snapshot = desk.workspace.snapshot()
    with speaking(desk.committee.language):
        if template.needs is Needs.NEW_DOCUMENT:
            return _new_document(snapshot, template, path)
        if template.needs is Needs.DOCUMENT:
            return _in_document(snapshot, template, _document_at(snapshot, path))
        return _on_requirement(snapshot, template, requirement)


def _document_at(snapshot: Snapshot, path: str) -> Document:
    if not path:
        raise UsageError(
            _("This template needs a document."), hint=_("Name it: --path corpus/PATH")
        )
    for document in snapshot.documents.values():
        if path in (document.path, document.id):
            return document
    raise UnknownRecordError(
        _("{path} is not a document of the corpus.").format(path=path),
        hint=_("See them with: comens document list"),
    )


def _in_document(snapshot: Snapshot, template: Template, document: Document) -> Offer:
    said = _words(template, document.id)
    if template.name == "section":
        return _offer(snapshot, document, with_section(document, template), said)
    new_id = next_requirement(document.id, document, _taken(snapshot))
    text = with_requirement(document, new_id)
    return _offer(snapshot, document, text, said, (new_id,))


def _on_requirement(snapshot: Snapshot, template: Template, requirement: str) -> Offer:
    if not requirement:
        raise UsageError(
            _("This template needs a requirement."), hint=_("Name it: --requirements ID")
        )
    for document in snapshot.documents.values():
        if requirement in {item.id for item in document.requirements}:
            break
    else:
        raise UnknownRecordError(
            _("There is no requirement {id}.").format(id=requirement),
            hint=_("Find it with: comens document search TEXT"),
        )
    text = document.text
    if template.body:
        text = with_tombstone(document, requirement, template)
    offer = _offer(snapshot, document, text, _words(template, requirement), (requirement,))
    quoted = "\n".join(f"> {line}" for line in statement_in(document, requirement).splitlines())
    return offer._replace(motive=f"{offer.motive}\n\n{quoted}" if quoted else offer.motive)


def _new_document(snapshot: Snapshot, template: Template, path: str) -> Offer:
    place = identify(path)
    if place is None or place.kind != "document":
        raise UsageError(
            _("“{path}” is no path of a document.").format(path=path),
            hint=_("Write it like corpus/referentials/REF-XXX.md or corpus/guides/GUI-XXX.md."),
        )
    if place.id in snapshot.documents:
        raise RefusedError(
            _("{id} is in the corpus already.").format(id=place.id),
            hint=_("See it with: comens document show {id}").format(id=place.id),
        )
    kind = next(kind for kind, folder in DOCUMENT_FOLDERS.items() if path.startswith(f"{folder}/"))
    groups = snapshot.committee.working_groups
    front = FrontMatter(
        id=place.id,
        kind=DocumentKind(kind),
        title=place.id,
        status=DocumentStatus.DRAFT,
        version=_FIRST_VERSION,
        legal=Legal(state=LegalState.NON_BINDING),
        audiences=("publishers",),
        owner=groups[0].id if groups else "COMENS",
        language=snapshot.committee.language,
    )
    new_id = next_requirement(place.id, None, _taken(snapshot))
    requirement = new_requirement(new_id, _FIRST_VERSION)
    body = _(template.body).format(title=place.id, requirement=requirement)
    text = f"---\n{new_text(front).decode()}---\n\n{body}"
    line = SourceLine(template.name, Fate.NEW, path, inserted=redline("", text).inserted_words)
    return Offer((line,), {path: text}, {path: None}, (new_id,), *_words(template, place.id))


def _offer(
    snapshot: Snapshot,
    document: Document,
    text: str,
    said: tuple[str, str],
    requirements: tuple[str, ...] = (),
) -> Offer:
    change = redline(document.text, text)
    line = SourceLine(
        document.id,
        Fate.CHANGED,
        document.path,
        inserted=change.inserted_words,
        deleted=change.deleted_words,
    )
    bases = {document.path: snapshot.files.get(document.path)}
    return Offer((line,), {document.path: text}, bases, requirements, *said)


def _words(template: Template, name: str) -> tuple[str, str]:
    return _(template.title).format(name=name), _(template.motive).format(name=name)


def _taken(snapshot: Snapshot) -> set[str]:
    return {item.id for document in snapshot.documents.values() for item in document.requirements}
