"""Meetings as records, without git: one at which everything happened that minutes must tell,
one closed for want of quorum, and the one convened again after it.
"""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from comens_tui.model.committee import College, Committee, Mandate, Member, VotingRules
from comens_tui.model.decision import (
    CountedBallot,
    Decision,
    Opinion,
    VotedClause,
    VotedText,
)
from comens_tui.model.meeting import (
    AgendaItem,
    Attendance,
    Ballot,
    InterestKept,
    Meeting,
    NoQuorum,
    PastProxy,
    Proxy,
    Recusal,
    Reordering,
    Suspension,
    Totals,
    Turn,
)
from comens_tui.model.voting import Amendment, RefusedBallot, SecretRequest, VoidBallot
from comens_tui.model.words import Choice, MeetingState, Role, Sense
from comens_tui.operations.minutes.account import Account
from comens_tui.rules.convocation import counted
from comens_tui.rules.senses import is_on_text
from comens_tui.rules.votes import electorate, tally

PARIS = ZoneInfo("Europe/Paris")
MEETING = "S-2026-04"
_PEOPLE = (
    ("anne-petit", "Anne Petit", "présidente, philosophe", "qualified", True, (Role.CHAIR,)),
    ("samir-benali", "Samir Benali", "secrétaire", "ex_officio", True, (Role.SECRETARY,)),
    ("bruno-leroy", "Bruno Leroy", "infirmier | libéral", "elected", True, (Role.MEMBER,)),
    ("claire-morel", "Claire Morel", "médecin", "elected", True, (Role.MEMBER,)),
    ("rene-lopez", "René Lopez", "", "ex_officio", True, (Role.MEMBER,)),
    ("emma-noel", "Emma Noël", "juriste", "qualified", False, (Role.EXPERT,)),
)
_DIGESTS = {1: "a" * 64, 2: "b" * 64, 4: "c" * 64}


def at(hour: int, minute: int = 0, *, day: int = 1) -> datetime:
    """Return a moment of the day of the meeting."""
    return datetime(2026, 4, day, hour, minute, tzinfo=PARIS)


def committee() -> Committee:
    """Return six people, one without a vote."""
    members = tuple(
        Member(
            id=name,
            name=said,
            email=f"{name}@example.org",
            title=title,
            college="users",
            kind=kind,
            voting=voting,
            roles=roles,
            mandate=Mandate(start=date(2025, 1, 1)),
        )
        for name, said, title, kind, voting, roles in _PEOPLE
    )
    colleges = (College(id="users", name="Collège des usagers"),)
    return Committee(name="Comité d'essai", colleges=colleges, members=members)


