"""A new proposal that answers no report: what it begins from, what it changes, then one act."""

from collections.abc import Callable, Mapping, Sequence

from comens_tui.i18n import N_, _, ngettext
from comens_tui.model.document import Document
from comens_tui.model.places import DOCUMENT_FOLDERS
from comens_tui.model.words import DocumentKind
from comens_tui.operations.draft import Receipt
from comens_tui.operations.given_files import given_bytes
from comens_tui.operations.proposal_sources import (
    FATE_LABELS,
    MAX_PATCH,
    Fate,
    Offer,
    SourceLine,
    line_words,
    offer_of_branch,
    offer_of_folder,
    offer_of_patch,
)
from comens_tui.operations.proposal_templates import offer_of_template
from comens_tui.operations.proposals import new_proposal
from comens_tui.text.labels import label
from comens_tui.text.proposal_templates import TEMPLATES, Needs, Template
from comens_tui.tui import prose, reading
from comens_tui.tui.messages import Visit
from comens_tui.tui.modals.choose import Choose
from comens_tui.tui.modals.form import Field, Form
from comens_tui.tui.prose import paragraph
from comens_tui.tui.screens import forms
from comens_tui.tui.screens.list_screen import ListScreen
from comens_tui.tui.typed_paths import typed_path
from comens_tui.tui.widgets.rows import ListRow

_BLANK, _TEMPLATE, _FOLDER, _PATCH, _BRANCH = "blank", "template", "folder", "patch", "branch"
_BEGINNINGS = {
    _BLANK: (N_("blank"), N_("a title, a motive, and maybe a text to change")),
    _TEMPLATE: (N_("template"), N_("a requirement, a change, a repeal, a section, a document")),
    _FOLDER: (N_("folder"), N_("edited Markdown files, as a working group gives them back")),
    _PATCH: (N_("patch"), N_("a file of git differences against the text in force")),
    _BRANCH: (N_("branch"), N_("what a git branch changed since it left this one")),
}
_ASKED = {
    _FOLDER: N_("Folder of edited texts"),
    _PATCH: N_("Patch file"),
    _BRANCH: N_("Branch or revision"),
}
_GO, _NO_TEXT = "go", "none"
_STYLES = {
    Fate.CHANGED: prose.PLAIN,
    Fate.NEW: prose.PLAIN,
    Fate.SAME: prose.QUIET,
    Fate.LEFT: prose.QUIET,
    Fate.REFUSED: prose.BAD,
}


