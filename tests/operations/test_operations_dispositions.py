"""A consultation of 400 comments: imported at once, answered in bulk, closed and reported."""

from datetime import date

import pytest

from comens_tui.errors import RefusedError, StaleRecordError, UnknownRecordError, UsageError
from comens_tui.exchange.comment_fields import COMMENT
from comens_tui.exchange.comment_form import form_markdown, form_workbook, read_comments
from comens_tui.exchange.disposition_table import report_file
from comens_tui.exchange.guess import guessed
from comens_tui.exchange.tables import read_table
from comens_tui.model.consultation import LEGAL_COLLEGES
from comens_tui.model.places import consultation_comment_path
from comens_tui.model.words import ConsultationState, Disposition
from comens_tui.operations.consultation_import import import_comments, preview_comments
from comens_tui.operations.consultation_papers import write_paper
from comens_tui.operations.consultation_views import (
    conditions,
    consultation_view,
    drafted_summary,
)
from comens_tui.operations.consultation_window import amend_notice, extend_consultation
from comens_tui.operations.consultations import (
    close_consultation,
    open_consultation,
    remind_colleges,
    report_consultation,
)
from comens_tui.operations.dispositions import (
    acknowledge_comments,
    anchor_comments,
    assign_comments,
    dispose_comments,
    group_comments,
    ranges,
    reply_to_comments,
)
from comens_tui.operations.intake import Outcome
from comens_tui.operations.proposals import edit_proposal, new_proposal
from comens_tui.rules.comment_groups import likely_groups
from comens_tui.rules.consultations import Condition
from tests.operations.support import ANNE, FIRST, REFERENTIAL, amended, unchanged
from tests.support import git

ID = "C-2026-001"
CLOSES = date(2026, 4, 1)
HEADER = "Identifiant;Date de dépôt;Collège;MB/NC;Article;Type;Commentaire;Modification proposée\n"
THEMES = (
    "Le délai de conservation paraît trop court pour les établissements de soins.",
    "Les éditeurs de petite taille ne peuvent produire cette preuve avant une année.",
    "Préciser qui informe le patient quand le système propose une autre orientation.",
    "La notion de système automatique devrait être définie dans le glossaire.",
)


def rows(count, start=1):
    """Return rows of a platform, in all colleges; every fortieth is on no clause that there is."""
    lines = []
    for number in range(start, start + count):
        college = LEGAL_COLLEGES[number % 5]
        clause = "ETH.99" if number % 40 == 0 else "ETH.1"
        lines.append(
            f"PLT-{number};2026-03-{2 + number % 20:02};{college};Association {number % 90};"
            f"{clause};{('ge', 'te', 'ed')[number % 3]};{THEMES[number % 4]};\n"
        )
    return "".join(lines)


def preview(room, text, **constants):
    table = read_table(text.encode(), "avis.csv")
    mapping = guessed(table, COMMENT)
    mapping = mapping.model_copy(update={"constants": {**mapping.constants, **constants}})
    return preview_comments(room.desk(), ID, table, mapping)


def brought(room, text, **constants):
    return import_comments(room.desk(), ID, preview(room, text, **constants).records, "avis.csv")


def comments(room):
    return room.snapshot().consultation_comments.get(ID, ())


@pytest.fixture
def consulted(room):
    new_proposal(room.desk(ANNE), title="Clarifier", motive="Lu.", texts={REFERENTIAL: amended()})
    open_consultation(
        room.desk(),
        title="Avis",
        purpose="Recueillir",
        proposals=(FIRST,),
        closes=CLOSES,
        audiences=("tous",),
        planned_effect=date(2027, 1, 1),
    )
    room.later(days=25)
    return room


@pytest.fixture
def processing(consulted):
    brought(consulted, HEADER + rows(12))
    consulted.later(days=10)
    close_consultation(consulted.desk(), ID)
    return consulted


def lacking(room):
    return [item.condition for item in conditions(room.desk(), ID) if not item.is_met]


