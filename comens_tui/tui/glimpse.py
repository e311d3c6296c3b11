"""What the inbox showed last, kept to be the first frame of the next opening of the same state.

It is an answer like that of `comens status`: it holds for one commit, person, day and
language, and anything in doubt is a miss. Only light modules are loaded here.
"""

import json
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple, Self

from comens_tui import __version__
from comens_tui.i18n import N_, language
from comens_tui.store.answers import Answers
from comens_tui.tui.prose import Span
from comens_tui.tui.widgets.rows import Column, ListRow

INBOX_COLUMNS = (
    Column(N_("Id"), 12),
    Column(N_("To do"), 15),
    Column(N_("Title"), 24, grows=True),
    Column(N_("Due"), 12, drop=1),
)
#: Follows the date of what is overdue, for those who see no colour.
LATE = " !"
#: Where the title stands among the cells of a row.
INBOX_TITLE = 2
#: More rows than any window has lines.
ROWS_KEPT = 200


class Glimpse(NamedTuple):
    """The inbox as shown, in one language: who is at the desk, the figures, the first rows.

    `total` counts all the rows; `empty` is said where there is none; `hidden` are the
    actions that mean nothing on the first row.
    """

    who: str
    summary: tuple[Span, ...]
    aside: str
    rows: tuple[ListRow, ...]
    total: int
    empty: str
    hidden: tuple[str, ...]

    def to_text(self) -> str:
        """Return what `from_text` reads."""
        return json.dumps(self._replace(rows=self.rows[:ROWS_KEPT]), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return what `to_text` wrote.

        Raises:
            ValueError: This is something else.
        """
        try:
            who, summary, aside, rows, total, empty, hidden = json.loads(text)
            return cls(
                str(who),
                tuple(Span(str(words), str(style)) for words, style in summary),
                str(aside),
                tuple(
                    ListRow(str(key), tuple(map(str, cells)), str(style))
                    for key, cells, style in rows
                ),
                int(total),
                str(empty),
                tuple(map(str, hidden)),
            )
        except TypeError as error:
            raise ValueError(str(error)) from error


def recall(answers: Answers, acting_as: str | None, now: datetime) -> Glimpse | None:
    """Return what the inbox showed in the state of `answers`, if it was kept this very day."""
    kept = answers.recall(_question(acting_as), now)
    with suppress(ValueError):
        return Glimpse.from_text(kept or "")
    return None


def keep(answers: Answers, acting_as: str | None, now: datetime, zone: str, shown: Glimpse) -> None:
    """Keep what the inbox shows in the state of `answers`, days beginning in `zone`."""
    answers.keep(_question(acting_as), now, zone, shown.to_text())


def _question(acting_as: str | None) -> tuple[str, ...]:
    return ("inbox", __version__, language(), acting_as or "")
