"""After the last item: the minutes drafted, completed, corrected, approved, signed."""

from tests.play_in_app.playing import (
    BACK_TAB,
    DOWN,
    EMPTY,
    END,
    ENTER,
    ESCAPE,
    RIGHT,
    TAB,
    Act,
    Step,
)


def _copy(choosing: str, suffix: str) -> tuple[Step, ...]:
    """Write a copy of the minutes in the form that the keys `choosing` come to."""
    return (
        Step("w", "Copie du procès-verbal de {meeting}"),
        Step(BACK_TAB * 2, "> Format"),
        Step(choosing + DOWN, "> Fichier à écrire"),
        Step(EMPTY + "{papers}/pv" + DOWN + ENTER, f"pv.{suffix}"),
    )


ACTS = (
    Act(
        "close the meeting, and draft its minutes",
        Step("S", "Clore {meeting}"),
        Step(DOWN + ENTER, "Lève la séance", room="points tranchés"),
        Step("S", "Procès-verbal de {meeting}"),
        Step(DOWN + ENTER, "Rédige le projet de procès-verbal de la séance"),
    ),
    Act(
        "complete the minutes by hand, and read them",
        Step("E", "Complète"),
        Step("v", "Procès-verbal de {meeting}"),
        Step(ESCAPE, "PROCÈS-VERBAL RÉDIGÉ"),
    ),
    Act(
        "rectify the words of a decision, and draw the minutes again without loss",
        Step("", at="Relire la première phrase"),
        Step("Z", "Rectifier"),
        Step(ENTER, "ses termes", at="la décision"),
        Step(ENTER, "Ce qui était erroné", at="ses termes"),
        Step(DOWN + END + " Il relira en janvier." + TAB, "> Ce qui était erroné"),
        Step("Mal recopié" + DOWN + ENTER, "corrige D-"),
        Step("v", "Procès-verbal de {meeting}"),
        Step(END, "le calendrier est public"),
        Step(ESCAPE, "PROCÈS-VERBAL RÉDIGÉ"),
    ),
    Act(
        "correct the draft as a member asks",
        Step("", at="Présences"),
        Step("Z", "Correction"),
        Step("verg", "< Mahaut Verglas >"),
        Step(DOWN + "Dire « seuil » et non « palier »." + TAB + ENTER, "la consigner"),
        Step(ENTER, "Corrige le procès-verbal"),
    ),
    Act(
        "have them approved by an electronic vote",
        Step("S", "Approuver le procès-verbal de {meeting}"),
        Step(ENTER, "Vote électronique", at="par vote électronique"),
        Step("12" + DOWN + "0" + DOWN + "1" + DOWN + ENTER, "Approuve"),
    ),
    Act(
        "sign them, as the secretary then as the chair",
        Step("S", "Signer le procès-verbal de {meeting}"),
        Step(DOWN + ENTER, "Sidonie Clairbois signe le procès-verbal de {meeting}"),
        Step("A", "Agir comme"),
        Step(ENTER, "DÉMO Clémence Aubépine", at="Clémence Aubépine"),
        Step("S", "Signer le procès-verbal de {meeting}"),
        Step(DOWN + ENTER, "Clémence Aubépine signe le procès-verbal de {meeting}"),
    ),
    Act(
        "judge the signatures, and hand out copies",
        Step(
            "v", "Sidonie Clairbois : la signature tient. Clémence Aubépine : la signature tient."
        ),
        Step(ESCAPE, "PROCÈS-VERBAL SIGNÉ"),
        *_copy("", "docx"),
        *_copy(RIGHT, "html"),
        *_copy(RIGHT * 2, "md"),
        Step("q", "procès-verbal signé"),
    ),
)
