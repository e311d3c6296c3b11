"""The rules of a workspace: what they find, where they look, what they weigh, how they are told."""

import pytest
from pydantic import ValidationError

from comens_tui.checks import explanations, running
from comens_tui.checks.base import Context
from comens_tui.checks.memory import Memory
from comens_tui.errors import RecordError, UsageError
from comens_tui.model.own_rules import OwnRules
from comens_tui.model.words import Severity
from comens_tui.store.parsing import parse_file
from tests.checks.workspaces import TODAY, base_files, build

PATH = "decisions/checks.yaml"
GUIDE = "corpus/guides/GUI-TST.md"
RULES = """\
schema: 1
rules:
  - code: W001
    title: "Mot à éviter"
    forbid: ["publi*", "menu*"]
    advice: "Dire autrement."
    scope: {kinds: [guide]}
  - code: W002
    title: "Section absente"
    severity: error
    section: "Objet"
    why: "Le comité l'a décidé."
  - code: W003
    title: "Menus"
    pattern: "proposer … français"
    scope: {part: statements}
  - code: W004
    title: "Sources"
    front_matter: sources
    message: "D'où vient ce texte ?"
"""


def _findings(rules: str = RULES, **edits: str) -> list[tuple[str, str, int, str]]:
    files = {**base_files(), PATH: rules}
    for path, change in edits.items():
        old, new = change.split(" ==> ")
        target = {"guide": GUIDE, "ref": "corpus/referentials/REF-TST.md"}[path]
        assert old in files[target]
        files[target] = files[target].replace(old, new)
    found = running.run(build(files), Context(TODAY)).findings
    return [(item.code, item.record, item.line, item.message) for item in found]


def test_each_kind_of_rule_finds_its_fault_at_its_place() -> None:
    assert _findings() == [
        ("W002", "GUI-TST", 1, "The section “Objet” is missing."),
        ("W004", "GUI-TST", 1, "D'où vient ce texte ?"),
        ("W001", "GUI-TST", 19, "“publie” is not written here."),
        ("W003", "REF-TST", 49, "“proposer ses menus en français”: Menus."),
    ]


def test_a_section_that_says_nothing_is_empty() -> None:
    found = _findings(guide="## Usage ==> ## Objet\n\n## Usage")
    assert ("W002", "GUI-TST", 17, "The section “Objet” is empty.") in found


def test_an_error_weighs_less_in_a_draft_and_on_released_text() -> None:
    files = {**base_files(), PATH: RULES}
    state = build(files)
    (found,) = running.run(state, Context(TODAY), ["w002"]).findings
    assert found.severity is Severity.ERROR
    (found,) = running.run(state, Context(TODAY, state), ["W002"]).findings
    assert found.severity is Severity.WARNING
    files[GUIDE] = files[GUIDE].replace("status: final", "status: draft")
    (found,) = running.run(build(files), Context(TODAY), ["W002"]).findings
    assert found.severity is Severity.WARNING


def test_a_proposed_text_is_held_to_them_too() -> None:
    state = build({**base_files(), PATH: RULES})
    found = running.on_document(state.documents["GUI-TST"], state, Context(TODAY))
    assert {"W001", "W002", "W004"} <= {item.code for item in found}


def test_a_rule_is_explained_and_unknown_codes_are_not() -> None:
    own = build({**base_files(), PATH: RULES}).own_rules
    text = explanations.explain("w002", own)
    assert text.startswith("# W002 — Section absente\n\n## What it checks\n\n")
    assert "Le comité l'a décidé." in text
    with pytest.raises(UsageError):
        explanations.explain("W009", own)
    with pytest.raises(UsageError):
        running.run(build(base_files()), Context(TODAY), ["W001"])


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("W004", "W003", 17, "W003"),
        ("W004", "Q004", 17, "Q004"),
        ("front_matter: sources", "front_matter: source", 19, "source"),
        ('"menu*"', '"*"', 5, "forbid[2]"),
        ("proposer … français", "proposer …", 15, "pattern"),
        ("    section:", "    pattern: a\n    section:", 8, "rules[2]"),
        ("kinds: [guide]", "kinds: [novel]", 7, "novel"),
    ],
)
def test_a_rule_that_is_not_right_is_named_with_its_line(
    old: str, new: str, line: int, words: str
) -> None:
    with pytest.raises(RecordError) as raised:
        parse_file(PATH, RULES.replace(old, new).encode())
    assert raised.value.line == line
    assert words in raised.value.message
    assert "{" not in raised.value.message


def test_without_a_file_there_is_no_rule() -> None:
    assert build(base_files()).own_rules == OwnRules()


def test_what_is_remembered_is_forgotten_when_the_rules_change() -> None:
    memory = Memory()
    files = {**base_files(), PATH: RULES}
    first = running.run(build(files), Context(TODAY, memory=memory))
    files[PATH] = RULES.replace('"publi*"', '"relève*"')
    again = running.run(build(files), Context(TODAY, memory=memory))
    assert again == running.run(build(files), Context(TODAY))
    assert again != first


def test_all_rules_together_hold_a_bounded_number_of_patterns() -> None:
    rules = [
        {"code": f"W{number:03}", "title": "Mot", "forbid": ["mot"] * 200} for number in range(5)
    ]
    OwnRules.model_validate({"rules": rules})
    with pytest.raises(ValidationError, match="own_rule_many"):
        OwnRules.model_validate({"rules": [*rules, {**rules[0], "code": "W009"}]})
