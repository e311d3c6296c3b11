"""The papers of a consultation, written where the person says."""

from collections.abc import Mapping
from pathlib import Path

from comens_tui.i18n import N_, _, ngettext
from comens_tui.tui import prose
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.prose import paragraph
from comens_tui.tui.reading import ConsultationPage
from comens_tui.tui.screens.base import BaseScreen
from comens_tui.tui.typed_paths import typed_path
from comens_tui.tui.widgets.rows import ListRow

#: Each paper: its name, the formats that the end of the name may say, and the usual end.
_PAPERS = {
    "form": (N_("form to fill in"), N_("empty: .xlsx or .md; I takes it back"), "-avis.xlsx"),
    "summary": (N_("draft of the summary"), N_("to edit; x publishes it"), "-synthese.md"),
    "table": (N_("table of dispositions"), ".md, .html, .csv, .xlsx, .json", "-suites.xlsx"),
    "letters": (N_("replies"), N_("a folder of letters; one table with .csv"), "-reponses"),
}


class ConsultationPapers(BaseScreen):
    """The act that writes papers."""

    def consultation(self) -> ConsultationPage | None:
        """Return the consultation under the cursor."""
        raise NotImplementedError

    def action_consultation_papers(self) -> None:
        """Ask which paper, then where."""
        page = self.consultation()
        if page is None:
            return
        consultation_id = page.consultation.id
        rows = [
            ListRow(key, (_(name), _(meaning))) for key, (name, meaning, _end) in _PAPERS.items()
        ]

        def answered(paper: str | None) -> None:
            if paper is not None:
                self._ask_place(consultation_id, paper)

        title = _("Papers of {id}").format(id=consultation_id)
        self.app.push_screen(Choose(title, rows), answered)

    def _ask_place(self, consultation_id: str, paper: str) -> None:
        desk = self.session.desk
        name, meaning, end = _PAPERS[paper]

        def write(path: Path) -> int:
            # Neither workbooks nor pages are loaded before they are asked for.
            from comens_tui.operations.consultation_papers import write_paper

            return write_paper(desk, consultation_id, paper, path)

        def answered(values: Mapping[str, str] | None) -> None:
            if values is None:
                return
            path = typed_path(values["path"])

            def told(count: int) -> None:
                words = ngettext(
                    "{count} file written in {path}", "{count} files written in {path}", count
                )
                self.say(words.format(count=count, path=path))

            self.read(lambda: write(path), told, group="papers")

        usual = str(Path.cwd() / f"{consultation_id}{end}")
        fields = [Field("path", _("File or folder to write"), usual, required=True)]
        title = _("{id}: {paper}").format(id=consultation_id, paper=_(name))
        hint = (paragraph(_(meaning), prose.QUIET),)
        form = Form(title, fields, blocks=hint, save=_("Write them"), at_save=True)
        self.app.push_screen(form, answered)
