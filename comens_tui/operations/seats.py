"""Acts on who sits: substitutes, and mandates taken back. Attendance is in `meetings`."""

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.committee import Member, VotingRules
from comens_tui.model.places import meeting_path
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt, drafting
from comens_tui.operations.items import meeting_in_session
from comens_tui.operations.meetings import here_now, marked, require_sitting, without_proxies
from comens_tui.rules import authority


def take_back_proxy(desk: Desk, meeting_id: str, giver: str, *, seen: str | None = None) -> Receipt:
    """End the mandate that a member gave, from now on.

    Raises:
        RefusedError: The member gave none, or it is somebody else's to take back.
    """
    with drafting(desk, "meeting.proxy") as draft:
        meeting = meeting_in_session(draft, meeting_id, seen)
        member = draft.known_member(giver)
        authority.require_over("meeting.proxy", draft.member, (giver,))
        held = next((item for item in meeting.proxies if item.giver == giver), None)
        if held is None:
            raise RefusedError(
                _("{name} gave no mandate.").format(name=member.name),
                hint=_("See who did with: comens meeting show {id}").format(id=meeting_id),
            )
        draft.put(meeting_path(meeting_id), without_proxies(meeting, (giver,), desk.now()))
        return draft.commit(
            N_("At {id}, {giver} takes back the mandate given to {holder}"),
            record=meeting_id,
            giver=member.name,
            holder=draft.known_member(held.holder).name,
        )


#: Where a substitute may come from, as the bureau finds it.
ORIGINS = ("service", "assembly", "elsewhere")


def seat_substitute(
    desk: Desk,
    meeting_id: str,
    member_id: str,
    substitute: str,
    *,
    origin: str,
    seen: str | None = None,
) -> Receipt:
    """Record who sits in the place of a member, from now on if nobody did (CRPA R133-3).

    `origin` is one of `ORIGINS`; the rules say for each kind of member which one they ask for.

    Raises:
        RefusedError: The member sits no more, or the rules let nobody from there sit.
    """
    with drafting(desk, "meeting.attend") as draft:
        meeting = meeting_in_session(draft, meeting_id, seen)
        member = draft.known_member(member_id)
        require_may_sit(draft.snapshot.committee.rules, member, origin)
        lines = meeting.attendance
        if member_id not in here_now(lines):
            require_sitting(draft, member_id)
            lines = marked(lines, member_id, "present", desk.now())
        who = {"substitute": substitute.strip(), "substitute_from": origin}
        lines = tuple(
            line.model_copy(update=who) if line.member == member_id and line.left is None else line
            for line in lines
        )
        updated = without_proxies(meeting, here_now(lines), desk.now())
        draft.put(meeting_path(meeting_id), updated.model_copy(update={"attendance": lines}))
        return draft.commit(
            N_("At {id}, {substitute} sits in the place of {name}"),
            record=meeting_id,
            substitute=substitute.strip(),
            name=member.name,
        )


def require_may_sit(rules: VotingRules, member: Member, origin: str) -> None:
    """Refuse a substitute whom the rules do not let sit for that kind of member.

    Raises:
        RefusedError: They do not (CRPA R133-3).
    """
    rule = rules.substitute_of(member.kind)
    if rule in ("anyone", origin):
        return
    if rule == "never":
        raise RefusedError(
            _("{name} is a qualified person: nobody can sit in their place.").format(
                name=member.name
            )
            if member.kind == "qualified"
            else _("The rules let nobody sit in the place of {name}.").format(name=member.name),
            hint=_("CRPA R133-3. The member may give a mandate to another one."),
        )
    words = (
        _("Only somebody of the service of {name} can sit in their place.")
        if rule == "service"
        else _("Only an elected member of the same assembly can sit in the place of {name}.")
    )
    raise RefusedError(
        words.format(name=member.name),
        hint=_("CRPA R133-3. The member may give a mandate to another one."),
    )
