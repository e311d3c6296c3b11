"""Where one person works: a workspace, who acts, what time it is, and whether to write.

Nothing here changes a record; `draft` turns a decided change into a commit.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from comens_tui.checks.memory import Memory
from comens_tui.errors import RefusedError
from comens_tui.i18n import _
from comens_tui.model.committee import Committee, Member
from comens_tui.store.workspace import Workspace

#: Set to true by `comens demo` in the configuration of its own repository, never elsewhere.
DEMO_SETTING = "comens.demo"


def _system_clock() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True)
class Desk:
    """One person at work on one workspace.

    `actor` is None for a reader whom the committee does not know: reading is allowed,
    acting is refused. `clock` gives the current time with its offset.
    """

    workspace: Workspace
    committee: Committee
    actor: Member | None
    clock: Callable[[], datetime] = field(default=_system_clock)
    dry_run: bool = False
    is_demo: bool = False
    key: Path | None = None
    lock_timeout: float = 10.0
    #: What the checks remember, by language.
    memories: dict[str, Memory] = field(default_factory=dict, compare=False, repr=False)

    def now(self) -> datetime:
        """Return the time in the committee's time zone, to the second."""
        return self.clock().astimezone(ZoneInfo(self.committee.timezone)).replace(microsecond=0)

    def today(self) -> date:
        """Return the day in the committee's time zone."""
        return self.now().date()

    def member(self) -> Member:
        """Return who acts.

        Raises:
            RefusedError: git's `user.email` is not set, or is nobody's in the committee.
        """
        if self.actor is not None:
            return self.actor
        email = self.workspace.config("user.email")
        if not email:
            raise RefusedError(
                _("Nobody is named as the author of this act."),
                hint=_("Set your e-mail as the committee knows it: git config user.email YOU"),
            )
        raise RefusedError(
            _("{email} is not the e-mail of a member of the committee.").format(email=email),
            hint=_("Members and their e-mails are in decisions/committee.yaml."),
        )

    def current(self) -> "Desk":
        """Return the same desk with the committee as it now stands."""
        committee = self.workspace.snapshot().committee
        actor = committee.member(self.actor.id) if self.actor else None
        return replace(self, committee=committee, actor=actor)

    def acting_as(self, member_id: str) -> "Desk":
        """Return the same desk with another person at it; in a demonstration only.

        Raises:
            RefusedError: This is a real workspace, or nobody has that id.
        """
        if not self.is_demo:
            raise RefusedError(
                _("Acting as somebody else is possible in a demonstration only."),
                hint=_("Make one with: comens demo"),
            )
        member = self.committee.member(member_id)
        if member is None:
            raise RefusedError(
                _("Nobody in the committee has the id {member}.").format(member=member_id),
                hint=_("Ids: {ids}").format(
                    ids=", ".join(item.id for item in self.committee.members)
                ),
            )
        return replace(self, actor=member, key=demo_key(self.workspace, member.id))


def demo_key(workspace: Workspace, member_id: str) -> Path | None:
    """Return the throwaway private key of a member of a demonstration, if it was made."""
    path = workspace.private / "keys" / member_id
    return path if path.is_file() else None


def _signing_key(value: str | None) -> Path | None:
    """Return the SSH private key that git is set to sign with, if it is a file here."""
    path = Path(value).expanduser() if value else None
    return path if path is not None and path.is_file() else None


def open_desk(
    start: Path,
    *,
    acting_as: str | None = None,
    dry_run: bool = False,
    clock: Callable[[], datetime] = _system_clock,
) -> Desk:
    """Return the desk of whoever git says is here, on the workspace around `start`.

    Raises:
        WorkspaceError: There is no usable workspace there.
        RecordError: `decisions/committee.yaml` does not fit its format.
        RefusedError: `acting_as` is given outside a demonstration or names nobody.
    """
    workspace = Workspace.open(start)
    committee = workspace.snapshot().committee
    settings = workspace.configs("user.email", "user.signingkey", DEMO_SETTING)
    email = settings.get("user.email", "").casefold()
    actor = next((item for item in committee.members if item.email.casefold() == email), None)
    desk = Desk(
        workspace=workspace,
        committee=committee,
        actor=actor,
        clock=clock,
        dry_run=dry_run,
        is_demo=settings.get(DEMO_SETTING) == "true",
        key=_signing_key(settings.get("user.signingkey")),
    )
    return desk.acting_as(acting_as) if acting_as else desk
