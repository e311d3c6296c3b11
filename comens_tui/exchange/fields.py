"""What a table may say of each kind of record: its fields, how each is read and recognised."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from comens_tui.exchange.cell_values import (
    Reader,
    date_reader,
    line_value,
    list_value,
    scale_value,
    text_value,
    word_reader,
    words_reader,
)
from comens_tui.i18n import N_, _
from comens_tui.model.words import Principle, ReportType

#: Given the date formats of a mapping, what reads the cells.
MakeReader = Callable[[tuple[str, ...]], Reader]


class Field(NamedTuple):
    """One field: its label, what makes its reader, and the headers that announce it.

    `headers` are folded words, the surest first; a header that has them all is taken too.
    """

    label: str
    reader: MakeReader
    headers: tuple[str, ...]
    required: bool = False


class Kind(NamedTuple):
    """What a table of one kind of record holds; `body` is the field with the long text."""

    name: str
    fields: Mapping[str, Field]
    body: str
    constants: Mapping[str, str]

    def name_of(self, field: str) -> str:
        """Return the name of a field as a person reads it, in the language in force."""
        found = self.fields.get(field)
        return _(found.label) if found else field


def _plain(reader: Reader) -> MakeReader:
    return lambda _dates: reader


@cache
def _word(words: Any) -> Reader:
    return word_reader(words)


@cache
def _words(words: Any) -> Reader:
    return words_reader(words)


_TITLE: Final = ("titre", "title", "objet", "intitule", "sujet", "subject", "libelle", "resume")
_REF: Final = (
    "reference externe",
    "external ref",
    "reference",
    "ref",
    "identifiant",
    "id",
    "numero",
    "num",
    "n",
    "number",
    "ticket",
)
_REQUIREMENTS: Final = ("exigences", "exigence", "requirements", "requirement")

REPORT: Final = Kind(
    "report",
    {
        "external_ref": Field(N_("External reference"), _plain(line_value), _REF),
        "title": Field(N_("Title"), _plain(text_value), _TITLE, required=True),
        "description": Field(
            N_("Description"),
            _plain(text_value),
            (
                "description",
                "texte",
                "text",
                "contenu",
                "message",
                "faits",
                "detail",
                "details",
                "commentaire",
                "commentaires",
                "signalement",
            ),
            required=True,
        ),
        "received": Field(
            N_("Received"),
            date_reader,
            ("date de reception", "recu le", "received", "date de depot", "date", "created"),
        ),
        "type": Field(
            N_("Type"),
            lambda _dates: _word(ReportType),
            ("type", "type de signalement", "kind"),
            required=True,
        ),
        "principles": Field(
            N_("Principles"),
            lambda _dates: _words(Principle),
            ("principes", "principe", "principles", "principle"),
        ),
        "severity": Field(N_("Severity"), _plain(scale_value), ("gravite", "severite", "severity")),
        "reach": Field(N_("Reach"), _plain(scale_value), ("portee", "etendue", "reach")),
        "reporter": Field(
            N_("Reporter"),
            _plain(line_value),
            ("profil", "qualite du declarant", "reporter", "profile"),
        ),
        "channel": Field(N_("Channel"), _plain(line_value), ("canal", "channel", "voie")),
        "event": Field(
            N_("Event"), _plain(line_value), ("journee regionale", "journee", "event", "evenement")
        ),
        "region": Field(N_("Region"), _plain(line_value), ("region",)),
        "solution_category": Field(
            N_("Category"),
            _plain(line_value),
            ("categorie de solution", "type de solution", "categorie", "category"),
        ),
        "solution": Field(N_("Solution"), _plain(line_value), ("pseudonyme", "pseudonym")),
        "requirements": Field(N_("Requirements"), _plain(list_value), _REQUIREMENTS),
    },
    "description",
    {"type": "other"},
)

PROPOSAL: Final = Kind(
    "proposal",
    {
        "external_ref": Field(N_("External reference"), _plain(line_value), _REF),
        "title": Field(N_("Title"), _plain(text_value), _TITLE, required=True),
        "motive": Field(
            N_("Motive"),
            _plain(text_value),
            ("motif", "motive", "justification", "expose", "pourquoi", "rationale", "description"),
            required=True,
        ),
        "working_group": Field(
            N_("Working group"), _plain(line_value), ("groupe de travail", "working group", "gt")
        ),
        "requirement": Field(N_("Requirement"), _plain(line_value), _REQUIREMENTS),
        "text": Field(
            N_("Proposed text"),
            _plain(text_value),
            ("texte propose", "proposed text", "redaction proposee", "dispositif", "texte"),
        ),
        "subjects": Field(N_("Subjects"), _plain(list_value), ("sujets", "subjects", "themes")),
        "legal_deadline": Field(
            N_("Legal deadline"), date_reader, ("echeance legale", "legal deadline", "echeance")
        ),
    },
    "motive",
    {},
)
