"""On which comments an act is done: marked ones, a group, or one; and which are shown."""

from collections.abc import Callable, Mapping

from textual import on

from comens_tui.i18n import _, ngettext
from comens_tui.model.consultation import LEGAL_COLLEGES, ConsultationComment
from comens_tui.model.words import Disposition
from comens_tui.operations.consultation_views import ConsultationView
from comens_tui.operations.draft import Receipt
from comens_tui.text.labels import label
from comens_tui.tui.comment_rows import Sift
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.screens.consultation_acts import ConsultationActs
from comens_tui.tui.widgets.rows import ListRow
from comens_tui.tui.widgets.virtual_list import VirtualList

_GROUP, _ONE = "group", "one"
_TYPES = ("ge", "te", "ed")
#: Of the first column of a window about comments.
FIRST_WIDTH = 28


class CommentTargets(ConsultationActs):
    """`view` and `marked` say which comments there are, and which are marked."""

    view: ConsultationView | None
    marked: set[int]
    sift: Sift
    #: The comment to put the cursor on when they are shown next.
    wanted_comment: str | None = None

    def shown_numbers(self) -> tuple[int, ...]:
        """Return the numbers of the comments that are shown."""
        raise NotImplementedError

    def fill_comments(self) -> None:
        """Show the comments again, as they are marked and sifted."""
        raise NotImplementedError

    # -- on which comments

    def targets(self, then: Callable[[ConsultationView, tuple[int, ...]], None]) -> None:
        """Give `then` the marked comments, else the group of the cursor's if wanted, else it."""
        view, comment = self.view, self.comment()
        if self.opened() is None:
            return
        if view is None or comment is None:
            self.say(_("No comment is under the cursor."))
            return
        if self.marked:
            then(view, tuple(sorted(self.marked)))
            return
        alike = [item.number for item in view.comments if item.group == comment.group]
        if comment.group is None or len(alike) < 2:  # noqa: PLR2004 - one is no group
            then(view, (comment.number,))
            return

        def answered(chosen: str | None) -> None:
            if chosen is not None:
                then(view, tuple(alike) if chosen == _GROUP else (comment.number,))

        count = ngettext("{count} comment", "{count} comments", len(alike))
        rows = [
            ListRow(_GROUP, (_("The whole group"), count.format(count=len(alike)))),
            ListRow(_ONE, (_("This comment only"), str(comment.number))),
        ]
        title = _("Comment {number} is one of a group").format(number=comment.number)
        self.app.push_screen(Choose(title, rows, first_width=FIRST_WIDTH), answered)

    def act_on_comments(self, job: Callable[[], Receipt], *, then_at: int | None = None) -> None:
        """Run an act; then nothing is marked, and the cursor is on `then_at` where it is given."""

        def done(_receipt: Receipt) -> None:
            self.marked.clear()
            self.wanted_comment = str(then_at) if then_at is not None else None

        self.act(job, done)

    # -- marks and sift

    @on(VirtualList.Marked, "#comments")
    def _mark(self) -> None:
        """Mark the comment, or take its mark away, and go to the next."""
        comment = self.comment()
        if comment is None:
            return
        self.marked ^= {comment.number}
        self.fill_comments()
        self.comment_list.action_list_down()

    def action_consultation_mark_all(self) -> None:
        """Mark every comment shown; none where all of them are marked."""
        if self.opened() is None:
            return
        shown = set(self.shown_numbers())
        self.marked = self.marked - shown if shown <= self.marked else self.marked | shown
        self.fill_comments()

    def opened(self) -> ConsultationView | None:
        """Return the consultation whose comments are shown; else say how to show them."""
        if self.is_open and self.view is not None:
            return self.view
        self.say(_("That is about comments: Enter shows those of the consultation."))
        return None

    def action_consultation_sift(self) -> None:
        """Ask what the comments shown have in common."""
        if self.opened() is None:
            return
        everything = ("", _("all"))
        colleges = [everything, *((item, label(item)) for item in LEGAL_COLLEGES)]
        types = [everything, *((item, label(item)) for item in _TYPES)]
        kinds = [everything, *((item.value, label(item)) for item in Disposition)]
        members = [
            everything,
            *((item.id, item.name) for item in self.session.desk.committee.members),
        ]
        asked = [
            Field("college", _("College"), self.sift.college, tuple(colleges)),
            Field("type", _("Kind"), self.sift.type, tuple(types)),
            Field("disposition", _("Answer"), self.sift.disposition, tuple(kinds)),
            Field("assignee", _("Assigned to"), self.sift.assignee, tuple(members)),
            Field("clause", _("Clause, if any"), self.sift.clause),
        ]

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.sift = Sift(**{**values, "clause": values["clause"].strip()})
                self.fill_comments()

        form = Form(_("Comments to show"), asked, save=_("Show them"), at_save=True)
        self.app.push_screen(form, answered)


def named(numbers: tuple[int, ...]) -> str:
    """Return comments as a title names them."""
    if len(numbers) == 1:
        return _("Comment {number}").format(number=numbers[0])
    count = ngettext("{count} comment", "{count} comments", len(numbers))
    return count.format(count=len(numbers))


def comment_of(view: ConsultationView, number: int) -> ConsultationComment:
    """Return the comment of that number."""
    return next(item for item in view.comments if item.number == number)


def text_of(view: ConsultationView, number: int) -> str:
    """Return the text of a comment on one line."""
    return " ".join(comment_of(view, number).text.split())
