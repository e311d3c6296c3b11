"""The words of the demonstration's year: invented reports, comments and answers, in French."""

from datetime import date
from typing import NamedTuple

from comens_tui.model.words import Disposition, Principle, ReportType

ROOM = "Paris, salle du comité, et visioconférence"
VIDEO = "Visioconférence"
_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def meeting_title(day: date) -> str:
    """Return the title of the meeting of that day."""
    return f"Séance du {'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"


class ReportScene(NamedTuple):
    """What a person of the field reports, already expurgated."""

    title: str
    description: str
    type: ReportType
    principles: tuple[Principle, ...]
    severity: int
    reach: int
    reporter: str
    category: str
    solution: str
    requirements: tuple[str, ...] = ()


class CommentScene(NamedTuple):
    """A comment on a consultation and what becomes of it."""

    author: str
    college: str
    text: str
    type: str
    clause: str
    disposition: Disposition
    reason: str | None = None


AUDIENCES = ("professionals", "companies", "users")
WHY_FIRST = (
    "Les formations du printemps en dépendent : le groupe doit avoir fini avant leur ouverture."
)
WHY_OUT = "Dirigeant et actionnaire de l'éditeur d'une solution en cause."
WHY_IN = (
    "Simple cliente d'une solution parmi celles du signalement : la mesure vise tous les éditeurs."
)
NOT_DIGITAL = "Le signalement porte sur l'accueil au guichet, sans service numérique en cause."

SPRING = (
    ReportScene(
        title="Résumé automatique envoyé au patient sans relecture",
        description=(
            "Après une téléconsultation, un résumé rédigé par un outil automatique est arrivé "
            "dans l'espace du patient avant que le médecin ne l'ait relu. Il mentionnait un "
            "antécédent qui n'existe pas. Le service n'indique pas qui a rédigé ce texte."
        ),
        type=ReportType.TRANSPARENCY,
        principles=(Principle.BENEFICENCE, Principle.AUTONOMY),
        severity=3,
        reach=2,
        reporter="patient",
        category="teleconsultation",
        solution="SOL-04",
        requirements=("ETH.14",),
    ),
    ReportScene(
        title="File d'attente trop longue à l'accueil d'un laboratoire",
        description=(
            "La personne a attendu plus d'une heure au guichet d'un laboratoire. "
            "Elle n'a utilisé aucun service numérique."
        ),
        type=ReportType.OTHER,
        principles=(Principle.JUSTICE,),
        severity=1,
        reach=1,
        reporter="patient",
        category="other",
        solution="SOL-11",
    ),
    ReportScene(
        title="Borne de téléconsultation audible depuis la salle d'attente",
        description=(
            "Une borne ouverte est installée dans un hall. Les échanges s'entendent depuis les "
            "sièges voisins. La personne a renoncé à décrire ses symptômes et a quitté les lieux."
        ),
        type=ReportType.DATA_ACCESS,
        principles=(Principle.NON_MALEFICENCE, Principle.AUTONOMY),
        severity=3,
        reach=3,
        reporter="carer",
        category="teleconsultation",
        solution="SOL-02",
        requirements=("ETH.16",),
    ),
)

AUTUMN = (
    ReportScene(
        title="Rappel de vaccination envoyé pour un enfant décédé",
        description=(
            "Une famille reçoit chaque mois un rappel pour un enfant décédé depuis un an. "
            "Le service ne propose aucun moyen simple de signaler un décès."
        ),
        type=ReportType.TECHNICAL,
        principles=(Principle.NON_MALEFICENCE,),
        severity=4,
        reach=2,
        reporter="carer",
        category="application",
        solution="SOL-08",
    ),
    ReportScene(
        title="Refus de prise en charge sans motif dans une application de suivi",
        description=(
            "L'application annonce qu'une demande est refusée. Le professionnel a écarté la "
            "proposition du système, mais aucun motif n'est consigné ni transmis."
        ),
        type=ReportType.TRANSPARENCY,
        principles=(Principle.AUTONOMY, Principle.BENEFICENCE),
        severity=2,
        reach=2,
        reporter="patient",
        category="application",
        solution="SOL-05",
        requirements=("ETH.14",),
    ),
    ReportScene(
        title="Accès au dossier par un service facturier",
        description=(
            "La liste des accès montre plusieurs consultations du dossier par un service de "
            "facturation, de nuit. L'établissement n'a pas répondu à la demande d'explication."
        ),
        type=ReportType.DATA_ACCESS,
        principles=(Principle.NON_MALEFICENCE, Principle.AUTONOMY),
        severity=3,
        reach=3,
        reporter="patient",
        category="record",
        solution="SOL-06",
        requirements=("ETH.21",),
    ),
    ReportScene(
        title="Coupures répétées pendant une téléconsultation en zone rurale",
        description=(
            "L'échange s'interrompt quatre fois et la consultation est facturée. "
            "Le service ne propose ni rappel par téléphone ni reprise du rendez-vous."
        ),
        type=ReportType.TECHNICAL,
        principles=(Principle.JUSTICE, Principle.BENEFICENCE),
        severity=2,
        reach=2,
        reporter="professional",
        category="teleconsultation",
        solution="SOL-02",
        requirements=("ETH.19",),
    ),
)

