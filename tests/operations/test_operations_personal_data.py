"""Personal data never enters git: no operation commits a NIR; the rest asks for an answer."""

import importlib
import inspect
import pkgutil
import subprocess
import types
import typing
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from comens_tui import operations
from comens_tui.errors import ComensError, RefusedError
from comens_tui.model.consultation import ConsultationComment
from comens_tui.model.decision import Opinion
from comens_tui.model.proposal import Proposal
from comens_tui.model.report import Report
from comens_tui.model.words import (
    Disposition,
    Effort,
    FollowUpState,
    Nature,
    PersonalKind,
    Principle,
    ProposalState,
    ReportState,
    ReportType,
    Sense,
)
from comens_tui.operations import (
    amending,
    consultations,
    convocation,
    deliberation,
    meetings,
    proposal_steps,
    proposals,
    releases,
    reports,
    workspaces,
)
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt
from comens_tui.operations.follow_ups import Task
from comens_tui.operations.history_scan import PastExposure, Unread, scan_history
from comens_tui.operations.intake import Preview
from comens_tui.operations.proposal_import import ProposalPreview
from comens_tui.operations.screening import (
    Answers,
    Named,
    PersonalDataError,
    answering,
)
from comens_tui.operations.secret_ballots import HandCount
from tests.operations.meeting_scenes import declare
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
    SITTING,
    Room,
    amended,
    unchanged,
)
from tests.support import RELEASE_MANAGER, commit_all, git, write_files

NIR = "184057511600111"
SPACED = "1 84 05 75 116 001 11"
CONSULTATION = "C-2026-001"
CLOSES = date(2026, 4, 1)

#: Arguments that name something that exists, or a word of a list: refused as unknown.
NAMES = frozenset({
    "meeting_id", "proposal_id", "report_id", "consultation_id", "member_id", "giver", "holder",
    "mode", "seen", "tag", "duplicate_of", "assignee", "paths", "from_report", "proposals",
    "minutes_of", "members", "colleges", "code", "state", "name", "cycle", "capacities", "decision_id",
    "other_id", "commit", "origin", "owner", "follow_up_id", "fields", "bases", "follows", "moved_by",
})  # fmt: skip


class Setting(typing.NamedTuple):
    """How an act that takes words is made possible: a stage, who acts, good arguments."""

    stage: str
    who: str
    given: Mapping[str, object]
    before: typing.Callable[[Room], object] = lambda _room: None


def _amended(room):
    amending.amend_item(room.desk(), MEETING, 1, {REFERENTIAL: amended(new="nets.")}, reason="Net.")


def _draft(room):
    proposals.new_proposal(
        room.desk(ANNE), title="Clarifier", motive="Lu.", texts={REFERENTIAL: amended()}
    )


def _instructed(room):
    _draft(room)
    proposal_steps.submit_proposal(room.desk(ANNE), FIRST)
    proposal_steps.screen_proposal(room.desk(), FIRST, nature=Nature.SUBSTANTIVE)
    proposal_steps.instruct_proposal(room.desk(), FIRST)


def _submitted(room):
    _draft(room)
    proposal_steps.submit_proposal(room.desk(ANNE), FIRST)


def _consulted(room):
    _draft(room)
    consultations.open_consultation(
        room.desk(), title="Avis", purpose="Lire", proposals=(FIRST,), closes=CLOSES
    )


def _commented(room):
    _consulted(room)
    consultations.add_comment(room.desk(), CONSULTATION, author="A1", college="users", text="Oui.")
    _close(room)


def _processing(room):
    _consulted(room)
    _close(room)


def _close(room):
    room.now = datetime(2026, 4, 2, 9, tzinfo=UTC)
    consultations.close_consultation(room.desk(), CONSULTATION)


def _planned(room):
    meetings.plan_meeting(room.desk(), planned=room.now + timedelta(days=2), information=("Point",))


def _adjourned(room):
    meetings.attend(room.desk(), MEETING, EVERYONE, "absent")
    convocation.close_without_quorum(room.desk(), MEETING)


def _minuted(room):
    meetings.close_meeting(room.desk(), MEETING)
    meetings.draft_minutes(room.desk(), MEETING)
    write_files(room.root, {f"decisions/meetings/2026/{MEETING}/minutes.md": "Dit.\n"})
    git(room.root, "add", "--all")
    commit_all(room.root, "By hand")


