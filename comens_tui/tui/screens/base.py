"""What every screen on the workspace shares: its work off the event loop."""

import asyncio
from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import BindingType

from comens_tui.errors import RecordError, StaleRecordError
from comens_tui.i18n import _, ngettext
from comens_tui.operations.draft import Receipt
from comens_tui.operations.screening import Answers, PersonalDataError, answering
from comens_tui.tui import background
from comens_tui.tui.action import MEETING
from comens_tui.tui.actions import FOCUS_BINDINGS
from comens_tui.tui.following import told
from comens_tui.tui.keys_for_commands import with_keys
from comens_tui.tui.messages import Broken, CorpusChanged, Done, Failed, Written
from comens_tui.tui.modals.choose import Choose, Problem
from comens_tui.tui.screens.frame import FrameScreen
from comens_tui.tui.screens.personal_data import PersonalDataDialog
from comens_tui.tui.session import Session
from comens_tui.tui.typed_ahead import Awaited, TypedAhead, typed_ahead_of
from comens_tui.tui.widgets.rows import ListRow
from comens_tui.tui.widgets.virtual_list import VirtualList

T = TypeVar("T")


class BaseScreen(FrameScreen, inherit_bindings=False):
    """A screen on the workspace: it reads and writes in threads, and is told what came of it."""

    BINDINGS: ClassVar[list[BindingType]] = FOCUS_BINDINGS

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._seen_generation = -1

    def load(self) -> None:
        """Ask for what this screen shows; called at first and after each change."""
        raise NotImplementedError

    async def on_screen_resume(self) -> None:
        """Read again when the workspace changed while another screen was shown."""
        # Before it is styled and laid out, whoever waits while it is mounted has a turn.
        await asyncio.sleep(0)
        self.fit_window()
        if self.session.follower is not None:
            self.session.follower.start(self.app.post_message)
        self.refresh_if_stale()
        self.show_title()
        self.show_keys()

    def refresh_if_stale(self) -> None:
        """Load when this screen is older than the last change known."""
        if self._seen_generation != self.session.generation:
            self._seen_generation = self.session.generation
            self.load()

    def workspace_changed(self) -> None:
        """Read again, here now and elsewhere when it is shown."""
        self.session.generation += 1
        with self._typed.apart():
            self.refresh_if_stale()
            for tell in self.session.on_change:
                tell()

    def changed_elsewhere(self, message: CorpusChanged) -> None:
        """Read again what another process changed, and say so."""
        if message.count:
            self.workspace_changed()
            self.say(told(message, self.subject()))
        else:
            self.show_status()

    def standing(self) -> str:
        """Say how many acts are not shared yet."""
        count = self.session.to_send
        if not count:
            return ""
        return ngettext("{count} to send", "{count} to send", count).format(count=count)

    def who(self) -> str:
        """Return who acts."""
        return self.session.name

    @property
    def resumes_at(self) -> str:
        """Return the meeting screen where the last run was cut short in a sitting."""
        return MEETING if self.session.sitting is not None else ""

    def keep_message(self, text: str, *, is_problem: bool) -> None:
        """Keep a message in the journal."""
        self.session.say(text, is_problem=is_problem)

    # -- work

    def read(
        self,
        job: Callable[[], T],
        then: Callable[[T], None],
        *,
        group: str = "read",
        brings: Awaited | None = None,
    ) -> None:
        """Run `job` in a thread and give its value to `then` on the event loop.

        The keys typed after the one that asked for it wait for what it `brings`: the content
        of this screen where `load` reads it, else a window, if nothing is said.
        """
        worker = background.start(self, self.session, job, then, group=group)
        usual = Awaited.CONTENT if group == "read" else Awaited.WINDOW
        self._typed.wait_for(worker, brings or usual)

    @property
    def _typed(self) -> TypedAhead:
        """The keys that wait."""
        return typed_ahead_of(self.app)

    def act(
        self,
        job: Callable[[], Receipt],
        then: Callable[[Receipt], None] | None = None,
        answers: Answers | None = None,
    ) -> None:
        """Run one operation in a thread; what it wrote is said and shown, then `then` is called.

        Where it would put personal data into git, the person is asked about each passage, and
        it is run again with their `answers`.
        """
        if self.session.options.watching:
            self.refuse_to_write()
            return
        given = answers or Answers()

        def attempt() -> Receipt | PersonalDataError:
            try:
                with answering(given):
                    return job()
            except PersonalDataError as error:
                return error

        def ended(outcome: Receipt | PersonalDataError) -> None:
            if isinstance(outcome, PersonalDataError):
                self.say(outcome.message, is_problem=True)
                PersonalDataDialog(
                    self.app, outcome, given, lambda more: self.act(job, then, more)
                ).show()
            else:
                written(outcome)

        def written(receipt: Receipt) -> None:
            self.say(receipt.subject)
            self.app.post_message(Written())
            if then is not None:
                then(receipt)

        self.say(_("Writing…"), is_passing=True)
        background.start(self, self.session, attempt, ended, group="act", exclusive=False)

    @on(VirtualList.FilterAsked)
    async def _filter(self, message: VirtualList.FilterAsked) -> None:
        from comens_tui.tui.widgets.filter_line import FilterLine

        if not self.query("#filter"):
            await self.mount(FilterLine(message.list), before="#status")
        self.query_one("#filter").focus()

    @on(Done)
    def _finish(self, message: Done) -> None:
        message.finish()

    @on(Failed)
    def _refused(self, message: Failed) -> None:
        error = message.error
        said = error.message
        if isinstance(error, RecordError) and error.path:
            place = f"{error.path}:{error.line}" if error.line else error.path
            said = _("{place}: {message}").format(place=place, message=said)
        self.say(said, is_problem=True)
        stale = isinstance(error, StaleRecordError)

        def answered(reload: bool | None) -> None:
            if reload:
                self.quiet()
                self.load()

        hint = with_keys(error.hint, self.SCOPE)
        self.app.push_screen(Problem(said, hint, offers_reload=stale), answered)

    @on(Broken)
    def _broken(self, message: Broken) -> None:
        self.session.say(message.report, is_problem=True)
        self.say(_("Something broke inside the app; nothing was written."), is_problem=True)
        hint = _("The messages (palette, “messages”) hold what to send us: {line}").format(
            line=message.report.strip().splitlines()[-1]
        )
        self.app.push_screen(
            Problem(_("Something broke inside the app; nothing was written."), hint)
        )

    # -- what every screen answers

    @property
    def can_act_as(self) -> bool:
        """Whether another member may be taken for oneself: in a demonstration."""
        return self.session.desk.is_demo

    def act_as(self) -> None:
        """In a demonstration, let another member sit at the desk."""
        desk = self.session.desk
        rows = [
            ListRow(member.id, (member.name, member.title)) for member in desk.committee.members
        ]
        actor = desk.actor.id if desk.actor else None
        chooser = Choose(_("Act as"), rows, select=actor, first_width=28)
        self.app.push_screen(chooser, self._acted_as)

    def _acted_as(self, member_id: str | None) -> None:
        if member_id is None:
            return
        self.session.desk = self.session.desk.acting_as(member_id)
        self.session.acting_as = member_id
        self.workspace_changed()
        self.show_title()
        actor = self.session.desk.actor
        self.say(_("You now act as {name}.").format(name=actor.name if actor else member_id))

    def show_journal(self) -> None:
        """Show what was said."""
        from comens_tui.tui.modals.guide import Journal

        self.app.push_screen(Journal(self.session.journal))

    def action_back(self) -> None:
        """Close what is open."""
        self.close_detail()

    def action_leave(self) -> None:
        """Go back, or quit from the first page."""
        if not self.close_detail():
            self.app.exit()

    def close_detail(self) -> bool:
        """Close what is open; tell whether there was anything."""
        return False
