"""A typed link: one record says something of another, at a place one can go to."""

from enum import StrEnum
from typing import NamedTuple


class Relation(StrEnum):
    """What the source of a link says of its target. The direction never changes.

    A relation that two files may write, one from each end, has one direction all the same:
    the `proposals` of a report and the `answers` of a proposal are both `ANSWERS`.
    """

    HOLDS = "holds"
    """document -> requirement; the detail is the digest of its clause."""
    REFERS_TO = "refers_to"
    """requirement -> requirement or document that its text names."""
    NAMES = "names"
    """anything else -> what its text names."""
    RESTS_ON = "rests_on"
    """requirement or document -> one of its sources: a record, or free text such as a law."""
    PROVED_BY = "proved_by"
    """requirement -> an element of proof, in its own words."""
    REPLACED_BY = "replaced_by"
    """requirement -> the one that stands in its place."""
    REPEALED_BY = "repealed_by"
    """requirement -> decision."""
    CONCERNS = "concerns"
    """report or proposal -> requirement written in its field."""
    REPEATS = "repeats"
    """report -> report, proposal -> proposal."""
    ANSWERED_ON = "answered_on"
    """report -> the day on which its author was answered."""
    ANSWERS = "answers"
    """proposal -> report."""
    DRAFTS = "drafts"
    """proposal -> document: said by the text it proposes, while it stands, and by its record,
    where the detail is the blob that the text was written on."""
    PROPOSES = "proposes"
    """proposal -> requirement in its text; the detail is the digest of the proposed clause."""
    CHANGES = "changes"
    """proposal -> requirement whose clause its text changes, adds or leaves out."""
    CONSULTS_ON = "consults_on"
    """consultation -> proposal."""
    EXAMINES = "examines"
    """meeting -> what is on its agenda."""
    TAKES = "takes"
    """meeting -> decision."""
    DECIDES = "decides"
    """decision -> proposal, or meeting whose minutes it approves."""
    ENACTS = "enacts"
    """decision -> requirement or document whose text it voted."""
    CALLS_FOR = "calls_for"
    """decision -> what it asks somebody to do."""
    SUPERSEDES = "supersedes"
    """decision -> decision."""
    CARRIES = "carries"
    """release -> decision."""
    FOLLOWS = "follows"
    """release -> the release before it."""
    PART_OF = "part_of"
    """comment -> the proposal or consultation that it is filed under."""
    COMMENTS_ON = "comments_on"
    """comment -> requirement or document."""
    WAIVES = "waives"
    """waiver -> requirement or document on which a finding is accepted."""
    USES = "uses"
    """release -> waiver."""


class Link(NamedTuple):
    """One link, and the line that says it.

    `path` is the file that says it and `line` is 1-based, 0 where no one line does.
    `detail` is what the relation documents.
    """

    source: str
    relation: Relation
    target: str
    path: str
    line: int
    detail: str = ""


class Progress(StrEnum):
    """How far one report, or one proposal without a report, has come."""

    UNANSWERED = "unanswered"
    CLOSED = "closed"
    REPEATED = "repeated"
    ANSWERED = "answered"
    PROPOSED = "proposed"
    DECIDED = "decided"
    RELEASED = "released"
