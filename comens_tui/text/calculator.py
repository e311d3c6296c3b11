"""Calculators of the CENS: read from their document, computed exactly, proven by vectors.

A formula is arithmetic on named decimals, never a program: the four operations, whole
powers, comparisons, `a if test else b`, and min, max, abs, round (half to even). Anything
else is refused when the calculator is read.
"""

import ast
from collections.abc import Callable, Mapping
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from typing import Final, NamedTuple, NoReturn

from comens_tui.errors import RecordError
from comens_tui.i18n import _
from comens_tui.model.calculator import Calculator, Step
from comens_tui.model.document import Document
from comens_tui.text.markdown import CALCULATOR_BLOCK, fenced_blocks
from comens_tui.text.validation import validated
from comens_tui.text.yaml_fast import data_keys, load_yaml

#: Parts of one formula; a person writes about twenty.
MAX_NODES: Final = 200
MAX_POWER: Final = 10
MAX_DECIMALS: Final = 10

_PRECISE: Final = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-999,
    Emax=999,
    traps=[DivisionByZero, InvalidOperation, Overflow],
)
_OPERATIONS: Final[Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]]] = {
    ast.Add: Decimal.__add__,
    ast.Sub: Decimal.__sub__,
    ast.Mult: Decimal.__mul__,
    ast.Div: Decimal.__truediv__,
}
_COMPARISONS: Final[Mapping[type[ast.cmpop], Callable[[Decimal, Decimal], bool]]] = {
    ast.Lt: Decimal.__lt__,
    ast.LtE: Decimal.__le__,
    ast.Gt: Decimal.__gt__,
    ast.GtE: Decimal.__ge__,
    ast.Eq: Decimal.__eq__,
    ast.NotEq: lambda one, other: one != other,
}
#: Function -> fewest and most arguments.
_FUNCTIONS: Final = {"min": (1, 20), "max": (1, 20), "abs": (1, 1), "round": (1, 2)}


class VectorFailure(NamedTuple):
    """A worked example that does not come out; `number` counts from 1."""

    number: int
    expected: Decimal
    expected_grade: str | None
    result: Decimal
    grade: str | None


def read_calculator(document: Document) -> Calculator | None:
    """Return the calculator of `document`, if it has one.

    Raises:
        RecordError: Its block does not fit, or a formula is not plain arithmetic.
    """
    blocks = [item for item in fenced_blocks(document.text) if item.info == CALCULATOR_BLOCK]
    if not blocks:
        return None
    block = blocks[0]
    if len(blocks) > 1:
        raise RecordError(
            _("The document has more than one calculator."),
            _("Keep one block ```yaml calculator in a document."),
            path=document.path,
            line=blocks[1].line,
        )
    try:
        data = data_keys(load_yaml(block.content))
    except RecordError as error:
        error.path = document.path
        error.line += block.line
        raise
    calculator = validated(
        Calculator, data, source=block.content, path=document.path, first_line=block.line + 1
    )
    try:
        _check_formulas(calculator)
    except RecordError as error:
        error.path = document.path
        error.line = block.line
        raise
    return calculator


def compute(calculator: Calculator, inputs: Mapping[str, Decimal]) -> tuple[Decimal, str | None]:
    """Return the result of `calculator` on `inputs`, and its grade where it has grades.

    Raises:
        RecordError: An input is missing, unknown or out of its range, or a formula fails.
    """
    values = _checked_inputs(calculator, inputs)
    with localcontext(_PRECISE):
        for step in calculator.steps:
            try:
                values[step.name] = _number(_parsed(step), values, step)
            except DecimalException:
                _refuse(
                    _("The formula of {step} divides by zero, or gives no number.").format(
                        step=step.name
                    )
                )
    result = values[calculator.result]
    reached = [grade for grade in calculator.grades if grade.minimum <= result]
    best = max(reached, key=lambda grade: grade.minimum, default=None)
    return result, None if best is None else best.grade


def failing_vectors(calculator: Calculator) -> tuple[VectorFailure, ...]:
    """Return the worked examples of `calculator` that do not come out exactly.

    Raises:
        RecordError: A vector cannot be computed at all.
    """
    failures = []
    for number, vector in enumerate(calculator.vectors, start=1):
        result, grade = compute(calculator, vector.inputs)
        expected = vector.expected
        if result != expected.result or (expected.grade is not None and grade != expected.grade):
            failures.append(VectorFailure(number, expected.result, expected.grade, result, grade))
    return tuple(failures)


def _checked_inputs(calculator: Calculator, inputs: Mapping[str, Decimal]) -> dict[str, Decimal]:
    known = {item.name: item for item in calculator.inputs}
    for name in inputs:
        if name not in known:
            raise RecordError(
                _("{name} is not an input of this calculator.").format(name=name),
                _("Its inputs are: {names}.").format(names=", ".join(known)),
            )
    values = {}
    for name, item in known.items():
        if name not in inputs:
            raise RecordError(
                _("The input {name} is missing.").format(name=name),
                _("Give a number from {minimum} to {maximum}.").format(
                    minimum=item.minimum, maximum=item.maximum
                ),
            )
        value = inputs[name]
        if not (value.is_finite() and item.minimum <= value <= item.maximum):
            raise RecordError(
                _("The input {name} is {value}, out of its range.").format(name=name, value=value),
                _("Give a number from {minimum} to {maximum}.").format(
                    minimum=item.minimum, maximum=item.maximum
                ),
            )
        values[name] = value
    return values


