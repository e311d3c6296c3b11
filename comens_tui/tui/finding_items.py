"""One finding or one waiver as a page: its passage, its cure, and the words of its check."""

from collections.abc import Iterable, Iterator

from comens_tui.checks.explanations import explain
from comens_tui.checks.waiver_ages import AgedWaiver
from comens_tui.i18n import _
from comens_tui.model.finding import Finding
from comens_tui.model.own_rules import OwnRules
from comens_tui.model.words import Blocks
from comens_tui.release.blocking import Listed
from comens_tui.text.labels import label
from comens_tui.tui import prose
from comens_tui.tui.prose import Block, PageItem, Span, fields, heading, paragraph

#: The anchors of the passage and of the explanation.
PASSAGE, EXPLANATION = "passage", "explanation"
#: Lines shown before and after the one found.
_AROUND = 2
_LONGEST = 400


def place_of(finding: Finding) -> str:
    """Return where a finding is: its clause, its file and its line."""
    where = f"{finding.path}:{finding.line}" if finding.line else finding.path
    return f"{finding.clause}  {where}" if finding.clause else where


def finding_items(item: Listed, text: str, own: OwnRules) -> Iterator[PageItem]:
    """Yield one finding: where it is, its cure, its passage in `text`, and its check explained."""
    finding = item.finding
    blocks = "" if item.blocks is Blocks.NOTHING else label(item.blocks)
    yield Block((Span(f"{finding.code}  {finding.message}", prose.STRONG),))
    yield from fields(
        [
            (_("Blocks"), blocks),
            (_("Place"), place_of(finding)),
            (_("Record"), finding.record),
            (_("Cure"), finding.hint),
            (_("Waiver"), item.waiver),
        ]
    )
    yield Block()
    if finding.line:
        yield from source_items(text, finding.line, _AROUND)
        yield Block()
    yield from explanation_items(finding.code, own)


def waiver_items(item: AgedWaiver, own: OwnRules) -> Iterator[PageItem]:
    """Yield one waiver: how it stands and why, what it accepted, and its check explained."""
    waiver = item.waiver
    yield Block((Span(f"{waiver.id}  {label(item.age)}", prose.STRONG),))
    yield from fields(
        [
            (_("Why"), item.reason),
            (_("Code"), waiver.code),
            (_("Place"), f"{waiver.clause}  {waiver.path}" if waiver.clause else waiver.path),
            (_("Reason"), waiver.reason),
            (_("Granted by"), waiver.granted_by),
            (_("Granted on"), waiver.granted.isoformat()),
            (_("Until (included)"), waiver.expires.isoformat()),
        ]
    )
    yield Block()
    yield from explanation_items(waiver.code, own)


def explanation_items(code: str, own: OwnRules) -> Iterator[PageItem]:
    """Yield the documentation of a check."""
    title, *rest = explain(code, own).splitlines()
    yield heading(title.lstrip("#").strip(), anchor=EXPLANATION)
    yield from markdown_items(rest)


def source_items(text: str, line: int, around: int) -> Iterator[PageItem]:
    """Yield the lines of a file around one, each with its number, that one marked."""
    lines = text.split("\n")
    first, last = max(1, line - around), min(len(lines), line + around)
    width = len(str(last))
    for number in range(first, last + 1):
        is_it = number == line
        words = lines[number - 1].rstrip("\r")[:_LONGEST]
        yield Block(
            (
                Span(f"{number:>{width}}  ", prose.QUIET),
                Span(words, prose.STRONG if is_it else prose.PLAIN),
            ),
            hang=width + 2,
            mark=">" if is_it else " ",
            anchor=PASSAGE if is_it else "",
        )


def markdown_items(lines: Iterable[str]) -> Iterator[Block]:
    """Yield Markdown as it is read: titles strong, the rest as written."""
    for line in lines:
        if line.startswith("#"):
            yield heading(line.lstrip("#").strip(), anchor=line)
        else:
            yield paragraph(line) if line.strip() else Block()