def _asked(room):
    deliberation.open_item(room.desk(), MEETING, 3)
    deliberation.decide_item(
        room.desk(), MEETING, 3, sense=Sense.TAKE_NOTE, hands=HandCount(5, 0, 0),
        actions=(Task("Publier", ANNE, date(2026, 9, 1)),),
    )  # fmt: skip


_RATING = {
    "harms": dict.fromkeys(Principle, 1), "reach": 1, "corroboration": 1,
    "confidence": Decimal(1), "effort": Effort.S,
}  # fmt: skip

_REPORT = Report(
    id="EV-0000-0000", title="T", received=CLOSES, state=ReportState.RECEIVED,
    description="D", type=ReportType.OTHER,
)  # fmt: skip
_COMMENT = ConsultationComment(
    consultation=CONSULTATION,
    number=1,
    author="#1",
    college="users",
    received=date(2026, 3, 3),
    text="Oui.",
)
_PROPOSALS = ProposalPreview(
    Preview(
        (),
        (
            Proposal(
                id="P-0000-001", title="T", state=ProposalState.DRAFT, author=ANNE,
                created=CLOSES, motive="M",
            ),
        ),
    ),
    {},
)  # fmt: skip
SETTINGS = {
    "new_report": Setting(
        "bare", ANNE, {"title": "T", "description": "D", "type": ReportType.OTHER}
    ),
    "import_reports": Setting("bare", ANNE, {"reports": (_REPORT,), "source": "mars.csv"}),
    "import_proposals": Setting("bare", ANNE, {"found": _PROPOSALS, "source": "gt2.csv"}),
    "triage_report": Setting(
        "bare", "", {"report_id": REPORT, "state": ReportState.INADMISSIBLE, "reason": "Hors sujet"}
    ),
    "link_report": Setting("bare", "", {"report_id": REPORT, "requirements": ("ETH.1",)}),
    "answer_report": Setting("bare", "", {"report_id": REPORT, "text": "Merci."}),
    "new_proposal": Setting("bare", ANNE, {"title": "T", "motive": "M"}),
    "edit_proposal": Setting("bare", ANNE, {"proposal_id": FIRST, "title": "Autre"}, _draft),
    "screen_proposal": Setting(
        "bare", "", {"proposal_id": FIRST, "state": ProposalState.RETURNED, "reason": "R"}, _submitted
    ),
    "rate_proposal": Setting("bare", EXPERT, {"proposal_id": FIRST, **_RATING}, _instructed),
    "comment_proposal": Setting("bare", ANNE, {"proposal_id": FIRST, "text": "Vu."}, _draft),
    "withdraw_proposal": Setting("bare", ANNE, {"proposal_id": FIRST}, _draft),
    "rebase_proposal": Setting(
        "bare", ANNE, {"proposal_id": FIRST, "texts": {REFERENTIAL: amended(new="nets.")}}, _draft
    ),
    "plan_meeting": Setting("bare", "", {"planned": SITTING}),
    "add_to_agenda": Setting("tabled", "", {"meeting_id": MEETING, "information": ("Point",)}),
    "convene_meeting": Setting("bare", "", {"meeting_id": MEETING, "urgency": "Panne"}, _planned),
    "plan_second_meeting": Setting(
        "sitting", "", {"first_id": MEETING, "planned": SITTING + timedelta(days=12)}, _adjourned
    ),
    "change_rules": Setting("bare", "", {"values": {"notice_days": "8"}}),
    "recuse": Setting(
        "sitting", "", {"meeting_id": MEETING, "number": 1, "member_id": ANNE, "reason": "Lien"}
    ),
    "keep_interest": Setting(
        "sitting", "", {"meeting_id": MEETING, "number": 1, "member_id": BRUNO, "reason": "R"}, declare
    ),
    "suspend": Setting("sitting", "", {"meeting_id": MEETING, "reason": "Pause"}),
    "move_item": Setting(
        "sitting", "", {"meeting_id": MEETING, "number": 3, "place": 1, "reason": "R"}
    ),
    "seat_substitute": Setting(
        "sitting", "",
        {"meeting_id": MEETING, "member_id": ANNE, "substitute": "Paul Loin",
         "origin": "assembly"},
    ),
    "amend_item": Setting(
        "sitting", "",
        {"meeting_id": MEETING, "number": 1, "texts": {REFERENTIAL: amended(new="nets.")},
         "reason": "R"},
    ),
    "restore_item": Setting("sitting", "", {"meeting_id": MEETING, "number": 1, "reason": "R"}, _amended),
    "decide_item": Setting(
        "sitting", "", {"meeting_id": MEETING, "number": 1, "sense": Sense.DEFER, "reason": "R"},
        lambda room: deliberation.open_item(room.desk(), MEETING, 1),
    ),
    "open_consultation": Setting(
        "bare", "", {"title": "A", "purpose": "P", "proposals": (FIRST,), "closes": CLOSES}, _draft
    ),
    "add_comment": Setting(
        "bare", "",
        {"consultation_id": CONSULTATION, "author": "A1", "college": "users", "text": "Oui."},
        _consulted,
    ),
    "extend_consultation": Setting(
        "bare", "",
        {"consultation_id": CONSULTATION, "closes": date(2026, 4, 20), "reason": "R"}, _consulted,
    ),
    "amend_notice": Setting(
        "bare", "", {"consultation_id": CONSULTATION, "purpose": "P"}, _consulted
    ),
    "import_comments": Setting(
        "bare", "", {"consultation_id": CONSULTATION, "comments": (_COMMENT,), "source": "avis.csv"},
        _consulted,
    ),
    "dispose_comments": Setting(
        "bare", "",
        {"consultation_id": CONSULTATION, "numbers": (1,),
         "disposition": Disposition.NOT_ACCEPTED, "reason": "R"},
        _commented,
    ),
    "reply_to_comments": Setting(
        "bare", "", {"consultation_id": CONSULTATION, "numbers": (1,), "text": "Vu."}, _commented
    ),
    "anchor_comments": Setting(
        "bare", "", {"consultation_id": CONSULTATION, "numbers": (1,), "clause": "ETH.1"}, _commented
    ),
    "report_consultation": Setting(
        "bare", "", {"consultation_id": CONSULTATION, "summary": "S"}, _processing
    ),
    "correct_minutes": Setting(
        "sitting", "", {"meeting_id": MEETING, "asked": "A", "member_id": ANNE}, _minuted
    ),
    "correct_decision": Setting(
        "sitting", "",
        {"decision_id": "D-2026-001", "why": "W", "fields": {"reason": "R"}}, _asked
    ),
    "edit_minutes": Setting(
        "sitting", "", {"meeting_id": MEETING, "text": "Autre.\n"}, _minuted
    ),
    "add_follow_up": Setting(
        "sitting", "",
        {"decision_id": "D-2026-001", "text": "T", "owner": ANNE, "due": date(2026, 9, 1)},
        _asked,
    ),
    "settle_follow_up": Setting(
        "sitting", ANNE,
        {"follow_up_id": "A-2026-001", "state": FollowUpState.DROPPED, "reason": "R"}, _asked
    ),
    "grant_waiver": Setting(
        "bare", CHAIR,
        {"code": "Q021", "path": REFERENTIAL, "reason": "R", "expires": date(2026, 9, 1)},
    ),
    "add_member": Setting("bare", "", {"name": "Zoé Vidal", "email": "zoe@example.org", "college": "experts"}),
    "set_group": Setting("bare", "", {"group": "GT9", "name": "Essai"}),
    "set_college": Setting("bare", "", {"college": "sages", "name": "Sages"}),
}  # fmt: skip

