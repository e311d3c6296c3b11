"""The gate: open on a release that is ready, shut by each thing that is missing."""

import pytest

from comens_tui.checks import running
from comens_tui.checks.base import Context
from comens_tui.checks.consulted import judged
from comens_tui.checks.waivers import subject_digest
from comens_tui.model.finding import Finding
from comens_tui.model.waiver import Waiver
from comens_tui.model.words import Severity
from comens_tui.release.gate import gate
from comens_tui.rules.consultations import Condition
from tests.checks.workspaces import BALLOT, TODAY
from tests.release.scenarios import (
    COMMENT,
    CONSULTATION,
    DECISION,
    GUIDE,
    MEETING,
    MINUTES,
    NEW,
    OLD,
    OTHER_COMMENT,
    PROPOSAL,
    REF,
    ready_files,
    released,
    scene,
)


def test_the_gate_is_open_when_nothing_is_missing() -> None:
    assert scene(ready_files()).reasons == ()


@pytest.mark.parametrize(
    ("path", "old", "new", "codes"),
    [
        (REF, "sous 24 heures", "sous 48 heures", ["R002"]),
        (REF, "Ce texte sert d'essai.", "Ce texte sert.", ["R001"]),
        (GUIDE, "L'ANS publie", "L'ANS diffuse", ["R001"]),
        ("corpus/glossary.yaml", "Cadre d'interopérabilité.", "Cadre.", ["R001"]),
        (REF, NEW, OLD, ["G008"]),
        (MEETING, "state: approved", "state: minuted", ["G006"]),
        (MEETING, "state: approved", "state: closed", ["G006"]),
        (MEETING, f'"=text {MINUTES}"', f'"{"0" * 64}"', ["G014"]),
        (PROPOSAL, "consultation: C-2026-002\n", "", ["C010"]),
        (CONSULTATION, 'closes: "2026-06-04"', 'closes: "2026-05-20"', ["C002"]),
        (CONSULTATION, 'summary: "Deux avis."\n', "", ["C005"]),
        (CONSULTATION, "ballot_tag: cens-v2.0.0-ballot.1\n", "", ["C001"]),
        (CONSULTATION, '  - {college: publishers, invited: "2026-05-14"}\n', "", ["C003"]),
        (COMMENT, "disposition: accepted", "disposition: unresolved", ["C004"]),
        (COMMENT, '"A1"', '"Jeanne Dupont"', ["C006"]),
        (DECISION, "votes_for: 4", "votes_for: 2", ["G001"]),
        (DECISION, "composition: 4", "composition: 9", ["G002"]),
    ],
)
def test_each_thing_that_is_missing_shuts_the_gate(
    path: str, old: str, new: str, codes: list[str]
) -> None:
    files = ready_files()
    if path in (REF, GUIDE, "corpus/glossary.yaml"):
        frozen = scene(files).snapshot.decisions["D-2026-003"]
        assert frozen.digest
        files[DECISION] = (
            files[DECISION]
            .replace(f"=text {REF}", str(frozen.texts[0].digest))
            .replace(f"=clause {REF}#ETH.1", str(frozen.clauses[0].digest))
        )
    assert old in files[path]
    files[path] = files[path].replace(old, new)
    shut = scene(files)
    assert sorted(set(shut.codes())) == codes
    for reason in shut.reasons:
        assert reason.message
        assert reason.hint
        assert reason.record
        assert reason.action_id


_TEXTS = f"texts: [{{proposal: P-2026-002, path: {REF}, blob: {BALLOT}}}]\n"


def _consulted(ballot: str | None = None) -> tuple[dict[str, str], dict[str, str]]:
    """Return the files of a release that is ready, and the text put to consultation."""
    files = ready_files()
    files[CONSULTATION] += _TEXTS
    return files, {BALLOT: files[REF] if ballot is None else ballot}


