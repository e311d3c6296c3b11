"""What words of a command become: dates, numbers, vocabularies, names; with plain refusals."""

from argparse import ArgumentTypeError
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import NamedTuple, TypeVar

from comens_tui.cli.parsing import CommandParser
from comens_tui.i18n import _
from comens_tui.text.labels import label

W = TypeVar("W", bound=StrEnum)


def day(text: str) -> date:
    """Return the date written `2026-03-14`.

    Raises:
        ArgumentTypeError: It is not one.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(
            _("“{text}” is not a date; write it like 2026-03-14.").format(text=text)
        ) from None


def moment(text: str) -> datetime:
    """Return the date and time written `2026-03-14T14:00`, with or without an offset.

    Raises:
        ArgumentTypeError: It is not one, or it has no time.
    """
    try:
        if len(text) > len("2026-03-14"):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise ArgumentTypeError(
        _("“{text}” is not a date and time; write it like 2026-03-14T14:00.").format(text=text)
    )


def choices(words: type[W], allowed: Iterable[W] | None = None) -> str:
    """Return the words of a vocabulary with their labels, for a help or a refusal."""
    return ", ".join(
        str(word) if label(word) == word else f"{word} ({label(word)})" for word in allowed or words
    )


def word(words: type[W]) -> Callable[[str], W]:
    """Return what reads one word of a vocabulary, by its key or by its label.

    The reader raises ArgumentTypeError for any other word, with the choices.
    """

    def read(text: str) -> W:
        wanted = text.casefold().replace("-", "_")
        for item in words:
            if wanted in (item.casefold(), label(item).casefold()):
                return item
        raise ArgumentTypeError(
            _("“{text}” is none of: {choices}.").format(text=text, choices=choices(words))
        )

    return read


def number(lowest: int, highest: int | None = None) -> Callable[[str], int]:
    """Return what reads a whole number within bounds, both allowed.

    The reader raises ArgumentTypeError for anything else, with the bounds.
    """

    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) < len("1000000000"):
            value = int(text)
            if lowest <= value and (highest is None or value <= highest):
                return value
        if highest is None:
            raise ArgumentTypeError(
                _("“{text}” is not a whole number from {lowest} on.").format(
                    text=text, lowest=lowest
                )
            )
        raise ArgumentTypeError(
            _("“{text}” is not a whole number from {lowest} to {highest}.").format(
                text=text, lowest=lowest, highest=highest
            )
        )

    return read


def one_of_numbers(*allowed: str) -> Callable[[str], Decimal]:
    """Return what reads one of a few decimal numbers, with a point or a comma."""

    def read(text: str) -> Decimal:
        try:
            value = Decimal(text.replace(",", "."))
        except InvalidOperation:
            value = Decimal("NaN")
        if value in [Decimal(item) for item in allowed]:
            return value
        raise ArgumentTypeError(
            _("“{text}” is none of: {choices}.").format(text=text, choices=", ".join(allowed))
        )

    return read


def names(text: str) -> tuple[str, ...]:
    """Return the ids written between commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


class Named(NamedTuple):
    """A value given to a name: `corpus/guides/GUI-TLS.md=draft.md`, `anne-petit=for`."""

    name: str
    value: str


def named(form: str) -> Callable[[str], Named]:
    """Return what reads `NAME=VALUE`; `form` is shown where one half is missing."""

    def read(text: str) -> Named:
        name, equals, value = text.partition("=")
        if not (name.strip() and equals and value.strip()):
            raise ArgumentTypeError(
                _("“{text}” should be written {form}.").format(text=text, form=form)
            )
        return Named(name.strip(), value.strip())

    return read


def parts(form: str, *, separator: str = ":") -> Callable[[str], tuple[str, ...]]:
    """Return what reads the parts of `form`, such as `ITEM:MEMBER:REASON`; the last keeps all."""
    count = form.count(separator) + 1

    def read(text: str) -> tuple[str, ...]:
        found = tuple(part.strip() for part in text.split(separator, count - 1))
        if len(found) != count or not all(found):
            raise ArgumentTypeError(
                _("“{text}” should be written {form}.").format(text=text, form=form)
            )
        return found

    return read


def report_argument(parser: CommandParser) -> None:
    """Ask for the id of a report."""
    parser.add_argument("id", metavar="REPORT", help=_("its id, such as EV-2026-0042"))


def proposal_argument(parser: CommandParser) -> None:
    """Ask for the id of a proposal."""
    parser.add_argument("id", metavar="PROPOSAL", help=_("its id, such as P-2026-014"))


def consultation_argument(parser: CommandParser) -> None:
    """Ask for the id of a consultation."""
    parser.add_argument("id", metavar="CONSULTATION", help=_("its id, such as C-2026-003"))


def decision_argument(parser: CommandParser) -> None:
    """Ask for the id of a decision."""
    parser.add_argument("id", metavar="DECISION", help=_("its id, such as D-2026-031"))
