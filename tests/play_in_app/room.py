"""Who is in the room: attendance, a substitute, mandates, a late arrival."""

from tests.play_in_app.playing import DOWN, END, ENTER, Act, Step

ACTS = (
    Act(
        "call the members",
        Step(ENTER, "Clémence Aubépine", at="Présences"),
        Step("s", "Léandre Corail à cette séance", at="Léandre Corail"),
        Step(
            ENTER, "Absences excusées à la séance {meeting} : Léandre Corail", at="absence excusée"
        ),
        Step("s", "Hilaire Rivesable à cette séance", at="Hilaire Rivesable"),
        Step(
            ENTER,
            "Absences excusées à la séance {meeting} : Hilaire Rivesable",
            at="absence excusée",
        ),
        Step("s", "Clémence Aubépine à cette séance", at="Clémence Aubépine"),
        Step(END + ENTER, "Présences à la séance {meeting} : Clémence Aubépine, Ulysse Galet"),
        Step("s", "Rosalie Verveine à cette séance", at="Rosalie Verveine"),
        Step(
            ENTER,
            "visioconférence à la séance {meeting} : Rosalie Verveine",
            at="en visioconférence",
        ),
        Step("s", "Théodule Bruyère à cette séance", at="Théodule Bruyère"),
        Step(
            ENTER,
            "visioconférence à la séance {meeting} : Théodule Bruyère",
            at="en visioconférence",
        ),
    ),
    Act(
        "seat a substitute, and say who named them",
        Step("s", "Ondine Roseraie à cette séance", at="Ondine Roseraie"),
        Step(ENTER, "Qui supplée Ondine Roseraie", at="suppléance"),
        Step("Ivan Sorbier" + DOWN * 2 + ENTER, "Ivan Sorbier supplée Ondine Roseraie"),
    ),
    Act(
        "record a mandate, and take it back",
        Step("m", "Léandre Corail donne mandat à", at="Léandre Corail"),
        Step(ENTER, "{meeting}, Léandre Corail donne mandat à Ulysse Galet", at="Ulysse Galet"),
        Step("m", "ne le détient plus"),
        Step(ENTER, "Léandre Corail reprend le mandat", at="ne le détient plus"),
    ),
    Act(
        "write down who comes late",
        Step("s", "Hilaire Rivesable à cette séance", at="Hilaire Rivesable"),
        Step(ENTER, "Présences à la séance {meeting} : Hilaire Rivesable", at="présence"),
        Step("q", "présents : 17"),
    ),
)
