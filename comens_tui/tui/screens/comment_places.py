"""Where comments belong: the clause that they are about, and the comments that they are like."""

from comens_tui.i18n import _, ngettext
from comens_tui.operations import dispositions
from comens_tui.operations.consultation_views import ConsultationView, clause_redline
from comens_tui.rules.comment_groups import LikelyGroup, likely_groups, why
from comens_tui.tui import prose
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.modals.guide import Reading
from comens_tui.tui.prose import paragraph
from comens_tui.tui.redline_items import Look, items
from comens_tui.tui.screens.comment_targets import (
    FIRST_WIDTH,
    CommentTargets,
    comment_of,
    named,
    text_of,
)
from comens_tui.tui.widgets.rows import ListRow

_GROUP, _MARKED, _PART, _NONE = "group", "marked", "part", "none"
#: How many reasons of likeness are shown before a person confirms a group.
_SHOWN = 8


class CommentPlaces(CommentTargets):
    """The clause and the group of comments."""

    # -- where they belong

    def action_consultation_anchor(self) -> None:
        """Ask which clause the comments are about."""
        self.targets(self._ask_clause)

    def _ask_clause(self, view: ConsultationView, numbers: tuple[int, ...]) -> None:
        desk = self.session.desk
        clauses = [
            (document.path, clause)
            for document in view.atlas.documents.values()
            for clause in document.clauses
        ]
        near = view.atlas.of(comment_of(view, numbers[0]))
        rows = [
            ListRow(f"{place}", (clause.id, clause.title))
            for place, (_path, clause) in enumerate(clauses)
        ]
        select = next(
            (
                f"{place}"
                for place, (path, clause) in enumerate(clauses)
                if near and (near.document, near.clause) == (path, clause.id)
            ),
            None,
        )

        def answered(chosen: str | None) -> None:
            if chosen is not None:
                path, clause = clauses[int(chosen)]
                self.act_on_comments(
                    lambda: dispositions.anchor_comments(
                        desk, view.consultation.id, numbers, clause.id, path
                    )
                )

        title = _("{comments}: clause").format(comments=named(numbers))
        blocks = [paragraph(text_of(view, numbers[0]))]
        self.app.push_screen(
            Choose(title, rows, blocks=blocks, select=select, first_width=FIRST_WIDTH), answered
        )

    def action_consultation_redline(self) -> None:
        """Show what the text consulted on changes in the clause of the comment."""
        view, comment = self.opened(), self.comment()
        if view is None or comment is None:
            return
        desk, consultation_id = self.session.desk, view.consultation.id
        look = Look(monochrome=self.session.options.monochrome)

        def read() -> tuple[prose.PageItem, ...]:
            found = clause_redline(desk, consultation_id, comment)
            if found is None:
                return ()
            path, whole = found
            kept = tuple(item for item in whole.clauses if comment.clause in (item.id, item.old_id))
            return tuple(items(whole._replace(clauses=kept or whole.clauses), look, path))

        def show(page: tuple[prose.PageItem, ...]) -> None:
            if not page:
                self.say(_("No text was kept to compare with."))
                return
            title = _("{clause} as consulted on").format(clause=comment.clause or consultation_id)
            self.app.push_screen(Reading(title, page))

        self.read(read, show, group="redline")

    # -- groups

    def action_consultation_group(self) -> None:
        """Show the comments that look alike; a person confirms each group."""
        view = self.opened()
        if view is None:
            return
        self.say(_("Reading…"), is_passing=True)
        self.read(
            lambda: likely_groups(view.comments),
            lambda groups: self._ask_group(view, groups),
            group="groups",
        )

    def _ask_group(self, view: ConsultationView, groups: tuple[LikelyGroup, ...]) -> None:
        self.quiet()
        desk, consultation_id = self.session.desk, view.consultation.id
        comment = self.comment()
        rows = []
        if len(self.marked) > 1:
            words = ngettext(
                "Group the {count} marked comment", "Group the {count} marked comments",
                len(self.marked),
            )  # fmt: skip
            rows.append(ListRow(_MARKED, (words.format(count=len(self.marked)), ""), prose.STRONG))
        rows += [
            ListRow(
                f"likely-{place}",
                (f"{len(group.numbers)} × {group.clause or '—'}", text_of(view, group.leader)),
            )
            for place, group in enumerate(groups)
        ]
        # The last, so that what was just grouped is not parted by a key too many.
        if comment is not None and comment.group is not None:
            rows.append(ListRow(_PART, (_("Part this group"), f"={comment.group}"), prose.STRONG))
        if not rows:
            self.say(_("No comments look alike."))
            return

        def answered(chosen: str | None) -> None:
            if chosen == _MARKED:
                numbers = tuple(sorted(self.marked))
                self.act_on_comments(
                    lambda: dispositions.group_comments(desk, consultation_id, numbers)
                )
            elif chosen == _PART and comment is not None:
                parted = [item.number for item in view.comments if item.group == comment.group]
                self.act_on_comments(
                    lambda: dispositions.group_comments(desk, consultation_id, parted, undo=True)
                )
            elif chosen is not None:
                self._confirm_group(view, groups[int(chosen.removeprefix("likely-"))])

        title = _("Comments that look alike")
        self.app.push_screen(Choose(title, rows, first_width=FIRST_WIDTH), answered)

    def _confirm_group(self, view: ConsultationView, group: LikelyGroup) -> None:
        """Show why the comments look alike; group them, or mark them to look further."""
        desk, consultation_id = self.session.desk, view.consultation.id
        blocks = [paragraph(f"{group.leader}: {text_of(view, group.leader)}")]
        blocks += [
            paragraph(f"{item.number}: {why(item, group.clause)}", prose.QUIET)
            for item in group.members[:_SHOWN]
        ]
        rows = [
            ListRow(_GROUP, (_("Group them"), _("they are then answered together"))),
            ListRow(_MARKED, (_("Mark them only"), _("to answer them, or to look further"))),
            ListRow(_NONE, (_("Leave them"), "")),
        ]

        def answered(chosen: str | None) -> None:
            if chosen == _GROUP:
                self.act_on_comments(
                    lambda: dispositions.group_comments(desk, consultation_id, group.numbers),
                    then_at=group.leader,
                )
            elif chosen == _MARKED:
                self.marked = set(group.numbers)
                self.fill_comments()
            elif chosen == _NONE:
                self.action_consultation_group()

        title = named(group.numbers)
        self.app.push_screen(Choose(title, rows, blocks=blocks, first_width=FIRST_WIDTH), answered)
