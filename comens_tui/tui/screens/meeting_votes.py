"""The vote itself, in the meeting: amendments and the secret ballot."""

from collections.abc import Iterable, Mapping

from comens_tui.i18n import _, ngettext
from comens_tui.model.words import Choice
from comens_tui.operations import amending, secret_ballots
from comens_tui.operations.amending import AmendedView
from comens_tui.operations.draft import Receipt
from comens_tui.operations.meeting_views import ItemView, MeetingView
from comens_tui.operations.secret_ballots import HandCount
from comens_tui.text.folding import folded
from comens_tui.text.labels import label
from comens_tui.tui import prose, redline_items
from comens_tui.tui.meeting_items import event_items
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.modals.guide import Reading
from comens_tui.tui.prose import PageItem, Row, paragraph, text_of
from comens_tui.tui.redline_items import ClauseItem
from comens_tui.tui.screens.meeting_decisions import MeetingDecisions
from comens_tui.tui.screens.writing_text import finding_items, write_text
from comens_tui.tui.widgets.rows import ListRow

_BACK = "back"
#: The first of a list of people: somebody has to be chosen.
_NOBODY = ("", "—")
_MOST_ROWS = 8


class _Changes:
    """The first changed rows of a redline: a window keeps room for what it asks."""

    key = anchor = ""

    def __init__(self, items: Iterable[PageItem]) -> None:
        self._items = tuple(items)

    def rows(self, width: int) -> list[Row]:
        """Return those rows under the name of their clause, and how many more there are."""
        rows = [
            row
            for item in self._items
            for row in item.rows(width)
            if row.mark.strip() or (not isinstance(item, ClauseItem) and text_of(row.spans).strip())
        ]
        more = len(rows) - _MOST_ROWS
        if more <= 0:
            return rows
        text = ngettext("… and {count} more line.", "… and {count} more lines.", more)
        return [*rows[:_MOST_ROWS], *paragraph(text.format(count=more), prose.QUIET).rows(width)]


