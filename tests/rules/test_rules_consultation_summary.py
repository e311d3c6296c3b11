"""The draft of the public summary: counts, small ones hidden, objections, minority views."""

from datetime import date

from comens_tui.model.consultation import ConsultationComment
from comens_tui.model.words import Disposition
from comens_tui.rules.consultation_summary import HIDDEN, summary_draft, tally
from tests.support.consulted import COMMITTEE, CONSULTATION


def comments(*parts):
    """Return comments: (how many, college, disposition, reason, text)."""
    made = []
    for count, college, disposition, reason, text in parts:
        for _ in range(count):
            number = len(made) + 1
            made.append(
                ConsultationComment(
                    consultation="C-2026-001",
                    number=number,
                    author=f"CTB-{number:03}",
                    college=college,
                    received=date(2026, 2, 3),
                    text=text,
                    clause="ETH.1",
                    disposition=disposition,
                    reason=reason,
                )
            )
    return made


MANY = comments(
    (12, "users", Disposition.ACCEPTED, None, "Oui."),
    (9, "publishers", Disposition.NOT_ACCEPTED, "Trop tôt.", "Le délai est intenable."),
    (3, "publishers", Disposition.ACCEPTED, None, "Bien."),
    (1, "users", Disposition.NOT_ACCEPTED, "Hors de portée.", "Ouvrir le code."),
)


def test_counts_add_up_and_small_ones_are_hidden_only_where_published():
    exact = tally(MANY, COMMITTEE, is_public=False)
    assert exact.counts[-1][-1] == len(MANY)
    assert None not in {count for row in exact.counts for count in row}
    public = tally(MANY, COMMITTEE, is_public=True)
    place = public.colleges.index("publishers"), public.dispositions.index(Disposition.ACCEPTED)
    assert public.counts[place[0]][place[1]] is None
    shown = [count for row in public.counts for count in row if count is not None]
    assert all(count == 0 or count >= 5 for count in shown)
    assert public.counts[-1][-1] == len(MANY)


def test_the_draft_tells_the_objections_and_the_views_of_few():
    text = summary_draft(CONSULTATION, MANY, COMMITTEE)
    assert text.startswith(
        "25 comments were received from 2026-02-02 to 2026-03-03. The window lasted"
    )
    assert HIDDEN in text
    assert "9 comments on ETH.1: “Le délai est intenable.” Answer, not accepted: Trop tôt." in text
    minority = text.split("## Minority views")[1]
    assert "Ouvrir le code." in minority
    assert "intenable" not in minority
    assert "Comments are retained on: ETH.1." in text


def test_an_objection_of_few_does_not_tell_how_many():
    few = comments((3, "users", Disposition.NOT_ACCEPTED, "Non.", "Trop long."))
    assert "A few comments on ETH.1" in summary_draft(CONSULTATION, few, COMMITTEE)


def test_a_consultation_without_a_comment_has_a_summary_too():
    assert "0 comments were received" in summary_draft(CONSULTATION, [], COMMITTEE)
