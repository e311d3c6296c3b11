"""What stands behind each act of a history, and what is odd about it."""

import json

import pytest

from comens_tui.model.words import Oddity
from comens_tui.operations.histories import Histories
from comens_tui.store.history import History
from comens_tui.store.repository import Repository
from comens_tui.text.digests import text_digest
from tests.support import REFERENTIAL_MD, WORKSPACE_FILES
from tests.support.histories import YEAR_2026, YEAR_2999, Forge

DOCUMENT = "corpus/referentials/REF-ESS.md"
HARDENED = REFERENTIAL_MD.replace("DEVRAIT informer", "DOIT informer")
PROPOSAL = """\
schema: 1
id: "P-2026-001"
title: "Informer toujours"
state: adopted
author: anne-petit
created: "2026-01-05"
motive: "L'usager n'est pas informé."
answers: ["EV-2026-0001"]
"""
DECISION = """\
schema: 1
id: "D-2026-001"
title: "Informer toujours"
date: "2026-02-03"
sense: adopt
subject: "P-2026-001"
texts:
  - {{path: "{path}", digest: "{digest}"}}
verdict: "Pour 9, contre 1 : adopté."
"""
RECORDS = {
    "proposals/updates/2026/P-2026-001/proposal.yaml": PROPOSAL,
    "decisions/2026/D-2026-001.yaml": DECISION.format(path=DOCUMENT, digest=text_digest(HARDENED)),
}


def asked(root, now):
    repository = Repository.open(root)
    history = History.open(repository)
    repository.closing.callback(history.close)
    return repository, Histories(repository, history, lambda: now)


@pytest.fixture
def now():
    from tests.cli.running import NOON

    return NOON


@pytest.mark.parametrize(
    ("body", "records_first"), [("Comens-Decision: D-2026-001", True), ("", True), ("", False)]
)
def test_an_act_is_told_with_its_decision_vote_and_reports(tmp_path, now, body, records_first):
    forge = Forge(tmp_path / "w")
    forge.commit("Open.", WORKSPACE_FILES)
    if records_first:
        forge.commit("Harden.", {DOCUMENT: HARDENED, **RECORDS}, body=body)
    else:
        forge.commit("Harden.", {DOCUMENT: HARDENED})
        forge.commit("Record it after.", RECORDS)
    repository, histories = asked(forge.write(), now)
    with repository:
        for acts in (
            histories.of_requirement("ETH.2", DOCUMENT, -1),
            histories.of_path(DOCUMENT, -1),
        ):
            changed, added = acts
            assert changed.behind.decision == "D-2026-001"
            assert changed.behind.verdict == "Pour 9, contre 1 : adopté."
            assert changed.behind.proposal == "P-2026-001"
            assert changed.behind.reports == ("EV-2026-0001",)
            assert added.behind.decision is None
        redline = histories.redline_of(histories.of_requirement("ETH.2", DOCUMENT, 1)[0])
        assert [(x.id, x.effects) for x in redline.clauses] == [("ETH.2", ("strengthened",))]


def test_a_requirement_is_not_given_the_vote_on_another_clause_of_its_text(tmp_path, now):
    clause = f'clauses: [{{path: "{DOCUMENT}", clause: "ETH.2"}}]\n'
    path = "decisions/2026/D-2026-001.yaml"
    forge = Forge(tmp_path / "w")
    forge.commit("Take over.", {**WORKSPACE_FILES, DOCUMENT: HARDENED})
    forge.commit("Record it after.", {**RECORDS, path: RECORDS[path] + clause})
    repository, histories = asked(forge.write(), now)
    with repository:
        decided = [
            [act.behind.decision for act in acts]
            for acts in (
                histories.of_path(DOCUMENT, -1),
                histories.of_requirement("ETH.2", DOCUMENT, -1),
                histories.of_requirement("ETH.1", DOCUMENT, -1),
            )
        ]
    assert decided == [["D-2026-001"], ["D-2026-001"], [None]]


