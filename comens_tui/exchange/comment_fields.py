"""What a table may say of a consultation comment, the ISO/IEC comments template included.

That template has the columns MB/NC, line, clause, paragraph, type of comment (ge, te, ed),
comment, proposed change, and observations of the secretariat; its headers are recognised in
French and in English, with or without their explanations in parentheses.
"""

from typing import Final

from comens_tui.exchange.cell_values import Reader, date_reader, folded, line_value, text_value
from comens_tui.exchange.fields import Field, Kind, MakeReader
from comens_tui.i18n import LANGUAGES, N_, _, speaking
from comens_tui.model.consultation import LEGAL_COLLEGES
from comens_tui.text.labels import label

_YES: Final = frozenset({"true", "oui", "yes", "o", "y", "x", "1", "vrai"})
_NO: Final = frozenset({"false", "non", "no", "n", "0", "faux"})
#: How each type is written, in the template and out of it.
_TYPES: Final = {
    "ge": "ge",
    "general": "ge",
    "generale": "ge",
    "te": "te",
    "technical": "te",
    "technique": "te",
    "ed": "ed",
    "editorial": "ed",
    "editoriale": "ed",
    "redactionnel": "ed",
}

#: What platforms and associations call the colleges of the law, folded.
_COLLEGES: Final = {
    "usagers": "users",
    "usager": "users",
    "patients": "users",
    "patient": "users",
    "associations d usagers": "users",
    "association d usagers": "users",
    "citoyens": "users",
    "professionnel de sante": "health_professionals",
    "professionnels": "health_professionals",
    "soignants": "health_professionals",
    "etablissement de sante": "health_facilities",
    "etablissements": "health_facilities",
    "medico social": "social_facilities",
    "secteur medico social": "social_facilities",
    "etablissements medico sociaux": "social_facilities",
    "esms": "social_facilities",
    "etablissements et services medico sociaux": "social_facilities",
    "editeur": "publishers",
    "editeurs": "publishers",
    "industriels": "publishers",
    "entreprises": "publishers",
}


def _plain(reader: Reader) -> MakeReader:
    return lambda _dates: reader


def _type_value(text: str) -> str:
    found = _TYPES.get(folded(text)) or _TYPES.get(folded(text).split(" ")[0])
    if found is None:
        raise ValueError(_("“{text}” is no type of comment: ge, te or ed.").format(text=text[:60]))
    return found


def _consent_value(text: str) -> bool:
    said = folded(text)
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise ValueError(_("“{text}” is neither yes nor no.").format(text=text[:60]))


def _college_value(text: str) -> str:
    """Return the id of a college of the law by its names, or the text as it is."""
    said = folded(text)
    if said in _COLLEGES:
        return _COLLEGES[said]
    for language in LANGUAGES:
        with speaking(language):
            for college in LEGAL_COLLEGES:
                if said in (folded(college), folded(label(college))):
                    return college
    return line_value(text)


COMMENT: Final = Kind(
    "comment",
    {
        "external_ref": Field(
            N_("External reference"),
            _plain(line_value),
            (
                "reference externe",
                "external ref",
                "reference",
                "identifiant",
                "id",
                "numero de contribution",
                "comment id",
                "n de contribution",
                "ref",
            ),
        ),
        "author": Field(
            N_("Author"),
            _plain(line_value),
            ("mb nc", "mb", "auteur", "author", "contributeur", "contributor", "organisme",
             "organisation", "organization", "nom", "name", "pseudonyme", "pseudonym"),
        ),
        "consent": Field(
            N_("Consent to be named"),
            _plain(_consent_value),
            ("consentement", "consent", "accord de publication",
             "accord pour etre nomme", "publication du nom"),
        ),
        "college": Field(
            N_("College"),
            _plain(_college_value),
            ("college", "categorie", "category", "profil", "profile", "vous etes"),
            required=True,
        ),
        "received": Field(
            N_("Received"),
            date_reader,
            ("date de reception", "recu le", "received", "date de depot", "depose le",
             "submitted", "date"),
        ),
        "document": Field(
            N_("Document"), _plain(line_value), ("document", "texte commente", "fichier")
        ),
        "line": Field(
            N_("Line"), _plain(line_value),
            ("line number", "numero de ligne", "n de ligne", "ligne", "line", "lignes", "lines"),
        ),
        "clause": Field(
            N_("Clause"),
            _plain(line_value),
            ("clause", "subclause", "article", "paragraphe ou article", "exigence",
             "requirement", "chapitre", "section"),
        ),
        "paragraph": Field(
            N_("Paragraph"),
            _plain(line_value),
            ("paragraph", "paragraphe", "alinea", "figure", "tableau", "table"),
        ),
        "type": Field(
            N_("Kind of comment"),
            _plain(_type_value),
            ("type of comment", "kind of comment", "type de commentaire", "type", "nature"),
        ),
        "text": Field(
            N_("Comment"),
            _plain(text_value),
            ("comments", "comment", "commentaires", "commentaire", "avis", "contribution",
             "observation", "remarque", "message", "justification"),
            required=True,
        ),
        "proposed_change": Field(
            N_("Change asked for"),
            _plain(text_value),
            ("proposed change", "change asked for", "modification proposee",
             "modification demandee", "changement propose", "proposition",
             "redaction proposee", "proposed text"),
        ),
        "observations": Field(
            N_("Observations of the secretariat"),
            _plain(text_value),
            ("observations of the secretariat", "observations du secretariat", "observations",
             "secretariat"),
        ),
    },
    "text",
    {},
)  # fmt: skip
