"""Release: what the next one would hold, why the gate is shut, and the signed tag."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import BindingType

from comens_tui.i18n import N_, _, ngettext
from comens_tui.operations import releases
from comens_tui.operations.releases import Outlook
from comens_tui.release.gate import GateReason
from comens_tui.release.plan import PlannedChange, ReleasePlan
from comens_tui.text.labels import label
from comens_tui.tui import prose
from comens_tui.tui.action import CHECKS, RELEASE
from comens_tui.tui.actions import BY_ID, bindings, key_name, keys_of
from comens_tui.tui.messages import Visit
from comens_tui.tui.modals.choose import Confirm
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.prose import Block, PageItem, Span, fields, heading, paragraph
from comens_tui.tui.routes import visit_of
from comens_tui.tui.screens.list_screen import Detail, ListScreen
from comens_tui.tui.session import Session
from comens_tui.tui.widgets.bars import SummaryBar
from comens_tui.tui.widgets.rows import Column, ListRow, MemoryRows

_PLAN = "plan"


class _Listed(NamedTuple):
    """What the screen shows: the reasons by the keys of their rows."""

    outlook: Outlook
    reasons: Mapping[str, GateReason]
    rows: Sequence[ListRow]


class ReleaseScreen(ListScreen):
    """The plan on the first line, then each reason that keeps the gate shut."""

    SCOPE = RELEASE
    BINDINGS: ClassVar[list[BindingType]] = bindings(RELEASE)
    COLUMNS = (
        Column(N_("Gate"), 8),
        Column("", 40, grows=True),
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._outlook: Outlook | None = None
        self._reasons: Mapping[str, GateReason] = {}

    def load(self) -> None:
        """Read the plan and the gate."""
        desk = self.session.desk
        self.query_one("#summary", SummaryBar).show(_("Reading the gate…"))
        self.read(lambda: _listed(releases.outlook(desk)), self._show)

    def _show(self, listed: _Listed) -> None:
        self._outlook = listed.outlook
        self._reasons = listed.reasons
        self.show_rows(MemoryRows(listed.rows))
        self._show_summary(listed.outlook)

    def _show_summary(self, outlook: Outlook) -> None:
        count = len(outlook.reasons)
        shut = ngettext("GATE SHUT: {count} reason", "GATE SHUT: {count} reasons", count)
        bar = self.query_one("#summary", SummaryBar)
        if outlook.plan.previous and not outlook.plan.changes:
            bar.show(_("Nothing changed since {tag}.").format(tag=outlook.plan.previous))
            return
        words = shut.format(count=count) if count else _("GATE OPEN: T makes the tag")
        style = prose.BAD if count else prose.GOOD
        bar.show([Span(f"{outlook.plan.tag}   "), Span(words, style)])

    def _reason(self) -> GateReason | None:
        return self._reasons.get(self.subject())

    def record(self) -> str:
        """Return the tag planned."""
        return self._outlook.plan.tag if self._outlook else ""

    def place(self) -> str:
        """Name what is open."""
        return self.record() if self.is_open else ""

    def row_summary(self) -> str:
        """Say how the reason under the cursor is mended."""
        reason = self._reason()
        return _("o mends: {hint}").format(hint=reason.hint) if reason else ""

    def read_detail(self, key: str) -> Detail:
        """Return the plan, or one reason and its cure."""
        if key == _PLAN and self._outlook is not None:
            return Detail(tuple(plan_items(self._outlook.plan)))
        return Detail(tuple(_reason_items(self._reasons[key])))

    # -- acts

    def action_release_cure(self) -> None:
        """Go where the reason under the cursor can be mended."""
        reason = self._reason()
        if reason is None:
            self.open_detail()
            return
        visit = visit_of(reason.record, reason.path, reason.clause)
        if visit is None:
            self.say(reason.hint)
        else:
            self.app.post_message(Visit(visit.scope, visit.record, comes_back=True))
            self.session.say(_("{message} {hint}").format(message=reason.message, hint=reason.hint))

    def action_release_finding(self) -> None:
        """Show the finding behind the reason under the cursor, and come back after."""
        reason = self._reason()
        if reason is not None:
            key = f"{reason.code}\n{reason.path}\n{reason.clause}"
            self.app.post_message(Visit(CHECKS, key, comes_back=True))

    def action_release_tag(self) -> None:
        """Ask for the name of the tag, which confirms what is about to be signed."""
        outlook = self._outlook
        if outlook is None:
            return
        if outlook.reasons:
            count = len(outlook.reasons)
            text = ngettext(
                "The gate is shut for {count} reason: o leads to its cure.",
                "The gate is shut for {count} reasons: o leads to the cure of each.",
                count,
            )
            self.say(text.format(count=count), is_problem=True)
            return
        planned = outlook.plan.tag

        def wrong(values: Mapping[str, str]) -> str:
            if values["tag"].strip() == planned:
                return ""
            return _("Type {tag} exactly, or leave with Esc.").format(tag=planned)

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self._confirm_tag(outlook.plan)

        form = Form(
            _("Tag {tag}").format(tag=planned),
            [Field("tag", _("Name of the tag, to confirm"), required=True)],
            blocks=tuple(_tag_warning(outlook.plan)),
            save=_("Go on"),
            check=wrong,
        )
        self.app.push_screen(form, answered)

    def _confirm_tag(self, plan: ReleasePlan) -> None:
        desk = self.session.desk

        def answered(yes: bool | None) -> None:
            if yes:
                self.act(lambda: releases.tag_release(desk, tag=plan.tag))

        self.app.push_screen(
            Confirm(
                _("Tag {tag}").format(tag=plan.tag),
                _("The release is recorded and its tag is signed with your key."),
                _("Sign and make the tag"),
                details=tuple(_tag_warning(plan)),
            ),
            answered,
        )


def _listed(outlook: Outlook) -> _Listed:
    """Return the rows of the screen; runs in a thread, for the reasons may be thousands."""
    reasons = {str(place): one for place, one in enumerate(outlook.reasons, start=1)}
    shut = _("SHUT")
    rows = [ListRow(_PLAN, (_("plan"), _plan_line(outlook.plan)), prose.STRONG)]
    rows += [ListRow(key, (shut, reason.message)) for key, reason in reasons.items()]
    return _Listed(outlook, reasons, rows)


def _plan_line(plan: ReleasePlan) -> str:
    count = len(plan.changes)
    changed = ngettext("{count} clause changed", "{count} clauses changed", count)
    taken = ngettext("{count} decision", "{count} decisions", len(plan.decisions))
    return _("{bump}: {changed}, {taken}").format(
        bump=label(plan.bump),
        changed=changed.format(count=count),
        taken=taken.format(count=len(plan.decisions)),
    )


def _tag_warning(plan: ReleasePlan) -> Iterator[Block]:
    yield paragraph(_plan_line(plan))
    yield paragraph(
        _("Tagging makes no text binding: only an order published in the JO does."), prose.WARNING
    )


def plan_items(plan: ReleasePlan) -> Iterator[PageItem]:
    """Yield the plan: its name, why that version, and each changed clause with its decision."""
    yield heading(_("Release {tag}").format(tag=plan.tag))
    yield from fields(
        [
            (_("Version"), plan.version),
            (_("Kind"), label(plan.bump)),
            (_("Since"), plan.previous or _("the beginning")),
            (_("Decisions"), ", ".join(plan.decisions)),
        ]
    )
    yield Block()
    for path, changes in plan.by_document().items():
        yield heading(path, anchor=path)
        for change in changes:
            yield _change_item(change)
        yield Block()


def _change_item(change: PlannedChange) -> Block:
    effects = ", ".join(label(effect) for effect in change.effects)
    what = label(change.change)
    words = _("{change}: {effects}").format(change=what, effects=effects) if effects else what
    decisions = ", ".join(change.decisions) or _("NO DECISION")
    return Block(
        (
            Span(change.clause, prose.STRONG),
            Span(f"  {words}  "),
            Span(decisions, prose.QUIET if change.decisions else prose.BAD),
        ),
        indent=2,
        hang=2,
    )


def _reason_items(reason: GateReason) -> Iterator[PageItem]:
    yield paragraph(reason.message, prose.STRONG)
    yield Block()
    action = BY_ID.get(reason.action_id)
    key = key_name(keys_of(action)[0]) if action and action.keys else ""
    way = (
        _("o leads there; then {key} {label}").format(key=key, label=_(action.label))
        if action
        else ""
    )
    yield from fields(
        [
            (_("Cure"), reason.hint),
            (_("In the app"), way),
            (_("Record"), reason.record),
            (_("Code"), _("{code}: c shows the finding").format(code=reason.code)),
        ]
    )
