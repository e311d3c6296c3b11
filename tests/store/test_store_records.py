"""Records as files: what is written is read, and a person's file stays theirs."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from comens_tui.errors import RecordError
from comens_tui.model.committee import Committee
from comens_tui.model.glossary import Glossary
from comens_tui.model.proposal import Proposal
from comens_tui.model.report import Report
from comens_tui.model.words import Principle, ReportState
from comens_tui.store import yaml_writing
from comens_tui.store.layout import identify
from comens_tui.store.records import (
    MAX_BYTES,
    new_text,
    read_record,
    updated_document,
    updated_text,
)
from comens_tui.text.markdown import front_matter_text, parse_document
from tests.support import COMMITTEE_YAML, GLOSSARY_YAML, REFERENTIAL_MD, REPORT_YAML
from tests.support.strategies import RECORD_MODELS, TRAPS, records

REPOSITORY = Path(__file__).parents[2]
PATH = "proposals/reports/2026/EV-2026-0001.yaml"

HAND_EDITED = """\
# Reçu par courriel.
schema: 1
id: EV-2026-0001      # numéro du registre
title: 'Un refus d''accès sans motif'

# Qui suit, et depuis quand.
state: received
received:   2026-02-02
description: >-
  Une usagère ne peut pas lire
  le motif d'un refus.

type: transparency
principles:
- autonomy   # le premier
- justice

# Fin des principes.
severity: 2
answer:
    text: "Réponse."   # provisoire
    # le jour de l'envoi
    date: 2026-02-03
