"""What is written for good, rectified on record: the words of a decision, a draft of minutes."""

from collections.abc import Mapping
from functools import partial

from comens_tui.i18n import _
from comens_tui.model.decision import Decision, Opinion
from comens_tui.model.words import MeetingState
from comens_tui.operations.decision_correction import correct_decision
from comens_tui.operations.minutes.corrections import correct_minutes
from comens_tui.operations.minutes.editing import opened_minutes
from comens_tui.tui import reading
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.prose import paragraph
from comens_tui.tui.screens.meeting_papers import or_kept_aside
from comens_tui.tui.screens.meeting_room import MeetingRoom
from comens_tui.tui.screens.writing_text import write_text
from comens_tui.tui.widgets.rows import ListRow

_WORDS, _LEFT_OUT = "words", "left-out"
_NOTE, _MEND = "note", "mend"


class MeetingRectifying(MeetingRoom):
    """Corrections that supersede what they correct."""

    def rectifiable(self) -> tuple[str, ...]:
        """Return what can be rectified here: a decision, and meetings with a draft of minutes."""
        meeting = self.meeting_in_view()
        item = self.item_view() if not self.has_class("-at-meetings") else None
        found = []
        if item is not None and item.item.decision:
            found.append(item.item.decision)
        elif item is not None and item.item.kind == "minutes" and item.item.subject:
            found.append(item.item.subject)
        if meeting is not None and meeting.state is MeetingState.MINUTED:
            found.append(meeting.id)
        return tuple(found)

    def action_meeting_rectify(self) -> None:
        """Ask what is rectified, then in which words."""
        found = self.rectifiable()
        if not found:
            self.say(_("Nothing here is written for good yet: z takes the last act back."))
        elif len(found) == 1:
            self._rectify(found[0])
        else:
            rows = [ListRow(one, (one, _what(one))) for one in found]

            def answered(chosen: str | None) -> None:
                if chosen is not None:
                    self._rectify(chosen)

            self.app.push_screen(Choose(_("Rectify"), rows), answered)

    def _rectify(self, record: str) -> None:
        if record.startswith("D-"):
            desk = self.session.desk
            self.read(lambda: reading.decision(desk, record), self._ask_part, group="rectify")
        else:
            self._ask_who(record)

    # -- a decision

    def _ask_part(self, decision: Decision) -> None:
        rows = (
            ListRow(_WORDS, (_("its words"), _("title and reason; the vote stays what it was"))),
            ListRow(_LEFT_OUT, (_("a disagreement"), _("that was left out, in its words"))),
        )

        def answered(chosen: str | None) -> None:
            if chosen == _WORDS:
                self._ask_words_of(decision)
            elif chosen == _LEFT_OUT:
                self._ask_left_out(decision)

        said = paragraph(_("A new decision supersedes it, and says what was wrong."))
        title = _("Rectify {id}: {title}").format(id=decision.id, title=decision.title)
        self.app.push_screen(Choose(title, rows, blocks=(said,)), answered)

    def _ask_words_of(self, decision: Decision) -> None:
        former = {"title": decision.title, "reason": decision.reason or ""}

        def changed(values: Mapping[str, str]) -> dict[str, str]:
            new = {name: values[name].strip() for name in former}
            return {name: text for name, text in new.items() if text != former[name].strip()}

        def wrong(values: Mapping[str, str]) -> str:
            return "" if changed(values) else _("Change the title or the reason first.")

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                fields, why = changed(values), values["why"].strip()
                desk = self.session.desk
                self.act(lambda: correct_decision(desk, decision.id, why, fields=fields))

        asked = [
            Field("title", _("Title"), former["title"], required=True),
            Field("reason", _("Reason"), former["reason"], long=True),
            Field("why", _("What was wrong"), required=True),
        ]
        title = _("Rectify the words of {id}").format(id=decision.id)
        form = Form(title, asked, save=_("Record the correction"), check=wrong)
        self.app.push_screen(form, answered)

    def _ask_left_out(self, decision: Decision) -> None:
        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                opinion = Opinion(member=values["member"], text=values["text"].strip())
                why = values["why"].strip()
                desk = self.session.desk
                self.act(lambda: correct_decision(desk, decision.id, why, opinions=(opinion,)))

        asked = [
            Field("member", _("Whose disagreement"), choices=self._everybody(), required=True),
            Field("text", _("Words"), long=True, required=True),
            Field("why", _("What was wrong"), required=True),
        ]
        title = _("A disagreement left out of {id}").format(id=decision.id)
        self.app.push_screen(Form(title, asked, save=_("Record the correction")), answered)

    def _everybody(self) -> tuple[tuple[str, str], ...]:
        committee = self.session.desk.committee
        return (("", "—"), *((member.id, member.name) for member in committee.members))

    # -- a draft of minutes

    def _ask_who(self, meeting_id: str) -> None:
        """Ask which member wants the draft corrected, and how; then whether it is mended now."""

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self._ask_mending(meeting_id, values["text"].strip(), values["member"])

        asked = [
            Field("member", _("Asked by"), choices=self._everybody(), required=True),
            Field("text", _("Correction"), long=True, required=True),
        ]
        title = _("Correction asked for in the minutes of {id}").format(id=meeting_id)
        self.app.push_screen(Form(title, asked, save=_("Go on")), answered)

    def _ask_mending(self, meeting_id: str, asked: str, member: str) -> None:
        desk = self.session.desk
        correct = partial(correct_minutes, desk, meeting_id, asked, member)
        rows = (
            ListRow(_NOTE, (_("note it"), _("the minutes say that it was asked for"))),
            ListRow(_MEND, (_("note it and mend"), _("the draft is edited now"))),
        )

        def edit(read: tuple[str, str | None]) -> None:
            text = read[0]

            def edited(new: str | None) -> None:
                if new is None or new == text:
                    self.act(correct)
                    return
                self.act(lambda: or_kept_aside(desk, meeting_id, new, lambda: correct(text=new)))

            title = _("Minutes of {id}").format(id=meeting_id)
            saved = _("the draft takes it, outside the parts marked “<!-- comens:… -->”")
            write_text(self, title, f"{meeting_id}.md", text, edited, saved=saved)

        def answered(chosen: str | None) -> None:
            if chosen == _NOTE:
                self.act(correct)
            elif chosen == _MEND:
                self.read(lambda: opened_minutes(desk, meeting_id), edit, group="rectify")

        said = paragraph(_("A vote open on these minutes is void: their text is another."))
        title = _("Minutes of {id}: {text}").format(id=meeting_id, text=asked)
        self.app.push_screen(Choose(title, rows, blocks=(said,), read_first=True), answered)


def _what(record: str) -> str:
    return _("the decision") if record.startswith("D-") else _("the draft of the minutes")