class MeetingVotes(MeetingDecisions):
    """The acts on how an item is voted, and on which text."""

    def action_meeting_events(self) -> None:
        """Read what befell the vote on the item."""
        found = self.need_item()
        if found is None:
            return
        view, item = found
        blocks = tuple(event_items(view.meeting, item, self.sitting()))
        if not blocks:
            self.say(_("Nothing befell this vote: no amendment, no void or refused ballot."))
            return
        title = _("The vote on item {number}").format(number=item.item.number)
        self.app.push_screen(Reading(title, blocks))

    # -- amending

    def action_meeting_amend(self) -> None:
        """Edit the proposed text of the item, or go back to the former one."""
        found = self.need_item_in_sitting()
        if found is None:
            return
        view, item = found
        if item.item.kind != "proposal":
            self.say(_("This item has no proposed text to amend."), is_problem=True)
            return
        desk, meeting, number = self.session.desk, view.meeting, item.item.number

        def choose(texts: dict[str, str]) -> None:
            rows = [ListRow(path, (path, "")) for path in texts]
            standing = amending.standing_amendment(meeting, number)
            if standing is not None:
                last = amending.amendments_of(meeting, number)[standing - 1]
                rows.append(ListRow(_BACK, (_("back to the former text"), last.reason)))
            if len(rows) == 1:
                self._edit(view, item, texts, next(iter(texts)))
                return

            def answered(chosen: str | None) -> None:
                if chosen == _BACK:
                    self._go_back(view, item)
                elif chosen is not None:
                    self._edit(view, item, texts, chosen)

            title = _("Amend item {number}").format(number=number)
            self.app.push_screen(Choose(title, rows, first_width=48), answered)

        self.read(lambda: amending.standing_texts(desk, meeting.id, number), choose, group="amend")

    def _edit(self, view: MeetingView, item: ItemView, texts: dict[str, str], path: str) -> None:
        """Edit one text; one that was refused is what the next edit starts from."""
        key = (item.item.subject or "", path)
        refused = self.session.refused_texts

        def edited(new: str | None) -> None:
            if new is None or new == texts[path]:
                self.say(_("The text was left as it was."))
                return
            refused[key] = new
            self._show_amendment(view, item, {path: new}, back=False)

        title = _("{id}  {path}").format(id=item.item.subject, path=path)
        self.read(
            lambda: amending.first_change(self.session.desk, path, texts[path]),
            lambda line: write_text(
                self, title, path, refused.get(key, texts[path]), edited, line=line
            ),
            group="amend",
        )

    def _go_back(self, view: MeetingView, item: ItemView) -> None:
        desk, number = self.session.desk, item.item.number
        standing = amending.standing_amendment(view.meeting, number)
        if standing is None:
            return
        last = amending.amendments_of(view.meeting, number)[standing - 1]
        self.read(
            lambda: amending.former_texts(desk, last),
            lambda texts: self._show_amendment(view, item, texts, back=True),
            group="amend",
        )

    def _show_amendment(
        self, view: MeetingView, item: ItemView, texts: Mapping[str, str], *, back: bool
    ) -> None:
        """Show the small redline and what the checks find, then ask who moves it and why."""
        desk, meeting_id, number = self.session.desk, view.meeting.id, item.item.number

        def write(values: Mapping[str, str]) -> Receipt:
            given = {"reason": values["reason"].strip(), "moved_by": values["moved_by"]}
            if back:
                return amending.restore_item(desk, meeting_id, number, seen=view.seen, **given)
            return amending.amend_item(desk, meeting_id, number, texts, seen=view.seen, **given)

        def written(_receipt: Receipt) -> None:
            self.calls_anew = True
            for path in texts:
                self.session.refused_texts.pop((item.item.subject or "", path), None)

        def ask(found: tuple[AmendedView, ...]) -> None:
            def answered(values: Mapping[str, str] | None) -> None:
                if values is not None:
                    self.act(lambda: write(values), written)

            fields = [
                Field("moved_by", _("Moved by"), choices=self._people(), required=True),
                Field("reason", _("Reason"), required=True),
            ]
            title = _("Amend item {number}").format(number=number)
            self.app.push_screen(
                Form(title, fields, blocks=self._shown(item, found), save=_("Record it")), answered
            )

        self.read(
            lambda: amending.amended_view(desk, meeting_id, number, texts), ask, group="amend"
        )

    def _shown(self, item: ItemView, found: tuple[AmendedView, ...]) -> list[PageItem]:
        look = redline_items.Look(monochrome=self.session.options.monochrome)
        blocks: list[PageItem] = []
        for view in found:
            blocks.append(_Changes(redline_items.items(view.redline, look, view.path)))
            if view.findings:
                said = _("What the checks now find; none of it forbids:")
                blocks += [paragraph(said, prose.WARNING), *finding_items(view.findings)]
        if item.ballots:
            said = _("The ballots already cast are void, and listed as such.")
            blocks.append(paragraph(said, prose.WARNING))
        return blocks

    def _people(self) -> tuple[tuple[str, str], ...]:
        return (_NOBODY, *((member.id, member.name) for member in self.sitting()))

    # -- the secret ballot

    def action_meeting_secret(self) -> None:
        """Ask which member asks for a secret ballot on the item."""
        found = self.need_item_in_sitting()
        if found is None:
            return
        view, item = found
        if item.item.vote == "secret":
            self.say(_("The item is voted by secret ballot: C counts the papers."))
            return
        desk, meeting_id, number = self.session.desk, view.meeting.id, item.item.number
        voices = item.electorate.voices()
        rows = [
            ListRow(member.id, (member.name, member.title))
            for member in self.sitting()
            if member.id in voices
        ]

        def answered(member: str | None) -> None:
            if member is not None:
                self.act(
                    lambda: secret_ballots.request_secret_ballot(
                        desk, meeting_id, number, (member,), seen=view.seen
                    )
                )

        said = _("The ballots already cast by name are void, and none is filed any more.")
        blocks = (paragraph(said, prose.WARNING),) if item.ballots else ()
        title = _("Secret ballot on item {number}: who asks for it?").format(number=number)
        window = Choose(title, rows, blocks=blocks, first_width=28, read_first=True)
        self.app.push_screen(window, answered)

    def ask_papers(self, view: MeetingView, item: ItemView) -> None:
        """Ask for the papers of a secret ballot, and for the decision that they make."""
        number, voices = item.item.number, item.electorate.voices()
        names = ("votes_for", "votes_against", "abstentions", "blank", "spoiled")

        def wrong(values: Mapping[str, str]) -> str:
            if not all(values[name].strip().isdecimal() for name in names):
                return _("Votes are whole numbers.")
            if values["first"] == values["second"]:
                return _("A secret ballot is counted by two scrutineers.")
            absent, unknown = self._named(values["absent"], voices)
            if unknown:
                return _("Who is “{name}”?").format(name=unknown[0])
            given, count = sum(int(values[name]) for name in names), len(voices - absent)
            if given <= count:
                return ""
            return _("{given} papers for {count} members who took part: count again.").format(
                given=given, count=count
            )

        def answered(values: Mapping[str, str] | None) -> None:
            if values is None:
                return
            counts = {name: int(values[name]) for name in names}
            absent = self._named(values["absent"], voices)[0]
            took_part = tuple(sorted(voices - absent)) if absent else ()
            hands = HandCount(
                **counts, scrutineers=(values["first"], values["second"]), participants=took_part
            )
            self.ask_decision(view, item, hands)

        counters = self._counters(view, item)
        fields = [
            Field("votes_for", label(Choice.FOR).capitalize(), required=True),
            Field("votes_against", label(Choice.AGAINST).capitalize(), "0", required=True),
            Field("blank", _("Blank papers"), "0", required=True),
            Field("spoiled", _("Null papers"), "0", required=True),
            Field("abstentions", _("Abstentions"), "0", required=True),
            Field("first", _("Scrutineer"), choices=counters, required=True),
            Field("second", _("Scrutineer"), choices=counters, required=True),
            Field("absent", _("Took no part (names)")),
        ]
        said = _(
            "{count} members have a voice; each paper is counted once. Who took no part is named"
            " by family name, parted by commas."
        ).format(count=len(voices))
        title = _("Papers of the secret ballot on item {number}").format(number=number)
        form = Form(title, fields, blocks=(paragraph(said),), save=_("Go on"), check=wrong)
        self.app.push_screen(form, answered)

    def _named(self, text: str, members: frozenset[str]) -> tuple[frozenset[str], list[str]]:
        """Return which of these members are named, by id, name or a word of it; and the unknown."""
        found: set[str] = set()
        unknown = []
        for part in filter(None, map(str.strip, text.split(","))):
            wanted = folded(part)
            named = [
                member.id
                for member in self.sitting()
                if member.id in members
                and wanted in {member.id, folded(member.name), *folded(member.name).split()}
            ]
            found.update(named[:1])
            if len(named) != 1:
                unknown.append(part)
        return frozenset(found), unknown

    def _counters(self, view: MeetingView, item: ItemView) -> tuple[tuple[str, str], ...]:
        """Return who may count: in the room, and not recused."""
        here = {
            line.member
            for line in view.meeting.attendance
            if line.mode == "present" and line.left is None
        }
        counters = here - item.electorate.recused
        named = ((member.id, member.name) for member in self.sitting() if member.id in counters)
        return (_NOBODY, *named)
