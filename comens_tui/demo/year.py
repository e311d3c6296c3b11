"""A believable year of the committee, replayed through the very same operations.

Every act is dated by its distance from the day of the demonstration, so that the year
always ends today: a meeting to hold, an open consultation, a gate that is red for two
reasons that a person can mend, and two tags. The words of the year are in `scenes`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from comens_tui.demo import scenes
from comens_tui.model.words import (
    Effort,
    Principle,
    ReportState,
    Sense,
)
from comens_tui.operations import (
    consultations,
    convocation,
    deliberation,
    dispositions,
    follow_ups,
    interests,
    meetings,
    programmes,
    proposal_steps,
    proposals,
    releases,
    reports,
)
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt
from comens_tui.operations.secret_ballots import HandCount

SECRETARY = "clairbois"
VOTERS = (
    "aubepine",
    "galet",
    "rivesable",
    "verglas",
    "feuillard",
    "brindille",
    "lanterne",
    "beletoile",
    "verveine",
    "bruyere",
    "pommeraie",
    "corail",
)
#: Days from the committed past of the workspace to the day of the demonstration.
LENGTH = 320


def day_of_work(today: date, ago: int) -> date:
    """Return the day `ago` days before `today`; a past week-end becomes its Friday.

    Two acts of which one must come on a later day are to be three days apart or more.
    """
    day = today - timedelta(days=ago)
    return day - timedelta(days=max(0, day.weekday() - 4)) if ago > 0 else day


class Year:
    """The acts of the year, in order; `said` is told each one's sentence as it is done."""

    def __init__(self, desk: Desk, today: date, said: Callable[[str], None]) -> None:
        self._desk = desk
        self._today = today
        self._said = said
        self._last = desk.now() - timedelta(days=LENGTH)

    def day(self, ago: int) -> date:
        """Return the day `ago` days before the demonstration, as `day_of_work` has it."""
        return day_of_work(self._today, ago)

    def at(self, ago: int, member: str = SECRETARY, hour: int = 9) -> Desk:
        """Return the desk of a member on that day, after everything done so far."""
        zone = ZoneInfo(self._desk.committee.timezone)
        when = datetime.combine(self.day(ago), time(hour), tzinfo=zone)
        self._last = when = max(when, self._last + timedelta(minutes=1))
        return replace(self._desk.acting_as(member), clock=lambda: when)

    def afternoon(self, ago: int) -> datetime:
        """Return two o'clock of that day."""
        zone = ZoneInfo(self._desk.committee.timezone)
        return datetime.combine(self.day(ago), time(14), tzinfo=zone)

    def done(self, receipt: Receipt) -> str:
        """Tell what was done and return the id of its main record."""
        self._said(receipt.subject)
        return receipt.record

    def play(self) -> None:
        """Play the whole year."""
        self._first_release()
        self._winter_meeting()
        self._reports_of_spring()
        self._first_consultation()
        self._summer_meeting()
        self._minutes_and_release()
        self._second_consultation()
        self._autumn_meeting()
        self._work_in_flight()

    def _first_release(self) -> None:
        desk = self.at(LENGTH - 1, "rivesable")
        self._said(releases.tag_recorded(desk, "cens-v1.0.0"))

    def _winter_meeting(self) -> None:
        meeting = "S-2026-01"
        self.done(convocation.convene_meeting(self.at(317), meeting))
        self._open(meeting, 305, video=("verveine", "bruyere"), absent={"corail": "pommeraie"})
        leaving = self.at(305, hour=16)
        self.done(deliberation.recuse(leaving, meeting, 1, "corail", scenes.WHY_OUT))
        self._by_hands(meeting, 1, 305, HandCount(9, 1, 1))
        self._by_hands(meeting, 2, 305, HandCount(11, 0, 1))
        self._by_hands(meeting, 3, 305, HandCount(12, 0, 0))
        self._close(meeting, 305)
        self.done(proposals.rebase_proposal(self.at(300), "P-2025-014"))
        self.done(proposals.rebase_proposal(self.at(300), "P-2025-015"))

    def _open(
        self, meeting: str, ago: int, *, video: tuple[str, ...], absent: dict[str, str]
    ) -> None:
        secretary = self.at(ago, hour=14)
        self.done(meetings.open_meeting(secretary, meeting))
        here = tuple(item for item in VOTERS if item not in video and item not in absent)
        present = (*here, SECRETARY)
        self.done(meetings.attend(self.at(ago, hour=14), meeting, present, "present"))
        if video:
            self.done(meetings.attend(self.at(ago, hour=14), meeting, video, "video"))
        for giver, holder in absent.items():
            self.done(meetings.attend(self.at(ago, hour=14), meeting, (giver,), "excused"))
            self.done(meetings.give_proxy(self.at(ago, hour=14), meeting, giver, holder))

    def _by_hands(
        self, meeting: str, number: int, ago: int, hands: HandCount, sense: Sense | None = None
    ) -> str:
        self.done(deliberation.open_item(self.at(ago, hour=16), meeting, number))
        return self.done(
            deliberation.decide_item(
                self.at(ago, hour=16), meeting, number, hands=hands, sense=sense
            )
        )

    def _close(self, meeting: str, ago: int) -> None:
        self.done(meetings.close_meeting(self.at(ago, hour=17), meeting))
        self.done(meetings.draft_minutes(self.at(ago - 4), meeting))

    def _register(self, ago: int, scene: scenes.ReportScene) -> str:
        return self.done(
            reports.new_report(
                self.at(ago, "galet", 10),
                title=scene.title,
                description=scene.description,
                type=scene.type,
                principles=scene.principles,
                severity=scene.severity,
                reach=scene.reach,
                reporter=scene.reporter,
                solution_category=scene.category,
                solution=scene.solution,
                requirements=scene.requirements,
            )
        )

    def _triage(
        self, report: str, ago: int, *states: ReportState, reason: str | None = None
    ) -> None:
        for state in states:
            self.done(reports.triage_report(self.at(ago, hour=11), report, state, reason=reason))

    def _reports_of_spring(self) -> None:
        first = self._register(290, scenes.SPRING[0])
        self._triage(first, 288, ReportState.ADMISSIBLE, ReportState.UNDER_INSTRUCTION)
        second = self._register(276, scenes.SPRING[1])
        self._triage(second, 275, ReportState.INADMISSIBLE, reason=scenes.NOT_DIGITAL)
        third = self._register(262, scenes.SPRING[2])
        self._triage(third, 260, ReportState.ADMISSIBLE, ReportState.UNDER_INSTRUCTION)
        self._triage(first, 240, ReportState.AWAITING_PUBLISHER)
        self._rate("P-2025-015", 255, "aubepine")

    def _rate(self, proposal: str, ago: int, *members: str) -> None:
        for index, member in enumerate(members):
            self.done(
                proposals.rate_proposal(
                    self.at(ago, member, 18),
                    proposal,
                    harms={
                        Principle.AUTONOMY: 2 + index % 2,
                        Principle.NON_MALEFICENCE: 1 + index % 3,
                    },
                    reach=2,
                    corroboration=2,
                    confidence=Decimal("0.8"),
                    effort=Effort.S,
                )
            )

    def _consult(
        self, title: str, purpose: str, proposal: str, *, tag: str, opens: int, closes: int
    ) -> str:
        return self.done(
            consultations.open_consultation(
                self.at(opens),
                title=title,
                purpose=purpose,
                proposals=(proposal,),
                closes=self.day(closes),
                ballot_tag=tag,
                audiences=scenes.AUDIENCES,
                planned_effect=self.day(closes - 180),
            )
        )

    def _comments(
        self, consultation: str, scenes_of: tuple[scenes.CommentScene, ...], opens: int
    ) -> None:
        for index, scene in enumerate(scenes_of):
            self.done(
                consultations.add_comment(
                    self.at(opens - 3 - 4 * index, "galet", 12),
                    consultation,
                    author=scene.author,
                    college=scene.college,
                    text=scene.text,
                    type=scene.type,
                    clause=scene.clause,
                )
            )

    def _answer(
        self, consultation: str, scenes_of: tuple[scenes.CommentScene, ...], ago: int, summary: str
    ) -> None:
        self.done(consultations.close_consultation(self.at(ago), consultation))
        for number, scene in enumerate(scenes_of, start=1):
            self.done(
                dispositions.dispose_comments(
                    self.at(ago - 5, hour=14),
                    consultation,
                    (number,),
                    scene.disposition,
                    reason=scene.reason,
                )
            )
        self.done(consultations.report_consultation(self.at(ago - 12), consultation, summary))

    def _first_consultation(self) -> None:
        consultation = self._consult(
            scenes.ACCESS_TITLE,
            scenes.ACCESS_PURPOSE,
            "P-2025-014",
            tag="cens-v1.1.0-ballot.1",
            opens=250,
            closes=215,
        )
        self._comments(consultation, scenes.ACCESS_COMMENTS, 250)
        self._answer(consultation, scenes.ACCESS_COMMENTS, 212, scenes.ACCESS_SUMMARY)

    def _plan(
        self,
        planned: int,
        ahead: int,
        *,
        proposals_due: tuple[str, ...],
        minutes_of: str,
        place: str,
    ) -> str:
        meeting = self.done(
            meetings.plan_meeting(
                self.at(planned + ahead),
                planned=self.afternoon(planned),
                title=scenes.meeting_title(self.day(planned)),
                place=place,
                proposals=proposals_due,
                minutes_of=(minutes_of,),
            )
        )
        self.done(convocation.convene_meeting(self.at(planned + ahead - 2), meeting))
        return meeting

    def _summer_meeting(self) -> None:
        meeting = self._plan(
            166, 14, proposals_due=("P-2025-014",), minutes_of="S-2026-01", place=scenes.ROOM
        )
        self._summer = meeting
        self._open(meeting, 166, video=("lanterne",), absent={"feuillard": "verglas"})
        self._by_hands(meeting, 1, 166, HandCount(12, 0, 0))
        staying = self.at(166, hour=16)
        self.done(interests.keep_interest(staying, meeting, 2, "beletoile", scenes.WHY_IN))
        self._by_hands(meeting, 2, 166, HandCount(10, 0, 2))
        self._close(meeting, 166)
        self.done(proposals.rebase_proposal(self.at(160), "P-2025-015"))

    def _minutes_and_release(self) -> None:
        meeting = self._plan(120, 12, proposals_due=(), minutes_of=self._summer, place=scenes.VIDEO)
        self._second = meeting
        self._open(meeting, 120, video=VOTERS[3:9], absent={})
        self._by_hands(meeting, 1, 120, HandCount(12, 0, 0))
        self._close(meeting, 120)
        self.done(releases.tag_release(self.at(112, "rivesable")))

    def _second_consultation(self) -> None:
        consultation = self._consult(
            scenes.BOOTH_TITLE,
            scenes.BOOTH_PURPOSE,
            "P-2025-015",
            tag="cens-v2.0.0-ballot.1",
            opens=108,
            closes=67,
        )
        self._booth = consultation
        self._comments(consultation, scenes.BOOTH_COMMENTS, 108)
        self._answer(consultation, scenes.BOOTH_COMMENTS, 64, scenes.BOOTH_SUMMARY)
        self.done(proposal_steps.prioritise_proposal(self.at(50), "P-2025-015"))

    def _autumn_meeting(self) -> None:
        meeting = self._plan(
            20, 14, proposals_due=("P-2025-015",), minutes_of=self._second, place=scenes.ROOM
        )
        self._autumn = meeting
        self._open(meeting, 20, video=("brindille",), absent={"beletoile": "verveine"})
        self._by_hands(meeting, 1, 20, HandCount(12, 0, 0))
        taken = self._by_hands(meeting, 2, 20, HandCount(10, 1, 1))
        for text, owner, days in scenes.FOLLOW_UPS:
            due = self._today + timedelta(days=days)
            self.done(follow_ups.add_follow_up(self.at(20, hour=16), taken, text, owner, due))
        self._close(meeting, 20)

    def _work_programme(self, ago: int) -> None:
        """Draw up the programme of the half-year, with one departure from the ranking."""
        self.done(
            programmes.plan_programme(
                self.at(ago),
                programmes.cycle_of(self.day(ago)),
                moves=(programmes.Move("P-2025-013", 1, scenes.WHY_FIRST),),
            )
        )

    def _late_comment(self) -> None:
        """Register a letter posted in time that arrived after the report: the gate turns red."""
        scene = scenes.LATE_COMMENT
        self.done(
            consultations.add_comment(
                self.at(6, "galet", 12),
                self._booth,
                author=scene.author,
                college=scene.college,
                text=scene.text,
                type=scene.type,
                clause=scene.clause,
                received=self.day(70),
            )
        )

    def _work_in_flight(self) -> None:
        """Leave work for today: reports to triage, a consultation open, a meeting convened."""
        first, second, third, fourth = scenes.AUTUMN
        self._register(15, first)
        self.done(proposal_steps.prioritise_proposal(self.at(14), "P-2025-016"))
        self._consult(
            scenes.QUIET_TITLE,
            scenes.QUIET_PURPOSE,
            "P-2025-016",
            tag="cens-v2.0.0-ballot.2",
            opens=13,
            closes=-20,
        )
        self._register(12, second)
        self._work_programme(12)
        self._plan(0, 11, proposals_due=("P-2025-017",), minutes_of=self._autumn, place=scenes.ROOM)
        self._late_comment()
        self._register(4, third)
        self._register(2, fourth)
