import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comens_tui.errors import RecordError
from comens_tui.text import yaml_fast
from comens_tui.text.yaml_fast import line_of, load_yaml
from tests.text.ruamel_reading import read_by_ruamel

words = st.text(
    st.sampled_from("aàéœnoyes0129.:-_#'\"’ \u00a0«»,[]{}&*!|>%@`~=<?\\")
    | st.characters(codec="utf-8"),
    max_size=12,
)
scalars = st.one_of(
    words,
    st.sampled_from(["no", "on", "012", "1:30", "2024-01-31", "1e3", "~", "null", "0x1f", "1.0.0"]),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.none(),
    st.floats(-(10**6), 10**6, allow_nan=False).map(lambda number: round(number, 3)),
)
records = st.dictionaries(
    st.from_regex(r"[a-z_]{1,8}", fullmatch=True),
    st.recursive(
        scalars,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), inner, max_size=3)
        ),
        max_leaves=8,
    ),
    min_size=1,
    max_size=5,
)
pieces = st.lists(
    st.sampled_from(
        [
            *"ab:-'\"[]{},#?|>& \n!%@`~01_.é=*<\\",
            "- ",
            ": ",
            "\n  ",
            " #",
            "key: ",
            "\n- ",
            "|\n  ",
            "---\n",
            "null",
            "012",
            "1.5",
            "'x'",
        ]
    ),
    max_size=14,
).map("".join)


plain_lines = st.lists(
    st.sampled_from(
        [
            "level: mandatory",
            "principles: [autonomy, equity]",
            "evidence:",
            "legal:",
            '  - "Relevé « du » dossier : 21"',
            "  - 'l''un'",
            "  - l'audit de 2026",
            "  - 012",
            "  - [a, b]",
            "  - a: b",
            "  state: non_binding",
            "  state: null",
            "introduced: 1.0.0",
            "review_by: 2026-03-14",
            "schema: 1",
            "share: 1.50",
            "is_due: true",
            "null: a",
            "sources: []",
            "sources: [a,  b, ]",
            'title: "a \\" b"',
            'title: "a >#b"',
            "title: word # comment",
            "title:  two",
            "# comment",
            "",
            "---",
            "\u00a0",
        ]
    )
    | st.builds("{}: {}".format, st.sampled_from(["a", "b_c", "n", "true"]), words),
    max_size=8,
).map("\n".join)


def same(one, other):
    return repr(one) == repr(other)


@settings(max_examples=150, deadline=None)
@given(records)
def test_what_is_read_equals_what_ruamel_reads(record):
    for flow in (False, True):
        text = yaml.safe_dump(record, allow_unicode=True, default_flow_style=flow, width=60)
        try:
            data = load_yaml(text)
        except RecordError:
            continue
        assert same(data, read_by_ruamel(text))


@settings(max_examples=400, deadline=None)
@given(pieces)
@example(">#x")
@example("- |\n   \n  a")
@example("a: .5")
@example("a: <<")
def test_what_would_be_read_differently_is_refused(text):
    try:
        data = load_yaml(text)
    except RecordError as error:
        refusal = error
    else:
        assert same(data, read_by_ruamel(text))
        return
    assert 1 <= refusal.line <= text.count("\n") + 1
    assert refusal.hint


@settings(max_examples=400, deadline=None)
@given(plain_lines | pieces, st.sampled_from(["", "\n", "\n\n"]))
@example('evidence:\n  - "Relevé des consultations"\nintroduced: 1.0.0', "\n")
@example("a: b\na: b", "")
@example("a:\n  - b\n  c: d", "")
def test_what_is_read_a_line_at_a_time_equals_what_the_parser_reads(text, end):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_fast, "plain_record", lambda _text: None)
        expected = _read_or_refused(text + end)
    assert same(_read_or_refused(text + end), expected)


def test_the_fields_of_a_requirement_are_read_without_the_parser(monkeypatch):
    monkeypatch.setattr(yaml_fast, "_compose", None)
    text = (
        "level: mandatory\nprinciples: [autonomy]\nlegal:\n  state: binding\n"
        'evidence:\n  - "Relevé : 21"\nintroduced: 1.0.0\n'
    )
    expected = {
        "level": "mandatory",
        "principles": ["autonomy"],
        "legal": {"state": "binding"},
        "evidence": ["Relevé : 21"],
        "introduced": "1.0.0",
    }
    assert load_yaml(text) == expected
    load_yaml(text)["principles"].append("equity")
    assert load_yaml(text) == expected


