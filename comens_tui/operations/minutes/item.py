"""One item of the agenda in the minutes: the text, who took no part, the vote, what was decided.

Each function gives the paragraphs of one subject, none where the record has nothing to say.
"""

from collections.abc import Iterator

from comens_tui.i18n import _
from comens_tui.model.decision import Decision
from comens_tui.model.meeting import AgendaItem
from comens_tui.operations.minutes import voting
from comens_tui.operations.minutes.account import Account, Part
from comens_tui.text.days import long_day
from comens_tui.text.generated_blocks import Block
from comens_tui.text.labels import label
from comens_tui.text.markdown_words import as_words, table_lines


def item_block(account: Account, item: AgendaItem) -> Block:
    """Return all that the minutes say of one item."""
    words = [_title(item)]
    for part in PARTS:
        words += part(account, item)
    return Block(f"item-{item.number}", "\n\n".join(words))


def _title(item: AgendaItem) -> str:
    if item.subject:
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
            yield _("{name} takes no part in this item (CRPA R133-12): {reason}").format(
                name=account.name(recusal.member), reason=as_words(recusal.reason)
            )


def _interests(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield the declared interests that were judged to be no reason for a recusal."""
    for kept in account.meeting.interests_kept:
        if kept.item == item.number:
            yield _(
                "{name} declared an interest ({subjects}) and takes part in this item: {reason}"
            ).format(
                name=account.name(kept.member),
                subjects=as_words(", ".join(kept.subjects)),
                reason=as_words(kept.reason),
            )


def _decision(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield the sense of the deliberation, its reason and what follows (CRPA R133-13)."""
    decision = account.decisions.get(item.number)
    if decision is None:
        yield _("No decision was taken.")
        return
    yield _("**Decision {id}: {sense}.**").format(id=decision.id, sense=label(decision.sense))
    if decision.reason:
        yield _("Reason: {reason}").format(reason=as_words(decision.reason))
    if decision.follow_up:
        yield _("Follow-up: {text}").format(text=as_words(decision.follow_up))


def _follow_ups(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield what the decision asks somebody to do, with its day."""
    decision = account.decisions.get(item.number)
    asked = [one for one in account.follow_ups if decision and one.decision == decision.id]
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
    here = [line.member for line in meeting.attendance if line.mode in ("present", "video")]
    sat = _("Members who sat: {names}.").format(names=account.names(list(dict.fromkeys(here))))
    mandates = [
        _("{giver} (mandate to {holder})").format(
            giver=account.name(proxy.giver), holder=account.name(proxy.holder)
        )
        for proxy in meeting.proxies
    ]
    given = [_("Mandates: {names}.").format(names=", ".join(mandates))] if mandates else []
    parts = (f"# {title}", f"**{as_words(account.committee.name)}**", sitting, sat, *given)
    return "\n\n".join((*parts, item_block(account, item).text)) + "\n"


def correction_sentence(account: Account, decision: Decision) -> str:
    """Return that one decision corrects another, and why."""
    old = account.decisions.get(decision.item or 0)
    title = as_words(old.title) if old else "—"
    return _("{new} corrects {old} ({title}), its vote unchanged: {reason}").format(
        new=decision.id,
        old=decision.supersedes,
        title=title,
        reason=as_words(decision.correction or decision.reason or "—"),
    )
