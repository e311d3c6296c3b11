"""Every act of the rights table: the stage it stands on, and what its commit must be."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from comens_tui.exchange.comment_fields import COMMENT
from comens_tui.exchange.fields import PROPOSAL as PROPOSAL_FIELDS
from comens_tui.exchange.fields import REPORT as REPORT_FIELDS
from comens_tui.exchange.guess import guessed
from comens_tui.exchange.tables import read_table
from comens_tui.model.words import (
    Choice,
    Disposition,
    Effort,
    FollowUpState,
    Nature,
    Principle,
    ProposalState,
    ReportState,
    ReportType,
    Sense,
)
from comens_tui.operations import blocks, floor, proposal_steps
from comens_tui.operations import consultations as cons
from comens_tui.operations import convocation as conv
from comens_tui.operations import deliberation as delib
from comens_tui.operations import duplicates as dup
from comens_tui.operations import instruction as ins
from comens_tui.operations import meetings as meet
from comens_tui.operations import programmes as prog
from comens_tui.operations import proposals as prop
from comens_tui.operations import reports as rep
from comens_tui.operations.amending import amend_item
from comens_tui.operations.comments import resolve_comment
from comens_tui.operations.consultation_import import import_comments, preview_comments
from comens_tui.operations.consultation_window import extend_consultation
from comens_tui.operations.decision_correction import correct_decision
from comens_tui.operations.desk import Desk
from comens_tui.operations.dispositions import assign_comments, dispose_comments
from comens_tui.operations.draft import Receipt
from comens_tui.operations.follow_ups import Task, settle_follow_up
from comens_tui.operations.interests import keep_interest
from comens_tui.operations.proposal_import import import_proposals, preview_proposals
from comens_tui.operations.report_import import import_reports, preview_reports
from comens_tui.operations.secret_ballots import request_secret_ballot
from comens_tui.operations.voting_rules import change_rules
from comens_tui.operations.waivers import grant_waiver
from tests.operations.meeting_scenes import THIRD, declare, with_a_guide
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    EVERYONE,
    EXPERT,
    FIRST,
    MEETING,
    REFERENTIAL,
    REPORT,
    SECOND,
    SECRETARY,
    SITTING,
    Room,
    amended,
)
from tests.support import git, write_files

REPORT_FILE = f"proposals/reports/2026/{REPORT}.yaml"
FOLDER = "proposals/updates/2026"
RECORD = f"{FOLDER}/{FIRST}/proposal.yaml"
TEXT = f"{FOLDER}/{FIRST}/text/{REFERENTIAL}"
SESSION = f"decisions/meetings/2026/{MEETING}"
MEETING_FILE = f"{SESSION}/meeting.yaml"
CONSULTATION = "proposals/consultations/2026/C-2026-001"


class Act(NamedTuple):
    """One act, the stage it stands on, and what its commit must be."""

    name: str
    stage: str
    run: Callable[[Desk], Receipt]
    operation: str
    subject: str
    records: tuple[str, ...]
    paths: tuple[str, ...]
    by: str = SECRETARY
    decision: str | None = None
    before: Callable[[Room], None] = lambda _room: None


def _proposed(room: Room) -> None:
    prop.new_proposal(
        room.desk(ANNE), title="Clarifier", motive="Lu.", texts={REFERENTIAL: amended()}
    )


def _remarked(room: Room) -> None:
    _proposed(room)
    prop.comment_proposal(room.desk(BRUNO), FIRST, "Et la preuve ?")


def _submitted(room: Room) -> None:
    _proposed(room)
    proposal_steps.submit_proposal(room.desk(ANNE), FIRST)


def _screened(room: Room) -> None:
    _submitted(room)
    proposal_steps.screen_proposal(room.desk(), FIRST, nature=Nature.SUBSTANTIVE)


def _rated(room: Room) -> None:
    _screened(room)
    proposal_steps.instruct_proposal(room.desk(), FIRST)
    _rate(room.desk(ANNE))


def _rate(desk: Desk) -> Receipt:
    return prop.rate_proposal(
        desk, FIRST, harms={Principle.AUTONOMY: 2}, reach=2, corroboration=1,
        confidence=Decimal("0.8"), effort=Effort.S,
    )  # fmt: skip


def _ranked(room: Room) -> None:
    _rated(room)
    _rate(room.desk())


def _prioritised(room: Room) -> None:
    _rated(room)
    proposal_steps.prioritise_proposal(room.desk(), FIRST)


def _voted(room: Room) -> None:
    room.vote()


def _emptied(room):
    meet.attend(room.desk(), MEETING, EVERYONE[:3], "absent")


def _adjourned(room):
    _emptied(room)
    conv.close_without_quorum(room.desk(), MEETING)


def _closed(room: Room) -> None:
    meet.close_meeting(room.desk(), MEETING)


def _asked(room: Room) -> None:
    delib.open_item(room.desk(), MEETING, 3)
    delib.decide_item(
        room.desk(), MEETING, 3, sense=Sense.TAKE_NOTE, hands=delib.HandCount(5, 0, 0),
        actions=(Task("Publier", ANNE, date(2026, 9, 1)),),
    )  # fmt: skip


def _moved(room: Room) -> None:
    _proposed(room)
    write_files(room.root, {REFERENTIAL: amended("## Bienfaisance", "## Bienfaisance, d'abord")})
    git(room.root, "commit", "--quiet", "--all", "-m", "Move the corpus.")


def _consulted(room: Room) -> None:
    _screened(room)
    cons.open_consultation(
        room.desk(), title="Avis", purpose="Recueillir", proposals=(FIRST,), closes=date(2026, 4, 1)
    )


def _commented(room: Room) -> None:
    _consulted(room)
    cons.add_comment(room.desk(), "C-2026-001", author="A", college="users", text="Oui.")


def _over(room: Room) -> None:
    _commented(room)
    room.later(days=40)
    cons.close_consultation(room.desk(), "C-2026-001")


def _answered(room: Room) -> None:
    _over(room)
    dispose_comments(room.desk(), "C-2026-001", (1,), Disposition.ACCEPTED)


def _import_reports(desk: Desk) -> Receipt:
    table = read_table(b"Titre;Description;Journee\nUn;Long.;\nDeux;Dit.;Lyon\n", "mars.csv")
    found = preview_reports(desk, table, guessed(table, REPORT_FIELDS))
    return import_reports(desk, found.records, "mars.csv")


def _import_proposals(desk: Desk) -> Receipt:
    content = "Titre;Motif;Exigence;Texte proposé\nUn;Lu.;ETH.1;Le Système DOIT aider.\n"
    table = read_table(content.encode(), "gt2.csv")
    found = preview_proposals(desk, table, guessed(table, PROPOSAL_FIELDS))
    return import_proposals(desk, found, "gt2.csv")


def _import_comments(desk: Desk) -> Receipt:
    table = read_table("Collège;Commentaire\nusers;Oui.\nusers;Non.\n".encode(), "avis.csv")
    found = preview_comments(desk, "C-2026-001", table, guessed(table, COMMENT))
    return import_comments(desk, "C-2026-001", found.records, "avis.csv")


ACTS = (
    Act("report.new", "bare", lambda desk: rep.new_report(
            desk, title="Un délai", description="Long.", type=ReportType.TECHNICAL),
        "report.new", "Register report EV-2026-0002: Un délai", ("EV-2026-0002",),
        ("proposals/reports/2026/EV-2026-0002.yaml",), by=BRUNO),
    Act("report.new of a regional day", "bare", lambda desk: rep.new_report(
            desk, title="Un retour", description="Dit.", type=ReportType.OTHER, event="JR Lyon"),
        "report.new", "Register report JR-2026-0001: Un retour", ("JR-2026-0001",),
        ("proposals/reports/2026/JR-2026-0001.yaml",), by=BRUNO),
    Act("report.import", "bare", _import_reports,
        "report.import", "Import reports: 2 from mars.csv", ("EV-2026-0002", "JR-2026-0001"),
        ("proposals/reports/2026/EV-2026-0002.yaml", "proposals/reports/2026/JR-2026-0001.yaml"),
        by=BRUNO),
    Act("proposal.import", "bare", _import_proposals,
        "proposal.import", "Import proposals: 1 from gt2.csv", (FIRST,), (RECORD, TEXT), by=ANNE),
    Act("report.triage", "bare", lambda desk: rep.triage_report(
            desk, REPORT, ReportState.ADMISSIBLE, assignee=EXPERT, severity=3),
        "report.triage", f"Report {REPORT} is now “admissible”: Un refus d'accès sans motif",
        (REPORT,), (REPORT_FILE,), by=EXPERT),
    Act("report.assign", "bare", lambda desk: ins.assign_report(desk, REPORT, EXPERT),
        "report.assign", f"Assign report {REPORT} to {EXPERT}: Un refus d'accès sans motif",
        (REPORT,), (REPORT_FILE,), by=EXPERT),
    Act("report.link", "bare", lambda desk: ins.link_report(desk, REPORT, requirements=("eth.1",)),
        "report.link", f"Link report {REPORT} to what it concerns: Un refus d'accès sans motif",
        (REPORT,), (REPORT_FILE,), by=EXPERT),
    Act("report.answer", "bare", lambda desk: ins.answer_report(desk, REPORT, "Merci."),
        "report.answer", f"Answer report {REPORT}: Un refus d'accès sans motif",
        (REPORT,), (REPORT_FILE,), by=EXPERT),
    Act("report.merge", "bare", lambda desk: dup.merge_report(desk, "EV-2026-0002", REPORT),
        "report.merge", f"Merge report EV-2026-0002 with {REPORT}, which it repeats: Le même",
        ("EV-2026-0002", REPORT), ("proposals/reports/2026/EV-2026-0002.yaml",), by=EXPERT,
        before=lambda room: rep.new_report(
            room.desk(), title="Le même", description="Dit.", type=ReportType.OTHER)),
    Act("proposal.new", "bare", lambda desk: prop.new_proposal(
            desk, title="Clarifier", motive="Lu.", paths=(REFERENTIAL,)),
        "proposal.new", f"Open proposal {FIRST}: Clarifier", (FIRST,), (RECORD, TEXT), by=ANNE),
    Act("proposal.new from a report", "bare", lambda desk: prop.new_proposal(
            desk, title="Clarifier", motive="Lu.", from_report=REPORT, requirements=("ETH.1",)),
        "proposal.new", f"Open proposal {FIRST}: Clarifier", (FIRST, REPORT),
        (REPORT_FILE, RECORD),
        before=lambda room: rep.triage_report(room.desk(), REPORT, ReportState.ADMISSIBLE)),
    Act("proposal.edit", "bare", lambda desk: prop.edit_proposal(
            desk, FIRST, texts={REFERENTIAL: amended(new="brefs.")}, title="Abréger"),
        "proposal.edit", f"Amend proposal {FIRST}: Abréger", (FIRST,), (RECORD, TEXT),
        by=ANNE, before=_proposed),
    Act("proposal.submit", "bare", lambda desk: proposal_steps.submit_proposal(desk, FIRST),
        "proposal.submit", f"Submit proposal {FIRST}: Clarifier", (FIRST,), (RECORD,),
        by=ANNE, before=_proposed),
    Act("proposal.screen", "bare", lambda desk: proposal_steps.screen_proposal(
            desk, FIRST, nature=Nature.SUBSTANTIVE),
        "proposal.screen", f"Screen proposal {FIRST} as “screened”: Clarifier", (FIRST,),
        (RECORD,), before=_submitted),
    Act("proposal sent back", "bare", lambda desk: proposal_steps.screen_proposal(
            desk, FIRST, state=ProposalState.RETURNED, reason="Sans preuve."),
        "proposal.screen", f"Screen proposal {FIRST} as “returned to its author”: Clarifier",
        (FIRST,), (RECORD,), before=_submitted),
    Act("proposal.instruct", "bare", lambda desk: proposal_steps.instruct_proposal(desk, FIRST),
        "proposal.instruct", f"Close the instruction of proposal {FIRST}: Clarifier", (FIRST,),
        (RECORD,), by=EXPERT, before=_screened),
    Act("proposal.rate", "bare", _rate, "proposal.rate", f"Rate proposal {FIRST}: Bruno Leroy",
        (FIRST,), (f"{FOLDER}/{FIRST}/ratings/{BRUNO}.yaml",), by=BRUNO, before=_screened),
    Act("priority.plan", "bare", lambda desk: prog.plan_programme(desk, "2026-S1"),
        "priority.plan", "Draw up the work programme 2026-S1: 0 of 1 proposals are taken",
        ("2026-S1",), ("decisions/programmes/2026-S1.yaml",), before=_ranked),
    Act("proposal.prioritise", "bare", lambda desk: proposal_steps.prioritise_proposal(desk, FIRST),
        "proposal.prioritise", f"Place proposal {FIRST} in the work programme: Clarifier",
        (FIRST,), (RECORD,), by=CHAIR, before=_rated),
    Act("proposal.comment", "bare", lambda desk: prop.comment_proposal(
            desk, FIRST, "Et la preuve ?", document=REFERENTIAL, clause="ETH.2"),
        "proposal.comment", f"Comment on proposal {FIRST}: Clarifier", (FIRST,),
        (f"{FOLDER}/{FIRST}/comments/20260302T080200Z-{BRUNO}.yaml",), by=BRUNO,
        before=_proposed),
    Act("proposal.resolve", "bare", lambda desk: resolve_comment(
            desk, FIRST, f"20260302T080200Z-{BRUNO}"),
        "proposal.resolve", f"Settle a comment of Bruno Leroy on proposal {FIRST}: Clarifier",
        (FIRST,), (f"{FOLDER}/{FIRST}/comments/20260302T080200Z-{BRUNO}.yaml",), by=ANNE,
        before=_remarked),
    Act("proposal.withdraw", "bare", lambda desk: proposal_steps.withdraw_proposal(desk, FIRST),
        "proposal.withdraw", f"Withdraw proposal {FIRST}: Clarifier", (FIRST,), (RECORD, TEXT),
        by=ANNE, before=_proposed),
    Act("proposal.withdraw from an agenda", "tabled",
        lambda desk: proposal_steps.withdraw_proposal(desk, FIRST, reason="Dépassé."),
        "proposal.withdraw", f"Withdraw proposal {FIRST}: Clarifier", (FIRST,),
        (MEETING_FILE, RECORD, TEXT), by=ANNE),
    Act("proposal.rebase", "bare", lambda desk: prop.rebase_proposal(desk, FIRST),
        "proposal.rebase", f"Carry proposal {FIRST} over to the present text: Clarifier",
        (FIRST,), (RECORD, TEXT), by=ANNE, before=_moved),
    Act("meeting.plan", "bare", lambda desk: meet.plan_meeting(
            desk, planned=SITTING, proposals=(FIRST,), information=("Point",)),
        "meeting.plan", f"Plan meeting {MEETING}: Meeting of March 12, 2026", (MEETING, FIRST),
        (MEETING_FILE, RECORD), by=CHAIR, before=_prioritised),
    Act("meeting.plan, later items", "tabled",
        lambda desk: meet.add_to_agenda(desk, MEETING, information=("Divers",)),
        "meeting.plan", f"Add to the agenda of {MEETING}: Divers", (MEETING,), (MEETING_FILE,)),
    Act("meeting.convene", "bare", lambda desk: conv.convene_meeting(desk, MEETING),
        "meeting.convene", f"Convene meeting {MEETING}: Essai", (MEETING,), (MEETING_FILE,),
        before=lambda room: meet.plan_meeting(room.desk(), planned=SITTING, title="Essai")),
    Act("meeting.open", "tabled", lambda desk: meet.open_meeting(desk, MEETING),
        "meeting.open", f"Open meeting {MEETING}: Meeting of March 12, 2026", (MEETING,),
        (MEETING_FILE,)),
    Act("meeting.attend", "sitting", lambda desk: meet.attend(desk, MEETING, (ANNE,), "absent"),
        "meeting.attend", f"At {MEETING}, absent: Anne Petit", (MEETING,), (MEETING_FILE,)),
    Act("meeting.proxy", "sitting", lambda desk: meet.give_proxy(desk, MEETING, ANNE, BRUNO),
        "meeting.proxy", f"At {MEETING}, Anne Petit gives a mandate to Bruno Leroy", (MEETING,),
        (MEETING_FILE,), by=ANNE,
        before=lambda room: meet.attend(room.desk(), MEETING, (ANNE,), "absent")),
    Act("meeting.recuse", "sitting",
        lambda desk: delib.recuse(desk, MEETING, 1, ANNE, "Autrice du texte."),
        "meeting.recuse", f"At {MEETING}, Anne Petit takes no part in item 1", (MEETING,),
        (MEETING_FILE,), by=ANNE),
    Act("meeting.interest", "sitting",
        lambda desk: keep_interest(desk, MEETING, 1, BRUNO, "Lien rompu."),
        "meeting.interest",
        f"At {MEETING}, the declared interest of Bruno Leroy does not bear on item 1", (MEETING,),
        (MEETING_FILE,), before=declare),
    Act("meeting.floor", "sitting", lambda desk: floor.take_up(desk, MEETING, 2),
        "meeting.floor", f"At {MEETING}, take up item 2: Clarifier", (MEETING,), (MEETING_FILE,)),
    Act("meeting.order", "sitting",
        lambda desk: floor.move_item(desk, MEETING, 3, 1, reason="Invitée."),
        "meeting.order", f"At {MEETING}, item 3 comes at place 1: Calendrier", (MEETING,),
        (MEETING_FILE,)),
    Act("meeting.suspend", "sitting", lambda desk: floor.suspend(desk, MEETING),
        "meeting.suspend", f"Suspend meeting {MEETING}: Meeting of March 12, 2026", (MEETING,),
        (MEETING_FILE,)),
    Act("meeting.block", "sitting", lambda desk: blocks.make_block(desk, MEETING, (1, 4)),
        "meeting.block", f"At {MEETING}, items 1, 4 are voted together",
        (MEETING, FIRST, THIRD), (MEETING_FILE,), before=with_a_guide),
    Act("meeting.take_out", "sitting", lambda desk: blocks.take_out(desk, MEETING, 4),
        "meeting.take_out", f"At {MEETING}, Anne Petit has item 4 voted apart: Ouvrir un guide",
        (MEETING, THIRD), (MEETING_FILE,), by=ANNE,
        before=lambda room: (with_a_guide(room), blocks.make_block(room.desk(), MEETING, (1, 4)))),
    Act("meeting.item", "sitting", lambda desk: delib.open_item(desk, MEETING, 2),
        "meeting.item", f"At {MEETING}, put item 2 to the vote: Clarifier", (MEETING, SECOND),
        (MEETING_FILE,), by=CHAIR),
    Act("meeting.amend", "sitting", lambda desk: amend_item(
            desk, MEETING, 1, {REFERENTIAL: amended(new="brefs.")}, reason="Plus court."),
        "meeting.amend",
        f"At {MEETING}, amend item 1 on the motion of Claire Morel: Clarifier", (MEETING, FIRST),
        (MEETING_FILE, TEXT), by=CHAIR),
    Act("meeting.secret", "sitting", lambda desk: request_secret_ballot(
            desk, MEETING, 1, (ANNE, BRUNO)),
        "meeting.secret",
        f"At {MEETING}, secret ballot asked for on item 1 by Anne Petit, Bruno Leroy: 2 of 1",
        (MEETING,), (MEETING_FILE,), by=CHAIR),
    Act("meeting.vote", "sitting",
        lambda desk: delib.cast_ballot(desk, MEETING, 1, Choice.AGAINST),
        "meeting.vote", f"At {MEETING}, item 1: Bruno Leroy votes against", (MEETING,),
        (f"{SESSION}/ballots/1/{BRUNO}.yaml",), by=BRUNO,
        before=lambda room: delib.open_item(room.desk(), MEETING, 1)),
    Act("meeting.decide", "sitting", lambda desk: delib.decide_item(desk, MEETING, 1),
        "meeting.decide", f"Decide D-2026-001 at {MEETING}: adoption, Clarifier",
        ("D-2026-001", MEETING, FIRST),
        (REFERENTIAL, "decisions/2026/D-2026-001.yaml", MEETING_FILE, RECORD, TEXT),
        by=CHAIR, decision="D-2026-001", before=_voted),
    Act("meeting.close", "sitting", lambda desk: meet.close_meeting(desk, MEETING),
        "meeting.close", f"Close meeting {MEETING}: Meeting of March 12, 2026", (MEETING,),
        (MEETING_FILE, RECORD, f"{FOLDER}/{SECOND}/proposal.yaml")),
    Act("meeting.close for want of quorum", "sitting",
        lambda desk: conv.close_without_quorum(desk, MEETING),
        "meeting.close", f"Close meeting {MEETING} for want of quorum: Meeting of March 12, 2026",
        (MEETING, FIRST, SECOND), (MEETING_FILE, RECORD, f"{FOLDER}/{SECOND}/proposal.yaml"),
        before=_emptied),
    Act("meeting.plan a second", "sitting", lambda desk: conv.plan_second_meeting(
            desk, MEETING, planned=SITTING.replace(day=24)),
        "meeting.plan",
        "Plan meeting S-2026-02, second convocation after S-2026-01:"
        " Second meeting after S-2026-01",
        ("S-2026-02", MEETING),
        ("decisions/meetings/2026/S-2026-02/meeting.yaml", RECORD,
         f"{FOLDER}/{SECOND}/proposal.yaml"),
        by=CHAIR, before=_adjourned),
    Act("meeting.rules", "bare",
        lambda desk: change_rules(desk, values={"notice_days": "8", "casting_vote": "false"}),
        "meeting.rules",
        "Change the voting rules: notice_days 5 → 8, casting_vote true → false", ("committee",),
        ("decisions/committee.yaml",), by=CHAIR),
    Act("meeting.minutes", "sitting", lambda desk: meet.draft_minutes(desk, MEETING),
        "meeting.minutes", f"Draft the minutes of {MEETING}: Meeting of March 12, 2026", (MEETING,),
        (MEETING_FILE, f"{SESSION}/minutes.md"), before=_closed),
    Act("decision.correct", "sitting", lambda desk: correct_decision(
            desk, "D-2026-001", "Mal recopié", fields={"title": "Calendrier 2027"}),
        "decision.correct", "D-2026-002 corrects D-2026-001: Mal recopié",
        ("D-2026-002", "D-2026-001"), ("decisions/2026/D-2026-002.yaml",), decision="D-2026-002",
        before=_asked),
    Act("decision.actions", "sitting",
        lambda desk: settle_follow_up(desk, "A-2026-001", FollowUpState.DONE),
        "decision.actions", "A-2026-001 is done: Publier", ("A-2026-001", "D-2026-001"),
        ("decisions/actions/2026/A-2026-001.yaml",), by=ANNE, before=_asked),
    Act("consultation.open", "bare", lambda desk: cons.open_consultation(
            desk, title="Avis", purpose="Recueillir", proposals=(FIRST,),
            closes=date(2026, 4, 20)),
        "consultation.open", "Open consultation C-2026-001 until 2026-04-20: Avis",
        ("C-2026-001", FIRST), (f"{CONSULTATION}/consultation.yaml", RECORD), by=CHAIR,
        before=_screened),
    Act("consultation.comment", "bare", lambda desk: cons.add_comment(
            desk, "C-2026-001", author="B", college="users", text="Non."),
        "consultation.comment", "Register comment 2 on C-2026-001", ("C-2026-001",),
        (f"{CONSULTATION}/comments/2.yaml",), by=EXPERT, before=_commented),
    Act("consultation reminder", "bare",
        lambda desk: cons.remind_colleges(desk, "C-2026-001", ("users",)),
        "consultation.open", "Remind the colleges about C-2026-001: Avis", ("C-2026-001",),
        (f"{CONSULTATION}/consultation.yaml",), before=_consulted),
    Act("consultation.close", "bare", lambda desk: cons.close_consultation(desk, "C-2026-001"),
        "consultation.close", "Close consultation C-2026-001: Avis", ("C-2026-001",),
        (f"{CONSULTATION}/consultation.yaml",),
        before=lambda room: (_consulted(room), room.later(days=40))),
    Act("consultation.dispose", "bare", lambda desk: dispose_comments(
            desk, "C-2026-001", (1,), Disposition.NOT_ACCEPTED, reason="Intenable."),
        "consultation.dispose", "Answer comment 1 on C-2026-001: not accepted", ("C-2026-001",),
        (f"{CONSULTATION}/comments/1.yaml", f"{CONSULTATION}/consultation.yaml"), by=EXPERT,
        before=_over),
    Act("consultation.process", "bare",
        lambda desk: assign_comments(desk, "C-2026-001", (1,), ANNE),
        "consultation.process", "Assign comments 1 on C-2026-001 to Anne Petit", ("C-2026-001",),
        (f"{CONSULTATION}/comments/1.yaml",), by=EXPERT, before=_over),
    Act("consultation.import", "bare", _import_comments,
        "consultation.import", "Import comments on C-2026-001: 2 from avis.csv", ("C-2026-001",),
        (f"{CONSULTATION}/comments/1.yaml", f"{CONSULTATION}/comments/2.yaml"), by=EXPERT,
        before=_consulted),
    Act("consultation.extend", "bare",
        lambda desk: extend_consultation(desk, "C-2026-001", date(2026, 4, 20), "Panne."),
        "consultation.extend", "Extend consultation C-2026-001 until 2026-04-20: Panne.",
        ("C-2026-001",), (f"{CONSULTATION}/consultation.yaml",), by=CHAIR, before=_consulted),
    Act("consultation.report", "bare",
        lambda desk: cons.report_consultation(desk, "C-2026-001", "Un avis."),
        "consultation.report", "Report on consultation C-2026-001: Avis", ("C-2026-001",),
        (f"{CONSULTATION}/consultation.yaml",), by=CHAIR, before=_answered),
    Act("waiver.grant", "bare", lambda desk: grant_waiver(
            desk, code="Q026", path=REFERENTIAL, clause="ETH.1", reason="Cité.",
            expires=date(2026, 12, 31)),
        "waiver.grant", "Grant waiver W-2026-001 of Q026 on ETH.1", ("W-2026-001",),
        ("decisions/waivers/W-2026-001.yaml",), by=CHAIR),
)  # fmt: skip