#: Where words stay inside a document or a list of values rather than be one.
REACHED_BY_GUARDS_FIRST = {
    ("new_report", "requirements"), ("new_proposal", "requirements"),
    ("edit_proposal", "requirements"), ("grant_waiver", "path"), ("grant_waiver", "clause"),
    ("open_consultation", "ballot_tag"), ("add_comment", "document"),
    ("dispose_comments", "outcome"), ("dispose_comments", "deferred_to"),
    ("comment_proposal", "reply_to"), ("comment_proposal", "document"),
    ("new_proposal", "working_group"),
    ("add_comment", "type"),
    ("change_rules", "profile"), ("change_rules", "values"),
    ("convene_meeting", "second_of"), ("plan_second_meeting", "first_id"),
    ("link_report", "requirements"), ("link_report", "solution"), ("link_report", "removed"),
    ("add_member", "email"), ("add_member", "kind"), ("add_member", "key"),
    ("add_member", "college"), ("add_member", "working_groups"), ("set_group", "group"),
    ("set_group", "lead"), ("set_college", "college"),
}  # fmt: skip


def acts():
    """Yield every public operation that one person does at a desk, by its own signature."""
    for module in pkgutil.walk_packages(operations.__path__, "comens_tui.operations."):
        found = importlib.import_module(module.name)
        for name, act in vars(found).items():
            if not inspect.isfunction(act) or name.startswith("_"):
                continue
            hints = typing.get_type_hints(act)
            first = next(iter(inspect.signature(act).parameters), "")
            mine = act.__module__ == found.__name__ and hints.get(first) is Desk
            if mine and (hints["return"] is Receipt or name == "tag_recorded"):
                yield name, act


