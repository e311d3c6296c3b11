"""`comens proposal new|edit|comment|resolve|rebase`: what it says, and its proposed text."""

from argparse import Namespace
from collections.abc import Sequence

from comens_tui.cli.acting import desk_of, find
from comens_tui.cli.arguments import Named, day, named, names, proposal_argument
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.proposal_sources import add_source_arguments, is_sourced, open_sourced
from comens_tui.cli.reading import edited, file_text, text_given
from comens_tui.cli.receipts import print_act
from comens_tui.cli.session import Session
from comens_tui.errors import UsageError
from comens_tui.i18n import N_, _
from comens_tui.model.places import proposal_path
from comens_tui.model.proposal import Proposal
from comens_tui.model.snapshot import Snapshot
from comens_tui.operations.comments import resolve_comment
from comens_tui.operations.desk import Desk
from comens_tui.operations.merging import Settled, moved_paths, require_on_base
from comens_tui.operations.proposals import (
    comment_proposal,
    edit_proposal,
    new_proposal,
    rebase_proposal,
)

#: How a proposed text is given.
FILE_FORM = "corpus/PATH=FILE"
_SIDE_FORM = "CLAUSE=ours|theirs"


def _file_argument(parser: CommandParser) -> None:
    parser.add_argument(
        "--file",
        type=named(FILE_FORM),
        action="append",
        default=[],
        metavar=FILE_FORM,
        help=_("the proposed text of a file of the corpus; - reads it from standard input"),
    )


def texts_of(files: Sequence[Named]) -> dict[str, str]:
    """Return the texts given as `PATH=FILE`, by path.

    Raises:
        UsageError: Two are to come from standard input, or one cannot be read.
    """
    if sum(1 for item in files if item.value == "-") > 1:
        raise UsageError(
            _("Only one text can come from standard input."),
            hint=_("Write the others to files."),
        )
    return {item.name: file_text(item.value) for item in files}


def _new_arguments(parser: CommandParser) -> None:
    parser.add_argument("--title", metavar="TEXT", help=_("one line; by default the report's"))
    parser.add_argument(
        "--motive",
        metavar="TEXT",
        help=_("why; by default the report's description; - reads it from standard input"),
    )
    parser.add_argument(
        "--from-report",
        "--from",
        dest="from_report",
        metavar="REPORT",
        help=_("the report it answers, which is forwarded in the same commit"),
    )
    parser.add_argument(
        "--path",
        action="append",
        default=[],
        metavar="corpus/PATH",
        help=_("a file of the corpus to start from, as it stands"),
    )
    _file_argument(parser)
    add_source_arguments(parser)
    parser.add_argument("--group", metavar="ID", help=_("the working group in charge"))
    parser.add_argument(
        "--requirements", type=names, default=(), metavar="ID,ID", help=_("requirements it touches")
    )
    parser.add_argument(
        "--subjects",
        type=names,
        default=(),
        metavar="TEXT,TEXT",
        help=_("what it concerns, to match with declared interests"),
    )
    parser.add_argument("--deadline", type=day, metavar="DATE", help=_("date set by law, if any"))
    parser.add_argument("--ref", metavar="TEXT", help=_("its id in another system"))


def _new(session: Session, arguments: Namespace) -> int:
    if is_sourced(arguments):
        return open_sourced(session, arguments)
    desk = desk_of(session)
    title, motive = _title_and_motive(desk, arguments)
    receipt = new_proposal(
        desk,
        title=title,
        motive=motive,
        texts=texts_of(arguments.file),
        paths=tuple(arguments.path),
        from_report=arguments.from_report,
        working_group=arguments.group,
        requirements=arguments.requirements,
        subjects=arguments.subjects,
        legal_deadline=arguments.deadline,
        external_ref=arguments.ref,
    )
    return print_act(session, receipt)


def _title_and_motive(desk: Desk, arguments: Namespace) -> tuple[str, str]:
    title = arguments.title
    motive = text_given(arguments.motive) if arguments.motive else None
    if arguments.from_report and not (title and motive):
        snapshot = desk.workspace.snapshot()
        report = find(
            snapshot.reports,
            arguments.from_report,
            where="comens report list",
            problems=snapshot.problems,
        )
        title, motive = title or report.title, motive or report.description
    if not (title and motive):
        raise UsageError(
            _("A proposal needs a title and a motive."),
            hint=_("Give --title and --motive, or the report it answers with --from-report."),
        )
    return title, motive


