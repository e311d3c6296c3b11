"""The public summary of a consultation (CRPA L132-2), drafted from its comments.

A draft for a person to edit: who answered, what became of what they said, the main objections
and the minority views. Counts of fewer than five comments are not told, nor what would give
them away.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from comens_tui.i18n import _, ngettext
from comens_tui.model.committee import Committee
from comens_tui.model.consultation import LEGAL_COLLEGES, Consultation, ConsultationComment
from comens_tui.model.words import Disposition
from comens_tui.rules.consultation_completeness import RETAINED
from comens_tui.rules.consultations import window_days
from comens_tui.rules.disclosure import LEAST, Published, published, with_totals
from comens_tui.text.labels import label

#: How a hidden count is written.
HIDDEN: Final = "•"
#: How many objections and minority views are drafted.
_MOST: Final = 5
_EXCERPT: Final = 160
#: Dispositions under which an objection stays one.
_SET_ASIDE: Final = (Disposition.NOT_ACCEPTED, Disposition.DEFERRED)


class Tally(NamedTuple):
    """Comments counted: a row a college, a column a disposition, with totals last.

    A count is None where it is hidden.
    """

    colleges: tuple[str, ...]
    dispositions: tuple[Disposition, ...]
    counts: Published


def tally(
    comments: Sequence[ConsultationComment], committee: Committee, *, is_public: bool
) -> Tally:
    """Return the comments by college and disposition; small counts hidden where it is public."""
    named = [item.id for item in committee.colleges]
    found = dict.fromkeys(item.college for item in comments)
    order = dict.fromkeys([*LEGAL_COLLEGES, *(name for name in named if name in found), *found])
    colleges = tuple(order)
    dispositions = tuple(Disposition)
    cells = [
        [
            sum(item.college == college and item.disposition is kind for item in comments)
            for kind in dispositions
        ]
        for college in colleges
    ]
    counts: Published = published(cells) if is_public else with_totals(cells)
    return Tally(colleges, dispositions, counts)


def summary_draft(
    consultation: Consultation, comments: Sequence[ConsultationComment], committee: Committee
) -> str:
    """Return the summary as Markdown, in the language in force."""
    counts = tally(comments, committee, is_public=True)
    is_partial = any(count is None for row in counts.counts for count in row)
    parts = [
        _opening(consultation, comments),
        _table(counts),
        _("A count of fewer than {least} comments is hidden: {sign}.").format(
            least=LEAST, sign=HIDDEN
        )
        if is_partial
        else "",
        *_objections(comments),
        *_minority(comments),
        *_retained(comments),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def shown(count: int | None) -> str:
    """Return a count as it is written."""
    return HIDDEN if count is None else str(count)


def _opening(consultation: Consultation, comments: Sequence[ConsultationComment]) -> str:
    days = window_days(consultation.opens, consultation.closes)
    answered = len({item.college for item in comments})
    received = ngettext(
        "{count} comment was received from {opens} to {closes}.",
        "{count} comments were received from {opens} to {closes}.",
        len(comments),
    ).format(
        count=len(comments),
        opens=consultation.opens.isoformat(),
        closes=consultation.closes.isoformat(),
    )
    heard = ngettext(
        "The window lasted {days} days; {count} college answered.",
        "The window lasted {days} days; {count} colleges answered.",
        answered,
    ).format(days=days, count=answered)
    return f"{received} {heard}"


def _table(found: Tally) -> str:
    used = [place for place, _kind in enumerate(found.dispositions) if found.counts[-1][place] != 0]
    kinds = [label(found.dispositions[place]) for place in used]
    head = [_("College"), *kinds, _("Total")]
    rows = zip([*map(label, found.colleges), _("Total")], found.counts, strict=True)
    lines = [head, ["---"] * len(head)]
    lines += [[name, *(shown(row[place]) for place in used), shown(row[-1])] for name, row in rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _objections(comments: Sequence[ConsultationComment]) -> Iterator[str]:
    """Yield the reasons for which most comments were set aside, each with what it answers."""
    groups: dict[tuple[str, str], list[ConsultationComment]] = {}
    for comment in comments:
        if comment.disposition in _SET_ASIDE:
            answer = (comment.disposition, (comment.reason or "").strip())
            groups.setdefault(answer, []).append(comment)
    largest = sorted(groups.values(), key=lambda items: (-len(items), items[0].number))
    told = [items for items in largest if len(items) > 1][:_MOST]
    if told:
        yield "## " + _("Main objections")
        yield "\n".join(f"- {_objection(items)}" for items in told)


def _objection(items: Sequence[ConsultationComment]) -> str:
    count = len(items)
    clauses = ", ".join(dict.fromkeys(item.clause for item in items if item.clause)) or "—"
    if count < LEAST:
        heard = _("A few comments")
    else:
        heard = ngettext("{count} comment", "{count} comments", count).format(count=count)
    return _("{heard} on {clauses}: “{excerpt}” Answer, {disposition}: {reason}").format(
        heard=heard,
        clauses=clauses,
        excerpt=excerpt(items[0].text),
        disposition=label(items[0].disposition),
        reason=(items[0].reason or "—").strip(),
    )


def _minority(comments: Sequence[ConsultationComment]) -> Iterator[str]:
    """Yield what one comment alone says and was not retained: it is heard all the same."""
    reasons: dict[str, int] = {}
    for comment in comments:
        if comment.disposition in _SET_ASIDE:
            reason = (comment.reason or "").strip()
            reasons[reason] = reasons.get(reason, 0) + 1
    alone = [
        item
        for item in comments
        if item.disposition in _SET_ASIDE
        and item.group is None
        and reasons[(item.reason or "").strip()] == 1
    ][:_MOST]
    if alone:
        yield "## " + _("Minority views")
        yield "\n".join(
            "- "
            + _("On {clause}: “{excerpt}” {reason}").format(
                clause=item.clause or "—",
                excerpt=excerpt(item.text),
                reason=(item.reason or "").strip(),
            )
            for item in alone
        )


def _retained(comments: Iterable[ConsultationComment]) -> Iterator[str]:
    changed: dict[str, int] = {}
    for comment in comments:
        if comment.disposition in RETAINED:
            clause = comment.clause or _("the whole text")
            changed[clause] = changed.get(clause, 0) + 1
    if changed:
        yield "## " + _("What the text takes up")
        yield _("Comments are retained on: {clauses}.").format(clauses=", ".join(changed))


def excerpt(text: str) -> str:
    """Return the beginning of a comment on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1].rsplit(" ", 1)[0] + "…"
