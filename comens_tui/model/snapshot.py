"""One consistent state of the whole workspace, as a value."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from comens_tui.model.clearance import Clearance
from comens_tui.model.committee import Committee
from comens_tui.model.consultation import Consultation, ConsultationComment
from comens_tui.model.decision import Decision
from comens_tui.model.document import Document
from comens_tui.model.finding import Finding
from comens_tui.model.follow_up import FollowUp
from comens_tui.model.glossary import Glossary
from comens_tui.model.meeting import Ballot, Meeting
from comens_tui.model.own_rules import OwnRules
from comens_tui.model.programme import Programme
from comens_tui.model.proposal import Proposal, ProposalComment, Rating
from comens_tui.model.release import Release
from comens_tui.model.report import Report
from comens_tui.model.waiver import Waiver


class Snapshot(NamedTuple):
    """Every record of the workspace at one commit, or in the working tree.

    Mappings are keyed by record id and may parse their values on first use; iteration is
    in natural order of ids. `files` maps every path to its blob id. A file that does not
    fit its format is absent from its mapping and present in `problems`.
    """

    revision: str
    files: Mapping[str, str]
    committee: Committee
    glossary: Glossary
    documents: Mapping[str, Document]
    reports: Mapping[str, Report]
    proposals: Mapping[str, Proposal]
    #: Proposed texts: proposal id -> corpus path -> document text (None: removed).
    texts: Mapping[str, Mapping[str, str]]
    ratings: Mapping[str, tuple[Rating, ...]]
    comments: Mapping[str, tuple[ProposalComment, ...]]
    consultations: Mapping[str, Consultation]
    consultation_comments: Mapping[str, tuple[ConsultationComment, ...]]
    meetings: Mapping[str, Meeting]
    #: Meeting id -> its ballots, in order of item and member.
    ballots: Mapping[str, tuple[Ballot, ...]]
    #: Meeting id -> the text of its minutes.
    minutes: Mapping[str, str]
    decisions: Mapping[str, Decision]
    waivers: Mapping[str, Waiver]
    releases: Mapping[str, Release]
    problems: Sequence[Finding] = ()
    #: The exact content of `corpus/glossary.yaml`; empty where it was not read.
    glossary_text: str = ""
    clearances: Mapping[str, Clearance] = MappingProxyType({})
    #: Cycle -> its work programme.
    programmes: Mapping[str, Programme] = MappingProxyType({})
    follow_ups: Mapping[str, FollowUp] = MappingProxyType({})
    #: The rules that the workspace adds to the checks.
    own_rules: OwnRules = OwnRules()
