"""Before the meeting: the agenda built and put in order, the convocation and its papers."""

from tests.play_in_app.playing import BACK_TAB, DOWN, EMPTY, ENTER, Act, Step, Table

ACTS = (
    Act(
        "plan the meeting",
        Step("3", "séances"),
        Step("P", "Planifier une séance"),
        Step(EMPTY + "{today} 20:00" + DOWN * 2, "{today} 20:00"),
        Step("Paris et visioconférence", "Paris et visioconférence"),
        Step(DOWN + ENTER, "Planifie la séance {meeting}"),
        Step(ENTER, "{today} 20:00 PLANIFIÉE", at="{meeting}"),
    ),
    Act(
        "put on its agenda what is ready",
        Step("r", "Ce qui est prêt pour {meeting}"),
        Step(DOWN + ENTER, "Ajoute à l'ordre du jour de la séance {meeting}"),
    ),
    Act(
        "add the minutes to approve, and a note for information",
        Step("i", "Ajouter à l'ordre du jour de {meeting}"),
        Step(ENTER, "Approbation du procès-verbal", at="procès-verbal à approuver"),
        Step("i", "Ajouter à l'ordre du jour de {meeting}"),
        Step(ENTER, "Ajouter le sujet", at="un autre sujet"),
        Step("Calendrier du second semestre" + DOWN + ENTER, "séance {meeting} : Calendrier du"),
    ),
    Act(
        "put the agenda in order",
        Step("", at="Approbation du procès-verbal"),
        *(Step("K", f"passe au rang {place}") for place in range(9, 0, -1)),
        Step("T", "Temps du point"),
        Step("5" + DOWN + ENTER, "0/5 min"),
    ),
    Act(
        "convene the members in urgency, and write the papers",
        Step("S", "Motif de l'urgence"),
        Step("Saisine de la ministre" + DOWN + ENTER, "Convoque la séance {meeting}"),
        Step("w", "Pièces de {meeting}"),
        Step(BACK_TAB, "> Dossier à écrire"),
        Step(EMPTY + "{papers}" + DOWN + ENTER, "fichiers écrits dans"),
    ),
    Act(
        "open the meeting",
        Step("S", "La séance s'ouvre maintenant"),
        Table.open_room,
        Step(DOWN + ENTER, "Ouvre la séance {meeting}", room="POINT 1 SUR 11"),
    ),
)
