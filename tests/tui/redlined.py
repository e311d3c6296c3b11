"""One document and its change with every effect that a reviewer looks for."""

from tests.support import REFERENTIAL_MD

_BLOCK = """```yaml requirement
level: {level}
principles: [autonomy]
applies_to: [publisher]
condition: null
evidence:
  - "Copie d'écran"
sources: ["GT1"]
introduced: "1.0.0"
```
"""


def _requirement(number: int, title: str, text: str, level: str = "mandatory") -> str:
    return f"### ETH.{number} — {title}\n\n{_BLOCK.format(level=level)}\n{text}\n\n"


_LONG = (
    "Le Système DOIT afficher, avant toute saisie, la finalité du traitement, la durée de "
    "conservation et le nom de la personne à qui écrire, dans une langue que l'usager lit."
)
OLD = REFERENTIAL_MD + "\n" + "".join(
    [
        _requirement(11, "Prévenir", "Le Système DOIT prévenir l'usager deux fois par an."),
        _requirement(12, "Taire", "Le Système NE DOIT PAS transmettre le motif à un tiers."),
        _requirement(13, "Afficher", _LONG),
        _requirement(14, "Archiver", "Le Système DOIT archiver les journaux au 1er mars 2027."),
        _requirement(15, "Accompagner", "Le Système PEUT offrir une aide par téléphone.", "optional"),
        _requirement(16, "Traduire", "Le Système DOIT traduire chaque notice d'emploi en braille."),
    ]
)  # fmt: skip
NEW = (
    OLD.replace("ALORS le Système DOIT lui", "ALORS le Système DEVRAIT lui")
    .replace("Le Système DEVRAIT informer", "Le Système DOIT informer")
    .replace("deux fois par an", "une fois par mois")
    .replace("NE DOIT PAS transmettre", "PEUT transmettre")
    .replace("la durée de conservation et", "la durée de conservation, les destinataires et")
    .replace("qu'une", "qu’une").replace("dans une langue que l'usager", "dans une langue que l’usager")
    .replace("1er mars 2027", "1er juin 2028")
    .replace("### ETH.16 — Traduire", "### ETH.26 — Traduire")
    .replace(_requirement(15, "Accompagner", "Le Système PEUT offrir une aide par téléphone.", "optional"), "")
    .replace("## Bienfaisance\n", "## Bienfaisance\n\n" + _requirement(
        27, "Répondre", "Le Système DOIT répondre sous trois jours.").rstrip("\n") + "\n")
)  # fmt: skip
