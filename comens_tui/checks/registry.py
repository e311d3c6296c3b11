"""Every check, in order of code; `running` runs them.

The list is explicit: a module that is not in it does not exist, and the type checker
refuses one that does not fit. Codes are never given twice: the code of a rule that is
dropped stays unused.
"""

from datetime import date

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
from comens_tui.checks.ageing import FIRST
from comens_tui.checks.base import DocumentCheck, Rule, WorkspaceCheck
from comens_tui.errors import UsageError
from comens_tui.i18n import _
from comens_tui.model.own_rules import OwnRules

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
ON_WORDS: tuple[WorkspaceCheck, ...] = (
    q010_conflict_marker,
    q011_invisible_character,
    q012_decomposed_character,
)

ALL_CHECKS: tuple[Rule, ...] = tuple(
    sorted((*DOCUMENT_CHECKS, *WORKSPACE_CHECKS), key=lambda check: check.CODE)
)

BY_CODE = {check.CODE: check for check in ALL_CHECKS}


def since(check: Rule) -> date:
    """Return the day from which a rule exists: released text older than it is not blamed."""
    found = getattr(check, "SINCE", FIRST)
    return found if isinstance(found, date) else FIRST


#: From which day each rule exists.
SINCE_BY_CODE = {code: since(check) for code, check in BY_CODE.items()}


def find(code: str) -> Rule:
    """Return the check that has `code`, in capitals or not.

    Raises:
        UsageError: None has it.
    """
    check = BY_CODE.get(code.upper())
    if check is None:
        near = [item for item in BY_CODE if item[0] == code[:1].upper()] or list(BY_CODE)
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