@pytest.mark.parametrize(
    ("condition", "code", "path", "old", "new"),
    [
        (Condition.NOTICE, "C001", CONSULTATION, "audiences: [professionals]", "audiences: []"),
        (Condition.WINDOW, "C002", CONSULTATION, '"2026-06-04"', '"2026-05-27"'),
        (Condition.COLLEGES, "C003", CONSULTATION, "{college: users, ", "{college: other, "),
        (Condition.COMMENTS, "C004", COMMENT, "acknowledged: true", "acknowledged: false"),
        (Condition.TEXT, "C007", CONSULTATION, "", ""),
        (Condition.SUMMARY, "C005", CONSULTATION, '"2026-06-05"', '"2026-07-05"'),
        (Condition.PRIVACY, "C006", COMMENT, '"A1"', '"Jeanne Dupont"'),
    ],
)
def test_each_of_the_seven_conditions_broken_in_turn_is_named(
    condition: Condition, code: str, path: str, old: str, new: str
) -> None:
    files, texts = _consulted()
    assert scene(files, texts).reasons == ()
    if condition is Condition.TEXT:
        texts = {BALLOT: files[REF].replace(NEW, OLD)}
    files[path] = files[path].replace(old, new)
    shut = scene(files, texts)
    assert {reason.code for reason in shut.reasons} == {code}
    assert {reason.record for reason in shut.reasons} == {"C-2026-002"}
    found = judged(
        shut.snapshot.consultations["C-2026-002"],
        shut.snapshot,
        Context(TODAY, released(), ballot_texts=texts),
        shut.plan.consulted[0].scope,
    )
    assert [item.condition for item in found] == list(Condition)
    assert [item.condition for item in found if not item.is_met] == [condition]
    assert all(item.evidence for item in found if item.is_met)


def test_a_tag_on_another_text_than_the_one_consulted_on_shuts_the_gate() -> None:
    files, texts = _consulted()
    ready = scene(files, texts)
    wrong = Context(TODAY, released(), ballot_texts=texts, wrong_ballots=frozenset({"C-2026-002"}))
    report = running.run(ready.snapshot, wrong)
    (reason,) = gate(ready.plan, ready.snapshot, report, wrong)
    assert reason.code == "C001"
    assert reason.message.startswith("cens-v2.0.0-ballot.1 does not hold the text")


def test_the_first_consultation_is_judged_with_the_second_that_followed_it() -> None:
    files, texts = _consulted()
    second = CONSULTATION.replace("C-2026-002", "C-2026-003")
    files[second] = (
        files[CONSULTATION]
        .replace("id: C-2026-002", "id: C-2026-003\nfollows: C-2026-002")
        .replace('"2026-05-14"\ncloses: "2026-06-04"', '"2026-05-25"\ncloses: "2026-06-08"')
    )
    files[PROPOSAL] = files[PROPOSAL].replace("C-2026-002", "C-2026-003")
    comments = {
        COMMENT.replace("C-2026-002", "C-2026-003"),
        OTHER_COMMENT.replace("C-2026-002", "C-2026-003"),
    }
    for path, source in zip(sorted(comments), (COMMENT, OTHER_COMMENT), strict=True):
        files[path] = files[source].replace("C-2026-002", "C-2026-003")
    assert scene(files, texts).reasons == ()
    files[COMMENT] = files[COMMENT].replace("disposition: accepted", "disposition: unresolved")
    assert [item.record for item in scene(files, texts).reasons] == ["C-2026-002"]


def test_a_reason_names_the_record_the_passage_and_the_cure() -> None:
    files = ready_files()
    files[MEETING] = files[MEETING].replace("state: approved", "state: minuted")
    (reason,) = scene(files).reasons
    assert reason.message == "The minutes of S-2026-03, which took D-2026-003, are not approved."
    assert reason.hint == "Put them on an agenda: comens meeting plan --approve S-2026-03"
    assert (reason.record, reason.path, reason.action_id) == ("S-2026-03", MEETING, "meeting.add")


