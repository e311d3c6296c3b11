"""Every check, in order of code, and the one function that runs them.

The list is explicit: a module that is not in it does not exist, and the type checker
refuses one that does not fit. Codes are never given twice: the code of a rule that is
dropped stays unused.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
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
    g030_ballot_not_as_signed,
    g031_improper_secret_ballot,
    g032_unanswered_interest,
    g033_improper_block,
    g034_vote_while_suspended,
    own_rules,
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
    q014_requirements_out_of_order,
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
    q035_obligation_in_small_letters,
    q036_condition_form,
    q037_passive_obligation,
    q038_double_negation,
    q039_and_or,
    q040_glossary_variant,
    q041_undefined_acronym,
    q042_contradictory_figure,
    q043_requirement_that_cites_itself,
    q044_untestable_evidence,
    q045_orphaned_evidence,
    q050_wrong_calculator,
    q051_overdue_review,
    q052_incoherent_legal_state,
    q053_unknown_owner,
    q060_editions_out_of_step,
    q061_lagging_edition,
    q062_figures_of_editions,
    q070_personal_data,
    q080_harder_to_read,
    q081_hard_for_the_public,
    q090_breakable_space,
    q091_mixed_apostrophes,
    q092_capital_without_accent,
    q100_image_without_text,
    q101_language_not_told,
    q102_link_that_says_nothing,
    q103_table_without_headers,
    r001_undecided_change,
    r002_text_other_than_voted,
    r003_manifest_mismatch,
    r004_releases_out_of_order,
    r005_status_gone_back,
)
from comens_tui.checks.ageing import FIRST, aged
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
from comens_tui.model.own_rules import OwnRules
from comens_tui.model.places import GLOSSARY, OWN_RULES
from comens_tui.model.snapshot import Snapshot
from comens_tui.model.words import Severity

#: Rules over one document alone.
DOCUMENT_CHECKS: tuple[DocumentCheck, ...] = (
    q005_malformed_requirement_id,
    q008_revived_requirement,
    q009_skipped_heading,
    q014_requirements_out_of_order,
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
    q035_obligation_in_small_letters,
    q036_condition_form,
    q037_passive_obligation,
    q038_double_negation,
    q039_and_or,
    q040_glossary_variant,
    q041_undefined_acronym,
    q042_contradictory_figure,
    q043_requirement_that_cites_itself,
    q044_untestable_evidence,
    q045_orphaned_evidence,
    q050_wrong_calculator,
    q051_overdue_review,
    q052_incoherent_legal_state,
    q080_harder_to_read,
    q081_hard_for_the_public,
    q090_breakable_space,
    q091_mixed_apostrophes,
    q092_capital_without_accent,
    q100_image_without_text,
    q101_language_not_told,
    q102_link_that_says_nothing,
    q103_table_without_headers,
    r005_status_gone_back,
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
    g030_ballot_not_as_signed,
    g031_improper_secret_ballot,
    g032_unanswered_interest,
    g033_improper_block,
    g034_vote_while_suspended,
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
    q061_lagging_edition,
    q062_figures_of_editions,
    q070_personal_data,
    r001_undecided_change,
    r002_text_other_than_voted,
    r003_manifest_mismatch,
    r004_releases_out_of_order,
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


def since(check: Rule) -> date:
    """Return the day from which a rule exists: released text older than it is not blamed."""
    found = getattr(check, "SINCE", FIRST)
    return found if isinstance(found, date) else FIRST


_SINCE = {code: since(check) for code, check in _BY_CODE.items()}


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
    return frozenset((*_BY_CODE, *(rule.code for rule in own.rules)))


def all_findings(snapshot: Snapshot, context: Context) -> tuple[Finding, ...]:
    """Return what every check finds, in the order of `run`, before any waiver."""
    return tuple(_found(snapshot, context, _all_codes(snapshot.own_rules)))


def judge(found: Iterable[Finding], snapshot: Snapshot, context: Context) -> Report:
    """Return the report of what `all_findings` found: the waivers applied."""
    told = apply_waivers(list(found), snapshot, context.today, all_codes=True)
    return Report(told.findings, told.waived, told.stale, snapshot.own_rules)


def _found(snapshot: Snapshot, context: Context, chosen: frozenset[str]) -> list[Finding]:
    # A few rules alone read only what they need.
    whole = _settled(snapshot) if len(chosen) >= len(_BY_CODE) else snapshot
    found = [
        *_on_documents(whole, context, chosen),
        *_on_workspace(whole, context, chosen),
    ]
    return sorted(
        aged(found, _SINCE, snapshot, context.baseline),
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
    found += [finding for check in _ON_WORDS for finding in check.check(alone, context)]
    for rule in snapshot.own_rules.rules:
        found += own_rules.check_document(page, rule)
    found = list(aged(found, _SINCE, snapshot, context.baseline))
    return tuple(sorted(found, key=lambda item: (item.line, item.code, item.message)))


def _on_workspace(
    snapshot: Snapshot, context: Context, chosen: frozenset[str]
) -> Iterator[Finding]:
    for check in WORKSPACE_CHECKS:
        if check.CODE in chosen:
            context.between()
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


def require_code(code: str, own: OwnRules) -> str:
    """Return a code as it is written, be it that of a rule of the workspace.

    Raises:
        UsageError: No rule has it.
    """
    rule = own_rules.rule_of(own, code)
    return rule.code if rule else find(code).CODE