def _check_formulas(calculator: Calculator) -> None:
    names: set[str] = set()
    for item in calculator.inputs:
        _add_name(item.name, names)
    for step in calculator.steps:
        nodes = list(ast.walk(_parsed(step)))
        if len(nodes) > MAX_NODES:
            _refuse(_("The formula of {step} is too long.").format(step=step.name))
        for node in nodes:
            if isinstance(node, ast.Name) and node.id not in names | _FUNCTIONS.keys():
                _refuse(
                    _("The formula of {step} names {name}, which is not known yet.").format(
                        step=step.name, name=node.id
                    )
                )
        _add_name(step.name, names)
    if calculator.result not in names:
        raise RecordError(
            _("The result {name} is the name of no step.").format(name=calculator.result),
            _("Name one of the steps under `result`."),
        )


def _add_name(name: str, names: set[str]) -> None:
    if name in names or name in _FUNCTIONS:
        raise RecordError(
            _("The name {name} is used twice in the calculator.").format(name=name),
            _("Give each input and each step a name of its own."),
        )
    names.add(name)


def _parsed(step: Step) -> ast.expr:
    try:
        return ast.parse(step.formula, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        _refuse(_("The formula of {step} cannot be read.").format(step=step.name))


def _refuse(message: str) -> NoReturn:
    raise RecordError(
        message, _("Use + - * / **, comparisons, `a if test else b`, min, max, abs and round.")
    )


def _refuse_program(step: Step) -> NoReturn:
    _refuse(_("The formula of {step} is more than arithmetic.").format(step=step.name))


def _number(node: ast.expr, values: Mapping[str, Decimal], step: Step) -> Decimal:
    """Return the value of a part of a formula; only what is named here is computed."""
    match node:
        case ast.Constant():
            result = _constant(node, step)
        case ast.Name() if node.id in values:
            result = values[node.id]
        case ast.UnaryOp(op=ast.USub()):
            result = -_number(node.operand, values, step)
        case ast.UnaryOp(op=ast.UAdd()):
            result = _number(node.operand, values, step)
        case ast.BinOp(op=ast.Pow()):
            result = _power(node, values, step)
        case ast.BinOp() if type(node.op) in _OPERATIONS:
            left, right = _number(node.left, values, step), _number(node.right, values, step)
            result = _OPERATIONS[type(node.op)](left, right)
        case ast.IfExp():
            chosen = node.body if _test(node.test, values, step) else node.orelse
            result = _number(chosen, values, step)
        case ast.Call(func=ast.Name()) if not node.keywords:
            result = _call(node, values, step)
        case _:
            _refuse_program(step)
    return result


def _constant(node: ast.Constant, step: Step) -> Decimal:
    if isinstance(node.value, int | float) and not isinstance(node.value, bool):
        number = Decimal(repr(node.value))
        if number.is_finite():
            return number
    _refuse_program(step)


def _test(node: ast.expr, values: Mapping[str, Decimal], step: Step) -> bool:
    match node:
        case ast.Compare(ops=[_op]) if type(node.ops[0]) in _COMPARISONS:
            comparison = _COMPARISONS[type(node.ops[0])]
            return bool(
                comparison(
                    _number(node.left, values, step), _number(node.comparators[0], values, step)
                )
            )
        case ast.BoolOp(op=ast.And()):
            return all(_test(part, values, step) for part in node.values)
        case ast.BoolOp(op=ast.Or()):
            return any(_test(part, values, step) for part in node.values)
        case ast.UnaryOp(op=ast.Not()):
            return not _test(node.operand, values, step)
        case _:
            _refuse(
                _("The formula of {step} tests something else than two numbers.").format(
                    step=step.name
                )
            )


def _power(node: ast.BinOp, values: Mapping[str, Decimal], step: Step) -> Decimal:
    base, power = _number(node.left, values, step), _number(node.right, values, step)
    if power != power.to_integral_value() or abs(power) > MAX_POWER:
        _refuse(
            _("The formula of {step} needs a power that is a whole number up to {most}.").format(
                step=step.name, most=MAX_POWER
            )
        )
    return base ** int(power)


def _call(node: ast.Call, values: Mapping[str, Decimal], step: Step) -> Decimal:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    fewest, most = _FUNCTIONS.get(name, (1, 0))
    if not fewest <= len(node.args) <= most:
        _refuse_program(step)
    numbers = [_number(item, values, step) for item in node.args]
    if name == "min":
        return min(numbers)
    if name == "max":
        return max(numbers)
    if name == "abs":
        return abs(numbers[0])
    return _rounded(numbers, step)


def _rounded(numbers: list[Decimal], step: Step) -> Decimal:
    decimals = numbers[1] if len(numbers) > 1 else Decimal(0)
    if decimals != decimals.to_integral_value() or not 0 <= decimals <= MAX_DECIMALS:
        _refuse(
            _("The formula of {step} must round to between 0 and {most} decimals.").format(
                step=step.name, most=MAX_DECIMALS
            )
        )
    return numbers[0].quantize(Decimal(1).scaleb(-int(decimals)), ROUND_HALF_EVEN)