def test_a_waiver_opens_the_gate_to_a_finding() -> None:
    files = ready_files()
    files[REF] = files[REF].replace("le motif reste lisible", "le motif DOIT rester lisible")
    shut = scene(files)
    assert shut.codes() == ["Q027"]
    digest = subject_digest(shut.snapshot, REF, "ETH.1")
    assert digest
    waiver = Waiver(
        id="W-2026-001",
        code="Q027",
        path=REF,
        clause="ETH.1",
        digest=digest,
        reason="Repris de l'arrêté.",
        granted_by="claire-morel",
        granted=TODAY,
        expires=TODAY,
    )
    snapshot = shut.snapshot._replace(waivers={waiver.id: waiver})
    report = running.run(snapshot, Context(TODAY, released()))
    assert gate(shut.plan, snapshot, report, Context(TODAY, released())) == ()


def test_a_waiver_never_covers_a_text_that_nobody_decided() -> None:
    files = ready_files()
    files[GUIDE] = files[GUIDE].replace("L'ANS publie", "L'ANS diffuse")
    shut = scene(files)
    digest = subject_digest(shut.snapshot, GUIDE, "usage")
    assert digest
    waiver = Waiver(
        id="W-2026-001",
        code="R001",
        path=GUIDE,
        clause="usage",
        digest=digest,
        reason="Pressé.",
        granted_by="claire-morel",
        granted=TODAY,
        expires=TODAY,
    )
    snapshot = shut.snapshot._replace(waivers={waiver.id: waiver})
    report = running.run(snapshot, Context(TODAY, released()))
    assert report.waived
    assert [
        item.code for item in gate(shut.plan, snapshot, report, Context(TODAY, released()))
    ] == ["R001"]


def test_editions_out_of_step_shut_the_gate_though_they_only_warn() -> None:
    files = ready_files()
    english = (
        files[REF].replace("id: REF-TST", "id: REF-TST-EN").replace("language: fr", "language: en")
    )
    files["corpus/referentials/REF-TST-EN.md"] = english.replace(
        'version: "1.0.0"', 'version: "1.1.0"'
    )
    assert "Q060" in scene(files).codes()


def test_a_signature_that_does_not_hold_shuts_the_gate() -> None:
    ready = scene(ready_files())
    fault = Finding("G020", Severity.ERROR, MEETING, 0, "The key is unknown.", "", "S-2026-03")
    report = running.run(ready.snapshot, Context(TODAY, released()))
    (reason,) = gate(ready.plan, ready.snapshot, report, Context(TODAY, released()), [fault])
    assert (reason.code, reason.record, reason.message) == (
        "G020",
        "S-2026-03",
        "The key is unknown.",
    )


def test_warnings_leave_the_gate_open() -> None:
    files = ready_files()
    files[REF] = files[REF].replace('review_by: "2027-01-01"', 'review_by: "2026-01-01"')
    found = scene(files)
    report = running.run(found.snapshot, Context(TODAY, released()))
    assert "Q051" in {item.code for item in report.findings}
    assert found.reasons == ()


def test_a_consultation_of_another_matter_does_not_shut_the_gate_before_it_is_over() -> None:
    files = ready_files()
    files["proposals/updates/2026/P-2026-009/proposal.yaml"] = (
        files[PROPOSAL]
        .replace("P-2026-002", "P-2026-009")
        .replace("C-2026-002", "C-2026-009")
        .replace("state: adopted", "state: instructed")
        .replace("meeting: S-2026-03\ndecision: D-2026-003\n", "")
    )
    files[CONSULTATION.replace("002", "009")] = (
        files[CONSULTATION]
        .replace("P-2026-002", "P-2026-009")
        .replace("C-2026-002", "C-2026-009")
        .replace("state: reported", "state: processing")
        .replace('summary: "Deux avis."\n', "")
    )
    assert scene(files).reasons == ()