def test_comments_go_from_the_platform_to_the_report(consulted):
    found = preview(consulted, HEADER + rows(120))
    assert found.count(Outcome.NEW) == 120
    remarks = [line for line in found.lines if line.reasons]
    assert len(remarks) == 3
    assert remarks[0].reasons[0].startswith("No clause “ETH.99” in the text")
    head = consulted.workspace.head()
    import_comments(consulted.desk(), ID, found.records, "avis.csv")
    assert git(consulted.root, "rev-list", "--count", f"{head}..HEAD").strip() == "1"
    held = comments(consulted)
    assert len({item.author for item in held}) == 90
    assert all(item.author.startswith("CTB-") for item in held)
    assert preview(consulted, HEADER + rows(120)).count(Outcome.KNOWN) == 120

    remind_colleges(consulted.desk(), ID, LEGAL_COLLEGES)
    consulted.later(days=10)
    close_consultation(consulted.desk(), ID)
    acknowledge_comments(consulted.desk(), ID)
    assert lacking(consulted) == [Condition.COMMENTS, Condition.SUMMARY]

    view = consultation_view(consulted.desk(), ID)
    assert [item.clause for item in view.comments[-3:]] == ["ETH.99"] * 3
    lost = [item.number for item in view.comments if not view.atlas.is_anchored(item)]
    anchor_comments(consulted.desk(), ID, lost, "ETH.1", REFERENTIAL)
    groups = likely_groups(comments(consulted))
    assert [len(group.numbers) for group in groups] == [30] * 4
    for group, disposition in zip(
        groups,
        (
            Disposition.NOT_ACCEPTED,
            Disposition.ACCEPTED,
            Disposition.DEFERRED,
            Disposition.ANSWERED,
        ),
        strict=True,
    ):
        group_comments(consulted.desk(), ID, group.numbers)
        dispose_comments(
            consulted.desk(), ID, group.numbers, disposition,
            reason="Pesé en séance.", reply="Votre avis {number} a été lu.",
        )  # fmt: skip
    assert lacking(consulted) == [Condition.SUMMARY]
    kept = {item.number: item for item in comments(consulted)}
    assert kept[7].reply == "Votre avis 7 a été lu."
    assert {item.outcome for item in kept.values()} == {(), (FIRST,)}

    summary = drafted_summary(consulted.desk(), ID)
    assert "120 comments were received" in summary
    report_consultation(consulted.desk(), ID, summary)
    assert lacking(consulted) == []
    view = consultation_view(consulted.desk(), ID)
    for how in ("markdown", "html", "csv", "xlsx", "json"):
        content = report_file(view.consultation, view.comments, consulted.desk().committee, how)
        assert len(content) > 7_000, how
    with unchanged(consulted), pytest.raises(RefusedError, match="is public"):
        dispose_comments(consulted.desk(), ID, (1,), Disposition.ACCEPTED)


def test_rows_are_refused_one_by_one_and_say_why(consulted):
    text = HEADER + (
        "A1;2026-03-05;users;;;ge;Un avis utile.;\n"
        "A2;2026-02-05;users;;;ge;Trop tôt.;\n"
        "A3;2026-03-05;martiens;;;ge;Bonjour.;\n"
        "A4;2026-03-05;users;;;zz;Bonjour.;\n"
        "A5;2026-03-05;users;;;ge;Appelez Mme Jeanne Dupont au 06 12 34 56 78.;\n"
        "A6;2026-03-05;users;;;ge;;\n"
        "A1;2026-03-05;users;;;ge;Un avis utile.;\n"
        "A1;2026-03-05;users;;;ge;Un autre avis.;\n"
    )
    found = preview(consulted, text)
    new, refused, known = Outcome.NEW, Outcome.REFUSED, Outcome.KNOWN
    assert [line.outcome for line in found.lines] == [
        new, refused, refused, refused, refused, refused, known, refused,
    ]  # fmt: skip
    told = [line.reasons[0] for line in found.lines[1:6]]
    assert told[0] == "A comment of 2026-02-05 is outside the window, 2026-03-02 to 2026-04-01."
    assert told[1].startswith("There is no college martiens; there are: health_professionals")
    assert told[2].endswith("is no type of comment: ge, te or ed.")
    assert "personal data" in told[3]
    assert "“Comment” is empty" in told[4]
    assert "Dupont" not in found.lines[4].content
    brought(consulted, text)
    again = preview(consulted, HEADER + "A1;2026-03-05;users;;;ge;Un avis changé.;\n")
    assert again.lines[0].outcome is Outcome.CHANGED
    assert again.lines[0].reasons == ("It differs from comment 1, which stays as it is: Comment.",)


def test_an_author_is_named_only_by_consent_and_keeps_one_pseudonym(consulted):
    header = "Collège;Auteur;Accord de publication;Commentaire\n"
    brought(
        consulted,
        header
        + "users;Ligue des usagers;oui;Un.\n"
        + "users;Jean Valjean;non;Deux.\n"
        + "users;JEAN VALJEAN;;Trois.\n"
        + "users;;;Quatre.\n"
        + "users;FR-007;;Cinq.\n",
    )
    brought(consulted, header + "users;Cosette;;Six.\n")
    assert [item.author for item in comments(consulted)] == [
        "Ligue des usagers", "CTB-001", "CTB-001", "CTB-002", "FR-007", "CTB-003",
    ]  # fmt: skip
    assert "valjean" not in git(consulted.root, "log", "-p").lower()


