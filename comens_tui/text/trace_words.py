"""How links are said: the words of each relation from both ends, and of the kinds they join."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from comens_tui.i18n import N_, _
from comens_tui.model.link import Progress, Relation
from comens_tui.model.words import Principle


class Said(NamedTuple):
    """What stands before the target, the source being the subject; and the other way round."""

    forwards: str
    backwards: str


_RELATIONS: Final[Mapping[Relation, Said]] = {
    Relation.HOLDS: Said(N_("holds"), N_("is in")),
    Relation.REFERS_TO: Said(N_("refers to"), N_("is referred to by")),
    Relation.NAMES: Said(N_("names"), N_("is named by")),
    Relation.RESTS_ON: Said(N_("rests on"), N_("is a source of")),
    Relation.PROVED_BY: Said(N_("is proved by"), N_("proves")),
    Relation.REPLACED_BY: Said(N_("is replaced by"), N_("replaces")),
    Relation.REPEALED_BY: Said(N_("is repealed by"), N_("repeals")),
    Relation.CONCERNS: Said(N_("concerns"), N_("is concerned by")),
    Relation.REPEATS: Said(N_("repeats"), N_("is repeated by")),
    Relation.ANSWERED_ON: Said(N_("was answered on"), N_("is the day of the answer to")),
    Relation.ANSWERS: Said(N_("answers"), N_("is answered by")),
    Relation.DRAFTS: Said(N_("rewrites"), N_("is rewritten by")),
    Relation.PROPOSES: Said(N_("has in its text"), N_("is in the text of")),
    Relation.CHANGES: Said(N_("changes"), N_("is changed by")),
    Relation.CONSULTS_ON: Said(N_("consults on"), N_("is put to consultation by")),
    Relation.EXAMINES: Said(N_("examines"), N_("is on the agenda of")),
    Relation.TAKES: Said(N_("takes"), N_("is taken by")),
    Relation.DECIDES: Said(N_("decides on"), N_("is decided by")),
    Relation.ENACTS: Said(N_("enacts"), N_("is enacted by")),
    Relation.CALLS_FOR: Said(N_("calls for"), N_("follows from")),
    Relation.SUPERSEDES: Said(N_("supersedes"), N_("is superseded by")),
    Relation.CARRIES: Said(N_("carries"), N_("is carried by")),
    Relation.FOLLOWS: Said(N_("follows"), N_("is followed by")),
    Relation.PART_OF: Said(N_("is part of"), N_("has the part")),
    Relation.COMMENTS_ON: Said(N_("comments on"), N_("is commented on by")),
    Relation.WAIVES: Said(N_("waives a finding on"), N_("has a finding waived by")),
    Relation.USES: Said(N_("uses"), N_("is used by")),
}
_KINDS: Final[Mapping[str, str]] = {
    "requirement": N_("Requirements"),
    "document": N_("Documents"),
    "referential": N_("Référentiels"),
    "guide": N_("Guides"),
    "awareness": N_("Awareness resources"),
    "tool": N_("Tools"),
    "evidence": N_("Evidence"),
    "source": N_("Sources"),
    "report": N_("Reports"),
    "proposal": N_("Proposals"),
    "consultation": N_("Consultations"),
    "meeting": N_("Meetings"),
    "decision": N_("Decisions"),
    "release": N_("Releases"),
    "follow_up": N_("Follow-ups"),
    "waiver": N_("Waivers"),
    "comment": N_("Comments on proposals"),
    "consultation_comment": N_("Comments of consultations"),
    "answer": N_("Answers"),
    "": N_("Other"),
}
#: For the titles of narrow columns: messages, of nine cells at most.
SHORT_PRINCIPLES: Final[Mapping[Principle, str]] = {
    Principle.BENEFICENCE: N_("Benef."),
    Principle.NON_MALEFICENCE: N_("Non-mal."),
    Principle.AUTONOMY: N_("Autonomy"),
    Principle.JUSTICE: N_("Justice"),
    Principle.ECO_RESPONSIBILITY: N_("Eco-resp."),
}
_PROGRESS: Final[Mapping[Progress, str]] = {
    Progress.UNANSWERED: N_("unanswered"),
    Progress.CLOSED: N_("closed, no proposal"),
    Progress.REPEATED: N_("repeats another"),
    Progress.ANSWERED: N_("answered, no proposal"),
    Progress.PROPOSED: N_("proposed"),
    Progress.DECIDED: N_("decided, not released"),
    Progress.RELEASED: N_("released"),
}


def relation_words(relation: Relation, *, backwards: bool = False) -> str:
    """Return what is said between two records; `backwards` when the target is the subject."""
    said = _RELATIONS[relation]
    return _(said.backwards if backwards else said.forwards)


def kinds_label(kind: str) -> str:
    """Return the title of a group of records of one kind."""
    return _(_KINDS[kind])


def short_principle(principle: Principle) -> str:
    """Return the name of a principle in nine cells at most."""
    return _(SHORT_PRINCIPLES[principle])


def progress_label(progress: Progress) -> str:
    """Return how far a report has come, in words."""
    return _(_PROGRESS[progress])


def why(relation: Relation, *, backwards: bool, through: str) -> str:
    """Return why a record is reached: from the one asked about, or from `through`."""
    words = relation_words(relation, backwards=backwards)
    if not through:
        return words
    return _("through {id}, which {words}").format(id=through, words=words)
