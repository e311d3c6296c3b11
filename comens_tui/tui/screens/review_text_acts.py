"""The acts on the text of the proposal shown: comment, edit, merge, each by one operation."""

from collections.abc import Callable, Mapping

from comens_tui.errors import ComensError
from comens_tui.i18n import _, ngettext
from comens_tui.model.finding import Finding
from comens_tui.operations import proposals
from comens_tui.operations.comments import PlacedComment, comment_name, resolve_comment
from comens_tui.operations.draft import Receipt
from comens_tui.operations.merging import Place, Settled
from comens_tui.operations.proposal_templates import offer_of_template, template_named
from comens_tui.operations.text_checks import new_findings
from comens_tui.operations.views import Review
from comens_tui.tui import prose, reading
from comens_tui.tui.action import CHECKS
from comens_tui.tui.messages import Visit
from comens_tui.tui.modals.choose import Choose, Notice
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.modals.merge import Merge
from comens_tui.tui.prose import Block
from comens_tui.tui.redline_items import clause_words
from comens_tui.tui.review_items import name_of
from comens_tui.tui.screens import forms
from comens_tui.tui.screens.list_screen import ListScreen
from comens_tui.tui.screens.proposal_sources import ask_path
from comens_tui.tui.screens.writing_text import finding_items, write_text
from comens_tui.tui.widgets.rows import ListRow

_NEW_DOCUMENT, _WORDS = "+document", "+words"


