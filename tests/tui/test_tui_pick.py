"""One value among a few: what is typed chooses it."""

from textual import events

from comens_tui.tui.widgets.pick import Pick

NAMES = (
    "Clémence Aubépine",
    "Ulysse Galet",
    "Mahaut Verglas",
    "Joachim Belétoile",
    "Rosalie Verveine",
    "Éloi Hêtre",
    "Léandre Corail",
)
PEOPLE = (("", "—"), *((name.lower(), name) for name in NAMES))


def typed(pick: Pick, letters: str) -> str:
    """Type letters, and return what is then chosen."""
    for letter in letters:
        pick.on_key(events.Key(letter, letter))
    return pick.value.title()


def test_letters_go_to_a_name_whatever_its_accents_and_its_place() -> None:
    assert typed(Pick(PEOPLE), "j") == "Joachim Belétoile"
    assert typed(Pick(PEOPLE), "verv") == "Rosalie Verveine"
    assert typed(Pick(PEOPLE), "het") == "Éloi Hêtre"
    assert typed(Pick(PEOPLE), "E") == "Éloi Hêtre"


def test_the_same_letter_again_goes_to_the_next_and_round() -> None:
    pick = Pick(PEOPLE)
    found = [typed(pick, "v"), typed(pick, "v"), typed(pick, "v")]
    assert found == ["Mahaut Verglas", "Rosalie Verveine", "Mahaut Verglas"]


def test_what_begins_no_name_leaves_the_choice_and_an_arrow_begins_anew() -> None:
    pick = Pick(PEOPLE)
    assert typed(pick, "galx") == "Ulysse Galet"
    pick.on_key(events.Key("right", None))
    assert typed(pick, "g") == "Ulysse Galet"


def test_among_a_few_letters_move_and_digits_choose() -> None:
    scale = Pick(tuple((str(number), "word") for number in range(9)))
    assert typed(scale, "l") == "1"
    assert typed(scale, "ç") == "1"
    scale.on_key(events.Key("ccedilla", "ç"))
    scale.on_key(events.Key("7", "7"))
    assert scale.value == "7"
