"""The items of the agenda, each voted in a way of its own."""

from tests.play_in_app.playing import BACK_TAB, DOWN, ENTER, ESCAPE, TAB, Act, Step, Table


def _open(number: int, window: str = "Mettre le point {} aux voix") -> tuple[Step, ...]:
    """Put the item under the cursor to the vote."""
    return (
        Step("o", window.format(number)),
        Step(DOWN + ENTER, f"met aux voix le point {number}", room="OUVERT"),
    )


def _hands(number: int, votes_for: int, against: int, abstaining: int) -> tuple[Step, ...]:
    """Count the hands raised, up to the window that asks for the sense of the decision."""
    return (
        Step("h", "mains levées"),
        Step(f"{votes_for}{DOWN}", f"{votes_for} mains sur"),
        Step(f"{against}{DOWN}{abstaining}{DOWN}", "> Passer à la décision"),
        Step(ENTER, f"Trancher le point {number}"),
    )


def _leaving(*names: str) -> tuple[Step, ...]:
    """Mark as absent members who were here."""
    return tuple(
        step
        for name in names
        for step in (
            Step("s", f"{name} à cette séance", at=name),
            Step(DOWN * 2 + ENTER, f"Absences à la séance {{meeting}} : {name}"),
        )
    )


def _back(*names: str) -> tuple[Step, ...]:
    """Mark as present members who had left."""
    return tuple(
        step
        for name in names
        for step in (
            Step("s", f"{name} à cette séance", at=name),
            Step(ENTER, f"Présences à la séance {{meeting}} : {name}"),
        )
    )


def _ballot_from_afar(table: Table) -> None:
    """Let a member vote in their own clone, with their own key, and send the file."""
    place = table.place
    clone, ballot = place.clone("verveine"), place.top / "verveine.ballot"
    words = ("meeting", "ballot", table.names["meeting"], "--item", "2", "against")
    place.comens(*words, "-o", str(ballot), root=clone)
    table.names["ballot"] = str(ballot)


_RECORD = Step(ENTER, "Prend la décision", at="Enregistrer la décision", room="TRANCHÉ")

