"""Calculator that does not give its own examples.

## What it checks
The calculator of a document, read as arithmetic and computed again on each of its test vectors:
the result and the grade must be the ones written there. A block that cannot be read or computed
is named too.

## Why
A publisher is rated by it. If the formula and its examples disagree, nobody knows which of the
two the committee adopted.

## How to fix
Correct the formula or the example, whichever is wrong, by a decision.
"""

from collections.abc import Iterator
from decimal import Decimal

from comens_tui.checks.page import Page
from comens_tui.errors import RecordError
from comens_tui.i18n import N_, _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity
from comens_tui.text.calculator import failing_vectors, read_calculator
from comens_tui.text.markdown import CALCULATOR_BLOCK, fenced_blocks

CODE = "Q050"
SEVERITY = Severity.ERROR
TITLE = N_("Calculator that does not give its own examples")


def check_document(page: Page) -> Iterator[Finding]:
    """Yield one finding for each example that does not come out."""
    if "calculator" not in page.document.text:
        return
    try:
        calculator = read_calculator(page.document)
        failures = failing_vectors(calculator) if calculator else ()
    except RecordError as error:
        yield page.finding(CODE, SEVERITY, error.line, error.message, error.hint)
        return
    line = _line(page)
    for failure in failures:
        yield page.finding(
            CODE,
            SEVERITY,
            line,
            _("Example {number} gives {result}, where {expected} is written.").format(
                number=failure.number,
                result=_told(failure.result, failure.grade),
                expected=_told(failure.expected, failure.expected_grade),
            ),
            _("Correct the formula or the example, whichever is wrong."),
        )


def _told(result: Decimal, grade: str | None) -> str:
    return f"{result} ({grade})" if grade is not None else str(result)


def _line(page: Page) -> int:
    blocks = (item for item in fenced_blocks(page.document.text) if item.info == CALCULATOR_BLOCK)
    return next((item.line for item in blocks), 0)
