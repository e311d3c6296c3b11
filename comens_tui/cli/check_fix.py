"""`comens check --fix`: show the redline of what can be mended, ask, and write it in one act."""

import sys
from argparse import Namespace
from collections.abc import Sequence

from comens_tui.checks.registry import require_code
from comens_tui.cli.acting import desk_of
from comens_tui.cli.printing import answer, print_json, talk
from comens_tui.cli.receipts import print_act
from comens_tui.cli.redline_text import print_redline
from comens_tui.cli.session import Session
from comens_tui.errors import EXIT_OK, EXIT_REFUSED
from comens_tui.i18n import _, ngettext
from comens_tui.model.places import proposal_path
from comens_tui.operations.desk import Desk
from comens_tui.operations.fixes import (
    Fix,
    corpus_fixes,
    mended,
    proposal_fixes,
    propose_fixes,
)
from comens_tui.operations.proposals import edit_proposal
from comens_tui.text.redline import redline, to_json

_YES = frozenset({"y", "yes", "o", "oui"})


def check_fix(session: Session, arguments: Namespace) -> int:
    """Return 0 where all was written or nothing is to mend, 1 where nothing was written."""
    desk = desk_of(session)
    own = desk.workspace.snapshot().own_rules
    only = {require_code(code, own) for code in arguments.only}
    proposal = arguments.proposal.upper() if arguments.proposal else None
    seen = desk.workspace.snapshot().files.get(proposal_path(proposal)) if proposal else None
    fixes = proposal_fixes(desk, proposal, only) if proposal else corpus_fixes(desk, only)
    if not fixes:
        talk(_("Nothing can be mended for certain."))
        return EXIT_OK
    is_asked = arguments.yes or desk.dry_run
    if not session.wants_json:
        _show(fixes)
    elif not is_asked:
        print_json([{"path": fix.path, **_redlined(fix)} for fix in fixes])
    if not (is_asked or _agreed(proposal)):
        talk(_("Nothing was written. To write it: comens check --fix --yes"))
        return EXIT_REFUSED
    if proposal:
        return print_act(session, edit_proposal(desk, proposal, texts=mended(fixes), seen=seen))
    if not (arguments.as_proposal or _is_person()):
        talk(_("Only a decision changes the corpus: add --as-proposal to propose the mending."))
        return EXIT_REFUSED
    return _proposed(session, desk, fixes)


def _proposed(session: Session, desk: Desk, fixes: Sequence[Fix]) -> int:
    receipt = propose_fixes(desk, fixes)
    status = print_act(session, receipt)
    talk(_("Next: comens proposal submit {id}").format(id=receipt.record))
    return status


def _show(fixes: Sequence[Fix]) -> None:
    for fix in fixes:
        change = redline(fix.before, fix.after, old_name=fix.path, new_name=fix.path)
        print_redline(change, show_typography=True, changes_only=True)
        answer()
    count = sum(len(finding.edits) for fix in fixes for finding in fix.findings)
    answer(ngettext("{count} place to mend.", "{count} places to mend.", count).format(count=count))


def _redlined(fix: Fix) -> dict[str, object]:
    return to_json(redline(fix.before, fix.after, old_name=fix.path, new_name=fix.path))


def _is_person() -> bool:
    return sys.stdin.isatty()


def _agreed(proposal: str | None) -> bool:
    """Ask whoever is at the terminal; nobody there has agreed to nothing."""
    if not _is_person():
        return False
    talk(
        _("Write this into {id}? (y/n)").format(id=proposal)
        if proposal
        else _("Open a proposal with this text? (y/n)")
    )
    return sys.stdin.readline().strip().lower() in _YES
