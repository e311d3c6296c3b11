"""Running the checks: a snapshot in, a report out, and nothing written."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from comens_tui.checks import own_rules
from comens_tui.checks.ageing import aged
from comens_tui.checks.atlas import Atlas
from comens_tui.checks.base import Context
from comens_tui.checks.memory import Witness, key_of
from comens_tui.checks.page import Page
from comens_tui.checks.registry import (
    BY_CODE,
    DOCUMENT_CHECKS,
    ON_WORDS,
    SINCE_BY_CODE,
    WORKSPACE_CHECKS,
    require_code,
)
from comens_tui.checks.vocabulary import Vocabulary
from comens_tui.checks.waivers import StaleWaiver, Waived, apply_waivers
from comens_tui.i18n import language
from comens_tui.model.document import Document
from comens_tui.model.finding import Finding
from comens_tui.model.own_rules import OwnRules
from comens_tui.model.places import GLOSSARY, OWN_RULES
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity


class Report(NamedTuple):
    """What the checks found: what stands, what is waived, and the waivers that are void."""

    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()
    stale_waivers: tuple[StaleWaiver, ...] = ()
    #: The rules of the workspace that ran beside ours.
    own_rules: OwnRules = OwnRules()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that block a release."""
        return tuple(item for item in self.findings if item.severity is Severity.ERROR)


def run(snapshot: Snapshot, context: Context, only: Collection[str] = ()) -> Report:
    """Run the checks, or those whose codes are in `only`, and apply the waivers.

    Findings come in order of path, line and code; the same input gives the same report.

    Raises:
        UsageError: `only` names a code that no check has.
    """
    own = snapshot.own_rules
    chosen = frozenset(require_code(code, own) for code in only) or _all_codes(own)
    told = apply_waivers(
        _found(snapshot, context, chosen), snapshot, context.today, all_codes=not only
    )
    return Report(told.findings, told.waived, told.stale, own)


def _all_codes(own: OwnRules) -> frozenset[str]:
    return frozenset((*BY_CODE, *(rule.code for rule in own.rules)))


def all_findings(snapshot: Snapshot, context: Context) -> tuple[Finding, ...]:
    """Return what every check finds, in the order of `run`, before any waiver."""
    return tuple(_found(snapshot, context, _all_codes(snapshot.own_rules)))


def judge(found: Iterable[Finding], snapshot: Snapshot, context: Context) -> Report:
    """Return the report of what `all_findings` found: the waivers applied."""
    told = apply_waivers(list(found), snapshot, context.today, all_codes=True)
    return Report(told.findings, told.waived, told.stale, snapshot.own_rules)


def _found(snapshot: Snapshot, context: Context, chosen: frozenset[str]) -> list[Finding]:
    # A few rules alone read only what they need.
    whole = _settled(snapshot) if len(chosen) >= len(BY_CODE) else snapshot
    found = [
        *_on_documents(whole, context, chosen),
        *_on_workspace(whole, context, chosen),
    ]
    return sorted(
        aged(found, SINCE_BY_CODE, snapshot, context.baseline),
        key=lambda item: (item.path, item.line, item.code, item.clause, item.message),
    )


def _settled(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with each mapping looked up once, for the many rules that walk it."""
    settled: dict[str, Any] = {
        name: MappingProxyType(dict(value))
        for name, value in snapshot._asdict().items()
        if isinstance(value, Mapping) and name != "files"
    }
    return snapshot._replace(**settled)


def _on_documents(
    snapshot: Snapshot, context: Context, chosen: frozenset[str]
) -> Iterator[Finding]:
    checks = [check for check in DOCUMENT_CHECKS if check.CODE in chosen]
    own = [rule for rule in snapshot.own_rules.rules if rule.code in chosen]
    if not checks and not own:
        return
    vocabulary, atlas = Vocabulary(snapshot.glossary), Atlas(snapshot)
    released = context.baseline.documents if context.baseline else {}
    # What a few of the rules found is not what all of them find.
    is_whole = len(checks) == len(DOCUMENT_CHECKS) and len(own) == len(snapshot.own_rules.rules)
    memory = context.memory if is_whole else None
    for document in snapshot.documents.values():
        context.between()
        before = released.get(document.id)
        key = _key(document, before, snapshot, context) if memory else ""
        kept = memory.findings(key, atlas) if memory and key else None
        if kept is not None:
            yield from kept
            continue
        witness = Witness(atlas)
        page = Page(document, before, vocabulary, witness, context.today)
        found = [finding for check in checks for finding in check.check_document(page)]
        for rule in own:
            found += own_rules.check_document(page, rule)
        if memory and key:
            memory.keep(key, found, witness)
        yield from found


def _key(document: Document, before: Document | None, snapshot: Snapshot, context: Context) -> str:
    """Return what the findings of a document are kept under; empty where it is not known."""
    blob = snapshot.files.get(document.path, "")
    released = context.baseline.files if context.baseline else {}
    old = released.get(before.path, "") if before else "new"
    if not blob or not old:
        return ""
    words = (snapshot.files.get(path, "") for path in (GLOSSARY, OWN_RULES))
    return key_of(document.path, blob, old, *words, context.today.isoformat(), language())


def on_document(document: Document, snapshot: Snapshot, context: Context) -> tuple[Finding, ...]:
    """Run the rules over one document alone, as a part of `snapshot`; waivers are left out.

    Findings come in order of line and code.
    """
    page = Page(
        document,
        context.baseline.documents.get(document.id) if context.baseline else None,
        Vocabulary(snapshot.glossary),
        Atlas(snapshot),
        context.today,
    )
    alone = snapshot._replace(documents={document.id: document}, texts={}, minutes={})
    found = [finding for check in DOCUMENT_CHECKS for finding in check.check_document(page)]
    found += [finding for check in ON_WORDS for finding in check.check(alone, context)]
    for rule in snapshot.own_rules.rules:
        found += own_rules.check_document(page, rule)
    found = list(aged(found, SINCE_BY_CODE, snapshot, context.baseline))
    return tuple(sorted(found, key=lambda item: (item.line, item.code, item.message)))


def _on_workspace(
    snapshot: Snapshot, context: Context, chosen: frozenset[str]
) -> Iterator[Finding]:
    for check in WORKSPACE_CHECKS:
        if check.CODE in chosen:
            context.between()
            yield from check.check(snapshot, context)
