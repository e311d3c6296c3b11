"""`comens proposal new` from a folder, a patch, a branch or a template: seen, then opened."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from comens_tui.cli.acting import desk_of
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import Column, answer, print_json, print_list
from comens_tui.cli.reading import STANDARD_INPUT, bytes_given, text_given
from comens_tui.cli.receipts import receipt_data, say_receipt
from comens_tui.cli.session import Session
from comens_tui.errors import EXIT_OK, EXIT_REFUSED, UsageError
from comens_tui.i18n import _
from comens_tui.operations.desk import Desk
from comens_tui.operations.draft import Receipt
from comens_tui.operations.proposal_sources import (
    FATE_LABELS,
    MAX_PATCH,
    Fate,
    Offer,
    line_words,
    offer_of_branch,
    offer_of_folder,
    offer_of_patch,
    require_texts,
)
from comens_tui.operations.proposal_templates import offer_of_template, template_named
from comens_tui.operations.proposals import new_proposal
from comens_tui.text.proposal_templates import TEMPLATES, Needs

_LIST = "list"
_SOURCES = ("from_folder", "from_patch", "from_branch", "template")


def add_source_arguments(parser: CommandParser) -> None:
    """Add the options that say where the proposed texts come from."""
    parser.add_argument(
        "--from-folder",
        metavar="DIR",
        help=_("a folder of edited texts, placed by their path or by the id they hold"),
    )
    parser.add_argument(
        "--from-patch",
        metavar="FILE",
        help=_("a patch of the corpus as it stands; - reads it from standard input"),
    )
    parser.add_argument(
        "--from-branch",
        metavar="REV",
        help=_("the texts that a git branch changed since it left this one"),
    )
    parser.add_argument(
        "--template",
        metavar="NAME",
        help=_("begin from a template, for --path or --requirements; “list” lists them"),
    )
    parser.add_argument(
        "--strict", action="store_true", help=_("propose nothing at all if a file is refused")
    )


def is_sourced(arguments: Namespace) -> bool:
    """Tell whether one of those options is given."""
    return any(getattr(arguments, name) is not None for name in _SOURCES)


def open_sourced(session: Session, arguments: Namespace) -> int:
    """Show what the source holds, open the proposal, and return the exit status.

    Raises:
        UsageError: Several sources are given, or no title and motive.
        RefusedError: Nothing there differs from the corpus, or the source cannot be used.
    """
    if arguments.template == _LIST:
        return _list_templates(session)
    given = [name for name in _SOURCES if getattr(arguments, name) is not None]
    if len(given) > 1 or arguments.file:
        raise UsageError(
            _("The proposed texts come from one place."),
            hint=_("Give one of --from-folder, --from-patch, --from-branch, --template, --file."),
        )
    desk = desk_of(session)
    offer = _offer(desk, arguments)
    if not session.wants_json:
        _print_lines(offer)
    receipt = None
    try:
        require_texts(offer, strict=arguments.strict)
        receipt = _open(desk, offer, arguments)
    finally:
        if session.wants_json:
            print_json(_data(offer, receipt))
    if not session.wants_json:
        say_receipt(receipt)
    return EXIT_REFUSED if offer.count(Fate.REFUSED) else EXIT_OK


def _offer(desk: Desk, arguments: Namespace) -> Offer:
    if arguments.from_folder is not None:
        return offer_of_folder(desk, Path(arguments.from_folder))
    if arguments.from_patch is not None:
        name = arguments.from_patch
        shown = _("standard input") if name == STANDARD_INPUT else Path(name).name
        return offer_of_patch(desk, bytes_given(name, most=MAX_PATCH), shown)
    if arguments.from_branch is not None:
        return offer_of_branch(desk, arguments.from_branch)
    return offer_of_template(
        desk,
        template_named(arguments.template),
        path=next(iter(arguments.path), ""),
        requirement=next(iter(arguments.requirements), ""),
    )


def _open(desk: Desk, offer: Offer, arguments: Namespace) -> Receipt:
    title = arguments.title or offer.title
    motive = text_given(arguments.motive) if arguments.motive else offer.motive
    if desk.dry_run:
        title, motive = title or "…", motive or "…"
    if not (title and motive):
        raise UsageError(
            _("A proposal needs a title and a motive."),
            hint=_("Give --title and --motive; --dry-run shows the files without them."),
        )
    return new_proposal(
        desk,
        title=title,
        motive=motive,
        texts=offer.texts,
        bases=offer.bases,
        from_report=arguments.from_report,
        working_group=arguments.group,
        requirements=arguments.requirements or offer.requirements,
        subjects=arguments.subjects,
        legal_deadline=arguments.deadline,
        external_ref=arguments.ref,
    )


def _print_lines(offer: Offer) -> None:
    columns = [
        Column("fate", _("OUTCOME"), lambda fate: _(FATE_LABELS[fate])),
        Column("name", _("FILE")),
        Column("what", _("TEXT, OR WHY"), flexible=True),
    ]
    rows = [
        {"fate": line.fate, "name": line.name, "what": line_words(line)} for line in offer.lines
    ]
    print_list(rows, columns, as_json=False, nothing=_("There is no file there."))
    answer()


def _data(offer: Offer, receipt: Receipt | None) -> dict[str, Any]:
    return {
        "files": [line._asdict() for line in offer.lines],
        "requirements": list(offer.requirements),
        "receipt": None if receipt is None else receipt_data(receipt),
    }


_NEEDED = {
    Needs.DOCUMENT: "--path corpus/PATH",
    Needs.REQUIREMENT: "--requirements ID",
    Needs.NEW_DOCUMENT: "--path corpus/PATH",
}


def _list_templates(session: Session) -> int:
    rows = [
        {"name": item.name, "needs": _NEEDED[item.needs], "what": _(item.label)}
        for item in TEMPLATES.values()
    ]
    columns = [
        Column("name", _("TEMPLATE")),
        Column("needs", _("NEEDS")),
        Column("what", _("WHAT FOR"), flexible=True),
    ]
    print_list(rows, columns, as_json=session.wants_json, nothing="")
    return EXIT_OK
