"""From a finding to its passage, its explanation, a waiver, an edit, what ends it; and back."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta

from comens_tui.errors import ComensError
from comens_tui.i18n import _
from comens_tui.model.finding import Finding
from comens_tui.model.words import Severity
from comens_tui.operations import proposals, waivers
from comens_tui.operations.draft import Receipt
from comens_tui.operations.passages import working_text
from comens_tui.operations.ways_out import Editable, WayOut, editable_texts, ways_out
from comens_tui.tui.finding_items import EXPLANATION, PASSAGE, place_of, source_items
from comens_tui.tui.finding_rows import ORDER_NAMES, Entry, Kept, Order
from comens_tui.tui.messages import Visit
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.modals.guide import Reading
from comens_tui.tui.prose import paragraph
from comens_tui.tui.routes import visit_of, visit_of_finding
from comens_tui.tui.screens.checks_mending import MendingActs
from comens_tui.tui.screens.writing_text import write_text
from comens_tui.tui.session import Session
from comens_tui.tui.typed_days import day_complaint, typed_day
from comens_tui.tui.widgets.rows import ListRow

_USUAL_WAIVER = timedelta(days=90)
#: Lines of a file shown around a passage that no screen shows.
_AROUND = 200
_ALL = "all"


class ChecksActs(MendingActs):
    """The acts on the finding of the cursor, and which findings are kept."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.kept = Kept()
        #: Where the page goes when it has come.
        self._jump = ""

    def entry(self) -> Entry | None:
        """Return the line of the cursor."""
        raise NotImplementedError

    def all_entries(self) -> tuple[Entry, ...]:
        """Return all that was found, whatever is kept."""
        raise NotImplementedError

    def keep(self, kept: Kept) -> None:
        """Keep other lines."""
        raise NotImplementedError

    def finding(self) -> Finding | None:
        """Return the finding of the cursor; None on a waiver."""
        entry = self.entry()
        return entry.finding if entry else None

    # -- going

    def action_finding_place(self) -> None:
        """Go to the passage, in its screen, else in a window over this one."""
        entry = self.entry()
        if entry is None:
            return
        finding = entry.finding
        if finding is None:
            visit = visit_of("", entry.path, entry.place if entry.place != entry.path else "")
            visit = visit and Visit(visit.scope, visit.record, comes_back=True)
        else:
            visit = visit_of_finding(finding)
        if visit is not None:
            self.app.post_message(visit)
            return
        path, line = entry.path, finding.line if finding else 0
        desk = self.session.desk

        def show(text: str) -> None:
            if not text:
                self.say(_("This file is not shown in the app: {path}").format(path=path))
                return
            page = tuple(source_items(text, max(1, line), _AROUND))
            self.app.push_screen(Reading(path, page, at=PASSAGE))

        self.read(lambda: working_text(desk, path), show, group="passage")

    def action_finding_explain(self) -> None:
        """Open the finding at the explanation of its check."""
        if self.entry() is None:
            return
        self._jump = EXPLANATION
        was_open = self.is_open
        self.open_detail()
        if was_open or self.is_wide:
            self.preview()

    def detail_shown(self) -> None:
        """Go to the part that was asked for."""
        if self._jump:
            self.page.go_to(self._jump)
            self._jump = ""
        # How much is hidden is known once the page has its place.
        self.call_after_refresh(self.show_status)

    def action_finding_ways(self) -> None:
        """Go to the record that can end the finding, asking which where there are several."""
        finding = self.finding()
        if finding is None:
            return
        desk = self.session.desk

        def go(record: str | None) -> None:
            visit = visit_of(record) if record else None
            if visit is not None:
                self.app.post_message(Visit(visit.scope, visit.record, comes_back=True))

        def choose(ways: tuple[WayOut, ...]) -> None:
            if not ways:
                self.say(finding.hint or _("Nothing under way ends this finding."))
            elif len(ways) == 1 and ways[0].clears is not False:
                go(ways[0].record)
            else:
                rows = [ListRow(way.record, (way.record, _way(way))) for way in ways]
                title = _("What can end {code} on {place}")
                title = title.format(code=finding.code, place=place_of(finding))
                self.app.push_screen(Choose(title, rows, first_width=11), go)

        self.read(lambda: ways_out(desk, finding), choose, group="ways")

    # -- mending

    def action_finding_edit(self) -> None:
        """Edit the proposed text that holds the passage, at its line."""
        finding = self.finding()
        if finding is None:
            return
        desk = self.session.desk

        def choose(found: tuple[Editable, ...]) -> None:
            by_key = {f"{item.proposal}  {item.path}": item for item in found}

            def answered(key: str | None) -> None:
                if key is not None:
                    self._edit(by_key[key])

            if not found:
                self.say(
                    _("No open proposal holds this text: a text in force changes by one only.")
                )
            elif len(found) == 1:
                self._edit(found[0])
            else:
                rows = [ListRow(key, (item.proposal, item.path)) for key, item in by_key.items()]
                self.app.push_screen(Choose(_("Which text?"), rows, first_width=11), answered)

        self.read(lambda: editable_texts(desk, finding), choose, group="edit")

    def _edit(self, item: Editable) -> None:
        """Let the person edit; a text that was refused is kept for the next edit."""
        desk, refused = self.session.desk, self.session.refused_texts
        key = (item.proposal, item.path)

        def write(new: str) -> Receipt:
            try:
                return proposals.edit_proposal(
                    desk, item.proposal, texts={item.path: new}, seen=item.seen
                )
            except ComensError as error:
                kept = _("Your text is kept: edit again to take it up.")
                error.hint = f"{error.hint}\n{kept}" if error.hint else kept
                raise

        def edited(new: str | None) -> None:
            if new is None or new == item.text:
                self.say(_("The text was left as it was."))
                return
            refused[key] = new
            self.act(lambda: write(new), accepted)

        def accepted(_receipt: Receipt) -> None:
            refused.pop(key, None)

        title = _("{id}  {path}").format(id=item.proposal, path=item.path)
        start = refused.get(key, item.text)
        write_text(self, title, item.path, start, edited, line=item.line)

    def action_finding_waive(self) -> None:
        """Ask why and until when the finding is accepted."""
        finding = self.finding()
        if finding is None:
            return
        desk = self.session.desk
        usual = desk.today() + _USUAL_WAIVER

        def wrong(values: Mapping[str, str]) -> str:
            return day_complaint(values["expires"], usual)

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.act(
                    lambda: waivers.grant_waiver(
                        desk,
                        code=finding.code,
                        path=finding.path,
                        clause=finding.clause or None,
                        reason=values["reason"].strip(),
                        expires=typed_day(values["expires"]),
                    )
                )

        asked = [
            Field("reason", _("Reason"), required=True),
            Field("expires", _("Until (included)"), usual.isoformat(), required=True),
        ]
        title = _("Waive {code} on {place}").format(code=finding.code, place=place_of(finding))
        blocks = (paragraph(finding.message),)
        form = Form(title, asked, blocks=blocks, save=_("Grant the waiver"), check=wrong)
        self.app.push_screen(form, answered)

    # -- which findings are kept

    def action_findings_severity(self) -> None:
        """Keep the next severity, then all again."""
        order = (None, *Severity)
        place = order.index(self.kept.severity)
        self.keep(self.kept._replace(severity=order[(place + 1) % len(order)]))

    def action_findings_sort(self) -> None:
        """Take the next order."""
        order = tuple(Order)
        following = order[(order.index(self.kept.order) + 1) % len(order)]
        self.keep(self.kept._replace(order=following))
        self.say(_(ORDER_NAMES[following]), is_passing=True)

    def action_findings_waived(self) -> None:
        """Show what is put away, or hide it again."""
        shown = not self.kept.put_away
        self.keep(self.kept._replace(put_away=shown))
        said = _("What is waived is shown.") if shown else _("What is waived is hidden.")
        self.say(said, is_passing=True)

    def action_findings_code(self) -> None:
        """Ask which check to keep."""
        kept = self.kept._replace(code="")

        def chosen(code: str) -> None:
            self.keep(self.kept._replace(code=code))

        title = _("Findings of which check?")
        self._choose(title, lambda: self._counts(kept, "code"), self.kept.code, chosen)

    def action_findings_owner(self) -> None:
        """Ask which document or record to keep."""
        kept = self.kept._replace(owner="")

        def chosen(owner: str) -> None:
            self.keep(self.kept._replace(owner=owner))

        title = _("Findings of which document or record?")
        self._choose(title, lambda: self._counts(kept, "owner"), self.kept.owner, chosen, width=56)

    def _counts(self, kept: Kept, name: str) -> Counter[str]:
        return Counter(getattr(entry, name) for entry in self.all_entries() if kept.has(entry))

    def _choose(
        self,
        title: str,
        count: Callable[[], Mapping[str, int]],
        current: str,
        chosen: Callable[[str], None],
        width: int = 6,
    ) -> None:
        """Ask for one of the names counted, or all: then `chosen` is given nothing."""

        def answered(name: str | None) -> None:
            if name is not None:
                chosen("" if name == _ALL else name)

        def ask(counts: Mapping[str, int]) -> None:
            rows = [ListRow(_ALL, (_("all"), str(sum(counts.values()))))]
            rows += [ListRow(name, (name, str(counts[name]))) for name in sorted(counts)]
            chooser = Choose(title, rows, select=current or _ALL, first_width=width)
            self.app.push_screen(chooser, answered)

        self.read(count, ask, group="count")


def _way(way: WayOut) -> str:
    if way.clears is None:
        return way.title
    said = (
        _("{title} (its text ends the finding)")
        if way.clears
        else _("{title} (its text has it too)")
    )
    return said.format(title=way.title)
