"""What a person answers when an act would put personal data into git: a window, hit by hit."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from textual.app import App

from comens_tui.i18n import _, ngettext
from comens_tui.operations.screening import Answers, PersonalDataError, can_mask
from comens_tui.rules.personal_data import Exposure
from comens_tui.text.labels import label
from comens_tui.text.personal_data import MASK, line_around, scan
from comens_tui.tui import prose
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.modals.writing import Writing
from comens_tui.tui.prose import Block, Span, paragraph
from comens_tui.tui.widgets.rows import ListRow

_GO, _MASK, _WORDS, _REWORD, _CLEAR = "go", "mask", "words", "reword", "clear"


class PersonalDataDialog:
    """Asks about each hit of one refused act, then hands the answers over to do it again.

    Leaving the first window gives the act up: nothing is written.
    """

    def __init__(
        self,
        app: App[int],
        error: PersonalDataError,
        answers: Answers,
        then: Callable[[Answers], None],
    ) -> None:
        self._app = app
        self._message = error.message
        self._then = then
        self._answers = answers
        #: One of each value: an answer holds wherever that stands in the act.
        self._found = tuple({item.key: item for item in reversed(error.exposures)}.values())[::-1]

    def show(self, select: str | None = None) -> None:
        """List the hits with their answers; the act can be done again once all have one."""
        rows = [self._row(number, item) for number, item in enumerate(self._found)]
        left = sum(not self._answer(item) for item in self._found)
        if not left:
            rows.append(ListRow(_GO, (_("Do it so"), _("the act is done with these answers"))))
            select = _GO

        def answered(key: str | None) -> None:
            if key == _GO:
                self._then(self._answers)
            elif key is not None:
                self._ask(int(key))

        title = ngettext(
            "Personal data: {count} passage to answer for",
            "Personal data: {count} passages to answer for",
            left,
        ).format(count=left)
        blocks = (paragraph(self._message, prose.WARNING), Block())
        window = Choose(title, rows, blocks=blocks, select=select, read_first=True)
        self._app.push_screen(window, answered)

    def _row(self, number: int, item: Exposure) -> ListRow:
        before, after = line_around(item.passage.text, item.hit, 16)
        words = self._answer(item) or f"{before}{item.hit.shown}{after}"
        return ListRow(str(number), (label(item.hit.kind), words))

    def _answer(self, item: Exposure) -> str:
        """Return the answer given for a hit as words, nothing where there is none."""
        answers = self._answers
        if item.passage.text in answers.rewordings:
            return _("written in other words")
        if item.key in answers.masks:
            return _("becomes “{words}”").format(words=answers.masks[item.key])
        if item.key in answers.clearings:
            return _("let through: {reason}").format(reason=answers.clearings[item.key])
        return ""

    def _ask(self, number: int) -> None:
        item = self._found[number]
        before, after = line_around(item.passage.text, item.hit)
        blocks = (
            paragraph(f"{item.path}  {item.spot}", prose.QUIET),
            Block((Span(before), Span(item.hit.shown, prose.STRONG), Span(after))),
            Block(),
        )
        rows = []
        if can_mask(item.path):
            rows += [
                ListRow(_MASK, (_("Mask it"), _("it becomes “{words}”").format(words=MASK))),
                ListRow(_WORDS, (_("Put other words"), _("in its place, nowhere else"))),
                ListRow(_REWORD, (_("Reword the passage"), _("the whole text is opened"))),
            ]
        if not item.hit.is_proven_nir:
            rows.append(
                ListRow(_CLEAR, (_("Let it through"), _("it is no personal data; say why")))
            )

        def answered(key: str | None) -> None:
            if key == _MASK:
                self._mask(number, MASK)
            elif key == _WORDS:
                self._ask_words(number, _("Words in its place"), self._mask)
            elif key == _REWORD:
                self._reword(number)
            elif key == _CLEAR:
                self._ask_words(number, _("Why it is no personal data"), self._clear)
            else:
                self.show(str(number))

        title = _("{kind} ({certainty})").format(
            kind=label(item.hit.kind), certainty=label(item.hit.certainty)
        )
        if rows:
            self._app.push_screen(Choose(title, rows, blocks=blocks, read_first=True), answered)

    def _ask_words(self, number: int, asked: str, take: Callable[[int, str], None]) -> None:
        def answered(values: Mapping[str, str] | None) -> None:
            if values is None:
                self.show(str(number))
            else:
                take(number, values["words"].strip())

        def check(values: Mapping[str, str]) -> str:
            return _("This holds personal data too.") if scan(values["words"]) else ""

        item = self._found[number]
        form = Form(
            f"{label(item.hit.kind)}  {item.hit.shown}",
            [Field("words", asked, required=True)],
            check=check,
        )
        self._app.push_screen(form, answered)

    def _mask(self, number: int, words: str) -> None:
        masks = {**self._answers.masks, self._found[number].key: words}
        self._answers = replace(self._answers, masks=masks)
        self._unclear(number)

    def _clear(self, number: int, reason: str) -> None:
        key = self._found[number].key
        masks = {other: words for other, words in self._answers.masks.items() if other != key}
        clearings = {**self._answers.clearings, key: reason}
        self._answers = replace(self._answers, masks=masks, clearings=clearings)
        self._next(number)

    def _unclear(self, number: int) -> None:
        """Forget that a hit was let through: it is masked now."""
        key = self._found[number].key
        kept = {other: why for other, why in self._answers.clearings.items() if other != key}
        self._answers = replace(self._answers, clearings=kept)
        self._next(number)

    def _reword(self, number: int) -> None:
        old = self._found[number].passage.text
        rewordings = self._answers.rewordings

        def edited(new: str | None) -> None:
            if new is not None:
                self._answers = replace(self._answers, rewordings={**rewordings, old: new})
            self._next(number)

        title = _("Write it without personal data")
        self._app.push_screen(
            Writing(title, rewordings.get(old, old), saved=_("the act takes these words")), edited
        )

    def _next(self, number: int) -> None:
        """Go back to the list, on the first hit that has no answer."""
        left = (str(other) for other, item in enumerate(self._found) if not self._answer(item))
        self.show(next(left, str(number)))
