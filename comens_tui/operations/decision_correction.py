"""Correct the words of a decision by a new one that supersedes it; its vote stays what it was."""

from collections.abc import Mapping
from typing import Final

from comens_tui.errors import RefusedError
from comens_tui.i18n import N_, _
from comens_tui.model.decision import Decision, Opinion
from comens_tui.model.places import decision_path
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt, drafting

#: What is written about a vote rather than voted.
CORRECTABLE: Final = ("title", "reason", "follow_up")


def correct_decision(
    desk: Desk,
    decision_id: str,
    why: str,
    *,
    fields: Mapping[str, str] | None = None,
    opinions: tuple[Opinion, ...] = (),
) -> Receipt:
    """Record a decision that says the same vote in other words, and supersedes the first.

    Args:
        desk: Who corrects, where.
        decision_id: The decision to correct, the last of its corrections.
        why: What was wrong; it is kept with the new decision.
        fields: New words by field, among `CORRECTABLE`.
        opinions: Disagreements that were left out (CRPA R133-13).

    Raises:
        UnknownRecordError: There is no such decision.
        RefusedError: A field is part of the vote, nothing would change, or the decision is
            superseded already.
    """
    with drafting(desk, "decision.correct") as draft:
        old = draft.find(draft.snapshot.decisions, decision_id)
        given = dict(fields or {})
        _require_words_only(given)
        _require_last(draft.snapshot, old)
        for opinion in opinions:
            draft.known_member(opinion.member)
        changed = old.model_copy(update={**given, "opinions": (*old.opinions, *opinions)})
        if changed == old:
            raise RefusedError(
                _("Nothing would change."), hint=_("The record already says exactly that.")
            )
        new = changed.model_copy(
            update={
                "id": draft.new_id("decision", "D", desk.today().year),
                "date": desk.today(),
                "supersedes": old.id,
                "correction": why,
            }
        )
        draft.put(decision_path(new.id), new)
        return draft.commit(
            N_("{id} corrects {old}: {why}"),
            record=new.id,
            others=(old.id,),
            decision=new.id,
            old=old.id,
            why=why,
        )


def _require_words_only(fields: Mapping[str, str]) -> None:
    for name in fields:
        if name not in CORRECTABLE:
            raise RefusedError(
                _("“{field}” is part of what was voted: a correction cannot change it.").format(
                    field=name
                ),
                hint=_("It takes a new vote. These can be corrected: {fields}").format(
                    fields=", ".join(CORRECTABLE)
                ),
            )


def _require_last(snapshot: Snapshot, decision: Decision) -> None:
    later = superseded_by(snapshot, decision.id)
    if later is not None:
        raise RefusedError(
            _("{id} is already superseded by {later}.").format(id=decision.id, later=later),
            hint=_("Correct that one: comens decision correct {id}").format(id=later),
        )


def superseded_by(snapshot: Snapshot, decision_id: str) -> str | None:
    """Return the decision that supersedes another, if one does."""
    return next(
        (item.id for item in snapshot.decisions.values() if item.supersedes == decision_id), None
    )