def _edit_arguments(parser: CommandParser) -> None:
    proposal_argument(parser)
    _file_argument(parser)
    parser.add_argument(
        "--path",
        metavar="corpus/PATH",
        help=_("the file to open in the editor, where the proposal has several"),
    )
    parser.add_argument("--title", metavar="TEXT", help=_("a new title"))
    parser.add_argument("--motive", metavar="TEXT", help=_("a new motive; - is standard input"))
    parser.add_argument(
        "--requirements", type=names, metavar="ID,ID", help=_("requirements it touches")
    )
    parser.add_argument("--group", metavar="ID", help=_("the working group in charge"))


def _edit(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    snapshot = desk.workspace.snapshot()
    proposal = find(
        snapshot.proposals, arguments.id, where="comens proposal list", problems=snapshot.problems
    )
    texts = texts_of(arguments.file)
    told = (arguments.title, arguments.motive, arguments.group)
    said = any(told) or arguments.requirements is not None
    if not texts and (arguments.path or not said):
        require_on_base(snapshot, proposal)
        texts = _edited_text(snapshot, proposal.id, arguments.path)
    receipt = edit_proposal(
        desk,
        arguments.id,
        texts=texts,
        title=arguments.title,
        motive=text_given(arguments.motive) if arguments.motive else None,
        requirements=arguments.requirements,
        working_group=arguments.group,
        seen=snapshot.files.get(proposal_path(arguments.id)),
    )
    return print_act(session, receipt)


def _edited_text(snapshot: Snapshot, proposal_id: str, path: str | None) -> dict[str, str]:
    """Let the person edit one proposed text, or the text in force of a file not yet in it."""
    texts = dict(snapshot.texts.get(proposal_id, {}))
    if path is None:
        if len(texts) != 1:
            raise UsageError(
                _("Say which file to edit."),
                hint=_("One of: {paths}. Or give --path corpus/PATH.").format(
                    paths=", ".join(texts) or "—"
                ),
            )
        path = next(iter(texts))
    standing = {document.path: document.text for document in snapshot.documents.values()}
    if path not in texts and path not in standing:
        raise UsageError(
            _("{path} is not a document of the corpus.").format(path=path),
            hint=_("See them with: comens document list"),
        )
    text = texts.get(path) or standing[path]
    return {path: edited(text, path.rsplit("/", 1)[-1])}


def _comment_arguments(parser: CommandParser) -> None:
    proposal_argument(parser)
    parser.add_argument("text", metavar="TEXT", help=_("the remark; - reads standard input"))
    parser.add_argument("--document", metavar="corpus/PATH", help=_("the text it is about"))
    parser.add_argument("--clause", metavar="ID", help=_("the clause it is about"))
    parser.add_argument("--reply-to", metavar="COMMENT", help=_("the comment it answers"))


def _comment(session: Session, arguments: Namespace) -> int:
    receipt = comment_proposal(
        desk_of(session),
        arguments.id,
        text_given(arguments.text),
        document=arguments.document,
        clause=arguments.clause,
        reply_to=arguments.reply_to,
    )
    return print_act(session, receipt)


def _rebase_arguments(parser: CommandParser) -> None:
    proposal_argument(parser)
    parser.add_argument(
        "--resolve",
        type=named(_SIDE_FORM),
        action="append",
        default=[],
        metavar=_SIDE_FORM,
        help=_("keep a clause in conflict as it is in force (ours), or as proposed (theirs)"),
    )
    parser.add_argument(
        "--text",
        metavar="FILE",
        help=_("the whole merged text, where one file alone moved; - is standard input"),
    )
    _file_argument(parser)


def _rebase(session: Session, arguments: Namespace) -> int:
    desk = desk_of(session)
    snapshot = desk.workspace.snapshot()
    proposal = find(
        snapshot.proposals, arguments.id, where="comens proposal list", problems=snapshot.problems
    )
    texts = texts_of(arguments.file)
    if arguments.text is not None:
        texts |= {_moved_path(desk, proposal): file_text(arguments.text)}
    settled = Settled(sides=dict(_side(given) for given in arguments.resolve))
    return print_act(session, rebase_proposal(desk, proposal.id, texts=texts, settled=settled))


def _moved_path(desk: Desk, proposal: Proposal) -> str:
    moved = moved_paths(desk.workspace.snapshot(), proposal)
    if len(moved) != 1:
        raise UsageError(
            _("Say which file the text is of: {paths}.").format(paths=", ".join(moved) or "—"),
            hint=_("Give it as --file corpus/PATH=FILE."),
        )
    return moved[0]


def _side(given: Named) -> tuple[str, str]:
    if given.value not in ("ours", "theirs"):
        raise UsageError(
            _("“{value}” is neither ours nor theirs.").format(value=given.value),
            hint=_("Write each choice as {form}.").format(form=_SIDE_FORM),
        )
    return given.name, given.value


def _resolve_arguments(parser: CommandParser) -> None:
    proposal_argument(parser)
    parser.add_argument(
        "comment", metavar="COMMENT", help=_("its name, as `comens proposal show` gives it")
    )
    parser.add_argument("--reopen", action="store_true", help=_("open it again"))


def _resolve(session: Session, arguments: Namespace) -> int:
    receipt = resolve_comment(
        desk_of(session), arguments.id, arguments.comment, resolved=not arguments.reopen
    )
    return print_act(session, receipt)


COMMANDS = (
    Command(
        "new",
        N_("Open a draft proposal"),
        _new,
        _new_arguments,
        details=N_(
            "Open a draft proposal. Its text starts as a copy of the corpus (--path), or is "
            "given whole (--file), or comes from a folder of edited texts, a patch, a branch or a "
            "template, each file shown first; it changes nothing before the committee decides."
        ),
        examples=(
            "proposal new --from-report EV-2026-0042 --path corpus/referentials/REF-TLC.md",
            'proposal new --title "Coquille" --motive "…" --file corpus/guides/GUI-TLS.md=g.md',
            'proposal new --from-folder ~/gt2 --title "Relecture du GT2" --motive "…" --dry-run',
            'proposal new --from-patch gt2.patch --title "Relecture du GT2" --motive "…"',
            "proposal new --from-branch gt2/relecture",
            "proposal new --template requirement --path corpus/referentials/REF-TLC.md",
        ),
        writes=True,
    ),
    Command(
        "edit",
        N_("Change what a proposal says or its proposed text"),
        _edit,
        _edit_arguments,
        details=N_(
            "Change a proposal until it is on an agenda. Without --file, --title, --motive, "
            "--requirements or --group, its proposed text is opened in $EDITOR."
        ),
        examples=(
            "proposal edit P-2026-014",
            "proposal edit P-2026-014 --file corpus/guides/GUI-TLS.md=- < gui.md",
        ),
        writes=True,
    ),
    Command(
        "comment",
        N_("Add a remark to a proposal"),
        _comment,
        _comment_arguments,
        examples=('proposal comment P-2026-014 "Preuve trop lourde" --clause ETH.14',),
        writes=True,
    ),
    Command(
        "resolve",
        N_("Settle a remark on a proposal, or open it again"),
        _resolve,
        _resolve_arguments,
        examples=("proposal resolve P-2026-014 20260302T101500Z-anne-petit",),
        writes=True,
    ),
    Command(
        "rebase",
        N_("Carry a proposal over to the text as it now stands"),
        _rebase,
        _rebase_arguments,
        details=N_(
            "Carry a proposal over to the text as it now stands. What was changed apart is "
            "joined, clause by clause; each clause that both changed is named, and settled "
            "with --resolve, or by giving the merged text."
        ),
        examples=(
            "proposal rebase P-2026-014",
            "proposal rebase P-2026-014 --resolve ETH.14=theirs --resolve ETH.2=ours",
            "proposal rebase P-2026-014 --text merged.md",
        ),
        writes=True,
    ),
)