def test_without_a_column_for_the_college_one_is_given(consulted):
    text = "Clause;Comments\nETH.1;Un avis.\n"
    with pytest.raises(UsageError) as caught:
        preview(consulted, text)
    assert "--college" in caught.value.hint
    assert preview(consulted, text, college="users").count(Outcome.NEW) == 1
    consulted.later(days=30)
    assert preview(consulted, text, college="users").count(Outcome.REFUSED) == 1
    given = preview(consulted, text, college="users", received="2026-03-30")
    assert given.count(Outcome.NEW) == 1


def test_a_form_filled_in_offline_comes_back(consulted):
    view = consultation_view(consulted.desk(), ID)
    form = form_markdown(view.consultation, view.atlas)
    assert "* ETH.1 — " in form
    assert read_comments(form.encode(), "vide.md").rows == ()
    college = "- College : users of the health system"
    filled = form.replace("- College : ", college).replace(
        "- Comment : ", "- Comment : Trop court.\n\nEt peu clair.", 1
    )
    filled = filled.replace("- Clause : ", "- Clause : ETH.1", 1)
    table = read_comments(filled.encode(), "avis.md")
    found = preview_comments(consulted.desk(), ID, table, guessed(table, COMMENT))
    (record,) = found.records
    assert (record.college, record.clause) == ("users", "ETH.1")
    assert record.text == "Trop court.\n\nEt peu clair."
    workbook = read_comments(form_workbook(view.consultation), "avis.xlsx")
    assert set(guessed(workbook, COMMENT).columns) >= {"college", "clause", "type", "text"}


def test_answers_are_given_again_and_taken_back_each_in_git(processing):
    seen = dict(consultation_view(processing.desk(), ID).seen)
    dispose_comments(processing.desk(), ID, (1, 2, 3), Disposition.ACCEPTED, seen=seen)
    with unchanged(processing), pytest.raises(StaleRecordError):
        dispose_comments(processing.desk(), ID, (3, 4), Disposition.ACCEPTED, seen=seen)
    dispose_comments(processing.desk(), ID, (2,), Disposition.NOT_ACCEPTED, reason="Relu.")
    with unchanged(processing), pytest.raises(RefusedError, match="owed a reason"):
        dispose_comments(processing.desk(), ID, (2,), Disposition.UNRESOLVED)
    receipt = dispose_comments(
        processing.desk(), ID, (2, 3), Disposition.UNRESOLVED, reason="Erreur de saisie."
    )
    assert receipt.subject == (
        "Take back the answer to comments 2-3 on C-2026-001: Erreur de saisie."
    )
    first, second, third = comments(processing)[:3]
    assert (first.disposition, first.outcome) == (Disposition.ACCEPTED, (FIRST,))
    for item in (second, third):
        assert item.disposition is Disposition.UNRESOLVED
        assert item.disposed_by is None
        assert item.reason is None
    log = git(processing.root, "log", "--format=%s", "--", consultation_comment_path(ID, 2))
    assert len(log.splitlines()) == 4


def test_a_duplicate_names_another_comment_and_an_outcome_a_proposal_that_is_there(processing):
    kind = Disposition.DUPLICATE
    for other in (2, 99):
        with unchanged(processing), pytest.raises(RefusedError, match="is not another comment"):
            dispose_comments(processing.desk(), ID, (2,), kind, reason="Même.", duplicate_of=other)
    dispose_comments(processing.desk(), ID, (2,), kind, reason="Même.", duplicate_of=1)
    assert comments(processing)[1].duplicate_of == 1
    with unchanged(processing), pytest.raises(UnknownRecordError):
        dispose_comments(processing.desk(), ID, (3,), Disposition.ACCEPTED, outcome=("P-2026-099",))


def test_comments_are_assigned_grouped_parted_and_replied_to(processing):
    assign_comments(processing.desk(), ID, (1, 2), ANNE)
    group_comments(processing.desk(), ID, (4, 8))
    reply_to_comments(processing.desk(), ID, (4, 8), "Avis {number} sur {clause} : merci.")
    held = comments(processing)
    assert [item.assignee for item in held[:3]] == [ANNE, ANNE, None]
    assert [held[number - 1].group for number in (4, 8)] == [4, 4]
    assert held[7].reply == "Avis 8 sur ETH.1 : merci."
    group_comments(processing.desk(), ID, (4, 8), undo=True)
    assert comments(processing)[3].group is None
    for wrong in ((5,), ()):
        with unchanged(processing), pytest.raises(RefusedError):
            group_comments(processing.desk(), ID, wrong)


def test_a_window_is_extended_once_with_its_reason(consulted):
    later = date(2026, 4, 20)
    with unchanged(consulted), pytest.raises(RefusedError, match="no later"):
        extend_consultation(consulted.desk(), ID, CLOSES, "Panne.")
    extend_consultation(consulted.desk(), ID, later, "Panne du site.")
    consultation = consulted.snapshot().consultations[ID]
    assert consultation.closes == later
    assert consultation.extension.closed == CLOSES
    with unchanged(consulted), pytest.raises(RefusedError, match="once already"):
        extend_consultation(consulted.desk(), ID, date(2026, 5, 1), "Encore.")


