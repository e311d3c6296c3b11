"""`comens export`: the requirements as a table, a catalog, Markdown or a page."""

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from comens_tui.cli.acting import desk_of, find
from comens_tui.cli.command import Command
from comens_tui.cli.parsing import CommandParser
from comens_tui.cli.printing import answer, print_json
from comens_tui.cli.session import Session
from comens_tui.errors import UsageError
from comens_tui.i18n import N_, _
from comens_tui.store.workspace import Workspace

FORMATS = ("csv", "xlsx", "json", "markdown", "html", "oscal", "ciso-assistant")


def _arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "--as",
        dest="form",
        choices=FORMATS,
        required=True,
        metavar="FORMAT",
        help=_("one of: {choices}").format(choices=", ".join(FORMATS)),
    )
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="PATH",
        help=_("the file to write; a folder for the Markdown of several documents"),
    )
    parser.add_argument(
        "--document",
        action="append",
        default=[],
        metavar="ID",
        help=_("only this document; may be repeated; by default all of them"),
    )
    parser.add_argument("--at", metavar="REV", help=_("as it was at a commit or a tag"))
    parser.add_argument(
        "--force", action="store_true", help=_("write over a file that is already there")
    )


def _export(session: Session, arguments: Namespace) -> int:
    from comens_tui.operations.written_papers import write_answer, write_folder

    workspace = desk_of(session).workspace
    files = _written(workspace, arguments)
    output, force = Path(arguments.output), arguments.force
    if output in files:
        write_answer(output, files[output], workspace, force=force)
    else:
        named = {path.name: content for path, content in files.items()}
        write_folder(output, named, workspace, force=force)
    if session.wants_json:
        print_json([str(path) for path in files])
    else:
        for path in files:
            answer(_("Written: {path}").format(path=path))
    return 0


def _written(workspace: Workspace, arguments: Namespace) -> Mapping[Path, bytes]:
    """Return what is to be written, by path."""
    from comens_tui.exchange import requirement_files
    from comens_tui.exchange.ciso_assistant import written_ciso_assistant
    from comens_tui.exchange.html_page import written_html
    from comens_tui.exchange.oscal import written_oscal

    revision = arguments.at or "HEAD"
    snapshot = workspace.snapshot(revision)
    documents = snapshot.documents
    chosen = [
        find(documents, name, where="comens document list", problems=snapshot.problems)
        for name in arguments.document or documents
    ]
    if not chosen:
        raise UsageError(_("There is no document to export."), hint=_("See: comens document list"))
    path = Path(arguments.output)
    if arguments.form == "markdown":
        if len(chosen) == 1 and not path.is_dir():
            return {path: chosen[0].text.encode()}
        return {path / f"{item.id}.md": item.text.encode() for item in chosen}
    versions = [release.version for release in snapshot.releases.values()]
    version = chosen[0].front.version if len(chosen) == 1 else (versions or ["0.0.0"])[-1]
    match arguments.form:
        case "csv":
            content = requirement_files.written_csv(chosen)
        case "xlsx":
            content = requirement_files.written_xlsx(chosen)
        case "json":
            content = requirement_files.written_json(chosen)
        case "html":
            content = written_html(chosen)
        case "oscal":
            when = workspace.log(1, at=snapshot.revision)[0].when
            content = written_oscal(chosen, modified=when, version=version)
        case _:
            content = written_ciso_assistant(chosen, version=version)
    return {path: content}


COMMANDS = (
    Command(
        "",
        N_("Write the requirements as a table, a catalog, Markdown or a page"),
        _export,
        _arguments,
        details=N_(
            "Write the requirements of the corpus, or of some documents, as they stand at a "
            "commit or a tag. The same text gives the same bytes, and “comens document import” "
            "reads each form but the page back."
        ),
        examples=(
            "export --as csv -o exigences.csv",
            "export --as oscal --document REF-TLC --at cens-v1.0.0 -o ref-tlc.json",
        ),
        acts=False,
    ),
)