@pytest.mark.parametrize("named", ["D-2026-999", "../../x", "D", "é"])
def test_a_decision_that_is_not_there_is_named_and_no_more(tmp_path, now, named):
    forge = Forge(tmp_path / "w")
    forge.commit("Open.", WORKSPACE_FILES, body=f"Comens-Decision: {named}")
    repository, histories = asked(forge.write(), now)
    with repository:
        (act,) = histories.of_path(DOCUMENT, -1)
        assert act.behind == (named, None, None, ())


def test_what_is_odd_is_found_on_the_line_concerned(tmp_path, now):
    forge = Forge(tmp_path / "w")
    forge.commit("Zero.", {"a": "0"}, authored=0)
    forge.commit("Far.", {"a": "1"}, authored=YEAR_2999)
    forge.commit("Back.", {"a": "2"}, authored=YEAR_2026)
    forge.commit("Early.", {"a": "3"}, authored=YEAR_2026 + 9, committed=YEAR_2026)
    forge.commit("Plain.", {"a": "4"}, authored=YEAR_2026 + 10)
    repository, histories = asked(forge.write(), now)
    expected = [
        ("Plain.", ()),
        ("Early.", (Oddity.RECORDED_BEFORE_WRITTEN,)),
        ("Back.", (Oddity.BEFORE_PARENT,)),
        ("Far.", (Oddity.IN_FUTURE,)),
        ("Zero.", (Oddity.UNKNOWN_ORIGIN,)),
    ]
    with repository:
        for acts in (histories.latest(-1), histories.of_path("a", -1)):
            assert [(act.commit.subject, act.oddities) for act in acts] == expected


def test_what_a_merge_set_aside_is_told(tmp_path, now):
    forge = Forge(tmp_path / "w")
    start = forge.commit("Open.", WORKSPACE_FILES)
    kept = forge.commit("Kept.", {DOCUMENT: HARDENED}, parents=(start,))
    softer = REFERENTIAL_MD.replace("DEVRAIT informer", "PEUT informer")
    lost = forge.commit("Lost.", {DOCUMENT: softer}, parents=(start,))
    forge.commit("Ours.", {}, parents=(kept, lost))
    repository, histories = asked(forge.write(), now)
    with repository:
        for acts in (
            histories.of_requirement("ETH.2", DOCUMENT, -1),
            histories.of_path(DOCUMENT, -1),
        ):
            told = {act.commit.subject: act.oddities for act in acts}
            assert told == {"Open.": (), "Kept.": (), "Lost.": (Oddity.SET_ASIDE,)}


def test_a_resolved_merge_keeps_both_sides(tmp_path, now):
    forge = Forge(tmp_path / "w")
    start = forge.commit("Open.", WORKSPACE_FILES)
    one = forge.commit("One.", {DOCUMENT: HARDENED}, parents=(start,))
    two = forge.commit("Two.", {DOCUMENT: HARDENED.replace("simples", "clairs")}, parents=(start,))
    forge.commit("Both.", {DOCUMENT: HARDENED.replace("termes", "mots")}, parents=(one, two))
    repository, histories = asked(forge.write(), now)
    with repository:
        acts = histories.of_requirement("ETH.2", DOCUMENT, -1)
        assert {act.commit.subject for act in acts} == {"Open.", "One.", "Two.", "Both."}
        assert not any(act.oddities for act in acts)


def test_any_bytes_can_be_compared(tmp_path, now):
    forge = Forge(tmp_path / "w")
    forge.commit("Bytes.", {"a": b"\xff\x00\xfe", "b": ""})
    repository, histories = asked(forge.write(), now)
    with repository:
        for path in "ab":
            json.dumps(histories.redline_of(histories.of_path(path, 1)[0]))
        assert histories.redline_of(histories.latest(1)[0]).clauses == ()
