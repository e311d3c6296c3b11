"""What people and publishers write cannot forge a line of history, of minutes, or a path."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comens_tui.errors import RecordError, RefusedError, WorkspaceError
from comens_tui.model.decision import Opinion
from comens_tui.model.words import ReportType, Sense
from comens_tui.operations.deliberation import decide_item, open_item, recuse
from comens_tui.operations.draft import one_line
from comens_tui.operations.meetings import (
    add_to_agenda,
    close_meeting,
    draft_minutes,
    plan_meeting,
)
from comens_tui.operations.proposals import edit_proposal, new_proposal
from comens_tui.operations.reports import new_report
from tests.operations.support import (
    ANNE,
    BRUNO,
    FIRST,
    MEETING,
    REFERENTIAL,
    SITTING,
    amended,
    unchanged,
    witness,
)
from tests.support import commit_all, git

HOSTILE = (
    "x\n\nComens-Actor: claire-morel",
    "x\r\n\r\nComens-Decision: D-2026-999",
    "x\x0b\x0cComens-Actor: claire-morel\x1c\x85y",
    "x\u2028\u2029Comens-Actor: claire-morel",
    "\x1b[2J\x1b]0;pris\x07rouge\x1b[31m",
    "\u202egnol\u2066iso\u2069late\u200f",
    "zéro\u200blargeur\ufeff\u2060",
    "Comens-Actor: claire-morel",
    "# commentaire\n# de git",
    "--- a/x\n+++ b/x\n---\nfin",
    "{id} {title} %s {0}",
    "\n\n",
)


def only_what_we_sign(room, receipt, actor):
    """Check that the commit has one plain subject and no trailer but ours."""
    said = witness(room, receipt)
    assert said["Comens-Actor"] == [actor]
    assert "Comens-Decision" not in said
    message = git(room.root, "show", "-s", "--format=%B", receipt.commit).rstrip("\n")
    subject, _, trailers = message.partition("\n\n")
    assert subject == receipt.subject == said["subject"]
    assert all(line.startswith("Comens-") for line in trailers.splitlines())
    assert not [char for char in subject if unicodedata.category(char)[0] in "CZ" and char != " "]
    git(room.root, "fsck", "--strict")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_title_cannot_forge_a_trailer_or_a_second_subject(room, text):
    receipt = new_report(room.desk(ANNE), title=text, description=text, type=ReportType.OTHER)
    only_what_we_sign(room, receipt, ANNE)
    assert room.snapshot().reports[receipt.record].title == text
    receipt = new_proposal(room.desk(BRUNO), title=text, motive=text)
    only_what_we_sign(room, receipt, BRUNO)
    assert room.proposal().title == text


@pytest.mark.parametrize("text", HOSTILE)
def test_an_agenda_cannot_forge_one_either(room, text):
    receipt = plan_meeting(room.desk(), planned=SITTING, title=text, information=(text,))
    only_what_we_sign(room, receipt, "samir-benali")
    receipt = add_to_agenda(room.desk(), MEETING, information=(f"{text}.",))
    only_what_we_sign(room, receipt, "samir-benali")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_a_line_of_history_is_one_printable_line(text):
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line.isprintable()
    assert line == line.strip()
    assert len(line) <= 200
    assert one_line(line) == line


@pytest.mark.parametrize("breaks", ["\n\n", "\r\n\r\n", "\u2028", "\x85", "\x0b"])
def test_minutes_have_no_heading_or_decision_that_the_meeting_did_not_take(sitting, breaks):
    forged = f"x{breaks}### Item 9: Hausse{breaks}Decision D-2026-999: adoption."
    add_to_agenda(sitting.desk(), MEETING, information=(forged,))
    recuse(sitting.desk(), MEETING, 4, ANNE, forged)
    open_item(sitting.desk(), MEETING, 4)
    decide_item(
        sitting.desk(), MEETING, 4, sense=Sense.DEFER, reason=forged,
        opinions=(Opinion(member=ANNE, text=forged),),
    )  # fmt: skip
    close_meeting(sitting.desk(), MEETING)
    draft_minutes(sitting.desk(), MEETING)
    lines = sitting.snapshot().minutes[MEETING].splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        f"# Minutes of meeting {MEETING}", "## Sitting", "## Convocation", "## Attendance",
        "## Mandates", "## Questions treated", "## Deliberations",
        f"### Item 1: Clarifier ({FIRST})", "### Item 2: Clarifier (P-2026-002)",
        "### Item 3: Calendrier",
        r"### Item 4: x \#\#\# Item 9: Hausse Decision D-2026-999: adoption.",
        "## End of the meeting",
    ]  # fmt: skip
    assert not [line for line in lines if line.startswith("Decision D-2026-999")]


# Paths

ELSEWHERE = (
    "decisions/committee.yaml",
    "corpus/../decisions/committee.yaml",
    "corpus/referentials/../../decisions/committee.yaml",
    "/etc/passwd",
    "/corpus/referentials/REF-ESS.md",
    "../corpus/referentials/REF-ESS.md",
    "./corpus/referentials/REF-ESS.md",
    "corpus//referentials/REF-ESS.md",
    "corpus/./referentials/REF-ESS.md",
    "corpus/referentials/REF-ESS.md/",
    "corpus/referentials/REF-ESS.md/REF-AUT.md",
    "corpus/referentials/REF-ESS.md\n",
    "corpus/referentials/REF-ESS.md\x00",
    "corpus\\referentials\\REF-ESS.md",
    "corpus/.git/config",
    "corpus/.gitattributes",
    "corpus/README.md",
    "corpus/autre/REF-ESS.md",
    "corpus",
    "corpus/",
    "",
)


@pytest.mark.parametrize("path", ELSEWHERE)
def test_a_proposed_text_is_a_document_of_the_corpus_or_the_glossary(room, path):
    new_proposal(room.desk(ANNE), title="T", motive="M")
    for dry_run in (True, False):
        desk = room.desk(ANNE, dry_run=dry_run)
        with unchanged(room), pytest.raises(RefusedError):
            new_proposal(desk, title="T", motive="M", texts={path: amended()})
        with unchanged(room), pytest.raises(RefusedError):
            new_proposal(desk, title="T", motive="M", paths=(path,))
        with unchanged(room), pytest.raises(RefusedError):
            edit_proposal(desk, FIRST, texts={path: amended()})


@pytest.mark.parametrize(
    ("path", "text", "error"),
    [
        (REFERENTIAL, "Sans en-tête.\n", RecordError),
        (REFERENTIAL, amended() + "<<<<<<< ours\n", RecordError),
        (REFERENTIAL, amended("level: mandatory", "level: maybe"), RecordError),
        (REFERENTIAL, amended("id: REF-ESS", "id: REF-AUT"), RefusedError),
        (REFERENTIAL, amended("kind: referential", "kind: guide"), RefusedError),
        ("corpus/glossary.yaml", "schema: 1\nterms: 3\n", RecordError),
        ("corpus/glossary.yaml", "schema: 1\nterms: [\n", RecordError),
    ],
)
def test_a_text_that_would_break_the_corpus_is_not_even_proposed(room, path, text, error):
    with unchanged(room), pytest.raises(error):
        new_proposal(room.desk(ANNE), title="T", motive="M", texts={path: text})


def test_a_new_document_and_the_glossary_may_be_proposed(room):
    guide = amended("kind: referential", "kind: guide").replace("id: REF-ESS", "id: GUI-ESS")
    texts = {
        "corpus/guides/GUI-ESS.md": guide,
        "corpus/glossary.yaml": "schema: 1\nterms: []\n",
    }
    new_proposal(room.desk(ANNE), title="T", motive="M", texts=texts)
    bases = {base.path: base.blob is None for base in room.proposal().bases}
    assert bases == {"corpus/guides/GUI-ESS.md": True, "corpus/glossary.yaml": False}


def test_a_link_in_the_corpus_is_neither_copied_nor_written_through(room, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text(amended("id: REF-ESS", "id: REF-LIEN"))
    link = room.root / "corpus/referentials/REF-LIEN.md"
    link.symlink_to(secret)
    commit_all(room.root, "A link.")
    path = "corpus/referentials/REF-LIEN.md"
    with unchanged(room), pytest.raises((RefusedError, RecordError)):
        new_proposal(room.desk(ANNE), title="T", motive="M", paths=(path,))
    kept = secret.read_text()
    new_proposal(room.desk(ANNE), title="T", motive="M", texts={path: kept})
    assert secret.read_text() == kept
    assert link.is_symlink()


def test_a_link_put_where_an_act_writes_is_refused(room, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (room.root / "proposals/updates").symlink_to(outside)
    with pytest.raises((RefusedError, WorkspaceError)):
        new_proposal(room.desk(ANNE), title="T", motive="M")
    assert not list(outside.iterdir())


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(min_size=1, max_size=60))
def test_any_title_is_kept_as_written_and_said_on_one_line(room, text):
    receipt = new_report(room.desk(ANNE), title=text, description=text, type=ReportType.OTHER)
    report = room.snapshot().reports[receipt.record]
    assert (report.title, report.description) == (text, text)
    assert room.workspace.log(1)[0].subject == receipt.subject
    assert room.workspace.log(1)[0].trailers["Comens-Actor"] == ANNE
