"""The meeting of `tests/meeting.sh` as acts: 15 members, 6 items, one more added in the room.

Everything that can befall a sitting befalls this one, from its opening to its signed minutes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from comens_tui.model.decision import Opinion
from comens_tui.model.places import minutes_path
from comens_tui.model.words import Choice, Effort, Nature, Principle, Sense
from comens_tui.operations import (
    amending,
    blocks,
    corrections,
    deliberation,
    floor,
    interests,
    meetings,
    seats,
    secret_ballots,
)
from comens_tui.operations.convocation import convene_meeting
from comens_tui.operations.decision_correction import correct_decision
from comens_tui.operations.deliberation import Asked
from comens_tui.operations.follow_ups import Task
from comens_tui.operations.minutes.corrections import correct_minutes
from comens_tui.operations.minutes.editing import edit_minutes
from comens_tui.operations.minutes.signing import sign_minutes
from comens_tui.operations.minutes_approval import approve_minutes
from comens_tui.operations.proposal_steps import (
    instruct_proposal,
    prioritise_proposal,
    screen_proposal,
    submit_proposal,
)
from comens_tui.operations.proposals import new_proposal, rate_proposal
from comens_tui.operations.remote_ballots import sign_ballot, take_ballots
from comens_tui.operations.secret_ballots import HandCount
from tests.operations.meeting_scenes import GUIDE
from tests.operations.support import (
    ANNE,
    BRUNO,
    CHAIR,
    FILES,
    PARIS,
    REFERENTIAL,
    RELEASE_MANAGER,
    SECRETARY,
    SITTING,
    Room,
    amended,
)
from tests.operations.voting import COMMITTEE, with_keys

Act = Callable[[Room], object]

#: The meeting whose minutes are approved, and the one that is played.
LAST, FULL = "S-2026-01", "S-2026-02"
ONDINE, BASILE, IRMA, JULES, LISE = "ondine", "basile", "irma", "jules", "lise"
OMAR, NORA, PAUL, ROSE, YVES = "omar", "nora", "paul", "rose", "yves"
_KINDS = {
    ONDINE: "ex_officio",
    **dict.fromkeys((BASILE, IRMA, JULES, LISE, OMAR), "qualified"),
    **dict.fromkeys((NORA, PAUL, ROSE, YVES), "elected"),
}
#: Who signs: one ballot from afar, and the minutes.
SIGNERS = (NORA, CHAIR, SECRETARY)
ROOM = (
    CHAIR,
    SECRETARY,
    RELEASE_MANAGER,
    ANNE,
    BRUNO,
    ONDINE,
    BASILE,
    IRMA,
    LISE,
    OMAR,
    ROSE,
    YVES,
)
LEAVING = (ANNE, RELEASE_MANAGER, BASILE, IRMA, ROSE, YVES, PAUL, JULES)
BACK = (ANNE, BASILE, IRMA, ROSE, YVES)
SUBSTANCE, OTHER_SUBSTANCE = "P-2026-001", "P-2026-002"
_GUIDES = [f"corpus/guides/GUI-{name}.md" for name in ("UN", "DEUX", "TROIS", "QUATRE")]
_DUE = date(2027, 1, 15)


def full_files(keys: Mapping[str, Path]) -> dict[str, str]:
    """Return the files of a committee of fifteen voices, who declared two interests."""
    people = "".join(
        f'  - id: {name}\n    name: "{name.title()} Arbre"\n    email: "{name}@example.org"\n'
        f"    college: users\n    kind: {kind}\n"
        '    mandate: {start: "2025-01-01", end: null}\n'
        for name, kind in _KINDS.items()
    )
    committee = FILES[COMMITTEE].replace("colleges:\n", f"{people}colleges:\n")
    for member in (BRUNO, RELEASE_MANAGER):
        line = '    interests: [{subject: "SOL-03", note: "Lien."}]\n'
        committee = committee.replace(f"  - id: {member}\n", f"  - id: {member}\n{line}")
    guides = {path: GUIDE.replace("GUI-NEUF", Path(path).stem) for path in _GUIDES}
    return {**FILES, COMMITTEE: with_keys(committee, keys), **guides}


def convene_full(room: Room) -> None:
    """Table two proposals of substance and three of form, and the minutes of a first meeting."""
    texts = {REFERENTIAL: amended()}
    texts |= {path: room.text(path).replace("Un guide.", "Un guide bref.") for path in _GUIDES}
    for number, (path, text) in enumerate(texts.items(), start=1):
        proposal = f"P-2026-{number:03}"
        subjects = ("SOL-03",) if proposal == SUBSTANCE else ()
        new_proposal(
            room.desk(ANNE), title=f"Clarifier {number}", motive="Lu.", texts={path: text},
            subjects=subjects,
        )  # fmt: skip
        submit_proposal(room.desk(ANNE), proposal)
        is_form = proposal not in (SUBSTANCE, OTHER_SUBSTANCE)
        screen_proposal(
            room.desk(), proposal, nature=Nature.EDITORIAL if is_form else Nature.SUBSTANTIVE
        )
        if not is_form:
            _prioritise(room, proposal)
    planned = datetime(2026, 3, 3, 9, tzinfo=PARIS)
    meetings.plan_meeting(room.desk(), planned=planned, information=("Installation",))
    convene_meeting(room.desk(), LAST, urgency="Installation du comité")
    room.now = planned
    meetings.open_meeting(room.desk(), LAST)
    meetings.attend(room.desk(), LAST, ROOM, "present")
    meetings.close_meeting(room.desk(), LAST)
    meetings.draft_minutes(room.desk(), LAST)
    meetings.plan_meeting(
        room.desk(),
        planned=SITTING,
        proposals=tuple(f"P-2026-{number:03}" for number in range(1, 6)),
        minutes_of=(LAST,),
    )
    convene_meeting(room.desk(), FULL)


def _prioritise(room: Room, proposal: str) -> None:
    instruct_proposal(room.desk(), proposal)
    rate_proposal(
        room.desk(BRUNO), proposal, harms={Principle.AUTONOMY: 2}, reach=2, corroboration=1,
        confidence=Decimal("0.8"), effort=Effort.M,
    )  # fmt: skip
    prioritise_proposal(room.desk(), proposal)


def full_script(keys: Mapping[str, Path]) -> Sequence[Act]:
    """Return the acts of the meeting in order; each makes one commit, whoever does it."""
    return [*_arrivals(), *_first_items(), *_amended_item(keys), *_last_items(), *_minutes(keys)]


def _marks(mode: str, *members: str) -> Act:
    return lambda room: meetings.attend(room.desk(), FULL, members, mode)


def _opens(number: int) -> Act:
    return lambda room: deliberation.open_item(room.desk(), FULL, number)


def _says(number: int, choice: Choice, *members: str) -> Iterator[Act]:
    def cast(member: str) -> Act:
        return lambda room: deliberation.cast_ballot(
            room.desk(), FULL, number, choice, member_id=member
        )

    return map(cast, members)


def _arrivals() -> Iterator[Act]:
    """Arrivals in the room and on video; a substitute; a mandate given and taken back."""
    yield lambda room: meetings.open_meeting(room.desk(), FULL)
    yield _marks("present", *ROOM)
    yield _marks("video", NORA, PAUL)
    yield _marks("excused", JULES)
    yield lambda room: seats.seat_substitute(
        room.desk(), FULL, ONDINE, "Ivan Sorbier", origin="service"
    )
    yield lambda room: meetings.give_proxy(room.desk(), FULL, JULES, OMAR)
    yield lambda room: seats.take_back_proxy(room.desk(), FULL, JULES)
    yield _marks("video", JULES)


def _first_items() -> Iterator[Act]:
    """A subject added and moved up; the last minutes by a show of hands; two interests."""
    yield lambda room: meetings.add_to_agenda(room.desk(), FULL, information=("Calendrier",))
    yield lambda room: floor.move_item(room.desk(), FULL, 7, 2, reason="Une invitée part.")
    yield lambda room: floor.allot_time(room.desk(), FULL, 7, 10)
    yield lambda room: floor.take_up(room.desk(), FULL, 7)
    yield _opens(7)
    yield lambda room: deliberation.decide_item(
        room.desk(), FULL, 7, actions=(Task("Diffuser le calendrier", OMAR, _DUE),)
    )
    yield _opens(1)
    yield lambda room: deliberation.decide_item(room.desk(), FULL, 1, hands=HandCount(14, 0, 1))
    yield lambda room: interests.keep_interest(
        room.desk(), FULL, 2, RELEASE_MANAGER, "Lien ancien."
    )
    yield lambda room: deliberation.recuse(room.desk(), FULL, 2, BRUNO, "Salarié de l'éditeur.")


def _amended_item(keys: Mapping[str, Path]) -> Iterator[Act]:
    """An amendment that voids two votes, the quorum lost and found, a roll call, a slip."""
    yield lambda room: floor.take_up(room.desk(), FULL, 2)
    yield _opens(2)
    yield from _says(2, Choice.FOR, OMAR)
    yield from _says(2, Choice.AGAINST, LISE)
    yield lambda room: amending.amend_item(
        room.desk(), FULL, 2, {REFERENTIAL: amended(new="courts et simples.")},
        reason="Plus bref.", moved_by=LISE,
    )  # fmt: skip
    yield _marks("absent", *LEAVING)
    yield lambda room: floor.suspend(room.desk(), FULL, reason="Le quorum n'est plus réuni.")
    yield lambda room: floor.resume(room.desk(), FULL)
    yield _marks("present", *BACK)
    yield _marks("video", PAUL)
    yield _opens(2)

    def from_afar(room: Room) -> None:
        hers = replace(room.desk(NORA), key=keys[NORA])
        signed = sign_ballot(hers, FULL, 2, Choice.AGAINST)
        take_ballots(room.desk(), FULL, {"nora.ballot": signed.content})

    yield from_afar
    yield from _says(2, Choice.FOR, CHAIR, OMAR, LISE, BASILE, IRMA)
    yield from _says(2, Choice.AGAINST, ROSE, ANNE, ONDINE)
    yield from _says(2, Choice.ABSTAIN, YVES, SECRETARY)
    yield from _says(2, Choice.FOR, PAUL)
    yield lambda room: corrections.correct_last(room.desk(), FULL)
    yield from _says(2, Choice.ABSTAIN, PAUL)
    yield lambda room: deliberation.decide_item(
        room.desk(), FULL, 2, opinions=(Opinion(member=ANNE, text="C'est encore flou."),)
    )


def _last_items() -> Iterator[Act]:
    """A secret ballot; a block, one item of which is taken out, then deferred; the end."""
    yield lambda room: secret_ballots.request_secret_ballot(room.desk(), FULL, 3, (YVES,))
    yield _opens(3)
    papers = HandCount(9, 3, 0, scrutineers=(LISE, OMAR), blank=1)
    yield lambda room: deliberation.decide_item(
        room.desk(), FULL, 3, hands=papers, actions=(Task("Écrire aux éditeurs", OMAR, _DUE),)
    )
    yield lambda room: blocks.make_block(room.desk(), FULL, (4, 5, 6))
    yield lambda room: blocks.take_out(room.desk(), FULL, 6, member_id=CHAIR)
    yield lambda room: blocks.open_block(room.desk(), FULL, 4)
    yield lambda room: blocks.decide_block(room.desk(), FULL, 4, Asked(hands=HandCount(13, 0, 0)))
    yield _opens(6)
    yield lambda room: deliberation.decide_item(
        room.desk(), FULL, 6, sense=Sense.DEFER, reason="Le groupe n'a pas relu."
    )
    yield lambda room: meetings.close_meeting(room.desk(), FULL)


def _minutes(keys: Mapping[str, Path]) -> Iterator[Act]:
    """Minutes drafted, completed, drawn again, corrected, approved, and signed twice."""
    yield lambda room: meetings.draft_minutes(room.desk(), FULL)
    yield lambda room: edit_minutes(
        room.desk(), FULL, room.text(minutes_path(FULL)) + "\nLe calendrier est public.\n"
    )

    def misspelt(room: Room) -> None:
        deferred = next(
            one.id for one in room.snapshot().decisions.values() if one.sense is Sense.DEFER
        )
        correct_decision(room.desk(), deferred, "Mal copié", fields={"reason": "Il relit encore."})

    yield misspelt
    yield lambda room: meetings.draft_minutes(room.desk(), FULL)
    yield lambda room: correct_minutes(room.desk(), FULL, "Dire « bref ».", LISE)
    yield lambda room: approve_minutes(room.desk(), FULL, HandCount(12, 0, 1))
    for member in (SECRETARY, CHAIR):
        yield _signs(member, keys[member])


def _signs(member: str, key: Path) -> Act:
    return lambda room: sign_minutes(replace(room.desk(member), key=key), FULL)