def _read_or_refused(text):
    try:
        return load_yaml(text)
    except RecordError as error:
        return str(error), error.line


def test_words_of_other_readers_stay_text():
    assert load_yaml("a: no\nb: on\nc: 1:30\nd: 2024-01-31\ne: 1.0.0\nf: y") == {
        "a": "no",
        "b": "on",
        "c": "1:30",
        "d": "2024-01-31",
        "e": "1.0.0",
        "f": "y",
    }


def test_numbers_booleans_and_nothing_are_read():
    assert load_yaml("a: 12\nb: -1.50\nc: true\nd: ~\ne:\nf: []\n") == {
        "a": 12,
        "b": -1.5,
        "c": True,
        "d": None,
        "e": None,
        "f": [],
    }


def test_no_text_is_nothing():
    assert load_yaml("") is None
    assert load_yaml("# a comment\n") is None


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 012\n", 2, "several ways"),
        ("a: 0x1F\n", 1, "several ways"),
        ("a: 1_000\n", 1, "several ways"),
        ("a: 1e3\n", 1, "several ways"),
        ("a: .inf\n", 1, "several ways"),
        ("a: 1\nb: 2\na: 3\n", 3, "written twice"),
        ("a: 1\n\nb: &x 1\n", 3, "Anchors"),
        ("a: *x\n", 1, "Anchors"),
        ("a: !!python/object:os.system ls\n", 1, "Tags"),
        ("%YAML 1.1\n---\na: 1\n", 1, "directives"),
        ("a: 1\n---\nb: 1\n", 2, "cannot be read"),
        ("2024: x\n", 1, "not plain text"),
        ("a:\n  b: x: y\n", 2, "cannot be read"),
        ("a: 'x\nb: 2\n", 1, "cannot be read"),
        ("a: 1\r\n", 1, "CRLF"),
        ("\ufeffa: 1\n", 1, "BOM"),
        ("a: 1\nb: \x00\n", 2, "NUL"),
        ("a: 1\nb: \x1b[31m\n", 2, "001B"),
        ("a: 1\nb: \ud800\n", 2, "D800"),
        ("a:\n\tb: 1\n", 2, "tab"),
        ("a: 1\n<<<<<<< HEAD\nb: 1\n", 2, "merge conflict"),
        ("just words\n", 1, "record"),
    ],
)
def test_what_is_outside_the_subset_is_refused_at_its_line(text, line, words):
    with pytest.raises(RecordError, match=words) as caught:
        load_yaml(text)
    assert caught.value.line == line
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "[" * 40_000,
        "{a: " * 40_000,
        "- " * 40_000,
        "? " * 40_000,
        "".join(" " * depth + "a:\n" for depth in range(300)),
    ],
)
def test_deep_nesting_is_refused_before_the_c_code_recurses(text):
    with pytest.raises(RecordError):
        load_yaml(text)


def test_a_huge_text_is_refused():
    with pytest.raises(RecordError, match="too large"):
        load_yaml("a: " + "x" * yaml_fast.MAX_CHARACTERS)


def test_brackets_inside_text_are_not_nesting():
    text = "a: |\n" + "  [lien](#x) {y}\n" * 100
    assert load_yaml(text) == {"a": "[lien](#x) {y}\n" * 100}


def test_the_line_of_a_key_is_found_or_that_of_its_parent():
    text = "a: 1\nb:\n  - x\n  - c: 2\n    d: 3\n"
    assert line_of(text, ("b", 1, "d")) == 5
    assert line_of(text, ("b", 1, "missing")) == 4
    assert line_of(text, ("nothing",)) == 1
    assert line_of("", ("a",)) == 1


def test_the_pure_python_parser_gives_the_same(monkeypatch):
    text = "a: no\nb: [1, 2.5, {c: true}]\nd: |\n  x\n"

    class PureLoader(yaml.SafeLoader):
        resolve = yaml_fast._Loader.resolve

    expected = load_yaml(text)
    monkeypatch.setattr(yaml_fast, "_Loader", PureLoader)
    monkeypatch.setattr(yaml_fast, "_BASE", yaml.SafeLoader)
    assert load_yaml(text) == expected
    with pytest.raises(RecordError):
        load_yaml("[" * 40_000)