def meeting() -> Meeting:
    """Return the meeting as its file keeps it."""
    items = (
        ("proposal", "Clarifier l'information", "P-2026-001", "decided", "roll_call", "D-2026-001"),
        ("proposal", "Durcir le délai", "P-2026-002", "decided", "secret", "D-2026-002"),
        ("information", "Calendrier *2026*", None, "decided", "show_of_hands", "D-2026-003"),
        (
            "minutes",
            "Procès-verbal de S-2026-03",
            "S-2026-03",
            "decided",
            "roll_call",
            "D-2026-004",
        ),
        ("proposal", "Point non examiné", "P-2026-003", "withdrawn", "roll_call", None),
        ("proposal", "Point reporté", "P-2026-004", "decided", "roll_call", "D-2026-005"),
    )
    return Meeting(
        id=MEETING,
        title="Séance d'avril",
        state=MeetingState.CLOSED,
        planned=at(14),
        place="Paris, salle 2",
        convened=date(2026, 3, 30),
        urgency="Saisine du ministre",
        chair="anne-petit",
        secretary="samir-benali",
        opened=at(14, 5),
        closed=at(16, 45),
        agenda=tuple(
            AgendaItem(
                number=number,
                kind=kind,
                title=title,
                subject=subject,
                state=state,
                vote=vote,
                digest=_DIGESTS.get(number),
                opened=_put(number) if state == "decided" else None,
                closed=_put(number) + timedelta(minutes=5) if state == "decided" else None,
                decision=decision,
                openings=3 if number == 1 else int(state == "decided"),
                allotted=5 if number == 1 else None,
                taken_out="rene-lopez" if number == 2 else None,
            )
            for number, (kind, title, subject, state, vote, decision) in enumerate(items, start=1)
        ),
        attendance=(
            Attendance(member="anne-petit", mode="present", arrived=at(14, 5)),
            Attendance(member="samir-benali", mode="present", arrived=at(14, 5)),
            Attendance(member="bruno-leroy", mode="video", arrived=at(14, 6), left=at(14, 50)),
            Attendance(member="bruno-leroy", mode="present", arrived=at(14, 55), left=at(16)),
            Attendance(
                member="rene-lopez",
                mode="present",
                arrived=at(14, 5),
                substitute="Zoé Martin",
                substitute_from="service",
            ),
            Attendance(member="claire-morel", mode="excused"),
            Attendance(member="emma-noel", mode="absent"),
        ),
        proxies=(Proxy(giver="claire-morel", holder="anne-petit"),),
        recusals=(Recusal(item=2, member="bruno-leroy", reason="Conseil d'un éditeur concerné."),),
        past_proxies=(PastProxy(giver="bruno-leroy", holder="anne-petit", ended=at(14, 6)),),
        interests_kept=(
            InterestKept(
                item=1,
                member="rene-lopez",
                subjects=("SOL-1",),
                reason="Lien ancien",
                by="anne-petit",
            ),
        ),
        suspensions=(Suspension(began=at(15, 30), ended=at(15, 45), reason="Pause"),),
        totals=(
            Totals(
                item=2,
                votes_for=2,
                votes_against=1,
                abstentions=0,
                blank=1,
                scrutineers=("anne-petit", "samir-benali"),
                participants=("anne-petit", "claire-morel", "rene-lopez", "samir-benali"),
            ),
            Totals(item=3, votes_for=5, votes_against=0, abstentions=0),
        ),
        turns=(Turn(item=1, began=at(14, 8)), Turn(item=2, began=at(14, 16))),
        reorderings=(
            Reordering(
                at=datetime(2026, 3, 31, 9, tzinfo=PARIS), item=3, place=3, reason="Le ministre"
            ),
            Reordering(at=at(14, 6), item=1, place=1, reason="Les invités | arrivent"),
        ),
        amendments=(
            Amendment(
                item=1,
                at=at(14, 9),
                moved_by="bruno-leroy",
                reason="Plus *court*",
                before="1" * 64,
                after="a" * 64,
            ),
        ),
        void_ballots=(
            _void(1, "bruno-leroy", "amended"),
            _void(1, "anne-petit", "amended"),
            _void(1, "anne-petit", "reopened"),
            _void(1, "rene-lopez", "own_ballot"),
            _void(2, "samir-benali", "secret"),
        ),
        secret_requests=(SecretRequest(item=2, members=("rene-lopez",), at=at(14, 18)),),
        refused_ballots=(
            RefusedBallot(
                item=1,
                claimed="emma-noel",
                digest="e" * 64,
                reason="Elle n'a pas voix délibérative.",
                at=at(14, 11),
            ),
        ),
    )


def _put(number: int) -> datetime:
    """Return when an item was put to the vote."""
    return at(14) + timedelta(minutes=10 * number)


def _void(item: int, member: str, reason: str) -> VoidBallot:
    return VoidBallot(item=item, member=member, digest="f" * 64, reason=reason, at=at(14, 9))


def _ballots() -> tuple[Ballot, ...]:
    def vote(item: int, **choices: Choice) -> list[Ballot]:
        return [
            Ballot(
                meeting=MEETING,
                item=item,
                member=member.replace("_", "-"),
                choice=choice,
                digest=_DIGESTS[item],
                at=at(14, 10 * item + 1),
                recorded_by="samir-benali" if member == "claire_morel" else None,
            )
            for member, choice in choices.items()
        ]

    first = vote(
        1,
        anne_petit=Choice.FOR,
        samir_benali=Choice.FOR,
        claire_morel=Choice.FOR,
        bruno_leroy=Choice.AGAINST,
        rene_lopez=Choice.ABSTAIN,
    )
    return (
        *first,
        *vote(4, anne_petit=Choice.FOR, samir_benali=Choice.FOR, claire_morel=Choice.FOR),
    )


def account() -> Account:
    """Return what the minutes are drawn from, each decision counted by the rules themselves."""
    who, held, ballots = committee(), meeting(), _ballots()
    said = {
        1: {
            "sense": Sense.ADOPT,
            "texts": (VotedText(path="corpus/guides/GUI-TLS.md", digest="d" * 64),),
            "clauses": (VotedClause(path="corpus/guides/GUI-TLS.md", clause="ETH.1"),),
            "ballots": (CountedBallot(member="rene-lopez", digest="2" * 64, signature="3" * 64),),
            "opinions": (Opinion(member="bruno-leroy", text="Le délai est trop court. # Non"),),
        },
        2: {"sense": Sense.REJECT, "reason": "Le texte n'est pas mûr."},
        3: {"sense": Sense.TAKE_NOTE, "follow_up": "Diffuser le calendrier."},
        4: {"sense": Sense.ADOPT},
        6: {"sense": Sense.DEFER, "reason": "Le groupe n'a pas relu."},
    }
    decisions = _decided(held, who, ballots, said)
    correction = decisions[2].model_copy(
        update={
            "id": "D-2026-009",
            "supersedes": "D-2026-002",
            "correction": "Motif précisé.",
            "reason": "Le texte n'est pas mûr, dit le groupe.",
        }
    )
    return Account(held, who, decisions, (correction,), ballots)