def test_the_ballot_tag_holds_what_is_commented_and_a_moved_text_is_seen(consulted):
    consultation = consulted.snapshot().consultations[ID]
    assert consultation.ballot_tag in consulted.workspace.tags()
    (text,) = consultation.texts
    tagged = git(
        consulted.root, "rev-parse",
        f"{consultation.ballot_tag}:proposals/updates/2026/{FIRST}/text/{REFERENTIAL}",
    )  # fmt: skip
    assert tagged.strip() == text.blob
    consulted.later(days=10)
    close_consultation(consulted.desk(), ID)
    assert Condition.TEXT not in lacking(consulted)
    edit_proposal(
        consulted.desk(ANNE),
        FIRST,
        texts={REFERENTIAL: amended(new="simples, brefs, et DOIT les afficher en 24 heures.")},
    )
    (found,) = [
        item for item in conditions(consulted.desk(), ID) if item.condition is Condition.TEXT
    ]
    assert not found.is_met
    open_consultation(
        consulted.desk(), title="Suite", purpose="Relire", proposals=(FIRST,),
        closes=date(2026, 4, 30),
    )  # fmt: skip
    second = consulted.snapshot().consultations["C-2026-002"]
    assert second.follows == ID
    assert second.ballot_tag == consultation.ballot_tag.replace("ballot.1", "ballot.2")
    consulted.later(days=30)
    close_consultation(consulted.desk(), "C-2026-002")
    assert Condition.TEXT not in lacking(consulted)


def test_a_tag_that_holds_something_else_is_refused(consulted):
    tag = consulted.snapshot().consultations[ID].ballot_tag
    edit_proposal(consulted.desk(ANNE), FIRST, texts={REFERENTIAL: amended(new="courts.")})
    with unchanged(consulted), pytest.raises(RefusedError, match="does not hold the text"):
        open_consultation(
            consulted.desk(), title="Suite", purpose="Relire", proposals=(FIRST,),
            closes=date(2026, 4, 30), ballot_tag=tag,
        )  # fmt: skip


def test_a_notice_is_completed_until_the_report(consulted):
    amend_notice(consulted.desk(), ID, purpose="Tout lire", comments_public=False)
    notice = consulted.snapshot().consultations[ID].notice
    assert (notice.purpose, notice.audiences, notice.comments_public) == (
        "Tout lire", ("tous",), False,
    )  # fmt: skip
    consulted.later(days=10)
    close_consultation(consulted.desk(), ID)
    report_consultation(consulted.desk(), ID, "Aucun avis.")
    assert consulted.snapshot().consultations[ID].state is ConsultationState.REPORTED
    with unchanged(consulted), pytest.raises(RefusedError, match="is reported"):
        amend_notice(consulted.desk(), ID, purpose="Trop tard")
    with pytest.raises(RefusedError, match="takes no comment"):
        preview(consulted, HEADER + rows(1))


def test_numbers_are_said_as_people_write_them():
    assert ranges([9, 1, 2, 3, 7, 10]) == "1-3, 7, 9-10"
    assert ranges([4]) == "4"


@pytest.mark.parametrize(
    ("paper", "name", "start"),
    [
        ("form", "f.xlsx", b"PK"),
        ("form", "f.md", b"<!-- comens consultation form"),
        ("summary", "s.md", b"12 comments"),
        ("table", "t.md", b"# "),
        ("table", "t.html", b"<!"),
        ("table", "t.csv", "\ufeff".encode()),
        ("table", "t.XLSX", b"PK"),
        ("table", "t.json", b"{"),
        ("letters", "l.csv", "\ufeff".encode()),
    ],
)
def test_each_paper_is_written_as_its_name_says(processing, tmp_path, paper, name, start):
    path = tmp_path / name
    assert write_paper(processing.desk(), ID, paper, path) == 1
    assert path.read_bytes().startswith(start)
    with pytest.raises(RefusedError, match="exists already"):
        write_paper(processing.desk(), ID, paper, path)


def test_letters_are_one_file_a_comment_and_never_among_the_records(processing, tmp_path):
    assert write_paper(processing.desk(), ID, "letters", tmp_path / "l") == 12
    assert len(list((tmp_path / "l").iterdir())) == 12
    with pytest.raises(RefusedError, match="among the records"):
        write_paper(processing.desk(), ID, "letters", processing.root / "corpus/l")
    for paper, name in (("form", "f.pdf"), ("table", "t")):
        with pytest.raises(UsageError):
            write_paper(processing.desk(), ID, paper, tmp_path / name)
        assert not (tmp_path / name).exists()