def holds_text(hint):
    if hint in (str, Opinion):
        return True
    nested = typing.get_origin(hint) in (tuple, dict, Mapping, types.UnionType, typing.Union)
    return nested and any(holds_text(part) for part in typing.get_args(hint))


def written_as(hint, text, given):
    """Return an argument of that type that holds `text`."""
    if hint is str:
        return text
    if hint is Opinion:
        return Opinion(member=ANNE, text=text)
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return (written_as(parts[0], text, given),)
    if origin in (dict, Mapping):
        return {REFERENTIAL: amended(new=f"simples. Pour {text}.")}
    return written_as(next(part for part in parts if holds_text(part)), text, given)


ACTS = dict(acts())
ARGUMENTS = [
    (name, argument)
    for name, act in ACTS.items()
    for argument, hint in typing.get_type_hints(act).items()
    if argument != "return" and holds_text(hint)
]


def everything_in(root):
    """Return all bytes of a clone: each object unpacked, each file, the index and the journal."""
    objects = subprocess.run(
        ["git", "cat-file", "--batch-all-objects", "--batch"],
        cwd=root,
        capture_output=True,
        check=True,
    ).stdout
    files = [path.read_bytes() for path in root.rglob("*") if path.is_file()]
    names = "\n".join(map(str, root.rglob("*"))).encode()
    return b"\n".join([objects, names, *files])


def assert_absent(root, *texts):
    held = everything_in(root)
    for text in texts:
        assert text.encode() not in held


def test_an_act_that_takes_words_has_its_setting():
    worded = {name for name, argument in ARGUMENTS if argument not in NAMES}
    assert worded == set(SETTINGS) | {"tag_release"}
    assert len(ACTS) >= 30


@pytest.mark.parametrize("name", SETTINGS)
def test_each_setting_is_one_where_the_act_is_done(stage, name):
    setting = SETTINGS[name]
    room = stage(setting.stage)
    setting.before(room)
    assert ACTS[name](room.desk(*filter(None, [setting.who])), **setting.given).commit


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
def test_no_argument_of_any_act_brings_a_nir_into_the_clone(stage, name, argument):
    act = ACTS[name]
    setting = SETTINGS.get(name, Setting("tabled", "", {}))
    room = stage(setting.stage)
    setting.before(room)
    head = room.workspace.head()
    given = dict(setting.given)
    hints = typing.get_type_hints(act)
    for parameter in list(inspect.signature(act).parameters.values())[1:]:
        if parameter.default is parameter.empty and parameter.name not in given:
            given[parameter.name] = 1 if hints[parameter.name] is int else "x"
    for text in (SPACED, NIR):
        given[argument] = written_as(hints[argument], text, given)
        with pytest.raises(ComensError) as refused:
            act(room.desk(*filter(None, [setting.who])), **given)
        by_gate = isinstance(refused.value, PersonalDataError)
        if name in SETTINGS and argument not in NAMES:
            assert by_gate or (name, argument) in REACHED_BY_GUARDS_FIRST, refused.value
        if by_gate:
            assert all(text not in part for part in (refused.value.message, refused.value.hint))
    assert room.workspace.head() == head
    assert_absent(room.root, NIR, SPACED)


