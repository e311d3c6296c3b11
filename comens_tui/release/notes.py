"""The notes of a release, in Markdown: what changed, requirement by requirement, and why.

Written in the language in force, which is the committee's when a release is recorded.
"""

import re
from collections.abc import Iterator

from comens_tui.i18n import _, ngettext
from comens_tui.model.decision import Decision
from comens_tui.model.snapshot import Snapshot
from comens_tui.release.plan import INITIAL, PlannedChange, ReleasePlan
from comens_tui.text.labels import label

#: The natures that a reader needs to see one by one; the rest is only counted.
_TOLD = frozenset({"substantive", "editorial"})
_MARKUP = re.compile(r"([\\`*_\[\]<>#])")


def notes(plan: ReleasePlan, snapshot: Snapshot) -> str:
    """Return the notes: changes by document, the decisions behind them, the public answers.

    An answer that is not public is in no note. The first release has nothing to
    compare with: its documents are listed.
    """
    lines = [_("# CENS {version}").format(version=plan.version), "", _headline(plan)]
    if plan.bump == INITIAL:
        lines += ["", *_documents(snapshot)]
    else:
        for path, changes in plan.by_document().items():
            lines += ["", f"## {_title(path, changes, snapshot)}", "", *_changes(changes)]
    decisions = [snapshot.decisions[item] for item in plan.decisions if item in snapshot.decisions]
    carried = [item for item in decisions if item.texts or item.clauses]
    if carried:
        lines += ["", _("## Decisions behind these changes"), ""]
        for decision in carried:
            lines += _decision(decision, snapshot)
    answers = list(_answers(plan, snapshot))
    if answers:
        lines += ["", _("## Answers to field reports"), "", *answers]
    return "\n".join(lines) + "\n"


def _headline(plan: ReleasePlan) -> str:
    if plan.bump == INITIAL:
        return _("First release.")
    count = len(plan.changes)
    told = ngettext(
        "{count} clause changed since {previous}.",
        "{count} clauses changed since {previous}.",
        count,
    ).format(count=count, previous=plan.previous)
    return f"{told} {_weight(plan.bump)}"


def _weight(bump: str) -> str:
    return {
        "major": _("Major: a mandatory requirement is added, hardened or removed."),
        "minor": _("Minor: the meaning changes, and nothing that was mandatory gets harder."),
        "patch": _("Patch: the meaning does not change."),
    }[bump]


def _documents(snapshot: Snapshot) -> Iterator[str]:
    for document in snapshot.documents.values():
        count = len(document.requirements)
        told = ngettext("{count} requirement", "{count} requirements", count).format(count=count)
        title = _safe(document.front.title)
        yield (
            f"- **{document.id}** — {title} ({told})" if count else f"- **{document.id}** — {title}"
        )


def _title(path: str, changes: tuple[PlannedChange, ...], snapshot: Snapshot) -> str:
    document = snapshot.documents.get(changes[0].document)
    if document is not None:
        return f"{document.id} — {_safe(document.front.title)}"
    return changes[0].document or changes[0].title or path


def _changes(changes: tuple[PlannedChange, ...]) -> Iterator[str]:
    told = [item for item in changes if item.nature in _TOLD or item.nature is None]
    for item in told:
        yield f"- {_change(item)}"
    silent = len(changes) - len(told)
    if silent:
        yield "- " + ngettext(
            "{count} clause changed in its typography only.",
            "{count} clauses changed in their typography only.",
            silent,
        ).format(count=silent)


def _change(item: PlannedChange) -> str:
    name = f"**{item.clause}**" if item.clause else f"**{item.path}**"
    if item.title and item.title != item.clause:
        name += f" — {_safe(item.title)}"
    words = [label(item.change)]
    if item.change == "changed" and item.nature:
        words.append(label(item.nature))
    words += [label(effect) for effect in item.effects if effect != item.change]
    if item.old_clause and item.old_clause != item.clause:
        words.append(_("formerly {id}").format(id=item.old_clause))
    told = _("{clause}: {what}").format(clause=name, what=", ".join(words))
    return f"{told} ({', '.join(item.decisions)})" if item.decisions else told


def _decision(decision: Decision, snapshot: Snapshot) -> Iterator[str]:
    line = f"- **{decision.id}** ({decision.date.isoformat()}) — {_safe(decision.title)}"
    proposal = snapshot.proposals.get(decision.subject or "")
    if proposal is None:
        yield line
        return
    yield f"{line} [{proposal.id}]"
    answers = [item for item in proposal.answers if item in snapshot.reports]
    if answers:
        yield "  " + ngettext(
            "Answers the report {reports}.", "Answers the reports {reports}.", len(answers)
        ).format(reports=", ".join(answers))
    if proposal.consultation:
        yield "  " + _("Put to consultation: {id}.").format(id=proposal.consultation)


def _answers(plan: ReleasePlan, snapshot: Snapshot) -> Iterator[str]:
    """Yield the public answers given since the last release, and not told in its notes."""
    last = snapshot.releases.get(plan.previous or "")
    for report in snapshot.reports.values():
        answer = report.answer
        if answer is None or not answer.public:
            continue
        name = f"- **{report.id}** — "
        if last is None or (answer.date >= last.date and name not in last.notes):
            yield f"{name}{_safe(answer.text)}"


def _safe(text: str) -> str:
    """Return a text as plain Markdown on one line, whatever signs it holds."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
