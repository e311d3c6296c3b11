"""Every check, in order of code, and the one function that runs them.

The list is explicit: a module that is not in it does not exist, and the type checker
refuses one that does not fit. Codes are never given twice: the code of a rule that is
dropped stays unused.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from comens_tui.checks import (
    c001_incomplete_notice,
    c002_short_window,
    c003_unheard_college,
    c004_unanswered_comment,
    c005_missing_summary,
    c006_named_author,
    c007_moved_text,
    c010_missing_consultation,
    g001_wrong_verdict,
    g002_missing_quorum,
    g003_recused_ballot,
    g004_ballot_on_other_text,
    g005_item_without_decision,
    g006_minutes_pending,
    g007_outcome_without_decision,
    g008_unapplied_decision,
    g009_vote_outside_mandate,
    g010_short_notice,
    g011_ballots_not_those_counted,
    g012_irregular_proxy,
    g013_digest_of_other_texts,
    g014_changed_minutes,
    g015_substantive_fast_track,
    g016_programme_over_capacity,
    g020_second_convocation_without_first,
    g021_irregular_substitute,
    g022_quorum_was_there,
    g023_count_of_another_room,
    g024_casting_vote_of_another,
    g025_substitute_of_unknown_origin,
    q001_unreadable_file,
    q002_duplicate_record_id,
    q003_misplaced_file,
    q004_unknown_file,
    q005_malformed_requirement_id,
    q006_duplicate_requirement_id,
    q007_vanished_requirement,
    q008_revived_requirement,
    q009_skipped_heading,
    q010_conflict_marker,
    q011_invisible_character,
    q012_decomposed_character,
    q013_incoherent_tombstone,
    q020_empty_statement,
    q021_mandatory_without_evidence,
    q022_form_weaker_than_level,
    q023_form_stronger_than_level,
    q024_several_obligations,
    q025_vague_term,
    q026_long_sentence,
    q027_obligation_outside_requirement,
    q028_condition_not_written,
    q029_repeated_statement,
    q030_dangling_reference,
    q031_repealed_reference,
    q032_broken_record_link,
    q033_unknown_source,
    q034_circular_reference,
    q040_glossary_variant,
    q041_undefined_acronym,
    q042_contradictory_figure,
    q050_wrong_calculator,
    q051_overdue_review,
    q052_incoherent_legal_state,
    q053_unknown_owner,
    q060_editions_out_of_step,
    q070_personal_data,
    r001_undecided_change,
    r002_text_other_than_voted,
    r003_manifest_mismatch,
)
from comens_tui.checks.atlas import Atlas
from comens_tui.checks.base import Context, DocumentCheck, Rule, WorkspaceCheck
from comens_tui.checks.memory import Witness, key_of
from comens_tui.checks.page import Page
from comens_tui.checks.vocabulary import Vocabulary
from comens_tui.checks.waivers import StaleWaiver, Waived, apply_waivers
from comens_tui.errors import UsageError
from comens_tui.i18n import _, language
from comens_tui.model.document import Document
from comens_tui.model.finding import Finding
from comens_tui.model.places import GLOSSARY
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

#: Rules over one document alone.
DOCUMENT_CHECKS: tuple[DocumentCheck, ...] = (
    q005_malformed_requirement_id,
    q008_revived_requirement,
    q009_skipped_heading,
    q020_empty_statement,
    q021_mandatory_without_evidence,
    q022_form_weaker_than_level,
    q023_form_stronger_than_level,
    q024_several_obligations,
    q025_vague_term,
    q026_long_sentence,
    q027_obligation_outside_requirement,
    q028_condition_not_written,
    q030_dangling_reference,
    q031_repealed_reference,
    q033_unknown_source,
    q040_glossary_variant,
    q041_undefined_acronym,
    q042_contradictory_figure,
    q050_wrong_calculator,
    q051_overdue_review,
    q052_incoherent_legal_state,
)

#: Rules over the whole workspace.
WORKSPACE_CHECKS: tuple[WorkspaceCheck, ...] = (
    c001_incomplete_notice,
    c002_short_window,
    c003_unheard_college,
    c004_unanswered_comment,
    c005_missing_summary,
    c006_named_author,
    c007_moved_text,
    c010_missing_consultation,
    g001_wrong_verdict,
    g002_missing_quorum,
    g003_recused_ballot,
    g004_ballot_on_other_text,
    g005_item_without_decision,
    g006_minutes_pending,
    g007_outcome_without_decision,
    g008_unapplied_decision,
    g009_vote_outside_mandate,
    g010_short_notice,
    g011_ballots_not_those_counted,
    g012_irregular_proxy,
    g013_digest_of_other_texts,
    g014_changed_minutes,
    g015_substantive_fast_track,
    g016_programme_over_capacity,
    g020_second_convocation_without_first,
    g021_irregular_substitute,
    g022_quorum_was_there,
    g023_count_of_another_room,
    g024_casting_vote_of_another,
    g025_substitute_of_unknown_origin,
    q001_unreadable_file,
    q002_duplicate_record_id,
    q003_misplaced_file,
    q004_unknown_file,
    q006_duplicate_requirement_id,
    q007_vanished_requirement,
    q010_conflict_marker,
    q011_invisible_character,
    q012_decomposed_character,
    q013_incoherent_tombstone,
    q029_repeated_statement,
    q032_broken_record_link,
    q034_circular_reference,
    q053_unknown_owner,
    q060_editions_out_of_step,
    q070_personal_data,
    r001_undecided_change,
    r002_text_other_than_voted,
    r003_manifest_mismatch,
)

#: Those among them that read one text at a time.
_ON_WORDS: tuple[WorkspaceCheck, ...] = (
    q010_conflict_marker,
    q011_invisible_character,
    q012_decomposed_character,
)

ALL_CHECKS: tuple[Rule, ...] = tuple(
    sorted((*DOCUMENT_CHECKS, *WORKSPACE_CHECKS), key=lambda check: check.CODE)
)

_BY_CODE = {check.CODE: check for check in ALL_CHECKS}

#: Changes whenever a rule comes or goes: what was computed under another one is void.
CATALOGUE_VERSION = hashlib.sha256(" ".join(_BY_CODE).encode()).hexdigest()[:16]


class Report(NamedTuple):
    """What the checks found: what stands, what is waived, and the waivers that are void."""

    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()
    stale_waivers: tuple[StaleWaiver, ...] = ()

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
    chosen = frozenset(find(code).CODE for code in only) or frozenset(_BY_CODE)
    told = apply_waivers(
        _found(snapshot, context, chosen), snapshot, context.today, all_codes=not only
    )
    return Report(told.findings, told.waived, told.stale)


def all_findings(snapshot: Snapshot, context: Context) -> tuple[Finding, ...]:
    """Return what every check finds, in the order of `run`, before any waiver."""
    return tuple(_found(snapshot, context, frozenset(_BY_CODE)))


def judge(found: Iterable[Finding], snapshot: Snapshot, context: Context) -> Report:
    """Return the report of what `all_findings` found: the waivers applied."""
    told = apply_waivers(list(found), snapshot, context.today, all_codes=True)
    return Report(told.findings, told.waived, told.stale)


def _found(snapshot: Snapshot, context: Context, chosen: frozenset[str]) -> list[Finding]:
    # A few rules alone read only what they need.
    whole = _settled(snapshot) if len(chosen) == len(_BY_CODE) else snapshot
    found = [
        *_on_documents(whole, context, chosen),
        *_on_workspace(whole, context, chosen),
    ]
    return sorted(
        found, key=lambda item: (item.path, item.line, item.code, item.clause, item.message)
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
    if not checks:
        return
    vocabulary, atlas = Vocabulary(snapshot.glossary), Atlas(snapshot)
    released = context.baseline.documents if context.baseline else {}
    # What a few of the rules found is not what all of them find.
    memory = context.memory if len(checks) == len(DOCUMENT_CHECKS) else None
    for document in snapshot.documents.values():
        before = released.get(document.id)
        key = _key(document, before, snapshot, context) if memory else ""
        kept = memory.findings(key, atlas) if memory and key else None
        if kept is not None:
            yield from kept
            continue
        witness = Witness(atlas)
        page = Page(document, before, vocabulary, witness, context.today)
        found = [finding for check in checks for finding in check.check_document(page)]
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
    glossary = snapshot.files.get(GLOSSARY, "")
    return key_of(document.path, blob, old, glossary, context.today.isoformat(), language())


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
    found += [finding for check in _ON_WORDS for finding in check.check(alone, context)]
    return tuple(sorted(found, key=lambda item: (item.line, item.code, item.message)))


def _on_workspace(
    snapshot: Snapshot, context: Context, chosen: frozenset[str]
) -> Iterator[Finding]:
    for check in WORKSPACE_CHECKS:
        if check.CODE in chosen:
            yield from check.check(snapshot, context)


def find(code: str) -> Rule:
    """Return the check that has `code`, in capitals or not.

    Raises:
        UsageError: None has it.
    """
    check = _BY_CODE.get(code.upper())
    if check is None:
        near = [item for item in _BY_CODE if item[0] == code[:1].upper()] or list(_BY_CODE)
        raise UsageError(
            _("No check has the code {code}.").format(code=code),
            hint=_("Codes: {codes}").format(codes=", ".join(near)),
        )
    return check


def paragraphs(check: Rule) -> tuple[str, ...]:
    """Return the documentation of a check as the paragraphs that are translated one by one.

    A heading is a paragraph that starts with `## `; lines of a paragraph are joined. The
    first line of the docstring is left out: it is the title.
    """
    _title, _blank, source = (check.__doc__ or "").partition("\n\n")
    parts = re.split(r"\n\s*\n", source.strip())
    found: list[str] = []
    for part in parts:
        first, _newline, rest = part.strip().partition("\n")
        if first.startswith("## "):
            found += [first, " ".join(rest.split())] if rest.strip() else [first]
        elif part.strip():
            found.append(" ".join(part.split()))
    return tuple(found)


def explain(code: str) -> str:
    """Return the documentation of a check, in the language in force.

    Raises:
        UsageError: No check has that code.
    """
    check = find(code)
    head = f"# {check.CODE} — {_(check.TITLE)}"
    return "\n\n".join([head, *(_(part) for part in paragraphs(check))]) + "\n"