def test_a_dry_run_refuses_too(room):
    with unchanged(room), pytest.raises(PersonalDataError):
        reports.new_report(
            room.desk(dry_run=True), title="T", description=NIR, type=ReportType.OTHER
        )


def test_the_reason_of_an_emergency_release_is_looked_at(sitting):
    head = sitting.workspace.head()
    with pytest.raises(ComensError):
        releases.tag_release(sitting.desk(RELEASE_MANAGER), emergency=f"Pour {NIR}")
    assert sitting.workspace.head() == head
    assert sitting.workspace.tags() == []
    assert_absent(sitting.root, NIR)


def test_a_founder_named_by_a_number_founds_nothing(tmp_path, sealed_environment, monkeypatch):
    config = tmp_path / "config"
    config.write_text(f"[user]\nname = Lea {NIR}\nemail = a@example.org\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    with pytest.raises(PersonalDataError):
        workspaces.make_workspace(tmp_path / "new", language="fr", clock=lambda: datetime.now(UTC))
    assert not (tmp_path / "new").exists()


# Answers

PHONE = "Le standard, 01 23 45 67 89, ne répond pas."


def report(room, text, **changes):
    values = {"title": "Refus", "description": text, "type": ReportType.OTHER, **changes}
    return reports.new_report(room.desk(ANNE), **values)


def test_the_refusal_names_kind_and_place_and_never_the_value(room):
    with unchanged(room), pytest.raises(PersonalDataError) as refused:
        report(room, f"Bonjour.\n{PHONE}", title="Refus de Mme Fontaine")
    said = f"{refused.value.message}\n{refused.value.hint}"
    assert "proposals/reports/2026/EV-2026-0002.yaml:description:2: phone number, 01 ●●" in said
    assert "EV-2026-0002.yaml:title:1: name of a person, M●● ●●●●●●●●" in said
    assert '--cleared "name:title:1=WHY"' in said
    assert "Fontaine" not in said
    assert "45 67" not in said
    assert_absent(room.root, "Fontaine")


def test_what_is_let_through_keeps_who_when_and_why_but_not_what(room):
    named = Named(PersonalKind.PHONE, "description:1", "standard public")
    with answering(Answers(named=(named,))):
        receipt = report(room, PHONE)
    (kept,) = room.snapshot().clearances.values()
    assert (kept.cleared_by, kept.cleared, kept.reason) == (
        ANNE,
        date(2026, 3, 2),
        "standard public",
    )
    assert kept.place == f"proposals/reports/2026/{receipt.record}.yaml:description:1"
    assert "0123456789" not in room.text(f"decisions/clearances/{kept.id}.yaml")
    assert set(receipt.paths) == {
        f"proposals/reports/2026/{receipt.record}.yaml", f"decisions/clearances/{kept.id}.yaml",
    }  # fmt: skip
    # From then on it is nobody's, in any layout and any record, and no answer is left over.
    report(room, "Toujours rien au 01.23.45.67.89 !")
    with unchanged(room), pytest.raises(PersonalDataError):
        report(room, "Et au 01.23.45.67.88 ?")


def test_clearances_share_one_salt_and_are_numbered(room):
    for number in (0, 1):
        named = Named(PersonalKind.PHONE, f"EV-2026-000{number + 2}.yaml:description:1", "public")
        with answering(Answers(named=(named,))):
            report(room, f"Au 01 23 45 67 8{number}.")
    kept = room.snapshot().clearances
    assert list(kept) == ["CL-2026-001", "CL-2026-002"]
    assert len({item.salt for item in kept.values()}) == 1


def test_a_nir_with_its_key_is_never_let_through(room):
    named = tuple(
        Named(kind, place, "essai")
        for kind in PersonalKind
        for place in ("description:1", "commit:1", "title:1")
    )
    with answering(Answers(named=named)), unchanged(room), pytest.raises(PersonalDataError):
        report(room, NIR, title=NIR)
    key = (PersonalKind.NIR, NIR)
    with (
        answering(Answers(clearings={key: "x"})),
        unchanged(room),
        pytest.raises(PersonalDataError),
    ):
        report(room, NIR)
    with answering(Answers(masks={key: "[masqué]"})):
        report(room, f"Le {NIR}, encore {SPACED}.", title=SPACED)
    assert room.snapshot().reports["EV-2026-0002"].description == "Le [masqué], encore [masqué]."
    assert_absent(room.root, NIR, SPACED)


def test_a_reason_does_not_tell_what_it_lets_through(room):
    named = Named(PersonalKind.PHONE, "description:1", "le 01 23 45 67 89 est public")
    with answering(Answers(named=(named,))), unchanged(room), pytest.raises(RefusedError):
        report(room, PHONE)


def test_what_stood_there_already_does_not_block_but_nothing_is_added(room):
    path = "proposals/reports/2026/EV-2026-0001.yaml"
    content = room.text(path)
    old = content.replace("description:", f'external_ref: "ref {NIR}"\ndescription:')
    write_files(room.root, {path: old})
    commit_all(room.root, "By hand.")
    reports.triage_report(room.desk(), REPORT, ReportState.ADMISSIBLE)
    with unchanged(room), pytest.raises(PersonalDataError):
        reports.triage_report(
            room.desk(), REPORT, ReportState.UNDER_INSTRUCTION, reason="vu avec M. Fontaine"
        )


def test_members_are_public(room):
    report(room, "M. Bruno Leroy (bruno@example.org) et Mme Morel l'ont vu.")


def test_a_proposed_text_is_reworded_or_masked_but_the_corpus_is_not(room):
    text = amended(new="simples. Écrire à lea.fontaine@exemple.fr.")
    masks = {(PersonalKind.EMAIL, "leafontaineexemplefr"): "[masqué]"}
    with answering(Answers(masks=masks)):
        proposals.new_proposal(room.desk(ANNE), title="T", motive="M", texts={REFERENTIAL: text})
    assert "Écrire à [masqué]." in room.snapshot().texts[FIRST][REFERENTIAL]


# History


def test_history_says_the_commit_and_the_place_of_each_passage_once(room):
    first = {"notes/import.csv": f"id;nir\n1;{NIR}\n", "notes/image.png": "\x00PNG"}
    write_files(room.root, first)
    git(room.root, "add", "--all")
    commit_all(room.root, "Import, vu avec Mme Fontaine")
    brought = room.workspace.head()
    write_files(room.root, {"notes/import.csv": f"id;nir;x\n1;{NIR};2\n"})
    commit_all(room.root, "Again")
    git(room.root, "rm", "-q", "notes/import.csv")
    commit_all(room.root, "Removed")
    found = list(scan_history(room.desk()))
    told = [
        (item.commit, item.exposure.place, item.exposure.hit.kind.value)
        for item in found
        if isinstance(item, PastExposure)
    ]
    assert told == [
        (brought, "commit:1", "name"), (brought, "notes/import.csv:2", "nir"),
    ]  # fmt: skip
    assert [item.path for item in found if isinstance(item, Unread)] == ["notes/image.png"]


def test_history_looks_at_every_branch_and_at_tags(room):
    main = git(room.root, "branch", "--show-current").strip()
    git(room.root, "switch", "-q", "-c", "aside")
    write_files(room.root, {"corpus/README.md": "Écrire à lea.fontaine@exemple.fr\n"})
    git(room.root, "add", "--all")
    commit_all(room.root, "Aside")
    git(room.root, "switch", "-q", main)
    git(room.root, "tag", "-a", "-m", f"Pour {NIR}", "essai")
    told = {
        (item.exposure.path, item.exposure.hit.kind.value) for item in scan_history(room.desk())
    }
    assert told == {("corpus/README.md", "email"), ("tag", "nir")}


def test_a_merge_that_brings_something_of_its_own_is_seen(room):
    main = git(room.root, "branch", "--show-current").strip()
    git(room.root, "switch", "-q", "-c", "aside")
    write_files(room.root, {"a.txt": "a\n"})
    git(room.root, "add", "--all")
    commit_all(room.root, "a")
    git(room.root, "switch", "-q", main)
    git(room.root, "merge", "-q", "--no-ff", "--no-commit", "aside")
    write_files(room.root, {"b.txt": f"{NIR}\n"})
    git(room.root, "add", "--all")
    commit_all(room.root, "Merge")
    (found,) = scan_history(room.desk())
    assert (found.exposure.path, found.commit) == ("b.txt", room.workspace.head())
