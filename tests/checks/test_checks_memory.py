"""What is remembered never changes a verdict, and spares the work where nothing changed."""

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comens_tui.checks import q026_long_sentence, registry, running
from comens_tui.checks.atlas import Atlas
from comens_tui.checks.base import Context
from comens_tui.checks.memory import Memory, Witness
from comens_tui.checks.page import Page
from comens_tui.checks.vocabulary import Vocabulary
from comens_tui.errors import ComensError
from comens_tui.i18n import speaking
from comens_tui.model.places import OWN_RULES
from comens_tui.model.snapshot import Snapshot
from tests.checks.workspaces import CASES, TODAY, Case, base_files, build, read_case

_PATHS = sorted(CASES.glob("*/*.txt"))
_REF = "corpus/referentials/REF-TST.md"
_INTRODUCED = 'introduced: "1.0.0"'


def _again(memory: Memory) -> Memory:
    return Memory.from_data(json.loads(json.dumps(memory.to_data())))


def _agrees(case: Case, memory: Memory) -> bool:
    context = Context(
        case.today, case.baseline, ballot_texts=case.ballot_texts, ballots=case.ballots
    )
    remembered = running.all_findings(case.snapshot, context._replace(memory=memory))
    return remembered == running.all_findings(case.snapshot, context)


@pytest.mark.parametrize("part", range(4))
def test_one_memory_serves_every_workspace_that_the_rules_are_tried_on(part: int) -> None:
    cases = [read_case(path) for path in _PATHS[part::4]]
    memory = Memory()

    assert all(_agrees(case, memory) for case in cases)
    memory = _again(memory)
    assert all(_agrees(case, memory) for case in reversed(cases))


_FORBIDDEN = '["publi*"]'
_RULES = f"""\
schema: 1
rules:
  - code: W001
    title: "Mot à éviter"
    forbid: {_FORBIDDEN}
"""
_EDITS = st.sampled_from(
    [
        ("ETH.1", "ETH.9"),
        ("mandatory", "optional"),
        ("REF-TST", "REF-TSU"),
        ("status: final", "status: draft"),
        ("DOIT", "DEVRAIT"),
        (_INTRODUCED, _INTRODUCED + "\nstatus: repealed\nreplaced_by: ETH.2"),
        (".\n", ". Voir ETH.2, XYZ et [le guide](../guides/GUI-TST.md).\n"),
        (".\n", ". Écrire à paul.martin@exemple.fr.\n"),
        (_FORBIDDEN, '["e*", "l*"]'),
        ("W001", "W009"),
        ('avoid: ["CISIS"]', 'avoid: ["requ*", "Système"]'),
        ("acronym: ANS", "acronym: XYZ"),
    ]
)


@given(st.lists(st.tuples(st.integers(0, 40), _EDITS, st.booleans(), st.integers(0, 1))))
@settings(max_examples=25, deadline=None)
def test_any_run_of_edits_is_judged_as_by_a_run_that_remembers_nothing(
    steps: list[tuple[int, tuple[str, str], bool, int]],
) -> None:
    files, memory = {**base_files(), OWN_RULES: _RULES}, Memory()
    baseline = build(files)
    for place, (old, new), has_baseline, day in steps:
        path = sorted(files)[place % len(files)]
        files = {**files, path: files[path].replace(old, new, 1)}
        try:
            snapshot = build(files)
        except (ComensError, KeyError, StopIteration):
            continue  # no workspace that can be built
        case = Case(snapshot, baseline if has_baseline else None, TODAY + timedelta(day), "")
        assert _agrees(case, memory)


def test_a_document_that_did_not_change_is_not_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    snapshot, memory = build(base_files()), Memory()
    running.all_findings(snapshot, Context(TODAY, None, memory))
    read: list[str] = []
    monkeypatch.setattr(
        q026_long_sentence, "check_document", lambda page: read.append(page.path) or ()
    )
    changed = build({**base_files(), _REF: base_files()[_REF] + "\nUne phrase de plus.\n"})

    running.all_findings(changed, Context(TODAY, None, memory))

    assert read == [_REF]


_OTHER = "corpus/referentials/REF-OTH.md"


def _pair(*, other: str | None) -> Snapshot:
    """Return the base with a reference to OTH.1, and the document that holds it, if any."""
    files = base_files()
    files[_REF] += "\nVoir OTH.1.\n"
    if other is not None:
        files[_OTHER] = other
    return build(files)


def test_what_another_document_holds_is_asked_again() -> None:
    other = base_files()[_REF].replace("REF-TST", "REF-OTH").replace("ETH.", "OTH.")
    repealed = other.replace(_INTRODUCED, _INTRODUCED + "\nstatus: repealed", 1)
    memory, told = Memory(), []
    for now in (other, None, repealed, other):
        found = running.all_findings(_pair(other=now), Context(TODAY, None, memory))
        told.append({item.code for item in found if item.path == _REF} & {"Q030", "Q031"})

    assert told == [set(), {"Q030"}, {"Q031"}, set()]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (OWN_RULES, _FORBIDDEN, '["système"]'),
        ("corpus/glossary.yaml", 'avoid: ["CISIS"]', 'avoid: ["CISIS", "système"]'),
    ],
)
def test_the_words_that_rules_look_for_are_part_of_what_is_remembered(
    path: str, old: str, new: str
) -> None:
    files, memory, told = {**base_files(), OWN_RULES: _RULES}, Memory(), []
    for now in (files, {**files, path: files[path].replace(old, new)}, files):
        found = running.all_findings(build(now), Context(TODAY, None, memory))
        told.append(len([item for item in found if item.code in ("W001", "Q040")]))

    assert told[0] == told[2] < told[1]


def test_another_language_is_another_answer() -> None:
    case = read_case(CASES / "Q026" / "fails.txt")
    memory = Memory()
    for spoken in ("fr", "en", "fr"):
        with speaking(spoken):
            assert _agrees(case, memory)


def test_a_few_rules_alone_leave_no_memory_of_the_others() -> None:
    snapshot, memory = build(base_files()), Memory()

    running.run(snapshot, Context(TODAY, None, memory), ["Q026"])

    assert not memory.to_data()["documents"]


def test_the_rules_on_one_document_ask_only_what_is_written_down() -> None:
    snapshot: Snapshot = build(base_files())
    witness = Witness(Atlas(snapshot))
    page = Page(snapshot.documents["REF-TST"], None, Vocabulary(snapshot.glossary), witness, TODAY)
    for check in registry.DOCUMENT_CHECKS:
        list(check.check_document(page))

    asked = witness.asked
    assert asked
    assert all(getattr(Atlas(snapshot), name)(of) == answer for name, of, answer in asked)


@pytest.mark.parametrize(
    "data",
    [{}, {"documents": {"k": [[["Q001"]], []]}, "clean": []}, {"documents": [], "clean": 3}],
)
def test_what_is_no_memory_is_refused(data: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        Memory.from_data(data)  # type: ignore[arg-type]


def test_a_question_that_no_atlas_has_is_refused() -> None:
    data = {"documents": {"k": [[], [["__class__", "x", True]]]}, "clean": []}

    with pytest.raises(KeyError):
        Memory.from_data(data)
