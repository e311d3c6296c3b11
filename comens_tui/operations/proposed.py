"""The texts of a proposal: which paths they may have, and their bases."""

from collections.abc import Mapping

from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.model.places import proposed_text_path
from comens_tui.model.proposal import Base, Proposal
from comens_tui.operations.draft import Draft
from comens_tui.store.layout import identify
from comens_tui.store.parsing import parse_file
from comens_tui.store.records import decode_text


def corpus_text(draft: Draft, path: str) -> str:
    """Return the text of a corpus file as it stands.

    Raises:
        RefusedError: It is not a file of the corpus.
        RecordError: It is not a text.
    """
    text = standing_text(draft, path) if path.startswith("corpus/") else None
    if text is None:
        raise RefusedError(
            _("{path} is not a file of the corpus.").format(path=path),
            hint=_("See the documents with: comens document list"),
        )
    return text


def standing_text(draft: Draft, path: str) -> str | None:
    """Return the text at `path` as it stands, None where there is no file.

    Raises:
        RecordError: It is not a text.
    """
    content = draft.desk.workspace.read(path)
    return None if content is None else decode_text(content, path)


def with_texts(
    draft: Draft,
    proposal: Proposal,
    texts: Mapping[str, str],
    written_on: Mapping[str, str | None] | None = None,
) -> Proposal:
    """Write the proposed texts and return the proposal with a base for each.

    `written_on` gives the base of a text that was not written on the corpus as it stands.

    Raises:
        RefusedError: A path is not one that a text of the corpus may have.
        RecordError: A text does not fit its format.
    """
    bases = {base.path: base for base in proposal.bases}
    for path in (written_on or {}).keys() - texts.keys():
        raise RefusedError(_("No text is given for {path}.").format(path=path))
    for path, text in texts.items():
        require_fit(path, text)
        given = written_on if written_on and path in written_on else draft.snapshot.files
        bases.setdefault(path, Base(path=path, blob=given.get(path)))
        draft.put_text(proposed_text_path(proposal.id, path), text)
    return proposal.model_copy(update={"bases": tuple(bases[path] for path in sorted(bases))})


def require_fit(path: str, text: str) -> None:
    """Do nothing where the text would be read back as a document, or the glossary, once adopted.

    Raises:
        RefusedError: The path is not one that a text of the corpus may have, or not the one
            that the text asks for.
        RecordError: The text does not fit its format.
    """
    place = identify(path)
    if place is None or place.kind not in ("document", "glossary"):
        raise RefusedError(
            _("{path} is not a path of the corpus.").format(path=path),
            hint=_("A proposal changes documents of corpus/ and its glossary only."),
        )
    expected = parse_file(path, text.encode())[1]
    if expected != path:
        raise RefusedError(
            _("{path} is not where its content says: {expected}.").format(
                path=path, expected=expected
            ),
            hint=_("Correct the id or the kind in the front matter, or propose the other path."),
        )
