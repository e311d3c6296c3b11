"""A calculator of the CENS: inputs, steps, grades, and vectors that must always come out."""

from decimal import Decimal

from pydantic import Field

from comens_tui.model.record import Value


class CalculatorInput(Value):
    """One number asked from the person."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    unit: str = ""
    minimum: Decimal
    maximum: Decimal


class Step(Value):
    """One named formula over inputs and earlier steps."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    formula: str = Field(min_length=1, max_length=500)


class Grade(Value):
    """The grade given from `minimum` upwards."""

    minimum: Decimal
    grade: str


class Expected(Value):
    """What a vector must give."""

    result: Decimal
    grade: str | None = None


class Vector(Value):
    """One worked example."""

    inputs: dict[str, Decimal]
    expected: Expected


class Calculator(Value):
    """The fenced `yaml calculator` block of a tool document."""

    id: str
    inputs: tuple[CalculatorInput, ...] = Field(min_length=1)
    steps: tuple[Step, ...] = Field(min_length=1)
    result: str
    grades: tuple[Grade, ...] = ()
    vectors: tuple[Vector, ...] = Field(min_length=1)
