"""A calculator is computed as arithmetic, and never run as a program."""

from comens_tui.checks import running
from comens_tui.checks.base import Context
from tests.checks.workspaces import CASES, TODAY, read_case


def test_a_formula_that_is_more_than_arithmetic_is_a_finding() -> None:
    case = read_case(CASES / "Q050" / "passes.txt")
    guide = case.snapshot.documents["GUI-TST"]
    formula = "round((100 - poids) / 3, 1)"
    assert formula in guide.text
    hostile = guide.model_copy(
        update={"text": guide.text.replace(formula, "__import__('os').getpid()")}
    )
    snapshot = case.snapshot._replace(documents={"GUI-TST": hostile})
    (finding,) = running.run(snapshot, Context(TODAY), ["Q050"]).findings
    assert "__import__" in finding.message
    assert finding.line == guide.text[: guide.text.index("```yaml calculator")].count("\n") + 1
