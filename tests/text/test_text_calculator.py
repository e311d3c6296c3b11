from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comens_tui.errors import RecordError
from comens_tui.model.calculator import Calculator
from comens_tui.text.calculator import compute, failing_vectors, read_calculator
from comens_tui.text.markdown import parse_document

TOOLS = Path(__file__).parents[2] / "corpus" / "tools"
FRONT = (TOOLS / "OUT-ECO.md").read_text(encoding="utf-8").split("\n# ", 1)[0]


def calculator(*formulas, grades=()):
    steps = [{"name": f"s{at}", "formula": formula} for at, formula in enumerate(formulas)]
    return Calculator.model_validate(
        {
            "id": "essai",
            "inputs": [{"name": "x", "label": "x", "minimum": -100, "maximum": 100}],
            "steps": steps,
            "result": steps[-1]["name"],
            "grades": list(grades),
            "vectors": [{"inputs": {"x": 1}, "expected": {"result": 1}}],
        }
    )


def value(formula, x=Decimal(2)):
    return compute(calculator(formula), {"x": x})[0]


def document(block):
    return parse_document(f"{FRONT}\n# Outil\n\n{block}", "corpus/tools/x.md")


BLOCK = """```yaml calculator
id: essai
inputs:
  - {name: x, label: x, minimum: 0, maximum: 10}
steps:
  - {name: y, formula: "FORMULA"}
result: y
vectors:
  - inputs: {x: 1}
    expected: {result: 2}
```
"""


@pytest.mark.parametrize("path", sorted(TOOLS.glob("*.md")), ids=lambda path: path.name)
def test_the_calculators_of_the_corpus_give_their_vectors(path):
    found = read_calculator(parse_document(path.read_text(encoding="utf-8"), path.name))
    assert found is None or failing_vectors(found) == ()


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("0.1 + 0.2", "0.3"),
        ("x * 3 - 1", "5"),
        ("-x ** 2", "-4"),
        ("x ** -1", "0.5"),
        ("1 / 4", "0.25"),
        ("min(x, 1, 5) + max(0, x) + abs(-x)", "5"),
        ("round(2.5) + round(3.5)", "6"),
        ("round(58.65, 1)", "58.6"),
        ("10 if x > 0 and not x == 3 else 0", "10"),
        ("10 if x < 0 or x >= 3 else 7", "7"),
        ("1 if x != 2 else +4", "4"),
    ],
)
def test_formulas_are_exact_decimals(formula, expected):
    assert value(formula) == Decimal(expected)


@pytest.mark.parametrize(
    "formula",
    [
        "__import__('os').system('ls')",
        "x.real",
        "[1][0]",
        "(lambda: 1)()",
        "'a' * 9",
        "True + 1",
        "x @ x",
        "x // 2",
        "x % 2",
        "x ** 1000",
        "x ** 0.5",
        "round(x, 99)",
        "round(x, ndigits=1)",
        "min()",
        "pow(2, 3)",
        "1 < x < 3",
        "x > 1",
        "1 if x else 0",
        "y",
        "1j",
        "1 +",
        "(" * 250 + "1" + ")" * 240,
        "1 / 0",
        "1 / (x - 2)",
        "x := 1",
        "1e400",
        "f'{x}'",
    ],
)
def test_whatever_is_not_arithmetic_is_refused(formula):
    with pytest.raises(RecordError) as caught:
        value(formula)
    assert caught.value.hint


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("x0123456789.+-*/()<>=, minaxroudbsfel"), max_size=40))
def test_no_formula_can_do_anything_but_compute_or_be_refused(formula):
    try:
        result = value(formula or "1")
    except RecordError:
        return
    assert isinstance(result, Decimal)
    assert result.is_finite()


def test_the_highest_grade_reached_is_given():
    grades = [{"minimum": 0, "grade": "E"}, {"minimum": 50, "grade": "C"}]
    graded = calculator("x", grades=grades)
    assert compute(graded, {"x": Decimal(50)}) == (Decimal(50), "C")
    assert compute(graded, {"x": Decimal("49.9")})[1] == "E"
    assert compute(graded, {"x": Decimal(-1)})[1] is None


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({}, "missing"),
        ({"x": Decimal(101)}, "out of its range"),
        ({"x": Decimal("NaN")}, "out of its range"),
        ({"x": Decimal(1), "z": Decimal(1)}, "not an input"),
    ],
)
def test_inputs_are_checked(inputs, words):
    with pytest.raises(RecordError, match=words):
        compute(calculator("x"), inputs)


def test_a_vector_that_does_not_come_out_is_named():
    found = read_calculator(document(BLOCK.replace("FORMULA", "x + 2")))
    (failure,) = failing_vectors(found)
    assert (failure.number, failure.expected, failure.result) == (1, 2, 3)
    assert failing_vectors(read_calculator(document(BLOCK.replace("FORMULA", "x + 1")))) == ()


def test_a_document_without_calculator_has_none():
    assert read_calculator(document("Texte.\n")) is None


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (BLOCK.replace("FORMULA", "z + 1"), "names z"),
        (BLOCK.replace("FORMULA", "+".join(["x"] * 150)), "too long"),
        (BLOCK.replace("name: y", "name: x").replace("FORMULA", "1"), "used twice"),
        (BLOCK.replace("result: y", "result: z").replace("FORMULA", "1"), "no step"),
        (BLOCK.replace("result: y", "results: y").replace("FORMULA", "1"), "result"),
        (BLOCK.replace("id: essai", "id: a: b"), "cannot be read"),
        (BLOCK + "\n" + BLOCK, "more than one"),
    ],
)
def test_a_calculator_that_does_not_fit_is_refused_where_it_stands(block, words):
    with pytest.raises(RecordError, match=words) as caught:
        read_calculator(document(block))
    assert caught.value.path == "corpus/tools/x.md"
    assert caught.value.line > FRONT.count("\n")