class NewProposalSteps:
    """The steps to a new proposal, each a window that can be left without a trace."""

    def __init__(self, screen: ListScreen) -> None:
        """`screen` is where the steps are asked, and what reads and acts."""
        self._screen = screen
        self._desk = screen.session.desk

    def start(self) -> None:
        """Ask what it begins from."""
        rows = [ListRow(key, (_(name), _(what))) for key, (name, what) in _BEGINNINGS.items()]

        def answered(key: str | None) -> None:
            if key == _BLANK:
                self._with_documents(self._ask_blank)
            elif key == _TEMPLATE:
                self._ask_template()
            elif key is not None:
                self._ask_place(key)

        self._screen.app.push_screen(Choose(_("New proposal from"), rows), answered)

    def _with_documents(self, then: Callable[[Sequence[Document]], None]) -> None:
        desk = self._desk
        self._screen.read(lambda: reading.documents(desk), then, group="documents")

    # -- blank

    def _ask_blank(self, documents: Sequence[Document]) -> None:
        texts = ((_NO_TEXT, _("none yet")), *((item.path, item.id) for item in documents))
        asked = [
            *_words(),
            Field("path", _("Text to change"), choices=texts),
            forms.group_field(self._desk),
        ]

        def answered(values: Mapping[str, str] | None) -> None:
            if values is None:
                return
            path = values["path"]
            self._act(
                lambda: new_proposal(
                    self._desk,
                    title=values["title"].strip(),
                    motive=values["motive"].strip(),
                    paths=() if path == _NO_TEXT else (path,),
                    working_group=forms.group_of(values),
                )
            )

        form = Form(_("New proposal"), asked, save=_("Open the proposal as a draft"))
        self._screen.app.push_screen(form, answered)

    # -- template

    def _ask_template(self) -> None:
        rows = [ListRow(item.name, (_(item.label), "")) for item in TEMPLATES.values()]

        def answered(name: str | None) -> None:
            if name is None:
                return
            template = TEMPLATES[name]
            if template.needs is Needs.NEW_DOCUMENT:
                self._ask_new_document(template)
            else:
                self._with_documents(lambda found: self._ask_start(template, found))

        self._screen.app.push_screen(Choose(_("Which template?"), rows, first_width=60), answered)

    def _ask_start(self, template: Template, documents: Sequence[Document]) -> None:
        """Ask for the document or the requirement that a template starts from."""
        if template.needs is Needs.DOCUMENT:
            rows = [ListRow(item.path, (item.id, item.front.title)) for item in documents]
            title, name = _("Which document?"), "path"
        else:
            rows = [
                ListRow(item.id, (item.id, item.title))
                for document in documents
                for item in document.requirements
                if item.fields.status == "active"
            ]
            title, name = _("Which requirement?"), "requirement"
        if not rows:
            self._screen.say(
                _("The corpus holds nothing to start from: take the template “document”."),
                is_problem=True,
            )
            return

        def answered(key: str | None) -> None:
            if key is not None:
                self._read(lambda: offer_of_template(self._desk, template, **{name: key}))

        self._screen.app.push_screen(Choose(title, rows), answered)

    def _ask_new_document(self, template: Template) -> None:
        ask_path(
            self._screen,
            lambda path: self._read(lambda: offer_of_template(self._desk, template, path=path)),
            _("See what it proposes"),
        )

    # -- folder, patch, branch

    def _ask_place(self, kind: str) -> None:
        """Ask where the texts are."""

        def answered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                place = values["place"].strip()
                self._read(lambda: self._offer(kind, place))

        asked = [Field("place", _(_ASKED[kind]), required=True)]
        form = Form(_("New proposal"), asked, save=_("See what it proposes"))
        self._screen.app.push_screen(form, answered)

    def _offer(self, kind: str, place: str) -> Offer:
        if kind == _FOLDER:
            return offer_of_folder(self._desk, typed_path(place))
        if kind == _PATCH:
            path = typed_path(place)
            return offer_of_patch(self._desk, given_bytes(path, MAX_PATCH), path.name)
        return offer_of_branch(self._desk, place)

    # -- what it would change

    def _read(self, job: Callable[[], Offer]) -> None:
        self._screen.say(_("Reading…"), is_passing=True)
        self._screen.read(job, self._show, group="sources")

    def _show(self, offer: Offer, chosen: str | None = None) -> None:
        """Show what becomes of each file; a line opens on its reason in full."""
        self._screen.quiet()
        rows = []
        if offer.texts:
            count = len(offer.texts)
            words = ngettext("Propose {count} text", "Propose {count} texts", count)
            rows.append(ListRow(_GO, (words.format(count=count), ""), prose.STRONG))
        lines = {f"line-{index}": line for index, line in enumerate(offer.lines)}
        rows += [ListRow(key, _cells(line), _STYLES[line.fate]) for key, line in lines.items()]
        opened = lines.get(chosen or "")
        blocks = [paragraph(" · ".join(_cells(opened)))] if opened else []
        if not offer.texts:
            blocks.append(paragraph(_("Nothing there differs from the corpus."), prose.WARNING))

        def answered(key: str | None) -> None:
            if key == _GO:
                self._ask_words(offer)
            elif key is not None:
                self._show(offer, key)

        window = Choose(
            _("What is proposed"), rows, blocks=blocks, select=chosen, first_width=_WIDTH
        )
        self._screen.app.push_screen(window, answered)

    def _ask_words(self, offer: Offer) -> None:
        def answered(values: Mapping[str, str] | None) -> None:
            if values is None:
                return
            self._act(
                lambda: new_proposal(
                    self._desk,
                    title=values["title"].strip(),
                    motive=values["motive"].strip(),
                    texts=offer.texts,
                    bases=offer.bases,
                    requirements=offer.requirements,
                    working_group=forms.group_of(values),
                )
            )

        form = Form(
            _("New proposal"),
            [*_words(offer.title, offer.motive), forms.group_field(self._desk)],
            save=_("Open the proposal as a draft"),
        )
        self._screen.app.push_screen(form, answered)

    def _act(self, job: Callable[[], Receipt]) -> None:
        def visit(receipt: Receipt) -> None:
            self._screen.app.post_message(Visit("review", receipt.record))

        self._screen.act(job, then=visit)


def ask_path(screen: ListScreen, then: Callable[[str], None], save: str) -> None:
    """Ask for the kind and the id of a new document, and give its path; `save` says what for."""
    kinds = tuple((kind, label(DocumentKind(kind))) for kind in DOCUMENT_FOLDERS)
    asked = [
        Field("kind", _("Kind"), choices=kinds),
        Field("id", _("Id, such as GUI-XXX"), required=True),
    ]

    def answered(values: Mapping[str, str] | None) -> None:
        if values is not None:
            then(f"{DOCUMENT_FOLDERS[values['kind']]}/{values['id'].strip().upper()}.md")

    form = Form(_("New document"), asked, save=save)
    screen.app.push_screen(form, answered)


#: Of the first column: what becomes of a file, and its name.
_WIDTH = 40


def _words(title: str = "", motive: str = "") -> list[Field]:
    return [
        Field("title", _("Title"), title, required=True),
        Field("motive", _("Motive: why"), motive, long=True, required=True),
    ]


def _cells(line: SourceLine) -> tuple[str, str]:
    name = line.name.rsplit("/", 1)[-1]
    return f"{_(FATE_LABELS[line.fate])}  {name}", line_words(line)