"""


def report(**changes) -> Report:
    found = read_record(Report, HAND_EDITED.encode(), PATH)
    return found.model_copy(update=changes)


def changed_lines(old: str, new: bytes) -> tuple[list[str], list[str]]:
    before, after = old.splitlines(), new.decode().splitlines()
    return [x for x in before if x not in after], [x for x in after if x not in before]


@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.KIND)
@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=8)
def test_a_new_file_is_read_back_as_the_record_it_was_written_for(model, data):
    record = data.draw(records(model))
    assert read_record(model, new_text(record), "x.yaml") == record


@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.KIND)
@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=8)
def test_a_changed_file_holds_the_new_record_and_keeps_its_comments(model, data):
    old, new = data.draw(records(model)), data.draw(records(model))
    text = new_text(old).replace(b"schema: 1\n", b"# mine\nschema: 1 # beside\n\n# below\n", 1)
    changed = updated_text(text, new)
    assert read_record(model, changed, "x.yaml") == new
    assert changed.startswith(b"# mine\nschema: 1 # beside\n")
    assert b"\n# below\n" in changed
    assert updated_text(changed, new) == changed


@pytest.mark.parametrize("text", TRAPS)
def test_every_yaml_reader_takes_a_written_text_for_that_text(text):
    content = new_text(report(region=text)).decode()
    for loaded in (yaml.safe_load(content), YAML(typ="safe", pure=True).load(content)):
        assert loaded["region"] == text


def test_ids_dates_versions_and_titles_are_quoted_and_words_of_the_format_are_not():
    written = new_text(report()).decode()
    assert 'id: "EV-2026-0001"' in written
    assert 'received: "2026-02-02"' in written
    assert "state: received" in written
    assert "  - autonomy" in written


def test_keys_come_in_the_order_of_the_model():
    keys = [line.split(":")[0] for line in new_text(report()).decode().splitlines()]
    top = [key for key in keys if key in Report.model_fields or key == "schema"]
    order = ["schema", *Report.model_fields]
    assert top == sorted(top, key=order.index)


def test_text_of_several_lines_is_a_literal_block():
    written = new_text(report(description="Un.\n\nDeux.\n")).decode()
    assert "description: |\n  Un.\n\n  Deux.\n" in written


def test_an_unchanged_record_is_rewritten_byte_for_byte():
    assert updated_text(HAND_EDITED.encode(), report()) == HAND_EDITED.encode()


def test_a_change_of_one_key_touches_one_line():
    changed = updated_text(HAND_EDITED.encode(), report(state=ReportState.ADMISSIBLE))
    assert changed_lines(HAND_EDITED, changed) == (["state: received"], ["state: admissible"])


def test_a_change_keeps_the_comment_and_the_quoting_beside_it():
    changed = updated_text(HAND_EDITED.encode(), report(title="L'autre titre"))
    assert b"title: 'L''autre titre'" in changed or b'title: "L\'autre titre"' in changed
    numbered = updated_text(HAND_EDITED.encode(), report(id="EV-2026-0002"))
    assert b"# num\xc3\xa9ro du registre" in numbered


def test_a_new_key_takes_its_place_in_the_order_of_the_model():
    changed = updated_text(HAND_EDITED.encode(), report(assignee="anne-petit")).decode()
    removed, added = changed_lines(HAND_EDITED, changed.encode())
    assert (removed, added) == ([], ["assignee: anne-petit"])
    assert changed.index("severity") < changed.index("assignee") < changed.index("answer")


def test_an_item_added_to_a_list_leaves_the_other_items_and_their_comments():
    principles = (Principle.AUTONOMY, Principle.JUSTICE, Principle.BENEFICENCE)
    changed = updated_text(HAND_EDITED.encode(), report(principles=principles))
    assert changed_lines(HAND_EDITED, changed) == ([], ["- beneficence"])


def test_a_change_deep_inside_keeps_the_comments_around_it():
    answer = report().answer.model_copy(update={"text": "Autre."})
    changed = updated_text(HAND_EDITED.encode(), report(answer=answer)).decode()
    assert "# provisoire" in changed
    assert "# le jour de l'envoi" in changed
    assert "Autre." in changed


def test_a_file_in_flow_style_is_changed_too():
    text = b'{schema: 1, terms: [], acronyms: [{acronym: "AB", expansion: "A B"}]}\n'
    glossary = read_record(Glossary, text, "g.yaml")
    acronym = glossary.acronyms[0].model_copy(update={"expansion": "Autre"})
    new = glossary.model_copy(update={"acronyms": (acronym,)})
    assert read_record(Glossary, updated_text(text, new), "g.yaml") == new


def test_a_file_without_a_final_newline_takes_a_new_key():
    text = HAND_EDITED.rstrip("\n").encode()
    new = report(external_ref="X-1")
    assert read_record(Report, updated_text(text, new), PATH) == new


def test_one_member_changed_in_the_committee_touches_that_member_only():
    committee = read_record(Committee, COMMITTEE_YAML.encode(), "c.yaml")
    anne = committee.members[3].model_copy(update={"keys": ("ssh-ed25519 AAAA anne",)})
    members = (*committee.members[:3], anne, *committee.members[4:])
    new = updated_text(COMMITTEE_YAML.encode(), committee.model_copy(update={"members": members}))
    removed, added = changed_lines(COMMITTEE_YAML, new)
    assert removed == []
    assert [line.strip() for line in added] == ["keys:", '- "ssh-ed25519 AAAA anne"']


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (REPORT_YAML.replace("severity: 2", "severity: 9"), 11, "severity"),
        (REPORT_YAML.replace("type: transparency\n", ""), 1, "type is missing"),
        (REPORT_YAML.replace("reach: 1", "reech: 1"), 12, "reech is not known"),
        (REPORT_YAML.replace("state: received", "state: lost"), 5, "state"),
        (REPORT_YAML.replace('"2026-02-02"', '"02/02/2026"'), 4, "received"),
        (
            REPORT_YAML.replace("principles: [autonomy]", "principles: [autonomie]"),
            10,
            "principles",
        ),
        (REPORT_YAML.replace("[autonomy]", "[autonomy"), 11, ""),
        (REPORT_YAML + "title: encore\n", 13, "title"),
        ("- a\n- b\n", 1, ""),
        ("", 1, ""),
    ],
)
def test_a_file_that_does_not_fit_says_where_and_what_to_do(content, line, words):
    with pytest.raises(RecordError) as caught:
        read_record(Report, content.encode(), PATH)
    assert (caught.value.path, caught.value.line) == (PATH, line)
    assert words in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (REPORT_YAML.replace("\n", "\r\n").encode(), 1),
        (b"\xef\xbb\xbf" + REPORT_YAML.encode(), 1),
        (REPORT_YAML.replace("usagère", "usag\x00re").encode(), 7),
        (REPORT_YAML.encode("latin-1"), 3),
        (REPORT_YAML.encode("utf-16"), 1),
        (b"schema: 1\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n", 2),
        (b"a: " + b"x" * MAX_BYTES, 0),
        (b"[" * 40_000, 1),
    ],
    ids=["crlf", "bom", "binary", "latin1", "utf16", "conflict", "huge", "nested"],
)
def test_a_damaged_file_is_refused_with_its_line_and_a_way_out(content, line):
    with pytest.raises(RecordError) as caught:
        read_record(Report, content, PATH)
    assert (caught.value.path, caught.value.line) == (PATH, line)
    assert caught.value.hint


def test_the_glossary_and_the_committee_of_the_tests_fit():
    assert read_record(Glossary, GLOSSARY_YAML.encode(), "g").terms[0].term == "Système"
    assert len(read_record(Committee, COMMITTEE_YAML.encode(), "c").members) == 5


def test_a_document_takes_a_new_front_matter_and_keeps_its_text():
    document = parse_document(REFERENTIAL_MD, "x.md")
    new = document.front.model_copy(update={"version": "1.1.0"})
    changed = updated_document(REFERENTIAL_MD.encode(), new).decode()
    removed, added = changed_lines(REFERENTIAL_MD, changed.encode())
    assert (removed, added) == (['version: "1.0.0"'], ['version: "1.1.0"'])
    assert updated_document(REFERENTIAL_MD.encode(), document.front).decode() == REFERENTIAL_MD


WRITTEN = [
    path
    for folder in ("corpus", "proposals", "decisions")
    for path in sorted((REPOSITORY / folder).rglob("*"))
    if path.suffix in {".yaml", ".md"}
]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_ruamel_gives_back_each_file_of_this_repository_byte_for_byte(path):
    text = path.read_text(encoding="utf-8")
    place = identify(path.relative_to(REPOSITORY).as_posix())
    if path.suffix == ".md":
        if place is None or place.kind == "minutes":
            pytest.skip("it has no front matter")
        text = front_matter_text(text)[0]
    assert (
        yaml_writing._dump(yaml_writing._load(text), dash_offset=yaml_writing._dash_offset(text))
        == text
    )


def test_a_title_made_of_controls_survives_exactly():
    nasty = "\x1b]0;x\x07\u202e\u200f\x9b31m\ud7ff\ue000\uffff\U0010ffff"
    record = Proposal.model_validate(
        {
            "id": "P-2026-001", "title": nasty, "state": "draft", "author": "anne",
            "created": "2026-01-01", "motive": nasty,
        }
    )  # fmt: skip
    assert read_record(Proposal, new_text(record), "p") == record


_SIMPLE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10, 10_000),
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.text("ab é'\"\\#:-&*!|>%@`…’\u00a0\u2028\ufeff\n\t", max_size=130),
    st.sampled_from(["yes", "null", "EV-2026-0001", "a-1", "mandatory", "l'usagère\nn'a rien"]),
)


@given(
    st.dictionaries(
        st.one_of(st.sampled_from(["id", "title", "external_ref", "y", "no"]), st.text(max_size=3)),
        st.one_of(_SIMPLE, st.lists(_SIMPLE, max_size=3)),
        max_size=4,
    )
)
def test_flat_data_is_written_as_ruamel_writes_it(data):
    simple = yaml_writing.emit_simple(data)
    if simple is not None:
        assert simple == yaml_writing._dump(yaml_writing._styled(data), dash_offset=2)


def test_a_report_of_plain_words_is_written_without_ruamel():
    data = {
        "id": "EV-2026-0001",
        "title": "Refus",
        "description": "Un.\n\nDeux " + "mot " * 40 + "fin",
        "severity": 3,
        "principles": ["autonomy", "justice"],
    }
    assert yaml_writing.emit_simple(data) == yaml_writing._dump(
        yaml_writing._styled(data), dash_offset=2
    )
