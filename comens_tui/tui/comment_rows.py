"""The comments of a consultation as the lines of a list: sifted, marked, made when shown."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from comens_tui.i18n import N_, _
from comens_tui.model.committee import Names
from comens_tui.model.consultation import ConsultationComment
from comens_tui.model.words import Disposition
from comens_tui.operations.consultation_views import ConsultationView
from comens_tui.text.labels import label
from comens_tui.tui import prose
from comens_tui.tui.widgets.rows import ListRow, folded

MARK, NO_MARK = "*", " "
#: What is said of an answer where its usual words have no room.
_SHORT = {
    Disposition.ACCEPTED_MODIFIED: N_("with changes"),
    Disposition.ANSWERED: N_("answered"),
}
#: Before the clause of a comment that names none that there is.
UNKNOWN = "?"


class Sift(NamedTuple):
    """What a comment must have to be shown; what is empty asks for nothing."""

    college: str = ""
    type: str = ""
    disposition: str = ""
    clause: str = ""
    assignee: str = ""

    def keeps(self, comment: ConsultationComment) -> bool:
        """Tell whether a comment is shown."""
        asked = (
            (self.college, comment.college),
            (self.type, comment.type),
            (self.disposition, comment.disposition.value),
            (self.assignee, comment.assignee or ""),
        )
        if any(wanted and wanted != held for wanted, held in asked):
            return False
        return not self.clause or self.clause.casefold() == (comment.clause or "").casefold()

    def words(self, names: Names) -> str:
        """Return what is asked, for a person; nothing where everything is shown."""
        asked = (*map(label, self[:3]), self.clause, names[self.assignee])
        return ", ".join(filter(None, asked))


class CommentRows:
    """A source over the comments of one consultation that pass a sift."""

    def __init__(
        self,
        view: ConsultationView,
        words: Mapping[int, str],
        sift: Sift,
        marked: Collection[int],
    ) -> None:
        """`words` are those that `words_of` gives for the comments of the view."""
        self._view = view
        self._words = words
        self._marked = marked
        self._kept = [item for item in view.comments if sift.keeps(item)]
        self._text = ""
        self._found: Sequence[ConsultationComment] = self._kept

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the comments that are shown, in their order."""
        return tuple(item.number for item in self._found)

    def _matching(self, text: str) -> Sequence[ConsultationComment]:
        if text != self._text:
            words = folded(text).split()
            self._text = text
            self._found = [
                item
                for item in self._kept
                if all(word in self._words[item.number] for word in words)
            ]
        return self._found

    def count(self, text: str) -> int:
        """Return how many comments hold every word of `text`."""
        return len(self._matching(text))

    def rows(self, text: str, offset: int, limit: int) -> Sequence[ListRow]:
        """Return at most `limit` of them from `offset` on."""
        return [self._row(item) for item in self._matching(text)[offset : offset + limit]]

    def position(self, text: str, key: str) -> int | None:
        """Return where the comment of that number stands among them."""
        return next(
            (place for place, item in enumerate(self._matching(text)) if str(item.number) == key),
            None,
        )

    def _row(self, comment: ConsultationComment) -> ListRow:
        mark = MARK if comment.number in self._marked else NO_MARK
        waits = comment.disposition is Disposition.UNRESOLVED
        style = prose.PLAIN if waits else prose.QUIET
        return ListRow(
            str(comment.number),
            (
                f"{mark}{comment.number}",
                _answer(comment.disposition),
                self._clause(comment),
                _group(comment),
                comment.type,
                label(comment.college),
                comment.text,
            ),
            prose.STRONG if mark == MARK else style,
        )

    def _clause(self, comment: ConsultationComment) -> str:
        if self._view.atlas.is_anchored(comment) or not self._view.atlas.places:
            return comment.clause or ""
        return f"{UNKNOWN} {comment.clause or ''}".strip()


def _answer(disposition: Disposition) -> str:
    return _(_SHORT[disposition]) if disposition in _SHORT else label(disposition)


def _group(comment: ConsultationComment) -> str:
    """Return the number of the comment that stands for the group; a sign where it is this one."""
    if comment.group is None:
        return ""
    return "=" if comment.group == comment.number else f"={comment.group}"


def words_of(view: ConsultationView) -> dict[int, str]:
    """Return the folded words of each comment, by number: what a filter looks in."""
    return {comment.number: _words(comment) for comment in view.comments}


def _words(comment: ConsultationComment) -> str:
    return folded(
        " ".join(
            (
                str(comment.number),
                comment.author,
                comment.clause or "",
                label(comment.disposition),
                label(comment.college),
                comment.text,
                comment.proposed_change or "",
            )
        )
    )