class ReviewTextActs(ListScreen):
    """The acts on a text; `review` is what is shown, read with the detail."""

    review: Review | None
    #: The change to go to, as `path|clause`.
    _sought = ""

    def visit(self, record: str) -> None:
        """Open a proposal; `proposal|path|clause` goes to the change of that clause."""
        proposal, _bar, key = record.partition("|")
        self._sought = key
        super().visit(proposal)

    def detail_shown(self) -> None:
        """Go to the change that was asked for, as soon as it is read."""
        if self._sought and self.page.go_to(self._sought):
            self._sought = ""

    def _shown(self) -> Review | None:
        """Return the review of the proposal under the cursor, opening it when it is not read."""
        review = self.review
        if review is not None and review.is_whole and review.proposal.id == self.subject():
            return review
        self.open_detail()
        return None

    def current_place(self) -> Place | None:
        """Return the clause that is read now, if the page stands at one."""
        block = self.page.current_block() if self.is_open else None
        path, _bar, clause = (block.key if block else "").partition("|")
        return Place(path, clause) if clause else None

    # -- comments

    def action_proposal_comment(self) -> None:
        """Ask for a comment on the clause that is read, or on the whole proposal."""
        review = self._shown()
        if review is None:
            return
        place = self.current_place()
        proposal_id = review.proposal.id
        desk = self.session.desk

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(
                    lambda: proposals.comment_proposal(
                        desk,
                        proposal_id,
                        values["text"].strip(),
                        document=place.path if place else None,
                        clause=place.clause if place else None,
                    )
                )

        title = (
            _("Comment on {clause}, in {id}").format(
                clause=clause_words(place.clause), id=proposal_id
            )
            if place
            else _("Comment on the whole of {id}").format(id=proposal_id)
        )
        fields = [Field("text", _("Comment"), long=True, required=True)]
        self.app.push_screen(Form(title, fields), answered)

    def action_proposal_resolve(self) -> None:
        """Ask which comment is settled, or open again: those of the clause that is read first."""
        review = self._shown()
        if review is None:
            return
        if not review.comments:
            self.say(_("Nobody has commented on {id}.").format(id=review.proposal.id))
            return
        place = self.current_place()
        here = [item for item in review.comments if place and item.clause == place.clause]
        others = [item for item in review.comments if item not in here]
        shown = [*here, *sorted(others, key=lambda item: item.comment.resolved)]
        by_name = {comment_name(item.comment): item.comment for item in shown}
        desk = self.session.desk
        proposal_id = review.proposal.id

        def answered(name: str | None) -> None:
            if name is not None:
                resolved = not by_name[name].resolved
                self.act(lambda: resolve_comment(desk, proposal_id, name, resolved=resolved))

        rows = [self._comment_row(item) for item in shown]
        title = _("Settle a comment on {id}, or open it again").format(id=proposal_id)
        self.app.push_screen(Choose(title, rows, first_width=36), answered)

    def _comment_row(self, item: PlacedComment) -> ListRow:
        comment = item.comment
        name = name_of(self.session.desk.committee, comment.author)
        state = _("settled") if comment.resolved else _("still open")
        who = _("{clause}  {name}, {state}").format(
            clause=clause_words(item.clause) if item.clause else "—", name=name, state=state
        )
        return ListRow(
            comment_name(comment),
            (who, " ".join(comment.text.split())),
            prose.QUIET if comment.resolved else prose.PLAIN,
        )

    # -- editing

    def action_proposal_edit(self) -> None:
        """Edit a proposed text: ask which when there are several."""
        review = self._shown()
        if review is None or self.must_merge(review):
            return
        desk = self.session.desk
        proposal_id = review.proposal.id

        def choose(read: tuple[Mapping[str, str], Mapping[str, str]]) -> None:
            self._choose_text(review, *read)

        self.read(
            lambda: (
                reading.proposed_texts(desk, proposal_id),
                {document.path: document.text for document in reading.documents(desk)},
            ),
            choose,
            group="edit",
        )

    def _choose_text(
        self, review: Review, texts: Mapping[str, str], corpus: Mapping[str, str]
    ) -> None:
        rows = [ListRow(path, (path, "")) for path in texts]
        others = [ListRow(path, (path, _("not yet in the proposal"))) for path in corpus]
        rows += [row for row in others if row.key not in texts]
        rows += [
            ListRow(_NEW_DOCUMENT, (_("a new document"), _("its kind and id; then e writes it"))),
            ListRow(_WORDS, (_("no text"), _("the title, the motive or the working group"))),
        ]

        def answered(path: str | None) -> None:
            if path == _NEW_DOCUMENT:
                self._add_document(review)
            elif path == _WORDS:
                self._edit_words(review)
            elif path is not None:
                text = texts.get(path) or corpus[path]
                self._edit_text(review, path, text, corpus.get(path, ""))

        title = _("Which text of {id}?").format(id=review.proposal.id)
        self.app.push_screen(Choose(title, rows, first_width=40), answered)

    def _add_document(self, review: Review) -> None:
        """Ask which document is to be made, and put its template into the proposal."""
        desk = self.session.desk

        def write(path: str) -> Receipt:
            offer = offer_of_template(desk, template_named("document"), path=path)
            return proposals.edit_proposal(
                desk, review.proposal.id, texts=offer.texts, seen=review.seen
            )

        ask_path(self, lambda path: self.act(lambda: write(path)), _("Put its template here"))

    def _edit_words(self, review: Review) -> None:
        """Ask for another title, motive or working group."""
        desk, proposal = self.session.desk, review.proposal

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(
                    lambda: proposals.edit_proposal(
                        desk,
                        proposal.id,
                        title=values["title"].strip(),
                        motive=values["motive"].strip(),
                        working_group=forms.group_of(values),
                        seen=review.seen,
                    )
                )

        asked = [
            Field("title", _("Title"), proposal.title, required=True),
            Field("motive", _("Motive: why"), proposal.motive, long=True, required=True),
            forms.group_field(desk, proposal.working_group),
        ]
        self.app.push_screen(Form(proposal.id, asked), answered)

    def _edit_text(self, review: Review, path: str, text: str, in_force: str) -> None:
        """Edit one text; one that was refused is kept, and is what the next edit starts from."""
        key = (review.proposal.id, path)
        refused = self.session.refused_texts

        def edited(new: str | None) -> None:
            if new is None or new == text:
                self.say(_("The text was left as it was."))
                return
            desk = self.session.desk
            refused[key] = new

            def accepted(_receipt: Receipt) -> None:
                refused.pop(key, None)
                self._check_text(path, new, in_force)

            def write() -> Receipt:
                try:
                    return proposals.edit_proposal(
                        desk, review.proposal.id, texts={path: new}, seen=review.seen
                    )
                except ComensError as error:
                    kept = _("Your text is kept: edit again to take it up.")
                    error.hint = f"{error.hint}\n{kept}" if error.hint else kept
                    raise

            self.act(write, accepted)

        title = _("{id}  {path}").format(id=review.proposal.id, path=path)
        self.write_text(title, path, refused.get(key, text), edited)

    def write_text(
        self, title: str, path: str, start: str, then: Callable[[str | None], None]
    ) -> None:
        """Let the person write from `start` in their editor, or in the app when none is set."""
        write_text(self, title, path, start, then)

    def _check_text(self, path: str, text: str, in_force: str) -> None:
        """Say what the checks find in a text that was just written, and not in the one in force."""
        desk = self.session.desk

        def tell(found: tuple[Finding, ...]) -> None:
            if not found:
                self.say(_("Written; the checks find nothing new in it."))
                return
            said = ngettext(
                "Written; the checks find {count} thing that the text in force has not.",
                "Written; the checks find {count} things that the text in force has not.",
                len(found),
            ).format(count=len(found))
            self.say(said)
            blocks = (prose.paragraph(said), Block(), *finding_items(found), Block())
            self.app.push_screen(Notice(path, blocks))

        self.read(lambda: new_findings(desk, path, text, in_force), tell, group="checks")

    def action_proposal_findings(self) -> None:
        """Show what the checks find in the texts of the proposal, and come back after."""
        if self.subject():
            self.app.post_message(Visit(CHECKS, self.subject(), comes_back=True))

    # -- merging

    def must_merge(self, review: Review) -> bool:
        """Open the merge when the corpus moved under the proposal: it comes before all else."""
        if review.has_moved:
            self.action_proposal_rebase()
        return review.has_moved

    def action_proposal_rebase(self) -> None:
        """Show the merge with the text in force, and write it once nothing is in conflict."""
        review = self._shown()
        if review is None:
            return
        if not review.has_moved:
            self.say(_("The text in force is the one that the proposal was written on."))
            return
        desk = self.session.desk
        proposal = review.proposal

        def answered(settled: Settled | None) -> None:
            if settled is not None:
                self.act(
                    lambda: proposals.rebase_proposal(
                        desk, proposal.id, settled=settled, seen=review.seen
                    ),
                    forget,
                )

        def forget(_receipt: Receipt) -> None:
            self.session.merge_choices.pop(proposal.id, None)

        choices = self.session.merge_choices.setdefault(proposal.id, {})
        monochrome = self.session.options.monochrome
        self.app.push_screen(
            Merge(proposal.id, review.merges, choices, self.write_text, monochrome=monochrome),
            answered,
        )
