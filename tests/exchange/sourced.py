"""A whole document with every field, and how one is made of what an import reads."""

from datetime import UTC, datetime

from comens_tui.exchange.assembly import assembled
from comens_tui.exchange.source import Item, Section, Source
from comens_tui.model.document import Document, FrontMatter, Legal
from comens_tui.model.words import DocumentKind, DocumentStatus, LegalState
from comens_tui.text.markdown import parse_document

WHEN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PATH = "corpus/referentials/REF-ESS.md"
FRONT = FrontMatter(
    id="REF-ESS",
    kind=DocumentKind.REFERENTIAL,
    title="Essai",
    status=DocumentStatus.DRAFT,
    version="1.0.0",
    legal=Legal(state=LegalState.NON_BINDING),
    audiences=("publishers",),
    owner="GT1",
)


def document_of(source: Source, **options) -> Document:
    """Return the document that a source becomes."""
    built = assembled(source, FRONT, path=PATH, prefix="ESS", **options)
    return parse_document(built.text, PATH)


FULL = Source(
    "Essai",
    (
        Section(1, "Accès"),
        Item("", "Un", "Le Système DOIT aider.", "Note : ceci.", {"sources": ("GT1", "Art. 1, al. 2")}),
        Section(2, "Lecture"),
        Item(
            "", "Deux", "Il DEVRAIT :\n\n- lire ;\n- dire.", "",
            {"condition": "si besoin", "evidence": ("Preuve ; avec signe",), "phase": "2", "original_ref": "7.b"},
        ),
    ),
)  # fmt: skip