def _decided(
    held: Meeting, who: Committee, ballots: tuple[Ballot, ...], said: dict[int, dict[str, Any]]
) -> dict[int, Decision]:
    decisions = {}
    for item in held.agenda:
        if item.decision is None:
            continue
        sense = said[item.number]["sense"]
        verdict = tally(
            electorate(held, who, item.number),
            [ballot for ballot in ballots if ballot.item == item.number],
            VotingRules(),
            digest=item.digest,
            chair=held.chair,
            totals=next((one for one in held.totals if one.item == item.number), None),
            second_convocation=held.second_convocation,
            on_text=is_on_text(item, sense),
        )
        decisions[item.number] = Decision(
            id=item.decision,
            title=item.title,
            date=date(2026, 4, 1),
            subject=item.subject,
            meeting=held.id,
            item=item.number,
            digest=item.digest,
            rules=verdict.rule,
            count=verdict.count,
            verdict=verdict.sentence,
            **said[item.number],
        )
    return decisions


def adjourned() -> Account:
    """Return a first meeting closed for want of quorum, a vote open, another item untouched."""
    who = committee()
    items = (
        AgendaItem(
            number=1,
            kind="proposal",
            title="Clarifier l'information",
            subject="P-2026-001",
            state="withdrawn",
            digest=_DIGESTS[1],
            opened=at(14, 10),
            openings=1,
        ),
        AgendaItem(number=2, kind="information", title="Calendrier", state="withdrawn"),
    )
    held = Meeting(
        id="S-2026-02",
        title="Séance de mars",
        state=MeetingState.CLOSED,
        planned=at(14),
        place="Paris",
        convened=date(2026, 3, 23),
        chair="anne-petit",
        secretary="samir-benali",
        opened=at(14, 5),
        closed=at(14, 40),
        agenda=items,
        turns=(Turn(item=1, began=at(14, 8)),),
        attendance=(
            Attendance(member="anne-petit", mode="present", arrived=at(14, 5)),
            Attendance(member="samir-benali", mode="present", arrived=at(14, 5)),
            Attendance(member="bruno-leroy", mode="present", arrived=at(14, 5), left=at(14, 20)),
            Attendance(member="claire-morel", mode="absent"),
            Attendance(member="rene-lopez", mode="absent"),
        ),
        recusals=(Recusal(item=1, member="samir-benali", reason="Auteur du texte."),),
    )
    count, verdict = counted(electorate(held, who, 1), VotingRules())
    lacked = NoQuorum(at=at(14, 40), items=(1, 2), count=count, verdict=verdict)
    return Account(held.model_copy(update={"no_quorum": lacked}), who, {}, (), ())


def second() -> Account:
    """Return the meeting convened after that one, where two voices adopt its text."""
    first, who = adjourned().meeting, committee()
    held = Meeting(
        id="S-2026-03",
        title="Seconde séance",
        state=MeetingState.CLOSED,
        planned=at(14, day=8),
        place="Paris",
        convened=date(2026, 4, 2),
        second_of=first.id,
        second_convocation=True,
        chair="anne-petit",
        secretary="samir-benali",
        opened=at(14, 5, day=8),
        closed=at(14, 40, day=8),
        agenda=(
            first.agenda[0].model_copy(
                update={
                    "state": "decided",
                    "opened": at(14, 10, day=8),
                    "closed": at(14, 20, day=8),
                    "decision": "D-2026-001",
                }
            ),
            first.agenda[1].model_copy(
                update={"state": "decided", "closed": at(14, 30, day=8), "decision": "D-2026-002"}
            ),
        ),
        attendance=(
            Attendance(member="anne-petit", mode="present", arrived=at(14, 5, day=8)),
            Attendance(member="bruno-leroy", mode="video", arrived=at(14, 5, day=8)),
            Attendance(member="samir-benali", mode="present", arrived=at(14, 5, day=8)),
        ),
        recusals=first.recusals,
        totals=(Totals(item=1, votes_for=2, votes_against=0, abstentions=0),),
    )
    said = {1: {"sense": Sense.ADOPT}, 2: {"sense": Sense.TAKE_NOTE}}
    return Account(held, who, _decided(held, who, (), said), (), (), first=first)
