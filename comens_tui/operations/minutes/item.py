"""One item of the agenda in the minutes: the text, who took no part, the vote, what was decided.

Each function gives the paragraphs of one subject, none where the record has nothing to say.
"""

from collections.abc import Iterator

from comens_tui.i18n import N_, _
from comens_tui.model.decision import Decision
from comens_tui.model.meeting import AgendaItem
from comens_tui.operations.minutes import voting
from comens_tui.operations.minutes.account import Account, Part
from comens_tui.rules.mandates import mandates
from comens_tui.rules.votes import is_here
from comens_tui.text.days import long_day
from comens_tui.text.generated_blocks import Block
from comens_tui.text.labels import label
from comens_tui.text.markdown_words import as_words, table_lines

#: What a correction may change, and how it is said.
_CORRECTED = {
    "title": N_("Title, as {id} corrects it: {text}"),
    "reason": N_("Reason, as {id} corrects it: {text}"),
    "follow_up": N_("Follow-up, as {id} corrects it: {text}"),
}


def item_block(account: Account, item: AgendaItem) -> Block:
    """Return all that the minutes say of one item."""
    words = [_title(item)]
    for part in PARTS:
        words += part(account, item)
    return Block(f"item-{item.number}", "\n\n".join(words))


def _title(item: AgendaItem) -> str:
    if item.subject and item.subject not in item.title:
        return _("### Item {number}: {title} ({subject})").format(
            number=item.number, title=as_words(item.title), subject=item.subject
        )
    return _("### Item {number}: {title}").format(number=item.number, title=as_words(item.title))


