"""One item of the agenda in the minutes: the text, who took no part, the vote, what was decided.

Each function gives the paragraphs of one subject, none where the record has nothing to say.
"""

from collections.abc import Callable, Iterator

from comens_tui.i18n import N_, _
from comens_tui.model.decision import Decision
from comens_tui.model.meeting import AgendaItem, Totals
from comens_tui.model.words import Choice
from comens_tui.operations.minutes.account import Account
from comens_tui.text.days import hour, long_day
from comens_tui.text.generated_blocks import Block
from comens_tui.text.labels import label
from comens_tui.text.markdown_words import as_words, table_lines

Part = Callable[[Account, AgendaItem], Iterator[str]]
_CHOICES = {
    Choice.FOR: N_("For ({count}): {names}."),
    Choice.AGAINST: N_("Against ({count}): {names}."),
    Choice.ABSTAIN: N_("Abstentions ({count}): {names}."),
}


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


def _block(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield that an item was voted together with others."""
    numbers = [str(entry.number) for entry in account.meeting.block_of(item.number)]
    if len(numbers) > 1:
        yield _("Voted in one block: items {items}.").format(items=", ".join(numbers))


def _times(_account: Account, item: AgendaItem) -> Iterator[str]:
    if item.opened and item.closed:
        yield _("Vote opened at {opened}, closed at {closed}.").format(
            opened=hour(item.opened), closed=hour(item.closed)
        )


def _vote(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield the detail of the vote: by name, by totals, or secret."""
    decision = account.decisions.get(item.number)
    if decision is None or decision.count is None:
        return
    totals = next((entry for entry in account.meeting.totals if entry.item == item.number), None)
    if totals is not None:
        yield from _by_totals(account, totals)
    elif account.ballots_on(item.number):
        yield from _by_name(account, item)


def _by_name(account: Account, item: AgendaItem) -> Iterator[str]:
    yield _("Vote by roll call.")
    holders = account.electorate(item).represented
    ballots = account.ballots_on(item.number)
    lines = []
    for choice, said in _CHOICES.items():
        names = [
            _("{giver} (mandate to {holder})").format(
                giver=account.name(ballot.member), holder=account.name(holders[ballot.member])
            )
            if ballot.member in holders
            else account.name(ballot.member)
            for ballot in ballots
            if ballot.choice is choice
        ]
        if names:
            words = _(said).format(count=len(names), names=", ".join(names))
            lines.append(f"- {words}")
    yield "\n".join(lines)
    verdict = account.verdict(item)
    if verdict and verdict.silent:
        yield _("Did not vote: {names}.").format(names=account.names(verdict.silent))


def _by_totals(account: Account, totals: Totals) -> Iterator[str]:
    if totals.scrutineers:
        yield _("Secret ballot, counted by {names}: only the totals are kept.").format(
            names=account.names(totals.scrutineers)
        )
    else:
        yield _("Vote by show of hands, counted by totals.")
    rows: list[tuple[str | int, ...]] = [
        (_("for"), totals.votes_for),
        (_("against"), totals.votes_against),
        (_("abstentions"), totals.abstentions),
    ]
    yield table_lines((_("Choice"), _("Votes")), rows)


def _arithmetic(account: Account, item: AgendaItem) -> Iterator[str]:
    """Yield quorum, majority and outcome as arithmetic, then the other reading of the base."""
    decision = account.decisions.get(item.number)
    if decision is None:
        return
    verdict = account.verdict(item)
    if verdict is not None:
        yield as_words(verdict.sentence)
        if verdict.other_reading and verdict.count.abstentions:
            yield _("The other reading, not applied: {reading}").format(
                reading=as_words(verdict.other_reading)
            )
    elif decision.verdict:
        yield as_words(decision.verdict)


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
    _block,
    _times,
    _vote,
    _arithmetic,
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