ACTS = (
    Act(
        "approve the former minutes by a show of hands",
        Step("", at="Approbation du procès-verbal"),
        Step("t", "passe au point 1", room="POINT 1"),
        *_open(1),
        *_hands(1, 13, 0, 1),
        Step(ENTER, "Enregistrer la décision"),
        _RECORD,
    ),
    Act(
        "bring the note for information forward, with the reason, and take note of it",
        Step("", at="Calendrier du second semestre"),
        Step("K", "au rang 10"),
        Step("L'invitée part à 21 h" + DOWN + ENTER, "le point 11 passe au rang 10"),
        Step("t", "passe au point 11", room="Calendrier du second semestre"),
        *_open(11, "Ouvrir le point {}"),
        Step("C", "Trancher le point 11"),
        Step(ENTER, "Enregistrer la décision", at="prise d'acte"),
        Step(ENTER, "Qui s'en charge", at="Ajouter la suite à donner"),
        Step(ENTER, "À faire", at="Ulysse Galet"),
        Step("Diffuser le calendrier" + DOWN + DOWN + ENTER, "Diffuser le calendrier"),
        _RECORD,
    ),
    Act(
        "read the redline of the first text, its file, and what was decided before",
        Step("", at="Relever de 50 à 65 points"),
        Step("d", "2 Revue"),
        Step("q", "3 Séance"),
        Step("l", "Traçabilité de P-2025-009"),
        Step(ESCAPE, "EN COURS"),
        Step("D", "report : Relever de 50 à 65 points"),
        Step(ESCAPE, "EN COURS"),
    ),
    Act(
        "recuse a member for a declared interest",
        Step("x", "point 2 : lien déclaré"),
        Step(ENTER, "Isaure Pommeraie se déporte sur le point 2"),
        Step(ENTER, "{meeting}, Isaure Pommeraie se déporte"),
    ),
    Act(
        "amend the text in the room: the two votes already cast are void",
        Step("t", "passe au point 2", room="POINT 2 SUR"),
        *_open(2),
        Step(ENTER, "Clémence Aubépine"),
        Step("p", "Ulysse Galet vote : pour", at="Ulysse Galet"),
        Step("c", "Mahaut Verglas vote : contre", at="Mahaut Verglas"),
        Step("e", "À la demande de"),
        Step("verg", "< Mahaut Verglas >"),
        Step(DOWN + "Un palier" + DOWN + ENTER, "amende le point 2"),
        Step("W", "Le vote sur le point 2"),
        Step(ESCAPE, "Amendé"),
    ),
    Act(
        "lose the quorum, suspend, resume, and find it again",
        *_leaving(
            "Hilaire Rivesable",
            "Anatole Feuillard",
            "Perrine Brindille",
            "Noémie Lanterne",
            "Basile Chenaie",
            "Irma Saulaie",
            "Théodule Bruyère",
        ),
        Step("C", "Sans quorum, rien n'est décidé"),
        Step("u", "Suspendre {meeting}"),
        Step(BACK_TAB, "> Motif"),
        Step("Quorum perdu" + DOWN + ENTER, "Suspend la séance {meeting}", room="SÉANCE SUSPENDUE"),
        Step("p", "La séance est suspendue"),
        Step("u", "Reprend la séance {meeting}", room="QUORUM NON ATTEINT"),
        *_back("Anatole Feuillard", "Perrine Brindille", "Noémie Lanterne", "Irma Saulaie"),
        Step("s", "Théodule Bruyère à cette séance", at="Théodule Bruyère"),
        Step(DOWN + ENTER, "visioconférence à la séance {meeting} : Théodule Bruyère"),
        Step("m", "Basile Chenaie donne mandat à", at="Basile Chenaie"),
        Step(ENTER, "Basile Chenaie donne mandat à Irma Saulaie", at="Irma Saulaie"),
    ),
    Act(
        "take in a ballot signed from afar, and refuse what is not one",
        _ballot_from_afar,
        Step("B", "Bulletins signés de {meeting}"),
        Step("{ballot}" + DOWN + ENTER, "sous pli"),
        Step(ENTER, "p pour"),
        Step("B", "Bulletins signés de {meeting}"),
        Step("{papers}/convocation.md" + DOWN + ENTER, "refusé, et mis de côté"),
        Step(ENTER, "p pour"),
    ),
    Act(
        "call the roll by single keys",
        Step("p", "Clémence Aubépine vote : pour", at="Clémence Aubépine"),
        Step("p", "Ulysse Galet vote : pour"),
        Step("p", "Mahaut Verglas vote : pour"),
        Step("c", "Anatole Feuillard vote : contre"),
        Step("a", "Perrine Brindille vote : abstention"),
        Step("a", "Noémie Lanterne vote : abstention"),
        Step("c", "Joachim Belétoile vote : contre"),
    ),
    Act(
        "lose the app in the middle of the vote, and find the same place",
        Table.kill,
        Step("3", "Retour là où la séance a été quittée"),
    ),
    Act(
        "go on with the roll, and take back a slip",
        Step("p", "Théodule Bruyère vote : pour", at="Théodule Bruyère"),
        Step("z", "Corriger le dernier acte"),
        Step(DOWN + ENTER, "acte repris"),
        Step("a", "Théodule Bruyère vote : abstention", at="Théodule Bruyère"),
        Step("c", "Ondine Roseraie vote : contre", at="Ondine Roseraie"),
        Step("p", "Basile Chenaie vote : pour"),
        Step("p", "Irma Saulaie vote : pour"),
    ),
    Act(
        "read both results, and decide with the words of who disagrees",
        Step("C", "ouvert par cet acte"),
        Step(ENTER, "Enregistrer la décision"),
        Step(ENTER, "Désaccord exprimé par", at="Ajouter un désaccord"),
        Step(ENTER, "Propos", at="Mahaut Verglas"),
        Step("Soixante points suffisent." + TAB + ENTER, "Mahaut Verglas : Soixante"),
        _RECORD,
    ),
    Act(
        "send an item back to the work programme: who is absent is not asked for an interest",
        Step("q", "présents :"),
        Step("", at="Offrir une liste de motifs"),
        Step("t", "passe au point 3"),
        *_open(3),
        *_hands(3, 11, 1, 0),
        Step(ENTER, "Enregistrer la décision", at="programme"),
        _RECORD,
    ),
    Act(
        "vote a secret ballot, counted by two scrutineers",
        Step("", at="Proposer des plages"),
        Step("t", "passe au point 4"),
        Step("X", "Scrutin secret sur le point 4"),
        Step(ENTER, "scrutin secret", at="Noémie Lanterne"),
        *_open(4),
        Step("C", "Bulletins du scrutin secret sur le point 4"),
        Step("9" + DOWN + "3" + DOWN + "1" + DOWN * 2, "> Abstentions"),
        Step(DOWN + "verg", "< Mahaut Verglas >"),
        Step(DOWN + "joa", "< Joachim Belétoile >"),
        Step(DOWN * 2 + ENTER, "Trancher le point 4"),
        Step(ENTER, "Enregistrer la décision", at="adoption"),
        _RECORD,
    ),
    Act(
        "return an item to its author",
        Step("", at="Présenter décochée"),
        Step("t", "passe au point 5"),
        *_open(5),
        *_hands(5, 12, 0, 1),
        Step(ENTER, "Motif : renvoi", at="renvoi à"),
        Step("Le cas des mineurs manque." + TAB + ENTER, "Enregistrer la décision"),
        _RECORD,
    ),
    Act(
        "vote what is of form in a block, with two items taken out of it",
        Step("", at="Alléger une phrase"),
        Step("x", "point 6 : lien déclaré"),
        Step(ENTER, "reste pour le point 6", at="rester"),
        Step("Simple cliente." + DOWN + ENTER, "le lien déclaré par Joachim"),
        Step("b", "Voter ensemble le point 6"),
        Step(ENTER, "vote en bloc des points 6, 7, 8, 9", at="avec tous"),
        Step("", at="Relire la première phrase"),
        Step("b", "Point 8 voté à part"),
        Step(ENTER, "fait voter à part le point 8", at="Clémence Aubépine"),
        Step("", at="Relire le guide"),
        Step("b", "Point 9 voté à part"),
        Step(ENTER, "fait voter à part le point 9", at="Ulysse Galet"),
        Step("", at="Alléger une phrase"),
        Step("o", "Mettre le point 6 aux voix"),
        Step(DOWN + ENTER, "met aux voix ensemble les points 6, 7", room="OUVERT"),
        *_hands(6, 13, 0, 0),
        Step(ENTER, "Enregistrer la décision"),
        _RECORD,
    ),
    Act(
        "defer an item, and adopt another by name with everybody for",
        Step("", at="Relire la première phrase"),
        *_open(8),
        *_hands(8, 8, 0, 5),
        Step(ENTER, "Motif : report", at="report"),
        Step("Le groupe GT3 n'a pas relu." + TAB + ENTER, "Enregistrer la décision"),
        _RECORD,
        Step("", at="Relire le guide"),
        *_open(9),
        Step(ENTER, "p pour"),
        Step("p", "Clémence Aubépine vote : pour", at="Clémence Aubépine"),
        Step("pppp", "Perrine Brindille vote : pour"),
        Step("ppppp", "Isaure Pommeraie vote : pour"),
        Step("ppp", "Irma Saulaie vote : pour"),
        Step("C", "Trancher le point 9"),
        Step(ENTER, "Enregistrer la décision", at="adoption"),
        _RECORD,
        Step("q", "présents :"),
    ),
    Act(
        "take note of what is late",
        Step("", at="Suites en retard"),
        *_open(10, "Ouvrir le point {}"),
        Step("C", "Trancher le point 10"),
        Step(ENTER, "Enregistrer la décision", at="prise d'acte"),
        _RECORD,
    ),
)