def _text(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield which text was put to the vote: its id, its digest, those of its files."""
    if item.digest is None:
        return
    if item.kind == "minutes":
        said = _("Text put to the vote: the minutes of {id}, digest {digest}.")
    else:
        said = _("Text put to the vote: {id}, digest {digest}.")
    yield said.format(id=item.subject, digest=item.digest)
    decision = account.decisions.get(item.number)
    if decision and decision.texts:
        rows: list[tuple[str | int, ...]] = [
            (text.path, text.digest or _("removed")) for text in decision.texts
        ]
        yield table_lines((_("File"), _("Digest of the text voted (SHA-256)")), rows)
    if decision and decision.clauses:
        yield _("Clauses changed: {clauses}.").format(
            clauses=", ".join(as_words(clause.clause) for clause in decision.clauses)
        )


def _recusals(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield who took no part, with the reason (CRPA R133-12)."""
    for recusal in account.meeting.recusals:
        if recusal.item == item.number:
            yield _("{name} takes no part in this item ({article}): {reason}").format(
                name=account.seated(recusal.member, item.closed),
                article=account.articles.recusal,
                reason=as_words(recusal.reason),
            )


def _interests(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield the declared interests that were judged to be no reason for a recusal."""
    voices = account.electorate(item).voices()
    for kept in account.meeting.interests_kept:
        if kept.item == item.number:
            said = (
                _("{name} declared an interest ({subjects}) and takes part in this item: {reason}")
                if kept.member in voices
                else _(
                    "{name} declared an interest ({subjects}) held to be no reason to leave this"
                    " item, and had no voice on it: {reason}"
                )
            )
            yield said.format(
                name=account.name(kept.member),
                subjects=as_words(", ".join(kept.subjects)),
                reason=as_words(kept.reason),
            )


def _decision(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield the sense of the deliberation, its reason and what follows (CRPA R133-13)."""
    decision = account.decisions.get(item.number)
    if decision is None:
        yield _("No decision was taken.")
        lacked, lead = account.want_of_quorum(item.number), account.meeting.no_quorum
        if lacked and lead and lacked != account.want_of_quorum(lead.items[0]):
            # The first of those items is told with the closing of the meeting.
            yield as_words(lacked)
        return
    yield _("**Decision {id}: {sense}.**").format(id=decision.id, sense=label(decision.sense))
    if decision.correction:
        yield _("It corrects the words of {id}: {reason}").format(
            id=decision.supersedes, reason=as_words(decision.correction)
        )
    for later in account.corrections:
        if later.supersedes == decision.id:
            yield _("Its words are corrected by {id}.").format(id=later.id)
    if decision.reason and decision.reason == decision.verdict:
        yield _("Reason: the outcome of the vote, given above.")
    elif decision.reason:
        yield _("Reason: {reason}").format(reason=as_words(decision.reason))
    if decision.follow_up:
        yield _("Follow-up: {text}").format(text=as_words(decision.follow_up))


def _follow_ups(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield what the decision, or a correction of it, asks somebody to do, with its day."""
    decision = account.decisions.get(item.number)
    later = {one.id for one in account.corrections if one.item == item.number}
    own = {decision.id, *later} if decision else later
    asked = [one for one in account.follow_ups if one.decision in own]
    if asked:
        rows: list[tuple[str | int, ...]] = [
            (one.id, one.text, account.bare_name(one.owner), long_day(one.due)) for one in asked
        ]
        columns = (_("Number"), _("To be done"), _("By whom"), _("Before"))
        yield table_lines(columns, rows)


def _opinions(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield the disagreements in the members' own words (CRPA R133-13)."""
    decision = account.decisions.get(item.number)
    for opinion in decision.opinions if decision else ():
        yield _("Disagreement of {name}: {text}").format(
            name=account.name(opinion.member), text=as_words(opinion.text)
        )


#: What is said of an item, in the order in which it is read.
PARTS: tuple[Part, ...] = (
    _text,
    _recusals,
    _interests,
    *voting.PARTS,
    _decision,
    _opinions,
    _follow_ups,
)


def extract_text(account: Account, item: AgendaItem, title: str) -> str:
    """Return what the minutes say of one item, as a text by itself under `title`."""
    meeting = account.meeting
    sitting = _("Meeting {id} of {day}, {place}.").format(
        id=meeting.id,
        day=long_day((meeting.opened or meeting.planned).date()),
        place=as_words(meeting.place) or "—",
    )
    out = {one.member for one in meeting.recusals if one.item == item.number}
    here = dict.fromkeys(
        account.seated(line.member, item.closed)
        for line in meeting.attendance
        if is_here(line, item.closed) and line.member not in out
    )
    sat = _("Members who sat on this item: {names}.").format(names=", ".join(here) or "—")
    held = [
        _("{giver} (mandate to {holder})").format(
            giver=account.name(proxy.giver), holder=account.name(proxy.holder)
        )
        for proxy in mandates(meeting, item.closed)
    ]
    given = [_("Mandates: {names}.").format(names=", ".join(held))] if held else []
    parts = (f"# {title}", f"**{as_words(account.committee.name)}**", sitting, sat, *given)
    return "\n\n".join((*parts, item_block(account, item).text)) + "\n"


def corrected(account: Account, decision: Decision) -> Iterator[str]:
    """Yield that one decision corrects another, and why; then each of its words that changed."""
    known = {item.id: item for item in (*account.decisions.values(), *account.corrections)}
    old = known.get(decision.supersedes or "")
    title = as_words(old.title) if old else "—"
    yield _("{new} corrects {old} ({title}), its vote unchanged: {reason}").format(
        new=decision.id,
        old=decision.supersedes,
        title=title,
        reason=as_words(decision.correction or decision.reason or "—"),
    )
    if old is None:
        return
    for field, said in _CORRECTED.items():
        words = getattr(decision, field)
        if words and words != getattr(old, field):
            yield _(said).format(id=decision.id, text=as_words(words))
    for opinion in decision.opinions[len(old.opinions) :]:
        yield _("Disagreement of {name}: {text}").format(
            name=account.name(opinion.member), text=as_words(opinion.text)
        )
