"""Apply the edits that findings carry."""

from collections.abc import Iterable

from comens_tui.model.finding import Edit


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with every edit made; edits twice the same are made once.

    Raises:
        ValueError: Two edits overlap, or one lies outside the text.
    """
    pieces: list[str] = []
    place = 0
    for edit in sorted(set(edits)):
        if not place <= edit.start <= edit.end <= len(text):
            raise ValueError(edit)
        pieces += [text[place : edit.start], edit.text]
        place = edit.end
    return "".join((*pieces, text[place:]))