ACCESS_TITLE = "Avertir le patient d'un accès hors de l'équipe de soins"
ACCESS_PURPOSE = (
    "Recueillir l'avis des acteurs sur un avertissement du patient lorsqu'une personne "
    "extérieure à l'équipe de soins accède à ses données."
)
ACCESS_COMMENTS = (
    CommentScene(
        author="Contributeur 01",
        college="users",
        text="Le délai de 24 heures est attendu ; un délai plus court serait préférable.",
        type="te",
        clause="ETH.21.1",
        disposition=Disposition.NOT_ACCEPTED,
        reason="Un délai plus court n'est pas tenable pour les petites structures.",
    ),
    CommentScene(
        author="Contributeur 02",
        college="health_facilities",
        text="Préciser que les accès en urgence vitale sont compris.",
        type="te",
        clause="ETH.21.1",
        disposition=Disposition.ANSWERED,
        reason="Ils le sont : la condition ne prévoit pas d'exception.",
    ),
    CommentScene(
        author="Contributeur 03",
        college="publishers",
        text="L'exemple de message attendu comme preuve gagnerait à être fourni en annexe.",
        type="ge",
        clause="ETH.21.1",
        disposition=Disposition.DEFERRED,
        reason="Renvoyé au guide d'évaluation des pratiques de télésanté.",
    ),
    CommentScene(
        author="Contributeur 04",
        college="health_professionals",
        text="Avis favorable.",
        type="ge",
        clause="ETH.21.1",
        disposition=Disposition.ACCEPTED,
    ),
)
ACCESS_SUMMARY = (
    "Quatre avis, de quatre collèges. Le principe de l'avertissement est approuvé par tous. "
    "Un avis demande un délai plus court ; il n'est pas retenu, faute de moyens dans les petites "
    "structures. Les autres demandes ont reçu une réponse."
)

BOOTH_TITLE = "Garantir un espace clos pour les bornes de téléconsultation"
BOOTH_PURPOSE = (
    "Recueillir l'avis des acteurs sur une exigence obligatoire nouvelle : un espace clos autour "
    "des bornes ouvertes au public."
)
BOOTH_COMMENTS = (
    CommentScene(
        author="Contributeur 01",
        college="users",
        text="La mesure répond à des renoncements aux soins que nous constatons.",
        type="ge",
        clause="ETH.16.1",
        disposition=Disposition.ACCEPTED,
    ),
    CommentScene(
        author="Contributeur 05",
        college="publishers",
        text="Le coût d'un aménagement clos est élevé pour les communes rurales.",
        type="te",
        clause="ETH.16.1",
        disposition=Disposition.NOT_ACCEPTED,
        reason="La confidentialité de l'échange ne dépend pas du lieu d'installation.",
    ),
    CommentScene(
        author="Contributeur 06",
        college="health_professionals",
        text="Préciser la méthode de mesure acoustique.",
        type="te",
        clause="ETH.16.1",
        disposition=Disposition.DEFERRED,
        reason="La méthode figurera dans le guide ; elle n'a pas à être fixée par l'exigence.",
    ),
    CommentScene(
        author="Contributeur 07",
        college="social_facilities",
        text="Avis favorable, la photographie de l'espace est une preuve simple.",
        type="ge",
        clause="ETH.16.1",
        disposition=Disposition.ACCEPTED,
    ),
    CommentScene(
        author="Contributeur 02",
        college="health_facilities",
        text="Écrire « borne ouverte au public » plutôt que « borne publique ».",
        type="ed",
        clause="ETH.16.1",
        disposition=Disposition.ACCEPTED,
    ),
)
BOOTH_SUMMARY = (
    "Cinq avis, des cinq collèges. Trois sont favorables. L'objection principale porte sur le "
    "coût pour les communes rurales ; elle n'est pas retenue, et figure ici comme avis "
    "minoritaire. La méthode de mesure est renvoyée au guide."
)
LATE_COMMENT = CommentScene(
    author="Contributeur 08",
    college="users",
    text=(
        "Courrier posté dans le délai, arrivé après la clôture : demander aussi un repérage "
        "visuel de la borne occupée."
    ),
    type="te",
    clause="ETH.16.1",
    disposition=Disposition.UNRESOLVED,
)

QUIET_TITLE = "Proposer des plages sans notification"
QUIET_PURPOSE = (
    "Recueillir l'avis des acteurs sur une plage horaire sans notification dans les "
    "applications référencées."
)

#: What the autumn decision asks: in words, of whom, and how many days after today.
FOLLOW_UPS = (
    ("Annoncer la nouvelle exigence aux fabricants de bornes", "galet", -6),
    ("Préparer la fiche d'aide à la mise en œuvre", "clairbois", 40),
)
