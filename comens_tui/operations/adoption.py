"""What exactly is voted: the proposed texts, their digests, and the clauses they change."""

from comens_tui.model.decision import VotedClause, VotedText
from comens_tui.model.proposal import Proposal
from comens_tui.operations.draft import Draft
from comens_tui.text.digests import text_digest
from comens_tui.text.markdown import split_clauses


def proposed_texts(draft: Draft, proposal: Proposal) -> dict[str, str]:
    """Return the proposed full texts, by corpus path, in order of path."""
    texts = draft.snapshot.texts.get(proposal.id, {})
    return {path: texts[path] for path in sorted(texts)}


def voted_texts(draft: Draft, proposal: Proposal) -> tuple[VotedText, ...]:
    """Return each proposed file with its base and the digest of its whole text."""
    bases = {base.path: base.blob for base in proposal.bases}
    return tuple(
        VotedText(path=path, base=bases.get(path), digest=text_digest(text))
        for path, text in proposed_texts(draft, proposal).items()
    )


def voted_clauses(draft: Draft, proposal: Proposal) -> tuple[VotedClause, ...]:
    """Return each clause that the proposal changes, with the digest it will have.

    A clause that disappears has no digest. Order: path, then order in the new text, then
    the clauses removed.
    """
    clauses: list[VotedClause] = []
    for path, text in proposed_texts(draft, proposal).items():
        current = draft.desk.workspace.read(path)
        old = {item.id: item.text for item in split_clauses((current or b"").decode())}
        new = {item.id: item.text for item in split_clauses(text)}
        clauses += [
            VotedClause(path=path, clause=clause, digest=text_digest(content))
            for clause, content in new.items()
            if old.get(clause) != content
        ]
        clauses += [VotedClause(path=path, clause=clause) for clause in old if clause not in new]
    return tuple(clauses)
